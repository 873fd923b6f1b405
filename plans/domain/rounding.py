"""How is an exact number rounded for display? Half up, with more decimals only where fewer would mislead."""

from decimal import Decimal

from plans.domain.values import Number, exact


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero: 0.5 → 1, 52.63 → 53."""
    numerator, denominator = exact(value).as_integer_ratio()
    # |n/d| · 10^decimals + 1/2, its fraction cut off, in whole numbers: an annex rounds thousands of figures.
    units = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(f"{-units if numerator < 0 else units}E-{decimals}")


def rounded_apart(value: Number, other: Number | None) -> Decimal:
    """`value` in whole numbers, with as many decimals as it takes not to look equal to `other` unless it is.

    Whichever of the two is asked for gets as many: 69.6 against 70.0, and 70.0 against 69.6.
    """
    decimals = 0
    if other is not None and exact(value) != exact(other):
        while rounded(value, decimals) == rounded(other, decimals):
            decimals += 1
    return rounded(value, decimals)
