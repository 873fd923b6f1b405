"""Does a goal stand better or worse than before? Two statuses beside one another; none is computed here."""

from enum import StrEnum

from plans.domain.values import WORST_FIRST
from plans.enums import Status


class Outcome(StrEnum):
    """What became of a goal from one standing to the next, what is worst first."""

    WORSE = "worse"
    BETTER = "better"
    UNCHANGED = "unchanged"
    NOT_COMPARABLE = "not_comparable"
    NEW = "new"
    DROPPED = "dropped"


# What has been judged has an order. What is in progress, not reported or not measurable has none: it says
# nothing of how well the goal goes.
_JUDGED = (Status.NOT_ACHIEVED, Status.PARTLY_ACHIEVED, Status.ACHIEVED)
_ORDER = {status: rank for rank, status in enumerate(s for s in WORST_FIRST if s in _JUDGED)}


def outcome(before: Status | None, now: Status | None) -> Outcome:
    """What became of a goal; None where it did not exist, or nothing was expected of it.

    Raises ValueError when it existed neither before nor now.
    """
    if before is None and now is None:
        raise ValueError("a goal that never existed cannot be compared")
    if before is None:
        return Outcome.NEW
    if now is None:
        return Outcome.DROPPED
    if before not in _ORDER or now not in _ORDER:
        return Outcome.NOT_COMPARABLE
    if _ORDER[before] == _ORDER[now]:
        return Outcome.UNCHANGED
    return Outcome.BETTER if _ORDER[now] > _ORDER[before] else Outcome.WORSE
