"""How do the figures of a period become one figure against one target? Sum, pooled or latest; never a mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from plans.domain.timing import known_figures, target_span, time_passed
from plans.domain.values import Figure, IndicatorFacts, Period, Reason, Span, TargetValue
from plans.enums import Accumulation, Direction, ReasonCode


@dataclass(frozen=True, slots=True)
class Gathered:
    """One figure and one target for a period, with what is missing or left out.

    `ended` tells whether the target's period is over on the report's date, `time` how much of it has passed.
    """

    actual: Fraction | None = None
    target: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    pending: int = 0
    nothing_to_judge: Reason | None = None
    missing: Reason | None = None
    notes: tuple[Reason, ...] = ()
    ended: bool = True
    time: Mapping[str, object] | None = None

    @classmethod
    def from_figure(cls, figure: Figure, target: Fraction | None) -> "Gathered":
        """A single figure against `target`."""
        return cls(
            actual=figure.actual,
            target=target,
            numerator=figure.numerator,
            denominator=figure.denominator,
            pending=figure.pending,
        )


def gather(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> Gathered:
    """The figures of `facts` known on `as_of` as one figure against the target of `period`."""
    targets = [target for target in facts.targets if target.value is not None]
    whole_plan = next((target for target in targets if target.year is None), None)
    if whole_plan is not None:
        period = Period(plan.period.first, min(period.last, plan.period.last))
    figures = known_figures(facts.figures, period, plan=plan, as_of=as_of)
    yearly = {target.year: target for target in targets if target.year is not None and target.year in period}
    if whole_plan is None and not yearly:
        return _without_target(facts, figures)
    if None in figures:
        gathered = _whole_period(facts, whole_plan, yearly, figures[None])
        years = sorted(yearly)
    else:
        years = list(period.years) if whole_plan is not None else sorted(yearly)
        gathered, years = _by_year(facts, whole_plan, yearly, years, figures)
    span = target_span(years, whole_plan=whole_plan is not None, plan=plan)
    judged_on = min(as_of, period.ends_on) if whole_plan is not None else as_of
    without_target = [year for year in period.years if year in plan.period and year not in yearly]
    notes = (*gathered.notes, *_remarks(figures, span))
    if whole_plan is None and without_target:
        notes = (*notes, Reason(ReasonCode.YEARS_WITHOUT_TARGET, {"years": tuple(without_target)}))
    return replace(gathered, notes=notes, ended=judged_on >= span.ends_on, time=time_passed(span, judged_on))


def _without_target(facts: IndicatorFacts, figures: Mapping[int | None, Figure]) -> Gathered:
    """The figure alone: it is shown, and judged by nothing."""
    if None in figures:
        shown = Gathered.from_figure(figures[None], None)
    else:
        years = sorted(year for year in figures if year is not None and not figures[year].is_left_out)
        shown = _combined(facts, {}, years, figures)
    return replace(shown, target=None, missing=None, nothing_to_judge=Reason(ReasonCode.NO_TARGET))


def _whole_period(
    facts: IndicatorFacts,
    whole_plan: TargetValue | None,
    yearly: Mapping[int | None, TargetValue],
    figure: Figure,
) -> Gathered:
    """A figure for the whole period against the plan's target, or against what the yearly targets come to."""
    if figure.is_left_out:
        return Gathered(nothing_to_judge=_left_out_reason(figure))
    if whole_plan is not None:
        return Gathered.from_figure(figure, _value(whole_plan))
    values = [_value(yearly[year]) for year in sorted(yearly, key=lambda year: year or 0)]
    if facts.accumulation is Accumulation.SUM and not facts.carries_over:
        return Gathered.from_figure(figure, sum(values, Fraction(0)))
    if facts.accumulation is Accumulation.LATEST:
        return Gathered.from_figure(figure, values[-1])
    if len(set(values)) == 1:
        return Gathered.from_figure(figure, values[0])
    return replace(Gathered.from_figure(figure, None), missing=Reason(ReasonCode.TARGETS_DIFFER))


