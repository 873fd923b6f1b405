"""Can somebody who reads English use Vink, from the sign-in page on, by the keyboard alone?

A journey in the browser through the English pages.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, UserFactory
from tests.journeys.conftest import AxeCheck
from tests.reporting.vink_plans import LATER, load

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_reading_in_english_from_the_sign_in_page_on(page: Page, axe: AxeCheck, width: int) -> None:
    # Given the plan for 2018–19, and somebody who reads English
    load("vink-2009-10", "vink-2016-17", LATER)
    UserFactory.create(username="ida", language="en", first_name="Ida", last_name="Bo")
    page.set_viewport_size({"width": width, "height": 800})

    # When they choose English before they sign in
    page.goto("/login/?next=/me/")
    expect(page.locator("html")).to_have_attribute("lang", "da")
    page.get_by_role("button", name="English").focus()
    page.keyboard.press("Enter")

    # Then the page speaks English, and offers Danish
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Vink")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Dansk")).to_have_attribute("lang", "da")
    axe(page)

    # And a wrong password is told in English
    page.get_by_label("Username").fill("ida")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#id_password_error, .error-summary").first).to_contain_text(
        "The username and password do not match."
    )

    # When they sign in, they come to where they were going, and read the status in English
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My profile")
    page.goto(f"/plans/{LATER}/status/2019/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Status 2019")
    expect(page.get_by_text("47% (7 of 15)")).to_be_visible()
    axe(page)

    # And the annex stays Danish within an English page
    page.goto(f"/plans/{LATER}/annex/2019/")
    expect(page.get_by_role("link", name="Download PDF")).to_be_visible()
    expect(page.locator("article.annex")).to_have_attribute("lang", "da")
    expect(page.locator("article.annex")).to_contain_text("15. januar 2020")
    axe(page)

    # When they sign out, the next page is English still
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have been signed out")
