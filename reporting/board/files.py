"""How does one take the board along as text? CSV for a Danish Excel, JSON for programs."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plans.domain.values import Period
from plans.office.csv_text import csv_file, csv_text
from plans.office.figure_cells import Cell, NumberCell
from plans.wording import figures
from reporting.board.file_rows import file_columns, file_rows
from reporting.board.page import Board
from reporting.status_json import status_json


def as_csv(board: Board) -> bytes:
    """The rows with semicolons and decimal commas, and with the mark by which Excel knows UTF-8."""
    headings = [column.heading for column in file_columns(board)]
    return csv_file(headings, ([_text(cell) for cell in cells] for cells in file_rows(board)))


def as_json(board: Board) -> bytes:
    """Each period's status report, as `plan_status` has it, of the shown goals in their order."""
    query = board.chosen.query
    board_values = {
        "plan": board.reading.plan.slug,
        "filters": {name: query.getlist(name) for name in query},
        "period": [board.period.first, board.period.last],
        "shown": len(board.goals),
        "total": board.total,
        "periods": [_period(board, period) for period in board.reading.reports],
    }
    return json.dumps(board_values, ensure_ascii=False, indent=2).encode()


def _period(board: Board, period: Period) -> dict[str, Any]:
    standings = [row.goal.standings[period] for row in board.rows if period in row.goal.standings]
    return status_json(replace(board.reading.reports[period], goals=tuple(standings)))


def _text(cell: Cell) -> str:
    """A cell as Excel reads it: a number with a comma, and never a text as a formula."""
    if isinstance(cell, NumberCell):
        return _number(cell)
    return csv_text(cell or "")


def _number(cell: NumberCell) -> str:
    """Up to four decimals, a share in percent."""
    value = Decimal(str(cell.value))
    if not cell.number_format.endswith("%"):
        return figures.plain_number(value)
    return f"{figures.plain_number(value * 100)}%"
