"""Is a number rounded half up, and never so that it looks like what it is not?

Tests `rounded` and `rounded_apart`, which adds decimals until two numbers differ.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.domain.rounding import rounded, rounded_apart
from plans.domain.values import Number, side

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        pytest.param(Fraction(1000, 19), 0, "53", id="10 of 19 = 52.63 → 53"),
        pytest.param(Fraction(700, 15), 0, "47", id="7 of 15 = 46.67 → 47"),
        pytest.param(Fraction(1100, 14), 0, "79", id="11 of 14 = 78.57 → 79"),
        pytest.param(Decimal("0.5"), 0, "1", id="a half goes up"),
        pytest.param(Decimal("1.5"), 0, "2", id="and up"),
        pytest.param(Decimal("2.5"), 0, "3", id="and not to the even"),
        pytest.param(Decimal("2.4999"), 0, "2", id="less than a half goes down"),
        pytest.param(Decimal("-2.5"), 0, "-3", id="a negative half goes away from zero"),
        pytest.param(Decimal("-0.4"), 0, "0", id="no minus before a zero"),
        pytest.param(Fraction(2, 3), 4, "0.6667", id="four decimals"),
        pytest.param(Decimal("12.34565"), 4, "12.3457", id="half up in the fourth decimal"),
        pytest.param(70, 1, "70.0", id="as many decimals as asked for"),
        pytest.param(Decimal("99999999999.99995"), 4, "100000000000.0000", id="longer than the columns"),
        pytest.param(10**40 + 1, 2, f"{10**40 + 1}.00", id="longer than the decimal context"),
    ],
)
def test_rounded(value: Number, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


def test_whole_numbers_unless_told_otherwise() -> None:
    assert str(rounded(Decimal("69.6"))) == "70"


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        pytest.param(Decimal("69.6"), 70, "69.6", id="69.6 beside 70 is not 70"),
        pytest.param(Decimal("69.96"), 70, "69.96", id="69.96: 70.0 would still look like 70"),
        pytest.param(Decimal("69.9996"), 70, "69.9996", id="as many as it takes"),
        pytest.param(Decimal("70.4"), 70, "70.4", id="more than the target, too"),
        pytest.param(70, 70, "70", id="equal is shown equal"),
        pytest.param(Decimal("70.0"), 70, "70", id="equal whatever the notation"),
        pytest.param(Decimal("69.4"), 70, "69", id="69 cannot be taken for 70"),
        pytest.param(Fraction(1000, 19), 60, "53", id="53 cannot be taken for 60"),
        pytest.param(Fraction(700, 47), 15, "14.9", id="a deviation of 14.89 % beside a tolerance of 15 %"),
        pytest.param(Decimal("12.6"), Decimal("12.5"), "12.6", id="12.6 beside 12.5: both would be 13"),
        pytest.param(Decimal("66.6"), Fraction(200, 3), "66.6", id="66.6 beside 66.67: both would be 67"),
        pytest.param(Decimal("94.5"), Decimal("94.5"), "94.5", id="94.5 beside 94.5 is not 95"),
        pytest.param(Decimal("99.99999"), 100, "99.9999", id="four decimals, and never over the line"),
        pytest.param(Fraction(1, 10**9), 0, "0.0001", id="almost nothing is something"),
        pytest.param(Decimal("15.00001"), 15, "15.0001", id="nor under it"),
        pytest.param(Decimal("-0.00001"), 0, "-0.0001", id="negative, too"),
    ],
)
def test_rounded_apart(value: Number, other: Number, expected: str) -> None:
    assert str(rounded_apart(value, other)) == expected


def test_nothing_to_be_told_apart_from() -> None:
    assert str(rounded_apart(Decimal("69.6"))) == "70"
    assert str(rounded_apart(Decimal("99.96"), 0, 100)) == "99.96"


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="never float"):
        rounded(0.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="never float"):
        rounded_apart(1, 0.5)  # type: ignore[arg-type]


@pytest.mark.slow
@settings(max_examples=100, deadline=None, derandomize=True)
@given(value=fractions, decimals=st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Fraction, decimals: int) -> None:
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


figures = st.decimals(-1000, 1000, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(value=st.one_of(fractions, figures), others=st.lists(figures, max_size=3))
def test_a_number_stays_on_its_side_of_every_other(value: Number, others: list[Decimal]) -> None:
    result = rounded_apart(value, *others)
    assert [side(result, other) for other in others] == [side(value, other) for other in others]
    assert abs(Fraction(result) - Fraction(value)) <= Fraction(1, 2)
    assert -int(result.as_tuple().exponent) <= 4
