"""Where does each figure of a trend picture stand? Pure geometry, in the picture's own units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.domain.values import Tolerance
from plans.enums import Basis, Direction, Status

# 360 units across are 334 pixels on a telephone of 390: letters of 13 are then 12 pixels high.
WIDTH = 360
PLOT_HEIGHT = 190
TOP, RIGHT = 46, 10
WIDEST_SLOT = 104
LETTER = Fraction(72, 10)  # the width of a letter or digit, on the average
BREAK_GAP = 6
LINES_APART = 6
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of the picture. Figures are in the indicator's unit, shares in percent; None is none."""

    label: str
    actual: Fraction | None
    actual_text: str
    target: Fraction | None
    target_text: str
    tolerance: Tolerance
    direction: Direction
    status: Status
    earlier: tuple[Fraction, ...] = ()  # interim figures on the way to this one
    new_definition: bool = False  # counted otherwise than the slot before


def written(value: Fraction | int) -> str:
    """A place in the picture: one decimal, with a point."""
    return f"{float(value):.1f}"


def nice_step(span: Fraction) -> Fraction:
    """A round distance between grid lines: 1, 2, 2.5 or 5 times a power of ten."""
    power = Fraction(1)
    while power * MOST_TICKS > span:
        power /= 10
    while power * 10 * MOST_TICKS <= span:
        power *= 10
    factors = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
    return next(power * factor for factor in factors if power * factor * MOST_TICKS >= span)


def tolerated(slot: Slot) -> Fraction | None:
    """How far the figure of a slot may fall (or, at most, rise) and still be partly achieved."""
    if slot.target is None:
        return None
    limit = Fraction(slot.tolerance.percent)
    distance = limit if slot.tolerance.basis is Basis.POINTS else slot.target * limit / 100
    if slot.direction is Direction.AT_MOST:
        return slot.target + distance
    return max(slot.target - distance, Fraction(0))


@dataclass(frozen=True)
class Plot:
    """How figures and periods become places."""

    left: Fraction
    slot_width: Fraction
    count: int
    top_value: Fraction

    @property
    def right(self) -> Fraction:
        return self.left + self.slot_width * self.count

    @property
    def base(self) -> int:
        return TOP + PLOT_HEIGHT

    def edge(self, index: int) -> Fraction:
        return self.left + self.slot_width * index

    def middle(self, index: int) -> Fraction:
        return self.edge(index) + self.slot_width / 2

    def y(self, value: Fraction) -> Fraction:
        return self.base - PLOT_HEIGHT * value / self.top_value


def plot_of(slots: Sequence[Slot], tick_texts: Sequence[str], top_value: Fraction) -> Plot:
    """The picture's frame: the left margin holds the longest tick, and no slot is wider than need be."""
    left = Fraction(12) + LETTER * max(len(text) for text in tick_texts)
    slot_width = min((WIDTH - left - RIGHT) / len(slots), Fraction(WIDEST_SLOT))
    return Plot(left, slot_width, len(slots), top_value)


