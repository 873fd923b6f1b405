"""How is an exact number rounded for display? Half up, with more decimals only where fewer would mislead."""

from decimal import Decimal
from fractions import Fraction

from plans.domain.values import Number, exact


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero: 0.5 → 1, 52.63 → 53."""
    number = exact(value)
    units = int(abs(number) * 10**decimals + Fraction(1, 2))
    return Decimal(f"{-units if number < 0 else units}E-{decimals}")


def rounded_apart(value: Number, other: Number | None) -> Decimal:
    """`value` in whole numbers, with as many decimals as it takes not to look equal to `other` unless it is.

    Whichever of the two is asked for gets as many: 69.6 against 70.0, and 70.0 against 69.6.
    """
    decimals = 0
    if other is not None and exact(value) != exact(other):
        while rounded(value, decimals) == rounded(other, decimals):
            decimals += 1
    return rounded(value, decimals)
