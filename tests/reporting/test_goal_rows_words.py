"""Do the rows of a status report use the plan's own words, and sort as Danish readers expect?

Tests the status words and the sorting in the rows of `goal_rows`.
"""

import pytest

from plans.enums import Measure, Status
from plans.status_report import StatusReport
from reporting.goal_rows import GoalRow, goal_rows, status_counts
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    StatusWordFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import counted_goal, report_on, shared_goal

pytestmark = pytest.mark.django_db


def only_row(report: StatusReport) -> GoalRow:
    (row,) = goal_rows(report)
    return row


def test_the_plans_own_words_are_used_for_goals_lines_and_counts() -> None:
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    StatusWordFactory.create(
        plan=plan, status=Status.NOT_MEASURABLE, measure=Measure.SHARE, word="kan ikke opgøres i procent"
    )
    area = EffortAreaFactory.create(plan=plan)
    counted_goal(area, "count", order=1)
    shared_goal(area, "share", order=2, numerator=0, denominator=0)

    report = report_on(plan)

    assert [(row.word, row.lines[0].word) for row in goal_rows(report)] == [
        ("Indfriet", "Indfriet"),
        ("Kan ikke opgøres i procent", "Kan ikke opgøres i procent"),
    ]
    assert [(each.status, each.word, each.count) for each in status_counts(report)] == [
        (Status.ACHIEVED, "Indfriet", 1),
        (Status.PARTLY_ACHIEVED, "Delvist nået", 0),
        (Status.NOT_ACHIEVED, "Ikke nået", 0),
        (Status.NOT_MEASURABLE, "Kan ikke opgøres", 1),
        (Status.IN_PROGRESS, "I gang", 0),
        (Status.NOT_REPORTED, "Ikke afrapporteret", 0),
    ]


def test_rows_sort_by_severity_deviation_and_danish_wording() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "a", order=1, wording="Åben", target=10, value=5)  # not achieved, 50 %
    counted_goal(area, "b", order=2, wording="Zoo", target=10, value=9)  # partly achieved, 10 %
    counted_goal(area, "c", order=3, wording="Ærø", target=10, value=10)  # achieved
    counted_goal(area, "d", order=4, wording="Æble", target=None, value=10)  # not measurable
    counted_goal(area, "e", order=5, wording="Ø", target=10, value=None)  # not reported

    rows = goal_rows(report_on(area.plan))

    def by(name: str) -> list[str]:
        return [row.wording for row in sorted(rows, key=lambda row: getattr(row, name))]

    assert [row.wording for row in rows] == ["Åben", "Zoo", "Ærø", "Æble", "Ø"]
    assert by("severity") == ["Åben", "Ø", "Zoo", "Ærø", "Æble"]
    assert by("sort_deviation") == ["Ærø", "Æble", "Ø", "Zoo", "Åben"]
    assert by("sort_wording") == ["Zoo", "Æble", "Ærø", "Ø", "Åben"]


def test_in_english_words_change_and_figures_do_not() -> None:
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    counted_goal(EffortAreaFactory.create(plan=plan), "goal", target=1000, value=1362)

    with marked_english():
        row = only_row(report_on(plan))

    assert (row.word, row.explanation) == ("«nået»", "«Måltallet er nået.»")
    assert (row.lines[0].target, row.lines[0].actual) == ("1.000", "1.362")
    assert row.wording == "Mål goal"
