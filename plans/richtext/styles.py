"""What does a style say of its words? Whether they go, are bold, italic, raised, an item of a list."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from plans.richtext import symbols

_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SPACES = re.compile(r"[ \t\n\f\r]+")
_CLASS_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?\.[a-z0-9_-]+")
_WORD_LEVEL = re.compile(r"l[0-9]+ level([1-9])")
_SIZE = re.compile(r"[0-9.]+(?:p[tx]|r?em|%)(?:/.*)?")
_NUMBERINGS = {
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "disc": "",
    "circle": "",
    "square": "",
}
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
    numbering: str | None = None  # "1", "a", "A", "i", "I", or "" for bullets

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
    listed = (declared.get("list-style-type") or declared.get("list-style") or "").split(" ")
    return Effect(
        lost={name: goes(declared[name]) for name, goes in _LOST_WHEN.items() if name in declared},
        bold=_is_bold(declared.get("font-weight", "")),
        italic=_ITALIC.get(declared.get("font-style", "").split(" ")[0]),
        raised=_RAISED.get(declared.get("vertical-align", "")),
        font=_font(declared),
        level=0 if declared.get("mso-list") == "none" else int(level[1]) if level else None,
        is_sign=declared.get("mso-list") == "ignore",
        numbering=next((_NUMBERINGS[word] for word in listed if word in _NUMBERINGS), None),
    )


def _font(declared: Mapping[str, str]) -> str | None:
    if declared.get("mso-char-type") == "symbol" and "mso-symbol-font-family" in declared:
        return symbol_font(declared["mso-symbol-font-family"])
    return symbol_font(declared["font-family"]) if "font-family" in declared else None


def symbol_font(families: str) -> str:
    """The first of the font families, if it is a symbol font or has Word's hollow bullet; "" otherwise."""
    first = _SPACES.sub(" ", families.split(",", maxsplit=1)[0]).strip(" \"'").lower()
    return first if first in symbols.SYMBOL_FONTS or first == symbols.BULLET_LETTER[0] else ""


def class_rules(sheet: str) -> Iterator[tuple[str, Effect]]:
    """What a style sheet says of ".class" or "element.class"; not what it says for print alone."""
    is_within = False
    for piece in _CSS_COMMENT.sub(" ", sheet).split("}"):
        selectors, *declared = piece.split("{")
        if not declared:
            is_within = False
        elif len(declared) > 1:
            is_within = True
        elif not is_within:
            effect = effect_of(declared[0])
            for selector in selectors.split(","):
                name = selector.strip(" \t\n\f\r").lower()
                if _CLASS_SELECTOR.fullmatch(name):
                    yield name, effect


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in _CSS_COMMENT.sub("", style).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            property_ = _SPACES.sub("", name).lower()
            told = _SPACES.sub(" ", value).strip(" ").lower().removesuffix("!important").rstrip(" ")
            yield from _of_font(told) if property_ == "font" else ((property_, told),)


def _of_font(value: str) -> Iterator[tuple[str, str]]:
    """What `font` says, "italic bold 12pt Calibri": what it leaves out is normal."""
    words = value.split(" ")
    at = next((place for place, word in enumerate(words) if _SIZE.fullmatch(word)), None)
    if at is not None:
        yield "font-weight", next((word for word in words[:at] if _is_bold(word)), "normal")
        yield "font-style", next((word for word in words[:at] if _ITALIC.get(word)), "normal")
        yield "font-family", " ".join(words[at + 1 :])


def _is_bold(value: str) -> bool | None:
    if _WEIGHT.fullmatch(value):
        return int(value) >= _SEMIBOLD
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(value)


def effects_by_class(rules: Mapping[str, Effect], name: str, classes: str) -> Effect:
    """What a style sheet's rules say of an element with these classes."""
    said = Effect()
    for one in _SPACES.split(classes.lower()):
        for selector in (f".{one}", f"{name}.{one}"):
            if selector in rules:
                said = said.with_later(rules[selector])
    return said
