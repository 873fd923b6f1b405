"""Who is to be reminded today, and of what? When something has happened or a deadline draws near, not daily.

A person gets a digest on the first run

- on or after one of `warn_days` before a deadline, and the day after it, for who has goals to hand in;
- after a goal was sent back to them, or was submitted for them to approve;
- a week after their last digest, as long as something is overdue, sent back, or waits for approval.

A digest then holds everything that is so. A run that was missed is made up for by the next.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from plans.tasks.goals import GoalTask, Step
from plans.tasks.rounds import RoundTasks

AGAIN_AFTER = timedelta(days=7)


class Matter(StrEnum):
    """What a reminder is about."""

    RETURNED = "returned"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class DigestPart:
    """Goals of one round, and what about them."""

    tasks: RoundTasks
    matter: Matter
    goals: tuple[GoalTask, ...]


@dataclass(frozen=True, slots=True)
class LastDigest:
    """When a person was reminded last: of which day the mail was, and when it was written."""

    day: date
    made_at: datetime


def parts_for_contributor(
    rounds: Sequence[RoundTasks], *, today: date, warn_days: Collection[int]
) -> list[DigestPart]:
    """What a contributor may be reminded of; `rounds` hold their goals alone."""
    first_warning = max(warn_days, default=0)
    parts = []
    for tasks in rounds:
        returned = tasks.at(Step.RETURNED)
        if returned:
            parts.append(DigestPart(tasks, Matter.RETURNED, returned))
        rest = tuple(task for task in tasks.to_hand_in if task.step is not Step.RETURNED)
        days = tasks.days_left(today)
        if rest and days is not None and days <= first_warning:
            parts.append(DigestPart(tasks, Matter.OVERDUE if days < 0 else Matter.DUE_SOON, rest))
    return parts


def parts_for_approver(rounds: Sequence[RoundTasks]) -> list[DigestPart]:
    """What an approver may be reminded of."""
    waiting = [(tasks, tasks.at(Step.WAITS)) for tasks in rounds]
    return [DigestPart(tasks, Matter.WAITS, goals) for tasks, goals in waiting if goals]


def is_called_for(
    parts: Sequence[DigestPart],
    last: LastDigest | None,
    happened: Mapping[int, datetime],
    *,
    today: date,
    warn_days: Collection[int],
) -> bool:
    """Whether a person with these parts gets a digest today.

    `happened` tells when submissions were sent back or submitted, by their ids.
    """
    if not parts:
        return False
    if last is None:
        return True
    if last.day >= today:
        return False
    lasting = any(part.matter is not Matter.DUE_SOON for part in parts)
    if lasting and today - last.day >= AGAIN_AFTER:
        return True
    return any(
        _is_news(part, last, happened) or _passed_a_day(part, last, today, warn_days) for part in parts
    )


def _is_news(part: DigestPart, last: LastDigest, happened: Mapping[int, datetime]) -> bool:
    """Whether a goal was sent back or submitted since the last digest was written."""
    if part.matter not in {Matter.RETURNED, Matter.WAITS}:
        return False
    submissions = (task.goal.submission for task in part.goals)
    return any(
        submission is not None and submission.id in happened and happened[submission.id] > last.made_at
        for submission in submissions
    )


def _passed_a_day(part: DigestPart, last: LastDigest, today: date, warn_days: Collection[int]) -> bool:
    """Whether a day of warning, or the deadline, has passed since the last digest."""
    deadline = part.tasks.round.deadline
    if part.matter not in {Matter.DUE_SOON, Matter.OVERDUE} or deadline is None:
        return False
    days = [deadline - timedelta(days=days) for days in (*warn_days, -1)]
    return any(last.day < day <= today for day in days)
