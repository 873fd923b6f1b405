"""How do tests fill in a workbook and send it back? As a person does, with openpyxl in Excel's place."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.test import Client
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.workbook.columns import FIRST_ROW, PLACES
from tests.desk.entry_page import Node, get, read
from tests.plans.entry_plan import EntryPlan

NAME = "indberetning-vink-2019.xlsx"
DIALOGUE_SHEET, ADVICE_SHEET = "1. Målrettet forebyggende indsa", "2. Foregribende indsats"
# Where the figures of `entry_plan` stand in karin's workbook.
DIALOGUE, EMPLOYED, ADVICE = (DIALOGUE_SHEET, 3), (ADVICE_SHEET, 3), (ADVICE_SHEET, 4)
SheetRow = tuple[str, int]
Fills = Mapping[SheetRow, Mapping[str, Any]]


def address(there: EntryPlan) -> str:
    return f"{there.address}workbook/"


def fetch(client: Client, there: EntryPlan) -> bytes:
    """The workbook of whoever is signed in."""
    response = client.get(f"{address(there)}{NAME}")
    assert response.status_code == 200
    return bytes(response.content)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The file after `change`, saved as a spreadsheet saves it."""
    book = opened(content)
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def filled(content: bytes, fills: Fills) -> bytes:
    """The file with these cells, by sheet and row and then by column."""

    def fill(book: Workbook) -> None:
        for (sheet, row), cells in fills.items():
            for column, value in cells.items():
                book[sheet].cell(row, PLACES[column]).value = value

    return changed(content, fill)


def repacked(
    content: bytes, change: Callable[[dict[str, bytes]], object], *, compression: int = ZIP_DEFLATED
) -> bytes:
    """The file with its parts changed, by name."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _words(node: Node) -> str:
    """What is read, without the space that the reader of pages puts between an element and a comma."""
    return node.text.replace(" ,", ",")


class Page:
    """An answer of the workbook's page, as a person reads it."""

    def __init__(self, status: int, html: str) -> None:
        self.status, self.html, self.root = status, html, read(html)

    @property
    def text(self) -> str:
        return _words(self.root.one("main"))

    @property
    def file_error(self) -> str:
        found = self.root.with_class("form-error-message")
        return found[0].text.removeprefix("Fejl: ") if found else ""

    @property
    def problems(self) -> list[str]:
        return [_words(node) for box in self.root.with_class("workbook-problems") for node in box.all("li")]

    @property
    def changes(self) -> list[str]:
        return [_words(node) for node in self.root.with_class("workbook-cell")]

    @property
    def judgements(self) -> list[str]:
        return [_words(node) for node in self.root.with_class("workbook-goal__judgement")]

    @property
    def counts(self) -> list[str]:
        return [_words(item) for box in self.root.with_class("workbook-counts") for item in box.all("li")]

    @property
    def overtaken(self) -> list[str]:
        lists = self.root.with_class("workbook-overtaken__list")
        return [_words(item) for each in lists for item in each.all("li")]

    @property
    def seen(self) -> str:
        """What confirming posts."""
        return self.root.one("input", name="seen").attributes["value"]


def send(client: Client, there: EntryPlan, content: bytes, *, name: str = NAME) -> Page:
    """Send a file in, and follow to the preview."""
    file = BytesIO(content)
    file.name = name
    response = client.post(address(there), {"action": "upload", "workbook": file}, follow=True)
    return Page(response.status_code, response.content.decode())


def workbook_page(client: Client, there: EntryPlan) -> Page:
    response = client.get(address(there))
    return Page(response.status_code, response.content.decode())


def confirm(client: Client, there: EntryPlan, seen: str) -> Page:
    response = client.post(address(there), {"action": "confirm", "seen": seen}, follow=True)
    return Page(response.status_code, response.content.decode())


def entry_link(client: Client, there: EntryPlan) -> list[Node]:
    """The way to the workbook from the page of the figures."""
    return get(client, there.address).all("a", href=address(there))


def row_of(sheet: Worksheet, row: int = FIRST_ROW) -> dict[str, Any]:
    """What stands in a row, by column."""
    return {column: sheet.cell(row, number).value for column, number in PLACES.items()}
