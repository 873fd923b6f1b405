"""Are the annex's figures in Excel typed, shown as in Denmark, and no text ever a formula?

Tests the annex's Excel file.
"""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.domain.values import Period
from plans.enums import Basis, Direction, Measure, Status
from plans.models import ActionPlan
from plans.status_report import StatusReport
from plans.workbook.cell_text import LONGEST_TEXT
from reporting.annex.excel import render_xlsx
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import counted_goal, counted_part, report_on, shared_goal
from tests.reporting.vink_plans import EARLIER, PILOT, load

pytestmark = pytest.mark.django_db

HEADINGS = [
    "Nr.",
    "Indsatsområde",
    "Resultatmål",
    "Del",
    "Enhed",
    "Retning",
    "Måltal",
    "Opnået",
    "Tæller",
    "Nævner",
    "Afventer",
    "Afvigelse",
    "Delens status",
    "Status",
    "Beregnet status",
    "Begrundelse",
]
CellView = tuple[object, str]


def book(report: StatusReport) -> Workbook:
    return load_workbook(BytesIO(render_xlsx(report)))


def sheet(plan: ActionPlan) -> Worksheet:
    return book(report_on(plan)).worksheets[0]


def row(of: Worksheet, number: int = 2) -> dict[str, object]:
    """The values of a row by their headings, without the empty ones."""
    values = zip(
        HEADINGS, of.iter_rows(min_row=number, max_row=number, values_only=True).__next__(), strict=True
    )
    return {heading: value for heading, value in values if value is not None}


def cell_view(of: Worksheet, heading: str, number: int = 2) -> CellView:
    cell = of.cell(number, HEADINGS.index(heading) + 1)
    return cell.value, cell.number_format


@pytest.fixture
def plan() -> ActionPlan:
    return ActionPlanFactory.create(slug="vink-2018-19")


def test_a_goal_is_told_in_full(plan: ActionPlan) -> None:
    StatusWordFactory.create(plan=plan, status=Status.PARTLY_ACHIEVED, word="delvist indfriet")
    area = EffortAreaFactory.create(plan=plan, number=2, title="Indgribende indsats")
    goal = shared_goal(area, "arbejde", numerator=7, denominator=15)
    SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=plan),
        goal=goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="To borgere flyttede.",
        override_replaced=Status.NOT_ACHIEVED,
    )

    of = sheet(plan)

    assert [cell.value for cell in of[1]] == HEADINGS
    # 7/15 = 46.66667 %; (70 − 46.66667)/70 = 33.33333 %
    assert row(of) == {
        "Nr.": 1,
        "Indsatsområde": "2. Indgribende indsats",
        "Resultatmål": "Mål arbejde",
        "Retning": "mindst",
        "Måltal": 0.7,
        "Opnået": pytest.approx(7 / 15),
        "Tæller": 7,
        "Nævner": 15,
        "Afvigelse": pytest.approx(1 / 3),
        "Delens status": "Ikke nået",
        "Status": "Delvist indfriet",
        "Beregnet status": "Ikke nået",
        "Begrundelse": "To borgere flyttede.",
    }
    assert [cell_view(of, heading)[1] for heading in ("Måltal", "Opnået", "Tæller", "Afvigelse")] == [
        "0%",
        "0%",
        "#,##0",
        "0%",
    ]


def test_a_count_has_thousands_and_the_decimals_that_it_has(plan: ActionPlan) -> None:
    area = EffortAreaFactory.create(plan=plan)
    counted_goal(area, "unge", order=1, target=200, value=1362)
    counted_goal(area, "timer", order=2, target="12.5", value="12.25")

    of = sheet(plan)

    assert (cell_view(of, "Måltal"), cell_view(of, "Opnået")) == ((200, "#,##0"), (1362, "#,##0"))
    assert (cell_view(of, "Måltal", 3), cell_view(of, "Opnået", 3)) == (
        (12.5, "#,##0.0"),
        (12.25, "#,##0.00"),
    )
    # (12.5 − 12.25)/12.5 = 2 %
    assert cell_view(of, "Afvigelse", 3) == (0.02, "0%")


def test_a_share_just_below_its_target_does_not_look_like_it(plan: ActionPlan) -> None:
    # 6996 of 10003 = 69.9390 %: 70 % without decimals, 69.9 % with one
    shared_goal(EffortAreaFactory.create(plan=plan), "a", numerator=6996, denominator=10003)
    # 13999 of 20000 = 69.995 %, exactly
    shared_goal(EffortAreaFactory.create(plan=plan), "b", numerator=13999, denominator=20000)

    of = sheet(plan)

    assert [cell_view(of, "Opnået", number)[1] for number in (2, 3)] == ["0.0%", "0.000%"]


def test_percentage_points_are_named(plan: ActionPlan) -> None:
    plan.tolerance_basis = Basis.POINTS
    plan.save()
    shared_goal(EffortAreaFactory.create(plan=plan), "a", numerator=7, denominator=15)

    # 70 − 46.66667
    assert cell_view(sheet(plan), "Afvigelse") == (pytest.approx(70 - 700 / 15), '0" procentpoint"')


