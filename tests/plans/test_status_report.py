"""Does a status report hold what belongs to its plan, period and date, and nothing else?

Tests `status_report`: which goals it holds in which order, and which figures are known on its date.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from plans.domain.values import Period
from plans.enums import Status, SubmissionState
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    MeasurementFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.reported_plans import (
    BOTH_YEARS,
    ONLY_2018,
    ONLY_2019,
    TODAY,
    counted_goal,
    keys,
    only_goal,
    report_on,
)

pytestmark = pytest.mark.django_db

Queries = Callable[[int], object]


# --- In which order ---------------------------------------------------------------------------------------


def test_without_a_report_goals_come_in_the_plans_order() -> None:
    plan = ActionPlanFactory.create()
    second, first = (
        EffortAreaFactory.create(plan=plan, number=2),
        EffortAreaFactory.create(plan=plan, number=1),
    )
    counted_goal(first, "third", order=3)
    counted_goal(second, "first", order=1)
    counted_goal(first, "second", order=2)
    counted_goal(EffortAreaFactory.create(), "of-another-plan", order=1)

    report = report_on(plan)

    assert keys(report) == ["first", "second", "third"]
    assert [(goal.table, goal.position) for goal in report.goals] == [(2, 1), (1, 2), (1, 3)]


def test_with_a_report_goals_come_in_its_order_and_then_those_it_leaves_out() -> None:
    area = EffortAreaFactory.create(number=7)
    a, b, c = (counted_goal(area, key, order=order) for order, key in enumerate("abc", start=1))
    counted_goal(area, "e", order=5)
    counted_goal(area, "d", order=4)
    report = ReportFactory.create(round__plan=area.plan)
    second, first = (ReportTableFactory.create(report=report, order=order) for order in (2, 1))
    ReportRowFactory.create(table=second, goal=a, order=1)
    ReportRowFactory.create(table=first, goal=b, order=2)
    ReportRowFactory.create(table=first, goal=c, order=1, wording="Mål c, som bilaget skriver det")
    # the report of another year has it the other way round
    of_2018 = ReportTableFactory.create(report__round__plan=area.plan, report__round__first_year=2018)
    for order, goal in enumerate((a, b, c), start=1):
        ReportRowFactory.create(table=of_2018, goal=goal, order=order, wording="2018")

    status = report_on(area.plan)

    assert keys(status) == ["c", "b", "a", "d", "e"]
    assert [(goal.table, goal.position) for goal in status.goals] == [(1, 1), (1, 2), (2, 1), (7, 4), (7, 5)]
    assert [goal.reported_wording for goal in status.goals] == [
        "Mål c, som bilaget skriver det",
        "Mål b",
        "Mål a",
        "Mål d",
        "Mål e",
    ]
    assert status.goals[0].wording == "Mål c"


@pytest.mark.parametrize(
    ("period", "expected"),
    [(ONLY_2018, ["kept", "withdrawn"]), (BOTH_YEARS, ["kept", "withdrawn"]), (ONLY_2019, ["kept"])],
)
def test_a_withdrawn_goal_is_left_out_from_its_year_on(period: Period, expected: list[str]) -> None:
    area = EffortAreaFactory.create()
    kept = counted_goal(area, "kept", order=1)
    withdrawn = counted_goal(area, "withdrawn", order=2, withdrawn_from=2019)
    # even where a report still has a row for it
    table = ReportTableFactory.create(report__round__plan=area.plan)
    for goal in (withdrawn, kept):
        ReportRowFactory.create(table=table, goal=goal)

    assert keys(report_on(area.plan, period)) == expected


def test_a_goal_withdrawn_within_the_period_is_judged_on_the_years_before() -> None:
    area = EffortAreaFactory.create()
    goal = counted_goal(area, "withdrawn", withdrawn_from=2019, year=2018, target=10, value=10)
    TargetFactory.create(indicator=goal.indicators.get(), year=2019, value=10)

    (status,) = report_on(area.plan, BOTH_YEARS, as_of=date(2020, 1, 15)).goals

    # 10 of the 10 of 2018; the 10 of 2019 are no longer expected
    assert status.status is Status.ACHIEVED
    assert status.assessment.actual == 10
    assert status.assessment.target == 10


# --- As of which day --------------------------------------------------------------------------------------


def test_the_rounds_date_counts_then_the_date_asked_for_then_today() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "goal")
    plan = area.plan
    assert (report_on(plan).as_of, report_on(plan).round) == (TODAY, None)

    # a round for both years does not report 2019 alone
    ReportingRoundFactory.create(plan=plan, first_year=2018, last_year=2019, as_of=date(2020, 2, 1))
    assert report_on(plan).as_of == TODAY
    assert report_on(plan, ONLY_2018).as_of == TODAY

    first = ReportingRoundFactory.create(plan=plan, as_of=date(2020, 1, 15))
    assert (report_on(plan).as_of, report_on(plan).round) == (date(2020, 1, 15), first)

    again = ReportingRoundFactory.create(plan=plan, as_of=date(2020, 3, 1))
    assert (report_on(plan).as_of, report_on(plan).round) == (date(2020, 3, 1), again)

    between = report_on(plan, as_of=date(2020, 2, 28))
    assert (between.as_of, between.round) == (date(2020, 2, 28), first)
    on_its_day = report_on(plan, as_of=date(2020, 1, 15))
    assert (on_its_day.as_of, on_its_day.round) == (date(2020, 1, 15), first)
    before = report_on(plan, as_of=date(2020, 1, 14))
    assert (before.as_of, before.round) == (date(2020, 1, 14), None)


def test_figures_after_the_date_are_not_known_yet() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal", target=10, value=8)
    plan, indicator = goal.plan, goal.indicators.get()
    MeasurementFactory.create(indicator=indicator, value=Decimal(12), as_of=date(2020, 2, 1))
    ReportingRoundFactory.create(plan=plan, as_of=date(2020, 1, 15))

    # 8 of 10: 20 % below; 12 of 10
    assert only_goal(report_on(plan)).status is Status.NOT_ACHIEVED
    assert only_goal(report_on(plan, as_of=date(2020, 2, 1))).status is Status.ACHIEVED
    # and in the middle of the year nothing is known
    midway = only_goal(report_on(plan, as_of=date(2019, 6, 30)))
    assert (midway.status, midway.assessment.actual) == (Status.IN_PROGRESS, None)


def test_what_was_submitted_in_a_later_round_is_not_known_yet() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal")
    first = ReportingRoundFactory.create(plan=goal.plan, as_of=date(2020, 1, 15))
    later = ReportingRoundFactory.create(plan=goal.plan, as_of=date(2020, 3, 1))
    SubmissionFactory.create(round=first, goal=goal, commentary="Afholdt.", state=SubmissionState.APPROVED)
    SubmissionFactory.create(
        round=later,
        goal=goal,
        commentary="Hemmeligt endnu",
        override=Status.NOT_ACHIEVED,
        override_reason="Hemmeligt endnu",
        override_replaced=Status.ACHIEVED,
    )

    known = only_goal(report_on(goal.plan, as_of=date(2020, 2, 1)))

    assert known.submission is not None
    assert (known.submission.commentary, known.submission.state) == ("Afholdt.", SubmissionState.APPROVED)
    assert (known.override, known.status) == (None, Status.ACHIEVED)
    assert only_goal(report_on(goal.plan, as_of=date(2020, 1, 14))).submission is None
