"""Which places of a table does a merged cell take? Those beside it, and those in the rows below it."""

from collections.abc import Mapping

from plans.richtext.blocks import Block
from plans.richtext.numbering import whole

_MOST_COLUMNS = 100
_MOST_MERGED = 20  # columns of one cell; a text of more would be pipes alone

Cells = list[list[Block]]


def spans(attributes: Mapping[str, str]) -> tuple[int, int]:
    """How many rows and columns a cell takes."""
    rows, columns = (max(whole(attributes.get(name, "")) or 1, 1) for name in ("rowspan", "colspan"))
    return rows, min(columns, _MOST_MERGED)


class MergedCells:
    """Keeps the places of a table's merged cells empty: what stands beside them stays in its column."""

    def __init__(self) -> None:
        self._below: dict[int, int] = {}  # by column: how many rows a cell above takes yet
        self._begun: dict[int, int] = {}  # the same of cells in this row, for the rows below it

    def add(self, cells: Cells, blocks: list[Block], span: tuple[int, int]) -> None:
        """Add a cell to those of its row, behind the places that cells above it take."""
        self._keep(cells)
        rows, columns = span
        if rows > 1:
            first = len(cells)
            merged = range(first, min(first + columns, _MOST_COLUMNS))
            self._begun |= dict.fromkeys(merged, rows - 1)
        cells.append(blocks)
        cells.extend([] for _ in range(columns - 1))

    def _keep(self, cells: Cells) -> None:
        while len(cells) in self._below:
            cells.append([])

    def is_below(self) -> bool:
        """Whether a cell above takes a place of this row."""
        return bool(self._below)

    def end_row(self) -> None:
        """Go on to the next row."""
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1} | self._begun
        self._begun = {}

    def end_group(self) -> None:
        """Forget what is merged: a head's cells do not reach into the body."""
        self._below, self._begun = {}, {}
