"""What do formatted words in a cell say? Struck ones go and raised digits are raised, as in every text."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from openpyxl.cell.rich_text import CellRichText, TextBlock

from plans.richtext import raised
from plans.richtext.signs import signs_of
from plans.richtext.styles import symbol_font

_RAISED = {"superscript": "super", "subscript": "sub"}


def seen(value: object) -> object:
    """A cell's value; where its words are formatted by themselves, the text that a person sees as valid."""
    if not isinstance(value, CellRichText):
        return value
    pieces = [(_raised_as(piece), _words(piece)) for piece in value]
    return "".join(_as_seen([piece for piece in pieces if piece[1]]))


def _as_seen(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """The pieces, those that are raised or lowered as in every text."""
    runs = [
        (kind, "".join(words for _kind, words in run)) for kind, run in groupby(pieces, lambda each: each[0])
    ]
    before = ""
    for (kind, words), (_next, behind) in pairwise([*runs, ("", "")]):
        text = "".join(raised.as_raised([words], kind, before, behind)) if kind else words
        before = text[-1:].strip()
        yield text


def _raised_as(piece: str | TextBlock) -> str:
    return "" if isinstance(piece, str) else _RAISED.get(piece.font.vertAlign or "", "")


def _words(piece: str | TextBlock) -> str:
    if isinstance(piece, str):
        return piece
    return "" if piece.font.strike else signs_of(piece.text, symbol_font(piece.font.rFont or ""))
