"""What does the report's date do to a status? Early, in progress or not reported, and the time passed."""

from datetime import date
from fractions import Fraction

import pytest

from plans.domain.timing import time_passed
from plans.domain.values import IndicatorFacts, Period, Reason, Span
from plans.enums import Accumulation, Basis, Direction, ReasonCode, Status
from tests.plans.domain.facts import (
    MIDWAY,
    PLAN,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    note,
    percentage,
    share_indicator,
    shared,
)

AT_MOST = Direction.AT_MOST
PILOT = Span(date(2009, 9, 17), date(2011, 9, 16))  # 24 months from the adoption
PILOT_REPORT = date(2010, 11, 16)


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        pytest.param(
            count_indicator({WHOLE_PLAN: 200}, counted(2016, 574)),
            Status.ACHIEVED,
            ReasonCode.REACHED_EARLY,
            id="sum at least: 574 of 200 is reached for good",
        ),
        pytest.param(
            count_indicator({2016: 2, 2017: 4}, counted(2016, 6)),
            Status.ACHIEVED,
            ReasonCode.REACHED_EARLY,
            id="sum at least: 6 of 2+4 in the first year",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 200}, counted(2016, 199)),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="sum at least: 199 of 200 is not yet reached",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 23), direction=AT_MOST),
            Status.NOT_ACHIEVED,
            ReasonCode.EXCEEDED_EARLY,
            id="sum at most: (23−20)/20 = 15 % is beyond for good",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 22), direction=AT_MOST),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="sum at most: (22−20)/20 = 10 % is above, yet within the tolerance",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 5), direction=AT_MOST),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="sum at most: 5 of at most 20 may still grow",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 0}, counted(2016, 1), direction=AT_MOST),
            Status.NOT_ACHIEVED,
            ReasonCode.EXCEEDED_EARLY,
            id="sum at most 0: one is too many for good",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 9, 9)),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="share of the whole plan: 100 % may still fall",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, percentage(WHOLE_PLAN, 100, MIDWAY)),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="share of the whole plan so far: 100 % may still fall",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 10}, shared(2016, 9, 9), direction=AT_MOST),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="share at most: 100 % of at most 10 % may still fall",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 15}, counted(2016, 20), accumulation=Accumulation.LATEST),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="latest: 20 of 15 may still change",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 200}),
            Status.IN_PROGRESS,
            ReasonCode.IN_PROGRESS,
            id="no figure yet: nothing is missing before the end",
        ),
    ],
)
def test_midway(facts: IndicatorFacts, status: Status, code: ReasonCode) -> None:
    assessment = judge(facts, as_of=MIDWAY)
    assert (assessment.status, assessment.reason.code) == (status, code)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        pytest.param(date(2017, 12, 30), Status.IN_PROGRESS, id="the day before the last: before the end"),
        pytest.param(date(2017, 12, 31), Status.PARTLY_ACHIEVED, id="the last day: (100−90)/100 = 10 %"),
        pytest.param(date(2018, 1, 1), Status.PARTLY_ACHIEVED, id="the day after"),
    ],
)
def test_the_target_s_period_ends_with_its_last_day(as_of: date, status: Status) -> None:
    facts = count_indicator({WHOLE_PLAN: 100}, counted(WHOLE_PLAN, 90, date(2017, 12, 1)))
    assert judge(facts, as_of=as_of).status is status


def test_an_early_verdict_keeps_its_arithmetic() -> None:
    facts = count_indicator({WHOLE_PLAN: 20}, counted(2016, 25), direction=AT_MOST)
    assessment = judge(facts, as_of=MIDWAY)
    # (25−20)/20 = 25 %
    values = {
        "deviation": Fraction(25),
        "tolerance": Fraction(15),
        "basis": Basis.RELATIVE,
        "inclusive": False,
    }
    assert assessment.reason == Reason(ReasonCode.EXCEEDED_EARLY, values)
    assert (assessment.actual, assessment.target) == (Fraction(25), Fraction(20))