def grid(slots: Sequence[Slot]) -> tuple[Fraction, ...]:
    """The values of the grid lines, from zero to above everything that is drawn."""
    drawn = [Fraction(0)]
    for slot in slots:
        drawn += [value for value in (slot.actual, slot.target, tolerated(slot), *slot.earlier) if value]
    highest = max(drawn) or Fraction(1)
    step = nice_step(highest)
    count = -(-highest // step)
    return tuple(step * number for number in range(count + 1))


def stretches(slots: Sequence[Slot]) -> Iterator[list[int]]:
    """The runs of neighbouring slots whose targets belong together: with a target, and of one definition."""
    run: list[int] = []
    for index, slot in enumerate(slots):
        if run and (slot.new_definition or slot.target is None):
            yield run
            run = []
        if slot.target is not None:
            run.append(index)
    if run:
        yield run


def target_line(plot: Plot, slots: Sequence[Slot], run: Sequence[int]) -> str:
    """The steps of the target over a run, for a polyline."""
    return " ".join(_steps(plot, run, [_given(slots[index].target) for index in run]))


def tolerance_band(plot: Plot, slots: Sequence[Slot], run: Sequence[int]) -> str:
    """The area between target and tolerance over a run, for a polygon."""
    targets = _steps(plot, run, [_given(slots[index].target) for index in run])
    limits = _steps(plot, run, [_given(tolerated(slots[index])) for index in run])
    return " ".join([*targets, *reversed(limits)])


def _given(value: Fraction | None) -> Fraction:
    if value is None:
        raise AssertionError("a run holds only slots with a target")
    return value


def _steps(plot: Plot, run: Sequence[int], values: Sequence[Fraction]) -> list[str]:
    """Each value held over its slot; a gap at both ends keeps one definition apart from the next."""
    points = []
    for index, value in zip(run, values, strict=True):
        start = plot.edge(index) + (BREAK_GAP if index == run[0] else 0)
        end = plot.edge(index + 1) - (BREAK_GAP if index == run[-1] else 0)
        points += [f"{written(x)},{written(plot.y(value))}" for x in (start, end)]
    return points


def shown_labels(plot: Plot, texts: Sequence[str]) -> list[int]:
    """Which periods have room for their texts; the newest always has."""
    widest = max((LETTER * len(text) for text in texts), default=Fraction(0)) + 4
    every = max(1, -(-widest // plot.slot_width))
    return [index for index in range(len(texts)) if (len(texts) - 1 - index) % every == 0]


def bar_hatching(status: Status, x: Fraction, y: Fraction, width: Fraction, height: Fraction) -> str:
    """One path for a status's hatching, cut at the bar's edges: a pattern would leave seams in a PDF."""
    match status:
        case Status.PARTLY_ACHIEVED:
            return _diagonals(x, y, width, height)
        case Status.NOT_ACHIEVED:
            return _diagonals(x, y, width, height) + _diagonals(x, y, width, height, falling=True)
        case Status.IN_PROGRESS:
            return _levels(x, y, width, height)
        case Status.ACHIEVED | Status.NOT_MEASURABLE | Status.NOT_REPORTED:
            return ""


def _diagonals(x: Fraction, y: Fraction, width: Fraction, height: Fraction, *, falling: bool = False) -> str:
    lines = []
    offset = Fraction(LINES_APART)
    while offset < width + height:
        start = (Fraction(0), offset) if offset <= height else (offset - height, height)
        end = (offset, Fraction(0)) if offset <= width else (width, offset - width)
        (x1, y1), (x2, y2) = start, end
        if falling:
            x1, x2 = width - x1, width - x2
        lines.append(f"M{written(x + x1)},{written(y + y1)}L{written(x + x2)},{written(y + y2)}")
        offset += LINES_APART
    return "".join(lines)


def _levels(x: Fraction, y: Fraction, width: Fraction, height: Fraction) -> str:
    count = height // LINES_APART
    return "".join(
        f"M{written(x)},{written(y + LINES_APART * number)}h{written(width)}"
        for number in range(1, count + 1)
        if LINES_APART * number < height
    )


def breaks_of(slots: Sequence[Slot]) -> list[int]:
    """The slots before which the definition changed."""
    return [index for index, slot in enumerate(slots) if slot.new_definition and index]


def legend_lines(texts: Sequence[str], width: int) -> list[list[int]]:
    """The legend's entries, broken into lines that fit into `width`."""
    lines: list[list[int]] = []
    used = Fraction(0)
    for index, text in enumerate(texts):
        needed = legend_width(text)
        if not lines or used + needed > width:
            lines.append([])
            used = Fraction(0)
        lines[-1].append(index)
        used += needed
    return lines


def legend_width(text: str) -> Fraction:
    """The room that an entry needs: its sample, its words, and the distance to the next."""
    return 28 + Fraction(66, 10) * len(text) + 14
