"""Do one case, pending answers and goals of several indicators follow from the rule for one figure?

Tests `assess_goal` on generated situations: the worst part decides, one case more or fewer, pending answers.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.assessment import assess_goal
from plans.domain.values import WORST_FIRST, Assessment, Reason
from plans.enums import Direction, Measure, ReasonCode, Status
from tests.plans.domain.facts import WHOLE_PLAN, judge, share_indicator, shared
from tests.plans.domain.situations import (
    Situation,
    directions,
    percentages,
    quick,
    situations,
)


def rank(status: Status) -> int:
    """How good a status is; the worst has 0."""
    return WORST_FIRST.index(status)


# --- one case and pending


@quick
@given(cases=st.tuples(st.integers(0, 20), st.integers(1, 20)), target=percentages, direction=directions)
def test_one_case_is_what_the_rule_says_of_that_many_cases(
    cases: tuple[int, int], target: Decimal, direction: Direction
) -> None:
    numerator, denominator = min(cases), cases[1]

    def stand(count: int) -> Assessment:
        figure = shared(WHOLE_PLAN, count, denominator)
        return judge(share_indicator({WHOLE_PLAN: str(target)}, figure, direction=direction))

    one_case = {case.code: case for case in stand(numerator).one_case}
    assert (ReasonCode.ONE_FEWER in one_case) is (numerator > 0)
    assert (ReasonCode.ONE_MORE in one_case) is (numerator < denominator)
    for case in one_case.values():
        alternative = stand(case.numerator)
        assert abs(case.numerator - numerator) == 1
        assert (case.status, case.actual) == (alternative.status, alternative.actual)


@pytest.mark.slow
@quick
@given(situation=situations((Measure.SHARE,)))
def test_pending_answers_leave_a_range_from_the_status_itself(situation: Situation) -> None:
    assessment = situation.assessment
    cases = {case.code: case for case in assessment.one_case}
    if ReasonCode.NONE_OF_PENDING not in cases:
        assert not assessment.pending or not assessment.one_case
        return
    none, all_of_them = cases[ReasonCode.NONE_OF_PENDING], cases[ReasonCode.ALL_OF_PENDING]
    assert (none.status, none.actual) == (assessment.status, assessment.actual)
    assert all_of_them.numerator - none.numerator == assessment.pending


# --- a goal of several indicators

parts = st.lists(
    st.sampled_from(Status).map(lambda status: Assessment(status, Reason(ReasonCode.JUDGED))),
    min_size=2,
    max_size=6,
)


def _goal(assessments: list[Assessment]) -> Status:
    return assess_goal([(str(number), part) for number, part in enumerate(assessments)]).status


@quick
@given(assessments=parts, data=st.data())
def test_the_order_of_the_parts_does_not_matter(assessments: list[Assessment], data: st.DataObject) -> None:
    assert _goal(data.draw(st.permutations(assessments))) is _goal(assessments)


@quick
@given(assessments=parts)
def test_an_unmeasurable_part_changes_nothing(assessments: list[Assessment]) -> None:
    unmeasurable = Assessment(Status.NOT_MEASURABLE, Reason(ReasonCode.NOT_MEASURABLE))
    assert _goal([*assessments, unmeasurable]) is _goal(assessments)


@quick
@given(assessments=parts)
def test_a_goal_is_as_bad_as_its_worst_part(assessments: list[Assessment]) -> None:
    measured = [part.status for part in assessments if part.status is not Status.NOT_MEASURABLE]
    assert _goal(assessments) is (min(measured, key=rank) if measured else Status.NOT_MEASURABLE)
