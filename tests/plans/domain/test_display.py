"""Does whoever recomputes from the shown numbers come to the same status? Over many figures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.assessment import assess
from plans.domain.display import shown_deviation, shown_figures, shown_share
from plans.domain.values import Number, Tolerance, Yardstick, side
from plans.enums import Basis, Direction, Measure, ReasonCode
from tests.plans.domain.situations import Situation, situations, thorough

AT_LEAST, AT_MOST = Direction.AT_LEAST, Direction.AT_MOST
BY_THE_RULE = {ReasonCode.TARGET_MET, ReasonCode.WITHIN_TOLERANCE, ReasonCode.BEYOND_TOLERANCE}

given_percentages = st.decimals(0, 100, places=4, allow_nan=False, allow_infinity=False)
adopted: st.SearchStrategy[Number] = st.one_of(
    st.sampled_from([Decimal(each) for each in (0, 1, 50, 60, 70, 100, "5.2", "62.5", "72.4")]),
    st.decimals(0, 100, places=1, allow_nan=False, allow_infinity=False),
    given_percentages,
)
limits = st.builds(
    Tolerance,
    st.sampled_from([0, 5, 10, Decimal("12.5"), 15, 50, 100]),
    st.sampled_from(Basis),
    st.booleans(),
)


@st.composite
def shares(draw: st.DrawFn) -> Fraction:
    """A numerator of a denominator in percent, of few cases and of very many."""
    denominator = draw(st.sampled_from([3, 7, 15, 125, 200, 1000, 2000, 9999, 10**7, 10**12]))
    edge = draw(st.sampled_from([0, 1, 2, 3, 5]))
    numerator = draw(
        st.one_of(st.integers(0, denominator), st.sampled_from([edge, denominator - min(edge, denominator)]))
    )
    return Fraction(100 * min(numerator, denominator), denominator)


@st.composite
def near_the_limits(draw: st.DrawFn, target: Number, tolerance: Tolerance) -> Fraction:
    """A share a little off the target, or off where the tolerance ends."""
    limit = Fraction(tolerance.percent)
    distance = limit if tolerance.basis is Basis.POINTS else Fraction(target) * limit / 100
    point = Fraction(target) + draw(st.sampled_from([-1, 0, 1])) * distance
    little = draw(st.fractions(Fraction(-1), Fraction(1), max_denominator=10**6))
    how_little = draw(st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 1000)]))
    return max(point + little * how_little, Fraction(0))


@st.composite
def judged_shares(draw: st.DrawFn) -> tuple[Fraction, Yardstick]:
    """A share that was computed, and what it stands against."""
    tolerance, target = draw(limits), draw(adopted)
    against = Yardstick(target, draw(st.sampled_from(Direction)), tolerance)
    return draw(st.one_of(shares(), near_the_limits(target, tolerance))), against


@thorough
@pytest.mark.slow
@given(judged_shares())
def test_a_reader_comes_to_the_same_status_from_a_share_and_its_target(
    judged: tuple[Fraction, Yardstick],
) -> None:
    actual, against = judged
    displayed = shown_share(actual, against, is_given=False)
    assert displayed.actual is not None
    assert displayed.target == against.target
    if displayed.needs_counts and side(displayed.actual, against.target) != side(actual, against.target):
        return  # the counts alone tell it, and stand beside it
    reassessed = assess(
        against.target, displayed.actual, direction=against.direction, tolerance=against.tolerance
    )
    exact = assess(against.target, actual, direction=against.direction, tolerance=against.tolerance)
    assert reassessed.status is exact.status
    assert side(displayed.actual, against.target) == side(actual, against.target)
    for whole in (0, 100):
        assert side(displayed.actual, whole) == side(actual, whole)


@thorough
@pytest.mark.slow
@given(judged_shares())
def test_a_reader_comes_to_the_same_status_from_a_deviation_and_the_tolerance(
    judged: tuple[Fraction, Yardstick],
) -> None:
    actual, against = judged
    deviation = assess(
        against.target, actual, direction=against.direction, tolerance=against.tolerance
    ).deviation
    if deviation is None:
        return
    displayed = Fraction(shown_deviation(deviation, against.tolerance))
    assert displayed > 0
    assert side(displayed, against.tolerance.percent) == side(deviation, against.tolerance.percent)
    assert against.tolerance.covers(displayed) is against.tolerance.covers(deviation)


@thorough
@pytest.mark.slow
@given(situations((Measure.COUNT, Measure.SHARE)))
def test_a_reader_comes_to_the_same_status_in_every_situation_of_the_rule(situation: Situation) -> None:
    """Several years, weighted targets, percentages without counts: whatever the rule meets."""
    facts, assessment = situation.facts, situation.assessment
    displayed = shown_figures(assessment, facts)
    if assessment.reason.code not in BY_THE_RULE or displayed.actual is None or displayed.target is None:
        return
    tolerance = facts.tolerance.for_measure(facts.measure)
    reassessed = assess(displayed.target, displayed.actual, direction=facts.direction, tolerance=tolerance)
    assert reassessed.status is assessment.status


@given(actual=given_percentages, target=adopted, direction=st.sampled_from(Direction), tolerance=limits)
def test_what_was_given_stays_as_it_was_given(
    actual: Decimal, target: Number, direction: Direction, tolerance: Tolerance
) -> None:
    displayed = shown_share(actual, Yardstick(target, direction, tolerance), is_given=True)
    assert (displayed.actual, displayed.target) == (actual, target)


@pytest.mark.parametrize(
    ("actual", "target", "direction", "expected"),
    [
        pytest.param(Fraction(700, 15), 70, AT_LEAST, "47", id="7 of 15 = 46.67 %"),
        pytest.param(Fraction(119, 2), 70, AT_LEAST, "59.5", id="59.5 is not partly, 60 would be"),
        pytest.param(Fraction(596, 10), 70, AT_LEAST, "60", id="59.6 and 60 are both partly"),
        pytest.param(Fraction(11, 2), Decimal("5.2"), AT_MOST, "5.5", id="5.5 is partly, 6 would not be"),
        pytest.param(Fraction(189, 2), Decimal("94.5"), AT_LEAST, "94.5", id="as much as the target"),
        pytest.param(Fraction(1999, 20), 70, AT_LEAST, "99.95", id="not all"),
        pytest.param(Fraction(1, 3), 70, AT_LEAST, "0.3", id="not nothing"),
        pytest.param(Fraction(388, 5), Decimal("72.4"), AT_LEAST, "78", id="77.6 is well over 72.4"),
    ],
)
def test_a_computed_share_has_as_few_decimals_as_will_do(
    actual: Fraction, target: Number, direction: Direction, expected: str
) -> None:
    against = Yardstick(target, direction, Tolerance(15))

    assert str(shown_share(actual, against, is_given=False).actual) == expected


def test_a_share_is_written_alike_wherever_it_is_judged() -> None:
    """5.5 of at most 5.2 is 5.8 pct. off; 6 would be 15.4, which matters by the tolerance of 15 alone."""
    strict, loose = (Yardstick(Decimal("5.2"), AT_MOST, Tolerance(limit)) for limit in (15, 60))
    share = Fraction(11, 2)

    assert str(shown_share(share, loose, is_given=False).actual) == "6"
    assert str(shown_share(share, loose, is_given=False, also=(strict, loose)).actual) == "5.5"
    assert str(shown_share(share, strict, is_given=False, also=(strict, loose)).actual) == "5.5"


def test_a_deviation_of_whole_percents_is_what_the_shown_share_gives() -> None:
    """59.5 of 70 is exactly 15 pct. off; who reads 60 computes 14."""
    against = Yardstick(70, AT_LEAST, Tolerance(60))

    assert str(shown_share(Fraction(119, 2), against, is_given=False).actual) == "59.5"


def test_without_a_target_only_nothing_and_everything_are_told_apart() -> None:
    assert str(shown_share(Fraction(139, 2), None, is_given=False).actual) == "70"
    assert str(shown_share(Fraction(199, 2), None, is_given=False).actual) == "99.5"
