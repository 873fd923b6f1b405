"""What is in the picture of a plan's money, and where? The drawing is templates/reporting/money/chart.svg.

A bar for each share of the budget, and in it what was spent. All places are in the picture's own units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.wording import money
from reporting.goal_page.chart_geometry import LETTER, WIDTH, written
from reporting.money.division import Share

ROW, BAR_TOP, BAR_HEIGHT, SPENT_HEIGHT = 50, 20, 20, 8
LEGEND = 30
SHOWN_WIDTH = 446  # as the trend pictures: letters of 12 are 15 pixels high
MOST_BARS = 30


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A share as a bar, with what was spent of it; `spent_width` is empty where nothing is known."""

    label: str
    value: str
    text_y: str
    y: str
    width: str
    spent_y: str
    spent_width: str


@dataclass(frozen=True, slots=True)
class MoneyChart:
    """All that the drawing needs."""

    width: int
    height: int
    shown_width: int
    bars: tuple[MoneyBar, ...]
    legend_y: str
    legend_text_y: str
    has_spent: bool
    description: str


def money_chart(shares: Sequence[tuple[str, Share]]) -> MoneyChart | None:
    """The picture of the named shares that have money; None where there is nothing to compare.

    What is not of the plan's frame, and amounts of another unit than the first one's, are left out: the table
    beside the picture has them.
    """
    inside = [each for each in shares if not each[1].outside_frame]
    found = [(name, share) for name, share in inside or shares if (share.whole.value or 0) > 0]
    found = [(name, share) for name, share in found if share.unit == found[0][1].unit][:MOST_BARS]
    if not found:
        return None
    most = max(max(share.whole.value or 0, share.spent.value or 0) for _name, share in found)
    bars = tuple(_bar(index, name, share, Fraction(most)) for index, (name, share) in enumerate(found))
    base = ROW * len(bars)
    return MoneyChart(
        width=WIDTH,
        height=base + LEGEND,
        shown_width=SHOWN_WIDTH,
        bars=bars,
        legend_y=written(base + 8),
        legend_text_y=written(base + 18),
        has_spent=any(bar.spent_width for bar in bars),
        description="; ".join(f"{name}: {money.in_unit(_value(share), share.unit)}" for name, share in found),
    )


def _bar(index: int, name: str, share: Share, most: Fraction) -> MoneyBar:
    top = ROW * index
    value = _value(share)
    room = int((WIDTH - LETTER * (len(value) + 2)) / LETTER)
    y = top + BAR_TOP
    return MoneyBar(
        label=name if len(name) <= room else f"{name[: room - 1].rstrip()}…",
        value=value,
        text_y=written(top + 14),
        y=written(y),
        width=_width(share.whole.value, most),
        spent_y=written(Fraction(y) + Fraction(BAR_HEIGHT - SPENT_HEIGHT, 2)),
        spent_width="" if share.spent.value is None else _width(share.spent.value, most),
    )


def _value(share: Share) -> str:
    """ "4,1", or "0,9 af 4,1"."""
    whole = money.amount(share.whole.value)
    return whole if share.spent.value is None else money.spent_of(share.spent.value, share.whole.value)


def _width(value: Decimal | None, most: Fraction) -> str:
    return written(max(Fraction(value or 0), Fraction(0)) / most * (WIDTH - 2))
