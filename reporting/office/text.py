"""Which characters may stand in a Word or Excel file? Those of XML; any other makes the file unreadable."""

import re

_SPACES = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
# https://www.w3.org/TR/xml/#charsets, without the controls and non-characters that it advises against.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# The properties of a file (title, author) are this long at most: ECMA-376 part 2, as python-docx enforces it.
LONGEST_PROPERTY = 255


def allowed(text: str) -> str:
    """Leave out control characters and what is no character at all."""
    return _FORBIDDEN.sub("", text)


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
