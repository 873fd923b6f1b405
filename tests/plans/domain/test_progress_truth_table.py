"""How far has an indicator come midway, and what does the rest ask for? In exact figures."""

from datetime import date
from fractions import Fraction

import pytest

from plans.domain.progress import NextCases, Progress, progress_of
from plans.domain.timing import TimeLeft, time_left
from plans.domain.values import IndicatorFacts, Period, Span
from plans.enums import Accumulation, Direction, Status
from tests.plans.domain.facts import (
    BOTH_YEARS,
    MIDWAY,
    PLAN,
    REPORTED_ON,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judge,
    judged,
    judged_indicator,
    percentage,
    share_indicator,
    shared,
)

AT_MOST = Direction.AT_MOST
LATEST = Accumulation.LATEST
PILOT = Span(date(2009, 9, 17), date(2011, 9, 16))  # 24 months from the adoption
PILOT_REPORT = date(2010, 11, 16)
YEAR_LEFT = TimeLeft(12, 0, Fraction(1))
HALF = Fraction(36600, 731)  # 366 of 731 days, in percent


def progress(
    facts: IndicatorFacts, period: Period = BOTH_YEARS, *, plan: Span = PLAN, as_of: date = MIDWAY
) -> Progress | None:
    return progress_of(facts, judge(facts, period, plan=plan, as_of=as_of), period, plan=plan, as_of=as_of)


def known_progress(facts: IndicatorFacts) -> Progress:
    found = progress(facts)
    assert found is not None
    return found


def test_the_pilot_after_14_of_24_months() -> None:
    """31 of 40: 9 are missing; 304 of 365 days are left, and 9 · 365/304 = 10.8 a year."""
    facts = count_indicator({WHOLE_PLAN: 40}, counted(WHOLE_PLAN, 31, PILOT_REPORT))

    found = progress(facts, PILOT.period, plan=PILOT, as_of=PILOT_REPORT)

    assert found is not None
    assert found.share_of_target == Fraction(155, 2)  # 77.5 %
    assert found.share_of_time == Fraction(42600, 730)  # 58.4 %
    assert found.left == 9
    assert found.time_left == TimeLeft(10, 0, Fraction(304, 365))
    assert found.left_a_year == Fraction(9 * 365, 304)
    assert not found.is_on_target


