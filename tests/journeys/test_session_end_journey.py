"""Is anything lost when a session ends while somebody types? Not what was typed, and not the page."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from plans.models import Measurement
from tests.factories import PASSWORD
from tests.journeys.conftest import AxeCheck, SignIn
from tests.plans.entry_plan import EntryPlan, entry_plan


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.mark.usefixtures("unsaved_changes")
def test_what_was_typed_is_saved_after_signing_in_elsewhere(
    page: Page, context: BrowserContext, there: EntryPlan, axe: AxeCheck, signed_in: SignIn
) -> None:
    # given karin at her figures when the session ends
    signed_in(page, there.karin).goto(there.address)
    Session.objects.all().delete()

    # when she types one
    figure = page.locator(f"#figure-{there.dialogue.pk}-2019-figure")
    figure.fill("15")
    figure.press("Enter")

    # then the page stays, keeps the figure, and says what to do
    expect(page.locator("#failure")).to_contain_text("Du er logget af. Din seneste ændring er ikke gemt.")
    expect(page.get_by_label("Brugernavn")).to_have_count(0)
    expect(figure).to_have_value("15")
    axe(page)

    # when she signs in in another tab, and comes back
    other = context.new_page()
    other.goto("/login/")
    other.get_by_label("Brugernavn").fill("karin")
    other.get_by_label("Adgangskode").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(other.get_by_role("button", name="Log af")).to_be_visible()
    other.close()
    figure.focus()
    figure.press("Enter")

    # then the figure is saved
    expect(page.locator(f"#figure-{there.dialogue.pk}-2019")).to_contain_text("Gemt kl. ")
    expect(page.locator("#failure")).to_be_empty()
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 15


@pytest.fixture
def unsaved_changes(expected_console_errors: list[str]) -> None:
    """Chromium and htmx report the request that was refused."""
    expected_console_errors += ["status of 401", "Response Status Error Code 401"]
