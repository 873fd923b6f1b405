"""How is a text fitted into a Word or Excel file? On one line, or short enough for a property."""

import re

from plans.workbook.cell_text import allowed

_SPACES = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
# The properties of a file (title, author) are this long at most: ECMA-376 part 2, as python-docx enforces it.
LONGEST_PROPERTY = 255


def single_spaced(text: str) -> str:
    """The text with every run of spaces and line ends as one space."""
    return allowed(_SPACES.sub(" ", text))


def one_line(text: str) -> str:
    """The text as a browser shows it: single-spaced, without spaces at its ends."""
    return single_spaced(text).strip(" ")


def as_property(text: str) -> str:
    """The text as a property of a file, cut where it is too long."""
    line = one_line(text)
    return line if len(line) <= LONGEST_PROPERTY else f"{line[: LONGEST_PROPERTY - 1]}…"
