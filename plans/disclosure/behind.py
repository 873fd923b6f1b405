"""Which figures count in a report, and which rows stand behind them? Who is left out, and the parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.scope import scope_of
from plans.domain.values import Figure, IndicatorFacts, Period, Span
from plans.models import Exclusion, MeasurementPart
from plans.status_report import StatusReport


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure that counts, with what belongs to it."""

    figure: Figure
    exclusions: tuple[Exclusion, ...] = ()
    parts: tuple[MeasurementPart, ...] = ()


# By indicator: one figure a year, or one for the whole period.
FiguresBehind = Mapping[int, tuple[Behind, ...]]


def counting_figures(facts: IndicatorFacts, period: Period, *, plan: Span, as_of: date) -> tuple[Behind, ...]:
    """The figures that count for an indicator in `period`, without the rows behind them: no query."""
    scope = scope_of(facts, period, plan=plan, as_of=as_of)
    return tuple(Behind(figure) for figure in scope.figures.values())


def figures_behind(report: StatusReport) -> FiguresBehind:
    """The figures that count for every indicator of the report; two queries, however many there are."""
    reported = [(goal, part) for goal in report.goals for part in goal.indicators]
    ids = [part.id for _goal, part in reported]
    exclusions, parts = queries.exclusions_of(ids), queries.parts_of(ids)
    found = {}
    for goal, indicator in reported:
        figures = counting_figures(indicator.facts, goal.period, plan=report.plan.span, as_of=report.as_of)
        keys = [((indicator.id, each.figure.year, each.figure.as_of), each.figure) for each in figures]
        found[indicator.id] = tuple(
            Behind(figure, tuple(exclusions.get(key, ())), tuple(parts.get(key, ()))) for key, figure in keys
        )
    return found
