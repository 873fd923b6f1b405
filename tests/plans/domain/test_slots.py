"""Which figures does a round ask for? A row here is a round of a plan and the figures that a person gives."""

from datetime import date

import pytest

from plans.domain.slots import Slot, slots
from plans.domain.values import IndicatorFacts, Period, Span, TargetValue
from plans.enums import Accumulation, Direction, Measure
from tests.plans.domain.facts import (
    PLAN,
    REPORTED_ON,
    STRICT,
    WHOLE_PLAN,
    count_indicator,
    counted,
    judged_indicator,
    share_indicator,
    shared,
)

LONG_PLAN = Span(date(2016, 1, 1), date(2019, 12, 31))


def asked(
    facts: IndicatorFacts, period: Period, *, plan: Span = PLAN, as_of: date = REPORTED_ON
) -> tuple[Slot, ...]:
    return slots(facts, period, plan=plan, as_of=as_of)


@pytest.mark.parametrize(
    "facts",
    [
        count_indicator({2016: 2, 2017: 4}),
        count_indicator({WHOLE_PLAN: 100}),
        count_indicator({}),
        share_indicator({2016: 70, 2017: 70}, carries_over=True),
        judged_indicator([WHOLE_PLAN]),
    ],
    ids=["yearly", "whole plan", "no target", "carried over", "judged"],
)
def test_a_round_for_a_year_asks_for_the_year(facts: IndicatorFacts) -> None:
    assert asked(facts, Period(2017, 2017)) == (2017,)


def test_a_round_over_several_years_asks_for_each_year_with_a_target() -> None:
    assert asked(count_indicator({2016: 2, 2017: 4}), Period(2016, 2017)) == (2016, 2017)
    assert asked(count_indicator({2017: 4}), Period(2016, 2017)) == (2017,)


def test_a_target_for_the_whole_plan_asks_for_one_figure() -> None:
    assert asked(count_indicator({WHOLE_PLAN: 1000}), Period(2016, 2017)) == (WHOLE_PLAN,)
    assert asked(judged_indicator([WHOLE_PLAN]), Period(2016, 2017)) == (WHOLE_PLAN,)


def test_people_who_are_there_for_several_years_are_asked_for_once() -> None:
    facts = share_indicator({2016: 70, 2017: 70}, carries_over=True)

    assert asked(facts, Period(2016, 2017)) == (WHOLE_PLAN,)


def test_where_a_whole_plan_figure_counts_it_is_the_one_to_correct() -> None:
    """2 + 4 meetings were the targets, and "der er samlet afholdt fire møder" (Bilag 1 for 2016–17)."""
    facts = count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4, REPORTED_ON))

    assert asked(facts, Period(2016, 2017)) == (WHOLE_PLAN,)


def test_a_whole_plan_figure_that_the_year_does_not_read_changes_nothing() -> None:
    """A figure for 2016–17 says nothing of 2017 alone, unless the target is for the whole plan."""
    yearly = count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4, REPORTED_ON))
    whole = count_indicator({WHOLE_PLAN: 6}, counted(WHOLE_PLAN, 4, REPORTED_ON))

    assert asked(yearly, Period(2017, 2017)) == (2017,)
    assert asked(whole, Period(2017, 2017)) == (WHOLE_PLAN,)


def test_a_whole_plan_figure_from_after_the_round_is_not_known_yet() -> None:
    facts = count_indicator({2016: 2, 2017: 4}, counted(WHOLE_PLAN, 4, date(2018, 5, 1)))

    assert asked(facts, Period(2016, 2017)) == (2016, 2017)


def test_without_any_target_each_year_is_asked_for() -> None:
    assert asked(count_indicator({}), Period(2016, 2017)) == (2016, 2017)


def test_years_outside_the_plan_are_not_asked_for() -> None:
    assert asked(count_indicator({}), Period(2015, 2016)) == (2016,)
    assert asked(count_indicator({}), Period(2015, 2018)) == (2016, 2017)


def test_a_round_in_the_middle_does_not_ask_for_what_the_rule_would_not_read() -> None:
    """The whole plan's figure of 15 January 2018 would also hold the first days of 2018, after the period."""
    facts = count_indicator({WHOLE_PLAN: 1000})
    january = date(2018, 1, 15)

    assert asked(facts, Period(2016, 2017), plan=LONG_PLAN, as_of=january) == (2016, 2017)
    assert asked(facts, Period(2016, 2017), plan=LONG_PLAN, as_of=date(2017, 12, 31)) == (WHOLE_PLAN,)
    assert asked(facts, Period(2016, 2019), plan=LONG_PLAN, as_of=january) == (WHOLE_PLAN,)


def test_the_last_years_of_a_plan_alone_have_no_whole_plan_figure() -> None:
    facts = share_indicator({2018: 70, 2019: 70}, shared(2018, 7, 10), carries_over=True)

    assert asked(facts, Period(2018, 2019), plan=LONG_PLAN, as_of=date(2020, 1, 15)) == (2018, 2019)


def test_a_text_is_a_target_for_judgements_alone() -> None:
    text = TargetValue(WHOLE_PLAN, None, "mange")
    facts = IndicatorFacts(
        Measure.COUNT, Direction.AT_LEAST, Accumulation.SUM, STRICT, (text, TargetValue(2017, None, "få")), ()
    )

    assert asked(facts, Period(2016, 2017)) == (2016, 2017)
