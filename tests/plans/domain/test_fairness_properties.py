"""Does the rule keep what any fair rule keeps? More is no worse, and what does not matter changes nothing."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plans.domain.assessment import assess
from plans.domain.values import WORST_FIRST, Figure, Number, Tolerance
from plans.enums import Accumulation, Basis, Direction, Measure, Status
from tests.plans.domain.situations import (
    Situation,
    directions,
    figures,
    numbers,
    quick,
    situations,
    tolerances,
)


def rank(status: Status) -> int:
    """How good a status is; the worst has 0."""
    return WORST_FIRST.index(status)


# --- one figure against one target


@quick
@given(target=numbers, figures=st.tuples(numbers, numbers), tolerance=tolerances)
def test_more_never_worsens_at_least_and_never_betters_at_most(
    target: Number, figures: tuple[Number, Number], tolerance: Tolerance
) -> None:
    less, more = sorted(figures)
    for direction, worse, better in ((Direction.AT_LEAST, less, more), (Direction.AT_MOST, more, less)):
        low = assess(target, worse, direction=direction, tolerance=tolerance)
        high = assess(target, better, direction=direction, tolerance=tolerance)
        assert rank(low.status) <= rank(high.status)


@quick
@given(target=numbers, actual=numbers, factor=st.fractions(Fraction(1, 1000), 1000), direction=directions)
def test_a_relative_deviation_does_not_depend_on_the_unit(
    target: Number, actual: Number, factor: Fraction, direction: Direction
) -> None:
    plain = assess(target, actual, direction=direction, tolerance=Tolerance(15))
    scaled_target, scaled_actual = Fraction(target) * factor, Fraction(actual) * factor
    scaled = assess(scaled_target, scaled_actual, direction=direction, tolerance=Tolerance(15))
    assert (scaled.status, scaled.deviation) == (plain.status, plain.deviation)


@quick
@given(target=st.integers(1, 100), actual=numbers, shift=st.integers(0, 100), direction=directions)
def test_a_deviation_in_points_does_not_depend_on_the_level(
    target: int, actual: Number, shift: int, direction: Direction
) -> None:
    points = Tolerance(15, Basis.POINTS)
    low = assess(target, actual, direction=direction, tolerance=points)
    high = assess(target + shift, Fraction(actual) + shift, direction=direction, tolerance=points)
    assert (low.status, low.deviation) == (high.status, high.deviation)


@quick
@given(target=numbers, actual=numbers, direction=directions, tolerance=tolerances, more=st.integers(0, 50))
def test_a_wider_tolerance_never_worsens(
    target: Number, actual: Number, direction: Direction, tolerance: Tolerance, more: int
) -> None:
    narrow = assess(target, actual, direction=direction, tolerance=replace(tolerance, inclusive=False))
    inclusive = assess(target, actual, direction=direction, tolerance=replace(tolerance, inclusive=True))
    wider = replace(tolerance, percent=Fraction(tolerance.percent) + more, inclusive=True)
    wide = assess(target, actual, direction=direction, tolerance=wider)
    assert rank(narrow.status) <= rank(inclusive.status) <= rank(wide.status)


@quick
@given(target=numbers, actual=numbers, direction=directions, tolerance=tolerances)
def test_a_deviation_is_positive_and_given_exactly_when_a_target_above_zero_is_missed(
    target: Number, actual: Number, direction: Direction, tolerance: Tolerance
) -> None:
    assessment = assess(target, actual, direction=direction, tolerance=tolerance)
    missed = assessment.status is not Status.ACHIEVED
    assert (assessment.deviation is not None) is (missed and target > 0)
    assert assessment.deviation is None or assessment.deviation > 0


# --- one indicator


@pytest.mark.slow
@quick
@given(situation=situations(), data=st.data())
def test_the_order_of_figures_and_targets_does_not_matter(situation: Situation, data: st.DataObject) -> None:
    facts = situation.facts
    shuffled = replace(
        facts,
        figures=data.draw(st.permutations(facts.figures)),
        targets=data.draw(st.permutations(facts.targets)),
    )
    assert situation._replace(facts=shuffled).assessment == situation.assessment


@pytest.mark.slow
@quick
@given(situation=situations(), data=st.data())
def test_figures_after_the_report_s_date_do_not_matter(situation: Situation, data: st.DataObject) -> None:
    facts = situation.facts
    year = data.draw(st.sampled_from([None, *situation.plan.period.years]))
    tomorrow = situation.as_of + timedelta(days=1)
    later = data.draw(figures(facts.measure, year, tomorrow))
    assume(all((figure.year, figure.as_of) != (year, tomorrow) for figure in facts.figures))
    known = replace(facts, figures=(*facts.figures, later))
    assert situation._replace(facts=known).assessment == situation.assessment


@pytest.mark.slow
@quick
@given(situation=situations(), data=st.data())
def test_a_figure_that_was_corrected_does_not_matter(situation: Situation, data: st.DataObject) -> None:
    facts = situation.facts
    assume(facts.figures)
    corrected = data.draw(st.sampled_from(facts.figures))
    assume(corrected.year is not None and corrected.as_of <= situation.as_of)
    before = min(figure.as_of for figure in facts.figures) - timedelta(days=1)
    earlier = data.draw(figures(facts.measure, corrected.year, before))
    known = replace(facts, figures=(earlier, *facts.figures))
    assert situation._replace(facts=known).assessment == situation.assessment


@pytest.mark.slow
@quick
@given(situation=situations((Measure.COUNT, Measure.SHARE)))
def test_years_outside_the_period_do_not_matter_to_yearly_targets(situation: Situation) -> None:
    facts, period = situation.facts, situation.period
    assume(all(target.year is not None for target in facts.targets))
    inside = replace(
        facts,
        targets=[target for target in facts.targets if target.year in period],
        figures=[figure for figure in facts.figures if figure.year is None or figure.year in period],
    )
    assert situation._replace(facts=inside).assessment == situation.assessment


@pytest.mark.slow
@quick
@given(situation=situations((Measure.COUNT,)), data=st.data())
def test_a_larger_count_never_worsens_at_least_and_never_betters_at_most(
    situation: Situation, data: st.DataObject
) -> None:
    facts = situation.facts
    grown = [_grown(figure, data) for figure in facts.figures]
    before, after = situation.assessment, situation._replace(facts=replace(facts, figures=grown)).assessment
    if Status.NOT_MEASURABLE in {before.status, after.status}:
        assert before.status is after.status
    elif facts.direction is Direction.AT_LEAST:
        assert rank(before.status) <= rank(after.status)
    else:
        assert rank(before.status) >= rank(after.status)


def _grown(figure: Figure, data: st.DataObject) -> Figure:
    if figure.value is None:
        return figure
    return replace(figure, value=figure.value + data.draw(st.integers(0, 10)))


@pytest.mark.slow
@quick
@given(situation=situations((Measure.COUNT,)), days=st.integers(1, 800))
def test_what_is_decided_early_stays_decided(situation: Situation, days: int) -> None:
    facts = situation.facts
    assume(facts.accumulation is Accumulation.SUM)
    # No figure is corrected or comes later, and no year is given up: time alone passes.
    known = replace(facts, figures=[figure for figure in facts.figures if figure.as_of <= situation.as_of])
    situation = situation._replace(facts=known)
    later = situation._replace(as_of=situation.as_of + timedelta(days=days))
    if situation.assessment.status not in {Status.IN_PROGRESS, Status.NOT_REPORTED}:
        assert later.assessment.status is situation.assessment.status


@pytest.mark.slow
@quick
@given(situation=situations((Measure.SHARE,)))
def test_a_pooled_share_lies_between_the_years_shares(situation: Situation) -> None:
    assessment = situation.assessment
    assume(assessment.actual is not None and all(figure.year for figure in situation.facts.figures))
    shares = [figure.actual for figure in situation.facts.figures if figure.actual is not None]
    assert min(shares) <= (assessment.actual or 0) <= max(shares)


@pytest.mark.slow
@quick
@given(situation=situations())
def test_a_period_longer_than_the_plan_changes_nothing(situation: Situation) -> None:
    whole = situation._replace(period=situation.plan.period)
    longer = situation._replace(period=replace(whole.period, first=2000, last=2040))
    assert longer.assessment == whole.assessment
