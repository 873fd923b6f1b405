"""How does an indicator stand that is judged in words and not counted?

Tests the rule for indicators with `measure` judgement, over one year and several.
"""

from datetime import date

import pytest

from plans.domain.judgement import can_be_under_way
from plans.domain.values import Figure, Period, Reason
from plans.enums import Accumulation, ReasonCode, Status, Unmeasurable
from tests.plans.domain.facts import (
    BOTH_YEARS,
    MIDWAY,
    PLAN,
    WHOLE_PLAN,
    counted,
    judge,
    judged,
    judged_indicator,
    note,
    under_way,
    unmeasured,
)

ACHIEVED = Status.ACHIEVED
PARTLY = Status.PARTLY_ACHIEVED
NOT = Status.NOT_ACHIEVED
ONLY_2017 = Period(2017, 2017)


@pytest.mark.parametrize("year", [2017, WHOLE_PLAN])
@pytest.mark.parametrize("status", [ACHIEVED, PARTLY, NOT])
def test_the_measurement_is_the_status(year: int | None, status: Status) -> None:
    assessment = judge(judged_indicator([year], judged(year, status)), ONLY_2017 if year else BOTH_YEARS)
    assert (assessment.status, assessment.reason) == (status, Reason(ReasonCode.JUDGED))
    assert (assessment.actual, assessment.target, assessment.deviation) == (None, None, None)
    assert (assessment.numerator, assessment.denominator, assessment.one_case) == (None, None, ())


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (ACHIEVED, ACHIEVED, ACHIEVED),
        (ACHIEVED, PARTLY, PARTLY),
        (PARTLY, ACHIEVED, PARTLY),
        (NOT, ACHIEVED, NOT),
        (ACHIEVED, NOT, NOT),
        (PARTLY, NOT, NOT),
    ],
)
def test_the_worst_year_decides(first: Status, second: Status, status: Status) -> None:
    assert judge(judged_indicator([2016, 2017], judged(2016, first), judged(2017, second))).status is status


def test_with_latest_the_last_year_decides() -> None:
    facts = judged_indicator(
        [2016, 2017], judged(2016, NOT), judged(2017, ACHIEVED), accumulation=Accumulation.LATEST
    )
    assert judge(facts).status is ACHIEVED


def test_with_latest_the_last_year_is_needed() -> None:
    facts = judged_indicator([2016, 2017], judged(2016, NOT), accumulation=Accumulation.LATEST)
    assert judge(facts).reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})


def test_the_plan_s_target_needs_every_year_or_one_judgement_of_the_whole() -> None:
    by_year = judged_indicator([WHOLE_PLAN], judged(2016, ACHIEVED))
    assert judge(by_year).reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})
    whole = judged_indicator([WHOLE_PLAN], judged(2016, NOT), judged(WHOLE_PLAN, ACHIEVED))
    assert judge(whole).status is ACHIEVED


@pytest.mark.parametrize("as_of", [MIDWAY, date(2017, 12, 30)])
def test_a_judgement_before_the_end_is_in_progress_and_told(as_of: date) -> None:
    # judged "achieved" on 31 December 2016, for a plan to the end of 2017
    facts = judged_indicator([WHOLE_PLAN], judged(WHOLE_PLAN, ACHIEVED, MIDWAY))
    assessment = judge(facts, as_of=as_of)
    assert (assessment.status, assessment.reason.code) == (Status.IN_PROGRESS, ReasonCode.IN_PROGRESS)
    assert assessment.reason.values["share_of_target"] is None
    so_far = Reason(ReasonCode.JUDGED_SO_FAR, {"status": ACHIEVED})
    assert note(assessment, ReasonCode.JUDGED_SO_FAR) == so_far


def test_the_judgement_so_far_is_the_worst_of_the_years_so_far() -> None:
    assessment = judge(judged_indicator([2016, 2017], judged(2016, PARTLY)), as_of=MIDWAY)
    assert assessment.notes == (Reason(ReasonCode.JUDGED_SO_FAR, {"status": PARTLY}),)


def test_without_a_judgement_before_the_end_nothing_is_told() -> None:
    assessment = judge(judged_indicator([WHOLE_PLAN]), as_of=MIDWAY)
    assert (assessment.status, assessment.notes) == (Status.IN_PROGRESS, ())
    assert (assessment.reason.values["months_passed"], assessment.reason.values["months"]) == (12, 24)


def test_after_the_end_a_missing_judgement_is_named() -> None:
    one = judge(judged_indicator([2017]), ONLY_2017)
    assert (one.status, one.reason) == (
        Status.NOT_REPORTED,
        Reason(ReasonCode.FIGURE_MISSING, {"years": (2017,)}),
    )
    # 2016 was not achieved, yet without 2017 nothing is decided
    two = judge(judged_indicator([2016, 2017], judged(2016, NOT)))
    assert two.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})


def test_an_unmeasurable_year_is_left_out() -> None:
    facts = judged_indicator([2016, 2017], unmeasured(2016), judged(2017, ACHIEVED))
    assessment = judge(facts)
    assert assessment.status is ACHIEVED
    assert assessment.notes == (Reason(ReasonCode.YEARS_LEFT_OUT, {"years": (2016,)}),)


