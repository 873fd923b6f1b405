"""Is anything typed ever lost, or called saved when it is not? On every width, in two tabs, signed out."""

import re
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from plans.actions.measurements import record_figure
from plans.enums import AmountKind
from plans.figures.input import FigureInput
from plans.models import BudgetLine, Draft, Indicator, Measurement, Submission
from tests.desk.goal.entry_form import address
from tests.factories import PASSWORD
from tests.journeys.conftest import AxeCheck, SignIn, editor
from tests.journeys.layout import fits
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.spending_plan import spending_plan
from tests.plans.submitted import TODAY
from vink.accounts.models import User

WIDTHS = [320, 390, 1280]


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


def field(page: Page, indicator: Indicator, name: str = "figure") -> Locator:
    return page.locator(f"[name='figure-{indicator.pk}-2019-{name}']")


def text(page: Page) -> Locator:
    return editor(page, "Afrapportering")


def give(there: EntryPlan, by: User, numerator: int, version: int | None) -> None:
    record_figure(
        by=by,
        round=there.round,
        indicator=there.employed,
        year=2019,
        figure=FigureInput(numerator=numerator, denominator=300),
        version=version,
        today=TODAY,
    )


def is_in_order(page: Page, axe: AxeCheck) -> None:
    """The page is accessible and fits the screen's width."""
    axe(page)
    assert fits(page)


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("Brugernavn").fill(user.username)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_label("Adgangskode").press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_refused_is_there_again(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, width: int
) -> None:
    # given karin, who hands in a text without its figure
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, there.karin).goto(address(there, there.employed))
    text(page).fill("En tekst, som tog en time at skrive")
    page.get_by_role("button", name="Gem og send ind").click()

    # then it is refused and kept
    expect(page.locator(".error-summary")).to_be_focused()
    is_in_order(page, axe)
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    page.wait_for_timeout(2_000)  # what the page itself does after a pause

    # when she leaves the page, it is still there
    page.goto("/tasks/")
    page.goto(address(there, there.employed))
    expect(text(page)).to_have_text("En tekst, som tog en time at skrive")
    expect(page.locator("#draft-notice")).to_contain_text("Felterne er udfyldt fra din kladde")
    is_in_order(page, axe)
    assert page.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.parametrize("button", ["Gem og send ind", "Slet kladden"])
def test_a_draft_on_its_way_does_not_come_after_what_does_away_with_it(
    page: Page, there: EntryPlan, signed_in: SignIn, button: str
) -> None:
    # given a draft, and the next one, of half a figure, which the net delays
    signed_in(page, there.karin).goto(address(there, there.employed))
    field(page, there.employed).press_sequentially("7")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    delayed: list[Route] = []
    page.route("**/draft/", lambda route: route.continue_() if delayed else delayed.append(route))
    field(page, there.employed).press_sequentially(" af 1")
    while not delayed:
        page.wait_for_timeout(100)
    field(page, there.employed).press_sequentially("5")

    # when all of it is sent in, or deleted, meanwhile
    page.get_by_role("button", name=button).click()
    page.wait_for_timeout(500)
    # the server gets it, also where the browser has left the page since
    answer = delayed[0].fetch()
    with suppress(PlaywrightError):
        delayed[0].fulfill(response=answer)

    # then no draft is left
    expect(page.get_by_text(re.compile("Sendt ind og venter|Kladden er slettet")).first).to_be_visible()
    page.wait_for_timeout(500)
    page.unroute_all(behavior="wait")
    assert not Draft.objects.filter(key__startswith="goal-entry/").exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_called_saved_that_is_not(
    page: Page,
    there: EntryPlan,
    axe: AxeCheck,
    signed_in: SignIn,
    expected_console_errors: list[str],
    width: int,
) -> None:
    # given a draft of 150, over which somebody sets 201: 67 percent of 70 is partly there, and 50 is not
    expected_console_errors.append("status of 409")
    page.set_viewport_size({"width": width, "height": 800})
    give(there, there.bo, 187, None)
    signed_in(page, there.karin).goto(address(there, there.employed))
    field(page, there.employed).fill("150 af 300")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    page.goto("/tasks/")
    give(there, there.bo, 201, 1)

    # when karin comes back, the judgement is about what the fields hold
    page.goto(address(there, there.employed))
    expect(field(page, there.employed)).to_have_value("150 af 300")
    expect(page.locator("#goal-judgement")).to_contain_text("Med det, du har skrevet")
    expect(page.locator("#goal-judgement .status")).to_have_text("Ikke nået")
    is_in_order(page, axe)

    # and when she types what stood there at first, she meets what stands there now
    field(page, there.employed).fill("187 af 300")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".conflict")).to_be_focused()
    expect(page.locator(".conflict")).to_contain_text("en anden har gemt et tal")
    expect(page.get_by_text("Gemt: ")).to_have_count(0)
    is_in_order(page, axe)
    page.get_by_role("button", name="Gem mit tal, 187 af 300").click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Measurement.objects.get(indicator=there.employed, year=2019).numerator == 187


