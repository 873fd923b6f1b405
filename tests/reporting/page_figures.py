"""Which statuses and figures does a page show? Read from its tables, to hold against `plan_status`."""

import json
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from typing import Any

from django.core.management import call_command

_LINE = re.compile(r'<span class="(?=figure-line[ "]|board-cell__figure")')
# what a part is called, and what is said beside a figure
_LABEL = re.compile(r'<span class="(?:figure-line__label|board-cell__note)">.*?</span>', re.DOTALL)
# The years whose figure it is, where the period lacks others: "2018 og 2019: 15".
_YEARS = re.compile(r"\b\d{4}(?:, \d{4})*(?: og \d{4})?: ")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(?![\w.]*\d)")


@dataclass(frozen=True)
class ShownRow:
    """A goal's row: its key, by the link that it has, and its cells by what the column is called."""

    key: str
    cells: dict[str, str]

    def status(self, column: str) -> str | None:
        """The status whose icon the cell has."""
        found = re.search(r"status\.svg#(\w+)", self.cells[column])
        return found[1] if found else None

    def figures(self, column: str) -> list[Decimal | None]:
        """The first number of each line of the cell; a line for each part of the goal."""
        first, *lines = _LINE.split(self.cells[column])
        return [_number(line) for line in lines or [first]]


def goal_rows_of(page: str, table: str) -> list[ShownRow]:
    """The rows that lead to a goal, of the page's tables whose class has `table`."""
    tables = re.findall(rf'<table [^>]*class="[^"]*\b{table}\b.*?</table>', page, re.DOTALL)
    rows = [row for each in tables for row in re.findall(r"<tr .*?</tr>", each, re.DOTALL)]
    found = []
    for row in rows:
        link = re.search(r'<th .*?href="/plans/[^"]*/goals/([^/"]+)/', row, re.DOTALL)
        if link:
            cells = re.findall(r'<td [^>]*data-label="([^"]*)"[^>]*>(.*?)</td>', row, re.DOTALL)
            found.append(ShownRow(link[1], dict(cells)))
    return found


def period_tables_of(page: str) -> list[dict[str, ShownRow]]:
    """The rows of a goal's page by the period that they name, a table for each part of the goal."""
    tables = re.findall(r'<table [^>]*class="[^"]*\bperiod-table\b.*?</table>', page, re.DOTALL)
    found = []
    for table in tables:
        rows = {}
        for row in re.findall(r"<tr .*?</tr>", table, re.DOTALL):
            heading = re.search(r'<th scope="row"[^>]*>(.*?)</th>', row, re.DOTALL)
            if heading:
                cells = re.findall(r'<td [^>]*data-label="([^"]*)"[^>]*>(.*?)</td>', row, re.DOTALL)
                rows[heading[1].strip()] = ShownRow("", dict(cells))
        found.append(rows)
    return found


def plan_status(slug: str, period: str) -> dict[str, Any]:
    """What the command says, by its JSON."""
    output = StringIO()
    call_command("plan_status", slug, f"--period={period}", "--format=json", stdout=output)
    answer: dict[str, Any] = json.loads(output.getvalue())
    return answer


def parts(goal: dict[str, Any], figure_name: str) -> list[float | None]:
    """What the command tells of each part: its actual, target or deviation."""
    return [part[figure_name] for part in goal["indicators"]]


def same(displayed: list[Decimal | None], computed: list[float | None]) -> bool:
    """Whether these are the same figures: each as the command has it, rounded half up as it is shown."""
    return len(displayed) == len(computed) and all(
        figure == (exact if exact is None else _rounded(exact, figure))
        for figure, exact in zip(displayed, computed, strict=True)
    )


def _rounded(exact: float, like: Decimal | None) -> Decimal:
    value = Decimal(str(exact))
    return value if like is None else value.quantize(like, rounding=ROUND_HALF_UP)


def _number(line: str) -> Decimal | None:
    text = re.sub(r"<[^>]*>", " ", _LABEL.sub("", line).partition(">")[2] if ">" in line else line)
    text = _YEARS.sub("", text)
    if "figure-line--words" in line:
        return None  # what is judged has a sentence for its target
    found = _NUMBER.search(text)
    return Decimal(found[1].replace(".", "") + (found[2] or "").replace(",", ".")) if found else None
