"""Does the rule agree with its second formulation, on whatever the models let through?

Tests the rule on generated situations against a second implementation of it in
tests/plans/domain/second_formulation.py.
"""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.assessment import assess, assess_goal
from plans.domain.timing import time_passed
from plans.domain.values import Number, Span, Tolerance
from plans.enums import Direction, ReasonCode
from tests.plans.domain.second_formulation import (
    Ratio,
    goal_opinion,
    indicator_opinion,
    months_passed,
    ratio,
    verdict,
)
from tests.plans.domain.situations import (
    Situation,
    dates_around,
    directions,
    numbers,
    plans,
    quick,
    situations,
    thorough,
    tolerances,
)


def as_fraction(pair: Ratio | None) -> Fraction | None:
    return None if pair is None else Fraction(*pair)


@pytest.mark.slow
@thorough
@given(target=numbers, actual=numbers, direction=directions, tolerance=tolerances)
def test_one_figure_agrees(
    target: Number, actual: Number, direction: Direction, tolerance: Tolerance
) -> None:
    first = assess(target, actual, direction=direction, tolerance=tolerance)
    second = verdict(ratio(Decimal(str(target))), ratio(Decimal(str(actual))), direction, tolerance)
    assert (first.status, first.deviation) == (second.status, as_fraction(second.deviation))


@pytest.mark.slow
@thorough
@given(situation=situations())
def test_an_indicator_agrees(situation: Situation) -> None:
    first, second = situation.assessment, indicator_opinion(*situation)
    assert first.status == second.status
    assert first.deviation == as_fraction(second.deviation)
    if second.status in {"achieved", "partly_achieved", "not_achieved"}:
        assert first.actual == as_fraction(second.actual)
        assert first.target == as_fraction(second.target)
    if second.status == "in_progress" and second.actual and second.target and second.target[0]:
        share = 100 * Fraction(*second.actual) / Fraction(*second.target)
        assert first.reason.values["share_of_target"] in {share, None}


@pytest.mark.slow
@quick
@given(parts=st.lists(situations(), min_size=2, max_size=4))
def test_a_goal_agrees(parts: list[Situation]) -> None:
    assessments = [part.assessment for part in parts]
    with_target = [part for part in assessments if part.reason.code is not ReasonCode.NO_TARGET]
    goal = assess_goal([(str(number), part) for number, part in enumerate(assessments)])
    assert goal.status == goal_opinion(part.status for part in with_target)


@quick
@given(plan=plans(), data=st.data())
def test_the_months_agree(plan: Span, data: st.DataObject) -> None:
    on = data.draw(dates_around(plan))
    within = min(max(on, plan.starts_on - timedelta(days=1)), plan.ends_on)
    assert time_passed(plan, on)["months_passed"] == months_passed(plan.starts_on, within)
