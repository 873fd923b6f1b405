"""THE rule: how does a goal stand? The one place where a status is computed, in exact arithmetic.

Source: Bilag 1 for 2016–17, note 1: "Ved mindre end 15% afvigelse fra resultatmålet er status angivet som
delvist indfriet". Time is the report's date, never the clock's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plans.domain.accumulation import Gathered, gather
from plans.domain.judgement import assess_judgement
from plans.domain.measures import traits
from plans.domain.scope import Scope, scope_of
from plans.domain.values import (
    WORST_FIRST,
    Assessment,
    IndicatorFacts,
    Number,
    OneCase,
    Period,
    Reason,
    Span,
    Tolerance,
    exact,
    side,
)
from plans.enums import Accumulation, Basis, Direction, ReasonCode, Status


def assess(target: Number, actual: Number, *, direction: Direction, tolerance: Tolerance) -> Assessment:
    """Judge `actual` against `target`, both in the same unit (shares in percent).

    The deviation is |target − actual| / target in percent, or |target − actual| in percentage points. Raises
    ValueError for a negative target and TypeError for a float.
    """
    goal, figure = exact(target), exact(actual)
    if goal < 0:
        raise ValueError("a target cannot be negative")
    stands = side(figure, goal)
    if stands >= 0 if direction is Direction.AT_LEAST else stands <= 0:
        return Assessment(Status.ACHIEVED, Reason(ReasonCode.TARGET_MET), figure, goal)
    if goal == 0:
        return Assessment(Status.NOT_ACHIEVED, Reason(ReasonCode.TARGET_OF_ZERO_EXCEEDED), figure, goal)
    gap = abs(goal - figure)
    deviation = gap if tolerance.basis is Basis.POINTS else 100 * gap / goal
    within = tolerance.covers(deviation)
    reason = Reason(
        ReasonCode.WITHIN_TOLERANCE if within else ReasonCode.BEYOND_TOLERANCE,
        {
            "deviation": deviation,
            "tolerance": exact(tolerance.percent),
            "basis": tolerance.basis,
            "inclusive": tolerance.inclusive,
        },
    )
    return Assessment(
        Status.PARTLY_ACHIEVED if within else Status.NOT_ACHIEVED, reason, figure, goal, deviation=deviation
    )


def assess_indicator(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> Assessment:
    """Judge one indicator for `period` of a plan that runs over `plan`, with what was known on `as_of`.

    Raises ValueError when the period has no year in common with the plan.
    """
    if period.last < plan.period.first or period.first > plan.period.last:
        raise ValueError(f"the plan runs {plan.period}, not in {period}")
    scope = scope_of(facts, period, plan=plan, as_of=as_of)
    if traits(facts.measure).is_judged:
        return assess_judgement(facts, scope)
    gathered = gather(facts, scope)
    return replace(
        _in_time(facts, scope, gathered),
        numerator=gathered.numerator,
        denominator=gathered.denominator,
        pending=gathered.pending,
        qualifier=gathered.qualifier,
        target_is_weighted=gathered.target_is_weighted,
        notes=gathered.notes,
    )


def assess_goal(parts: Sequence[tuple[str, Assessment]]) -> Assessment:
    """Judge a goal by its parts, each a label and an assessment; the worst part decides.

    Parts without a target are left out, unmeasurable parts never raise the status. A goal with one part
    stands as that part does; a goal that nobody has said how to measure has no target.
    """
    if len(parts) == 1:
        _, only = parts[0]
        return only
    counted = [(label, part) for label, part in parts if part.reason.code is not ReasonCode.NO_TARGET]
    if not counted:
        return Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET))
    unmeasurable = tuple(label for label, part in counted if part.status is Status.NOT_MEASURABLE)
    unmeasured = Reason(ReasonCode.PARTS_NOT_MEASURABLE, {"parts": unmeasurable})
    if len(unmeasurable) == len(counted):
        return Assessment(Status.NOT_MEASURABLE, unmeasured)
    named = (unmeasured,) if unmeasurable else ()
    worst = next(status for status in WORST_FIRST if any(part.status is status for _, part in counted))
    if worst is Status.ACHIEVED:
        return Assessment(worst, Reason(ReasonCode.ALL_PARTS_ACHIEVED), notes=named)
    deciding = tuple(label for label, part in counted if part.status is worst)
    reason = Reason(ReasonCode.WORST_PART_DECIDES, {"parts": deciding, "status": worst})
    return Assessment(worst, reason, notes=named)


def _in_time(facts: IndicatorFacts, scope: Scope, gathered: Gathered) -> Assessment:
    """The verdict where it can be given on the report's date, else why it cannot."""
    actual, target = gathered.actual, gathered.target
    if scope.nothing_to_judge is not None:
        return Assessment(Status.NOT_MEASURABLE, scope.nothing_to_judge, actual, target)
    verdict: Assessment | None = None
    if actual is not None and target is not None:
        tolerance = facts.tolerance.for_measure(facts.measure)
        verdict = assess(target, actual, direction=facts.direction, tolerance=tolerance)
        if facts.accumulation is Accumulation.SUM and _is_final(facts.direction, verdict.status):
            return verdict if scope.ended else replace(verdict, reason=_early(verdict))
    if not scope.ended:
        share = 100 * actual / target if actual is not None and target and _adds_up(facts) else None
        reason = Reason(ReasonCode.IN_PROGRESS, {"share_of_target": share, **scope.time})
        return Assessment(Status.IN_PROGRESS, reason, actual, target)
    if gathered.missing is not None:
        return Assessment(Status.NOT_REPORTED, gathered.missing, actual, target)
    if verdict is None or target is None:
        raise AssertionError("an indicator that misses nothing has an actual and a target")
    cases = _one_case(facts, gathered, target)
    return replace(verdict, one_case=cases) if cases else verdict


def _adds_up(facts: IndicatorFacts) -> bool:
    """Whether a share of the target says something: of a highest figure only what adds up is used up."""
    return facts.direction is Direction.AT_LEAST or facts.accumulation is Accumulation.SUM


def _is_final(direction: Direction, status: Status) -> bool:
    """Whether a sum, which only grows, keeps this status: reached for good, or beyond tolerance for good."""
    return status is (Status.ACHIEVED if direction is Direction.AT_LEAST else Status.NOT_ACHIEVED)


def _early(verdict: Assessment) -> Reason:
    """The reason for a verdict given before the target's period has ended."""
    if verdict.status is Status.ACHIEVED:
        return Reason(ReasonCode.REACHED_EARLY)
    return Reason(ReasonCode.EXCEEDED_EARLY, verdict.reason.values)


def _one_case(facts: IndicatorFacts, gathered: Gathered, target: Fraction) -> tuple[OneCase, ...]:
    """What one case fewer or more would have meant, and the range that pending answers leave open."""
    numerator, denominator, pending = gathered.numerator, gathered.denominator, gathered.pending
    if numerator is None or denominator is None:
        return ()
    cases = [(ReasonCode.ONE_FEWER, numerator - 1), (ReasonCode.ONE_MORE, numerator + 1)]
    if pending:
        cases += [(ReasonCode.NONE_OF_PENDING, numerator), (ReasonCode.ALL_OF_PENDING, numerator + pending)]
    tolerance = facts.tolerance.for_measure(facts.measure)
    results = []
    for code, count in cases:
        if 0 <= count <= denominator:
            share = Fraction(100 * count, denominator)
            status = assess(target, share, direction=facts.direction, tolerance=tolerance).status
            results.append(OneCase(code, count, denominator, share, status))
    return tuple(results)
