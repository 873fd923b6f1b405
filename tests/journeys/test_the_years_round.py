"""Does a whole round come through? Ten figures and two texts, one sent back, all approved and published.

By the keyboard alone, and by Excel; each page passes axe on a desk and on a telephone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plans.enums import SubmissionState
from plans.models import ActionPlan, Indicator, Measurement, Submission
from plans.workbook.columns import FIRST_ROW, PLACES
from tests.desk.workbook.filling import filled, opened
from tests.factories import (
    PASSWORD,
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    TargetFactory,
    UserFactory,
)
from tests.journeys.conftest import AxeCheck
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
MOST_STOPS = 120
TYPED = ["15", "10", "4", "12", "10", "9", "3 af 4", "100 pct.", "10", "11"]  # the third is 4 of 10
SHARES = {6, 7}
WHY = "Vi holdt 9. Ret tallet."
# The first goal, and the one that fell short.
TEXTS = ["Femten dialoger i fem boligområder.", "To forløb blev aflyst."]

Check = Callable[[Page], None]


@dataclass(frozen=True)
class Round:
    """A plan of two areas with ten goals, one figure each, in the order in which they are told."""

    plan: ActionPlan
    indicators: Sequence[Indicator]

    @property
    def goals(self) -> list[str]:
        return [indicator.goal.wording for indicator in self.indicators]

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.slug}/entry/2019/"


@pytest.fixture
def there(transactional_db: None) -> Round:
    plan = ActionPlanFactory.create(slug="vink")
    karin = UserFactory.create(contributor=True, username="karin")
    UserFactory.create(approver=True, username="hanne")
    ReportingRoundFactory.create(plan=plan)
    indicators = []
    for number in range(10):
        if number % 5 == 0:
            area = EffortAreaFactory.create(plan=plan, number=1 + number // 5)
            ResponsibilityFactory.create(user=karin, area=area)
        is_share = number in SHARES
        goal = ResultGoalFactory.create(area=area, wording=f"Mål nummer {number + 1}")
        indicator = IndicatorFactory.create(goal=goal, share=is_share)
        TargetFactory.create(indicator=indicator, value=Decimal(70 if is_share else 10))
        indicators.append(indicator)
    return Round(plan, indicators)


@pytest.fixture
def approver_page(browser: Browser, browser_context_args: dict[str, Any], base_url: str) -> Iterator[Page]:
    """Another person's browser."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def check(axe: AxeCheck) -> Check:
    """Hold the page to accessibility and width, on a desk and on a telephone."""

    def at_both(page: Page) -> None:
        for size in (TELEPHONE, DESK):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            axe(page)
            assert fits(page)

    return at_both


def press(page: Page, locator: Locator, key: str = "Enter") -> None:
    tab_to(page, locator, most=MOST_STOPS)
    page.keyboard.press(key)