def test_oneself_is_called_oneself_also_without_a_reload(
    page: Page,
    context: BrowserContext,
    there: EntryPlan,
    axe: AxeCheck,
    signed_in: SignIn,
    expected_console_errors: list[str],
) -> None:
    # given karin, who types 150 and then 187 again in one tab, and gives 201 in another
    expected_console_errors.append("status of 409")
    give(there, there.karin, 187, None)
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    field(page, there.employed).fill("150 af 300")
    field(page, there.employed).fill("187 af 300")
    grid = context.new_page()
    grid.goto(there.address)
    figure = grid.locator(f"#figure-{there.employed.pk}-2019-figure")
    figure.fill("201 af 300")
    figure.press("Enter")
    expect(grid.locator(f"#figure-{there.employed.pk}-2019")).to_contain_text("Gemt kl. ")

    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.locator(".conflict")).to_contain_text("du har selv gemt et andet tal imens")
    expect(page.locator(".conflict")).to_contain_text("Dig selv, ")
    axe(page)


def test_two_tabs_add_to_one_draft(
    page: Page, context: BrowserContext, there: EntryPlan, signed_in: SignIn
) -> None:
    # given two tabs of one goal: the text is typed in one, and the figure in the other
    signed_in(page, there.karin).goto(address(there, there.employed))
    other = context.new_page()
    other.goto(address(there, there.employed))
    expect(text(other)).to_be_visible()
    text(page).fill("Skrevet i den første fane")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    page.close()
    field(other, there.employed).fill("7 af 15")
    expect(other.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")

    # when the figure is saved, the text stays as a draft
    other.get_by_role("button", name="Gem", exact=True).click()
    expect(other.get_by_text("Gemt: ")).to_be_visible()
    expect(text(other)).to_have_text("Skrevet i den første fane")
    expect(other.locator("#draft-notice")).to_be_visible()
    assert Measurement.objects.get(indicator=there.employed, year=2019).numerator == 7
    assert not Submission.objects.exists()


def test_typing_back_to_what_is_stored_leaves_no_draft(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    give(there, there.karin, 187, None)
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(text(page)).to_be_visible()
    field(page, there.employed).fill("150 af 300")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")

    field(page, there.employed).fill("187 af 300")

    expect(page.locator("#draft-state")).to_be_empty()
    assert not Draft.objects.exists()


@pytest.mark.usefixtures("signed_out_errors")
def test_what_the_browser_alone_has_is_judged_as_well(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    # given karin, whose session ends while she types over 201 of 300
    give(there, there.karin, 270, None)
    signed_in(page, there.karin).goto(address(there, there.employed))
    expect(page.locator("#goal-judgement .status")).to_have_text("Indfriet")
    Session.objects.all().delete()
    field(page, there.employed).fill("150 af 300")
    expect(page.locator("#draft-state")).to_contain_text("Du er logget af.")

    # when she signs in again
    page.goto(address(there, there.employed))
    sign_in(page, there.karin)

    # then the fields hold it, and so does the judgement
    expect(page.locator("#draft-notice")).to_contain_text("Den er hentet fra denne browser.")
    expect(field(page, there.employed)).to_have_value("150 af 300")
    expect(page.locator("#goal-judgement .status")).to_have_text("Ikke nået")
    assert Draft.objects.get().saved_at <= timezone.now()


def test_without_scripts_a_draft_is_judged_as_well(
    browser: Browser, base_url: str, there: EntryPlan, signed_in: SignIn
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = signed_in(context.new_page(), there.karin)
    page.goto(address(there, there.employed))
    field(page, there.employed).fill("7 af 15")
    page.get_by_label("Fodnote").fill("En fodnote")
    page.get_by_text("Egen vurdering i stedet for den beregnede").click()
    page.get_by_label("Egen vurdering", exact=True).select_option("achieved")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("Begrundelsen mangler.")

    page.goto(address(there, there.employed))

    expect(field(page, there.employed)).to_have_value("7 af 15")
    expect(page.get_by_label("Fodnote")).to_have_value("En fodnote")
    expect(page.locator("#goal-judgement .status").first).to_have_text("Ikke nået")
    context.close()


@pytest.mark.usefixtures("signed_out_errors")
@pytest.mark.parametrize(("width", "gone"), [*((each, "session") for each in WIDTHS), (390, "cookies")])
def test_amounts_that_were_sent_signed_out_are_filled_in_again(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, width: int, gone: str
) -> None:
    # given karin, whose session ends while she types an amount and its note, or all whose cookies vanish
    money = spending_plan(there)
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, there.karin).goto(money.address)
    amount = page.locator(f"[name='line-{money.karins.pk}-amount']")
    note = page.locator(f"[name='line-{money.karins.pk}-note']")
    amount.fill("1,4")
    if gone == "session":
        Session.objects.all().delete()
    else:
        page.context.clear_cookies()
    note.fill("Heraf 0,2 til lokaler")
    expect(page.locator("#failure")).to_have_text(
        "Du er logget af. Det, du har skrevet, er ikke gemt endnu. Log på i en anden fane, og gem så her."
    )

    # when she saves, and has to sign in, where she learns that nothing is lost
    page.get_by_role("button", name="Gem forbruget").click()
    expect(page.locator(".typed-again")).to_contain_text("Log på her, så kommer det tilbage.")
    is_in_order(page, axe)
    sign_in(page, there.karin)

    # then the fields hold what she typed, and the page says so
    expect(page.locator(".typed-again")).to_contain_text("Felterne er udfyldt igen")
    expect(page.locator(".typed-again")).to_be_focused()
    expect(amount).to_have_value("1,4")
    expect(note).to_have_value("Heraf 0,2 til lokaler")
    is_in_order(page, axe)
    page.get_by_role("button", name="Gem forbruget").click()
    expect(page.get_by_text("1 beløb er gemt.")).to_be_visible()
    expect(page.locator(".typed-again")).to_have_count(0)
    spent = BudgetLine.objects.get(kind=AmountKind.SPENT, area=money.karins.area)
    assert spent.footnote == "Heraf 0,2 til lokaler"
    assert page.evaluate("sessionStorage.getItem('vink-typed')") is None


@pytest.mark.usefixtures("signed_out_errors")
def test_nobody_gets_what_somebody_else_typed(page: Page, there: EntryPlan, signed_in: SignIn) -> None:
    money = spending_plan(there)
    signed_in(page, there.karin).goto(money.address)
    page.locator(f"[name='line-{money.karins.pk}-note']").fill("Karins note")
    Session.objects.all().delete()
    page.get_by_role("button", name="Gem forbruget").click()

    sign_in(page, there.bo)

    expect(page.get_by_role("heading", level=1)).to_have_text("Forbrug 2019")
    expect(page.get_by_text("Karins note")).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('vink-typed')") is None


@pytest.fixture
def signed_out_errors(expected_console_errors: list[str]) -> None:
    """Chromium and htmx report the requests that were refused."""
    expected_console_errors += ["status of 401", "Response Status Error Code 401"]


def test_what_is_typed_before_the_editor_has_come_is_sent(
    page: Page, there: EntryPlan, signed_in: SignIn
) -> None:
    # given a slow connection: karin writes in the form's own field while the editor is on its way
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/editor.*js", hold)
    with page.expect_request("**/editor.*js"):
        signed_in(page, there.karin).goto(address(there, there.employed), wait_until="commit")
    plain = page.get_by_label("Afrapportering")
    plain.fill("Skrevet før editoren kom")
    field(page, there.employed).fill("7 af 15")

    # when she leaves the page, it is kept
    page.goto("/tasks/")
    held.clear()
    with page.expect_request("**/editor.*js"):
        page.goto(address(there, there.employed), wait_until="commit")
    expect(page.locator("#draft-notice")).to_contain_text("Felterne er udfyldt fra din kladde")
    expect(plain).to_have_value("Skrevet før editoren kom")
    plain.fill("Skrevet videre")

    # when the editor comes
    with page.expect_response("**/pasted/signs.*js"):
        held[0].continue_()
    page.evaluate("window.richTextReady")

    # then she goes on where she is, and what she wrote is kept and saved
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    expect(plain).to_have_value("Skrevet videre")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    assert Submission.objects.get().commentary == "<p>Skrevet videre</p>"


def test_two_tabs_add_to_one_draft_field_by_field(
    page: Page, context: BrowserContext, there: EntryPlan, axe: AxeCheck, signed_in: SignIn
) -> None:
    # given two tabs of one goal: the text is typed in one, and its footnote in the other
    signed_in(page, there.karin).goto(address(there, there.employed))
    other = context.new_page()
    other.goto(address(there, there.employed))
    expect(text(other)).to_be_visible()
    text(page).fill("Skrevet i den første fane")
    expect(page.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    other.get_by_label("Fodnote").fill("Skrevet i den anden")
    expect(other.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    expect(other.locator("#draft-elsewhere")).to_be_empty()

    # when the first one is left and opened again, both are there
    page.goto("/tasks/")
    page.goto(address(there, there.employed))
    expect(text(page)).to_have_text("Skrevet i den første fane")
    expect(page.get_by_label("Fodnote")).to_have_value("Skrevet i den anden")

    # when both change the same field, the later one is told
    with page.expect_response("**/draft/"):
        page.get_by_label("Fodnote").fill("Rettet i den første")
    expect(page.locator("#draft-elsewhere")).to_be_empty()
    other.get_by_label("Fodnote").fill("Rettet i den anden")
    expect(other.locator("#draft-elsewhere")).to_contain_text("Du har også skrevet noget andet her.")
    expect(other.locator("#draft-elsewhere")).to_contain_text("Rettet i den første")
    expect(other.get_by_label("Fodnote")).to_have_value("Rettet i den anden")
    is_in_order(other, axe)
    other.reload()
    expect(other.locator("#draft-elsewhere")).to_contain_text("Rettet i den første")

    # when it is saved, nothing is written by itself, and the other text stays until one deletes it
    drafts: list[str] = []
    other.on("request", lambda request: drafts.append(request.url) if "/draft/" in request.url else None)
    other.get_by_role("button", name="Gem", exact=True).click()
    expect(other.get_by_text("Gemt: ")).to_be_visible()
    other.wait_for_timeout(1_000)  # a draft would be written after 800 milliseconds
    assert drafts == []
    expect(other.locator("#draft-state")).to_be_empty()
    expect(other.locator("#draft-elsewhere")).to_contain_text("Rettet i den første")
    delete = other.get_by_role("button", name="Slet kladden")
    expect(delete).to_be_visible()
    other.get_by_label("Fodnote").fill("Skrevet videre")
    expect(other.locator("#draft-state")).to_contain_text("Kladde gemt kl. ")
    expect(delete).to_have_count(1)
    delete.click()
    other.get_by_role("button", name="Fortryd").press("Enter")
    expect(other.locator("#draft-notice")).to_be_focused()
    expect(other.locator("#draft-elsewhere")).to_contain_text("Rettet i den første")


def test_a_draft_can_be_deleted_as_soon_as_it_is_kept(
    page: Page, there: EntryPlan, axe: AxeCheck, signed_in: SignIn, expected_console_errors: list[str]
) -> None:
    # given a goal without a draft, whose text is typed
    signed_in(page, there.karin).goto(address(there, there.employed))
    delete = page.get_by_role("button", name="Slet kladden")
    expect(delete).to_have_count(0)
    text(page).fill("Skrevet")
    expect(delete).to_be_visible()
    is_in_order(page, axe)

    # when an answer replaces the button that has the focus, the new one has it
    field(page, there.employed).fill("7 af 15")
    suggestion = page.locator("#suggestion")
    expect(suggestion).to_contain_text("7 ud af 15")
    field(page, there.employed).fill("8 af 15")
    suggestion.get_by_role("button").focus()
    expect(suggestion).to_contain_text("8 ud af 15")
    expect(suggestion.get_by_role("button")).to_be_focused()

    # when nothing but its formatting changes while the server cannot be reached, that is kept as well
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt: ")).to_be_visible()
    page.wait_for_function("window.richTextReady")
    expected_console_errors.append("ERR_FAILED")
    page.route("**/draft/", lambda route: route.abort())
    text(page).press("Control+a")
    text(page).press("Control+b")
    expect(page.locator("#draft-state")).to_contain_text("Vink kan ikke nås.")
    page.goto("/tasks/")
    page.unroute("**/draft/")
    page.goto(address(there, there.employed))
    expect(text(page).locator("strong")).to_have_text("Skrevet")
