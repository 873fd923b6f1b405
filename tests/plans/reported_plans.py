"""How does a test get a plan with goals, figures and a report? Small builders over the factories."""

from datetime import date
from decimal import Decimal

from plans.domain.values import Period
from plans.enums import Status
from plans.models import ActionPlan, EffortArea, Indicator, ResultGoal
from plans.status_report import GoalStatus, StatusReport, status_report
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    GoalHeadingFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
    TargetFactory,
)

ONLY_2018, ONLY_2019, BOTH_YEARS = Period(2018, 2018), Period(2019, 2019), Period(2018, 2019)
TODAY = date(2021, 6, 1)  # long after the plan of 2018–19


def counted_goal(
    area: EffortArea,
    key: str,
    *,
    target: int | str | None = 10,
    value: int | str | None = 15,
    year: int | None = 2019,
    **fields: object,
) -> ResultGoal:
    """A goal with one count; without a target or figure where that is None."""
    goal = ResultGoalFactory.create(**{"area": area, "key": key, "wording": f"Mål {key}", **fields})
    counted_part(goal, target=target, value=value, year=year)
    return goal


def counted_part(
    goal: ResultGoal,
    *,
    target: int | str | None,
    value: int | str | None,
    year: int | None = 2019,
    label: str = "",
) -> Indicator:
    """One count of a goal."""
    indicator = IndicatorFactory.create(goal=goal, label=label)
    if target is not None:
        TargetFactory.create(indicator=indicator, year=year, value=Decimal(target))
    if value is not None:
        MeasurementFactory.create(
            indicator=indicator, year=year, as_of=date(year or 2019, 12, 31), value=Decimal(value)
        )
    return indicator


def shared_goal(
    area: EffortArea, key: str, *, target: int | str = 70, numerator: int, denominator: int, **fields: object
) -> ResultGoal:
    """A goal with one share of 2019."""
    goal = ResultGoalFactory.create(**{"area": area, "key": key, "wording": f"Mål {key}", **fields})
    indicator = IndicatorFactory.create(goal=goal, share=True)
    TargetFactory.create(indicator=indicator, value=Decimal(target))
    MeasurementFactory.create(indicator=indicator, numerator=numerator, denominator=denominator)
    return goal


def full_plan(goals: int) -> ActionPlan:
    """A plan of which every table that a status report reads has rows, the more the more goals."""
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    round_ = ReportingRoundFactory.create(plan=plan)
    ReportingRoundFactory.create(plan=plan, first_year=2018, last_year=2019)
    report = ReportFactory.create(round=round_)
    for number in range(1, goals + 1):
        area, further = (EffortAreaFactory.create(plan=plan) for _ in range(2))
        heading = GoalHeadingFactory.create(area=area)
        goal = counted_goal(area, f"goal-{number}", further_areas=[further], heading=heading)
        counted_part(goal, target=5, value=4, year=None, label="hele planen")
        SubmissionFactory.create(round=round_, goal=goal, commentary="Afholdt.")
        table = ReportTableFactory.create(report=report)
        ReportRowFactory.create(table=table, goal=goal)
    return plan


def report_on(
    plan: ActionPlan, period: Period = ONLY_2019, *, today: date = TODAY, as_of: date | None = None
) -> StatusReport:
    """Where the plan stands in 2019."""
    return status_report(plan, period, today=today, as_of=as_of)


def keys(report: StatusReport) -> list[str]:
    """The report's goals, in its order."""
    return [goal.key for goal in report.goals]


def only_goal(report: StatusReport) -> GoalStatus:
    """The one goal of a report that has no other."""
    (goal,) = report.goals
    return goal
