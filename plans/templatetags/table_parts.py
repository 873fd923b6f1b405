"""Which parts does `components/table.html` put together, and what is said of each column only once?

django-tables2 works out a column's attributes, and what its `render_…` asks for, anew for every cell: more
than half of the time that a long table takes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django_tables2 import Table
from django_tables2.utils import signature

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class ColumnParts:
    """A column's heading, the HTML attributes of its cells, and how the table is sorted by it.

    `render` makes the cell of a record: the table's method `render_…` for the column, if that asks for the
    record alone. Without it django-tables2 makes the cell.
    """

    name: str
    header: str
    head_attributes: SafeString
    cell_attributes: SafeString
    names_row: bool
    next_order: str
    sorted: str
    render: Callable[..., Any] | None

    @property
    def is_ascending(self) -> bool:
        return self.sorted == "ascending"

    @property
    def is_descending(self) -> bool:
        return self.sorted == "descending"


@dataclass(frozen=True, kw_only=True)
class RowParts:
    """A row's HTML attributes and its cells, each with its column."""

    attributes: SafeString
    cells: list[tuple[ColumnParts, Any]]


@register.simple_tag
def table_columns(table: Table) -> list[ColumnParts]:
    """Give the visible columns; the one that `table.row_header` names, else the first, names the row."""
    bound_columns = list(table.columns)
    row_header = getattr(table, "row_header", None) or bound_columns[0].name
    return [
        ColumnParts(
            name=column.name,
            header=column.header,
            head_attributes=column.attrs["th"].as_html(),
            cell_attributes=column.attrs["td"].as_html(),
            names_row=column.name == row_header,
            next_order=column.order_by_alias.next if column.orderable else "",
            sorted=_sorted(column),
            render=_renderer(table, column.name),
        )
        for column in bound_columns
    ]


def _renderer(table: Table, name: str) -> Callable[..., Any] | None:
    render: Callable[..., Any] | None = getattr(table, f"render_{name}", None)
    return render if render and signature(render) == (("record",), None) else None


def _sorted(column: Any) -> str:
    if not column.is_ordered:
        return ""
    return "descending" if column.order_by_alias.is_descending else "ascending"


@register.simple_tag
def table_rows(table: Table, columns: list[ColumnParts]) -> Iterator[RowParts]:
    """Give the rows of the page that is shown, each with its cells as they are rendered."""
    for row in table.paginated_rows:
        attributes = row.attrs.as_html() if table.row_attrs else SafeString("")
        cells = [
            (column, column.render(record=row.record) if column.render else row.get_cell(column.name))
            for column in columns
        ]
        yield RowParts(attributes=attributes, cells=cells)
