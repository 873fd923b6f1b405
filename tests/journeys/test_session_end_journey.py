"""Is anything lost when a session ends while somebody types? Not what was typed, and not the page."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from plans.models import Measurement, Submission
from tests.factories import PASSWORD
from tests.journeys.conftest import AxeCheck, SignIn
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.spending_plan import spending_plan


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


def test_a_figure_is_saved_after_the_tokens_cookie_is_gone(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    # given karin at her figures, and no cookie but her session's
    signed_in(page, there.karin).goto(there.address)
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    # when she types one
    figure = page.locator(f"#figure-{there.dialogue.pk}-2019-figure")
    figure.fill("15")
    figure.press("Enter")

    # then the page fetches a token by itself, and the figure is saved
    expect(page.locator(f"#figure-{there.dialogue.pk}-2019")).to_contain_text("Gemt kl. ")
    expect(page.locator("#failure")).to_be_empty()
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 15


def test_two_that_need_a_token_at_a_time_get_the_same(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    # given karin at her figures, and no cookie but her session's
    signed_in(page, there.karin).goto(there.address)
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    # when two parts of the page need a token at once
    reasons = page.evaluate("Promise.all([freshCsrfToken(), freshCsrfToken()])")

    # then one is fetched, so that neither sends what the other has replaced
    assert (reasons, asked) == ([None, None], ["/token/"])


def test_a_form_is_sent_after_the_tokens_cookie_is_gone(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    # given karin, who types an amount and its note
    money = spending_plan(there)
    signed_in(page, there.karin).goto(money.address)
    page.locator(f"[name='line-{money.karins.pk}-amount']").fill("1,4")
    note = page.locator(f"[name='line-{money.karins.pk}-note']")
    note.fill("Heraf 0,2 til lokaler")
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    # when no token can be fetched, the page stays and says so
    page.route("**/token/", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Gem forbruget").click()
    expect(page.locator("#failure")).to_contain_text("Din seneste ændring er ikke gemt.")
    expect(note).to_have_value("Heraf 0,2 til lokaler")

    # when one can, it is saved
    page.unroute("**/token/")
    page.get_by_role("button", name="Gem forbruget").click()
    expect(page.get_by_text("1 beløb er gemt.")).to_be_visible()


def test_a_draft_is_kept_after_the_tokens_cookie_is_gone(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    signed_in(page, there.karin).goto(f"{there.address}goals/{there.employed.goal.key}/")
    expect(page.locator(".rich-text__editor")).to_be_visible()
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    page.get_by_label("Fodnote").fill("En note")

    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Submission.objects.get().footnote == "En note"


@pytest.fixture
def unsaved_changes(expected_console_errors: list[str]) -> None:
    """Chromium and htmx report the request that was refused."""
    expected_console_errors += ["status of 401", "Response Status Error Code 401"]
