"""How do words become paragraphs, bullets and a table's lines? Gathered in the order in which they come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from plans.richtext import raised, rule

_SPACES = re.compile(r"[ \t\n\f\r]+")
_SENTENCE_ENDS = re.compile(r"[.,:;!?…–](?:</(?:strong|em)>)*$")
_LONGEST_END = 30
_SEVERAL_NUMBERS = re.compile(r"[0-9A-Za-z]+\.[0-9A-Za-z]")
# A bullet that is typed as a sign, as mail programs leave Word's.
_TYPED_BULLET = re.compile(r"(?:[·•▪◦●○■□◆→–-]|o(?=&nbsp;))(?:&nbsp;| )+")


class Block(NamedTuple):
    """A paragraph, or an item of a list, as HTML."""

    is_item: bool
    html: str


@dataclass(slots=True)
class Item:
    """An item of a list: how deep it is, and its number where the list is numbered."""

    level: int
    number: str = ""
    is_numbered: bool = False


class _Line:
    """The words of a paragraph so far; bold and italic begin and end around words, not around spaces."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open: Sequence[str] = ()
        self._has_space = False
        self._breaks = 0
        self._last = ""  # the last character of its words
        self._raised = ""  # whether what was written last is raised, "super", or lowered, "sub"
        self._run: list[tuple[str, Sequence[str]]] = []  # the pieces of it

    @property
    def is_empty(self) -> bool:
        """Whether no words stand in it."""
        self._end_raised()
        return not self._pieces

    def write(self, text: str, marks: Sequence[str], raised_as: str = "") -> None:
        """Add words with their marks, the outer one first; `raised_as` is "super", "sub" or ""."""
        if raised_as != self._raised:
            self._end_raised(text)
        if raised_as:
            self._raised = raised_as
            self._run.append((text, marks))
        else:
            self._write(text, marks)

    def _end_raised(self, behind: str = "") -> None:
        if self._run:
            run, kind = self._run, self._raised
            self._run, self._raised = [], ""
            before = "" if self._breaks else self._last
            for text, (_text, marks) in zip(
                raised.as_raised([text for text, _marks in run], kind, before, behind), run, strict=False
            ):
                self._write(text, marks)

    def _write(self, text: str, marks: Sequence[str]) -> None:
        spaced = _SPACES.sub(" ", text)
        self._has_space = self._has_space or spaced.startswith(" ")
        words = spaced.strip(" ")
        if words:
            self._mark(marks)
            self._pieces.append(escape(words, quote=False).replace("\N{NO-BREAK SPACE}", "&nbsp;"))
            self._has_space = spaced.endswith(" ")
            self._last = words[-1]

    def space(self) -> None:
        """Separate what follows by a space."""
        self._end_raised()
        self._has_space = True

    def end_line(self) -> None:
        """Begin a new line within the block."""
        self._end_raised()
        self._breaks += 1

    def finished(self) -> str:
        """The whole line; the next one begins."""
        self._end_raised()
        self._close(0)
        html = "".join(self._pieces)
        self._pieces, self._open, self._has_space, self._breaks, self._last = [], (), False, 0, ""
        return html

    def _mark(self, marks: Sequence[str]) -> None:
        same = 0
        while same < min(len(marks), len(self._open)) and marks[same] == self._open[same]:
            same += 1
        self._close(same)
        if self._pieces:
            self._pieces.append("<br>" * self._breaks or " " * self._has_space)
        self._breaks = 0
        self._pieces += [f"<{mark}>" for mark in marks[same:]]
        self._open = tuple(marks)

    def _close(self, kept: int) -> None:
        self._pieces += [f"</{mark}>" for mark in reversed(self._open[kept:])]
        self._open = self._open[:kept]


class Blocks:
    """Gathers the paragraphs of a text, and those of each cell of a table by themselves."""

    def __init__(self) -> None:
        self.line = _Line()
        self.item: Item | None = None  # the list's item that the line belongs to
        self.is_list_style = False  # whether it has Word's style for lists
        self._sign = ""
        self._is_label = False  # whether the sign tells more than a bullet does
        self._sinks: list[list[Block]] = [[]]

    def sign(self, text: str, *, is_label: bool) -> None:
        """Take in what Word wrote before an item: its bullet or its number."""
        self._sign += text
        self._is_label = self._is_label or is_label

    def end_block(self) -> None:
        """End the paragraph or item, if there is any."""
        if self.line.is_empty and not self._sign:
            self.line.finished()
            self.is_list_style = False
            return
        sign = _SPACES.sub(" ", self._sign.replace("\N{NO-BREAK SPACE}", " ")).strip(" ")
        html, item = self.line.finished(), self.item
        typed = _TYPED_BULLET.match(html) if self.is_list_style and item is None and not sign else None
        if sign or typed:
            item = item or Item(level=1)
            html = html[typed.end() :] if typed else html
        if self._is_label:
            item = Item(item.level if item else 1, sign, is_numbered=True)
        elif sign and sign in rule.TELLING_BULLETS and html:
            html = f"{sign} {html}"
        self._sign, self._is_label, self.is_list_style = "", False, False
        if html:
            self._sinks[-1].append(_block(html, item))
            if item is not None and item is self.item:
                item.number = ""  # what goes on below it is not numbered again

    def begin_cell(self) -> None:
        """Begin a cell of a table: the blocks that follow are gathered for it."""
        self.end_block()
        self._sinks.append([])

    def end_cell(self) -> list[Block]:
        """End the cell, and give the blocks in it."""
        self.end_block()
        return self._sinks.pop()

    def add_row(self, cells: Sequence[Sequence[Block]], *, is_below: bool = False) -> None:
        """Add a table's row: a line, or what stands in its only cell as it is.

        One that stands below a merged cell is always a line.
        """
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 or (filled and is_below):
            texts = [_on_one_line(cell) for cell in cells]
            while not texts[-1]:
                texts.pop()
            line = rule.BETWEEN_CELLS.join(texts).replace("|  |", "| |").replace("|  |", "| |")
            self._sinks[-1].append(Block(is_item=False, html=line.strip(" ")))
        elif filled:
            self._sinks[-1] += filled[0]

    def finished(self) -> list[str]:
        """The lines of the whole text."""
        self.end_block()
        lines, in_list = [], False
        for block in self._sinks[0]:
            if block.is_item != in_list:
                lines.append("<ul>" if block.is_item else "</ul>")
                in_list = block.is_item
            tag = "li" if block.is_item else "p"
            lines.append(f"<{tag}>{block.html}</{tag}>")
        return [*lines, "</ul>"] if in_list else lines


def _block(html: str, item: Item | None) -> Block:
    """The paragraph; how deep an item is, and its number, are told in its text."""
    if item is None or (item.is_numbered and not item.number):
        return Block(is_item=False, html=html)
    # a number such as "1.2" tells by itself how deep it is
    deeper = "" if _SEVERAL_NUMBERS.match(item.number) else rule.DEEPER * (item.level - 1)
    number = f"{escape(item.number, quote=False)} " if item.number else ""
    return Block(is_item=not item.is_numbered, html=f"{deeper}{number}{html}")


def _on_one_line(cell: Sequence[Block]) -> str:
    line = ""
    for piece in (piece for block in cell for piece in block.html.split("<br>") if piece):
        between = " " if _SENTENCE_ENDS.search(line[-_LONGEST_END:]) else rule.BETWEEN_PARAGRAPHS
        line += between * bool(line) + piece
    return line
