"""Are many plans and periods reported at once, each as it is alone, and in as many queries as one?

Tests `status_reports` for many plans and periods, against one report at a time, and its queries.
"""

from datetime import date
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from plans.domain.values import Period
from plans.enums import Status
from plans.models import ActionPlan
from plans.status_report import GoalStatus, status_report, status_reports
from tests.factories import ActionPlanFactory, EffortAreaFactory, MeasurementFactory, ReportingRoundFactory
from tests.plans.reported_plans import (
    BOTH_YEARS,
    ONLY_2018,
    ONLY_2019,
    TODAY,
    counted_goal,
    full_plan,
    only_goal,
    report_on,
)

pytestmark = pytest.mark.django_db

# words, areas with the goals that they share, goals with headings, indicators, targets, figures, rounds,
# submissions, rows of reports
QUERIES = 9


def test_a_period_outside_the_plan_is_refused() -> None:
    plan = ActionPlanFactory.create()

    for outside in (Period(2017, 2017), Period(2020, 2020), Period(2020, 2021)):
        with pytest.raises(ValueError, match=f"the plan runs 2018-2019, not in {outside}"):
            status_report(plan, outside, today=TODAY)


@pytest.mark.parametrize("period", [Period(2017, 2018), Period(2019, 2021), Period(2000, 2100)])
def test_a_period_that_reaches_beyond_the_plan_is_refused_alone_and_reported_among_many(
    period: Period,
) -> None:
    plan = ActionPlanFactory.create()

    with pytest.raises(ValueError, match="the plan runs 2018-2019, not in"):
        status_report(plan, period, today=TODAY)
    # several plans side by side may begin and end in different years
    assert status_reports([plan], [period], today=TODAY)[plan.pk, period].period == period


def test_nothing_asked_for_is_nothing_reported(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert status_reports([], [ONLY_2019], today=TODAY) == {}
        assert status_reports([], [], today=TODAY) == {}


def test_each_plan_is_reported_for_the_periods_it_has_a_year_of() -> None:
    later = ActionPlanFactory.create()
    earlier = ActionPlanFactory.create(starts_on=date(2016, 1, 1), ends_on=date(2017, 12, 31))
    periods = [ONLY_2018, ONLY_2019, Period(2017, 2018), Period(2012, 2013)]

    reports = status_reports([later, earlier], periods, today=TODAY)

    assert set(reports) == {
        (later.pk, ONLY_2018),
        (later.pk, ONLY_2019),
        (later.pk, Period(2017, 2018)),
        (earlier.pk, Period(2017, 2018)),
    }


def content_of(goal: GoalStatus) -> tuple[object, ...]:
    """All that is told of a goal; the rule may have been given more figures than it reads."""
    parts = [(part.id, part.label, part.assessment) for part in goal.indicators]
    return (
        goal.id,
        goal.table,
        goal.position,
        goal.areas,
        parts,
        goal.assessment,
        goal.status,
        goal.submission,
    )


def test_many_are_reported_as_each_is_alone() -> None:
    plans = [full_plan(2), full_plan(3)]
    for plan in plans:
        area = EffortAreaFactory.create(plan=plan)
        counted_goal(area, "of-2018", year=2018, target=10, value=4)
        whole = counted_goal(area, "of-both-years", year=None, target=20, value=None)
        for year, value in ((2018, 12), (2019, 9)):
            indicator = whole.indicators.get()
            MeasurementFactory.create(indicator=indicator, year=year, value=value, as_of=date(year, 12, 31))
    periods = [ONLY_2018, ONLY_2019, BOTH_YEARS]

    reports = status_reports(plans, periods, today=TODAY)

    assert len(reports) == 6
    for plan in plans:
        for period in periods:
            alone = status_report(plan, period, today=TODAY)
            assert [content_of(goal) for goal in reports[plan.pk, period].goals] == [
                content_of(g) for g in alone.goals
            ]
            assert (reports[plan.pk, period].as_of, reports[plan.pk, period].round) == (
                alone.as_of,
                alone.round,
            )


def test_some_goals_are_reported_as_they_are_among_all() -> None:
    plan, other = full_plan(3), full_plan(2)
    chosen = [goal.pk for goal in plan.goals.order_by("order")[1:]]
    periods = [ONLY_2018, BOTH_YEARS]

    reports = status_reports([plan, other], periods, today=TODAY, goals=chosen)

    for period in periods:
        among_all = status_report(plan, period, today=TODAY).goals
        expected = [content_of(goal) for goal in among_all if goal.id in chosen]
        assert len(expected) == 2
        assert [content_of(goal) for goal in reports[plan.pk, period].goals] == expected
        assert reports[other.pk, period].goals == ()


def test_a_target_for_the_whole_plan_is_judged_on_everything_since_its_start() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal", year=None, target=20, value=None)
    indicator = goal.indicators.get()
    for year, value in ((2018, 12), (2019, 9)):
        MeasurementFactory.create(indicator=indicator, year=year, value=value, as_of=date(year, 12, 31))

    # in 2018 12 of 20; in 2019 12 + 9 = 21 of 20
    of_2018, of_2019 = (only_goal(report_on(goal.plan, period)) for period in (ONLY_2018, ONLY_2019))

    assert (of_2018.status, of_2018.assessment.actual) == (Status.IN_PROGRESS, Fraction(12))
    assert (of_2019.status, of_2019.assessment.actual) == (Status.ACHIEVED, Fraction(21))


def test_a_years_target_is_judged_on_that_year_alone() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal", year=2019, target=10, value=6)
    # what was reached before, and what a later year already has
    indicator = goal.indicators.get()
    for year in (2018, 2020):
        MeasurementFactory.create(indicator=indicator, year=year, value=100, as_of=date(2019, 12, 31))

    assert only_goal(report_on(goal.plan)).assessment.actual == Fraction(6)


@pytest.mark.parametrize("goals", [1, 3])
@pytest.mark.parametrize("plans", [1, 3])
@pytest.mark.parametrize("periods", [[ONLY_2019], [ONLY_2018, ONLY_2019, BOTH_YEARS]])
def test_the_queries_do_not_grow_with_goals_plans_and_periods(
    django_assert_num_queries: DjangoAssertNumQueries, goals: int, plans: int, periods: list[Period]
) -> None:
    asked_for = [full_plan(goals) for _ in range(plans)]
    full_plan(1)  # nobody asks for this one
    fresh = list(ActionPlan.objects.filter(pk__in=[plan.pk for plan in asked_for]))

    with django_assert_num_queries(QUERIES):
        reports = status_reports(fresh, periods, today=TODAY)
        # and nothing is fetched later
        assert sum(len(report.goals) for report in reports.values()) == goals * plans * len(periods)
        assert all(goal.areas and goal.indicators for report in reports.values() for goal in report.goals)


def test_the_queries_of_one_report(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = full_plan(1)

    with django_assert_num_queries(QUERIES):
        status_report(plan, ONLY_2019, today=TODAY)


def test_the_rounds_date_is_each_plans_own() -> None:
    one, other = ActionPlanFactory.create(), ActionPlanFactory.create()
    ReportingRoundFactory.create(plan=one, as_of=date(2020, 1, 15))

    reports = status_reports([one, other], [ONLY_2019], today=TODAY)

    assert reports[one.pk, ONLY_2019].as_of == date(2020, 1, 15)
    assert reports[other.pk, ONLY_2019].as_of == TODAY
