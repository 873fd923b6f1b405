"""How do the tests of the rule write down an indicator? Builders of plain values, for the plan of 2016–17."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from plans.domain.assessment import assess_indicator
from plans.domain.values import (
    Assessment,
    Figure,
    IndicatorFacts,
    Period,
    Reason,
    Span,
    TargetValue,
    Tolerance,
)
from plans.enums import Accumulation, Direction, Measure, ReasonCode, Status, Unmeasurable

PLAN = Span(date(2016, 1, 1), date(2017, 12, 31))
BOTH_YEARS = Period(2016, 2017)
REPORTED_ON = date(2018, 3, 7)  # Bilag 1 for 2016–17 is dated 7 March 2018
MIDWAY = date(2016, 12, 31)
STRICT = Tolerance(15)
WHOLE_PLAN = None

Targets = dict[int | None, int | str]


def targets_of(values: Targets) -> tuple[TargetValue, ...]:
    """A target for each year; under WHOLE_PLAN the plan's."""
    return tuple(TargetValue(year, Decimal(value)) for year, value in values.items())


def count_indicator(
    targets: Targets,
    *figures: Figure,
    direction: Direction = Direction.AT_LEAST,
    accumulation: Accumulation = Accumulation.SUM,
    tolerance: Tolerance = STRICT,
    carries_over: bool = False,
) -> IndicatorFacts:
    """An indicator of counts, summed unless told otherwise."""
    return IndicatorFacts(
        Measure.COUNT, direction, accumulation, tolerance, targets_of(targets), figures, carries_over
    )


def share_indicator(
    targets: Targets,
    *figures: Figure,
    direction: Direction = Direction.AT_LEAST,
    accumulation: Accumulation = Accumulation.POOLED,
    tolerance: Tolerance = STRICT,
    carries_over: bool = False,
) -> IndicatorFacts:
    """An indicator of shares, pooled unless told otherwise; targets in percent."""
    return IndicatorFacts(
        Measure.SHARE, direction, accumulation, tolerance, targets_of(targets), figures, carries_over
    )


def judged_indicator(
    years: Sequence[int | None], *figures: Figure, accumulation: Accumulation = Accumulation.POOLED
) -> IndicatorFacts:
    """An indicator that is judged, with a text as target for each of `years`."""
    targets = tuple(TargetValue(year, None, "Sparring ved bekymring") for year in years)
    return IndicatorFacts(Measure.JUDGEMENT, Direction.AT_LEAST, accumulation, STRICT, targets, figures)


def taken_on(year: int | None, as_of: date | None) -> date:
    """`as_of`, or the last day of the year or the plan."""
    return as_of or (PLAN.ends_on if year is None else date(year, 12, 31))


def counted(
    year: int | None, value: int | str, as_of: date | None = None, *, provisional: bool = False
) -> Figure:
    """A count of `year`, or under WHOLE_PLAN of the whole plan."""
    return Figure(year, taken_on(year, as_of), value=Decimal(value), provisional=provisional)


def shared(
    year: int | None, numerator: int, denominator: int, as_of: date | None = None, *, pending: int = 0
) -> Figure:
    """`numerator` of `denominator` cases."""
    return Figure(year, taken_on(year, as_of), numerator=numerator, denominator=denominator, pending=pending)


def percentage(year: int | None, value: int | str, as_of: date | None = None) -> Figure:
    """A percentage without counts."""
    return Figure(year, taken_on(year, as_of), percentage=Decimal(value))


def judged(
    year: int | None, status: Status, as_of: date | None = None, *, provisional: bool = False
) -> Figure:
    """A judgement."""
    return Figure(year, taken_on(year, as_of), judged=status, provisional=provisional)


def under_way(year: int | None, as_of: date | None = None) -> Figure:
    """A year, or a plan, of which it was too early to judge."""
    return Figure(year, taken_on(year, as_of), under_way=True)


def unmeasured(
    year: int | None, why: Unmeasurable = Unmeasurable.NO_DATA, as_of: date | None = None
) -> Figure:
    """A year, or a plan, that could not be measured."""
    return Figure(year, taken_on(year, as_of), unmeasurable=why)


def judge(
    facts: IndicatorFacts, period: Period = BOTH_YEARS, *, plan: Span = PLAN, as_of: date = REPORTED_ON
) -> Assessment:
    """`facts` judged for the period, by default both years of the plan after its end."""
    return assess_indicator(facts, period, plan=plan, as_of=as_of)


def note(assessment: Assessment, code: ReasonCode) -> Reason | None:
    """The note with `code`, None when there is none."""
    return next((reason for reason in assessment.notes if reason.code is code), None)
