"""Which goals does a page's end tear apart, the wording on one page and the report on it on the next?

A long row may break. WeasyPrint breaks each of its cells for itself: where the one's first lines still fit
on a page and the other's do not, the row begins with an empty cell. No rule of CSS keeps the two together, so
such a row is told to begin on the next page, and the document is laid out again.
"""

from typing import Any

from reporting.pdf.tagging import boxes_of

# The stylesheet begins a page with it.
NEXT_PAGE = "annex-next-page"


def move_torn_rows(document: Any) -> bool:
    """Mark the rows that begin on different pages, for the next layout; False where there are none.

    `document` is WeasyPrint's laid-out document; the marks are classes in the HTML that it was made from.
    """
    begun: dict[Any, dict[Any, int]] = {}  # HTML row → HTML cell → the page of its first line
    for number, page in enumerate(document.pages):
        for row in boxes_of(page._page_box):  # noqa: SLF001  # no public way
            if row.element_tag == "tr":
                cells = begun.setdefault(row.element, {})
                for cell in row.children:
                    if cell.children:
                        cells.setdefault(cell.element, number)
    moved = False
    for row, cells in begun.items():
        classes = row.get("class", "").split()
        if len(set(cells.values())) > 1 and NEXT_PAGE not in classes:
            row.set("class", " ".join([*classes, NEXT_PAGE]))
            moved = True
    return moved
