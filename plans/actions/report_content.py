"""How is a report written so that any earlier state of it can come back? As a whole, by what differs.

A report with its tables and rows has one version, the report's. Whatever is changed in it is written by
`write`, which compares all of it with what is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.db import models

from plans.actions import history
from plans.actions.row_checks import check
from plans.domain.arrangement import Arrangement, TablePlace
from plans.models import Report, ReportRow, ReportTable
from plans.models.change import as_text
from plans.permissions import Person

# Where orders that change wait, so that no two rows have the same meanwhile; above every order in use.
_PARKED = 20_000

_NOT_CONTENT = {"id", "version", "round"}
_COLUMNS = {field.name: field for field in Report._meta.concrete_fields if field.name not in _NOT_CONTENT}
HEAD = tuple(_COLUMNS)


@dataclass(frozen=True, slots=True)
class RowContent:
    """A goal's place in a table, and how it is worded there."""

    goal: int
    heading: str = ""
    wording: str = ""
    wording_reason: str = ""
    source_ref: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table by its id, None while it is new, with its rows in order."""

    table: int | None
    label: str
    title: str
    column_heading: str
    notes: str = ""
    source_ref: str = ""
    remark: str = ""
    rows: tuple[RowContent, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report says of itself: the columns of its head by name, and its tables in order."""

    head: Mapping[str, Any]
    tables: tuple[TableContent, ...]

    @property
    def arrangement(self) -> Arrangement:
        """Which goals stand in which table."""
        return tuple(TablePlace(each.table, tuple(row.goal for row in each.rows)) for each in self.tables)

    @property
    def rows(self) -> dict[int, RowContent]:
        """The rows by goal."""
        return {row.goal: row for table in self.tables for row in table.rows}

    def with_tables(self, tables: Sequence[TableContent]) -> "ReportContent":
        """The same report with these tables."""
        return replace(self, tables=tuple(tables))

    def as_json(self) -> dict[str, Any]:
        """The content in plain values, for keeping."""
        return asdict(self) | {"head": {name: as_text(value) for name, value in self.head.items()}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "ReportContent":
        """The content that `as_json` wrote."""
        head = {name: _COLUMNS[name].to_python(value) for name, value in kept["head"].items()}
        tables = [
            TableContent(**{**table, "rows": tuple(RowContent(**row) for row in table["rows"])})
            for table in kept["tables"]
        ]
        return cls(head, tuple(tables))


def content_of(report: Report) -> ReportContent:
    """The stored head, tables and rows of the report."""
    tables = ReportTable.objects.filter(report=report).order_by("order").prefetch_related("rows")
    return ReportContent(
        head={name: getattr(report, name) for name in HEAD},
        tables=tuple(
            TableContent(
                table=table.pk,
                rows=tuple(
                    RowContent(goal=row.goal_id, **_columns(row, _ROW))
                    for row in sorted(table.rows.all(), key=lambda row: row.order)
                ),
                **_columns(table, _TABLE),
            )
            for table in tables
        ),
    )


_TABLE = tuple(field.name for field in fields(TableContent) if field.name not in {"table", "rows"})
_ROW = tuple(field.name for field in fields(RowContent) if field.name != "goal")


def _columns(row: models.Model | TableContent | RowContent, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def write(report: Report, wanted: ReportContent, *, version: int, by: Person, why: str = "") -> Report:
    """Make the report say what is `wanted`, with the history of what differs, and raise its version.

    `version` is the one that the person saw. Where nothing differs, nothing is written and nothing is wrong.
    Raises `history.Conflict` when somebody else was first, and ValidationError by field.
    """
    stored = content_of(report)
    if stored == wanted:
        return report
    claimed = Report.objects.filter(pk=report.pk, version=version)
    if not claimed.update(version=models.F("version") + 1):
        raise history.Conflict(Report.objects.get(pk=report.pk))
    _Writing(report, by, why).write(wanted)
    return Report.objects.select_related("round__plan").get(pk=report.pk)


@dataclass(frozen=True, slots=True)
class _Writing:
    """The rows of one report, for one person and reason."""

    report: Report
    by: Person
    why: str

    def write(self, wanted: ReportContent) -> None:
        """Change, add and remove what differs; rows first leave the tables that go."""
        tables = {row.pk: row for row in ReportTable.objects.filter(report=self.report)}
        rows = {row.goal_id: row for row in ReportRow.objects.filter(table__report=self.report)}
        self._set(self.report, dict(wanted.head))
        for goal in rows.keys() - wanted.rows.keys():
            self._remove(rows.pop(goal))
        self._park(wanted, tables, rows)
        kept = set()
        for order, content in enumerate(wanted.tables, start=1):
            table = self._table(content, order, tables.get(content.table or 0))
            kept.add(table.pk)
            for position, row in enumerate(content.rows, start=1):
                self._row(row, table, position, rows.get(row.goal))
        for pk in tables.keys() - kept:
            self._remove(tables[pk])

    def _park(
        self, wanted: ReportContent, tables: Mapping[int, ReportTable], rows: Mapping[int, ReportRow]
    ) -> None:
        """Clear the orders that others are to have; the history tells only where they end."""
        positions = {
            row.goal: (table.table, position)
            for table in wanted.tables
            for position, row in enumerate(table.rows, start=1)
        }
        orders = {table.table: order for order, table in enumerate(wanted.tables, start=1)}
        moved = [row for goal, row in rows.items() if positions[goal] != (row.table_id, row.order)]
        shifted = [table for pk, table in tables.items() if orders.get(pk) != table.order]
        for number, row in enumerate(moved):
            ReportRow.objects.filter(pk=row.pk).update(order=_PARKED + number)
        for number, table in enumerate(shifted):
            ReportTable.objects.filter(pk=table.pk).update(order=_PARKED + number)

    def _table(self, content: TableContent, order: int, stored: ReportTable | None) -> ReportTable:
        values = {"order": order, **_columns(content, _TABLE)}
        if stored is not None:
            self._set(stored, values)
            return stored
        return self._add(ReportTable(report=self.report, **values))

    def _row(self, content: RowContent, table: ReportTable, order: int, stored: ReportRow | None) -> None:
        values = {"table_id": table.pk, "order": order, **_columns(content, _ROW)}
        if stored is not None:
            self._set(stored, values)
        else:
            self._add(ReportRow(goal_id=content.goal, **values))

    def _add(self, row: history.Row) -> history.Row:
        check(row)
        return history.add(row, by=self.by, plan=self.report.round.plan, why=self.why)

    def _remove(self, row: models.Model) -> None:
        history.remove(row, by=self.by, plan=self.report.round.plan, why=self.why)

    def _set(self, row: models.Model, values: Mapping[str, Any]) -> None:
        changed = dict(_changed(row, values))
        if not changed:
            return
        old = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed.keys() - {"order", "table_id"}:
            check(row, but=("order", "table"))
        # A row that moved to the same place in another table is parked, too.
        written = changed | {name: value for name, value in values.items() if name == "order"}
        type(row)._default_manager.filter(pk=row.pk).update(**written)
        for name, value in changed.items():
            field = name.removesuffix("_id")
            history.note(row, field, old[name], value, by=self.by, plan=self.report.round.plan, why=self.why)


def _changed(row: models.Model, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if as_text(getattr(row, name)) != as_text(value):
            yield name, value
