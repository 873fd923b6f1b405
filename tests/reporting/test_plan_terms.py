"""Are the days of a figure, and what each fixed set holds, told in words?

Tests the Danish words for measures, directions, tolerances and periods on a plan's page.
"""

from datetime import date
from enum import StrEnum

import pytest

from plans.domain.values import Period, Tolerance
from plans.enums import Accumulation, AmountKind, Basis, Direction, Measure, PreventionLevel, VoteSide
from plans.wording.statuses import PlanWords
from plans.wording.tolerance import limit_words
from reporting.plan_page.rule import partly_sentence, rule_sentence
from reporting.plan_page.terms import (
    accumulation_word,
    amount_kind_word,
    direction_word,
    level_word,
    measure_word,
    period_words,
    span_words,
    vote_side_word,
)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (date(2015, 1, 1), date(2015, 12, 31), "2015"),
        (date(2010, 1, 1), date(2013, 12, 31), "2010–2013"),
        (date(2016, 1, 1), date(2017, 8, 31), "januar 2016 – august 2017"),
        (date(2009, 9, 17), date(2010, 11, 16), "17. september 2009 – 16. november 2010"),
        (date(2016, 1, 1), None, "fra 1. januar 2016"),
        (None, date(2017, 8, 31), "til 31. august 2017"),
        (None, None, ""),
    ],
)
def test_the_days_of_a_figure_are_told_as_shortly_as_they_can_be(
    starts_on: date | None, ends_on: date | None, expected: str
) -> None:
    assert span_words(starts_on, ends_on) == expected


def test_only_several_years_are_called_the_whole_plan() -> None:
    assert period_words(Period(2016, 2017), Period(2016, 2017)) == "2016–2017, hele planen"
    assert period_words(Period(2016, 2016), Period(2016, 2017)) == "2016"
    assert period_words(Period(2016, 2016), Period(2016, 2016)) == "2016"


@pytest.mark.parametrize(
    ("enum", "word_of"),
    [
        (PreventionLevel, level_word),
        (AmountKind, amount_kind_word),
        (VoteSide, vote_side_word),
        (Measure, measure_word),
        (Direction, direction_word),
    ],
)
def test_every_member_has_a_word_of_its_own(enum: type[StrEnum], word_of: object) -> None:
    words = {word_of(member) for member in enum}  # type: ignore[operator]  # a function of this enum

    assert len(words) == len(enum)


@pytest.mark.parametrize("accumulation", Accumulation)
@pytest.mark.parametrize("measure", Measure)
def test_several_years_are_explained_for_every_way_of_measuring(
    accumulation: Accumulation, measure: Measure
) -> None:
    assert accumulation_word(accumulation, measure, carries_over=False)


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [
        (Tolerance(15), "mindre end 15 pct."),
        (Tolerance(10, inclusive=True), "højst 10 pct."),
        (Tolerance(5, Basis.POINTS), "mindre end 5 procentpoint"),
        (Tolerance(5, Basis.POINTS, inclusive=True), "højst 5 procentpoint"),
    ],
)
def test_the_limit_is_told_with_its_unit_and_boundary(tolerance: Tolerance, expected: str) -> None:
    assert limit_words(tolerance) == expected
    assert rule_sentence(tolerance, PlanWords()) == (
        "I planen er et mål »nået«, »delvist nået« eller »ikke nået«; det er »delvist nået«, når tallet "
        f"afviger {expected} fra måltallet."
    )


def test_a_tolerance_of_nothing_is_told_as_none() -> None:
    nothing = Tolerance(0)

    assert limit_words(nothing) == "ingen tolerance"
    assert partly_sentence(nothing, PlanWords()) == "Der er ingen tolerance."
    assert rule_sentence(nothing, PlanWords()) == (
        "I planen er et mål »nået« eller »ikke nået«: planen har ingen tolerance."
    )
