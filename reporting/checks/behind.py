"""Which figures count in a report, and which rows stand behind them? Who is left out, and the parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans import queries
from plans.domain.scope import scope_of
from plans.domain.values import Figure
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


def figures_behind(status: StatusReport) -> FiguresBehind:
    """The figures that count for every indicator of the report; two queries."""
    ids = [indicator.id for goal in status.goals for indicator in goal.indicators]
    exclusions, parts = queries.exclusions_of(ids), queries.parts_of(ids)
    found = {}
    for goal in status.goals:
        for indicator in goal.indicators:
            scope = scope_of(indicator.facts, goal.period, plan=status.plan.span, as_of=status.as_of)
            keys = [((indicator.id, figure.year, figure.as_of), figure) for figure in scope.figures.values()]
            found[indicator.id] = tuple(
                Behind(figure, tuple(exclusions.get(key, ())), tuple(parts.get(key, ())))
                for key, figure in keys
            )
    return found
