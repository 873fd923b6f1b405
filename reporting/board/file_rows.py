"""Which cells does a file of the board hold? What the page shows, a row for each part of a goal, typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plans.domain.values import Period
from plans.enums import PreventionLevel
from plans.office.figure_cells import (
    PLAIN_NUMBER,
    Cell,
    NumberCell,
    actual_cell,
    count_cell,
    deviation_cell,
    target_cell,
)
from plans.office.sheets import PlainColumn
from plans.status_report import GoalStatus, IndicatorStatus
from plans.wording import figures
from plans.wording.choices import CHOICES
from reporting.board.page import Board
from reporting.board.rows import BoardRow, area_name, basis_note, override_note, status_word
from reporting.goal_rows import IndicatorLine


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a goal in every period, or a goal without any."""

    board: Board
    row: BoardRow
    number: int
    index: int | None
    line: IndicatorLine | None  # in the chosen period

    def standing(self, period: Period) -> GoalStatus | None:
        """The goal in a period."""
        return self.row.goal.standings.get(period)

    def indicator(self, period: Period) -> IndicatorStatus | None:
        """The part in a period."""
        standing = self.standing(period)
        return None if standing is None or self.index is None else standing.indicators[self.index]

    @property
    def named_by(self) -> IndicatorStatus | None:
        """The part as it is called."""
        return None if self.index is None else self.row.goal.named_by.indicators[self.index]


_Write = Callable[[_Part], Cell]


def file_columns(board: Board) -> list[PlainColumn]:
    """The columns of `file_rows`, in their order."""
    return [column for column, _write in _columns(board)]


def file_rows(board: Board) -> Iterator[tuple[Cell, ...]]:
    """The goals that the board shows, in its order."""
    writes = [write for _column, write in _columns(board)]
    for number, row in enumerate(board.rows, start=1):
        parts = row.goal.named_by.indicators
        for index in range(len(parts)) if parts else [None]:
            line = row.lines[index] if row.lines and index is not None else None
            part = _Part(board, row, number, index, line)
            yield tuple(write(part) for write in writes)


def _columns(board: Board) -> list[tuple[PlainColumn, _Write]]:
    years = figures.years(board.period)
    return [
        (PlainColumn("Nr.", 6, is_number=True), lambda part: NumberCell(part.number, PLAIN_NUMBER)),
        (PlainColumn("Indsatsområde", 30), _areas),
        (PlainColumn("Niveau", 18), _levels),
        (PlainColumn("Resultatmål", 50), lambda part: part.row.wording),
        (PlainColumn("Del", 20), lambda part: part.named_by.label if part.named_by else None),
        (PlainColumn("Enhed", 16), lambda part: part.named_by.unit if part.named_by else None),
        *(column for period in board.reading.reports for column in _of_period(board, period)),
        (PlainColumn(f"Måltal {years}", 14, is_number=True), _target),
        (PlainColumn(f"Tæller {years}", 12, is_number=True), _count("numerator")),
        (PlainColumn(f"Nævner {years}", 12, is_number=True), _count("denominator")),
        (PlainColumn(f"Afvigelse {years}", 18, is_number=True), _deviation),
    ]


def _of_period(board: Board, period: Period) -> list[tuple[PlainColumn, _Write]]:
    years = figures.years(period)
    words = board.reading.reports[period].words

    def status(part: _Part) -> Cell:
        standing = part.standing(period)
        if standing is None:
            return "Udgået"
        notes = (override_note(words, standing), basis_note(part.row.goal, standing))
        note = ", ".join(each for each in notes if each)
        return f"{status_word(words, standing)} ({note})" if note else status_word(words, standing)

    def actual(part: _Part) -> Cell:
        indicator = part.indicator(period)
        return None if indicator is None else actual_cell(indicator.assessment, indicator.facts)

    return [
        (PlainColumn(f"Status {years}", 22), status),
        (PlainColumn(f"Opnået {years}", 14, is_number=True), actual),
    ]


def _areas(part: _Part) -> Cell:
    return " · ".join(area_name(area.number, area.title) for area in part.row.goal.areas)


def _levels(part: _Part) -> Cell:
    return ", ".join(str(CHOICES[PreventionLevel][level]) for level in part.row.goal.levels)


def _target(part: _Part) -> Cell:
    """The target as a number; what is judged, or could not be, has it as the page writes it."""
    indicator = part.indicator(part.board.period)
    cell = None if indicator is None else target_cell(indicator.assessment, indicator.facts)
    if cell is None and part.line is not None and part.line.target != figures.NO_FIGURE:
        return part.line.target
    return cell


def _count(name: str) -> _Write:
    def cell(part: _Part) -> Cell:
        indicator = part.indicator(part.board.period)
        counted = None if indicator is None else getattr(indicator.assessment, name)
        return None if counted is None else count_cell(counted)

    return cell


def _deviation(part: _Part) -> Cell:
    indicator = part.indicator(part.board.period)
    if indicator is None or indicator.assessment.deviation is None:
        return None
    return deviation_cell(indicator.assessment.deviation, indicator.facts)
