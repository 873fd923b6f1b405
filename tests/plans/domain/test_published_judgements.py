"""Does the rule give every judgement that the municipality published? All 21, none by exception.

Source: Bilag 1 of 7 March 2018 for the plan of 2016–17, and Bilag 1 of 15 January 2020 for the year 2019 of
the plan of 2018–19.
"""

from collections.abc import Sequence
from datetime import date

import pytest

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.values import IndicatorFacts, Period, Span
from plans.enums import Status, Unmeasurable
from tests.plans.domain.facts import (
    WHOLE_PLAN,
    count_indicator,
    counted,
    percentage,
    share_indicator,
    shared,
    unmeasured,
)

ACHIEVED = Status.ACHIEVED
PARTLY = Status.PARTLY_ACHIEVED
NOT = Status.NOT_ACHIEVED
NOT_MEASURABLE = Status.NOT_MEASURABLE

PLAN_2016_17 = [
    pytest.param(
        [share_indicator({WHOLE_PLAN: 60}, shared(WHOLE_PLAN, 10, 19, pending=2))],
        PARTLY,
        id="1.1 accepted: 10 of 19 = 52.6 %, (60−52.6)/60 = 12.3 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 100}, shared(WHOLE_PLAN, 7, 7))],
        ACHIEVED,
        id="1.2 offered again: 7 of 7 = 100 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 70}, shared(WHOLE_PLAN, 11, 14))],
        ACHIEVED,
        id="1.3 in education or work: 11 of 14 = 78.6 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 70}, shared(WHOLE_PLAN, 9, 9))],
        ACHIEVED,
        id="1.4 no longer at risk: 9 of the 11 − 2 that count = 100 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 100}, percentage(WHOLE_PLAN, 100))],
        ACHIEVED,
        id="1.5 passed on in time: all = 100 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 60}, percentage(WHOLE_PLAN, 100))],
        ACHIEVED,
        id="1.6 progress with a mentor: all = 100 %",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 70}, unmeasured(WHOLE_PLAN, Unmeasurable.TOO_RECENT))],
        NOT_MEASURABLE,
        id="1.7 progress with a parent coach: too recent",
    ),
    pytest.param(
        [count_indicator({WHOLE_PLAN: 1000}, counted(WHOLE_PLAN, 2100))],
        ACHIEVED,
        id="2.1 frontline staff: 2100 of 1000",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 80}, percentage(WHOLE_PLAN, 70))],
        PARTLY,
        id="2.2 able to help: (80−70)/80 = 12.5 %",
    ),
    pytest.param(
        [count_indicator({WHOLE_PLAN: 100}, counted(WHOLE_PLAN, 90))],
        PARTLY,
        id="2.3 parents: (100−90)/100 = 10 %",
    ),
    pytest.param(
        [count_indicator({WHOLE_PLAN: 200}, counted(WHOLE_PLAN, 574))], ACHIEVED, id="2.4 pupils: 574 of 200"
    ),
    pytest.param(
        [
            count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4)),
            count_indicator({2016: 1, 2017: 2}, counted(WHOLE_PLAN, 2)),
        ],
        NOT,
        id="3.1 meetings 4 of 2+4 and hearings 2 of 1+2: both 33.3 % short",
    ),
    pytest.param(
        [count_indicator({WHOLE_PLAN: 15}, counted(WHOLE_PLAN, 20))],
        ACHIEVED,
        id="3.2 local associations: 20 of 15",
    ),
    pytest.param(
        [share_indicator({WHOLE_PLAN: 80}, unmeasured(WHOLE_PLAN, Unmeasurable.NOT_HELD))],
        NOT_MEASURABLE,
        id="3.3 courses for parents: not held",
    ),
]

YEAR_2019 = [
    pytest.param([count_indicator({2019: 10}, counted(2019, 15))], ACHIEVED, id="1.1 dialogues: 15 of 10"),
    pytest.param([count_indicator({2019: 5}, counted(2019, 6))], ACHIEVED, id="1.2 associations: 6 of 5"),
    pytest.param(
        [count_indicator({2019: 200}, counted(2019, 1362))], ACHIEVED, id="1.3 workshops: 1362 of 200"
    ),
    pytest.param([count_indicator({2019: 3}, counted(2019, 3))], ACHIEVED, id="2.1 professions: 3 of 3"),
    pytest.param(
        [share_indicator({2019: 100}, shared(2019, 48, 48))],
        ACHIEVED,
        id="2.2 within 48 hours: 48 of 48 = 100 %",
    ),
    pytest.param(
        [share_indicator({2019: 70}, shared(2019, 7, 15))],
        NOT,
        id="3.1 in education or work: 7 of 15 = 46.7 %, (70−46.7)/70 = 33.3 %",
    ),
    pytest.param(
        [share_indicator({2019: 70}, shared(2019, 3, 4))], ACHIEVED, id="3.2 no longer at risk: 3 of 4 = 75 %"
    ),
]


def goal_status(indicators: Sequence[IndicatorFacts], period: Period, plan: Span, as_of: date) -> Status:
    parts = [assess_indicator(facts, period, plan=plan, as_of=as_of) for facts in indicators]
    return assess_goal([(str(number), part) for number, part in enumerate(parts, start=1)]).status


@pytest.mark.parametrize(("indicators", "published"), PLAN_2016_17)
def test_what_was_published_for_2016_17(indicators: Sequence[IndicatorFacts], published: Status) -> None:
    plan = Span(date(2016, 1, 1), date(2017, 12, 31))
    assert goal_status(indicators, Period(2016, 2017), plan, date(2018, 3, 7)) is published


@pytest.mark.parametrize(("indicators", "published"), YEAR_2019)
def test_what_was_published_for_2019(indicators: Sequence[IndicatorFacts], published: Status) -> None:
    plan = Span(date(2018, 1, 1), date(2019, 12, 31))
    assert goal_status(indicators, Period(2019, 2019), plan, date(2020, 1, 15)) is published


def test_all_twenty_one_are_here() -> None:
    assert (len(PLAN_2016_17), len(YEAR_2019)) == (14, 7)
