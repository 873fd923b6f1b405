"""How do the figures of a period become one figure against one target? Never by a mean of percentages."""

from dataclasses import dataclass, replace
from fractions import Fraction

from plans.domain.scope import Scope
from plans.domain.values import Figure, IndicatorFacts, Reason
from plans.enums import Accumulation, Direction, ReasonCode


@dataclass(frozen=True, slots=True)
class Gathered:
    """One figure and one target for a period, with what is missing and what a reader must know."""

    actual: Fraction | None = None
    target: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    pending: int = 0
    qualifier: str = ""
    target_is_weighted: bool = False
    missing: Reason | None = None
    notes: tuple[Reason, ...] = ()

    @classmethod
    def from_figure(
        cls, figure: Figure, target: Fraction | None, missing: Reason | None = None
    ) -> "Gathered":
        """A single figure against `target`."""
        return cls(
            actual=figure.actual,
            target=target,
            numerator=figure.numerator,
            denominator=figure.denominator,
            pending=figure.pending,
            missing=missing,
        )


def gather(facts: IndicatorFacts, scope: Scope) -> Gathered:
    """The figures in `scope` as one figure against the target of its period."""
    missed: tuple[Reason, ...] = ()
    if scope.whole_figure is not None:
        used = [scope.whole_figure]
        gathered = _whole_period(facts, scope, scope.whole_figure)
    elif not scope.years:
        return Gathered(notes=scope.notes)
    elif facts.carries_over and len(scope.years) > 1:
        used = []
        gathered = Gathered(
            target=_common_target(scope), missing=Reason(ReasonCode.WHOLE_PERIOD_FIGURE_MISSING)
        )
    elif facts.accumulation is Accumulation.LATEST:
        used = [scope.figures[year] for year in scope.reported[-1:]]
        gathered = _latest(scope)
    else:
        used = [scope.figures[year] for year in scope.reported]
        gathered = _summed(scope) if facts.accumulation is Accumulation.SUM else _pooled(scope)
        missed = _years_missed(facts.direction, scope)
    qualifier = next((figure.qualifier for figure in used if figure.qualifier), "")
    return replace(gathered, qualifier=qualifier, notes=(*scope.notes, *missed, *scope.remarks(used)))


def _whole_period(facts: IndicatorFacts, scope: Scope, figure: Figure) -> Gathered:
    """A figure for the whole period against the plan's target, or against what the yearly targets come to."""
    if scope.whole_plan_target is None and facts.accumulation is Accumulation.SUM and not facts.carries_over:
        return Gathered.from_figure(figure, _sum_of_targets(scope))
    if facts.accumulation is Accumulation.LATEST and scope.years:
        return Gathered.from_figure(figure, scope.target_of(scope.years[-1]))
    target = _common_target(scope)
    missing = Reason(ReasonCode.TARGETS_DIFFER) if target is None else None
    return Gathered.from_figure(figure, target, missing)


def _latest(scope: Scope) -> Gathered:
    """The last year's figure; an earlier one is shown, but not judged, while the last is missing."""
    last = scope.years[-1]
    target = scope.target_of(last)
    missing = scope.missing((last,))
    if not scope.reported:
        return Gathered(target=target, missing=missing)
    return Gathered.from_figure(scope.figures[scope.reported[-1]], target, missing)


def _summed(scope: Scope) -> Gathered:
    """The sum of the figures against the plan's target or the sum of the years' targets."""
    target = _common_target(scope) if scope.whole_plan_target is not None else _sum_of_targets(scope)
    actual = None
    if scope.reported:
        actual = sum((scope.figures[year].actual or Fraction(0) for year in scope.reported), Fraction(0))
    return Gathered(actual=actual, target=target, missing=scope.missing(scope.years))


def _pooled(scope: Scope) -> Gathered:
    """Σ numerators / Σ denominators, against the targets weighted by the same denominators."""
    missing = scope.missing(scope.years)
    if len(scope.reported) == 1:
        (only,) = scope.reported
        return Gathered.from_figure(scope.figures[only], scope.target_of(only), missing)
    figures = [scope.figures[year] for year in scope.reported]
    without_counts = tuple(year for year in scope.reported if not scope.figures[year].has_counts)
    if without_counts and missing is None:
        missing = Reason(ReasonCode.COUNTS_MISSING, {"years": without_counts})
    if without_counts or not figures:
        return Gathered(target=_common_target(scope), missing=missing)
    denominator = sum(figure.denominator or 0 for figure in figures)
    numerator = sum(figure.numerator or 0 for figure in figures)
    return Gathered(
        actual=Fraction(100 * numerator, denominator),
        target=_weighted_target(scope, denominator),
        target_is_weighted=len({scope.target_of(year) for year in scope.reported}) > 1,
        numerator=numerator,
        denominator=denominator,
        pending=sum(figure.pending for figure in figures),
        missing=missing,
    )


def _common_target(scope: Scope) -> Fraction | None:
    """The plan's target, or the one that all years share; None where they differ or there is none."""
    values = {scope.target_of(year) for year in scope.years}
    return values.pop() if len(values) == 1 else None


def _sum_of_targets(scope: Scope) -> Fraction | None:
    """What the years' targets come to; None without a target."""
    values = [value for year in scope.years if (value := scope.target_of(year)) is not None]
    return sum(values, Fraction(0)) if values else None


def _weighted_target(scope: Scope, denominator: int) -> Fraction | None:
    """Σ(target · denominator) / Σ denominators over the years with figures; None without a target."""
    weighted = Fraction(0)
    for year in scope.reported:
        target = scope.target_of(year)
        if target is None:
            return None
        weighted += target * (scope.figures[year].denominator or 0)
    return weighted / denominator


def _years_missed(direction: Direction, scope: Scope) -> tuple[Reason, ...]:
    """Each of several years that missed its own target: the total alone would hide it."""
    if len(scope.years) == 1 or scope.whole_plan_target is not None:
        return ()
    missed = []
    for year in scope.reported:
        actual, target = scope.figures[year].actual, scope.target_of(year)
        if actual is None or target is None:
            continue
        if actual < target if direction is Direction.AT_LEAST else actual > target:
            missed.append((year, actual, target))
    if not missed:
        return ()
    years_in_percent = tuple(year for year, _, _ in missed if scope.figures[year].percentage is not None)
    values = (
        {"years": tuple(missed), "given": years_in_percent} if years_in_percent else {"years": tuple(missed)}
    )
    return (Reason(ReasonCode.YEARS_MISSED, values),)
