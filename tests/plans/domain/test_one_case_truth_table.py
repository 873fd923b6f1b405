"""What would one case more or fewer have meant, and what range do pending answers leave open?

Tests what the rule says of one case more or fewer, and of answers that are pending.
"""

from fractions import Fraction

import pytest

from plans.domain.values import Assessment, Figure, OneCase, Tolerance
from plans.enums import Basis, Direction, ReasonCode, Status
from tests.plans.domain.facts import (
    MIDWAY,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    percentage,
    share_indicator,
    shared,
    unmeasured,
)

FEWER = ReasonCode.ONE_FEWER
MORE = ReasonCode.ONE_MORE
ACHIEVED = Status.ACHIEVED
PARTLY = Status.PARTLY_ACHIEVED
NOT = Status.NOT_ACHIEVED


def test_three_of_four() -> None:
    # 3 of 4 = 75 % of 70 %; "én borger færre i mål: 2 af 4 = 50 pct., ikke nået": (70−50)/70 = 28.6 %
    assessment = judge(share_indicator({WHOLE_PLAN: 70}, shared(WHOLE_PLAN, 3, 4)))
    assert assessment.status is ACHIEVED
    assert assessment.one_case == (
        OneCase(FEWER, 2, 4, Fraction(50), NOT),
        OneCase(MORE, 4, 4, Fraction(100), ACHIEVED),
    )


def test_at_most_improves_with_one_case_fewer() -> None:
    # at most 20 %: 3 of 10 = 30 % is 50 % over; 2 of 10 keeps it; 4 of 10 is 100 % over
    facts = share_indicator({WHOLE_PLAN: 20}, shared(WHOLE_PLAN, 3, 10), direction=Direction.AT_MOST)
    assert judge(facts).one_case == (
        OneCase(FEWER, 2, 10, Fraction(20), ACHIEVED),
        OneCase(MORE, 4, 10, Fraction(40), NOT),
    )


@pytest.mark.parametrize(
    ("figure", "cases"),
    [
        pytest.param(
            shared(WHOLE_PLAN, 0, 2), (OneCase(MORE, 1, 2, Fraction(50), NOT),), id="none fewer than 0"
        ),
        pytest.param(
            shared(WHOLE_PLAN, 2, 2), (OneCase(FEWER, 1, 2, Fraction(50), NOT),), id="none more than all"
        ),
        pytest.param(
            shared(WHOLE_PLAN, 1, 1), (OneCase(FEWER, 0, 1, Fraction(0), NOT),), id="one person is 0 or 100 %"
        ),
    ],
)
def test_the_denominator_stays(figure: Figure, cases: tuple[OneCase, ...]) -> None:
    assert judge(share_indicator({WHOLE_PLAN: 70}, figure)).one_case == cases


def test_pending_answers_leave_a_range_open() -> None:
    # 10 of 19 = 52.6 % of 60 %, two answers awaited: from 52.6 % (12.3 % short) to 12 of 19 = 63.2 %
    assessment = judge(share_indicator({WHOLE_PLAN: 60}, shared(WHOLE_PLAN, 10, 19, pending=2)))
    assert (assessment.status, assessment.pending) == (PARTLY, 2)
    assert assessment.one_case == (
        OneCase(FEWER, 9, 19, Fraction(900, 19), NOT),  # 47.4 %: (60−47.4)/60 = 21.1 %
        OneCase(MORE, 11, 19, Fraction(1100, 19), PARTLY),  # 57.9 %: 3.5 %
        OneCase(ReasonCode.NONE_OF_PENDING, 10, 19, Fraction(1000, 19), PARTLY),
        OneCase(ReasonCode.ALL_OF_PENDING, 12, 19, Fraction(1200, 19), ACHIEVED),
    )


def test_pooled_years_have_their_one_case_together() -> None:
    # (3+4)/(4+6) = 70 % of (70·4 + 70·6)/10 = 70 %; 6 of 10 = 60 % is 14.3 % short
    assessment = judge(share_indicator({2016: 70, 2017: 70}, shared(2016, 3, 4), shared(2017, 4, 6)))
    assert assessment.one_case == (
        OneCase(FEWER, 6, 10, Fraction(60), PARTLY),
        OneCase(MORE, 8, 10, Fraction(80), ACHIEVED),
    )


@pytest.mark.parametrize(
    "assessment",
    [
        pytest.param(judge(count_indicator({WHOLE_PLAN: 10}, counted(WHOLE_PLAN, 9))), id="a count"),
        pytest.param(judge(share_indicator({WHOLE_PLAN: 70}, percentage(WHOLE_PLAN, 69))), id="no counts"),
        pytest.param(
            judge(share_indicator({WHOLE_PLAN: 70}, shared(2016, 3, 4)), as_of=MIDWAY), id="too early"
        ),
        pytest.param(judge(share_indicator({WHOLE_PLAN: 70}, shared(2016, 3, 4))), id="a year is missing"),
        pytest.param(judge(share_indicator({WHOLE_PLAN: 70}, unmeasured(WHOLE_PLAN))), id="unmeasurable"),
        pytest.param(judge(share_indicator({}, shared(2017, 3, 4))), id="no target"),
    ],
)
def test_no_one_case_without_counts_and_a_verdict(assessment: Assessment) -> None:
    assert assessment.one_case == ()


def test_one_case_uses_the_indicator_s_own_direction_and_tolerance() -> None:
    facts = share_indicator({WHOLE_PLAN: 0}, shared(WHOLE_PLAN, 0, 50), direction=Direction.AT_MOST)
    # one of 50 above a target of 0 % is not achieved, however little
    assert judge(facts).one_case == (OneCase(MORE, 1, 50, Fraction(2), NOT),)


def test_one_case_uses_the_plan_s_own_tolerance() -> None:
    # 2 of 4 = 50 %, 20 points short of 70 %: within 25 points, though 28.6 % is beyond 25 %
    points = Tolerance(25, Basis.POINTS)
    facts = share_indicator({WHOLE_PLAN: 70}, shared(WHOLE_PLAN, 3, 4), tolerance=points)
    assert judge(facts).one_case[0] == OneCase(FEWER, 2, 4, Fraction(50), PARTLY)
