"""Does one figure against one target give the status, the exact deviation and the reason of THE rule?

Tests `assess` with a table of targets and figures, in both directions and on both bases of tolerance.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from plans.domain.assessment import assess
from plans.domain.values import Assessment, Number, Reason, Tolerance
from plans.enums import Basis, Direction, Measure, ReasonCode, Status

STRICT = Tolerance(15)
INCLUSIVE = Tolerance(15, inclusive=True)
POINTS = Tolerance(15, Basis.POINTS)
POINTS_INCLUSIVE = Tolerance(15, Basis.POINTS, inclusive=True)

ACHIEVED = Status.ACHIEVED
PARTLY = Status.PARTLY_ACHIEVED
NOT = Status.NOT_ACHIEVED


def at_least(target: Number, actual: Number, tolerance: Tolerance = STRICT) -> Assessment:
    return assess(target, actual, direction=Direction.AT_LEAST, tolerance=tolerance)


def at_most(target: Number, actual: Number, tolerance: Tolerance = STRICT) -> Assessment:
    return assess(target, actual, direction=Direction.AT_MOST, tolerance=tolerance)


@pytest.mark.parametrize(
    ("target", "actual", "status", "deviation"),
    [
        pytest.param(60, 60, ACHIEVED, None, id="60 of 60: reached exactly"),
        pytest.param(60, 61, ACHIEVED, None, id="61 of 60: more than reached"),
        pytest.param(100, 90, PARTLY, Fraction(10), id="90 of 100: (100−90)/100 = 10 %"),
        pytest.param(80, 70, PARTLY, Fraction(25, 2), id="70 of 80: (80−70)/80 = 12.5 %"),
        pytest.param(60, 47, NOT, Fraction(65, 3), id="47 of 60: (60−47)/60 = 21.7 %"),
        pytest.param(100, 85, NOT, Fraction(15), id="85 of 100: exactly 15 % is not within"),
        pytest.param(
            100, Decimal("85.0001"), PARTLY, Fraction(149999, 10000), id="85.0001 of 100: 14.9999 %"
        ),
        pytest.param(100, Decimal("84.9999"), NOT, Fraction(150001, 10000), id="84.9999 of 100: 15.0001 %"),
        pytest.param(6, 4, NOT, Fraction(100, 3), id="4 of 6: (6−4)/6 = 33.3 %"),
        pytest.param(15, 0, NOT, Fraction(100), id="0 of 15: zero is a figure, (15−0)/15 = 100 %"),
        pytest.param(0, 0, ACHIEVED, None, id="0 of 0: nothing was to be reached"),
        pytest.param(60, Fraction(1000, 19), PARTLY, Fraction(700, 57), id="10/19 of 60: 700/57 = 12.3 %"),
        pytest.param(70, Fraction(100, 3), NOT, Fraction(1100, 21), id="1/3 of 70: 1100/21 = 52.4 %"),
        pytest.param(Decimal("0.3"), Decimal("0.1") + Decimal("0.2"), ACHIEVED, None, id="0.1 + 0.2 is 0.3"),
        pytest.param(10**11, 10**11 - 1, PARTLY, Fraction(1, 10**9), id="one too few of 10^11: 10^-9 %"),
    ],
)
def test_at_least(target: Number, actual: Number, status: Status, deviation: Fraction | None) -> None:
    assessment = at_least(target, actual)
    assert (assessment.status, assessment.deviation) == (status, deviation)
    assert (assessment.target, assessment.actual) == (Fraction(target), Fraction(actual))


@pytest.mark.parametrize(
    ("target", "actual", "status", "deviation"),
    [
        pytest.param(20, 20, ACHIEVED, None, id="20 of at most 20: kept exactly"),
        pytest.param(20, 0, ACHIEVED, None, id="0 of at most 20: zero is a figure"),
        pytest.param(20, 22, PARTLY, Fraction(10), id="22 of at most 20: (22−20)/20 = 10 %"),
        pytest.param(20, 23, NOT, Fraction(15), id="23 of at most 20: exactly 15 % is not within"),
        pytest.param(20, 24, NOT, Fraction(20), id="24 of at most 20: (24−20)/20 = 20 %"),
        pytest.param(20, 60, NOT, Fraction(200), id="60 of at most 20: (60−20)/20 = 200 %"),
        pytest.param(0, 0, ACHIEVED, None, id="0 of at most 0"),
        pytest.param(0, 1, NOT, None, id="1 of at most 0: nothing to divide by"),
        pytest.param(0, Decimal("0.0001"), NOT, None, id="0.0001 of at most 0: however little"),
    ],
)
def test_at_most(target: Number, actual: Number, status: Status, deviation: Fraction | None) -> None:
    assessment = at_most(target, actual)
    assert (assessment.status, assessment.deviation) == (status, deviation)


@pytest.mark.parametrize(
    ("target", "actual", "tolerance", "status"),
    [
        pytest.param(100, 85, STRICT, NOT, id="strict: exactly 15 % is outside"),
        pytest.param(100, 85, INCLUSIVE, PARTLY, id="inclusive: exactly 15 % is within"),
        pytest.param(100, Decimal("84.9999"), INCLUSIVE, NOT, id="inclusive: 15.0001 % is outside"),
        pytest.param(70, Decimal("59.5"), STRICT, NOT, id="strict: (70−59.5)/70 = 15 % exactly, no rounding"),
        pytest.param(70, Decimal("59.5"), INCLUSIVE, PARTLY, id="inclusive: (70−59.5)/70 = 15 % exactly"),
        pytest.param(100, 100, Tolerance(0), ACHIEVED, id="no tolerance: reached is reached"),
        pytest.param(100, 99, Tolerance(0), NOT, id="no tolerance: 1 % is outside"),
        pytest.param(100, 99, Tolerance(0, inclusive=True), NOT, id="no tolerance, inclusive: 1 % > 0 %"),
        pytest.param(
            1000, 875, Tolerance(Decimal("12.5")), NOT, id="12.5 %: (1000−875)/1000 is exactly that"
        ),
        pytest.param(1000, 876, Tolerance(Decimal("12.5")), PARTLY, id="12.5 %: 12.4 % is within"),
    ],
)
def test_the_boundary(target: Number, actual: Number, tolerance: Tolerance, status: Status) -> None:
    assert at_least(target, actual, tolerance).status is status


@pytest.mark.parametrize(
    ("target", "actual", "tolerance", "status", "deviation"),
    [
        pytest.param(70, 56, POINTS, PARTLY, Fraction(14), id="56 of 70: 14 points, though 20 %"),
        pytest.param(70, 55, POINTS, NOT, Fraction(15), id="55 of 70: exactly 15 points is outside"),
        pytest.param(70, 55, POINTS_INCLUSIVE, PARTLY, Fraction(15), id="55 of 70: 15 points is within"),
        pytest.param(10, 0, POINTS, PARTLY, Fraction(10), id="0 of 10: 10 points, though 100 %"),
    ],
)
def test_percentage_points(
    target: Number, actual: Number, tolerance: Tolerance, status: Status, deviation: Fraction
) -> None:
    assessment = at_least(target, actual, tolerance)
    assert (assessment.status, assessment.deviation) == (status, deviation)


def test_percentage_points_with_at_most() -> None:
    # 24 against at most 10: 14 points over, though 140 %
    assessment = at_most(10, 24, POINTS)
    assert (assessment.status, assessment.deviation) == (PARTLY, Fraction(14))


@pytest.mark.parametrize("tolerance", [STRICT, INCLUSIVE, POINTS, POINTS_INCLUSIVE])
def test_a_target_of_zero_exceeded_is_not_achieved_on_either_basis(tolerance: Tolerance) -> None:
    # 1 percentage point over a target of 0 would be within 15 points
    assessment = at_most(0, 1, tolerance)
    assert assessment == Assessment(NOT, Reason(ReasonCode.TARGET_OF_ZERO_EXCEEDED), Fraction(1), Fraction(0))


def test_points_hold_for_shares_and_relative_for_everything_else() -> None:
    assert POINTS_INCLUSIVE.for_measure(Measure.SHARE) == POINTS_INCLUSIVE
    assert POINTS_INCLUSIVE.for_measure(Measure.COUNT) == INCLUSIVE
    assert STRICT.for_measure(Measure.SHARE) == STRICT


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("target", [-1, Decimal("-0.0001"), Fraction(-1, 3)])
def test_a_negative_target_is_refused(direction: Direction, target: Number) -> None:
    with pytest.raises(ValueError, match="a target cannot be negative"):
        assess(target, 1, direction=direction, tolerance=STRICT)


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="never float"):
        at_least(0.3, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="never float"):
        at_least(1, 0.3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="never float"):
        at_least(1, 0, Tolerance(0.15))  # type: ignore[arg-type]


def test_the_reason_carries_the_deviation_and_the_tolerance() -> None:
    within = Reason(
        ReasonCode.WITHIN_TOLERANCE,
        {"deviation": Fraction(10), "tolerance": Fraction(15), "basis": Basis.RELATIVE, "inclusive": True},
    )
    beyond = Reason(
        ReasonCode.BEYOND_TOLERANCE,
        {"deviation": Fraction(20), "tolerance": Fraction(15), "basis": Basis.POINTS, "inclusive": False},
    )
    assert at_least(100, 90, INCLUSIVE).reason == within
    assert at_least(70, 50, POINTS).reason == beyond
    assert at_least(70, 70).reason == Reason(ReasonCode.TARGET_MET)
