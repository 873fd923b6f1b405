"""How is an exact number rounded for display? Half up, with more decimals only where fewer would mislead."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from plans.domain.values import Number


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero: 0.5 → 1, 52.63 → 53."""
    exact = Fraction(value)
    with localcontext() as context:
        context.prec = 60
        scaled = (abs(exact) * 10**decimals + Fraction(1, 2)) // 1
        result = Decimal(scaled).scaleb(-decimals)
        return (-result if exact < 0 else result).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def rounded_apart(value: Number, other: Number | None) -> Decimal:
    """`value` in whole numbers, with as many decimals as it takes not to look equal to `other` without being so."""
    decimals = 0
    if other is not None and Fraction(value) != Fraction(other):
        while rounded(value, decimals) == other:
            decimals += 1
    return rounded(value, decimals)
