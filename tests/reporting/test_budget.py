"""Are the sums of the three plans' budgets exact, and is every contradiction of the documents said?

Tests the budget tables on a plan's page, on the three VINK plans and on small ones.
"""

from decimal import Decimal

import pytest

from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import ActionPlan, BudgetLine, BudgetTable, EffortArea
from reporting.plan_page.budget import Sheet, sheet
from reporting.plan_page.budget_frame import frame_checks
from reporting.plan_page.budget_pages import BudgetPart, budget_chapter
from tests.reporting import vink_plans

Y2016, Y2017, BOTH = Period(2016, 2016), Period(2017, 2017), Period(2016, 2017)


def sheets(plan: ActionPlan) -> dict[str, Sheet]:
    tables = plan.budget_tables.order_by("order")
    return {table.title: sheet(table, list(table.lines.order_by("order"))) for table in tables}


def parts(plan: ActionPlan) -> dict[str, BudgetPart]:
    tables = plan.budget_tables.order_by("order")
    chapter = budget_chapter((table, list(table.lines.order_by("order"))) for table in tables)
    assert chapter is not None
    return {part.title: part for part in chapter.tables}


def line(**values: object) -> BudgetLine:
    return BudgetLine(**{"first_year": 2016, "last_year": 2016, "category": "Løn", **values})


def in_memory(*lines: BudgetLine, within_frame: bool = True, unit: str = "mio. kr.") -> Sheet:
    return sheet(BudgetTable(title="Økonomi", unit=unit, within_frame=within_frame), lines)


@pytest.mark.django_db
def test_the_frame_of_2016_17_adds_up_from_its_sources_of_money() -> None:
    plan = vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    table = sheets(plan)["Økonomi"]
    *sources, total = table.rows

    assert [(row.funding, row.total.computed) for row in sources] == [
        ("Budget 2015", Decimal("3.6")),
        ("Budget 2016", Decimal("5.4")),
        ("Udlændinge-, Integrations- og Boligministeriet", Decimal("1.3")),
    ]
    # 1.8 + 1.8 + 0.5 = 4.1 and 1.8 + 3.6 + 0.8 = 6.2, together 10.3, as the document states
    assert [total.cells[year].computed for year in (Y2016, Y2017)] == [Decimal("4.1"), Decimal("6.2")]
    assert total.total.computed == Decimal("10.3")
    assert not any(cell.differs for cell in (*total.cells.values(), total.total))
    assert table.unplaced == ()


@pytest.mark.django_db
def test_the_areas_of_2016_17_do_not_fill_the_frame_and_the_page_says_so() -> None:
    plan = vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    checks = frame_checks(sheets(plan).values())

    # 1.5 + 0.35 + 0.5 = 2.35; with three full-time equivalents, 1.8, it is 4.15
    assert [(check.period, check.areas, check.staff, check.parts, check.frame) for check in checks] == [
        (Y2016, Decimal("2.35"), Decimal("1.8"), Decimal("4.15"), Decimal("4.1")),
        (Y2017, Decimal("3.85"), Decimal("2.4"), Decimal("6.25"), Decimal("6.2")),
        (BOTH, Decimal("6.20"), Decimal("4.2"), Decimal("10.4"), Decimal("10.3")),
    ]
    chapter = budget_chapter(
        (t, list(t.lines.order_by("order"))) for t in plan.budget_tables.order_by("order")
    )
    assert chapter is not None
    assert chapter.frame_checks == (
        "2016: områderne og årsværkene giver tilsammen 2,35 + 1,8 = 4,15 mod rammens 4,1 mio. kr.",
        "2017: områderne og årsværkene giver tilsammen 3,85 + 2,4 = 6,25 mod rammens 6,2 mio. kr.",
        "2016–2017: områderne og årsværkene giver tilsammen 6,2 + 4,2 = 10,4 mod rammens 10,3 mio. kr.",
    )
    assert chapter.frame_differs


