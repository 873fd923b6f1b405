"""Which targets and figures count for a period, as known on a date?

`scope_of` picks them for one indicator and returns a `Scope`, which also says which years are left out and
why, which figures are missing, and whether the target's period is over.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plans.domain.measures import traits
from plans.domain.timing import time_passed
from plans.domain.values import Figure, IndicatorFacts, Period, Reason, Span, TargetValue
from plans.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class Scope:
    """What counts for a period on a date.

    `years` are those with a target; with a whole-plan target all from the plan's start; without any target
    those with a figure. A year that could not be measured is in `left_out` instead. `figures` holds one
    figure a year, or under None one for the whole period and then no other. `span` is what the target covers.
    """

    whole_plan_target: TargetValue | None
    yearly_targets: Mapping[int, TargetValue]
    figures: Mapping[int | None, Figure]
    years: tuple[int, ...]
    left_out: tuple[int, ...]
    without_target: tuple[int, ...]
    span: Span | None
    judged_on: date

    @property
    def whole_figure(self) -> Figure | None:
        """The figure for the whole period, which goes before those of the years."""
        return self.figures.get(None)

    @property
    def reported(self) -> tuple[int, ...]:
        """The years that count and have a figure."""
        return tuple(year for year in self.years if year in self.figures)

    @property
    def ended(self) -> bool:
        """Whether the target's period is over."""
        return self.span is None or self.judged_on >= self.span.ends_on

    @property
    def time(self) -> Mapping[str, object]:
        """How much of the target's period has passed."""
        return time_passed(self.span, self.judged_on) if self.span is not None else {}

    @property
    def nothing_to_judge(self) -> Reason | None:
        """The reason when there is nothing to judge (no target, or nothing measurable); else None."""
        if self.span is None:
            return Reason(ReasonCode.NO_TARGET)
        if self.years:
            return None
        # When no year could be measured, the last one's reason speaks for all.
        figure = self.whole_figure or self.figures[self.left_out[-1]]
        if figure.unmeasurable is not None:
            return Reason(ReasonCode.NOT_MEASURABLE, {"kind": figure.unmeasurable})
        return Reason(ReasonCode.NOBODY_IN_TARGET_GROUP)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """Which years do not count although they belong to the period."""
        notes: tuple[Reason, ...] = ()
        if self.left_out and self.years:
            notes = (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": self.left_out}),)
        if self.without_target and self.span is not None:
            notes = (*notes, Reason(ReasonCode.YEARS_WITHOUT_TARGET, {"years": self.without_target}))
        return notes

    def target_of(self, year: int) -> Fraction | None:
        """The target that the figure of `year` alone stands against: the whole plan's, or the year's own."""
        target = self.whole_plan_target or self.yearly_targets.get(year)
        return None if target is None else target.exact

    def missing(self, needed: Sequence[int], *, besides: Collection[int | None] = ()) -> Reason | None:
        """The reason that names those of `needed` that have no figure; None when all have one.

        Figures of the years in `besides` do not count as figures.
        """
        years = tuple(year for year in needed if year not in self.figures or year in besides)
        if not years:
            return None
        code = ReasonCode.FIGURE_MISSING if len(self.years) == 1 else ReasonCode.YEARS_MISSING
        return Reason(code, {"years": years})

    def remarks(self, used: Iterable[Figure]) -> tuple[Reason, ...]:
        """Remarks on the figures `used`: a percentage without counts, a figure that may still change."""
        used = list(used)
        notes: tuple[Reason, ...] = ()
        if any(figure.percentage is not None for figure in used):
            notes = (Reason(ReasonCode.PERCENTAGE_AS_GIVEN),)
        provisional = [figure.as_of for figure in used if figure.provisional or self._is_early(figure)]
        if provisional:
            notes = (*notes, Reason(ReasonCode.PROVISIONAL, {"as_of": max(provisional)}))
        return notes

    def _is_early(self, figure: Figure) -> bool:
        """Whether a figure for the whole period was taken before the period that is now over had ended."""
        return (
            self.ended and figure.year is None and self.span is not None and figure.as_of < self.span.ends_on
        )


def scope_of(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> Scope:
    """What counts for `period` of a plan that runs over `plan`, with what was known on `as_of`.

    A whole-plan target is judged on everything from the plan's start to the end of `period`.
    """
    in_words = traits(facts.measure).is_judged
    targets = [target for target in facts.targets if in_words or target.value is not None]
    whole_plan = next((target for target in targets if target.year is None), None)
    first = plan.period.first if whole_plan is not None else max(period.first, plan.period.first)
    period = Period(first, min(period.last, plan.period.last))
    begins, ends = period.first, period.last
    yearly = {each.year: each for each in targets if each.year is not None and begins <= each.year <= ends}
    # The years first: a plan of ten years has ten figures, and its year is judged by one.
    near = [figure for figure in facts.figures if figure.year is None or begins <= figure.year <= ends]
    fitting = [figure for figure in near if figure.answers(facts.measure)]
    figures = known_figures(fitting, period, plan=plan, as_of=as_of)
    candidates = _candidates(period, whole_plan, yearly, figures)
    if whole_plan is not None:
        # What was under way says nothing any more once a later year has been told.
        last = max((year for year in figures if year is not None), default=None)
        candidates = [year for year in candidates if year == last or not _is_under_way(figures.get(year))]
    left_out = tuple(year for year in candidates if year in figures and figures[year].is_left_out)
    nothing_measured = None in figures and figures[None].is_left_out
    years = () if nothing_measured else tuple(year for year in candidates if year not in left_out)
    return Scope(
        whole_plan_target=whole_plan,
        yearly_targets=yearly,
        figures=figures,
        years=years,
        left_out=left_out,
        without_target=() if whole_plan else tuple(year for year in period.years if year not in yearly),
        span=_target_span(years or candidates, whole_plan, yearly, plan),
        judged_on=min(as_of, period.ends_on),
    )


def _is_under_way(figure: Figure | None) -> bool:
    return figure is not None and figure.under_way


def known_figures(
    figures: Iterable[Figure], period: Period, *, plan: Span, as_of: date
) -> dict[int | None, Figure]:
    """The figure that counts for each year of `period`, or under None the one for the whole period.

    The latest not after `as_of` counts. A whole-plan figure speaks of everything from the plan's start to its
    own date, so it serves a period that begins with the plan, and that ends with the plan or after the
    figure's date. Where there is one, it goes before the yearly ones.
    """
    known: dict[int | None, Figure] = {}
    for figure in figures:
        within = figure.year in period if figure.year is not None else _serves(figure, period, plan)
        if not within or figure.as_of > as_of:
            continue
        if figure.year not in known or known[figure.year].as_of < figure.as_of:
            known[figure.year] = figure
    return {None: known[None]} if None in known else known


def _serves(figure: Figure, period: Period, plan: Span) -> bool:
    begins_with_plan = period.first <= plan.period.first
    ends_with_plan = period.last >= plan.period.last
    return begins_with_plan and (ends_with_plan or figure.as_of <= period.ends_on)


def _candidates(
    period: Period,
    whole_plan: TargetValue | None,
    yearly: Mapping[int, TargetValue],
    figures: Mapping[int | None, Figure],
) -> list[int]:
    """The years that count, as long as they could be measured."""
    if whole_plan is not None:
        return list(period.years)
    return sorted(yearly) or sorted(year for year in figures if year is not None)


def _target_span(
    years: Sequence[int], whole_plan: TargetValue | None, yearly: Mapping[int, TargetValue], plan: Span
) -> Span | None:
    """The days that the target covers: the whole plan, or its part from the first to the last of `years`."""
    if whole_plan is not None:
        return plan
    return plan.within(Period(years[0], years[-1])) if yearly else None


def expected_period(period: Period, plan: Period, withdrawn_from: int | None) -> Period | None:
    """The part of `period` in which something is expected of a goal; None where nothing is.

    From the year of its withdrawal on, nothing is.
    """
    if withdrawn_from is None or withdrawn_from > period.last:
        return period
    if withdrawn_from <= max(period.first, plan.first):
        return None
    return Period(period.first, withdrawn_from - 1)
