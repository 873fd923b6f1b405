"""Does an approver, by keyboard alone, get a report that lacks figures mended, published, and corrected?

A journey in the browser from a report with missing figures over the page of checks to its publication and a
corrected version.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from plans.actions.measurements import record_figure
from plans.actions.submissions import approve, submit
from plans.enums import SubmissionState
from plans.figures.input import FigureInput
from plans.models import Acknowledgement, ReportingRound
from tests.factories import (
    MeasurementFactory,
    ReportFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResponsibilityFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans.approved import approve_as_it_is
from tests.reporting import vink_plans
from vink.accounts.models import User

Figures = dict[str, dict[str, Decimal | int]]

CHECKS = "/plans/vink-2018-19/annex/2018/checks/"
PUBLICATIONS = "/plans/vink-2018-19/annex/2018/publications/"
AS_OF = date(2019, 1, 15)
DESK: ViewportSize = {"width": 1280, "height": 800}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
GIVEN: Figures = {
    "dialogaktiviteter": {"value": Decimal(12)},
    "kapacitetsopbygning": {"value": Decimal(6)},
    "unge-workshops": {"value": Decimal(300)},
    "ikke-radikaliseringstruet": {"numerator": 3, "denominator": 4},  # 75 of 70 percent
}
MISSING: Figures = {
    "faggrupper": {"value": Decimal(3)},
    "visitation": {"percentage": Decimal(100)},
    "uddannelse-beskaeftigelse": {"numerator": 14, "denominator": 20},  # 70 of 70 percent
}


@pytest.fixture
def round_of_2018(transactional_db: None) -> ReportingRound:
    """The round of 2018 with its memo: four goals have figures, all seven are approved."""
    plan = vink_plans.load(*vink_plans.SLUGS)
    round_ = plan.rounds.get(first_year=2018)
    report = ReportFactory.create(round=round_, title="Bilag 1. Afrapportering for 2018", dated_on=AS_OF)
    table = ReportTableFactory.create(report=report, order=1)
    for goal in plan.goals.all():
        SubmissionFactory.create(round=round_, goal=goal, state=SubmissionState.APPROVED)
        ReportRowFactory.create(table=table, goal=goal)
    give(round_, GIVEN)
    return round_


def give(round_: ReportingRound, figures: Figures) -> None:
    for key, figure in figures.items():
        indicator = round_.plan.goals.get(key=key).indicators.get()
        MeasurementFactory.create(
            indicator=indicator, year=2018, as_of=round_.as_of, **{"value": None, **figure}
        )
    approve_as_it_is(round_)


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def check_look(page: Page, axe: AxeCheck) -> None:
    """The page fits and is accessible, on a telephone and at a desk."""
    for size in (TELEPHONE, DESK):
        page.set_viewport_size(size)
        assert fits(page)
        axe(page)


def publish(page: Page, number: int, note: str = "") -> None:
    """Confirm, press the button, and be told that the version is out."""
    if note:
        tab_to(page, page.get_by_label("Hvad er rettet, og hvorfor?"))
        page.keyboard.type(note)
    tab_to(page, page.get_by_label("Jeg har læst bilaget"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name=f"Fastlås version {number}", exact=True))
    alert = page.locator(".alert-success")
    expect(alert).to_contain_text(f"Version {number} er fastlåst")
    expect(alert.get_by_role("link", name="Hent PDF")).to_be_visible()


def correct(round_: ReportingRound, approver: User) -> None:
    """There were 13 dialogue activities, says the contributor of the opened goal, and it is approved."""
    goal = round_.plan.goals.get(key="dialogaktiviteter")
    indicator = goal.indicators.get()
    contributor = ResponsibilityFactory.create(area=goal.area).user
    record_figure(
        by=contributor,
        round=round_,
        indicator=indicator,
        year=2018,
        figure=FigureInput(value=Decimal(13)),
        version=indicator.measurements.get(year=2018).version,
        today=AS_OF,
    )
    submission = round_.submissions.get(goal=goal)
    submitted = submit(by=contributor, round=round_, goal=goal, version=submission.version, today=AS_OF)
    approve(by=approver, round=round_, versions={submitted.pk: submitted.version}, today=AS_OF)


def answer_for_the_small_number(page: Page, axe: AxeCheck) -> None:
    """It is hidden; an answer without a reason is refused where it was given."""
    asking = page.get_by_role("region", name="Skal rettes eller accepteres")
    expect(asking).to_contain_text("3 i mål, 1 ikke i mål og 4 i alt")
    press(page, asking.locator("summary"))
    tab_to(page, asking.get_by_label("Bringes, som de er"))
    page.keyboard.press("ArrowDown")  # the second choice
    expect(asking.get_by_label("Skjules")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Der er noget, du skal rette")).to_be_visible()
    expect(asking.get_by_label("Skjules")).to_be_checked()
    check_look(page, axe)

    tab_to(page, page.get_by_role("link", name="Begrundelsen mangler."))
    page.keyboard.press("Enter")
    expect(asking.get_by_label("Begrundelse")).to_be_focused()
    page.keyboard.type("Et lille hold.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def open_again(page: Page) -> None:
    """The goal whose figure is wrong is no longer approved."""
    page.goto("/plans/vink-2018-19/approval/2018/")
    goal = page.get_by_role("article", name="10 målrettede dialogaktiviteter")
    press(page, goal.locator("summary", has_text="Genåbn"))
    tab_to(page, goal.get_by_label("Hvorfor genåbnes målet?"))
    page.keyboard.type("Der var 13.")
    press(page, goal.get_by_role("button", name="Genåbn"))
    expect(page.locator(".alert-success")).to_contain_text("Genåbnet")


def test_a_report_without_three_figures_is_mended_published_and_corrected(
    page: Page, signed_in: SignIn, round_of_2018: ReportingRound, axe: AxeCheck
) -> None:
    # given an approver at the annex of 2018
    approver = UserFactory.create(approver=True)
    signed_in(page, approver)
    page.goto("/plans/vink-2018-19/annex/2018/")

    # when they ask for the checks
    pages = page.get_by_role("navigation", name="Bilagets sider")
    press(page, pages.get_by_role("link", name="Kontrol", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrol af bilag 1 for 2018")

    # then the three goals without a figure are named
    blocking = page.get_by_role("region", name="Skal rettes først")
    expect(blocking.get_by_role("heading", level=3)).to_have_text(["3 tal mangler"])
    expect(blocking.get_by_text("Tallet for 2018 mangler.")).to_have_count(1)
    expect(blocking.get_by_role("listitem")).to_have_count(3)
    expect(blocking).to_contain_text("lærer på friskoler og professionelle i psykiatrien)")  # the whole name
    expect(page.get_by_role("link", name="Gå til fastlåsning")).to_have_count(0)
    check_look(page, axe)

    # and a link leads to where the first of them is mended
    press(page, blocking.get_by_role("link").first)
    expect(page).to_have_url(re.compile("/approval/2018/#goal-"))

    # and publication is refused
    page.goto(PUBLICATIONS)
    in_the_way = page.get_by_role("region", name="Skal rettes før version 1")
    expect(in_the_way.get_by_text("Tallet for 2018 mangler.")).to_have_count(3)
    expect(page.get_by_role("button", name="Fastlås version 1")).to_have_count(0)
    check_look(page, axe)

    # when the figures have been given
    give(round_of_2018, MISSING)
    page.goto(CHECKS)
    expect(page.get_by_role("region", name="Skal rettes først")).to_have_count(0)

    answer_for_the_small_number(page, axe)

    # then nothing stands in the way
    expect(page.get_by_text("Klar til at blive fastlåst")).to_be_visible()
    expect(page.get_by_role("region", name="Accepteret")).to_contain_text("Et lille hold.")
    assert Acknowledgement.objects.get().treatment == "suppress"
    check_look(page, axe)

    # and publication is the next step
    press(page, page.get_by_role("link", name="Gå til fastlåsning"))
    publish(page, 1)
    check_look(page, axe)

    # when a figure turns out to be wrong, its goal is opened again and corrected
    open_again(page)
    correct(round_of_2018, approver)

    # then the page says what differs, and the correction becomes version 2
    page.goto(PUBLICATIONS)
    differs = page.get_by_role("region", name="Ændret siden seneste version")
    expect(differs).to_contain_text(re.compile(r"Opnået\s+Fastlåst\s+12\s+Nu\s+13"))
    check_look(page, axe)
    publish(page, 2, note="Der var 13 aktiviteter, ikke 12.")

    # and version 1 can still be read, and says that it is not the last
    page.goto(f"{PUBLICATIONS}1/")
    expect(page.get_by_text("Der er en nyere version")).to_be_visible()
    check_look(page, axe)
    press(page, page.get_by_role("link", name="Læs bilaget"))
    expect(page.get_by_text("Tabel 1")).to_be_visible()
