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


def figures_behind(*reports: StatusReport) -> FiguresBehind:
    """The figures that count for every indicator of these reports; two queries, however many there are."""
    reported = [
        (report, goal, part) for report in reports for goal in report.goals for part in goal.indicators
    ]
    ids = [part.id for _report, _goal, part in reported]
    exclusions, parts = queries.exclusions_of(ids), queries.parts_of(ids)
    found = {}
    for report, goal, indicator in reported:
        scope = scope_of(indicator.facts, goal.period, plan=report.plan.span, as_of=report.as_of)
        keys = [((indicator.id, figure.year, figure.as_of), figure) for figure in scope.figures.values()]
        found[indicator.id] = tuple(
            Behind(figure, tuple(exclusions.get(key, ())), tuple(parts.get(key, ()))) for key, figure in keys
        )
    return found