def _by_year(
    facts: IndicatorFacts,
    whole_plan: TargetValue | None,
    yearly: Mapping[int | None, TargetValue],
    years: Sequence[int],
    figures: Mapping[int | None, Figure],
) -> tuple[Gathered, list[int]]:
    """The figures of `years` as one; with the years whose target counts, unmeasurable ones left out."""
    left_out = [year for year in years if year in figures and figures[year].is_left_out]
    counting = [year for year in years if year not in left_out]
    if not counting:
        # One empty year speaks for itself; several are named together.
        return Gathered(nothing_to_judge=_left_out_reason(figures[left_out[-1]])), list(years)
    notes: tuple[Reason, ...] = ()
    if left_out:
        notes = (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": tuple(left_out)}),)
    if facts.accumulation is Accumulation.LATEST and not facts.carries_over:
        gathered = _latest(whole_plan, yearly, counting, figures)
    elif facts.carries_over and len(counting) > 1:
        missing = Reason(ReasonCode.WHOLE_PERIOD_FIGURE_MISSING)
        gathered = Gathered(target=_value(whole_plan) if whole_plan else None, missing=missing)
    else:
        gathered = _combined(facts, yearly, counting, figures)
        if whole_plan is not None:
            gathered = replace(gathered, target=_value(whole_plan))
    return replace(gathered, notes=(*notes, *gathered.notes)), counting


def _latest(
    whole_plan: TargetValue | None,
    yearly: Mapping[int | None, TargetValue],
    years: Sequence[int],
    figures: Mapping[int | None, Figure],
) -> Gathered:
    """The last year's figure; an earlier one is shown, but not judged, while the last is missing."""
    last = years[-1]
    target = _value(whole_plan) if whole_plan is not None else _value(yearly[last])
    if last in figures:
        return Gathered.from_figure(figures[last], target)
    reported = [year for year in years if year in figures]
    missing = _missing((last,), len(years))
    if not reported:
        return Gathered(target=target, missing=missing)
    return replace(Gathered.from_figure(figures[reported[-1]], target), missing=missing)


def _combined(
    facts: IndicatorFacts,
    yearly: Mapping[int | None, TargetValue],
    years: Sequence[int],
    figures: Mapping[int | None, Figure],
) -> Gathered:
    """Sum against sum of targets, or Σ numerators / Σ denominators against the targets weighted alike."""
    reported = [year for year in years if year in figures]
    missing_years = tuple(year for year in years if year not in figures)
    missing = _missing(missing_years, len(years)) if missing_years else None
    if len(reported) == 1:
        only = reported[0]
        target = _value(yearly[only]) if only in yearly else None
        if facts.accumulation is Accumulation.SUM:
            target = _sum_of_targets(yearly, years)
        return replace(Gathered.from_figure(figures[only], target), missing=missing)
    if not reported:
        return Gathered(target=_shared_target(facts, yearly, years), missing=missing)
    if facts.accumulation is Accumulation.SUM:
        actual = sum((figures[year].actual or Fraction(0) for year in reported), Fraction(0))
        notes = _years_missed(facts, yearly, reported, figures)
        return Gathered(actual=actual, target=_sum_of_targets(yearly, years), missing=missing, notes=notes)
    without_counts = tuple(year for year in reported if not figures[year].has_counts)
    if without_counts:
        missing = missing or Reason(ReasonCode.COUNTS_MISSING, {"years": without_counts})
        return Gathered(target=_shared_target(facts, yearly, years), missing=missing)
    numerator = sum(figures[year].numerator or 0 for year in reported)
    denominator = sum(figures[year].denominator or 0 for year in reported)
    target = None
    if all(year in yearly for year in reported):
        weighted = sum(
            (_value(yearly[year]) * (figures[year].denominator or 0) for year in reported), Fraction(0)
        )
        target = weighted / denominator
    return Gathered(
        actual=Fraction(100 * numerator, denominator),
        target=target,
        numerator=numerator,
        denominator=denominator,
        pending=sum(figures[year].pending for year in reported),
        missing=missing,
        notes=_years_missed(facts, yearly, reported, figures),
    )


def _value(target: TargetValue) -> Fraction:
    return Fraction(target.value or 0)


def _sum_of_targets(yearly: Mapping[int | None, TargetValue], years: Sequence[int]) -> Fraction | None:
    if not all(year in yearly for year in years):
        return None
    return sum((_value(yearly[year]) for year in years), Fraction(0))


def _shared_target(
    facts: IndicatorFacts, yearly: Mapping[int | None, TargetValue], years: Sequence[int]
) -> Fraction | None:
    """The target that holds before any figure is in: the sum, or the share that all years have in common."""
    if facts.accumulation is Accumulation.SUM:
        return _sum_of_targets(yearly, years)
    values = {_value(yearly[year]) for year in years if year in yearly}
    return values.pop() if len(values) == 1 else None


def _missing(years: tuple[int, ...], of: int) -> Reason:
    return (
        Reason(ReasonCode.FIGURE_MISSING, {"years": years})
        if of == 1
        else Reason(ReasonCode.YEARS_MISSING, {"years": years})
    )


def _left_out_reason(figure: Figure) -> Reason:
    if figure.unmeasurable is not None:
        return Reason(ReasonCode.NOT_MEASURABLE, {"kind": figure.unmeasurable})
    return Reason(ReasonCode.NOBODY_IN_TARGET_GROUP)


def _years_missed(
    facts: IndicatorFacts,
    yearly: Mapping[int | None, TargetValue],
    years: Sequence[int],
    figures: Mapping[int | None, Figure],
) -> tuple[Reason, ...]:
    """Each year that missed its own target: the sum alone would hide it."""
    missed = []
    for year in years:
        actual = figures[year].actual
        if year not in yearly or actual is None:
            continue
        target = _value(yearly[year])
        if actual < target if facts.direction is Direction.AT_LEAST else actual > target:
            missed.append((year, actual, target))
    return (Reason(ReasonCode.YEARS_MISSED, {"years": tuple(missed)}),) if missed else ()


def _remarks(figures: Mapping[int | None, Figure], span: Span) -> tuple[Reason, ...]:
    """What a reader must know of the figures: a percentage without counts, a figure that may still change."""
    used = [figure for _, figure in sorted(figures.items(), key=lambda item: item[0] or 0)]
    notes = []
    if any(figure.percentage is not None for figure in used):
        notes.append(Reason(ReasonCode.PERCENTAGE_AS_GIVEN))
    provisional = [
        figure
        for figure in used
        if figure.provisional or (figure.year is None and figure.as_of < span.ends_on)
    ]
    if provisional:
        notes.append(Reason(ReasonCode.PROVISIONAL, {"as_of": max(figure.as_of for figure in provisional)}))
    return tuple(notes)
