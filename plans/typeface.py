"""Which letters can the PDF show? Those of the design system's IBM Plex Sans, after a few replacements."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

# A private name: no font of the machine bears it, so that every machine makes the same file.
FAMILY = "Annex Sans"
FONTS = (
    ("dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Regular.ttf", 400, "normal"),
    ("dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Italic.ttf", 400, "italic"),
    ("dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Bold.ttf", 700, "normal"),
    ("dkfds/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-BoldItalic.ttf", 700, "italic"),
)

_WHITE_SPACE = frozenset("\t\n\r ")
_HYPHENS = "\u2010\u2011\u2043\uff0d"
_FIXED_SPACES = "\u2007\u202f"
_SPACES = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\v\f\x85\u2028\u2029"
# joiners, direction and variation marks, byte order mark
_UNSEEN = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufe0e\ufe0f\ufeff"
)
# U+F0B7 and U+F0A7 are Word's bullets, as they arrive by pasting
_BULLETS = "◦▪‣●○■□◆\uf0b7\uf0a7"

# raised and lowered signs, double arrows, a star; a macron is as high as a raised minus
_LACKED = "\u2012\u2015⁺⁻⁼⁽⁾₊₋₌₍₎⇒⇐⇑⇓⇔★"
_SUBSTITUTES = "–—+¯=()+-=()→←↑↓↔*"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩"

_REPLACEMENTS = str.maketrans(
    dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_FIXED_SPACES, "\xa0")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_UNSEEN, "")
    | dict.fromkeys(_BULLETS, "•")
    | dict.fromkeys("✔☑", "✓")
    | dict.fromkeys("✗✘☒", "×")
    | dict(zip(_LACKED, _SUBSTITUTES, strict=True))
    | {circled: f"({number})" for number, circled in enumerate(_CIRCLED)}
    | {"☐": "[ ]", "☺": ":-)", "☹": ":-("}
)
# Composing must not swallow a bracket of the HTML: "<" and U+0338 would become "≮".
_COMPOSABLE = re.compile(r"[^<>=&;\"']+")


class FontsMissing(Exception):
    """A font file of the PDF is not among the static files; the message names it."""


def font_files() -> list[Path]:
    """Give the font files in the order of `FONTS`; raises FontsMissing where one is not there.

    Without any font WeasyPrint does not fail, it ends the process: whoever sets type asks here first.
    """
    files = []
    for name, _, _ in FONTS:
        found = finders.find(name)
        if found is None:
            raise FontsMissing(f"The PDF's font {name} is not among the static files. Run `make setup`.")
        files.append(Path(found))
    return files


def normalise(text: str) -> str:
    """Replace what the font lacks by what means the same: kinds of hyphens, spaces, bullets, ticks, crosses.

    `text` is plain or HTML. Accents that follow their letter are joined with it (Unicode Standard Annex 15,
    form C).
    """
    composed = _COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
    return composed.translate(_REPLACEMENTS)


def missing_characters(text: str) -> list[str]:
    """Name the characters of a plain text that the PDF cannot show, each once, in their order of appearance.

    A name is as `named` has it. Raises FontsMissing.
    """
    known = _characters(tuple(font_files())) | _WHITE_SPACE
    return [named(character) for character in dict.fromkeys(normalise(text)) if character not in known]


@cache
def shown_characters() -> frozenset[str]:
    """The characters that the PDF can show, by themselves or by what replaces them. Raises FontsMissing."""
    known = _characters(tuple(font_files())) | _WHITE_SPACE
    replaced = (chr(code) for code, by in _REPLACEMENTS.items() if set(by) <= known)
    return known.difference(map(chr, _REPLACEMENTS)).union(replaced)


def named(character: str) -> str:
    """The character and its number, "☃ (U+2603)", or the number alone where there is nothing to see."""
    number = f"U+{ord(character):04X}"
    return f"{character} ({number})" if character.isprintable() else number


@cache
def _characters(files: tuple[Path, ...]) -> frozenset[str]:
    """Give the characters that every one of the fonts can show."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415  # 0.1 s, for the PDF alone

    tables = []
    for file in files:
        with TTFont(file, lazy=True) as font:
            tables.append(map(chr, font.getBestCmap()))
    # A font may give a place to control characters, and still there is nothing to see of them.
    common = set(tables[0]).intersection(*tables[1:])
    return frozenset(character for character in common if unicodedata.category(character) != "Cc")
