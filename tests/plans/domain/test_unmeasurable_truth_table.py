"""What happens to a year, a target group or a plan that could not be measured?

Tests the rule for figures that are not measurable, and for denominators of zero.
"""

from datetime import date
from fractions import Fraction

import pytest

from plans.domain.values import Figure, IndicatorFacts, Period, Reason
from plans.enums import Accumulation, ReasonCode, Status, Unmeasurable
from tests.plans.domain.facts import (
    MIDWAY,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    note,
    share_indicator,
    shared,
    unmeasured,
)

ONLY_2017 = Period(2017, 2017)
LEFT_OUT_2016 = Reason(ReasonCode.YEARS_LEFT_OUT, {"years": (2016,)})


@pytest.mark.parametrize("year", [2017, WHOLE_PLAN])
@pytest.mark.parametrize("why", Unmeasurable)
def test_what_could_not_be_measured_is_not_measurable_and_says_why(
    year: int | None, why: Unmeasurable
) -> None:
    assessment = judge(share_indicator({year: 70}, unmeasured(WHOLE_PLAN, why)))
    assert assessment.status is Status.NOT_MEASURABLE
    assert assessment.reason == Reason(ReasonCode.NOT_MEASURABLE, {"kind": why})
    assert (assessment.actual, assessment.target, assessment.deviation) == (None, None, None)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(share_indicator({2017: 70}, shared(2017, 0, 0)), id="0 of 0 in the year"),
        pytest.param(share_indicator({WHOLE_PLAN: 70}, shared(WHOLE_PLAN, 0, 0)), id="0 of 0 in the plan"),
        pytest.param(share_indicator({2017: 0}, shared(2017, 0, 0)), id="0 of 0 against 0 % is no success"),
    ],
)
def test_a_denominator_of_zero_is_nobody_in_the_target_group(facts: IndicatorFacts) -> None:
    assessment = judge(facts)
    assert assessment.status is Status.NOT_MEASURABLE
    assert assessment.reason == Reason(ReasonCode.NOBODY_IN_TARGET_GROUP)
    assert assessment.actual is None


@pytest.mark.parametrize("empty", [unmeasured(2016), shared(2016, 0, 0)], ids=["no data", "0 of 0"])
def test_an_unmeasurable_year_leaves_out_its_target_too(empty: Figure) -> None:
    # 2017 alone: 7 of 10 = 70 % of its own 70 %; the 90 % of 2016 weighs nothing
    assessment = judge(share_indicator({2016: 90, 2017: 70}, empty, shared(2017, 7, 10)))
    assert (assessment.status, assessment.actual, assessment.target) == (
        Status.ACHIEVED,
        Fraction(70),
        Fraction(70),
    )
    assert assessment.notes == (LEFT_OUT_2016,)


def test_a_sum_leaves_out_the_unmeasurable_year_s_target() -> None:
    # 4 of 4, where 2 + 4 would have been missed
    assessment = judge(count_indicator({2016: 2, 2017: 4}, unmeasured(2016), counted(2017, 4)))
    assert (assessment.status, assessment.target) == (Status.ACHIEVED, Fraction(4))
    assert note(assessment, ReasonCode.YEARS_LEFT_OUT) == LEFT_OUT_2016


def test_the_plan_s_target_stays_whole_though_a_year_is_left_out() -> None:
    # 9 of 10: (10−9)/10 = 10 %; there is no target of the year to leave out
    assessment = judge(count_indicator({WHOLE_PLAN: 10}, unmeasured(2016), counted(2017, 9)))
    assert (assessment.status, assessment.target) == (Status.PARTLY_ACHIEVED, Fraction(10))
    assert assessment.notes == (LEFT_OUT_2016,)


