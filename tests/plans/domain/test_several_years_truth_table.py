"""How do the figures of several years become one? Summed, pooled, or the latest."""

from datetime import date
from fractions import Fraction

import pytest

from plans.domain.values import Period, Reason, Span, Tolerance
from plans.enums import Accumulation, Basis, Direction, ReasonCode, Status
from tests.plans.domain.facts import (
    MIDWAY,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    note,
    percentage,
    share_indicator,
    shared,
)

LATEST = Accumulation.LATEST
ONLY_2016 = Period(2016, 2016)
ONLY_2017 = Period(2017, 2017)


def test_sum_stands_against_the_sum_of_the_targets() -> None:
    # 1 + 3 = 4 of 2 + 4 = 6: (6−4)/6 = 33.3 %
    assessment = judge(count_indicator({2016: 2, 2017: 4}, counted(2016, 1), counted(2017, 3)))
    assert (assessment.status, assessment.actual, assessment.target) == (
        Status.NOT_ACHIEVED,
        Fraction(4),
        Fraction(6),
    )
    assert assessment.deviation == Fraction(100, 3)


def test_sum_names_each_year_that_missed_its_own_target() -> None:
    # 1 + 5 = 6 of 2 + 4: reached, though 2016 missed its 2
    assessment = judge(count_indicator({2016: 2, 2017: 4}, counted(2016, 1), counted(2017, 5)))
    assert assessment.status is Status.ACHIEVED
    missed = Reason(ReasonCode.YEARS_MISSED, {"years": ((2016, Fraction(1), Fraction(2)),)})
    assert assessment.notes == (missed,)


def test_sum_names_every_year_that_went_beyond_at_most() -> None:
    # 6 + 9 = 15 of at most 5 + 8 = 13: (15−13)/13 = 15.4 %
    facts = count_indicator(
        {2016: 5, 2017: 8}, counted(2016, 6), counted(2017, 9), direction=Direction.AT_MOST
    )
    assessment = judge(facts)
    assert (assessment.status, assessment.deviation) == (Status.NOT_ACHIEVED, Fraction(200, 13))
    missed = ((2016, Fraction(6), Fraction(5)), (2017, Fraction(9), Fraction(8)))
    assert note(assessment, ReasonCode.YEARS_MISSED) == Reason(ReasonCode.YEARS_MISSED, {"years": missed})


def test_sum_names_the_one_year_that_alone_went_beyond_the_whole() -> None:
    # 20 of at most 5 + 5 already in 2016: (20−10)/10 = 100 %
    facts = count_indicator({2016: 5, 2017: 5}, counted(2016, 20), direction=Direction.AT_MOST)
    assessment = judge(facts, as_of=MIDWAY)
    assert (assessment.status, assessment.reason.code) == (Status.NOT_ACHIEVED, ReasonCode.EXCEEDED_EARLY)
    missed = Reason(ReasonCode.YEARS_MISSED, {"years": ((2016, Fraction(20), Fraction(5)),)})
    assert assessment.notes == (missed,)


def test_one_year_is_judged_by_its_own_target_alone() -> None:
    facts = count_indicator({2016: 2, 2017: 4}, counted(2016, 1), counted(2017, 5))
    first, second = judge(facts, ONLY_2016), judge(facts, ONLY_2017)
    # (2−1)/2 = 50 %; 5 of 4
    assert (first.status, first.deviation, first.notes) == (Status.NOT_ACHIEVED, Fraction(50), ())
    assert (second.status, second.actual, second.target) == (Status.ACHIEVED, Fraction(5), Fraction(4))


def test_a_sum_against_the_plan_s_target_has_no_yearly_targets_to_miss() -> None:
    # 1 + 8 = 9 of 10: (10−9)/10 = 10 %
    assessment = judge(count_indicator({WHOLE_PLAN: 10}, counted(2016, 1), counted(2017, 8)))
    assert (assessment.status, assessment.deviation) == (Status.PARTLY_ACHIEVED, Fraction(10))
    assert assessment.notes == ()


