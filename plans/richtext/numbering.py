"""How are the items of a list counted? By figures, letters or Roman numerals, as browsers do."""

import re
from collections.abc import Mapping, MutableMapping

from plans.richtext.styles import NO_SIGN, Effect

_LETTERS = 26
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN = 3999
_WHOLE = re.compile(r" *-?[0-9]{1,6} *")
_TYPES = frozenset({"1", "a", "A", "i", "I"})
_MARKER_EDGE = "\ufdd0"  # around a number known only when its list ends; no text that is read holds it
MARKER = re.compile(f"{_MARKER_EDGE}[0-9]+{_MARKER_EDGE}")


def whole(text: str) -> int | None:
    """The number that an attribute tells; None where it tells none."""
    return int(text) if _WHOLE.fullmatch(text) else None


class Counter:
    """Counts the items of a list. One that counts down from their number tells the numbers when it ends."""

    def __init__(
        self, name: str, attributes: Mapping[str, str], effect: Effect, numbers: MutableMapping[str, str]
    ) -> None:
        typed = attributes.get("type", "")
        by_name = "1" if name == "ol" else ""
        self._numbering = typed if typed in _TYPES else by_name
        if effect.numbering is not None:
            self._numbering = effect.numbering
        is_reversed = name == "ol" and "reversed" in attributes
        start = whole(attributes.get("start", "")) if name == "ol" else None
        self._next = 1 if start is None else start
        self._step = -1 if is_reversed else 1
        self._waiting: list[tuple[str, str, int | None]] | None = (
            [] if is_reversed and start is None else None
        )
        self._numbers = numbers

    def sign(self, effect: Effect, value: int | None) -> str:
        """The number of the next item with its dot, "" for a bullet, or `NO_SIGN`."""
        numbering = self._numbering if effect.numbering is None else effect.numbering
        is_numbered = numbering not in {"", NO_SIGN}
        if self._waiting is not None:
            marker = f"{_MARKER_EDGE}{len(self._numbers)}{_MARKER_EDGE}"
            self._numbers[marker] = ""
            self._waiting.append((marker, numbering, value))
            return marker if is_numbered else numbering
        self._next = self._next if value is None else value
        number, self._next = self._next, self._next + self._step
        return f"{number_text(number, numbering)}." if is_numbered else numbering

    def end(self) -> None:
        """Tell the numbers that only the whole list tells."""
        number = len(self._waiting or ())
        for marker, numbering, value in self._waiting or ():
            number = number if value is None else value
            self._numbers[marker] = f"{number_text(number, numbering)}."
            number -= 1


def number_text(number: int, numbering: str) -> str:
    """The number as "1", "01", "a", "A", "i" or "I" has it; as figures where it cannot be told so."""
    text = f"{number:02d}" if numbering == "01" else ""
    if numbering in {"a", "A"}:
        rest = number
        while rest > 0:
            rest, letter = divmod(rest - 1, _LETTERS)
            text = chr(ord("a") + letter) + text
    elif numbering in {"i", "I"} and number <= _LARGEST_ROMAN:
        rest = number
        for value, letters in _ROMAN:
            while rest >= value:
                text += letters
                rest -= value
    text = text or str(number)
    return text.upper() if numbering in {"A", "I"} else text