def test_a_goal_of_several_parts_has_a_row_for_each(plan: ActionPlan) -> None:
    goal = ResultGoalFactory.create(area__plan=plan, wording="Møder; høringer")
    counted_part(goal, target=6, value=4, label="møder")
    counted_part(goal, target=3, value=3, label="høringer")

    of = sheet(plan)

    cells = [
        (each["Nr."], each["Del"], each["Opnået"], each["Delens status"], each["Status"])
        for each in (row(of, 2), row(of, 3))
    ]
    assert cells == [(1, "møder", 4, "Ikke nået", "Ikke nået"), (1, "høringer", 3, "Nået", "Ikke nået")]
    assert of.max_row == 3


def test_what_has_no_figure_has_an_empty_cell(plan: ActionPlan) -> None:
    area = EffortAreaFactory.create(plan=plan)
    ResultGoalFactory.create(area=area, order=1, wording="Uden indikator")
    judged = ResultGoalFactory.create(area=area, order=2)
    indicator = IndicatorFactory.create(goal=judged, judgement=True)
    TargetFactory.create(indicator=indicator, year=2019, value=None, text="Et netværk er oprettet")
    counted_goal(area, "c", order=3, target=5, value=None)

    of = sheet(plan)

    assert row(of).keys() == {
        "Nr.",
        "Indsatsområde",
        "Resultatmål",
        "Status",
        "Beregnet status",
        "Begrundelse",
    }
    assert row(of, 3)["Måltal"] == "Et netværk er oprettet"
    assert {"Opnået", "Retning", "Afvigelse"}.isdisjoint(row(of, 3))
    assert (row(of, 4)["Måltal"], "Opnået" in row(of, 4)) == (5, False)


def test_at_most_is_said_beside_the_figure(plan: ActionPlan) -> None:
    goal = ResultGoalFactory.create(area__plan=plan)
    indicator = IndicatorFactory.create(goal=goal, measure=Measure.COUNT, direction=Direction.AT_MOST)
    TargetFactory.create(indicator=indicator, year=2019, value=0)
    MeasurementFactory.create(indicator=indicator, year=2019, value=0, as_of=date(2019, 12, 31))

    assert {"Retning": "højst", "Måltal": 0, "Opnået": 0}.items() <= row(sheet(plan)).items()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+45 33 66",
        "-2 i mål",
        "@sum",
        "#N/A",
        '=HYPERLINK("http://localhost")',
        "2019",
        "TRUE",
        "_x0041_",
    ],
)
def test_a_text_is_a_text(plan: ActionPlan, text: str) -> None:
    ResultGoalFactory.create(area__plan=plan, wording=text)

    cell = sheet(plan)["C2"]

    # openpyxl reads what Excel would unescape as it stands in the file
    assert (cell.value, cell.data_type) == (text.replace("_x0041_", "_x005F_x0041_"), "s")
    # when the cell is edited, Excel goes on taking it for a text
    assert cell.quotePrefix == (text[0] in "=+-@")


def test_hostile_and_endless_text_is_written(plan: ActionPlan) -> None:
    area = EffortAreaFactory.create(plan=plan)
    ResultGoalFactory.create(area=area, order=1, wording="a\x01\x1b\ufffe\x0bb <script> ]]> 漢 😀 مرحبا")
    ResultGoalFactory.create(area=area, order=2, wording="x" * 40_000)

    of = sheet(plan)

    assert of["C2"].value == "ab <script> ]]> 漢 😀 مرحبا"
    assert of["C3"].value == "x" * (LONGEST_TEXT - 1) + "…"


def test_the_sheet_is_made_for_working_with(plan: ActionPlan) -> None:
    counted_goal(EffortAreaFactory.create(plan=plan), "a")

    of = sheet(plan)

    assert (of.title, of.freeze_panes, of.auto_filter.ref) == ("Resultatmål", "A2", "A1:P2")
    assert [of.column_dimensions[letter].width for letter in "ABC"] == [6, 28, 46]
    assert not of.protection.sheet
    assert (of.print_title_rows, of.page_setup.orientation) == ("$1:$1", "landscape")


def test_a_plan_without_goals_has_its_headings(plan: ActionPlan) -> None:
    of = sheet(plan)

    assert (of.max_row, of.auto_filter.ref) == (1, "A1:P1")


def test_a_second_sheet_tells_what_the_figures_are(plan: ActionPlan) -> None:
    ReportingRoundFactory.create(plan=plan)
    of = book(report_on(plan))["Om tallene"]

    explained = {str(key): value for key, value in of.iter_rows(min_row=2, values_only=True)}
    assert [explained[key] for key in ("Handleplan", "Periode", "Opgjort", "Tolerance")] == [
        plan.title,
        "2019",
        "15. januar 2020",
        "Mindre end 15 pct.",
    ]
    assert list(explained)[4:] == HEADINGS
    assert all(explained.values())


def test_the_same_report_gives_the_same_bytes_in_any_language() -> None:
    plan = load(PILOT, EARLIER)
    report = report_on(plan, Period(2016, 2017))
    content = render_xlsx(report)

    with marked_english():
        assert render_xlsx(report) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(content)).properties
    assert properties.created == properties.modified == datetime.combine(report.as_of, datetime.min.time())
    assert (properties.title, properties.language) == ("Tal til bilag 1 for 2016–2017", "da-DK")
