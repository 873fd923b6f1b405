"""How would a goal stand with a figure that is not stored? By the same rule as if it were."""

from datetime import date
from decimal import Decimal

import pytest

from plans.domain.values import Figure, Period
from plans.enums import Status
from plans.status_report import GoalStatus, StatusReport, status_report
from plans.supposed_figure import with_figure
from tests.factories import (
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.entry_plan import EntryPlan, entry_plan

pytestmark = pytest.mark.django_db
TODAY = date(2020, 2, 1)


def report_of(there: EntryPlan) -> StatusReport:
    return status_report(there.plan, Period(2019, 2019), today=TODAY)


def goal_of(report: StatusReport, goal: int) -> GoalStatus:
    return next(each for each in report.goals if each.id == goal)


def test_it_stands_as_if_the_figure_were_stored() -> None:
    there = entry_plan()
    report = report_of(there)
    goal = goal_of(report, there.employed.goal_id)
    figure = Figure(2019, report.as_of, numerator=7, denominator=15)

    would = with_figure(report, goal, there.employed.pk, figure)
    MeasurementFactory.create(indicator=there.employed, as_of=report.as_of, numerator=7, denominator=15)

    assert goal.status is Status.NOT_REPORTED
    assert would == goal_of(report_of(there), there.employed.goal_id)
    assert would.status is Status.NOT_ACHIEVED  # 46.7 of 70: 33.3 % off


def test_it_goes_instead_of_the_stored_figure_of_the_same_date() -> None:
    there = entry_plan()
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of, value=Decimal(1))
    report = report_of(there)
    goal = goal_of(report, there.dialogue.goal_id)

    would = with_figure(report, goal, there.dialogue.pk, Figure(2019, report.as_of, value=Decimal(10)))

    assert (goal.status, would.status) == (Status.NOT_ACHIEVED, Status.ACHIEVED)
    assert would.indicators[0].facts.figures[-1].value == 10
    assert len([each for each in would.indicators[0].facts.figures if each.year == 2019]) == 1


def test_the_other_indicator_still_decides_where_it_is_worse() -> None:
    there = entry_plan()
    goal_row = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=there.plan, number=9))
    meetings, hearings = (
        IndicatorFactory.create(goal=goal_row, label=label) for label in ("møder", "høringer")
    )
    for indicator in (meetings, hearings):
        TargetFactory.create(indicator=indicator, value=Decimal(2))
    report = report_of(there)
    goal = goal_of(report, goal_row.pk)

    one = with_figure(report, goal, meetings.pk, Figure(2019, report.as_of, value=Decimal(2)))
    both = with_figure(report, one, hearings.pk, Figure(2019, report.as_of, value=Decimal(2)))

    assert (one.status, both.status) == (Status.NOT_REPORTED, Status.ACHIEVED)


def test_an_override_asks_to_be_confirmed_when_the_figure_changes_what_it_replaced() -> None:
    there = entry_plan()
    SubmissionFactory.create(
        round=there.round,
        goal=there.dialogue.goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="Fordi",
        override_replaced=Status.NOT_ACHIEVED,
    )
    report = report_of(there)
    goal = goal_of(report, there.dialogue.goal_id)

    def confirmed(value: int) -> bool:
        figure = Figure(2019, report.as_of, value=Decimal(value))
        override = with_figure(report, goal, there.dialogue.pk, figure).override
        assert override is not None
        return not override.to_be_confirmed

    assert (confirmed(1), confirmed(10)) == (True, False)  # 1 of 10 is not achieved, 10 of 10 is


def test_a_withdrawn_goal_is_judged_on_the_years_before() -> None:
    """Withdrawn from 2019: in a round for 2018–2019, 2018 alone decides."""
    there = entry_plan()
    goal_row = there.others.goal
    goal_row.withdrawn_from = 2019
    goal_row.save()
    TargetFactory.create(indicator=there.others, year=2018, value=Decimal(5))
    report = status_report(there.plan, Period(2018, 2019), today=TODAY)
    goal = goal_of(report, goal_row.pk)

    would = with_figure(report, goal, there.others.pk, Figure(2018, report.as_of, value=Decimal(5)))

    assert would.status is Status.ACHIEVED
