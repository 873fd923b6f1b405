"""What is in a trend picture, and where? The drawing itself is templates/reporting/goal/chart.svg.

All places are in the picture's own units, written with a point and one decimal, ready for the SVG.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from plans.domain.values import Tolerance
from plans.enums import Direction, Status
from plans.wording import figures
from reporting.goal_page.chart_geometry import (
    LETTER,
    RIGHT,
    Plot,
    Slot,
    bar_hatching,
    breaks_of,
    grid,
    legend_lines,
    legend_width,
    plot_of,
    shown_labels,
    stretches,
    target_line,
    tolerance_band,
    written,
)

LEAST_WIDTH = 240
LABELS, LEGEND_LINE = 30, 22
SAMPLE_WIDTH, SAMPLE_HEIGHT = 20, 11
# Beside other text the picture's letters of 13 are shown 16 pixels high.
ENLARGED = Fraction(124, 100)
BAR_SHARE = Fraction(56, 100)
MISSING_HEIGHT = 34
BREAK_WORDS = 14  # above the highest figure's words
WITHOUT_BREAKS = 20


@dataclass(frozen=True, slots=True)
class Label:
    """A text in the picture."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar; `hatch` is the path of its hatching, empty for a status that has none."""

    x: str
    y: str
    width: str
    height: str
    status: Status
    hatch: str
    earlier: str  # the path of the interim figures' marks
    is_missing: bool


