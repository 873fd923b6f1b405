"""What does a returned workbook say? The rows that were filled in, and what is wrong with the rest."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from plans.workbook.cell_reading import WrongCell, cell_text, says_percent
from plans.workbook.columns import (
    COLUMNS,
    ENTRY_COLUMNS,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADINGS_ROW,
    HIDDEN_SHEET,
    PLACES,
)
from plans.workbook.lines import figure_mark, known_mark, plainly, text_mark
from plans.workbook.package import Refusal, check_package
from plans.workbook.token import RowMark, Token
from plans.workbook.unread import unread_cells, unread_sheet

MOST_ROWS = 20_000  # of a sheet; what stands further down is not Vink's
MOST_PIECES = 400  # of the token


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, by sheet and cell ("C7")."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that somebody has changed: where it stands, what it is of, and its cells; empty ones left out."""

    sheet: str
    row: int
    mark: RowMark
    texts: dict[str, str]
    figure_changed: bool
    text_changed: bool
    percent_unsaid: bool = False  # whether the percentage is a number alone, which may be a share of 1
    wrong: Sequence[str] = ()  # columns whose cells are of no use, each told; the others are only checked

    def cell(self, column: str) -> str:
        """The address of one of the row's cells."""
        return f"{get_column_letter(PLACES[column])}{self.row}"


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook as it came back."""

    downloaded: str  # ISO 8601
    rows: Sequence[ReadRow]
    unchanged: int
    unread_sheets: Sequence[str] = ()  # with the cells of them that hold something
    unread_cells: Sequence[str] = ()  # of the workbook's own sheets
    problems: Sequence[Problem] = field(default=())


def read_workbook(content: bytes, round_id: int) -> ReadBook:
    """Read a workbook of the round. Raises Refusal when it is none that Vink has written for it."""
    check_package(content)
    try:
        with warnings.catch_warnings():
            # openpyxl tells of what it leaves out, such as a comment
            warnings.simplefilter("ignore")
            return _read(content, round_id)
    except Refusal:
        raise
    except Exception as error:  # whatever openpyxl makes of a file that is broken on purpose
        raise Refusal(
            _("Filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og send den igen.")
        ) from error


def _read(content: bytes, round_id: int) -> ReadBook:
    # read_only parses a sheet row by row, and nothing but the sheets' cells
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False, rich_text=True)
    try:
        token = _token(book)
        if token.round != round_id:
            raise Refusal(_("Arbejdsbogen hører til en anden indberetning. Hent den, der hører til denne."))
        missing = [name for name in token.sheets if name not in book.sheetnames]
        problems = [Problem(name, "A1", _missing_sheet()) for name in missing]
        reader = _Reader(token)
        for name in token.sheets:
            if name not in missing:
                reader.read_sheet(name, book[name])
        known = {*token.sheets, GUIDE_SHEET, HIDDEN_SHEET}
        strange = [name for name in book.sheetnames if name not in known]
        return ReadBook(
            token.downloaded,
            reader.rows,
            reader.unchanged,
            [unread_sheet(name, book[name]) for name in strange],
            [
                sentence
                for name in token.sheets
                if name not in missing
                for sentence in unread_cells(name, book[name])
            ],
            [*problems, *reader.problems],
        )
    finally:
        book.close()


def _missing_sheet() -> str:
    return _(
        "Arket mangler eller har fået et andet navn. Giv det navnet tilbage, eller hent en ny arbejdsbog."
    )


def _token(book: Any) -> Token:
    pieces = []
    if HIDDEN_SHEET in book.sheetnames:
        rows = book[HIDDEN_SHEET].iter_rows(min_row=2, max_row=MOST_PIECES, max_col=1)
        pieces = [str(row[0].value) for row in rows if row and row[0].value is not None]
    token = Token.read("".join(pieces)) if pieces else None
    if token is None:
        raise Refusal(
            _("Filen er ikke en arbejdsbog fra Vink, eller dens skjulte ark er ændret. Hent en ny.")
        )
    return token


class _Reader:
    """Goes through the sheets and gathers what was filled in, and everything that is wrong, at once."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.rows: list[ReadRow] = []
        self.problems: list[Problem] = []
        self.unchanged = 0
        self._met: set[str] = set()

    def read_sheet(self, name: str, sheet: Any) -> None:
        """Take a sheet's rows in; of one whose headings were changed nothing but that is told."""
        rows: Iterator[Any] = sheet.iter_rows(min_row=1, max_row=MOST_ROWS, max_col=len(COLUMNS))
        for number, cells in enumerate(rows, start=1):
            if number == HEADINGS_ROW:
                problems = list(self._heading_problems(name, cells))
                self.problems += problems
                if problems:
                    return
            elif number >= FIRST_ROW and cells:
                self._read_row(name, number, cells)

    def _heading_problems(self, name: str, cells: Sequence[Any]) -> Iterator[Problem]:
        for number, column in enumerate(COLUMNS, start=1):
            found = plainly(str(cells[number - 1].value or "")) if len(cells) >= number else ""
            if found != column.heading:
                yield Problem(
                    name,
                    f"{get_column_letter(number)}{HEADINGS_ROW}",
                    _("Her skal stå »%(heading)s«. Giv kolonnen navnet tilbage, eller hent en ny arbejdsbog.")
                    % {"heading": column.heading},
                )

    def _read_row(self, name: str, number: int, cells: Sequence[Any]) -> None:
        by_key = {column.key: cells[PLACES[column.key] - 1] for column in COLUMNS}
        key = str(by_key["key"].value or "").strip()
        mark = self.token.rows.get(key)
        if mark is None:
            if key or any(by_key[column.key].value is not None for column in ENTRY_COLUMNS):
                self._add_problem(name, "goal", number, _unknown_row())
            return
        known = known_mark([plainly(str(by_key[each].value or "")) for each in ("goal", "figure")])
        if key in self._met or known != mark.known:
            self._add_problem(name, "goal", number, _moved_row())
            return
        self._met.add(key)
        texts, wrong = self._texts(name, number, by_key)
        row = ReadRow(
            name,
            number,
            mark,
            texts,
            figure_changed=figure_mark(texts) != mark.figure,
            text_changed=text_mark(texts) != (mark.text or text_mark({})),
            percent_unsaid="percentage" in texts and not says_percent(by_key["percentage"]),
            wrong=wrong,
        )
        self.unchanged += not (row.figure_changed or row.text_changed)
        if row.figure_changed or row.text_changed:
            self.rows.append(row)

    def _texts(
        self, name: str, number: int, by_key: Mapping[str, Any]
    ) -> tuple[dict[str, str], tuple[str, ...]]:
        """What the row's cells say, without the empty ones; and which are of no use, each told."""
        texts: dict[str, str] = {}
        wrong: list[str] = []
        for column in ENTRY_COLUMNS:
            try:
                text = cell_text(by_key[column.key], column)
            except WrongCell as found:
                self._add_problem(name, column.key, number, found.sentence)
                wrong.append(column.key)
            else:
                texts |= {column.key: text} if text else {}
        return texts, tuple(wrong)

    def _add_problem(self, sheet: str, column: str, row: int, text: str) -> None:
        self.problems.append(Problem(sheet, f"{get_column_letter(PLACES[column])}{row}", text))


def _unknown_row() -> str:
    return _("Rækken er ikke fra arbejdsbogen. Slet den; nye mål og tal oprettes ikke i Excel.")


def _moved_row() -> str:
    return _(
        "Rækken er flyttet, kopieret eller har fået en anden tekst. Hent arbejdsbogen igen, og udfyld den."
    )
