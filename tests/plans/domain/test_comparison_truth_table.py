"""Does a goal stand better, worse or as before? Every pair of standings there is."""

import pytest

from plans.domain.comparison import Outcome, outcome
from plans.enums import Status

WORST_TO_BEST = [Status.NOT_ACHIEVED, Status.PARTLY_ACHIEVED, Status.ACHIEVED]
UNJUDGED = [Status.NOT_MEASURABLE, Status.IN_PROGRESS, Status.NOT_REPORTED]


@pytest.mark.parametrize("before", WORST_TO_BEST)
@pytest.mark.parametrize("now", WORST_TO_BEST)
def test_what_was_judged_has_an_order(before: Status, now: Status) -> None:
    step = WORST_TO_BEST.index(now) - WORST_TO_BEST.index(before)

    expected = {0: Outcome.UNCHANGED, 1: Outcome.BETTER, 2: Outcome.BETTER}.get(step, Outcome.WORSE)
    assert outcome(before, now) is expected


@pytest.mark.parametrize("unjudged", UNJUDGED)
@pytest.mark.parametrize("other", list(Status))
def test_what_was_not_judged_is_neither_better_nor_worse_nor_the_same(
    unjudged: Status, other: Status
) -> None:
    assert outcome(unjudged, other) is Outcome.NOT_COMPARABLE
    assert outcome(other, unjudged) is Outcome.NOT_COMPARABLE


@pytest.mark.parametrize("status", list(Status))
def test_a_goal_comes_and_goes_whatever_its_status(status: Status) -> None:
    assert outcome(None, status) is Outcome.NEW
    assert outcome(status, None) is Outcome.DROPPED


def test_a_goal_that_never_was_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="never existed"):
        outcome(None, None)