def test_a_sum_that_is_reached_stays_achieved_though_a_figure_is_missing() -> None:
    # 6 of 2+4 with 2017 not reported, after the end
    assessment = judge(count_indicator({2016: 2, 2017: 4}, counted(2016, 6)))
    assert (assessment.status, assessment.reason.code) == (Status.ACHIEVED, ReasonCode.TARGET_MET)


def test_a_sum_at_most_that_is_kept_so_far_still_misses_a_figure() -> None:
    # 5 of at most 20, but 2017 is unknown
    facts = count_indicator({WHOLE_PLAN: 20}, counted(2016, 5), direction=AT_MOST)
    assessment = judge(facts)
    assert assessment.status is Status.NOT_REPORTED
    assert assessment.reason == Reason(ReasonCode.YEARS_MISSING, {"years": (2017,)})


@pytest.mark.parametrize(
    ("facts", "period", "reason"),
    [
        pytest.param(
            count_indicator({2017: 10}),
            Period(2017, 2017),
            Reason(ReasonCode.FIGURE_MISSING, {"years": (2017,)}),
            id="one year",
        ),
        pytest.param(
            count_indicator({2016: 2, 2017: 4}, counted(2017, 1)),
            Period(2016, 2017),
            Reason(ReasonCode.YEARS_MISSING, {"years": (2016,)}),
            id="one of two years",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 10}),
            Period(2016, 2017),
            Reason(ReasonCode.YEARS_MISSING, {"years": (2016, 2017)}),
            id="every year of the plan",
        ),
    ],
)
def test_after_the_end_a_missing_figure_is_named(
    facts: IndicatorFacts, period: Period, reason: Reason
) -> None:
    assessment = judge(facts, period)
    assert (assessment.status, assessment.reason) == (Status.NOT_REPORTED, reason)


def test_zero_is_a_figure_and_not_a_blank() -> None:
    # (10−0)/10 = 100 %
    assessment = judge(count_indicator({2017: 10}, counted(2017, 0)), Period(2017, 2017))
    assert (assessment.status, assessment.deviation) == (Status.NOT_ACHIEVED, Fraction(100))


def test_in_progress_gives_the_share_of_the_target_and_of_the_time() -> None:
    # 11 of 15 experts = 73.3 %; 14 of 24 months; 426 of 730 days = 58.4 %
    facts = count_indicator({WHOLE_PLAN: 15}, counted(WHOLE_PLAN, 11, PILOT_REPORT))
    assessment = judge(facts, Period(2009, 2011), plan=PILOT, as_of=PILOT_REPORT)
    assert assessment.status is Status.IN_PROGRESS
    assert assessment.reason == Reason(
        ReasonCode.IN_PROGRESS,
        {
            "share_of_target": Fraction(220, 3),
            "months_passed": 14,
            "months": 24,
            "share_of_time": Fraction(100 * 426, 730),
        },
    )
    assert (assessment.actual, assessment.target) == (Fraction(11), Fraction(15))


@pytest.mark.parametrize(
    ("done", "target", "share"),
    [
        pytest.param(5, 7, Fraction(500, 7), id="talks: 5 of 7 = 71.4 %"),
        pytest.param(4, 5, Fraction(80), id="theme days: 4 of 5 = 80 %"),
        pytest.param(2, 3, Fraction(200, 3), id="dialogues: 2 of 3 = 66.7 %"),
        pytest.param(40, 150, Fraction(80, 3), id="trained: 40 of 150 = 26.7 %; 100 more have only begun"),
    ],
)
def test_the_pilot_after_fourteen_months(done: int, target: int, share: Fraction) -> None:
    facts = count_indicator({WHOLE_PLAN: target}, counted(WHOLE_PLAN, done, PILOT_REPORT))
    assessment = judge(facts, Period(2009, 2011), plan=PILOT, as_of=PILOT_REPORT)
    assert assessment.status is Status.IN_PROGRESS
    assert assessment.reason.values["share_of_target"] == share


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(count_indicator({WHOLE_PLAN: 20}), id="no figure"),
        pytest.param(
            count_indicator({WHOLE_PLAN: 0}, counted(2016, 0), direction=AT_MOST), id="target of zero"
        ),
    ],
)
def test_no_share_of_the_target_without_both_numbers(facts: IndicatorFacts) -> None:
    assert judge(facts, as_of=MIDWAY).reason.values["share_of_target"] is None


