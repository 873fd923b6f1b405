"""How does a judged indicator stand? The measurement is a status with its basis; there is no arithmetic."""

from collections.abc import Sequence
from datetime import date

from plans.domain.scope import Scope
from plans.domain.values import WORST_FIRST, Assessment, Figure, IndicatorFacts, Period, Reason, Span
from plans.enums import Accumulation, ReasonCode, Status


def assess_judgement(facts: IndicatorFacts, scope: Scope) -> Assessment:
    """The judged status: the last year's, or the worst of the years when they are not `latest`.

    Before the target's period has ended the goal is in progress, and the judgement so far is named. One that
    was then said to be under way has no judgement once the period is over.
    """
    if scope.nothing_to_judge is not None:
        return Assessment(Status.NOT_MEASURABLE, scope.nothing_to_judge)
    needed = scope.years[-1:] if facts.accumulation is Accumulation.LATEST else scope.years
    figures = [scope.figures[year] for year in needed if year in scope.figures]
    if scope.whole_figure is not None:
        figures = [scope.whole_figure]
    judged = [figure for figure in figures if not figure.under_way]
    notes = (*scope.notes, *scope.remarks(figures))
    if not scope.ended:
        if judged:
            notes = (*notes, Reason(ReasonCode.JUDGED_SO_FAR, {"status": _worst(judged)}))
        reason = Reason(ReasonCode.IN_PROGRESS, {"share_of_target": None, **scope.time})
        return Assessment(Status.IN_PROGRESS, reason, notes=notes)
    missing = _missing(scope, needed, figures)
    if missing is not None:
        return Assessment(Status.NOT_REPORTED, missing, notes=notes)
    return Assessment(_worst(judged), Reason(ReasonCode.JUDGED), notes=notes)


def can_be_under_way(
    year: int | None, *, is_for_whole_plan: bool, plan: Span, period: Period, as_of: date
) -> bool:
    """Whether it is too early to judge: what the target covers is not over in a report of `period`.

    The figure is of `year`, or of the whole plan (None); the target may be for the whole plan all the same.
    """
    covered = plan if is_for_whole_plan or year is None else plan.within(Period(year, year))
    return min(as_of, period.ends_on) < covered.ends_on


def _missing(scope: Scope, needed: Sequence[int], figures: Sequence[Figure]) -> Reason | None:
    """Which of the years that are needed have no judgement; a whole-plan one stands for them all."""
    under_way = {figure.year for figure in figures if figure.under_way}
    if scope.whole_figure is not None:
        return scope.missing(needed) if under_way else None
    if scope.whole_plan_target is not None:
        # What was under way in one year of the plan is judged with the later ones.
        under_way &= set(needed[-1:])
    return scope.missing(needed, besides=under_way)


def _worst(figures: list[Figure]) -> Status:
    return next(status for status in WORST_FIRST if any(figure.judged is status for figure in figures))
