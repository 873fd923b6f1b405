"""How does a goal of several indicators stand? The worst part decides, whatever the order."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest

from plans.domain.assessment import assess_goal
from plans.domain.values import Assessment, Reason
from plans.enums import ReasonCode, Status
from tests.plans.domain.facts import count_indicator, counted, judge, note

# From the worst to the best, as the design lists them.
ORDER = [
    Status.NOT_ACHIEVED,
    Status.NOT_REPORTED,
    Status.IN_PROGRESS,
    Status.PARTLY_ACHIEVED,
    Status.ACHIEVED,
]
NO_TARGET = Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET), actual=Fraction(7))


def part(status: Status) -> Assessment:
    return Assessment(status, Reason(ReasonCode.JUDGED), Fraction(1), Fraction(2), Fraction(50))


def labelled(*parts: Assessment) -> list[tuple[str, Assessment]]:
    return [(f"part {number}", assessment) for number, assessment in enumerate(parts, start=1)]


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_worst_of_any_parts_in_any_order_decides(size: int) -> None:
    for statuses in combinations(ORDER, size):  # combinations keep the order: the first is the worst
        for ordered in permutations(statuses):
            assert assess_goal(labelled(*map(part, ordered))).status is statuses[0]


@pytest.mark.parametrize("status", ORDER)
def test_unmeasurable_parts_never_raise_a_status_and_are_named(status: Status) -> None:
    for ordered in permutations([part(status), part(Status.NOT_MEASURABLE)]):
        goal = assess_goal(labelled(*ordered))
        assert goal.status is status
        named = f"part {ordered.index(part(Status.NOT_MEASURABLE)) + 1}"
        assert goal.notes == (Reason(ReasonCode.PARTS_NOT_MEASURABLE, {"parts": (named,)}),)


def test_all_parts_unmeasurable() -> None:
    goal = assess_goal(labelled(part(Status.NOT_MEASURABLE), part(Status.NOT_MEASURABLE)))
    assert goal.status is Status.NOT_MEASURABLE
    assert goal.reason == Reason(ReasonCode.PARTS_NOT_MEASURABLE, {"parts": ("part 1", "part 2")})
    assert goal.notes == ()


def test_the_deciding_parts_are_named() -> None:
    goal = assess_goal(labelled(part(Status.NOT_ACHIEVED), part(Status.ACHIEVED), part(Status.NOT_ACHIEVED)))
    values = {"parts": ("part 1", "part 3"), "status": Status.NOT_ACHIEVED}
    assert goal.reason == Reason(ReasonCode.WORST_PART_DECIDES, values)


def test_all_parts_achieved() -> None:
    goal = assess_goal(labelled(part(Status.ACHIEVED), part(Status.ACHIEVED)))
    assert (goal.status, goal.reason) == (Status.ACHIEVED, Reason(ReasonCode.ALL_PARTS_ACHIEVED))


@pytest.mark.parametrize("status", [*ORDER, Status.NOT_MEASURABLE])
def test_a_goal_of_several_indicators_has_no_figures_of_its_own(status: Status) -> None:
    goal = assess_goal(labelled(part(status), part(status)))
    assert (goal.actual, goal.target, goal.deviation) == (None, None, None)


@pytest.mark.parametrize("status", Status)
def test_a_goal_of_one_indicator_is_that_indicator(status: Status) -> None:
    assert assess_goal(labelled(part(status))) == part(status)


def test_a_part_without_a_target_is_left_out() -> None:
    goal = assess_goal(labelled(NO_TARGET, part(Status.ACHIEVED)))
    assert (goal.status, goal.notes) == (Status.ACHIEVED, ())


def test_no_part_has_a_target() -> None:
    goal = assess_goal(labelled(NO_TARGET, NO_TARGET))
    assert (goal.status, goal.reason) == (Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET))
    assert assess_goal(labelled(NO_TARGET)) == NO_TARGET


def test_a_goal_without_an_indicator_has_no_target() -> None:
    goal = assess_goal([])
    assert goal == Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET))


def test_meetings_and_hearings() -> None:
    # meetings 4 of 2 + 4: (6−4)/6 = 33.3 %; hearings 3 of 1 + 2
    meetings = judge(count_indicator({2016: 2, 2017: 4}, counted(2016, 2), counted(2017, 2)))
    hearings = judge(count_indicator({2016: 1, 2017: 2}, counted(2016, 1), counted(2017, 2)))
    goal = assess_goal([("møder", meetings), ("høringer", hearings)])
    assert goal.status is Status.NOT_ACHIEVED
    assert goal.reason.values["parts"] == ("møder",)
    assert note(meetings, ReasonCode.YEARS_MISSED) is not None
