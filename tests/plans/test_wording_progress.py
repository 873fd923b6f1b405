"""Is it told exactly how far a goal has come midway, and never as a verdict?

Tests the sentences about progress before a period ends.
"""

from datetime import date

import pytest
from django.utils import translation

from plans.domain.progress import Progress, progress_of
from plans.domain.values import IndicatorFacts, Span
from plans.enums import Accumulation, Direction, Status
from plans.wording.progress import progress_in_short, progress_sentence
from tests.plans.domain.facts import (
    BOTH_YEARS,
    MIDWAY,
    PLAN,
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
PILOT = Span(date(2009, 9, 17), date(2011, 9, 16))
PILOT_REPORT = date(2010, 11, 16)


def midway(facts: IndicatorFacts, as_of: date = MIDWAY) -> Progress:
    """After 366 of the 731 days of 2016–17."""
    found = progress_of(facts, judge(facts, as_of=as_of), BOTH_YEARS, plan=PLAN, as_of=as_of)
    assert found is not None
    return found


def in_the_pilot(target: int, value: int) -> Progress:
    facts = count_indicator({WHOLE_PLAN: target}, counted(WHOLE_PLAN, value, PILOT_REPORT))
    judged_so_far = judge(facts, PILOT.period, plan=PILOT, as_of=PILOT_REPORT)
    found = progress_of(facts, judged_so_far, PILOT.period, plan=PILOT, as_of=PILOT_REPORT)
    assert found is not None
    return found


def test_the_pilot_after_14_of_24_months() -> None:
    assert progress_sentence(in_the_pilot(40, 31)) == (
        "31 af 40 nået (78 pct. af målet på 58 pct. af tiden); der mangler 9, dvs. ca. 11 om året i den"
        " resterende tid (10 måneder)."
    )
    assert progress_in_short([in_the_pilot(40, 31)]) == "78 pct. af målet på 58 pct. af tiden"


def test_in_english() -> None:
    with translation.override("en"):
        assert progress_sentence(in_the_pilot(40, 31)) == (
            "31 of 40 reached (78% of the target in 58% of the time); 9 to go, i.e. about 11 a year in the"
            " remaining time (10 months)."
        )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            count_indicator({WHOLE_PLAN: 200}, counted(2016, 199)),
            "199 af 200 nået (99,5 pct. af målet på 50 pct. af tiden); der mangler 1, dvs. 1 om året i den"
            " resterende tid (12 måneder).",
            id="never rounded up to the whole target",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 40}, counted(2016, 31), accumulation=LATEST),
            "31 indtil nu mod måltal 40 (78 pct. af målet på 50 pct. af tiden); der mangler 9.",
            id="a level has no pace",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 40}, counted(2016, 44), accumulation=LATEST),
            "44 indtil nu mod måltal 40; 50 pct. af tiden er gået.",
            id="above the target midway is no verdict",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 12), direction=AT_MOST),
            "12 af højst 20 brugt (60 pct. på 50 pct. af tiden); der er 8 tilbage, dvs. 8 om året i den"
            " resterende tid (12 måneder).",
            id="at most",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 20), direction=AT_MOST),
            "20 mod højst 20: der er intet tilbage; 50 pct. af tiden er gået.",
            id="at most: all used",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 22), direction=AT_MOST),
            "22 mod højst 20: det højeste tal er overskredet med 2; 50 pct. af tiden er gået.",
            id="at most: beyond",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 12), direction=AT_MOST, accumulation=LATEST),
            "12 indtil nu mod højst 20; 50 pct. af tiden er gået.",
            id="at most: a level",
        ),
        pytest.param(
            count_indicator({WHOLE_PLAN: 20}, counted(2016, 20), direction=AT_MOST, accumulation=LATEST),
            "20 indtil nu mod højst 20; 50 pct. af tiden er gået.",
            id="at most: a level that has nothing to use up",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 5}, percentage(2016, 11), direction=AT_MOST, accumulation=LATEST),
            "11 pct. indtil nu mod måltal højst 5 pct.; 50 pct. af tiden er gået.",
            id="at most: a pay gap",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, shared(2016, 7, 15)),
            "47 pct. (7 af 15) indtil nu mod måltal 70 pct.; 50 pct. af tiden er gået. Måltallet kræver"
            " mindst 12 flere, der alle kommer i mål (19 af 27 = 70,4 pct.).",
            id="a share",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 50}, shared(2016, 4, 9)),
            "44 pct. (4 af 9) indtil nu mod måltal 50 pct.; 50 pct. af tiden er gået. Måltallet kræver mindst"
            " 1 mere, der kommer i mål (5 af 10 = 50 pct.).",
            id="a share that lacks one",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 20}, shared(2016, 3, 10), direction=AT_MOST),
            "30 pct. (3 af 10) indtil nu mod måltal højst 20 pct.; 50 pct. af tiden er gået. Måltallet kræver"
            " mindst 5 flere, hvoraf ingen tæller med (3 af 15 = 20 pct.).",
            id="a share at most",
        ),
        pytest.param(
            share_indicator({WHOLE_PLAN: 70}, percentage(2016, 47)),
            "47 pct. indtil nu mod måltal 70 pct.; 50 pct. af tiden er gået.",
            id="a percentage without counts",
        ),
        pytest.param(count_indicator({WHOLE_PLAN: 40}), "", id="no figure"),
        pytest.param(judged_indicator([WHOLE_PLAN], judged(2016, Status.ACHIEVED)), "", id="a judgement"),
    ],
)
def test_how_far_and_what_is_needed(facts: IndicatorFacts, expected: str) -> None:
    assert progress_sentence(midway(facts)) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2017, 11, 15), "der mangler 10, dvs. ca. 79 om året i den resterende tid (godt 1 måned)."),
        (date(2017, 12, 30), "der mangler 10, dvs. 3.650 om året i den resterende tid (1 dag)."),
        (date(2017, 12, 19), "der mangler 10, dvs. ca. 304 om året i den resterende tid (12 dage)."),
    ],
)
def test_the_time_that_is_left(as_of: date, expected: str) -> None:
    facts = count_indicator({WHOLE_PLAN: 40}, counted(2016, 30))

    assert progress_sentence(midway(facts, as_of)).endswith(expected)


