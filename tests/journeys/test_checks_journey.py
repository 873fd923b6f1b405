"""Does an approver, by keyboard alone, learn what a report lacks, answer for what may stay, and get on?"""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from plans.enums import SubmissionState
from plans.models import Acknowledgement, ReportingRound
from tests.factories import (
    MeasurementFactory,
    ReportFactory,
    ReportRowFactory,
    ReportTableFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.journeys.conftest import AxeCheck, SignIn
from tests.reporting import vink_plans

Figures = dict[str, dict[str, Decimal | int]]

CHECKS = "/plans/vink-2018-19/annex/2018/checks/"
AS_OF = date(2019, 1, 15)
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


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["1280", "390"])
def approver(request: pytest.FixtureRequest, page: Page, signed_in: SignIn) -> Page:
    page.set_viewport_size({"width": request.param[0], "height": request.param[1]})
    return page


def tab_to(page: Page, target: Locator) -> None:
    """Go by Tab to something; the focus must get there and be seen."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {target}.")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_what_is_missing_is_named_and_mended_what_is_small_is_answered(
    approver: Page, signed_in: SignIn, round_of_2018: ReportingRound, axe: AxeCheck
) -> None:
    # given an approver at the annex of 2018
    page = signed_in(approver, UserFactory.create(approver=True))
    page.goto("/plans/vink-2018-19/annex/2018/")

    # when they ask for the checks
    press(page, page.get_by_role("link", name="Kontrol", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrol før udgivelse af bilag 1, 2018")

    # then the three goals without a figure are named
    blocking = page.get_by_role("region", name="Står i vejen")
    expect(blocking.get_by_role("article")).to_have_count(3)
    expect(blocking.get_by_text("Tallet for 2018 mangler.")).to_have_count(3)
    expect(blocking).to_contain_text("Opkvalificering af 3 strategisk udvalgte faggrupper")
    expect(page.get_by_role("link", name="Gå til udgivelse")).to_have_count(0)
    assert fits(page)
    axe(page)

    # and a link leads to where the first of them is mended
    press(page, blocking.get_by_role("link").first)
    expect(page).to_have_url(re.compile("/entry/2018/"))

    # when the figures have been given
    give(round_of_2018, MISSING)
    page.goto(CHECKS)
    expect(page.get_by_role("region", name="Står i vejen")).to_have_count(0)

    # then what is left is a small number, and an answer without a reason is refused where it was given
    asking = page.get_by_role("region", name="Kræver en kvittering")
    expect(asking).to_contain_text("3 i mål, 1 ikke i mål og 4 i alt")
    press(page, asking.locator("summary"))
    tab_to(page, asking.get_by_label("Bringes, som de er"))
    page.keyboard.press("ArrowDown")  # the second choice
    expect(asking.get_by_label("Skjules")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Der er noget, du skal rette")).to_be_visible()
    expect(asking.get_by_label("Skjules")).to_be_checked()
    assert fits(page)
    axe(page)

    # when the reason is given
    tab_to(page, page.get_by_role("link", name="Begrundelsen mangler."))
    page.keyboard.press("Enter")
    expect(asking.get_by_label("Begrundelse")).to_be_focused()
    page.keyboard.type("Et lille hold.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    # then nothing stands in the way
    expect(page.get_by_text("Intet står i vejen")).to_be_visible()
    expect(page.get_by_role("region", name="Kvitteret for")).to_contain_text("Et lille hold.")
    assert Acknowledgement.objects.get().treatment == "suppress"
    assert fits(page)
    axe(page)

    # and publication is the next step
    press(page, page.get_by_role("link", name="Gå til udgivelse"))
    expect(page.get_by_role("heading", name="Udgiv version 1")).to_be_visible()
