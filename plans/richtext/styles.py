"""What does a style say of its words? Whether they go, are bold, italic, raised, an item of a list."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from plans.richtext import symbols

CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
SPACES = re.compile(r"[ \t\n\f\r]+")
_WORD_LEVEL = re.compile(r"l[0-9]+ level([1-9])")
_SIZE = re.compile(r"[0-9.]+(?:p[tx]|r?em|%)(?:/.*)?")
_NUMBERINGS = {
    "decimal": "1",
    "decimal-leading-zero": "01",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "disc": "",
    "circle": "",
    "square": "",
    "disclosure-open": "",
    "disclosure-closed": "",
}
NO_SIGN = "none"  # before an item of a list
_LINES_KEPT = {
    "pre": True,
    "pre-wrap": True,
    "pre-line": True,
    "break-spaces": True,
    "preserve": True,
    "preserve-breaks": True,
    "normal": False,
    "nowrap": False,
    "collapse": False,
}
_ON_LINES_OF_THEIR_OWN = frozenset({"block", "flow-root", "flex", "grid", "table", "list-item"})
_WEIGHT = re.compile("[0-9]{1,4}")
_SEMIBOLD = 600
_ITALIC = {"italic": True, "oblique": True, "normal": False}
_RAISED = {"super": "super", "sub": "sub", "baseline": ""}


@dataclass(slots=True)
class Effect:
    """What a style says; None where it says nothing of it."""

    lost: dict[str, bool] = field(
        default_factory=dict
    )  # by what it is said with: a later style may take it back
    bold: bool | None = None
    italic: bool | None = None
    raised: str | None = None  # "super", "sub" or ""
    font: str | None = None  # a symbol font, or "" for any other
    level: int | None = None  # of an item in Word's lists, 0 for none
    is_sign: bool = False  # Word's sign before an item
    numbering: str | None = None  # "1", "01", "a", "A", "i", "I", "" for bullets, or NO_SIGN
    keeps_lines: bool | None = None  # whether the text's own line ends are shown
    is_block: bool | None = None  # whether its words stand on lines of their own

    def with_later(self, later: "Effect") -> "Effect":
        """Both, where the later one goes before this."""
        return Effect(
            self.lost | later.lost,
            self.bold if later.bold is None else later.bold,
            self.italic if later.italic is None else later.italic,
            self.raised if later.raised is None else later.raised,
            self.font if later.font is None else later.font,
            self.level if later.level is None else later.level,
            self.is_sign or later.is_sign,
            self.numbering if later.numbering is None else later.numbering,
            self.keeps_lines if later.keeps_lines is None else later.keeps_lines,
            self.is_block if later.is_block is None else later.is_block,
        )


# When what is said with a property takes the words away.
_LOST_WHEN: Mapping[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in {"hidden", "collapse"},
    "mso-hide": lambda value: value == "all",
    "text-decoration": lambda value: "line-through" in value,
    "text-decoration-line": lambda value: "line-through" in value,
    "text-line-through": lambda value: value != "none",
    "mso-element": lambda value: value.startswith("comment"),
    "mso-special-character": lambda value: value.startswith("comment"),
}


@lru_cache(maxsize=512)
def effect_of(style: str) -> Effect:
    """What the declarations of a style attribute say, or those of a rule in a style sheet."""
    declared = dict(_declarations(style))
    level = _WORD_LEVEL.match(declared.get("mso-list", ""))
    white_space = (declared.get("white-space-collapse") or declared.get("white-space") or "").split(" ")
    return Effect(
        lost={name: goes(declared[name]) for name, goes in _LOST_WHEN.items() if name in declared},
        bold=_is_bold(declared.get("font-weight", "")),
        italic=_ITALIC.get(declared.get("font-style", "").split(" ")[0]),
        raised=_RAISED.get(declared.get("vertical-align", "")),
        font=_font(declared),
        level=0 if declared.get("mso-list") == "none" else int(level[1]) if level else None,
        is_sign=declared.get("mso-list") == "ignore",
        numbering=_numbering(declared.get("list-style-type") or declared.get("list-style") or ""),
        keeps_lines=next((_LINES_KEPT[word] for word in white_space if word in _LINES_KEPT), None),
        is_block=_is_block(declared.get("display", "")),
    )


def _is_block(display: str) -> bool | None:
    return display.split(" ", maxsplit=1)[0] in _ON_LINES_OF_THEIR_OWN if display else None


def _numbering(listed: str) -> str | None:
    if listed[:1] in {'"', "'"}:  # a sign of its own
        return "" if listed.strip("\"' ") else NO_SIGN
    words = listed.split(" ")
    return next(
        (_NUMBERINGS[word] for word in words if word in _NUMBERINGS), NO_SIGN if NO_SIGN in words else None
    )


def _font(declared: Mapping[str, str]) -> str | None:
    if declared.get("mso-char-type") == "symbol" and "mso-symbol-font-family" in declared:
        return symbol_font(declared["mso-symbol-font-family"])
    return symbol_font(declared["font-family"]) if "font-family" in declared else None


def symbol_font(families: str) -> str:
    """The first of the font families, if it is a symbol font or has Word's hollow bullet; "" otherwise."""
    first = SPACES.sub(" ", families.split(",", maxsplit=1)[0]).strip(" \"'").lower()
    return first if first in symbols.SYMBOL_FONTS or first == symbols.BULLET_LETTER[0] else ""


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in CSS_COMMENT.sub("", style).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            property_ = SPACES.sub("", name).lower()
            normalised = SPACES.sub(" ", value).strip(" ").lower().removesuffix("!important").rstrip(" ")
            yield from _of_font(normalised) if property_ == "font" else ((property_, normalised),)


def _of_font(value: str) -> Iterator[tuple[str, str]]:
    """What `font` says, "italic bold 12pt Calibri": what it leaves out is normal."""
    words = value.split(" ")
    at = next((index for index, word in enumerate(words) if _SIZE.fullmatch(word)), None)
    if at is not None:
        yield "font-weight", next((word for word in words[:at] if _is_bold(word)), "normal")
        yield "font-style", next((word for word in words[:at] if _ITALIC.get(word)), "normal")
        yield "font-family", " ".join(words[at + 1 :])


def _is_bold(value: str) -> bool | None:
    if _WEIGHT.fullmatch(value):
        return int(value) >= _SEMIBOLD
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value)
