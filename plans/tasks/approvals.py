"""What waits for an approver, and what for another one, because nobody approves what they entered?

`waiting_for` counts both, and `waiting_for_another` names the goals that are for somebody else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.values import Period
from plans.four_eyes import who_entered
from plans.models import ActionPlan
from plans.permissions import Person, hands_of
from plans.tasks.goals import Step
from plans.tasks.rounds import RoundTasks, tasks_in


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many goals wait for the person's approval, and how many for somebody else's."""

    for_person: int
    for_another: int


def waiting_for(
    person: Person, *, today: date, plan: ActionPlan | None = None, period: Period | None = None
) -> Waiting:
    """Counts what waits in the open rounds; with a plan and a period, in that round alone.

    One query, unless the person has a hand in any of it: then these rounds are read.
    """
    waiting, touched = queries.submitted_and_touched(hands_of(person), plan.pk if plan else None, period)
    if not touched:
        return Waiting(waiting, 0)
    rounds = queries.open_rounds([plan.pk] if plan else None)
    in_question = [each for each in rounds if period is None or each.period == period]
    own = _entered_by(person, tasks_in(in_question, today=today))
    return Waiting(waiting - len(own), len(own))


def waiting_for_another(person: Person, rounds: Collection[RoundTasks]) -> frozenset[tuple[int, int]]:
    """The goals that wait for another's approval than the person's, by round and goal.

    One query where anything waits, unless the person has a hand in any of it.
    """
    if not any(tasks.at(Step.WAITS) for tasks in rounds):
        return frozenset()
    _waiting, touched = queries.submitted_and_touched(hands_of(person))
    return _entered_by(person, rounds) if touched else frozenset()


def _entered_by(person: Person, rounds: Collection[RoundTasks]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (tasks.round.pk, goal)
        for tasks in rounds
        if (waiting := [task.goal for task in tasks.at(Step.WAITS)])
        for goal, people in who_entered(tasks.report, waiting).items()
        if hands_of(person) & people
    )
