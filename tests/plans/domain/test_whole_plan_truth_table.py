"""How are a target or a figure for the whole plan judged, and the same people who count in several years?

Tests the rule for whole-plan targets, whole-plan figures, and indicators that carry over.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from plans.domain.values import Assessment, IndicatorFacts, Period, Reason, Span, TargetValue
from plans.enums import Accumulation, ReasonCode, Status
from tests.plans.domain.facts import (
    MIDWAY,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    percentage,
    share_indicator,
    shared,
)

THREE_YEARS = Span(date(2016, 1, 1), date(2018, 12, 31))
ONLY_2016 = Period(2016, 2016)
ONLY_2017 = Period(2017, 2017)


def figures(assessment: Assessment) -> tuple[Status, Fraction | None, Fraction | None]:
    return assessment.status, assessment.actual, assessment.target


def test_a_whole_plan_target_is_judged_on_everything_since_the_plan_began() -> None:
    # reported for 2017 alone: 150 + 424 = 574 of 200
    facts = count_indicator({WHOLE_PLAN: 200}, counted(2016, 150), counted(2017, 424))
    assert figures(judge(facts, ONLY_2017)) == (Status.ACHIEVED, Fraction(574), Fraction(200))


def test_a_whole_plan_target_needs_the_years_before_the_period_too() -> None:
    facts = count_indicator({WHOLE_PLAN: 1000}, counted(2017, 424))
    assessment = judge(facts, ONLY_2017)
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2016,)})


def test_a_whole_plan_target_is_judged_to_the_end_of_the_period_and_no_further() -> None:
    # reported for 2016–17 of a plan to 2018: 100 + 50 of 200 = 75 %, 24 of 36 months
    facts = count_indicator({WHOLE_PLAN: 200}, counted(2016, 100), counted(2017, 50), counted(2018, 500))
    assessment = judge(facts, Period(2016, 2017), plan=THREE_YEARS, as_of=date(2019, 2, 1))
    assert figures(assessment) == (Status.IN_PROGRESS, Fraction(150), Fraction(200))
    assert assessment.reason.values["share_of_target"] == Fraction(75)
    assert (assessment.reason.values["months_passed"], assessment.reason.values["months"]) == (24, 36)


def test_yearly_targets_are_judged_on_the_period_alone() -> None:
    # reported for 2017 alone: 5 of 4, whatever 2016 was
    facts = count_indicator({2016: 2, 2017: 4}, counted(2016, 0), counted(2017, 5))
    assert figures(judge(facts, ONLY_2017)) == (Status.ACHIEVED, Fraction(5), Fraction(4))


def test_a_whole_plan_figure_stands_against_the_sum_of_yearly_targets() -> None:
    # four meetings of 2 + 4: (6−4)/6 = 33.3 %
    facts = count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4))
    assessment = judge(facts)
    assert figures(assessment) == (Status.NOT_ACHIEVED, Fraction(4), Fraction(6))
    assert assessment.deviation == Fraction(100, 3)


def test_a_whole_plan_figure_goes_before_yearly_ones() -> None:
    # 574 for the plan, although 100 + 20 are known by year
    facts = count_indicator(
        {WHOLE_PLAN: 200}, counted(2016, 100), counted(2017, 20), counted(WHOLE_PLAN, 574)
    )
    assert figures(judge(facts)) == (Status.ACHIEVED, Fraction(574), Fraction(200))


def test_a_whole_plan_figure_says_nothing_of_a_later_year_alone() -> None:
    facts = count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4))
    assessment = judge(facts, ONLY_2017)
    assert assessment.reason == Reason(ReasonCode.FIGURE_MISSING, {"years": (2017,)})


def test_a_whole_plan_figure_says_nothing_of_the_first_year_once_taken_after_it() -> None:
    # 1883 by August 2017 is not the figure of 2016
    facts = count_indicator({2016: 500, 2017: 500}, counted(WHOLE_PLAN, 1883, date(2017, 8, 31)))
    assert judge(facts, ONLY_2016).reason == Reason(ReasonCode.FIGURE_MISSING, {"years": (2016,)})


def test_a_whole_plan_figure_taken_in_the_first_year_is_that_year_s() -> None:
    facts = count_indicator({2016: 500, 2017: 500}, counted(WHOLE_PLAN, 600, date(2016, 12, 31)))
    assert figures(judge(facts, ONLY_2016)) == (Status.ACHIEVED, Fraction(600), Fraction(500))


@pytest.mark.parametrize(
    ("facts", "status", "target"),
    [
        pytest.param(
            count_indicator({2016: 8, 2017: 10}, counted(WHOLE_PLAN, 9), accumulation=Accumulation.LATEST),
            Status.PARTLY_ACHIEVED,
            Fraction(10),
            id="latest: 9 of the last year's 10, (10−9)/10 = 10 %",
        ),
        pytest.param(
            share_indicator({2016: 70, 2017: 70}, shared(WHOLE_PLAN, 11, 14)),
            Status.ACHIEVED,
            Fraction(70),
            id="pooled: 11 of 14 = 78.6 % of the 70 % of both years",
        ),
        pytest.param(
            share_indicator({2016: 60, 2017: 80}, shared(WHOLE_PLAN, 11, 14)),
            Status.NOT_REPORTED,
            None,
            id="pooled: 60 % and 80 % cannot be weighted without each year's counts",
        ),
    ],
)
def test_a_whole_plan_figure_against_yearly_targets_that_do_not_add_up(
    facts: IndicatorFacts, status: Status, target: Fraction | None
) -> None:
    assessment = judge(facts)
    assert (assessment.status, assessment.target) == (status, target)


def test_yearly_targets_that_differ_are_given_as_the_reason() -> None:
    assessment = judge(share_indicator({2016: 60, 2017: 80}, shared(WHOLE_PLAN, 11, 14)))
    assert assessment.reason == Reason(ReasonCode.TARGETS_DIFFER)
    assert assessment.actual == Fraction(550, 7)


def test_the_same_people_in_several_years_are_never_pooled() -> None:
    # 4 of 6 and 7 of 8 may be the same eight people
    facts = share_indicator({WHOLE_PLAN: 70}, shared(2016, 4, 6), shared(2017, 7, 8), carries_over=True)
    assessment = judge(facts)
    assert assessment.reason == Reason(ReasonCode.WHOLE_PERIOD_FIGURE_MISSING)
    assert figures(assessment) == (Status.NOT_REPORTED, None, Fraction(70))


def test_the_same_people_in_several_years_are_never_summed() -> None:
    facts = count_indicator({2016: 10, 2017: 10}, counted(2016, 10), counted(2017, 10), carries_over=True)
    assessment = judge(facts)
    assert assessment.reason == Reason(ReasonCode.WHOLE_PERIOD_FIGURE_MISSING)
    assert assessment.actual is None


def test_the_same_people_are_judged_by_a_figure_for_the_whole_period() -> None:
    facts = share_indicator(
        {2016: 70, 2017: 70}, shared(2016, 4, 6), shared(WHOLE_PLAN, 11, 14), carries_over=True
    )
    assert figures(judge(facts)) == (Status.ACHIEVED, Fraction(550, 7), Fraction(70))


def test_the_same_people_are_not_counted_twice_in_the_target_either() -> None:
    # 12 people of 10 and 10: the targets are not added to 20
    facts = count_indicator({2016: 10, 2017: 10}, counted(WHOLE_PLAN, 12), carries_over=True)
    assert figures(judge(facts)) == (Status.ACHIEVED, Fraction(12), Fraction(10))


def test_the_same_people_in_one_year_need_no_more_than_that_year() -> None:
    # 5 of 10 = 50 %: (70−50)/70 = 28.6 %
    facts = share_indicator({2016: 70, 2017: 70}, shared(2017, 5, 10), carries_over=True)
    assert figures(judge(facts, ONLY_2017)) == (Status.NOT_ACHIEVED, Fraction(50), Fraction(70))


def test_the_same_people_are_in_progress_before_the_end() -> None:
    facts = share_indicator({2016: 70, 2017: 70}, shared(2016, 4, 6), carries_over=True)
    assert judge(facts, as_of=MIDWAY).status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("facts", "actual"),
    [
        pytest.param(count_indicator({}, counted(2016, 3), counted(2017, 4)), Fraction(7), id="sum: 3 + 4"),
        pytest.param(
            share_indicator({}, shared(2016, 1, 4), shared(2017, 5, 8)), Fraction(50), id="pooled: 6 of 12"
        ),
        pytest.param(
            share_indicator({}, percentage(2016, 20), shared(2017, 5, 8)),
            None,
            id="pooled without counts: nothing to show",
        ),
        pytest.param(
            count_indicator({}, counted(2016, 3), counted(2017, 4), accumulation=Accumulation.LATEST),
            Fraction(4),
            id="latest: the last",
        ),
        pytest.param(
            count_indicator({}, counted(2016, 3), counted(2017, 4), carries_over=True),
            None,
            id="the same people: never summed",
        ),
        pytest.param(count_indicator({}, counted(WHOLE_PLAN, 9)), Fraction(9), id="the whole plan's"),
        pytest.param(count_indicator({}), None, id="no figure"),
    ],
)
def test_without_a_target_the_figure_is_shown_and_not_judged(
    facts: IndicatorFacts, actual: Fraction | None
) -> None:
    assessment = judge(facts)
    assert figures(assessment) == (Status.NOT_MEASURABLE, actual, None)
    assert assessment.reason == Reason(ReasonCode.NO_TARGET)
    assert (assessment.deviation, assessment.one_case) == (None, ())


def test_without_a_target_a_percentage_is_marked_all_the_same() -> None:
    assessment = judge(share_indicator({}, percentage(2017, 80)))
    assert assessment.notes == (Reason(ReasonCode.PERCENTAGE_AS_GIVEN),)


def test_a_target_in_words_is_no_target_for_a_count() -> None:
    in_words = TargetValue(2017, None, "Sparring ved bekymring")
    facts = replace(count_indicator({}, counted(2017, 7)), targets=(in_words,))
    assert judge(facts).reason == Reason(ReasonCode.NO_TARGET)


def test_a_year_without_a_target_is_left_out_and_named() -> None:
    # 5 of 4 in 2017; the 100 of 2016 stand against nothing
    assessment = judge(count_indicator({2017: 4}, counted(2016, 100), counted(2017, 5)))
    assert figures(assessment) == (Status.ACHIEVED, Fraction(5), Fraction(4))
    assert assessment.notes == (Reason(ReasonCode.YEARS_WITHOUT_TARGET, {"years": (2016,)}),)


def test_a_target_of_another_year_is_no_target_for_the_period() -> None:
    facts = count_indicator({2016: 2}, counted(2017, 5))
    assert figures(judge(facts, ONLY_2017)) == (Status.NOT_MEASURABLE, Fraction(5), None)


def test_a_period_longer_than_the_plan_is_the_plan_s() -> None:
    facts = count_indicator({2016: 2, 2017: 4}, counted(2016, 1), counted(2017, 5))
    assert judge(facts, Period(2010, 2030)) == judge(facts, Period(2016, 2017))


@pytest.mark.parametrize("period", [Period(2014, 2015), Period(2018, 2019)])
def test_a_period_outside_the_plan_is_refused(period: Period) -> None:
    with pytest.raises(ValueError, match=f"the plan runs 2016-2017, not in {period}"):
        judge(count_indicator({WHOLE_PLAN: 1}), period)
