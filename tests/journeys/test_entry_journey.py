"""How does a person with figures to give get through them? By keyboard, on a desk and on a telephone."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from playwright.sync_api import APIResponse, Browser, Dialog, Locator, Page, Route, expect

from plans.models import Change, Indicator, Measurement
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits
from tests.journeys.waiting import wait_until
from tests.plans.entry_plan import EntryPlan, entry_plan

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def at_work(request: pytest.FixtureRequest, page: Page, there: EntryPlan, signed_in: SignIn) -> Page:
    """Karin has opened the entry page."""
    page.set_viewport_size(request.param)
    signed_in(page, there.karin).goto(there.address)
    return page


@pytest.fixture
def at_the_desk(page: Page, there: EntryPlan, signed_in: SignIn) -> Page:
    signed_in(page, there.karin).goto(there.address)
    return page


def row(page: Page, indicator: Indicator) -> Locator:
    return page.locator(f"#figure-{indicator.pk}-2019")


def field(page: Page, indicator: Indicator, name: str = "figure") -> Locator:
    return page.locator(f"#figure-{indicator.pk}-2019-{name}")


def badge(page: Page, indicator: Indicator) -> Locator:
    return page.locator(f"#judgement-{indicator.goal_id} .status").first


def stored(indicator: Indicator) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=2019)


def test_seven_of_fifteen_is_judged_at_once(at_work: Page, there: EntryPlan, axe: AxeCheck) -> None:
    axe(at_work)
    assert fits(at_work)

    field(at_work, there.employed).fill("7 af 15")
    at_work.keyboard.press("Enter")

    expect(badge(at_work, there.employed)).to_have_text("Ikke nået")
    expect(at_work.locator(f"#judgement-{there.employed.goal_id}")).to_contain_text("Afvigelsen er 33 pct.")
    expect(row(at_work, there.employed)).to_contain_text("Gemt kl. ")
    expect(at_work.locator("#live")).to_contain_text("Gemt: 7 af 15 (47 pct.). Status: Ikke nået.")
    expect(at_work.locator("#progress")).to_contain_text("1 af 3 tal er indberettet")
    assert stored(there.employed).numerator == 7

    at_work.get_by_text("Én mere eller færre?").click()
    expect(at_work.get_by_text("Én færre i mål: 6 af 15 = 40 pct., ikke nået.")).to_be_visible()
    axe(at_work)
    assert fits(at_work)


def test_no_row_moves_when_a_figure_is_saved(at_work: Page, there: EntryPlan) -> None:
    tops = "() => [...document.querySelectorAll('.entry-goal')].map((each) => each.offsetTop)"
    before = at_work.evaluate(tops)

    field(at_work, there.dialogue).fill("15")
    at_work.keyboard.press("Tab")
    expect(row(at_work, there.dialogue)).to_contain_text("Gemt kl. ")

    assert at_work.evaluate(tops) == before


def test_the_first_missing_figure_is_three_keys_away_and_has_the_keys_of_its_kind(
    at_work: Page, there: EntryPlan
) -> None:
    at_work.keyboard.press("Tab")
    at_work.keyboard.press("Tab")
    expect(at_work.get_by_role("link", name="Gå til det første tal, der mangler")).to_be_focused()
    at_work.keyboard.press("Enter")

    expect(at_work.locator(".figure-input").first).to_be_focused()
    # "7 af 15" needs letters
    expect(field(at_work, there.dialogue)).to_have_attribute("inputmode", "decimal")
    expect(field(at_work, there.employed)).to_have_attribute("inputmode", "text")


def test_a_wrong_figure_keeps_what_was_typed_and_says_what_is_expected(
    at_work: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    wrong = field(at_work, there.dialogue)
    wrong.fill("femten")
    at_work.keyboard.press("Enter")

    expect(row(at_work, there.dialogue).locator(".figure-error")).to_contain_text(
        "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."
    )
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("femten")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    axe(at_work)
    assert fits(at_work)

    wrong.fill("15")
    at_work.keyboard.press("Enter")

    expect(badge(at_work, there.dialogue)).to_have_text("Indfriet")
    expect(row(at_work, there.dialogue).locator(".figure-error")).to_have_count(0)


def test_all_figures_are_given_by_the_keyboard_alone(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    field(page, there.dialogue).focus()

    page.keyboard.type("15")
    page.keyboard.press("Tab")
    expect(field(page, there.employed)).to_be_focused()
    page.keyboard.type("9 af 15")
    page.keyboard.press("Enter")
    expect(field(page, there.advice, "judged")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(field(page, there.advice, "basis")).to_be_focused()
    page.keyboard.type("Alle fik sparring.")
    page.keyboard.press("Tab")

    expect(page.locator("#progress")).to_contain_text("3 af 3 tal er indberettet")
    expect(badge(page, there.dialogue)).to_have_text("Indfriet")
    expect(badge(page, there.employed)).to_have_text("Delvist nået")
    expect(badge(page, there.advice)).to_have_text("Indfriet")
    assert (stored(there.dialogue).value, stored(there.employed).numerator) == (Decimal(15), 9)


def test_an_answer_that_comes_late_does_not_count_back(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    saves: list[Route] = []
    answers: list[APIResponse] = []

    def hold_the_first(route: Route) -> None:
        saves.append(route)
        if len(saves) == 1:
            answers.append(route.fetch())  # saved, but the answer is still on its way
        else:
            route.continue_()

    page.route("**/entry/**", hold_the_first)
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")
    field(page, there.employed).fill("9 af 15")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text("1 af 3 tal er indberettet")
    wait_until(page, lambda: answers)

    saves[0].fulfill(response=answers[0])

    expect(badge(page, there.dialogue)).to_have_text("Indfriet")
    expect(page.locator("#progress")).to_contain_text("2 af 3 tal er indberettet")


def test_the_arrows_move_between_figures_and_save(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    field(page, there.dialogue).focus()
    page.keyboard.type("12")

    page.keyboard.press("ArrowDown")

    expect(field(page, there.employed)).to_be_focused()
    expect(badge(page, there.dialogue)).to_have_text("Indfriet")
    page.keyboard.press("ArrowUp")
    expect(field(page, there.dialogue)).to_be_focused()


def test_escape_puts_the_saved_figure_back(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    field(page, there.dialogue).fill("femten")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue).locator(".figure-error")).to_be_visible()

    page.keyboard.press("Escape")

    expect(field(page, there.dialogue)).to_have_value("15")
    expect(field(page, there.dialogue)).not_to_have_attribute("aria-invalid", "true")
    expect(row(page, there.dialogue).locator(".figure-error")).to_have_count(0)
    expect(page.locator("#live")).to_have_text("Det gemte er sat tilbage.")


def test_a_change_is_undone_from_its_row(at_work: Page, there: EntryPlan, axe: AxeCheck) -> None:
    field(at_work, there.dialogue).fill("15")
    at_work.keyboard.press("Enter")
    expect(row(at_work, there.dialogue)).to_contain_text("Gemt kl. ")
    field(at_work, there.dialogue).fill("51")
    at_work.keyboard.press("Enter")
    undo = at_work.get_by_role("button", name="Fortryd til 15")
    expect(undo).to_be_visible()
    axe(at_work)

    undo.press("Enter")

    expect(field(at_work, there.dialogue)).to_have_value("15")
    expect(at_work.locator(f"#figure-{there.dialogue.pk}-2019 :focus")).to_have_count(1)
    assert list(Change.objects.filter(field="value").values_list("new", flat=True)) == ["15", "51", "15"]


def test_one_change_is_sent_once(at_the_desk: Page, there: EntryPlan) -> None:
    """A browser tells of the change and of the Enter; the row sends one request."""
    page, posted = at_the_desk, []
    page.on("request", lambda request: posted.append(request.post_data) if request.method == "POST" else None)

    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(300)

    assert len(posted) == 1


@pytest.fixture
def slow_answers(at_the_desk: Page) -> Iterator[list[Route]]:
    """Requests that the test lets through one by one."""
    held: list[Route] = []
    at_the_desk.route(
        "**/entry/**",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    yield held
    at_the_desk.unroute_all(behavior="ignoreErrors")


def test_what_is_typed_while_the_answer_is_on_its_way_is_not_lost(
    at_the_desk: Page, there: EntryPlan, slow_answers: list[Route]
) -> None:
    page = at_the_desk
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue)).to_contain_text("Gemmer")
    field(page, there.dialogue).fill("16")
    wait_until(page, lambda: slow_answers)

    slow_answers[0].continue_()

    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    expect(field(page, there.dialogue)).to_have_value("16")
    expect(field(page, there.dialogue)).to_be_focused()
    page.keyboard.press("Enter")
    wait_until(page, lambda: len(slow_answers) == 2)
    slow_answers[1].continue_()
    expect(page.get_by_role("button", name="Fortryd til 15")).to_be_visible()
    assert stored(there.dialogue).value == 16


@pytest.fixture
def slow_line(at_the_desk: Page) -> Iterator[None]:
    """Every answer takes a second and a half, as on a poor line."""
    devtools = at_the_desk.context.new_cdp_session(at_the_desk)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
    devtools.send("Network.emulateNetworkConditions", slow)
    yield
    devtools.detach()


@pytest.mark.usefixtures("slow_line")
def test_a_correction_made_while_the_figure_is_being_saved_is_saved_too(
    at_the_desk: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    page, dialogue = at_the_desk, field(at_the_desk, there.dialogue)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    dialogue.focus()
    page.keyboard.type("11")
    page.keyboard.press("Tab")
    expect(row(page, there.dialogue)).to_contain_text("Gemmer")

    dialogue.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Fortryd til 11")).to_be_visible()
    expect(dialogue).to_have_value("12")
    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    assert (stored(there.dialogue).value, asked) == (12, [])
    axe(page)


def test_a_figure_that_is_not_stored_never_stands_beside_saved(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    saved = row(page, there.dialogue).get_by_text("Gemt kl. ")
    unsaved = row(page, there.dialogue).get_by_text("Ikke gemt")
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")
    expect(saved).to_be_visible()
    expect(unsaved).to_be_hidden()

    field(page, there.dialogue).focus()
    page.keyboard.type("16")
    expect(unsaved).to_be_visible()
    expect(saved).to_be_hidden()

    page.keyboard.press("Escape")
    expect(saved).to_be_visible()
    expect(unsaved).to_be_hidden()


def test_an_error_does_not_take_the_focus_from_who_types_on(
    at_the_desk: Page, there: EntryPlan, slow_answers: list[Route]
) -> None:
    page = at_the_desk
    field(page, there.dialogue).fill("femten")
    page.keyboard.press("Enter")
    page.keyboard.type("7 af")
    wait_until(page, lambda: slow_answers)

    slow_answers[0].continue_()

    expect(row(page, there.dialogue).locator(".figure-error")).to_be_visible()
    expect(field(page, there.employed)).to_be_focused()
    expect(field(page, there.employed)).to_have_value("7 af")


def test_a_lost_connection_leaves_the_figure_and_says_so(
    at_the_desk: Page, there: EntryPlan, expected_console_errors: list[str], axe: AxeCheck
) -> None:
    # the browser's own sentence, and htmx's two
    expected_console_errors += ["net::ERR_FAILED", "htmx:sendError"]
    page = at_the_desk
    page.route("**/entry/**", lambda route: route.abort())
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")

    expect(page.locator("#failure")).to_contain_text("Der er ingen forbindelse til Vink.")
    expect(row(page, there.dialogue).get_by_text("Ikke gemt")).to_be_visible()
    expect(field(page, there.dialogue)).to_have_value("15")
    axe(page)

    page.unroute_all()
    field(page, there.dialogue).focus()
    page.keyboard.press("Enter")

    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    expect(page.locator("#failure")).to_be_empty()


def test_whoever_was_signed_out_meanwhile_keeps_what_was_typed(
    at_the_desk: Page, there: EntryPlan, signed_in: SignIn, expected_console_errors: list[str]
) -> None:
    expected_console_errors += ["status of 401", "Response Status Error Code 401"]
    page = at_the_desk
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    field(page, there.dialogue).fill("15")
    page.keyboard.press("Enter")

    expect(page.locator("#failure")).to_contain_text("Du er logget af.")
    expect(row(page, there.dialogue).get_by_text("Ikke gemt")).to_be_visible()
    expect(field(page, there.dialogue)).to_have_value("15")

    signed_in(page, there.karin)
    field(page, there.dialogue).focus()
    page.keyboard.press("Enter")

    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")


@pytest.fixture
def another_browser(
    browser: Browser, browser_context_args: dict[str, object], base_url: str
) -> Iterator[Page]:
    """A page of somebody else's."""
    wanted = {**browser_context_args, "base_url": base_url}
    with browser.new_context(**wanted) as context:  # type: ignore[arg-type]  # as pytest-playwright does
        yield context.new_page()


