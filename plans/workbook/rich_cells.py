"""What do formatted words in a cell say? Struck ones go and raised digits are raised, as in every text."""

from openpyxl.cell.rich_text import CellRichText, TextBlock

from plans.richtext.signs import shown
from plans.richtext.styles import symbol_font

_RAISED = {"superscript": "super", "subscript": "sub"}


def seen(value: object) -> object:
    """A cell's value; where its words are formatted by themselves, the text that a person sees as valid."""
    return "".join(map(_words, value)) if isinstance(value, CellRichText) else value


def _words(piece: str | TextBlock) -> str:
    if isinstance(piece, str):
        return piece
    font = piece.font
    if font.strike:
        return ""
    return shown(piece.text, symbol_font(font.rFont or ""), _RAISED.get(font.vertAlign or "", ""))
