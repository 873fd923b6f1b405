"""How does a judged indicator stand? The measurement is a status with its basis; there is no arithmetic."""

from datetime import date

from plans.domain.timing import known_figures, target_span, time_passed
from plans.domain.values import WORST_FIRST, Assessment, Figure, IndicatorFacts, Period, Reason, Span
from plans.enums import Accumulation, ReasonCode, Status


def assess_judgement(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> Assessment:
    """The judged status for `period`: the last year's, or the worst of the years when they are not `latest`.

    Before the target's period has ended the goal is in progress, and the judgement so far is named.
    """
    whole_plan = any(target.year is None for target in facts.targets)
    if whole_plan:
        period = Period(plan.period.first, min(period.last, plan.period.last))
    targets = [target.year for target in facts.targets if target.year is not None and target.year in period]
    if not whole_plan and not targets:
        return Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET))
    figures = known_figures(facts.figures, period, plan=plan, as_of=as_of)
    years = sorted(targets) if targets else list(period.years)
    needed: list[int | None] = [None] if None in figures else [*years]
    left_out = [year for year in needed if year in figures and figures[year].unmeasurable is not None]
    needed = [year for year in needed if year not in left_out]
    if not needed:
        kind = figures[left_out[-1]].unmeasurable
        return Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NOT_MEASURABLE, {"kind": kind}))
    notes = (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": tuple(left_out)}),) if left_out else ()
    if facts.accumulation is Accumulation.LATEST:
        needed = needed[-1:]
    judged = [figures[year] for year in needed if year in figures]
    span = target_span(years, whole_plan=whole_plan, plan=plan)
    judged_on = min(as_of, period.ends_on) if whole_plan else as_of
    if judged_on < span.ends_on:
        if judged:
            notes = (*notes, Reason(ReasonCode.JUDGED_SO_FAR, {"status": _worst(judged)}))
        time = {"share_of_target": None, **time_passed(span, judged_on)}
        return Assessment(Status.IN_PROGRESS, Reason(ReasonCode.IN_PROGRESS, time), notes=notes)
    missing = tuple(year for year in needed if year not in figures)
    if missing:
        code = ReasonCode.FIGURE_MISSING if len(needed) == 1 else ReasonCode.YEARS_MISSING
        return Assessment(Status.NOT_REPORTED, Reason(code, {"years": missing}), notes=notes)
    return Assessment(_worst(judged), Reason(ReasonCode.JUDGED), notes=notes)


def _worst(figures: list[Figure]) -> Status:
    return next(status for status in WORST_FIRST if any(figure.judged is status for figure in figures))
