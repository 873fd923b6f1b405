"""What does a screen reader find in a PDF? Its tags in their order, with their text, read by pypdf."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

OPENINGS = {b"BDC", b"BMC"}
# The text area in points: the page number stands below it, the first page's margin to the right of it.
LOWER_EDGE = 23 / 25.4 * 72
FIRST_PAGE_RIGHT_EDGE = (210 - 62) / 25.4 * 72


@dataclass(frozen=True, slots=True)
class Tagged:
    """A piece of text with the tags that it stands in, outermost first, and its page (from 0)."""

    tags: tuple[str, ...]
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """How the numbers of a page's text become points from its left and its lower edge."""

    across: float = 1
    up: float = 1
    left: float = 0
    lower: float = 0

    def within(self, matrix: Any) -> "_Scale":
        """Return the scale that a page's "cm" gives within this one; nothing on our pages is turned."""
        across, turned, back, up, left, lower = map(float, matrix)
        assert (turned, back) == (0, 0)
        return _Scale(
            across * self.across, up * self.up, left * self.across + self.left, lower * self.up + self.lower
        )


@dataclass(slots=True)
class _Pen:
    """Where a page's next text stands, in points from its left and its lower edge."""

    start: tuple[float, float] = (0, 0)
    scales: list[_Scale] = field(default_factory=lambda: [_Scale()])

    def follow(self, operator: bytes, operands: Any) -> None:
        scale = self.scales[-1]
        if operator == b"q":
            self.scales.append(scale)
        elif operator == b"Q":
            self.scales.pop()
        elif operator == b"cm":
            self.scales[-1] = scale.within(operands)
        elif operator == b"Tm":
            self.start = (
                float(operands[4]) * scale.across + scale.left,
                float(operands[5]) * scale.up + scale.lower,
            )


@dataclass(slots=True)
class PageText:
    """The text of a page: by the marks that the tags refer to, what is pagination, and where its lines stand.

    A line's start is how far it stands from the left and from the lower edge, in points.
    """

    marked: dict[int, str] = field(default_factory=dict)
    pagination: list[str] = field(default_factory=list)
    line_starts: list[tuple[float, float]] = field(default_factory=list)


class TaggedPdf:
    """A tagged PDF, read from its bytes."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(pdf))
        self.catalog = cast("Any", self.reader.trailer["/Root"])
        self.root = self.catalog["/StructTreeRoot"]

    @cached_property
    def pages(self) -> list[PageText]:
        return [_page_text(self.reader, page) for page in self.reader.pages]

    @cached_property
    def texts(self) -> list[Tagged]:
        """Every piece of text in reading order."""
        return list(self._texts(self.root["/K"], (), None))

    @property
    def text(self) -> str:
        """What is read aloud, list marks left out."""
        return " ".join(piece.text for piece in self.texts if "Lbl" not in piece.tags)

    def elements(self, kind: str) -> list[Any]:
        """The structure elements of a kind, such as "TD", in reading order."""
        return [element for element in self._elements(self.root["/K"]) if element["/S"] == f"/{kind}"]

    def first_pages(self, row: Any) -> list[int]:
        """On which page (from 0) each cell of a row begins that is not empty."""
        cells = [kid.get_object() for kid in row["/K"]]
        texts = [list(self._texts(cell["/K"], (), cell["/Pg"].get_object())) for cell in cells]
        return [pieces[0].page for pieces in texts if pieces]

    def titles(self) -> list[tuple[int, str]]:
        """The bookmarks: level (from 1) and title."""
        return list(_titles(self.reader.outline, 1))

    def lowest_text(self, page: int) -> float:
        """How far above the lower page edge the lowest line of the text area stands, in points."""
        return min(
            up
            for across, up in self.pages[page].line_starts
            if across < FIRST_PAGE_RIGHT_EDGE and up > LOWER_EDGE
        )

    def _texts(self, kids: Any, tags: tuple[str, ...], page: Any) -> Iterator[Tagged]:
        for kid in kids if isinstance(kids, list) else [kids]:
            element = kid.get_object()
            if isinstance(element, int):
                number = cast("int", self.reader.get_page_number(page))
                yield Tagged(tags, number, self.pages[number].marked.get(element, ""))  # an image has none
            elif "/S" in element:
                own_page = element["/Pg"].get_object() if "/Pg" in element else page
                yield from self._texts(element["/K"], (*tags, element["/S"][1:]), own_page)

    def _elements(self, kids: Any) -> Iterator[Any]:
        for kid in kids if isinstance(kids, list) else [kids]:
            element = kid.get_object()
            if not isinstance(element, int) and "/S" in element:
                yield element
                yield from self._elements(element["/K"])


def _page_text(reader: PdfReader, page: PageObject) -> PageText:
    found = PageText()
    resources: Any = page["/Resources"]
    letters = {name: _letters(font.get_object()) for name, font in resources["/Font"].items()}
    open_marks: list[Any] = []
    font: dict[str, str] = {}
    pen = _Pen()
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in OPENINGS:
            open_marks.append(operands)
            if _is_pagination(operands):
                found.pagination.append("")
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            font = letters[operands[0]]
        elif operator == b"TJ":
            text = "".join(_decode(part, font) for part in operands[0] if not isinstance(part, int | float))
            _note(found, open_marks[-1], text)
            if text.strip():
                found.line_starts.append(pen.start)
        pen.follow(operator, operands)
    return found


def _note(found: PageText, mark: Any, text: str) -> None:
    if _is_pagination(mark):
        found.pagination[-1] += text
    else:
        number = mark[1]["/MCID"]
        found.marked[number] = found.marked.get(number, "") + text


def _is_pagination(mark: Any) -> bool:
    return len(mark) > 1 and mark[1].get("/Type") == "/Pagination"


def _letters(font: Any) -> dict[str, str]:
    """Give what each of a font's glyphs means, both as hexadecimal numbers."""
    table = font["/ToUnicode"].get_data().decode()
    return dict(re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]+)>$", table, re.MULTILINE))


def _decode(glyphs: Any, letters: dict[str, str]) -> str:
    raw = glyphs if isinstance(glyphs, bytes) else glyphs.original_bytes
    numbers = re.findall("....", raw.hex())
    return "".join(bytes.fromhex(letters[number]).decode("utf-16-be") for number in numbers)


def _titles(outline: Any, level: int) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry, level + 1)
        else:
            yield level, entry.title