@pytest.mark.parametrize(
    ("on", "months_passed", "days_passed"),
    [
        pytest.param(date(2009, 9, 1), 0, 0, id="before the start"),
        pytest.param(date(2009, 9, 16), 0, 0, id="the day before the start"),
        pytest.param(date(2009, 9, 17), 0, 1, id="the first day"),
        pytest.param(date(2009, 10, 15), 0, 29, id="a day short of a month"),
        pytest.param(date(2009, 10, 16), 1, 30, id="the last day of the first month"),
        pytest.param(date(2010, 11, 15), 13, 425, id="a day short of 14 months"),
        pytest.param(date(2010, 11, 16), 14, 426, id="14 months: 365 + 61 days"),
        pytest.param(date(2011, 9, 16), 24, 730, id="the last day"),
        pytest.param(date(2015, 1, 1), 24, 730, id="long after"),
    ],
)
def test_months_and_days_passed_of_the_pilot(on: date, months_passed: int, days_passed: int) -> None:
    assert time_passed(PILOT, on) == {
        "months_passed": months_passed,
        "months": 24,
        "share_of_time": Fraction(100 * days_passed, 730),
    }


def test_the_latest_figure_not_after_the_report_counts() -> None:
    # 1883 in August 2017, then 2100: "ca. 2.100" in the annex
    figures = (
        counted(WHOLE_PLAN, 1883, date(2017, 8, 31)),
        counted(WHOLE_PLAN, 2100, date(2018, 1, 31)),
        counted(WHOLE_PLAN, 9999, date(2018, 3, 8)),
    )
    facts = count_indicator({WHOLE_PLAN: 1000}, *figures)
    assert judge(facts, as_of=date(2017, 8, 30)).actual is None
    assert judge(facts, as_of=date(2017, 8, 31)).actual == 1883
    assert judge(facts, as_of=date(2018, 3, 7)).actual == 2100


def test_a_later_report_of_an_earlier_year_is_judged_at_that_year_s_end() -> None:
    # the whole plan's target, reported for 2016 only: 12 of 24 months, whenever it is written
    facts = count_indicator({WHOLE_PLAN: 10}, counted(2016, 4), counted(2017, 9))
    assessment = judge(facts, Period(2016, 2016), as_of=date(2018, 3, 7))
    assert (assessment.status, assessment.actual) == (Status.IN_PROGRESS, Fraction(4))
    assert assessment.reason.values["months_passed"] == 12
    assert assessment.reason.values["share_of_target"] == Fraction(40)


def test_a_figure_taken_before_the_end_is_marked_provisional() -> None:
    taken = date(2017, 8, 31)
    marked = judge(count_indicator({WHOLE_PLAN: 1000}, counted(WHOLE_PLAN, 1883, taken)))
    assert note(marked, ReasonCode.PROVISIONAL) == Reason(ReasonCode.PROVISIONAL, {"as_of": taken})
    final = judge(count_indicator({WHOLE_PLAN: 1000}, counted(WHOLE_PLAN, 2100, PLAN.ends_on)))
    assert final.notes == ()


def test_a_figure_called_provisional_is_marked() -> None:
    facts = count_indicator({2017: 10}, counted(2017, 12, date(2018, 1, 5), provisional=True))
    assert judge(facts, Period(2017, 2017)).notes == (
        Reason(ReasonCode.PROVISIONAL, {"as_of": date(2018, 1, 5)}),
    )
