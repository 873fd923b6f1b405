"""Are all components accessible and whole, in all states and on every screen?

Tests the gallery of components in a browser: accessibility, forced colours, narrow screens and enlarged text.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "telephone"])
def test_every_component_is_accessible_and_fits(
    page: Page, signed_in: SignIn, axe: AxeCheck, width: int
) -> None:
    signed_in(page, UserFactory.create(administrator=True))
    page.set_viewport_size({"width": width, "height": 844})

    page.goto("/components/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Komponenter")
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert fits(page)
    axe(page)


@pytest.mark.parametrize("setting", ["forced-colors", "reduced-motion", "print"])
def test_a_status_is_told_by_word_and_icon_under_any_setting(
    page: Page, signed_in: SignIn, setting: str
) -> None:
    signed_in(page, UserFactory.create(administrator=True))
    if setting == "forced-colors":
        page.emulate_media(forced_colors="active")
    elif setting == "reduced-motion":
        page.emulate_media(reduced_motion="reduce")
    else:
        page.emulate_media(media="print")

    page.goto("/components/")

    badge = page.locator(".status--partly_achieved").first
    expect(badge).to_contain_text("Delvist nået")
    expect(badge.locator("svg")).to_be_visible()


def test_at_twice_the_size_nothing_is_cut_off(page: Page, signed_in: SignIn) -> None:
    # Zooming to 200 % halves the width that a page has: 1280 becomes 640.
    signed_in(page, UserFactory.create(administrator=True))
    page.set_viewport_size({"width": 640, "height": 400})

    page.goto("/components/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Komponenter")
    assert fits(page)
