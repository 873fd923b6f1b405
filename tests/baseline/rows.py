"""Is every row kept? All tables before the migrations are held against all tables after them."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

# what Django writes of itself when the program has a new table
_GROWING = {"auth_permission", "django_content_type", "django_migrations"}
_LONGEST = 200

Rows = dict[str, dict[Any, dict[str, Any]]]


def stored_rows() -> Rows:
    """Every table's rows by their key, each by column, as the database gives them."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {table: dict(_rows(cursor, table)) for table in tables}


def _rows(cursor: Any, table: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    key = connection.introspection.get_primary_key_column(cursor, table) or ""
    quote = connection.ops.quote_name
    cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY {quote(key)}")  # noqa: S608  # from the database
    columns = [each[0] for each in cursor.description]
    for values in cursor.fetchall():
        row = {name: _plain(value) for name, value in zip(columns, values, strict=True)}
        yield row[key], row


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def kept(before: Rows, after: Rows) -> Iterator[str]:
    """A line for each table with the number of its rows, and one for each row that is not as it was."""
    for table, rows in before.items():
        if table not in after:
            yield f"{table}: {len(rows)} rows, the table is gone"
            continue
        differences = list(_differences(rows, after[table], grows=table in _GROWING))
        yield f"{table}: {len(rows)} rows" + ("" if differences else ", all kept")
        yield from (f"  {each}" for each in differences)


def _differences(
    before: dict[Any, dict[str, Any]], after: dict[Any, dict[str, Any]], *, grows: bool
) -> Iterator[str]:
    for key, row in before.items():
        if key not in after:
            yield f"{key}: gone"
            continue
        for column, value in row.items():
            if column not in after[key]:
                yield f"{key}: column {column} is gone"
            elif after[key][column] != value:
                yield f"{key}: {column} was {_shortened(value)}, is {_shortened(after[key][column])}"
    if not grows:
        yield from (f"{key}: new" for key in after if key not in before)


def _shortened(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