@pytest.mark.main_journey
def test_two_people_change_the_same_figure(
    at_work: Page,
    another_browser: Page,
    there: EntryPlan,
    signed_in: SignIn,
    axe: AxeCheck,
    expected_console_errors: list[str],
) -> None:
    expected_console_errors.append("status of 409")
    page, bo = at_work, signed_in(another_browser, there.bo)
    bo.goto(there.address)
    field(bo, there.employed).fill("8 af 15")
    bo.keyboard.press("Enter")
    expect(row(bo, there.employed)).to_contain_text("Gemt kl. ")

    field(page, there.employed).fill("9 af 15")
    page.keyboard.press("Enter")

    choice = page.locator(".conflict")
    expect(choice).to_be_focused()
    expect(choice).to_contain_text("Bo Lund")
    axe(page)
    assert fits(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Behold det gemte, 8 af 15 (53 pct.)")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    expect(field(page, there.employed)).to_have_value("9 af 15")
    expect(field(page, there.employed)).to_be_focused()
    assert stored(there.employed).numerator == 9


def test_a_row_leads_to_all_that_can_be_said_of_its_figure(at_work: Page, there: EntryPlan) -> None:
    row(at_work, there.employed).get_by_role("link", name="Flere oplysninger om tallet").press("Enter")

    goal = f"goals/{there.employed.goal.key}/#figure-{there.employed.pk}-2019"
    expect(at_work).to_have_url(re.compile(f"{re.escape(goal)}$"))
    expect(at_work.locator(f"#figure-{there.employed.pk}-2019")).to_be_in_viewport()


def test_without_any_earlier_figure_the_table_is_narrower(
    at_work: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    there.dialogue.measurements.all().delete()
    at_work.reload()

    expect(at_work.get_by_text("Senest").filter(visible=True)).to_have_count(0)
    assert fits(at_work)
    axe(at_work)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_finds_the_figures_and_why_they_cannot_be_changed(
    page: Page, there: EntryPlan, signed_in: SignIn, axe: AxeCheck, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, there.bo).goto(f"{there.address}?goals=all")
    expect(page.get_by_text("Området er givet til andre").first).to_be_visible()
    axe(page)
    assert fits(page)

    page.goto(f"/plans/{there.plan.slug}/entry/2018/")
    expect(page.get_by_role("heading", name="Der er ingen indberetning for 2018")).to_be_visible()
    axe(page)


def test_without_scripts_a_figure_is_saved_by_its_button(
    browser: Browser,
    browser_context_args: dict[str, object],
    base_url: str,
    there: EntryPlan,
    signed_in: SignIn,
) -> None:
    wanted = {**browser_context_args, "base_url": base_url, "java_script_enabled": False}
    with browser.new_context(**wanted) as context:  # type: ignore[arg-type]  # as pytest-playwright does
        page = signed_in(context.new_page(), there.karin)
        page.goto(there.address)
        expect(page.locator("noscript .entry-help")).to_be_visible()
        expect(page.get_by_text("når du forlader feltet")).to_be_hidden()
        field(page, there.employed).fill("7 af 15")
        row(page, there.employed).get_by_role("button", name="Gem").click()

        expect(page.locator(".messages")).to_contain_text("Gemt: 7 af 15 (47 pct.). Status: Ikke nået.")
        expect(badge(page, there.employed)).to_have_text("Ikke nået")

        field(page, there.employed).fill("8 af 15")
        row(page, there.employed).get_by_role("button", name="Gem").click()
        page.get_by_role("button", name="Fortryd til 7 af 15").click()
        expect(page.locator(".messages")).to_contain_text("Gemt: 7 af 15 (47 pct.)")
        assert stored(there.employed).numerator == 7


PASTE = """text => {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
    return document.activeElement.dispatchEvent(event);
}"""


def paste(page: Page, into: Locator, text: str) -> None:
    into.focus()
    page.evaluate(PASTE, text)


def undo_message(page: Page) -> Locator:
    return page.locator("#undo .undo__text")


def test_a_column_from_excel_fills_the_fields_below_and_is_undone_by_the_keyboard(
    at_work: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    """Two columns of a share are its numerator and denominator; a word is a judgement."""
    page = at_work
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)

    paste(page, field(page, there.dialogue), "12\r\n7\t15\r\nDelvist nået\r\n99\r\n\r\n")

    expect(undo_message(page)).to_have_text("3 tal er gemt. 1 linje var der ikke felt til.")
    expect(field(page, there.employed)).to_have_value("7 af 15")
    expect(field(page, there.advice, "judged")).to_have_value("partly_achieved")
    expect(badge(page, there.employed)).to_have_text("Ikke nået")
    expect(page.locator("#progress")).to_contain_text("3 af 3 tal er indberettet")
    expect(field(page, there.dialogue)).to_be_focused()
    assert [url.endswith("/column/") for url in posted] == [True]
    axe(page)
    assert fits(page)

    page.keyboard.press("Control+z")

    expect(undo_message(page)).to_have_text("Indsæt er fortrudt: 3 tal er, som de var.")
    expect(field(page, there.dialogue)).to_have_value("")
    expect(page.locator("#progress")).to_contain_text("0 af 3 tal er indberettet")
    expect(field(page, there.dialogue)).to_be_focused()
    assert not Measurement.objects.filter(year=2019).exists()


def test_what_a_column_gets_wrong_stands_in_its_field_with_the_reason(
    at_work: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    page = at_work
    field(page, there.dialogue).fill("10")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")

    paste(page, field(page, there.dialogue), "femten\n7 af 5\n")

    expect(undo_message(page)).to_contain_text("2 kan ikke læses eller gemmes; se hvorfor ved feltet.")
    expect(field(page, there.dialogue)).to_have_value("femten")
    expect(field(page, there.dialogue)).to_be_focused()
    expect(row(page, there.dialogue)).to_contain_text("Gemt er stadig 10")
    expect(row(page, there.employed).locator(".figure-error")).to_contain_text("7 kan ikke være en del af 5")
    axe(page)
    assert fits(page)

    paste(page, field(page, there.dialogue), "1\t2\t3")

    expect(page.locator("#undo")).to_contain_text("Indsæt én kolonne med tal, eller to")
    assert stored(there.dialogue).value == Decimal(10)


def test_an_empty_line_leaves_its_field_and_one_figure_goes_in_as_always(
    at_the_desk: Page, there: EntryPlan
) -> None:
    page = at_the_desk
    field(page, there.dialogue).focus()
    assert page.evaluate(PASTE, "15\r\n")  # left to the browser

    paste(page, field(page, there.dialogue), "\n9 af 15\n")

    expect(undo_message(page)).to_have_text("1 tal er gemt.")
    expect(badge(page, there.employed)).to_have_text("Delvist nået")
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()


def test_ctrl_z_undoes_the_last_save_and_leaves_typing_to_the_field(
    at_the_desk: Page, there: EntryPlan
) -> None:
    page = at_the_desk
    field(page, there.dialogue).focus()
    page.keyboard.type("15")
    page.keyboard.press("Control+z")
    expect(field(page, there.dialogue)).to_have_value("")

    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(row(page, there.dialogue)).to_contain_text("Gemt kl. ")
    page.keyboard.press("Control+z")

    expect(row(page, there.dialogue)).to_contain_text("Fortrudt kl. ")
    expect(page.locator("#live")).to_contain_text("Fortrudt: tallet mangler igen.")
    expect(page.locator("#progress")).to_contain_text("0 af 3 tal er indberettet")


def test_a_column_that_cannot_be_sent_stays_in_its_fields(
    at_the_desk: Page, there: EntryPlan, expected_console_errors: list[str]
) -> None:
    expected_console_errors += ["net::ERR_FAILED", "htmx:sendError"]
    page = at_the_desk
    page.route("**/column/", lambda route: route.abort())

    paste(page, field(page, there.dialogue), "12\n7 af 15\n")

    expect(page.locator("#failure")).to_contain_text("Der er ingen forbindelse til Vink.")
    expect(row(page, there.employed).get_by_text("Ikke gemt")).to_be_visible()
    expect(field(page, there.employed)).to_have_value("7 af 15")
    page.unroute_all()
    field(page, there.employed).focus()
    page.keyboard.press("Enter")
    expect(row(page, there.employed)).to_contain_text("Gemt kl. ")


def test_complete_goals_are_handed_in_and_one_is_taken_back(
    at_work: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    page = at_work
    paste(page, field(page, there.dialogue), "12\n7 af 15\n")
    expect(undo_message(page)).to_have_text("2 tal er gemt.")

    page.get_by_role("link", name="Send ind", exact=True).press("Enter")

    expect(page.get_by_role("heading", name="2 mål er klar til at blive sendt ind")).to_be_visible()
    expect(page.get_by_text("Vurderingen for 2019 mangler.")).to_be_visible()
    axe(page)
    assert fits(page)

    page.get_by_role("button", name="Send valgte ind (2)").press("Enter")

    expect(page.get_by_text("2 mål er sendt ind og venter på godkendelse.")).to_be_visible()
    state = page.locator(f"#state-{there.dialogue.goal_id}")
    expect(state).to_contain_text("Sendt ind")
    axe(page)
    assert fits(page)

    state.get_by_role("button", name="Træk tilbage").press("Enter")

    expect(page.get_by_text("Trukket tilbage og kan rettes:")).to_be_visible()
    expect(state).to_contain_text("Ikke sendt ind")

    page.get_by_role("link", name="Det, der mangler").press("Enter")
    expect(page.locator(".entry-goal")).to_have_count(1)
    axe(page)
