"""Does a person, by keyboard alone, give Power BI a token, see what it reads, and take the token back?

A journey in the browser: an access token is made, copied, used to read the feed, and revoked.
"""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits

SIZES = [pytest.param((1280, 800), id="1280"), pytest.param((390, 844), id="390")]

pytestmark = [pytest.mark.django_db(transaction=True)]


def press(page: Page, name: str, role: str = "link") -> None:
    """Go by Tab to a link or button and press it."""
    tab_to(page, page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]  # one of its roles
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_a_token_is_made_copied_used_and_revoked(
    page: Page, axe: AxeCheck, signed_in: SignIn, size: tuple[int, int]
) -> None:
    # given a reader at their profile, without any token
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    signed_in(page, UserFactory.create(first_name="Ida", last_name="Bo")).goto("/me/")
    expect(page.get_by_text("Du har ingen adgangsnøgler.")).to_be_visible()
    axe(page)
    assert fits(page)

    # when they forget to name it, that is said at the field
    press(page, "Opret adgangsnøgle", "button")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Skriv, hvad nøglen skal bruges til.")
    axe(page)

    # and when they name it, the token is shown and can be copied
    page.get_by_label("Hvad skal nøglen bruges til?").focus()
    page.keyboard.type("Power BI")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Din nye adgangsnøgle")
    press(page, "Kopiér nøglen", "button")
    expect(page.locator("[data-copy-message]")).to_have_text("Nøglen er kopieret.")
    token = str(page.evaluate("navigator.clipboard.readText()"))
    assert token == page.locator("#secret").inner_text()
    assert fits(page)
    axe(page)

    # then a program reads with it
    headers = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/plans/", headers=headers).status_code == 200

    # and the page that describes the feed is near
    press(page, "Læs mere om adresserne og felterne")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data til Excel og Power BI")
    assert fits(page)
    axe(page)

    # when they no longer want it, they are asked, and it is over
    press(page, "Min profil")
    expect(page.get_by_text("Senest brugt")).to_be_visible()
    assert page.locator("#secret").count() == 0
    axe(page)
    press(page, "Tilbagekald Power BI")
    expect(page.get_by_text("Det kan ikke fortrydes")).to_be_visible()
    assert fits(page)
    axe(page)
    press(page, "Tilbagekald nøglen", "button")
    expect(page.get_by_text("Adgangsnøglen Power BI er tilbagekaldt.")).to_be_visible()
    assert Client().get("/api/v1/plans/", headers=headers).status_code == 401


def test_without_scripts_a_token_is_made_and_read(page: Page, signed_in: SignIn, base_url: str) -> None:
    assert page.context.browser is not None
    signed_in(page, UserFactory.create())
    cookies = page.context.cookies()
    plain = page.context.browser.new_context(java_script_enabled=False, base_url=base_url)
    plain.add_cookies([{"name": each["name"], "value": each["value"], "url": base_url} for each in cookies])
    bare = plain.new_page()
    bare.goto("/me/")
    bare.get_by_label("Hvad skal nøglen bruges til?").fill("Excel")

    bare.keyboard.press("Enter")

    expect(bare.locator("#secret")).to_contain_text("vink_")
    expect(bare.get_by_role("button", name="Kopiér nøglen")).to_be_hidden()
    plain.close()
