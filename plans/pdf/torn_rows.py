"""Which goals does a page's end tear apart, the wording on one page and the report on it on the next?

A long row may break. WeasyPrint breaks each of its cells for itself: where the one's first lines still fit
on a page and the other's do not, the row begins with an empty cell. No rule of CSS keeps the two together, so
such a row is told to begin on the next page, and the document is laid out again.
"""

from collections.abc import Iterator
from typing import Any

from plans.pdf.tagging import boxes_of

# The stylesheet begins a page with it.
NEXT_PAGE = "annex-next-page"


def move_torn_rows(document: Any) -> bool:
    """Mark the rows that begin on different pages, for the next layout; False where there are none.

    A table's first row takes the whole table along, which would else leave its title behind. `document` is
    WeasyPrint's laid-out document; the marks are classes in the HTML that it was made from.
    """
    begun: dict[Any, dict[Any, int]] = {}  # HTML row → HTML cell → the page of its first line
    moving: dict[Any, Any] = {}  # HTML row → what moves: the row, or its table
    tables: set[Any] = set()
    for number, table, row in _rows(document):
        moving.setdefault(row.element, row.element if table.element in tables else table.element)
        tables.add(table.element)
        cells = begun.setdefault(row.element, {})
        for cell in row.children:
            if cell.children:
                cells.setdefault(cell.element, number)
    torn = [moving[row] for row, cells in begun.items() if len(set(cells.values())) > 1]
    # One that was moved before is longer than a page.
    fresh = [element for element in torn if NEXT_PAGE not in element.get("class", "").split()]
    for element in fresh:
        element.set("class", f"{element.get('class', '')} {NEXT_PAGE}".strip())
    return bool(fresh)


def _rows(document: Any) -> Iterator[tuple[int, Any, Any]]:
    """Every row of a goal: the number of its page, its table, and the row itself."""
    for number, page in enumerate(document.pages):
        for table in boxes_of(page._page_box):  # noqa: SLF001  # no public way
            if table.element_tag == "table" and not table.is_table_wrapper:
                for group in table.children:
                    if not group.is_header:
                        yield from ((number, table, row) for row in group.children)
