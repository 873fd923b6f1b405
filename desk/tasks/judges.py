"""Who judged a contributor's goals otherwise than the rule? The names, for all rounds in one query."""

from collections.abc import Iterable

from plans import queries
from plans.tasks.rounds import RoundTasks


def judges_of(rounds: Iterable[RoundTasks]) -> dict[int, str]:
    """The names by submission; nobody for a judgement that was read from a file. No query without any."""
    judged = [
        task.goal.submission.id
        for tasks in rounds
        for task in tasks.goals
        if task.goal.submission is not None and task.goal.override is not None
    ]
    if not judged:
        return {}
    latest = queries.latest_overrides(judged)
    return {pk: change.who.display_name for pk, change in latest.items() if change.who is not None}
