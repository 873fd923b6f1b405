"""What goes from a pasted or imported text, and what stays? The rule, for the server and for the editor.

What goes, with all that it holds: text that is deleted, struck through or hidden, comments and the marks
that refer to them, scripts and styles. What stays: paragraphs, bullets, bold, italic and line breaks. What
the house form has no shape for is kept as text:

- an item of a numbered list is a paragraph that begins with its number; an item of a list in a list begins
  with a dash for each level;
- a row of a table is a line, its cells parted by "|"; in a cell, paragraphs are parted by ";";
- raised and lowered digits and signs are the raised and lowered characters: 10⁶, CO₂; with letters among
  them they are typed as 10^(n+1);
- the text's own line ends are kept where its style shows them, and what stands on lines of its own by its
  style is a paragraph; a merged cell keeps its places in the rows and columns that it takes;
- a picture goes, but for one that stands for a sign, such as an emoji;
- a character of a symbol font is the sign that it shows (`symbols`); one that the annex has no sign for stays
  as Windows keeps it, and is named where the text is saved.

`static/js/pasted` reads what is pasted by the same rule: it gets these words and signs as JSON.
"""

from functools import cache
from json import dumps

from plans.richtext import symbols

KEPT = frozenset({"p", "strong", "em", "ul", "li", "br"})

_NAMES = {
    # No markup stands in these: they go to where their own end tag is.
    "raw": "script style title textarea xmp iframe noembed noframes",
    "lost": "del s strike xml svg template select object",
    # What begins or ends in these has nothing to do with what stands around them.
    "islands": "template select object",
    "lostClasses": (
        "msodel msocommentreference msocommenttext msocommentsubject "
        "msocomanchor msocomoff msocomtxt msocomhide trackchangetextdeletion"
    ),
    # A no-break space in these only keeps a place: Word's end of a paragraph, a browser's space at an end.
    "blankClasses": "eop apple-converted-space",
    "void": "area base br col embed frame hr img input link meta param source track wbr",
    "lists": "ul ol menu dir",
    "cells": "td th",
    "tableParts": "table thead tbody tfoot tr td th caption colgroup",
    # What stands on lines of its own, besides lists, their items and tables.
    "paragraphs": (
        "p div h1 h2 h3 h4 h5 h6 hr pre blockquote address article aside center dd details dialog dl dt "
        "fieldset figcaption figure footer form header hgroup html head body legend main nav section summary"
    ),
    # What a browser begins again in the next paragraph, where it was not ended in its own.
    "reopened": "a b big code em font i s small strike strong tt u",
}
RAW, LOST, ISLANDS, LOST_CLASSES, BLANK_CLASSES, VOID, LISTS, CELLS, TABLE_PARTS, PARAGRAPHS, REOPENED = (
    frozenset(names.split()) for names in _NAMES.values()
)
BLOCKS = PARAGRAPHS | LISTS | TABLE_PARTS | {"li"}

# Elements in one another: deeper ones are read for their words alone. No program writes so many.
DEEPEST = 100
DEEPEST_LEVEL = 9  # of lists

# A dot between two figures would be read as "times", a dash as "to".
BETWEEN_CELLS = " | "
BETWEEN_PARAGRAPHS = "; "  # in a cell, save where a sentence ends
DEEPER = "– "
# Bullets that tell what is done, and what is not.
TELLING_BULLETS = "✓✔✗✘☐☑☒"

RAISED = ("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
LOWERED = ("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")

# Endings of numbers, which are written beside them: 1ste, 2nd.
ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "re", "ste", "te", "de", "nde", "ende"])


@cache
def for_editor(known: str = "") -> str:
    """The rule's words and signs as JSON, for the script that reads what is pasted.

    `known` is what `signs.known_for_editor` tells.
    """
    rule = {
        **_NAMES,
        "deepest": DEEPEST,
        "deepestLevel": DEEPEST_LEVEL,
        "betweenCells": BETWEEN_CELLS,
        "betweenParagraphs": BETWEEN_PARAGRAPHS,
        "deeper": DEEPER,
        "tellingBullets": TELLING_BULLETS,
        "raised": RAISED,
        "lowered": LOWERED,
        "ordinals": sorted(ORDINALS),
        "symbolFonts": symbols.SYMBOL_FONTS,
        "windows": (symbols.WINDOWS_LETTERS, symbols.WINDOWS_BYTES),
        "bulletsWithoutFont": symbols.BULLETS_WITHOUT_FONT,
        "bulletLetter": symbols.BULLET_LETTER,
        "known": known,
    }
    return dumps(rule, separators=(",", ":"))