def test_counts_in_a_plan_of_percentage_points_use_the_relative_basis() -> None:
    # 90 of 100 is 10 short either way; 8 of 10 is 2 short, yet 20 %
    points = Tolerance(15, Basis.POINTS)
    assessment = judge(count_indicator({2017: 10}, counted(2017, 8), tolerance=points), ONLY_2017)
    assert (assessment.status, assessment.deviation) == (Status.NOT_ACHIEVED, Fraction(20))
    assert assessment.reason.values["basis"] is Basis.RELATIVE


def test_shares_in_a_plan_of_percentage_points_use_points() -> None:
    # 56 % of 70 %: 14 points, though 20 %
    facts = share_indicator({2017: 70}, shared(2017, 14, 25), tolerance=Tolerance(15, Basis.POINTS))
    assessment = judge(facts, ONLY_2017)
    assert (assessment.status, assessment.deviation) == (Status.PARTLY_ACHIEVED, Fraction(14))


def test_pooled_adds_numerators_and_denominators_and_weights_the_targets() -> None:
    # (9+10)/(10+40) = 38 %, where a mean of 90 and 25 would be 57.5 %
    # target (60·10 + 80·40)/50 = 76 %: (76−38)/76 = 50 %
    assessment = judge(share_indicator({2016: 60, 2017: 80}, shared(2016, 9, 10), shared(2017, 10, 40)))
    assert (assessment.actual, assessment.target) == (Fraction(38), Fraction(76))
    assert (assessment.numerator, assessment.denominator) == (19, 50)
    assert (assessment.status, assessment.deviation) == (Status.NOT_ACHIEVED, Fraction(50))
    missed = Reason(ReasonCode.YEARS_MISSED, {"years": ((2017, Fraction(25), Fraction(80)),)})
    assert assessment.notes == (missed,)


def test_pooled_weights_are_exact() -> None:
    # (2+1)/(3+4) = 42.86 %; target (70·3 + 50·4)/7 = 410/7 = 58.57 %: (410−300)/410 = 26.8 %
    assessment = judge(share_indicator({2016: 70, 2017: 50}, shared(2016, 2, 3), shared(2017, 1, 4)))
    assert (assessment.actual, assessment.target) == (Fraction(300, 7), Fraction(410, 7))
    assert assessment.deviation == Fraction(1100, 41)


def test_pooled_against_the_plan_s_target_needs_no_weights() -> None:
    # (4+7)/(6+8) = 78.6 % of 70 %
    assessment = judge(share_indicator({WHOLE_PLAN: 70}, shared(2016, 4, 6), shared(2017, 7, 8)))
    assert (assessment.status, assessment.actual, assessment.target) == (
        Status.ACHIEVED,
        Fraction(550, 7),
        Fraction(70),
    )


def test_pooled_adds_the_pending() -> None:
    facts = share_indicator({WHOLE_PLAN: 60}, shared(2016, 4, 8, pending=1), shared(2017, 6, 11, pending=2))
    assert judge(facts).pending == 3


def test_pooled_needs_the_counts_of_every_year() -> None:
    # 80 % of nobody knows how many cannot be pooled with 5 of 10
    assessment = judge(share_indicator({2016: 70, 2017: 70}, percentage(2016, 80), shared(2017, 5, 10)))
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.COUNTS_MISSING, {"years": (2016,)})
    assert (assessment.actual, assessment.target) == (None, Fraction(70))


def test_pooled_names_a_missing_year_before_missing_counts() -> None:
    facts = share_indicator({2016: 70, 2017: 70, 2018: 70}, percentage(2016, 80), shared(2017, 5, 10))
    three_years = Span(date(2016, 1, 1), date(2018, 12, 31))
    assessment = judge(facts, Period(2016, 2018), plan=three_years, as_of=date(2019, 1, 15))
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2018,)})


