"""Who may not approve a goal, having entered it? Whoever reported its figures, its text or its judgement."""

from collections.abc import Collection

from plans import queries
from plans.domain.scope import scope_of
from plans.queries import FigureKey
from plans.status_report import GoalStatus, StatusReport


def who_entered(report: StatusReport, goals: Collection[GoalStatus]) -> dict[int, frozenset[int]]:
    """By goal the people who reported what the goal is judged by; four queries, however many goals.

    They entered or changed a figure that counts, wrote or judged, or sent the goal in, in this round.
    """
    read = {goal.id: _figures_read(report, goal) for goal in goals}
    recorded = queries.who_recorded({key for keys in read.values() for key in keys})
    reported = queries.who_reported([goal.submission.id for goal in goals if goal.submission])
    return {
        goal.id: frozenset(person for key in read[goal.id] for person in recorded.get(key, ()))
        | frozenset(reported.get(goal.submission.id, ()) if goal.submission else ())
        for goal in goals
    }


def _figures_read(report: StatusReport, goal: GoalStatus) -> frozenset[FigureKey]:
    return frozenset(
        (part.id, figure.year, figure.as_of)
        for part in goal.indicators
        for figure in scope_of(
            part.facts, goal.period, plan=report.plan.span, as_of=report.as_of
        ).figures.values()
    )