def test_a_slow_pace_keeps_the_decimals_that_it_needs() -> None:
    """1 of the 100 is missing in 30 years: 0.03 a year."""
    span = Span(date(2000, 1, 1), date(2030, 12, 31))
    facts = count_indicator({WHOLE_PLAN: 100}, counted(2000, 99))
    as_of = date(2000, 12, 31)
    assessment = judge(facts, span.period, plan=span, as_of=as_of)
    found = progress_of(facts, assessment, span.period, plan=span, as_of=as_of)

    assert found is not None
    assert "dvs. ca. 0,03 om året" in progress_sentence(found)


def test_in_short_several_parts_have_the_time_in_common_or_nothing() -> None:
    count = midway(count_indicator({WHOLE_PLAN: 40}, counted(2016, 10)))
    of_the_year = midway(count_indicator({2016: 40}, counted(2016, 10)), date(2016, 6, 30))
    level = midway(count_indicator({WHOLE_PLAN: 20}, counted(2016, 5), direction=AT_MOST))

    assert progress_in_short([count, count]) == "50 pct. af tiden er gået"
    assert progress_in_short([count, of_the_year]) == ""
    assert progress_in_short([]) == ""
    assert progress_in_short([level]) == "25 pct. af det højeste tal brugt på 50 pct. af tiden"


def test_a_level_is_not_told_as_used_up() -> None:
    level = midway(
        count_indicator({WHOLE_PLAN: 20}, counted(2016, 5), direction=AT_MOST, accumulation=LATEST)
    )

    assert progress_in_short([level]) == "højst 20; 50 pct. af tiden er gået"