@pytest.mark.parametrize(
    ("facts", "share", "left", "a_year"),
    [
        pytest.param(count_indicator({WHOLE_PLAN: 200}, counted(2016, 150)), 75, 50, 50, id="150 of 200"),
        pytest.param(
            count_indicator({2016: 2, 2017: 4}, counted(2016, 2)), Fraction(100, 3), 4, 4, id="2 of 2+4"
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 200}, counted(2016, 0)), 0, 200, 200, id="zero is a figure"
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 12), direction=AT_MOST),
            60,
            8,
            8,
            id="at most: 8 may still be used",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 20), direction=AT_MOST),
            100,
            0,
            None,
            id="at most: nothing is left",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 22), direction=AT_MOST),
            110,
            -2,
            None,
            id="at most: 2 beyond, within the tolerance",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 0}, counted(2016, 0), direction=AT_MOST),
            None,
            0,
            None,
            id="a target of zero has no share",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 40}, counted(2016, 31), accumulation=LATEST),
            Fraction(155, 2),
            9,
            None,
            id="what does not add up has no pace",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 40}, counted(2016, 44), accumulation=LATEST),
            110,
            0,
            None,
            id="above the target, which the end decides",
        ),
        pytest.param(count_indicator({WHOLE_PLAN: 40}), None, None, None, id="no figure yet"),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 7, 15)),
            None,
            None,
            None,
            id="a share adds up to none",
        ),
        pytest.param(
            judged_indicator([WHOLE_PLAN], judged(2016, Status.ACHIEVED)), None, None, None, id="time alone"
        ),
    ],
)
def test_what_is_left_of_the_target_and_a_year(
    facts: IndicatorFacts, share: object, left: object, a_year: object
) -> None:
    """Midway through 2016–17, with exactly one year left."""
    found = known_progress(facts)

    assert (found.share_of_target, found.left, found.left_a_year) == (share, left, a_year)
    assert (found.share_of_time, found.time_left) == (HALF, YEAR_LEFT)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 7, 15)),
            NextCases(12, 19, 27),  # 18 of 26 = 69.2 %, 19 of 27 = 70.4 %
            id="7 of 15 against 70 %",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 50}, shared(2016, 4, 10)), NextCases(2, 6, 12), id="exactly 50 %"
        ),
        pytest.param(
            share_indicator({2016: 70, 2017: 70}, shared(2016, 2, 4)),
            NextCases(3, 5, 7),  # 4 of 6 = 66.7 %, 5 of 7 = 71.4 %
            id="the same target each year",
        ),
        pytest.param(
            share_indicator({2016: 70, 2017: 80}, shared(2016, 2, 4)),
            None,
            id="targets differ: weighted later",
        ),
        pytest.param(share_indicator({WHOLE_PLAN: 70}, shared(2016, 11, 14)), None, id="above the target"),
        pytest.param(
            share_indicator({WHOLE_PLAN: 100}, shared(2016, 9, 10)),
            None,
            id="100 %: no number of cases will do",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 7, 15, pending=2)), None, id="two may still change"
        ),
        pytest.param(share_indicator({WHOLE_PLAN: 70}, percentage(2016, 47)), None, id="no counts"),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 7, 15), accumulation=LATEST),
            None,
            id="the last year's share alone counts",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 20}, shared(2016, 3, 10), direction=AT_MOST),
            NextCases(5, 3, 15),
            id="at most: 3 of 15 = 20 %",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 0}, shared(2016, 1, 10), direction=AT_MOST),
            None,
            id="at most 0 %: never again",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 20}, shared(2016, 2, 10), direction=AT_MOST),
            None,
            id="at most: kept",
        ),
    ],
)
def test_how_many_further_cases_a_share_needs_at_least(
    facts: IndicatorFacts, expected: NextCases | None
) -> None:
    assert known_progress(facts).next_cases == expected


@pytest.mark.parametrize(
    ("facts", "as_of"),
    [
        pytest.param(count_indicator({WHOLE_PLAN: 20}, counted(2016, 20)), MIDWAY, id="reached early"),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 23), direction=AT_MOST),
            MIDWAY,
            id="beyond for good",
        ),
        pytest.param(count_indicator({WHOLE_PLAN: 20}, counted(2016, 5)), REPORTED_ON, id="the time is up"),
        pytest.param(count_indicator({}, counted(2016, 5)), MIDWAY, id="no target"),
    ],
)
def test_only_what_is_in_progress_has_progress(facts: IndicatorFacts, as_of: date) -> None:
    assert progress(facts, as_of=as_of) is None


@pytest.mark.parametrize(
    ("span", "on", "expected"),
    [
        pytest.param(PILOT, PILOT_REPORT, TimeLeft(10, 0, Fraction(304, 365)), id="10 months"),
        pytest.param(PLAN, MIDWAY, YEAR_LEFT, id="2017 is a year"),
        pytest.param(PLAN, date(2015, 12, 31), TimeLeft(24, 0, Fraction(2)), id="366 days are a year too"),
        pytest.param(PLAN, date(2014, 1, 1), TimeLeft(24, 0, Fraction(2)), id="before the start all is left"),
        pytest.param(PLAN, date(2017, 12, 30), TimeLeft(0, 1, Fraction(1, 365)), id="a day"),
        pytest.param(PLAN, date(2017, 12, 31), TimeLeft(0, 0, Fraction(0)), id="nothing"),
        pytest.param(
            Span(date(2020, 1, 31), date(2020, 3, 31)),
            date(2020, 1, 30),
            TimeLeft(2, 1, Fraction(61, 366)),
            id="from the 31st to the 31st are two months and the day itself",
        ),
        pytest.param(
            Span(date(2020, 2, 29), date(2021, 2, 28)),
            date(2020, 2, 28),
            TimeLeft(12, 0, Fraction(1)),
            id="a year from a leap day ends before March",
        ),
    ],
)
def test_what_is_left_of_the_time(span: Span, on: date, expected: TimeLeft) -> None:
    assert time_left(span, on) == expected