@dataclass(frozen=True, slots=True)
class LegendItem:
    """An entry of the legend: what it is, where its sample stands, and its words."""

    kind: str  # "target", "band", "earlier", or a status
    x: str
    y: str
    text_x: str
    text_y: str
    text: str
    path: str  # the sample's line or hatching


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the drawing needs."""

    width: int
    top: int  # where the picture begins: without a break there are no words above it
    height: int
    shown_width: int
    left: str
    right: str
    base: str
    ticks: tuple[Label, ...]
    periods: tuple[Label, ...]
    values: tuple[Label, ...]
    bars: tuple[Bar, ...]
    target_lines: tuple[str, ...]
    bands: tuple[str, ...]
    breaks: tuple[str, ...]
    break_labels: tuple[Label, ...]
    legend: tuple[LegendItem, ...]


def trend_chart(
    slots: Sequence[Slot], *, tick_text: Callable[[Fraction], str], words: Mapping[Status, str]
) -> Chart:
    """The picture of at least one slot, with `words` for the statuses in its legend."""
    values = grid(slots)
    ticks = [tick_text(value) for value in values]
    plot = plot_of(slots, ticks, values[-1])
    width = max(int(plot.right) + RIGHT, LEAST_WIDTH)
    runs = list(stretches(slots))
    breaks = breaks_of(slots)
    base = plot.base + LABELS
    legend = tuple(_legend(slots, words, width, base, has_target=bool(runs)))
    top = 0 if breaks else WITHOUT_BREAKS
    height = max((int(float(item.text_y)) for item in legend), default=base) + 10 - top
    return Chart(
        width=width,
        top=top,
        height=height,
        shown_width=int(width * ENLARGED),
        left=written(plot.left),
        right=written(plot.right),
        base=written(plot.base),
        ticks=tuple(
            Label(written(plot.left - 7), written(plot.y(value)), text)
            for value, text in zip(values, ticks, strict=True)
        ),
        periods=tuple(_periods(plot, slots)),
        values=tuple(_values(plot, slots)),
        bars=tuple(_bar(plot, index, slot) for index, slot in enumerate(slots)),
        target_lines=tuple(target_line(plot, slots, run) for run in runs),
        bands=tuple(tolerance_band(plot, slots, run) for run in runs),
        breaks=tuple(written(plot.edge(index)) for index in breaks),
        break_labels=tuple(_break_labels(plot, breaks)),
        legend=legend,
    )


def _periods(plot: Plot, slots: Sequence[Slot]) -> Iterator[Label]:
    texts = [slot.label for slot in slots]
    for index in shown_labels(plot, texts):
        yield Label(written(plot.middle(index)), written(plot.base + 18), texts[index])


def _values(plot: Plot, slots: Sequence[Slot]) -> Iterator[Label]:
    """The figures above their bars; a period without a figure has none."""
    texts = [slot.actual_text if slot.actual is not None else "" for slot in slots]
    for index in shown_labels(plot, texts):
        actual = slots[index].actual
        if actual is not None:
            yield Label(written(plot.middle(index)), written(plot.y(actual) - 7), texts[index])


def _bar(plot: Plot, index: int, slot: Slot) -> Bar:
    width = plot.slot_width * BAR_SHARE
    x = plot.middle(index) - width / 2
    if slot.actual is None:
        y, height = Fraction(plot.base - MISSING_HEIGHT), Fraction(MISSING_HEIGHT)
    else:
        y = plot.y(slot.actual)
        height = plot.base - y
    marks = (f"M{written(x - 5)},{written(plot.y(value))}h{written(width + 10)}" for value in slot.earlier)
    return Bar(
        x=written(x),
        y=written(y),
        width=written(width),
        height=written(height),
        status=slot.status,
        hatch="" if slot.actual is None else bar_hatching(slot.status, x, y, width, height),
        earlier="".join(marks),
        is_missing=slot.actual is None,
    )


def _break_labels(plot: Plot, breaks: Sequence[int]) -> Iterator[Label]:
    """A word over each break, where it does not run into the one before."""
    text = _("ny definition")
    half = LETTER * len(text) / 2
    free_from = Fraction(0)
    for index in breaks:
        x = plot.edge(index)
        if x - half >= free_from:
            yield Label(written(x), written(BREAK_WORDS), text)
            free_from = x + half


def _legend(
    slots: Sequence[Slot], words: Mapping[Status, str], width: int, top: int, *, has_target: bool
) -> Iterator[LegendItem]:
    """Only what is in the picture: target and band, interim figures, and the statuses."""
    entries = list(_legend_entries(slots, words, has_target=has_target))
    for row, line in enumerate(legend_lines([text for _kind, text in entries], width)):
        x, y = Fraction(2), top + LEGEND_LINE * row
        for kind, text in (entries[index] for index in line):
            yield LegendItem(
                kind=kind,
                x=written(x),
                y=written(y),
                text_x=written(x + SAMPLE_WIDTH + 6),
                text_y=written(y + 10),
                text=text,
                path=_sample(kind, x, y),
            )
            x += legend_width(text)


def _legend_entries(
    slots: Sequence[Slot], words: Mapping[Status, str], *, has_target: bool
) -> Iterator[tuple[str, str]]:
    if has_target:
        yield "target", _("måltal")
        limits = {(slot.tolerance, slot.direction) for slot in slots if slot.target is not None}
        if any(tolerance.percent for tolerance, _direction in limits):
            yield "band", _band_words(limits.pop()) if len(limits) == 1 else _("tolerance")
    if any(slot.earlier for slot in slots):
        yield "earlier", _("tidligere tal")
    present = {slot.status for slot in slots}
    for status in Status:
        if status in present:
            yield status.value, words[status]


def _band_words(limit: tuple[Tolerance, Direction]) -> str:
    """ "15 pct. under måltallet"."""
    tolerance, direction = limit
    how_far = figures.tolerance(tolerance.percent, tolerance.basis)
    if direction is Direction.AT_MOST:
        return _("%(how_far)s over") % {"how_far": how_far}
    return _("%(how_far)s under") % {"how_far": how_far}


def _sample(kind: str, x: Fraction, y: int) -> str:
    """The line or hatching of a legend's sample."""
    if kind in ("target", "earlier"):
        return f"M{written(x)},{written(y + 6)}h{SAMPLE_WIDTH}"
    if kind == "band":
        return ""
    return bar_hatching(Status(kind), x, Fraction(y), Fraction(SAMPLE_WIDTH), Fraction(SAMPLE_HEIGHT))
