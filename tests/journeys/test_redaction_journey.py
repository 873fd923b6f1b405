"""Do two people get a citizen's name out of everything, by keyboard alone?

A journey in the browser: a contributor asks for words to be blanked, and an approver grants it.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from plans import queries
from plans.models import Publication
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans.redactable import PASSAGE, REASON, Redactable, redactable

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]
MOST_TABS = 80


@pytest.fixture
def published(transactional_db: None) -> Redactable:
    written = redactable()
    written.publish()
    return written


def press(page: Page, locator: Locator, key: str = "Enter") -> None:
    tab_to(page, locator, most=MOST_TABS)
    page.keyboard.press(key)


def look(page: Page, axe: AxeCheck) -> None:
    axe(page)
    assert fits(page)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("size", SIZES, ids=["desk", "telephone"])
def test_a_contributor_asks_an_approver_grants_and_the_words_are_gone(
    page: Page, published: Redactable, signed_in: SignIn, axe: AxeCheck, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a size

    # given a contributor to whom the checks have told of a number
    signed_in(page, published.karin).goto("/plans/vink/annex/2019/checks/")
    press(page, page.get_by_role("link", name="Bed om sletning").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sletning af personoplysninger")
    look(page, axe)

    # when nothing is written, the page says so
    press(page, button(page, "Find stederne"))
    expect(page.locator(".error-summary")).to_contain_text("Skriv den tekst, der skal slettes.")
    look(page, axe)

    # when she writes the passage and the reason, she sees the places, and asks
    tab_to(page, page.get_by_label("Teksten, der skal slettes"), most=MOST_TABS)
    page.keyboard.type(PASSAGE)
    tab_to(page, page.get_by_label("Begrundelse"), most=MOST_TABS)
    page.keyboard.type(REASON)
    press(page, button(page, "Find stederne"))
    expect(page.locator(".redaction-found h3")).to_contain_text("Teksten står")
    look(page, axe)
    press(page, button(page, "Bed om sletning"))
    expect(page.get_by_text("Der er bedt om sletning.")).to_be_visible()
    expect(button(page, "Slet for altid")).to_have_count(0)
    look(page, axe)
    asked = page.url

    # when the approver has seen the places and says so, the words are gone
    signed_in(page, published.approver).goto(asked)
    expect(page.locator("mark").first).to_have_text(PASSAGE)
    look(page, axe)
    press(page, button(page, "Slet for altid"))
    expect(page.locator(".error-summary")).to_contain_text("sletningen kan ikke fortrydes")
    press(page, page.get_by_label("Jeg har set alle stederne"), "Space")
    press(page, button(page, "Slet for altid"))
    expect(page.get_by_text("Teksten er slettet alle steder.")).to_be_visible()
    look(page, axe)

    # and the published version says where and why, and not what
    page.goto("/plans/vink/annex/2019/publications/1/")
    expect(page.get_by_role("heading", name="Personoplysninger er slettet i denne version")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    look(page, axe)
    press(page, page.get_by_role("link", name="Læs bilaget"))
    expect(page.get_by_text("[personoplysning slettet]")).to_be_visible()
    expect(page.get_by_text("Sørine")).to_have_count(0)
    axe(page)
    assert "010190" not in queries.stored_file(Publication.objects.get(), "html").decode()
