"""Does a contributor report what was spent by the keyboard alone, and does a manager see it?

A journey in the browser over the page of spending, to the page of the plan's money.
"""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from plans.enums import AmountKind
from plans.models import BudgetLine
from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans.entry_plan import entry_plan
from tests.plans.spending_plan import SpendingPlan, spending_plan

SIZES = [pytest.param((1280, 800), id="desk"), pytest.param((390, 844), id="telephone")]
OF_FRAME = "Forbrugt af Indsatsen, Budget 2016, 2019"
OF_AREA = "Forbrugt af Målrettet forebyggende indsats, 2019"


@pytest.fixture
def money(transactional_db: None) -> SpendingPlan:
    return spending_plan(entry_plan())


def is_in_order(page: Page, axe: AxeCheck) -> None:
    """The page is accessible and fits the screen's width."""
    axe(page)
    assert fits(page)


def go_to(page: Page, role: str, name: str) -> None:
    """Go by Tab to something in the page, which must show that it has the focus."""
    wanted = page.get_by_role("main").get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # a role
    tab_to(page, wanted)
    expect(wanted).not_to_have_css("box-shadow", "none")


@pytest.mark.parametrize("size", SIZES)
def test_a_contributor_reports_what_was_spent_and_a_manager_sees_it(
    page: Page, money: SpendingPlan, signed_in: SignIn, axe: AxeCheck, size: tuple[int, int]
) -> None:
    # given karin's tasks, which say what is missing
    page.set_viewport_size({"width": size[0], "height": size[1]})
    signed_in(page, money.entry.karin).goto("/tasks/")
    go_to(page, "link", "Forbrug mangler for 2 budgetposter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Forbrug 2019")
    is_in_order(page, axe)

    # when she types, what is left follows
    go_to(page, "textbox", OF_FRAME)
    page.keyboard.type("2,05")
    expect(page.locator(f"#line-{money.shared.pk}-balance")).to_have_text("2,05 tilbage (50 pct. brugt)")
    expect(page.locator(f"#table-{money.frame.pk}-sum-spent")).to_have_text("2,05")

    # and an error leads back to its field, with everything typed
    go_to(page, "textbox", OF_AREA)
    page.keyboard.type("1.2")
    page.keyboard.press("Enter")
    error = page.get_by_role("link", name=re.compile("har et punktum"))
    expect(error).to_be_visible()
    is_in_order(page, axe)
    page.keyboard.press("Tab")
    expect(error).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name=OF_AREA)
    expect(field).to_be_focused()
    expect(page.get_by_role("textbox", name=OF_FRAME)).to_have_value("2,05")

    # and corrected it is saved
    field.press("Control+a")
    page.keyboard.type("1,6")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 beløb er gemt.")).to_be_visible()
    expect(page.locator(".progress__text")).to_have_text("2 af 2 budgetposter har et forbrug")
    over = page.locator(f"#line-{money.karins.pk}-balance")
    expect(over).to_have_text("0,1 over budgettet (107 pct. brugt)")
    is_in_order(page, axe)

    # and a later correction leaves what it was before in sight
    go_to(page, "textbox", OF_AREA)
    page.keyboard.press("Control+a")
    page.keyboard.type("1,4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 beløb er gemt.")).to_be_visible()
    page.get_by_text("Historik").press("Enter")
    expect(page.get_by_text("1,6 → 1,4")).to_be_visible()
    is_in_order(page, axe)
    spent = BudgetLine.objects.get(kind=AmountKind.SPENT, area=money.karins.area)
    assert (spent.amount, spent.version) == (Decimal("1.4"), 2)

    # then a manager sees it beside the budget, in a picture and in tables
    page.context.clear_cookies()
    signed_in(page, UserFactory.create(approver=True)).goto(f"/plans/{money.entry.plan.slug}/status/2019/")
    go_to(page, "link", "Økonomi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Budget og forbrug, hele perioden")).to_be_visible()
    frame = page.get_by_role("table", name="Forbrug i forhold til budget")
    expect(frame.get_by_role("row", name=re.compile("^Økonomi"))).to_contain_text("50 pct.")
    expect(frame.get_by_role("row", name=re.compile("^Områderne 2019"))).to_contain_text("1,4")
    is_in_order(page, axe)