def sign_in(page: Page, name: str) -> None:
    page.goto("/login/")
    expect(page.get_by_label("Brugernavn")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine opgaver")


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def to_tasks(page: Page) -> None:
    press(page, page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Mine opgaver"))
    title(page, "Mine opgaver")


def expect_message(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def states() -> set[str]:
    return set(Submission.objects.values_list("state", flat=True))


@pytest.mark.main_journey
def test_a_year_is_reported_corrected_and_approved_by_the_keyboard(
    page: Page, approver_page: Page, there: Round, check: Check
) -> None:
    sign_in(page, "karin")
    expect(page.get_by_role("group", name="Mangler (10)").get_by_role("link")).to_have_count(10)
    check(page)

    ten_figures_are_given(page, there, check)
    two_texts_are_written(page, there, check)
    all_is_sent_in(page, check)
    one_is_sent_back(approver_page, there, check)
    it_is_corrected(page, check)
    all_is_approved(approver_page, there, check)

    page.goto(there.address)
    expect(page.get_by_text("Alle dine mål er godkendt, og tallene er låst.")).to_be_visible()
    check(page)
    status_and_annex_agree(page, there)


def ten_figures_are_given(page: Page, there: Round, check: Check) -> None:
    press(page, page.get_by_role("link", name="Se alle mine tal på én side"))
    tab_to(page, page.locator(f"#figure-{there.indicators[0].pk}-2019-figure"), most=MOST_STOPS)
    for number, figure in enumerate(TYPED):
        page.keyboard.type(figure)
        page.keyboard.press("Tab" if number % 2 else "Enter")
    expect(page.locator("#progress")).to_contain_text("10 af 10 tal er indberettet")
    expect(page.locator(".entry-figure__saved--now")).to_have_count(10)
    check(page)


def two_texts_are_written(page: Page, there: Round, check: Check) -> None:
    """Each on its goal's page, to which Tab leads past the figures where nothing is typed."""
    for number, text in zip((0, 2), TEXTS, strict=True):
        goal = there.indicators[number].goal
        press(page, page.locator(f"#state-{goal.pk}").get_by_role("link", name="Skriv afrapportering"))
        title(page, goal.wording)
        tab_to(page, page.get_by_role("textbox", name="Afrapportering"), most=MOST_STOPS)
        page.keyboard.type(text)
        if number == 0:
            check(page)
        press(page, page.get_by_role("button", name="Gem", exact=True))
        expect_message(page, f"Gemt: {goal.wording}")
        press(page, page.get_by_role("link", name="Tilbage til alle mål"))
        title(page, "Indberetning 2019")


def all_is_sent_in(page: Page, check: Check) -> None:
    to_tasks(page)
    press(page, page.get_by_role("link", name="Send ind", exact=True))
    title(page, "Send mål ind")
    check(page)
    press(page, page.get_by_role("button", name="Send valgte ind (10)"))
    expect_message(page, "10 mål er sendt ind og venter på godkendelse.")
    assert states() == {SubmissionState.SUBMITTED}


def one_is_sent_back(hanne: Page, there: Round, check: Check) -> None:
    sign_in(hanne, "hanne")
    check(hanne)
    press(hanne, hanne.get_by_role("link", name="Godkend 10 mål"))
    card = hanne.locator(f"#goal-{there.indicators[5].goal_id}")
    press(hanne, card.locator("summary", has_text="Send tilbage"))
    tab_to(hanne, card.get_by_label("Hvad skal rettes?"), most=MOST_STOPS)
    hanne.keyboard.type(WHY)
    check(hanne)
    press(hanne, card.get_by_role("button", name="Send tilbage"))
    expect_message(hanne, "Sendt tilbage: »Mål nummer 6«.")


def it_is_corrected(page: Page, check: Check) -> None:
    """What was sent back stands first among her tasks, with why."""
    to_tasks(page)
    expect(page.get_by_role("group", name="Sendt tilbage til dig")).to_contain_text(WHY)
    check(page)
    press(page, page.get_by_role("main").get_by_role("link", name="Mål nummer 6"))
    tab_to(page, page.get_by_role("textbox", name="Tallet for 2019"), most=MOST_STOPS)
    page.keyboard.press("Control+a")
    page.keyboard.type("10")
    press(page, page.get_by_role("button", name="Gem og send ind"))
    expect_message(page, "Sendt ind og venter på godkendelse: Mål nummer 6")
    expect(page.get_by_text("Alt er sendt ind", exact=True)).to_be_visible()


def all_is_approved(hanne: Page, there: Round, check: Check) -> None:
    hanne.goto(f"/plans/{there.plan.slug}/approval/2019/")
    press(hanne, hanne.get_by_label("Vælg alle 10 mål, der kan godkendes"), "Space")
    press(hanne, hanne.get_by_role("button", name="Godkend valgte (10)"))
    expect_message(hanne, "10 mål er godkendt.")
    expect(hanne.locator(".approval-bar")).to_contain_text("10 af 10 mål er godkendt")
    check(hanne)
    assert states() == {SubmissionState.APPROVED}


@pytest.mark.main_journey
def test_a_year_is_reported_in_excel(page: Page, approver_page: Page, there: Round, tmp_path: Path) -> None:
    # Who listens only when the key is pressed may be too late for the browser.
    page.on("filechooser", lambda _chooser: None)

    # given the workbook, one press from the tasks
    sign_in(page, "karin")
    press(page, page.get_by_role("link", name="Indberet i Excel"))
    tab_to(page, page.get_by_role("link", name="Hent arbejdsbog (.xlsx)"), most=MOST_STOPS)
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    # when it comes back with ten figures and two texts
    cells: dict[str, dict[str, object]] = {}
    for wording, figure in zip(there.goals, [*TYPED[:5], "10", *TYPED[6:]], strict=True):
        counts = [int(part) for part in figure.removesuffix(" pct.").split(" af ")]
        names = ["percentage"] if "pct." in figure else ["numerator", "denominator"]
        cells[wording] = (
            dict(zip(names, counts, strict=True)) if not figure.isdigit() else {"value": counts[0]}
        )
    cells[there.goals[0]]["commentary"], cells[there.goals[2]]["commentary"] = TEXTS
    file = tmp_path / download.value.suggested_filename
    fetched = download.value.path().read_bytes()
    places = {
        row[PLACES["goal"] - 1].value: (sheet.title, number)
        for sheet in opened(fetched).worksheets
        for number, row in enumerate(sheet.iter_rows(min_row=FIRST_ROW), start=FIRST_ROW)
        if len(row) >= PLACES["goal"]
    }
    file.write_bytes(filled(fetched, {places[wording]: each for wording, each in cells.items()}))
    tab_to(page, page.get_by_label("Udfyldt arbejdsbog"), most=MOST_STOPS)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    press(page, page.get_by_role("button", name="Vis ændringerne"))
    expect(page.locator(".workbook-counts")).to_contain_text("10 tal ændres")
    press(page, page.get_by_role("button", name="Gem ændringerne"))
    expect_message(page, "Gemt fra arbejdsbogen: 10 tal og 2 tekster.")

    # then all of it is sent in, approved and told
    press(page, page.get_by_role("link", name="Send ind"))
    press(page, page.get_by_role("button", name="Send valgte ind (10)"))
    expect_message(page, "10 mål er sendt ind og venter på godkendelse.")
    sign_in(approver_page, "hanne")
    press(approver_page, approver_page.get_by_role("link", name="Godkend 10 mål"))
    press(approver_page, approver_page.get_by_label("Vælg alle 10 mål, der kan godkendes"), "Space")
    press(approver_page, approver_page.get_by_role("button", name="Godkend valgte (10)"))
    expect_message(approver_page, "10 mål er godkendt.")
    status_and_annex_agree(page, there)


def status_and_annex_agree(page: Page, there: Round) -> None:
    """The status and the annex say what was approved: nine goals reached, 4 of 10 not, and both texts."""
    values = Measurement.objects.filter(indicator__in=there.indicators).order_by("indicator")
    assert [each.value for each in values][:6] == [15, 10, 4, 12, 10, 10]
    page.goto(f"/plans/{there.plan.slug}/status/2019/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Mål nummer 3")
    expect(main.get_by_role("table").get_by_text("Ikke nået").first).to_be_visible()
    page.goto(f"/plans/{there.plan.slug}/annex/2019/")
    for text in (*TEXTS, "Målet er nået.", "Målet er ikke nået."):
        expect(main.get_by_text(text).first).to_be_visible()
