"""How are measurements told? As one table at the end of the run: what, median, limit, floor, remark."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass
class Table:
    """The rows that the benchmarks of one run have measured."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, label: str, measured: str, limit: str, floor: str = "", remark: str = "") -> None:
        self.rows.append((label, measured, limit, floor, remark))


TABLE = Table()


@pytest.fixture
def table() -> Table:
    """The run's table."""
    return TABLE


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table under the run."""
    rows = [("what", "measured", "limit", "floor", "remark"), *TABLE.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    # Whoever else works on the computer slows everything down: the reader must know.
    busy, _, _ = os.getloadavg()
    terminalreporter.section(f"benchmarks, {os.cpu_count()} processors, load {busy:.1f}")
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        terminalreporter.write_line("  ".join(cells).rstrip())
