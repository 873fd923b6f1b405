"""Is all money of the three plans on its page, counted once, checked, and every difference said?

Tests the page of a plan's money, its picture and its Excel file.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from plans.domain.spending import Tally
from plans.enums import AmountKind
from plans.models import ActionPlan, BudgetLine, BudgetTable, EffortArea
from reporting.money.chart import money_chart
from reporting.money.division import Amount, by_area, by_source
from reporting.money.page import MoneyPage, MoneyTable, money_page, money_sheets
from reporting.money.spent import disagreements, spent_lines
from reporting.plan_page.budget import Sheet, sheet
from reporting.plan_page.reading import budget_tables_of, key_figures_of
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    BudgetTableFactory,
    EffortAreaFactory,
    KeyFigureFactory,
    KeyFigurePartFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    UserFactory,
)
from tests.reporting import vink_plans

SCHOOLS = EffortArea(pk=1, number=1, title="Skoler")
CLUBS = EffortArea(pk=2, number=2, title="Klubber")


def page_of(plan: ActionPlan) -> MoneyPage:
    return money_page(plan, budget_tables_of(plan), key_figures_of(plan))


def rows(table: MoneyTable | None) -> list[tuple[str, ...]]:
    assert table is not None
    return [(row.label, *(cell.text for cell in row.cells)) for row in table.rows]


def line(amount: str | None, **values: object) -> BudgetLine:
    value = None if amount is None else Decimal(amount)
    return BudgetLine(**{"first_year": 2016, "last_year": 2016, "category": "", "amount": value, **values})


def in_memory(title: str, *lines: BudgetLine, within_frame: bool = True) -> Sheet:
    return sheet(BudgetTable(title=title, unit="mio. kr.", within_frame=within_frame), lines)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_money_of_2016_17_is_divided_and_its_contradiction_told_once() -> None:
    plan = vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    page = page_of(plan)

    assert rows(page.areas) == [
        ("1. Håndtering af bekymringer", "1,50", "2,45", "3,95"),
        ("2. Rådgivning og opkvalificering af frontpersonale", "0,35", "0,50", "0,85"),
        ("3. Understøttende indsatser i civilsamfundet", "0,50", "0,90", "1,40"),
        ("Årsværk i VINK", "1,80", "2,40", "4,20"),
        ("Områder og årsværk i alt", "4,15", "6,25", "10,40"),
        ("Rammen", "4,10", "6,20", "10,30"),
    ]
    assert page.areas is not None
    assert [cell.note for cell in page.areas.rows[3].cells] == ["3 årsværk", "4 årsværk", ""]
    assert rows(page.sources) == [
        ("Budget 2015", "1,8", "1,8", "3,6"),
        ("Budget 2016", "1,8", "3,6", "5,4"),
        ("Udlændinge-, Integrations- og Boligministeriet", "0,5", "0,8", "1,3"),
        ("I alt", "4,1", "6,2", "10,3"),
    ]
    assert page.checks == (
        "2016: områderne og årsværkene giver tilsammen 2,35 + 1,8 = 4,15 mod rammens 4,1 mio. kr.",
        "2017: områderne og årsværkene giver tilsammen 3,85 + 2,4 = 6,25 mod rammens 6,2 mio. kr.",
        "2016–2017: områderne og årsværkene giver tilsammen 6,2 + 4,2 = 10,4 mod rammens 10,3 mio. kr.",
    )
    assert page.differs
    assert page.spent is None
    assert page.unreported == "Der er ikke indberettet noget forbrug endnu."
    assert page.chart is not None
    assert [bar.value for bar in page.chart.bars] == ["3,95", "0,85", "1,4", "4,2"]


@pytest.mark.slow
@pytest.mark.django_db
def test_the_money_of_2018_19_keeps_what_is_outside_the_frame_apart() -> None:
    page = page_of(vink_plans.load(*vink_plans.SLUGS))

    assert page.areas is not None
    assert [(row.label[:8], row.detail, *(cell.text for cell in row.cells)) for row in page.areas.rows] == [
        ("2. Foreg", "uden for planens ramme", "0,3", "–", "0,3"),
        ("Tabel 2:", "ikke fordelt på indsatsområder", "6,0", "3", "9,0"),
        ("2. Natio", "ikke fordelt på indsatsområder · uden for planens ramme", "0,1", "–", "0,1"),
    ]
    assert rows(page.sources) == [
        ("Budget 2015", "1,8", "–", "1,8"),
        ("Budget 2016", "3,7", "3", "6,7"),
        ("Budget 2017", "0,5", "–", "0,5"),
        ("Satspuljen", "0,4", "–", "0,4"),
        ("I alt inden for rammen", "6,0", "3", "9,0"),
    ]
    assert (page.checks, page.differs, page.chart_of) == ((), False, "sources")


@pytest.mark.django_db
def test_the_pilot_tells_spent_expected_and_carried_over() -> None:
    page = page_of(vink_plans.load(vink_plans.PILOT))

    assert page.spent is not None
    assert page.spent.columns == ("Budget", "Overført", "Forbrugt", "Rest", "Forventet forbrug")
    assert [(row.detail, *(cell.text for cell in row.cells)) for row in page.spent.rows] == [
        ("2009", "3", "–", "2,3", "0,7", "–"),
        ("2010", "2", "0,7", "–", "–", "ca. 2"),
        ("", "5", "–", "2,3", "2,7", "ca. 2"),
    ]
    # 2.3 of 3 is 76.7 percent; of both years one of two lines has its amount
    assert page.spent.rows[0].cells[2].note == "77 pct."
    assert page.spent.rows[2].cells[2].note == "46 pct. · 1 af 2 poster"
    assert page.unreported == ""
    assert page.chart is not None
    assert [bar.value for bar in page.chart.bars] == ["2,3 af 5"]


def test_spending_is_compared_with_the_frame_only_when_all_of_it_is_reported() -> None:
    spent = {"kind": AmountKind.SPENT}
    frame = [line("3", category="Indsatsen"), line("2.9", category="Indsatsen", **spent)]
    areas = [line("2", area=SCHOOLS), line("1", area=CLUBS), line("1.8", area=SCHOOLS, **spent)]

    assert disagreements([in_memory("Ramme", *frame), in_memory("Områder", *areas)]) == []
    areas.append(line("0.9", area=CLUBS, **spent))
    # 1.8 + 0.9 = 2.7
    assert disagreements([in_memory("Ramme", *frame), in_memory("Områder", *areas)]) == [
        "2016: forbruget på områder og årsværk giver tilsammen 2,7 mod 2,9 mio. kr. på rammens poster"
    ]
    frame[1] = line("2.7", category="Indsatsen", **spent)
    assert disagreements([in_memory("Ramme", *frame), in_memory("Områder", *areas)]) == []
    assert disagreements([in_memory("Ramme", *frame)]) == []


def test_what_was_spent_stands_by_area_and_source_and_never_in_a_budget() -> None:
    table = in_memory(
        "Områder",
        line("0.2", area=SCHOOLS, funding="Budget 2015"),
        line("0.8", area=SCHOOLS, funding="Budget 2016"),
        line("0.5", area=CLUBS, funding="Budget 2016"),
        line("0.9", area=SCHOOLS, funding="Budget 2016", kind=AmountKind.SPENT),
        line(None, area=CLUBS, funding="Budget 2016", kind=AmountKind.SPENT),
    )
    division = by_area([table])
    assert [(share.area, share.tally) for share in division.shares] == [
        (SCHOOLS, Tally(Decimal("1.0"), Decimal("0.9"))),
        (CLUBS, Tally(Decimal("0.5"), None)),
    ]
    sources = by_source([table])
    assert [(share.label, share.tally) for share in sources.shares] == [
        ("Budget 2015", Tally(Decimal("0.2"), None)),
        ("Budget 2016", Tally(Decimal("1.3"), Decimal("0.9"))),
    ]
    assert sources.total is not None
    assert sources.total.whole == Amount(Decimal("1.5"))
    (whole,) = spent_lines([table])
    # two of three lines have an answer, one of them a dash
    assert (whole.tally, whole.unreported, whole.asked) == (Tally(Decimal("1.5"), Decimal("0.9")), 1, 3)
    # what was spent stands after the budget that it was spent of, and is summed by itself
    assert [(row.label, row.funding, row.kind.value) for row in table.rows] == [
        ("Skoler", "Budget 2015", "budget"),
        ("Skoler", "Budget 2016", "budget"),
        ("Skoler", "Budget 2016", "spent"),
        ("Skoler", "", "budget"),
        ("Klubber", "Budget 2016", "budget"),
        ("Klubber", "Budget 2016", "spent"),
        ("", "", "budget"),
        ("", "", "spent"),
    ]
    assert [row.total.computed for row in table.rows[-2:]] == [Decimal("1.5"), Decimal("0.9")]


def test_a_picture_stays_in_its_frame_and_its_unit() -> None:
    lines = [line("2", area=SCHOOLS), line("3", area=SCHOOLS, kind=AmountKind.SPENT), line("1", area=CLUBS)]
    shares = by_area([in_memory("Områder", *lines)]).shares
    picture = money_chart([("Et meget langt navn på et indsatsområde, som ikke kan være der", shares[0])])
    assert picture is not None
    (bar,) = picture.bars
    # three spent of two: the longest bar is what was spent, 358 units; the budget is two thirds of it
    assert (bar.spent_width, bar.width, bar.value) == ("358.0", "238.7", "3 af 2")
    assert bar.label.endswith("…")
    assert money_chart([]) is None


# --- The page -----------------------------------------------------------------------------------------------


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


@pytest.mark.django_db
def test_who_reports_spending_is_led_there_where_none_is_reported_yet(client: Client) -> None:
    plan = ActionPlanFactory.create(slug="plan")
    area = EffortAreaFactory.create(plan=plan)
    round_ = ReportingRoundFactory.create(plan=plan)
    BudgetLineFactory.create(table__plan=plan, first_year=2019, last_year=2019)
    link = f'<a href="/plans/plan/entry/{round_.period}/spending/">Indberet forbrug 2019</a>'
    sentence = "<p>Der er ikke indberettet noget forbrug endnu."

    client.force_login(UserFactory.create())
    assert f"{sentence}</p>" in client.get("/plans/plan/money/").content.decode()
    client.force_login(ResponsibilityFactory.create(area=area).user)
    assert f"{sentence} {link}</p>" in client.get("/plans/plan/money/").content.decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_every_amount_and_key_figure_of_the_documents_is_on_the_page(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)
    for slug in vink_plans.SLUGS:
        plan = ActionPlan.objects.get(slug=slug)
        html = " ".join(reader.get(f"/plans/{slug}/money/").content.decode().split())
        for table in budget_tables_of(plan):
            assert table.title.replace("&", "&amp;") in html
            assert all(text in html for text in (each.footnote for each in table.lines.all()))
        for figure in key_figures_of(plan):
            assert figure.label in html
    earlier = reader.get(f"/plans/{vink_plans.EARLIER}/money/").content.decode()
    assert earlier.count("2,35 + 1,8 = 4,15") == 1
    assert "De nævnte dele overlapper: 12 + 4 + 8 = 24, mere end 19." in earlier
    assert "3 + 1" not in earlier  # parts that add up need no word
    assert 'aria-current="page"><span class="plan-head__label" data-label="Økonomi">' in earlier


@pytest.mark.django_db
def test_a_plan_without_money_says_so(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="tom")
    html = reader.get("/plans/tom/money/").content.decode()
    assert "Planen siger ikke noget om økonomi" in html
    assert "Hent som Excel" not in html
    KeyFigureFactory.create(plan=plan)
    html = reader.get("/plans/tom/money/").content.decode()
    assert "Planen siger ikke noget om økonomi" not in html
    assert reader.get("/plans/findes-ikke/money/").status_code == 404


@pytest.mark.django_db
def test_parts_above_their_whole_and_parts_that_do_not_make_it_are_said(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="tal")
    above = KeyFigureFactory.create(plan=plan, value=Decimal(10))
    KeyFigurePartFactory.create(key_figure=above, label="begrundede", value=Decimal(12))
    short = KeyFigureFactory.create(plan=plan, value=Decimal(10), ends_on=date(2019, 12, 31))
    for value in (3, 4):
        KeyFigurePartFactory.create(key_figure=short, value=Decimal(value), adds_up=True)
    html = reader.get("/plans/tal/money/").content.decode()
    assert "Større end helheden på 10: begrundede (12)." in html
    assert "Delene giver tilsammen 3 + 4 = 7, ikke 10." in html


@pytest.mark.slow
@pytest.mark.django_db
def test_the_excel_file_has_numbers_as_numbers_and_no_formula(reader: Client) -> None:
    plan = vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)
    table = BudgetTableFactory.create(plan=plan, order=99, title="=1+1", within_frame=False)
    BudgetLineFactory.create(
        table=table, first_year=2016, last_year=2016, amount=Decimal(2), footnote="@SUM(A1)"
    )
    BudgetLineFactory.create(
        table=table, first_year=2016, last_year=2016, kind=AmountKind.SPENT, amount=Decimal("0.5")
    )

    response = reader.get(f"/plans/{plan.slug}/money/oekonomi.xlsx")

    assert response["Content-Disposition"] == f'attachment; filename="oekonomi-{plan.slug}.xlsx"'
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Budgetposter", "Forbrug mod budget", "Kontrol af summer", "Nøgletal"]
    first = [cell.value for cell in book["Budgetposter"][2]]
    assert first[3:9] == ["Styrket indsats mod radikalisering", "Budget 2015", 2016, 2016, "Budget", 1.8]
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    spent = {row[0].value: [cell.value for cell in row] for row in book["Forbrug mod budget"].iter_rows()}
    # 0.5 of 2 is 25 percent, and 1.5 is left
    assert spent["=1+1"][2:8] == [2, None, 0.5, 0.25, 1.5, None]
    checks = [row[0].value for row in book["Kontrol af summer"].iter_rows(min_row=2)]
    stated = "2016: områderne og årsværkene giver tilsammen 2,35 + 1,8 = 4,15 mod rammens 4,1 mio. kr."
    assert stated in checks
    assert reader.get(f"/plans/{plan.slug}/money/oekonomi.xlsx").content == response.content


@pytest.mark.django_db
@pytest.mark.parametrize("tables", [1, 3])
def test_more_money_takes_no_more_queries(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, tables: int
) -> None:
    plan = ActionPlanFactory.create(slug="stor")
    for number in range(tables):
        area = EffortAreaFactory.create(plan=plan)
        table = BudgetTableFactory.create(plan=plan, title=f"Tabel {number}")
        BudgetLineFactory.create(table=table, area=area, amount=Decimal(1))
        BudgetLineFactory.create(table=table, area=area, amount=Decimal(1), kind=AmountKind.SPENT)
        KeyFigurePartFactory.create(key_figure=KeyFigureFactory.create(plan=plan, area=area))
    reader.get("/plans/stor/money/")
    with django_assert_num_queries(10):
        reader.get("/plans/stor/money/")


@pytest.mark.django_db
def test_the_sheets_of_a_plan_are_its_tables_in_their_order() -> None:
    plan = vink_plans.load(vink_plans.PILOT)
    assert [each.table.order for each in money_sheets(budget_tables_of(plan))] == [1, 2, 3]
