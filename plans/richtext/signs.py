"""Which sign does a character show? One of a symbol font, a raised or a lowered one, or none at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.richtext import rule, symbols

_SIGNS = {font: dict(zip(*pair, strict=True)) for font, pair in symbols.SYMBOL_FONTS.items()}
_BYTES = dict(zip(symbols.WINDOWS_LETTERS, symbols.WINDOWS_BYTES, strict=True))
_RAISED = {"super": str.maketrans(*rule.RAISED), "sub": str.maketrans(*rule.LOWERED)}
_BULLETS = str.maketrans(symbols.BULLETS_WITHOUT_FONT, "•" * len(symbols.BULLETS_WITHOUT_FONT))
_PRIVATE = 0xF000  # here Windows has the characters of its symbol fonts
_LAST_BYTE = 0xFF
_UNTOUCHED = " \t\n\f\r\N{NO-BREAK SPACE}"
# Private use, where each font has signs of its own; and what stands for a lost character.
_UNKNOWN = re.compile(
    "[\ue000-\uf0a6\uf0a8-\uf0b6\uf0b8-\uf8ff\ufffd\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_AROUND = 20  # characters that tell where a sign stands


def shown(text: str, font: str, raised: str) -> str:
    """The signs that a text shows in a symbol font, "" for none; `raised` is "super", "sub" or "".

    A sign that the table lacks stays where Windows keeps its symbol fonts' characters, to be named.
    """
    if font:
        text = "".join(_sign(character, _SIGNS[font]) for character in text)
    if raised:
        text = text.translate(_RAISED[raised])
    return text.translate(_BULLETS)


def _sign(character: str, signs: dict[str, str]) -> str:
    code = ord(_BYTES.get(character, character))
    byte = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _LAST_BYTE else code
    if character in _UNTOUCHED or byte > _LAST_BYTE:
        return character
    return signs.get(chr(byte), chr(_PRIVATE + byte))


@dataclass(frozen=True, slots=True)
class UnknownSign:
    """A character that nothing can show, such as "U+F04D", and the words around it, where it is "□"."""

    name: str
    place: str


def unknown_signs(text: str) -> Iterator[UnknownSign]:
    """Each character of a plain text that has no sign of its own, once, with where it stands first."""
    met = set()
    for found in _UNKNOWN.finditer(text):
        if found[0] not in met:
            met.add(found[0])
            yield UnknownSign(f"U+{ord(found[0]):04X}", _place(text, found.start()))


def _place(text: str, at: int) -> str:
    before, after = text[:at].rpartition("\n")[2], text[at + 1 :].partition("\n")[0]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]}…"
    return _UNKNOWN.sub("□", f"{before}□{after}").strip()
