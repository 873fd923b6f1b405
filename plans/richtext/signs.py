"""Which sign does a character show? One of a symbol font, a raised or a lowered one, or none at all."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from plans import typeface
from plans.richtext import symbols

_SIGNS = {font: dict(zip(*pair, strict=True)) for font, pair in symbols.SYMBOL_FONTS.items()}
_BYTES = dict(zip(symbols.WINDOWS_LETTERS, symbols.WINDOWS_BYTES, strict=True))
_BULLETS = str.maketrans(symbols.BULLETS_WITHOUT_FONT, "•" * len(symbols.BULLETS_WITHOUT_FONT))
_PRIVATE = 0xF000  # here Windows has the characters of its symbol fonts
_LAST_BYTE = 0xFF
_UNTOUCHED = " \t\n\f\r\N{NO-BREAK SPACE}"
# Private use, where each font has signs of its own; and what stands for a lost character. No font is asked
# for these: they are refused on a machine without the annex's font, too.
_LOST = re.compile(
    "[\ue000-\uf0a6\uf0a8-\uf0b6\uf0b8-\uf8ff\ufffd\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_LONGEST_PICTURE = 20  # an emoji may consist of many characters
_FIRST_EMOJI = "\U0001f000"
_AROUND = 20  # characters that tell where a sign stands


def signs_of(text: str, font: str) -> str:
    """The signs that a text shows in a symbol font, "" for none.

    A sign that the table lacks stays where Windows keeps its symbol fonts' characters, to be named.
    """
    if font in _SIGNS:
        text = "".join(_sign(character, _SIGNS[font]) for character in text)
    return text.translate(_BULLETS)


def is_picture(text: str) -> bool:
    """Whether what is told in place of a picture is the picture's own sign, such as 😀 or ✓, and no words."""
    return (
        len(text) <= _LONGEST_PICTURE
        and any(category(sign) == "So" or sign >= _FIRST_EMOJI for sign in text)
        and not any(map(str.isalpha, text))
    )


def is_label(text: str, font: str) -> bool:
    """Whether what Word wrote before an item is a number or a name ("IV", "①", "Bilag A"), and no bullet."""
    tells = font not in _SIGNS and (font, text.strip(_UNTOUCHED)) != symbols.BULLET_LETTER
    return tells and any(map(str.isalnum, text))


def _sign(character: str, signs: dict[str, str]) -> str:
    code = ord(_BYTES.get(character, character))
    byte = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _LAST_BYTE else code
    if character in _UNTOUCHED or byte > _LAST_BYTE:
        return character
    return signs.get(chr(byte), chr(_PRIVATE + byte))


@dataclass(frozen=True, slots=True)
class UnknownSign:
    """A character that the annex cannot show, such as "👍 (U+1F44D)", and its place, where it is "□"."""

    name: str
    context: str


def unknown_signs(text: str) -> Iterator[UnknownSign]:
    """Each character of a plain text that the annex cannot show, once, with where it stands first."""
    composed = normalize("NFC", text)
    unknown = {character for character in set(composed) if _is_unknown(character)}
    met = set()
    for at, character in enumerate(composed) if unknown else ():
        if character in unknown and character not in met:
            met.add(character)
            name = f"U+{ord(character):04X}" if _LOST.match(character) else typeface.named(character)
            yield UnknownSign(name, _context(composed, at, unknown))


def _is_unknown(character: str) -> bool:
    annex_characters = _characters_of_the_annex()
    return bool(_LOST.match(character)) or (
        annex_characters is not None and character not in annex_characters
    )


def _characters_of_the_annex() -> frozenset[str] | None:
    """What the annex can show; None on a machine without its font, where nobody can tell."""
    try:
        return typeface.shown_characters()
    except typeface.FontsMissing:
        return None


def known_for_editor() -> str:
    """The characters that the annex can show, as ranges of their numbers: "20-7e a0-17f"; "" for all."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, _characters_of_the_annex() or ())):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return " ".join(f"{first:x}-{last:x}" for first, last in ranges)


def _context(text: str, at: int, unknown: Collection[str]) -> str:
    before, after = text[:at].rpartition("\n")[2], text[at + 1 :].partition("\n")[0]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]}…"
    context = f"{before}□{after}"
    return "".join("□" if character in unknown else character for character in context).strip()
