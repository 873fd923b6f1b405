"""How does a judged indicator stand? The measurement is a status with its basis; there is no arithmetic."""

from plans.domain.scope import Scope
from plans.domain.values import WORST_FIRST, Assessment, Figure, IndicatorFacts, Reason
from plans.enums import Accumulation, ReasonCode, Status


def assess_judgement(facts: IndicatorFacts, scope: Scope) -> Assessment:
    """The judged status: the last year's, or the worst of the years when they are not `latest`.

    Before the target's period has ended the goal is in progress, and the judgement so far is named.
    """
    if scope.nothing_to_judge is not None:
        return Assessment(Status.NOT_MEASURABLE, scope.nothing_to_judge)
    needed = scope.years[-1:] if facts.accumulation is Accumulation.LATEST else scope.years
    judged = [scope.figures[year] for year in needed if year in scope.figures]
    missing = scope.missing(needed)
    if scope.whole_figure is not None:
        judged, missing = [scope.whole_figure], None
    notes = (*scope.notes, *scope.remarks(judged))
    if not scope.ended:
        if judged:
            notes = (*notes, Reason(ReasonCode.JUDGED_SO_FAR, {"status": _worst(judged)}))
        reason = Reason(ReasonCode.IN_PROGRESS, {"share_of_target": None, **scope.time})
        return Assessment(Status.IN_PROGRESS, reason, notes=notes)
    if missing is not None:
        return Assessment(Status.NOT_REPORTED, missing, notes=notes)
    return Assessment(_worst(judged), Reason(ReasonCode.JUDGED), notes=notes)


def _worst(figures: list[Figure]) -> Status:
    return next(status for status in WORST_FIRST if any(figure.judged is status for figure in figures))
