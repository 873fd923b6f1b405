"""Does the frame say who is signed in and where one is, and stand without any context when all else fails?

Tests the base template that frames every page.
"""

from dataclasses import dataclass

import pytest
from django.template.loader import get_template, render_to_string
from django.utils.html import strip_tags
from pytest_django.asserts import assertInHTML


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


class Person:
    is_authenticated = True

    display_name = "Ida Bo"

    def get_role_display(self) -> str:
        return "godkender"


def test_the_frame_says_who_is_signed_in_and_where_one_is() -> None:
    navigation = [Link("Planer", "/plans/"), Link("Status", "/status/", current=True)]
    page = render_to_string(
        "base.html", {"user": Person(), "navigation": navigation, "site_organisation": "Eksempel Kommune"}
    )

    assertInHTML('<a href="/status/" aria-current="page">Status</a>', page)
    assertInHTML('<a class="site-user__name" href="/me/">Ida Bo</a>', page)
    assertInHTML('<span class="site-user__role">godkender</span>', page)
    assert '<form class="site-user" method="post" action="/logout/" data-sign-out>' in page
    assert text(page).count("Eksempel Kommune") == 2  # in the header and in the footer


def test_the_frame_without_a_user_offers_neither_menu_nor_sign_out() -> None:
    page = render_to_string("base.html", {})

    assert (
        text(page)
        == "– Vink Gå til sidens indhold Vink Vink følger handleplaner fra vedtaget mål til afrapportering"
    )


def test_the_accessibility_statement_is_linked_when_there_is_one() -> None:
    page = render_to_string("base.html", {"accessibility_statement": "/was/"})

    assertInHTML('<a href="/was/">Tilgængelighedserklæring</a>', page)


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "Det forstår Vink ikke"),
        ("403.html", "Det har du ikke adgang til"),
        ("403_csrf.html", "Siden var åben for længe"),
        ("404.html", "Siden findes ikke"),
        ("500.html", "Noget gik galt i Vink"),
        ("registration/logged_out.html", "Du er logget af"),
    ],
)
def test_a_page_of_its_own_needs_no_context(template: str, heading: str) -> None:
    page = get_template(template).render()

    assertInHTML(f"<h1>{heading}</h1>", page)
    assertInHTML(f"<title>{heading} – Vink</title>", page)


def text(html: str) -> str:
    """Give what a reader reads, on one line."""
    return " ".join(strip_tags(html).split())
