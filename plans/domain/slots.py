"""Which figures does a round ask for? One a year, or one for everything from the plan's start."""

from dataclasses import replace
from datetime import date

from plans.domain.scope import scope_of
from plans.domain.values import Figure, IndicatorFacts, Period, Span
from plans.enums import Unmeasurable

Slot = int | None  # a year, or None for the whole plan


def slot_text(slot: Slot) -> str:
    """The slot as it stands in an address, in a form, and where an answer is kept: "2019", "whole"."""
    return "whole" if slot is None else str(slot)


def slots(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> tuple[Slot, ...]:
    """The figures that a round for `period`, as of `as_of`, asks of an indicator.

    A year's round asks for the year. A round over several years asks for one figure for the whole plan where
    the target is for the whole plan, or where the same people may be in several years; otherwise for each
    year with a target, or for every year where none has one. Where a whole-plan figure already counts, that
    one is asked for: it goes before yearly figures, which would change nothing beside it. And a whole-plan
    figure is never asked for in a round where the rule would not read it.
    """
    scope = scope_of(facts, period, plan=plan, as_of=as_of)
    if scope.whole_figure is not None:
        return (None,)
    years = tuple(year for year in period.years if year in plan.period)
    if len(years) == 1:
        return years
    one_figure = scope.whole_plan_target is not None or facts.carries_over
    if one_figure and _whole_figure_would_count(facts, period, plan, as_of):
        return (None,)
    return tuple(sorted(scope.yearly_targets)) or years


def missing_slots(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> tuple[Slot, ...]:
    """Those of the `slots` for which the round has no figure yet.

    A figure of an earlier day will do where nothing of it can change any more: its year was over, everybody
    had answered, and it was neither provisional nor too early to tell. What was under way is missing once the
    time is over.
    """
    expected = slots(facts, period, plan=plan, as_of=as_of)
    has_under_way = any(figure.under_way for figure in facts.figures)
    is_over = has_under_way and scope_of(facts, period, plan=plan, as_of=as_of).ended
    answered = {
        figure.year
        for figure in facts.figures
        if figure.answers(facts.measure)
        and not (is_over and figure.under_way)
        and (figure.as_of == as_of or (figure.as_of < as_of and _is_final(figure, plan)))
    }
    return tuple(slot for slot in expected if slot not in answered)


def _is_final(figure: Figure, plan: Span) -> bool:
    ends_on = plan.ends_on if figure.year is None else date(figure.year, 12, 31)
    is_open = figure.provisional or figure.pending > 0 or figure.unmeasurable is Unmeasurable.TOO_RECENT
    return figure.as_of > ends_on and not is_open


def _whole_figure_would_count(facts: IndicatorFacts, period: Period, plan: Span, as_of: date) -> bool:
    """Whether the rule would read a figure for the whole plan that is given on `as_of`."""
    # any figure of the kind that every measure reads
    probe = Figure(None, as_of, unmeasurable=Unmeasurable.NO_DATA)
    scope = scope_of(replace(facts, figures=[probe]), period, plan=plan, as_of=as_of)
    return scope.whole_figure is not None
