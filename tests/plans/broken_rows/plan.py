"""Which rows of plans, areas, goals, indicators and targets does the database refuse?

For each constraint a row that breaks it, and rows just within it that are allowed.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from plans.enums import Accumulation, Basis, Boundary, Measure, Status
from plans.models import ActionPlan, ResultGoal
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    EffortFactory,
    GoalHeadingFactory,
    GoalWordingFactory,
    IndicatorFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    StatusWordFactory,
    TargetFactory,
)
from tests.plans.broken_rows import Allowed, Broken, twice, two

DAY = date(2018, 1, 1)
BEFORE = DAY - timedelta(days=1)


def _plan(**values: object) -> Callable[[], object]:
    return lambda: ActionPlanFactory.create(**values)


def _word(**values: object) -> Callable[[], object]:
    return lambda: StatusWordFactory.create(**{"status": Status.ACHIEVED, "word": "indfriet", **values})


def _indicator(**values: object) -> Callable[[], object]:
    return lambda: IndicatorFactory.create(**values)


def _own_tolerance(
    percent: object = Decimal(20), basis: str = Basis.RELATIVE, boundary: str = Boundary.STRICT
) -> Callable[[], object]:
    return _indicator(tolerance_percent=percent, tolerance_basis=basis, tolerance_boundary=boundary)


def _target(**values: object) -> Callable[[], object]:
    return lambda: TargetFactory.create(**values)


def _plan_after_itself() -> None:
    plan = ActionPlanFactory.create()
    ActionPlan.objects.filter(pk=plan.pk).update(predecessor=plan)


def _goal_after_itself() -> None:
    goal = ResultGoalFactory.create()
    ResultGoal.objects.filter(pk=goal.pk).update(predecessor=goal)


def _a_word_for_all_and_one_for_shares() -> None:
    usual = StatusWordFactory.create(status=Status.NOT_MEASURABLE, word="kan ikke opgøres")
    StatusWordFactory.create(
        plan=usual.plan, status=usual.status, measure=Measure.SHARE, word="kan ikke opgøres i procent"
    )


BROKEN = [
    Broken("ActionPlan.slug", "two plans at one address", twice(ActionPlanFactory, "slug")),
    Broken("plan_ends_after_it_starts", "ends the day before", _plan(starts_on=DAY, ends_on=BEFORE)),
    Broken("plan_not_its_own_predecessor", "follows itself", _plan_after_itself),
    Broken("plan_tolerance_percent", "−0.01", _plan(tolerance_percent=Decimal("-0.01"))),
    Broken("plan_tolerance_percent", "100.01", _plan(tolerance_percent=Decimal("100.01"))),
    Broken("plan_tolerance_basis", "unknown", _plan(tolerance_basis="percent")),
    Broken("plan_tolerance_basis", "none", _plan(tolerance_basis="")),
    Broken("plan_tolerance_boundary", "unknown", _plan(tolerance_boundary="soft")),
    Broken(
        "word_once_a_status",
        "two words for a status",
        twice(StatusWordFactory, "plan", status=Status.ACHIEVED, word="nået"),
    ),
    Broken(
        "word_once_a_status",
        "two words for a status of shares",
        twice(
            StatusWordFactory,
            "plan",
            status=Status.NOT_MEASURABLE,
            measure=Measure.SHARE,
            word="kan ikke opgøres i procent",
        ),
    ),
    Broken("word_given", "an empty word", _word(word="")),
    Broken("word_status", "unknown", _word(status="reached")),
    Broken("word_measure", "unknown", _word(measure="percentage")),
    Broken("area_number_once_a_plan", "two areas 1", twice(EffortAreaFactory, "plan", "number")),
    Broken("effort_order_once_an_area", "two in one place", twice(EffortFactory, "area", "order")),
    Broken(
        "responsibility_once_a_start",
        "given twice",
        twice(ResponsibilityFactory, "user", "area", "starts_on"),
    ),
    Broken(
        "responsibility_ends_after_it_starts",
        "ends the day before",
        lambda: ResponsibilityFactory.create(starts_on=DAY, ends_on=BEFORE),
    ),
    Broken("heading_order_once_an_area", "two in one place", twice(GoalHeadingFactory, "area", "order")),
    Broken("goal_key_once_a_plan", "two goals of one key", twice(ResultGoalFactory, "area", "key")),
    Broken("goal_order_once_a_plan", "two in one place", twice(ResultGoalFactory, "area", "order")),
    Broken("goal_wording_given", "an empty wording", lambda: ResultGoalFactory.create(wording="")),
    Broken("goal_not_its_own_predecessor", "follows itself", _goal_after_itself),
    Broken("wording_once_a_place", "two wordings in a place", twice(GoalWordingFactory, "goal", "place")),
    Broken("indicator_order_once_a_goal", "two in one place", twice(IndicatorFactory, "goal", "order")),
    Broken("indicator_measure", "unknown", _indicator(measure="percentage")),
    Broken("indicator_direction", "unknown", _indicator(direction="exactly")),
    Broken("indicator_accumulation", "unknown", _indicator(accumulation="mean")),
    Broken("indicator_tolerance_basis", "unknown", _own_tolerance(basis="percent")),
    Broken("indicator_tolerance_boundary", "unknown", _own_tolerance(boundary="soft")),
    Broken("indicator_tolerance_percent", "−0.01", _own_tolerance(Decimal("-0.01"))),
    Broken("indicator_tolerance_percent", "100.01", _own_tolerance(Decimal("100.01"))),
    Broken("indicator_tolerance_whole_or_none", "only a percent", _own_tolerance(basis="", boundary="")),
    Broken("indicator_tolerance_whole_or_none", "without a basis", _own_tolerance(basis="")),
    Broken("indicator_tolerance_whole_or_none", "without a boundary", _own_tolerance(boundary="")),
    Broken("indicator_tolerance_whole_or_none", "without a percent", _own_tolerance(None)),
    Broken(
        "indicator_accumulation_fits_measure",
        "counts pooled",
        _indicator(measure=Measure.COUNT, accumulation=Accumulation.POOLED),
    ),
    Broken(
        "indicator_accumulation_fits_measure",
        "shares summed",
        _indicator(measure=Measure.SHARE, accumulation=Accumulation.SUM),
    ),
    Broken(
        "indicator_accumulation_fits_measure",
        "judgements summed",
        _indicator(measure=Measure.JUDGEMENT, accumulation=Accumulation.SUM),
    ),
    Broken("target_once_a_year", "two targets of 2019", twice(TargetFactory, "indicator", "year")),
    Broken(
        "target_once_a_whole_plan", "two targets of the plan", twice(TargetFactory, "indicator", year=None)
    ),
    Broken("target_not_negative", "−0.0001", _target(value=Decimal("-0.0001"))),
    Broken("target_value_or_text", "neither", _target(value=None)),
]

ALLOWED = [
    Allowed("plan_ends_after_it_starts", "a plan of one day", _plan(starts_on=DAY, ends_on=DAY)),
    Allowed("plan_tolerance_percent", "0", _plan(tolerance_percent=0)),
    Allowed("plan_tolerance_percent", "100", _plan(tolerance_percent=100)),
    Allowed(
        "word_once_a_status",
        "a word for all goals and one for shares",
        _a_word_for_all_and_one_for_shares,
    ),
    Allowed(
        "responsibility_ends_after_it_starts",
        "for one day",
        lambda: ResponsibilityFactory.create(starts_on=DAY, ends_on=DAY),
    ),
    Allowed("indicator_tolerance_percent", "0", _own_tolerance(Decimal(0))),
    Allowed("indicator_tolerance_whole_or_none", "none", _own_tolerance(None, "", "")),
    Allowed("target_once_a_year", "two years", two(TargetFactory, "indicator", year=2018)),
    Allowed("target_once_a_whole_plan", "of two indicators", twice(TargetFactory, year=None)),
    Allowed("target_not_negative", "0", _target(value=0)),
    Allowed("target_value_or_text", "a text", _target(value=None, text="Sparring ved bekymring")),
]
