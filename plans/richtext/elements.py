"""What holds for the words in an element? What its name, classes and styles say, and what holds around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from plans.richtext import rule
from plans.richtext.blocks import Block, Item
from plans.richtext.merged import MergedCells
from plans.richtext.numbering import Counter
from plans.richtext.sheets import StyleSheets
from plans.richtext.styles import Effect, effect_of, symbol_font

NOTHING = Effect()
_SPACES = re.compile(r"[ \t\n\f\r]+")
_COMMENT_LINK = re.compile(r"#?_mso(?:com|anchor)_")
_LOST = rule.LOST | rule.RAW


@dataclass(slots=True)
class Element:
    """An open element, and what holds for the words in it."""

    name: str
    effect: Effect
    lost: bool = False
    marks: tuple[str, ...] = ()
    raised: str = ""
    font: str = ""
    is_sign: bool = False
    is_blank: bool = False  # a no-break space in it is only a place, as at a paragraph's end
    names: tuple[str, ...] = ()  # by which style sheets know it
    list_level: int = 0
    is_shown: bool = False  # whether it was begun where words are shown
    outer_item: Item | None = None
    keeps_lines: bool = False  # whether the text's own line ends are shown
    cells: list[list[Block]] = field(default_factory=list)  # of a row
    spans: tuple[int, int] = (1, 1)  # of a cell: how many rows and columns it takes
    merged: MergedCells | None = None  # of a table
    counter: Counter | None = None  # of a list


OUTERMOST = Element("", NOTHING)


def effect_of_element(name: str, attributes: Mapping[str, str], sheets: StyleSheets) -> Effect:
    """What an element's name, classes (by the style sheets) and style do, the later first."""
    effect = _by_name(name)
    if not attributes:
        return effect
    classes = attributes.get("class", "")
    if classes:
        effect = effect.with_later(sheets.effect(name, classes))
    if "face" in attributes:
        effect = effect.with_later(Effect(font=symbol_font(attributes["face"])))
    if attributes.get("style"):
        effect = effect.with_later(effect_of(attributes["style"]))
    links = (attributes.get("href", ""), attributes.get("name", ""))
    if (
        "hidden" in attributes
        or any(one in rule.LOST_CLASSES for one in _SPACES.split(classes.lower()))
        or any(_COMMENT_LINK.match(link) for link in links)
    ):
        effect = effect.with_later(Effect(lost={"element": True}))
    return effect


def inherit(element: Element, around: Element) -> None:
    """Tell what holds in an element: what holds around it, and its own."""
    effect = element.effect
    element.lost = around.lost or any(effect.lost.values())
    marks = around.marks
    for mark, is_on in (("strong", effect.bold), ("em", effect.italic)):
        if is_on is not None:
            marks = tuple(other for other in marks if other != mark or is_on)
            marks += (mark,) * (is_on and mark not in marks)
    element.marks = marks
    element.raised = around.raised if effect.raised is None else effect.raised
    element.font = around.font if effect.font is None else effect.font
    element.keeps_lines = around.keeps_lines if effect.keeps_lines is None else effect.keeps_lines
    element.is_sign = around.is_sign or effect.is_sign
    element.is_blank = element.is_blank or around.is_blank
    in_list = element.name in rule.LISTS
    element.list_level = 0 if element.name in rule.CELLS else around.list_level + in_list


@lru_cache(maxsize=512)
def _by_name(name: str) -> Effect:
    """What an element does by its name alone."""
    if name in {"b", "strong"}:
        return Effect(bold=True)
    if name in {"i", "em"}:
        return Effect(italic=True)
    if name in {"sup", "sub"}:
        return Effect(raised="super" if name == "sup" else "sub")
    if name == "pre":
        return Effect(keeps_lines=True)
    return Effect(lost={"element": True}) if name in _LOST else NOTHING