def test_pooled_shows_what_there_is_while_a_year_is_missing() -> None:
    # 2017 alone: 5 of 10 against its own 80
    assessment = judge(share_indicator({2016: 60, 2017: 80}, shared(2017, 5, 10)))
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2016,)})
    assert (assessment.actual, assessment.target) == (Fraction(50), Fraction(80))


@pytest.mark.parametrize(
    ("targets", "target"),
    [({2016: 70, 2017: 70}, Fraction(70)), ({2016: 60, 2017: 80}, None)],
    ids=["the years share a target", "the years' targets differ and nothing weights them"],
)
def test_pooled_without_any_figure(targets: dict[int | None, int | str], target: Fraction | None) -> None:
    assessment = judge(share_indicator(targets))
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2016, 2017)})
    assert (assessment.actual, assessment.target) == (None, target)


def test_a_percentage_alone_is_exact_as_given_and_marked() -> None:
    # 59.5 of 70 is exactly 15 % short, and no count says otherwise
    assessment = judge(share_indicator({2017: 70}, percentage(2017, "59.5")), ONLY_2017)
    assert (assessment.status, assessment.deviation) == (Status.NOT_ACHIEVED, Fraction(15))
    assert assessment.notes == (Reason(ReasonCode.PERCENTAGE_AS_GIVEN),)
    assert (assessment.numerator, assessment.denominator, assessment.one_case) == (None, None, ())


def test_a_percentage_that_does_not_count_is_not_marked() -> None:
    # latest: the percentage of 2016 is not what is judged
    facts = share_indicator(
        {2016: 70, 2017: 70}, percentage(2016, 80), shared(2017, 7, 10), accumulation=LATEST
    )
    assert judge(facts).notes == ()


def test_latest_judges_the_last_year_by_its_own_target() -> None:
    # 9 of 10 in 2017: (10−9)/10 = 10 %; 2016 is neither added nor named
    facts = count_indicator({2016: 8, 2017: 10}, counted(2016, 1), counted(2017, 9), accumulation=LATEST)
    assessment = judge(facts)
    assert (assessment.status, assessment.actual, assessment.target) == (
        Status.PARTLY_ACHIEVED,
        Fraction(9),
        Fraction(10),
    )
    assert assessment.notes == ()


def test_latest_needs_no_earlier_year() -> None:
    facts = count_indicator({2016: 8, 2017: 10}, counted(2017, 10), accumulation=LATEST)
    assert judge(facts).status is Status.ACHIEVED


def test_latest_against_the_plan_s_target() -> None:
    # 20 local associations of 15
    facts = count_indicator({WHOLE_PLAN: 15}, counted(2016, 12), counted(2017, 20), accumulation=LATEST)
    assessment = judge(facts)
    assert (assessment.status, assessment.actual) == (Status.ACHIEVED, Fraction(20))


def test_latest_shows_the_year_before_while_the_last_is_missing() -> None:
    facts = count_indicator({2016: 8, 2017: 10}, counted(2016, 12), accumulation=LATEST)
    assessment = judge(facts)
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})
    assert (assessment.actual, assessment.target) == (Fraction(12), Fraction(10))


def test_latest_without_any_figure_names_the_last_year() -> None:
    assessment = judge(count_indicator({2016: 8, 2017: 10}, accumulation=LATEST))
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})
    assert (assessment.actual, assessment.target) == (None, Fraction(10))


@pytest.mark.parametrize("direction", Direction)
def test_a_year_that_met_its_own_target_exactly_is_not_named(direction: Direction) -> None:
    # 2 + 4 of 2 + 4
    facts = count_indicator({2016: 2, 2017: 4}, counted(2016, 2), counted(2017, 4), direction=direction)
    assert judge(facts).notes == ()


def test_several_provisional_years_are_dated_by_the_last() -> None:
    first = counted(2016, 2, date(2017, 1, 31), provisional=True)
    second = counted(2017, 4, date(2018, 1, 31), provisional=True)
    assessment = judge(count_indicator({2016: 2, 2017: 4}, second, first))
    assert assessment.notes == (Reason(ReasonCode.PROVISIONAL, {"as_of": date(2018, 1, 31)}),)
