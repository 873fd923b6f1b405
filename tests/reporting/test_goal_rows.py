"""Is each goal of a status report written out for the screen, with the plan's words and exact figures?

Tests `goal_rows`, which writes the goals of a status report out for pages and files.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import QueryDict

from plans.enums import Accumulation, Basis, Direction, Status, SubmissionState, Unmeasurable
from plans.models import Indicator, ResultGoal, Submission
from plans.status_report import StatusReport
from reporting.board.page import board_of
from reporting.board.reading import read_board
from reporting.goal_rows import GoalRow, IndicatorLine, goal_rows
from reporting.tables import StatusTable
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.reported_plans import BOTH_YEARS, counted_goal, counted_part, report_on, shared_goal

pytestmark = pytest.mark.django_db


def only_row(report: StatusReport) -> GoalRow:
    (row,) = goal_rows(report)
    return row


def only_line(goal: ResultGoal) -> IndicatorLine:
    (line,) = only_row(report_on(goal.plan)).lines
    return line


def judged_goal(**figure: object) -> ResultGoal:
    """A goal with a target in words."""
    goal = ResultGoalFactory.create()
    indicator = IndicatorFactory.create(goal=goal, judgement=True)
    TargetFactory.create(indicator=indicator, value=None, text="Alle sager visiteres inden 48 timer")
    if figure:
        MeasurementFactory.create(indicator=indicator, **figure)
    return goal


def override(goal: ResultGoal, *, status: Status, replaced: Status) -> None:
    SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=goal.plan),
        goal=goal,
        override=status,
        override_reason="To borgere flyttede i december.",
        override_replaced=replaced,
    )


# --- One goal, one indicator ------------------------------------------------------------------------------


def test_a_share_is_written_out_in_full() -> None:
    area = EffortAreaFactory.create(number=2, title="Indgribende indsats")
    # 7 of 15 = 46.67 % of 70 %: (70 − 46.67)/70 = 33.3 %
    shared_goal(area, "arbejde", numerator=7, denominator=15)

    line = IndicatorLine(
        label="",
        unit="",
        target="70 pct.",
        actual="47 pct. (7 af 15)",
        deviation="33 pct.",
        off_by=Fraction(100, 3),
        status=Status.NOT_ACHIEVED,
        word="Ikke nået",
        explanation="Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«.",
    )
    assert only_row(report_on(area.plan)) == GoalRow(
        key="arbejde",
        url=f"/plans/{area.plan.slug}/goals/arbejde/",
        number=1,
        wording="Mål arbejde",
        areas=("2. Indgribende indsats",),
        area_number=2,
        lines=(line,),
        status=Status.NOT_ACHIEVED,
        word="Ikke nået",
        note="",
        explanation="Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«.",
        one_case=(
            "Én færre i mål: 6 af 15 = 40 pct., ikke nået.",
            "Én mere i mål: 8 af 15 = 53 pct., ikke nået.",
        ),
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "expected"),
    [
        # 87/125 = 69.6 %, (70 − 69.6)/70 = 0.57 %
        (87, 125, 70, ("70 pct.", "69,6 pct. (87 af 125)", "1 pct.")),
        # 70/100 of an adopted 69.6 %
        (70, 100, Decimal("69.6"), ("69,6 pct.", "70 pct. (70 af 100)", "–")),
        # 2/4 of 62.5 %: (62.5 − 50)/62.5 = 20 %
        (2, 4, Decimal("62.5"), ("62,5 pct.", "50 pct. (2 af 4)", "20 pct.")),
    ],
)
def test_no_figure_looks_like_another(
    numerator: int, denominator: int, target: int, expected: tuple[str, str, str]
) -> None:
    goal = shared_goal(
        EffortAreaFactory.create(), "goal", target=target, numerator=numerator, denominator=denominator
    )

    line = only_line(goal)

    assert (line.target, line.actual, line.deviation) == expected


def test_a_target_weighted_over_years_does_not_look_like_the_actual() -> None:
    goal = shared_goal(EffortAreaFactory.create(), "goal", target=70, numerator=1402, denominator=2000)
    indicator = goal.indicators.get()
    TargetFactory.create(indicator=indicator, year=2018, value=60)
    MeasurementFactory.create(indicator=indicator, year=2018, numerator=600, denominator=1000)

    (row,) = goal_rows(report_on(goal.plan, BOTH_YEARS))

    # (60·1000 + 70·2000)/3000 = 66.67 %; 2002/3000 = 66.73 %
    assert (row.lines[0].target, row.lines[0].actual) == ("66,67 pct.", "66,73 pct. (2.002 af 3.000)")


def test_one_fewer_does_not_look_like_the_target_it_misses() -> None:
    # 349/500 = 69.8 %
    goal = shared_goal(EffortAreaFactory.create(), "goal", target=70, numerator=350, denominator=500)

    row = only_row(report_on(goal.plan))

    assert row.one_case[0] == "Én færre i mål: 349 af 500 = 69,8 pct., delvist nået."


def test_a_deviation_just_within_the_tolerance_is_not_shown_as_the_tolerance() -> None:
    # 8.504 of 10.000: 14.96 %
    line = only_line(counted_goal(EffortAreaFactory.create(), "goal", target=10000, value=8504))

    assert (line.target, line.actual, line.deviation) == ("10.000", "8.504", "14,96 pct.")
    assert (line.status, line.word) == (Status.PARTLY_ACHIEVED, "Delvist nået")


def test_a_plan_in_percentage_points_shows_shares_in_points_and_counts_in_percent() -> None:
    plan = ActionPlanFactory.create(tolerance_basis=Basis.POINTS)
    area = EffortAreaFactory.create(plan=plan)
    # 56/100 of 70 %: 14 points; 8 of 10: 20 %
    shared_goal(area, "share", order=1, numerator=56, denominator=100)
    counted_goal(area, "count", order=2, target=10, value=8)

    share, count = (row.lines[0] for row in goal_rows(report_on(plan)))

    assert (share.deviation, share.status) == ("14 procentpoint", Status.PARTLY_ACHIEVED)
    assert (count.deviation, count.status) == ("20 pct.", Status.NOT_ACHIEVED)


def test_at_most_is_said_with_the_target() -> None:
    goal = ResultGoalFactory.create()
    indicator = IndicatorFactory.create(goal=goal, direction=Direction.AT_MOST, unit="klager")
    TargetFactory.create(indicator=indicator, value=5)
    MeasurementFactory.create(indicator=indicator, value=4)

    line = only_line(goal)

    assert (line.target, line.actual, line.unit) == ("højst 5", "4", "klager")
    assert line.explanation == "Måltallet er overholdt."


@pytest.mark.parametrize(
    ("figure", "status", "actual"),
    [
        ({"judged": Status.PARTLY_ACHIEVED}, Status.PARTLY_ACHIEVED, "Delvist nået"),
        ({"unmeasurable": Unmeasurable.NOT_HELD}, Status.NOT_MEASURABLE, "–"),
        ({}, Status.NOT_REPORTED, "–"),
    ],
)
def test_a_target_in_words_is_shown_in_words(figure: dict[str, object], status: Status, actual: str) -> None:
    line = only_line(judged_goal(**figure))

    assert line.target == "Alle sager visiteres inden 48 timer"
    assert (line.status, line.actual, line.deviation, line.off_by) == (status, actual, "–", None)


def test_what_could_not_be_measured_keeps_its_adopted_target() -> None:
    goal = ResultGoalFactory.create()
    indicator = IndicatorFactory.create(goal=goal, share=True, accumulation=Accumulation.LATEST)
    TargetFactory.create(indicator=indicator, value=Decimal("62.5"))
    TargetFactory.create(indicator=indicator, value=80, year=2018)  # another year's
    MeasurementFactory.create(indicator=indicator, unmeasurable=Unmeasurable.TOO_RECENT)

    line = only_line(goal)

    assert (line.target, line.actual, line.word) == ("62,5 pct.", "–", "Kan ikke opgøres")


def test_a_goal_without_an_indicator_has_a_row() -> None:
    goal = ResultGoalFactory.create()

    row = only_row(report_on(goal.plan))

    assert (row.lines, row.one_case, row.word) == ((), (), "Kan ikke opgøres")
    assert row.explanation == "Der er intet måltal for perioden."
    assert row.sort_deviation == Fraction(-1)


# --- Several indicators, shared goals, overrides ----------------------------------------------------------


def test_several_indicators_have_a_labelled_line_each() -> None:
    goal = ResultGoalFactory.create()
    # 4 of 6: 33.3 %; 3 of 3
    counted_part(goal, target=6, value=4, label="møder")
    assert only_line(goal).label == ""  # as long as it is the only one
    counted_part(goal, target=3, value=3, label="høringer")

    row = only_row(report_on(goal.plan))

    assert [(line.label, line.target, line.actual, line.deviation, line.word) for line in row.lines] == [
        ("møder", "6", "4", "33 pct.", "Ikke nået"),
        ("høringer", "3", "3", "–", "Nået"),
    ]
    assert row.explanation == "Den dårligste del afgør: møder er ikke nået."
    assert row.sort_deviation == Fraction(100, 3)


def test_a_judged_part_has_its_status_where_a_figure_would_stand() -> None:
    goal = ResultGoalFactory.create(key="sparring")
    counted_part(goal, target=6, value=6, label="møder")
    sparring = IndicatorFactory.create(goal=goal, judgement=True, label="sparring")
    TargetFactory.create(indicator=sparring, value=None, text="Sparring ved bekymring")
    MeasurementFactory.create(indicator=sparring, judged=Status.PARTLY_ACHIEVED)

    row = only_row(report_on(goal.plan))

    assert [(line.label, line.actual) for line in row.lines] == [("møder", "6"), ("sparring", "Delvist nået")]
    out = StringIO()
    call_command("plan_status", goal.plan.slug, "--period=2019", stdout=out)
    assert "møder: 6 / 6; sparring: Delvist nået / Sparring ved bekymring" in out.getvalue()
    reading = read_board(goal.plan.slug, None, today=date(2020, 1, 15))
    assert reading is not None
    (on_board,) = board_of(reading, QueryDict("period=2019")).rows
    assert [cell.figures for cell in on_board.cells if cell.is_chosen] == [
        ("møder: 6", "sparring: Delvist nået")
    ]


def test_a_count_is_told_with_what_is_counted() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "unge", target=2000, value=1995)
    Indicator.objects.filter(goal=goal).update(unit="unge")

    line = only_line(goal)

    assert (line.target_and_unit, line.actual) == ("2.000 unge", "1.995")
    out = StringIO()
    call_command("plan_status", goal.plan.slug, "--period=2019", stdout=out)
    assert "     1.995 / 2.000 unge\n" in out.getvalue()
    table = StatusTable(goal_rows(report_on(goal.plan)), caption="Mål")
    assert "2.000 unge" in str(table.rows[0].get_cell("target"))


def test_a_goal_of_two_areas_names_both_the_lead_first() -> None:
    plan = ActionPlanFactory.create()
    three = EffortAreaFactory.create(plan=plan, number=3, title="Indgribende")
    two = EffortAreaFactory.create(plan=plan, number=2, title="Foregribende")
    shared_goal(three, "70-pct", numerator=3, denominator=4, further_areas=[two])

    row = only_row(report_on(plan))

    assert (row.area, row.area_number) == ("3. Indgribende · 2. Foregribende", 3)


def test_an_override_is_shown_with_its_reason_and_what_was_computed() -> None:
    goal = shared_goal(EffortAreaFactory.create(), "goal", numerator=7, denominator=15)
    override(goal, status=Status.PARTLY_ACHIEVED, replaced=Status.NOT_ACHIEVED)

    row = only_row(report_on(goal.plan))

    assert (row.status, row.word, row.note) == (
        Status.PARTLY_ACHIEVED,
        "Delvist nået",
        "forslag; beregnet: ikke nået",
    )
    assert row.explanation == "To borgere flyttede i december."
    Submission.objects.update(state=SubmissionState.APPROVED)
    assert only_row(report_on(goal.plan)).note == "beregnet: ikke nået"  # somebody else agrees
    # the indicator itself stands as the rule has it
    assert row.lines[0].status is Status.NOT_ACHIEVED