@pytest.mark.slow
@pytest.mark.django_db
def test_a_table_of_2018_19_shows_dashes_where_the_document_has_them() -> None:
    plan = vink_plans.load(*vink_plans.SLUGS)

    table = parts(plan)["Tabel 2: Budget for VINK’s handleplan 2018-19"]

    assert table.columns == ("2018", "2019", "I alt")
    assert [(row.label, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("Budget 2015", "1,8", "–", "1,8"),
        ("Budget 2016", "3,7", "3", "6,7"),
        ("Budget 2017", "0,5", "–", "0,5"),
        ("I alt", "6,0", "3", "9,0"),
    ]
    assert table.checks == ("Summerne er regnet ud af posterne og stemmer med dokumentets.",)
    assert not table.outside_frame


@pytest.mark.slow
@pytest.mark.django_db
def test_money_beside_the_frame_of_2018_19_is_marked_and_checked_against_nothing() -> None:
    plan = vink_plans.load(*vink_plans.SLUGS)

    pool = next(part for title, part in parts(plan).items() if title.startswith("Tabel 3"))

    assert pool.outside_frame
    assert [cell.text for cell in pool.rows[-1].cells] == ["0,4", "–", "0,4"]
    assert pool.footnotes == ((1, "Tilskuddet kan anvendes over perioden 2017-20"),)
    assert pool.rows[0].cells[0].marks == (1,)
    assert frame_checks(sheets(plan).values()) == ()


@pytest.mark.django_db
def test_budget_spending_and_expectation_of_the_pilot_are_never_added() -> None:
    plan = vink_plans.load(vink_plans.PILOT)

    table = parts(plan)["Økonomi i pilotperioden"]

    # amounts of a column have the same number of decimals, so that they stand in line
    assert [(row.label, row.detail, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("VINK-programmet", "Budget", "3,0", "2,0", "5,0"),
        ("VINK-programmet", "Forbrugt", "2,3", "–", "2,3"),
        ("Restbudget fra 2009", "Overført", "–", "0,7", "0,7"),
        ("VINK-programmet", "Forventet forbrug", "–", "ca. 2,0", "ca. 2,0"),
    ]
    assert table.checks == (
        "Summerne er regnet ud af posterne og stemmer med dokumentets.",
        "2009: forbrugt 2,3 af 3 mio. kr. (77 pct.).",  # 2.3 / 3 = 76.7 %
        "2010: forventet forbrug ca. 2 af 2 mio. kr. (100 pct.).",
    )


def test_a_stated_sum_that_is_not_the_sum_of_its_parts_stands_beside_it_in_words() -> None:
    table = in_memory(
        line(amount=Decimal("1.5"), category="Løn"),
        line(amount=Decimal("2.65"), category="Drift"),
        line(amount=Decimal("4.1"), category="I alt", stated_total=True),
    )

    assert table.rows[-1].total.computed == Decimal("4.15")
    assert table.rows[-1].total.differs
    part = budget_chapter([(table.table, [*table.details, table.rows[-1].total.stated])])  # type: ignore[list-item]  # it differs, so it is stated
    assert part is not None
    (chapter_table,) = part.tables
    assert chapter_table.rows[-1].cells[0].text == "4,15"
    assert chapter_table.rows[-1].cells[0].stated == "dokumentet: 4,1"
    assert chapter_table.checks == ("2016: posterne giver tilsammen 4,15 mod 4,1 mio. kr. i dokumentet.",)


def test_a_dash_is_worth_nothing_and_differs_from_something() -> None:
    only_dashes = in_memory(line(amount=None), line(amount=None, stated_total=True))
    not_only = in_memory(line(amount=Decimal(1)), line(amount=None, stated_total=True))

    assert only_dashes.rows[-1].total.computed is None
    assert not only_dashes.rows[-1].total.differs
    assert not_only.rows[-1].total.differs


def test_each_area_has_its_own_sum_where_its_money_has_several_sources() -> None:
    first, second = EffortArea(pk=1, number=1, title="Skoler"), EffortArea(pk=2, number=2, title="Klubber")
    table = in_memory(
        line(category="", area=first, funding="Budget 2015", amount=Decimal("0.2")),
        line(category="", area=first, funding="Budget 2016", amount=Decimal("0.8")),
        line(category="", area=second, funding="Budget 2015", amount=Decimal("0.35")),
    )

    assert [(row.label, row.funding, row.is_sum, row.total.computed) for row in table.rows] == [
        ("Skoler", "Budget 2015", False, Decimal("0.2")),
        ("Skoler", "Budget 2016", False, Decimal("0.8")),
        ("Skoler", "", True, Decimal("1.0")),
        ("Klubber", "Budget 2015", False, Decimal("0.35")),
        ("", "", True, Decimal("1.35")),
    ]


def test_a_stated_sum_of_years_that_no_column_has_is_told_all_the_same() -> None:
    table = in_memory(
        line(amount=Decimal(1)),
        line(amount=Decimal(7), first_year=2011, last_year=2014, stated_total=True),
    )

    assert [each.amount for each in table.unplaced] == [Decimal(7)]


def test_a_table_of_nothing_but_stated_sums_shows_them() -> None:
    table = in_memory(line(amount=Decimal(9), stated_total=True))

    assert [row.total.computed for row in table.rows] == [Decimal(9)]
    assert table.details[0].kind == AmountKind.BUDGET


def test_a_plan_without_budget_has_no_chapter() -> None:
    assert budget_chapter([]) is None
