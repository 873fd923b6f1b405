"""How is a text written to a cell of Excel? As the text that it is: never a formula, never an escape."""

import re

from openpyxl.cell.cell import Cell

LONGEST_TEXT = 32767  # characters in a cell, by Excel's own limit

# https://www.w3.org/TR/xml/#charsets, without the controls and non-characters that it advises against.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Excel would read "_x0041_" as the number of a character, "A": ECMA-376 part 1, § 22.9.2.19 (ST_Xstring).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ASKS_TO_BE_RECKONED = ("=", "+", "-", "@")


def allowed(text: str) -> str:
    """Leave out control characters and what is no character at all: they make a file unreadable."""
    return _FORBIDDEN.sub("", text)


def write_text(cell: Cell, text: str) -> None:
    """Write a text as a text: what begins like a formula is never reckoned, not when it is edited either."""
    kept = allowed(text)
    if len(kept) > LONGEST_TEXT:
        kept = f"{kept[: LONGEST_TEXT - 1]}…"
    cell.value = _ESCAPE.sub("_x005F_", kept)
    cell.data_type = "s"
    cell.quotePrefix = kept.startswith(_ASKS_TO_BE_RECKONED)
