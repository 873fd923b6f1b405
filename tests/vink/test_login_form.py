"""What does the sign-in form say when something is missing or wrong, and what does it keep to itself?

Tests the errors of the sign-in form and its page.
"""

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from pytest_django.asserts import assertInHTML

from vink.accounts.forms import LoginForm

PASSWORD = "et-langt-kodeord"
NO_MATCH = (
    "Brugernavn og adgangskode passer ikke sammen. Prøv igen. I adgangskoden er der forskel på store og små"
    " bogstaver."
)


@pytest.fixture
def people(db: None) -> None:
    get_user_model().objects.create_user("ida", password=PASSWORD)
    get_user_model().objects.create_user("bo", password=PASSWORD, is_active=False)


def test_what_is_missing_is_named() -> None:
    assert LoginForm(data={}).errors == {
        "username": ["Skriv dit brugernavn."],
        "password": ["Skriv din adgangskode."],
    }


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("username", "password"),
    [("nobody", PASSWORD), ("ida", "forkert"), ("bo", PASSWORD), ("bo", "forkert")],
    ids=["nobody of that name", "wrong password", "no longer active", "no longer active and wrong password"],
)
def test_every_refusal_is_told_alike(username: str, password: str) -> None:
    form = LoginForm(data={"username": username, "password": password})

    assert form.errors == {"__all__": [NO_MATCH]}


@pytest.mark.usefixtures("people")
def test_the_right_password_opens() -> None:
    form = LoginForm(data={"username": "ida", "password": PASSWORD})

    assert form.is_valid()
    assert form.get_user().username == "ida"


def test_the_page_puts_the_cursor_into_the_first_field() -> None:
    page = render_to_string("registration/login.html", {"form": LoginForm(), "next": "/plans/"})

    assertInHTML("<h1>Log på Vink</h1>", page)
    assertInHTML(
        '<input type="text" name="username" id="id_username" required autofocus autocapitalize="none"'
        ' autocomplete="username" maxlength="150">',
        page,
    )
    assertInHTML('<input type="hidden" name="next" value="/plans/">', page)


def test_the_page_lists_what_is_missing_above_the_form() -> None:
    page = render_to_string("registration/login.html", {"form": LoginForm(data={})})
    read = " ".join(strip_tags(page).split())

    assertInHTML("<title>Fejl: Log på – Vink</title>", page)
    assert "Der er noget, du skal rette Skriv dit brugernavn. Skriv din adgangskode. Log på Vink" in read
