"""How is an exact number rounded for display? Half up, with more decimals only where fewer would mislead.

`docs/rule.md` tells the whole display rule; `display` applies it to figures that are judged.
"""

from collections.abc import Iterator
from decimal import Decimal

from plans.domain.values import Number, exact, ratio, side

MOST_DECIMALS = 4  # what the database keeps of a figure, and the most that is shown of one


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero: 0.5 → 1, 52.63 → 53."""
    numerator, denominator = ratio(value)
    # |n/d| · 10^decimals + 1/2, its fraction cut off, in whole numbers: an annex rounds thousands of figures.
    units = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(f"{-units if numerator < 0 else units}E-{decimals}")


def rounded_apart(value: Number, *others: Number) -> Decimal:
    """`value` with the fewest decimals with which it stands to each of `others` as it really does.

    Less stays less, equal equal and more more, also beside the other number rounded alike: 69.6 beside 70,
    12.6 beside 12.5. Where half up does not do with four decimals, the fourth is rounded the other way:
    99.99999 beside 100 is 99.9999.
    """
    for decimals in range(MOST_DECIMALS + 1):
        displayed = rounded(value, decimals)
        if all(stays_apart(displayed, decimals, value, other) for other in others):
            return displayed
    for displayed in neighbours(value):
        if all(side(displayed, other) == side(value, other) for other in others):
            return displayed
    return rounded(value, MOST_DECIMALS)


def stays_apart(displayed: Decimal, decimals: int, value: Number, other: Number) -> bool:
    """Whether `displayed`, which is `value` with so many decimals, stands to `other` as `value` does."""
    stands = side(value, other)
    return side(displayed, other) == stands and side(displayed, rounded(other, decimals)) == stands


def neighbours(value: Number) -> Iterator[Decimal]:
    """The numbers with four decimals next to `value`, the lower first; one where it has no more itself."""
    units, rest = divmod(exact(value) * 10**MOST_DECIMALS, 1)
    yield Decimal(f"{units}E-{MOST_DECIMALS}")
    if rest:
        yield Decimal(f"{units + 1}E-{MOST_DECIMALS}")