def test_latest_falls_back_on_the_last_year_that_could_be_measured() -> None:
    # 2017 was not held: 8 of 8 in 2016
    facts = count_indicator(
        {2016: 8, 2017: 10},
        counted(2016, 8),
        unmeasured(2017, Unmeasurable.NOT_HELD),
        accumulation=Accumulation.LATEST,
    )
    assessment = judge(facts)
    assert (assessment.status, assessment.target) == (Status.ACHIEVED, Fraction(8))
    assert assessment.notes == (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": (2017,)}),)


def test_the_same_people_need_no_whole_figure_when_one_year_is_left_out() -> None:
    # 2017 alone: 7 of 10
    facts = share_indicator({2016: 70, 2017: 70}, unmeasured(2016), shared(2017, 7, 10), carries_over=True)
    assert judge(facts).status is Status.ACHIEVED


def test_all_years_unmeasurable_are_not_measurable_for_the_last_year_s_reason() -> None:
    facts = share_indicator(
        {2016: 70, 2017: 70},
        unmeasured(2016, Unmeasurable.NO_COHORT),
        unmeasured(2017, Unmeasurable.TOO_RECENT),
    )
    assessment = judge(facts)
    assert assessment.status is Status.NOT_MEASURABLE
    assert assessment.reason == Reason(ReasonCode.NOT_MEASURABLE, {"kind": Unmeasurable.TOO_RECENT})
    assert assessment.notes == ()


def test_a_missing_year_is_still_missing_when_another_is_unmeasurable() -> None:
    assessment = judge(count_indicator({2016: 2, 2017: 4}, unmeasured(2016)))
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.FIGURE_MISSING, {"years": (2017,)})
    assert assessment.notes == (LEFT_OUT_2016,)


def test_the_target_s_period_ends_with_the_last_year_that_counts() -> None:
    # 2017 is given up at the end of 2016: 2016 can be judged at once, 1 of 2
    facts = count_indicator(
        {2016: 2, 2017: 4}, counted(2016, 1), unmeasured(2017, Unmeasurable.NOT_HELD, MIDWAY)
    )
    assert judge(facts, as_of=MIDWAY).status is Status.NOT_ACHIEVED


def test_the_time_runs_over_the_years_that_count() -> None:
    # 2016 is left out: on 30 June 2017 six of twelve months have passed, not 18 of 24
    facts = count_indicator({2016: 2, 2017: 4}, unmeasured(2016), counted(2017, 1, date(2017, 6, 30)))
    values = judge(facts, as_of=date(2017, 6, 30)).reason.values
    assert (values["months_passed"], values["months"]) == (6, 12)


def test_an_unmeasurable_plan_goes_before_its_years() -> None:
    assessment = judge(count_indicator({2016: 2, 2017: 4}, counted(2016, 9), unmeasured(WHOLE_PLAN)))
    assert assessment.status is Status.NOT_MEASURABLE


def test_a_later_figure_takes_back_that_a_year_could_not_be_measured() -> None:
    early = unmeasured(2017, Unmeasurable.TOO_RECENT, date(2018, 1, 15))
    facts = count_indicator({2017: 4}, early, counted(2017, 5, date(2018, 3, 1)))
    assert judge(facts, ONLY_2017, as_of=date(2018, 2, 1)).status is Status.NOT_MEASURABLE
    assert judge(facts, ONLY_2017, as_of=date(2018, 3, 1)).status is Status.ACHIEVED


def test_without_a_target_an_unmeasurable_year_has_no_target_first_of_all() -> None:
    assert judge(count_indicator({}, unmeasured(2017))).reason == Reason(ReasonCode.NO_TARGET)


def test_a_figure_of_another_kind_than_the_indicator_s_is_no_figure() -> None:
    # an indicator that was once judged and is now counted
    left_over = Figure(2017, date(2017, 12, 31), judged=Status.ACHIEVED)
    assert judge(count_indicator({2017: 4}, left_over), ONLY_2017).status is Status.NOT_REPORTED


def test_a_figure_for_the_whole_makes_up_for_a_year_that_could_not_be_measured() -> None:
    # 6 of 2 + 4 for both years together; no year is left out
    assessment = judge(count_indicator({2016: 2, 2017: 4}, unmeasured(2016), counted(WHOLE_PLAN, 6)))
    assert (assessment.status, assessment.target) == (Status.ACHIEVED, Fraction(6))
    assert assessment.notes == ()


def test_a_year_without_a_target_is_named_though_the_other_could_not_be_measured() -> None:
    assessment = judge(count_indicator({2017: 4}, counted(2016, 9), unmeasured(2017)))
    assert assessment.status is Status.NOT_MEASURABLE
    assert assessment.notes == (Reason(ReasonCode.YEARS_WITHOUT_TARGET, {"years": (2016,)}),)