@pytest.mark.parametrize(
    "figures",
    [
        (unmeasured(WHOLE_PLAN, Unmeasurable.NOT_HELD),),
        (unmeasured(2016), unmeasured(2017, Unmeasurable.NOT_HELD)),
    ],
    ids=["the whole plan", "every year"],
)
def test_nothing_measurable(figures: tuple[Figure, ...]) -> None:
    assessment = judge(judged_indicator([2016, 2017], *figures))
    assert assessment.status is Status.NOT_MEASURABLE
    assert assessment.reason == Reason(ReasonCode.NOT_MEASURABLE, {"kind": Unmeasurable.NOT_HELD})


def test_without_a_target_for_the_period() -> None:
    facts = judged_indicator([2016], judged(2016, ACHIEVED), judged(2017, ACHIEVED))
    assert judge(facts, ONLY_2017).reason == Reason(ReasonCode.NO_TARGET)


def test_a_year_without_a_target_is_left_out_and_named() -> None:
    facts = judged_indicator([2017], judged(2016, NOT), judged(2017, ACHIEVED))
    assessment = judge(facts)
    assert assessment.status is ACHIEVED
    assert assessment.notes == (Reason(ReasonCode.YEARS_WITHOUT_TARGET, {"years": (2016,)}),)


def test_a_provisional_judgement_is_marked() -> None:
    facts = judged_indicator([2017], judged(2017, ACHIEVED, date(2018, 1, 5), provisional=True))
    assert judge(facts, ONLY_2017).notes == (Reason(ReasonCode.PROVISIONAL, {"as_of": date(2018, 1, 5)}),)


def test_a_number_is_no_judgement() -> None:
    assert judge(judged_indicator([2017], counted(2017, 7)), ONLY_2017).status is Status.NOT_REPORTED


# --- under way: too early to judge ----------------------------------------------------------------------


def test_what_is_under_way_is_in_progress_and_names_no_judgement() -> None:
    facts = judged_indicator([WHOLE_PLAN], under_way(2016, MIDWAY))
    assessment = judge(facts, Period(2016, 2016), as_of=MIDWAY)
    assert (assessment.status, assessment.reason.code) == (Status.IN_PROGRESS, ReasonCode.IN_PROGRESS)
    assert assessment.notes == ()


@pytest.mark.parametrize(
    ("targets", "figures", "status"),
    [
        # of one target for the plan, what was under way in 2016 is judged in 2017
        ([WHOLE_PLAN], (under_way(2016), judged(2017, ACHIEVED)), ACHIEVED),
        ([WHOLE_PLAN], (under_way(2016), judged(2017, NOT)), NOT),
        ([WHOLE_PLAN], (judged(2016, NOT), judged(2017, ACHIEVED)), NOT),
        ([WHOLE_PLAN], (under_way(2016), unmeasured(2017)), Status.NOT_MEASURABLE),
        ([WHOLE_PLAN], (under_way(2016), under_way(2017, MIDWAY)), Status.NOT_REPORTED),
        ([WHOLE_PLAN], (under_way(2016),), Status.NOT_REPORTED),
        ([WHOLE_PLAN], (under_way(WHOLE_PLAN, MIDWAY),), Status.NOT_REPORTED),
        ([WHOLE_PLAN], (under_way(WHOLE_PLAN, MIDWAY), judged(WHOLE_PLAN, PARTLY)), PARTLY),
        # each year with a target of its own must be judged
        ([2016, 2017], (under_way(2016, date(2016, 6, 1)), judged(2017, ACHIEVED)), Status.NOT_REPORTED),
    ],
)
def test_after_the_end_what_was_under_way_is_no_judgement(
    targets: list[int | None], figures: tuple[Figure, ...], status: Status
) -> None:
    assert judge(judged_indicator(targets, *figures)).status is status


def test_after_the_end_the_years_without_a_judgement_are_named() -> None:
    by_year = judge(judged_indicator([WHOLE_PLAN], under_way(2016)))
    assert by_year.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})
    own = judge(judged_indicator([2016, 2017], under_way(2016, date(2016, 6, 1)), judged(2017, ACHIEVED)))
    assert own.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2016,)})


@pytest.mark.parametrize(
    ("year", "is_for_whole_plan", "period", "as_of", "can"),
    [
        # the plan runs to the end of 2017: its first year is reported on 15 January 2017
        (2016, True, Period(2016, 2016), date(2017, 1, 15), True),
        (2016, False, Period(2016, 2016), date(2017, 1, 15), False),
        (2016, False, Period(2016, 2016), date(2016, 12, 30), True),
        (2016, False, Period(2016, 2016), date(2016, 12, 31), False),
        (2017, True, Period(2017, 2017), date(2017, 12, 31), False),
        (None, True, BOTH_YEARS, date(2017, 8, 1), True),
        (None, True, BOTH_YEARS, date(2018, 1, 15), False),
        # a report of 2016 says how it stood at the end of 2016, whenever it is made
        (2016, True, Period(2016, 2016), date(2018, 3, 7), True),
    ],
)
def test_it_is_too_early_to_judge_until_the_targets_time_is_over(
    year: int | None, is_for_whole_plan: bool, period: Period, as_of: date, can: bool
) -> None:
    asked = {"is_for_whole_plan": is_for_whole_plan, "plan": PLAN, "period": period, "as_of": as_of}
    assert can_be_under_way(year, **asked) is can  # type: ignore[arg-type]  # of several types
    targets: list[int | None] = [WHOLE_PLAN] if is_for_whole_plan else [year]
    status = judge(judged_indicator(targets, judged(year, NOT, as_of)), period, as_of=as_of).status
    assert (status is Status.IN_PROGRESS) is can
