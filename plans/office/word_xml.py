"""Which XML does Word want? Paragraphs, runs, links, fields and tables.

Source: ECMA-376 part 1, § 17 (WordprocessingML). The order of an element's children is part of it: Word
refuses a file that has them in another.
"""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from plans.workbook.cell_text import allowed

Xml = BaseOxmlElement

# Twentieths of a point, the unit of WordprocessingML.
MILLIMETRE = 1440 / 25.4


def element(name: str, /, *children: Xml, **attributes: str) -> Xml:
    """An element of WordprocessingML with its children and attributes."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    made.extend(children)
    return made


def paragraph(style: str, *content: Xml, frame: Xml | None = None) -> Xml:
    """A paragraph by its style's id, "" for plain text; `frame` puts it beside the text."""
    properties = [element("pStyle", val=style)] if style else []
    properties += [] if frame is None else [frame]
    return element("p", element("pPr", *properties), *content) if properties else element("p", *content)


def frame(**attributes: str) -> Xml:
    """A frame beside the text; paragraphs with the same one after another stand in it together.

    Unlike a text box it holds paragraphs of the text itself: they are read aloud and edited in their order.
    """
    return element("framePr", **attributes)


def run(words: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Xml:
    """Words in one typeface; characters that no file may hold are left out."""
    text = element("t")
    text.text = allowed(words)
    # Without it Word drops the spaces at the ends.
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    marks = [element("rStyle", val=style)] if style else []
    if bold:
        marks += [element("b"), element("bCs")]
    if italic:
        marks += [element("i"), element("iCs")]
    return element("r", element("rPr", *marks), text) if marks else element("r", text)


def line_break() -> Xml:
    """A new line in the same paragraph."""
    return element("r", element("br"))


def lines(texts: Iterable[str]) -> list[Xml]:
    """The texts, each on a line of its own."""
    made: list[Xml] = []
    for text in texts:
        made += [line_break()] if made else []
        made.append(run(text))
    return made


def field(instruction: str, text: str) -> Xml:
    """A field that Word computes anew, with what it shows until then."""
    return element("fldSimple", run(text), instr=f" {instruction} ")


def link_within(bookmark: str, words: Xml, *, hint: str) -> Xml:
    """A link to a place in the same file; `hint` tells where it leads."""
    return element("hyperlink", words, anchor=bookmark, tooltip=hint, history="1")


def link_out(relation: str, words: Xml) -> Xml:
    """A link to an address, by the id of the document's relation to it."""
    made = element("hyperlink", words, history="1")
    made.set(qn("r:id"), relation)
    return made


def bookmarked(number: int, name: str, *content: Xml) -> list[Xml]:
    """The content as a place that a link can lead to; `number` and `name` are the document's only ones.

    A name has letters, digits and underscores, and 40 of them at most.
    """
    start = element("bookmarkStart", id=str(number), name=name)
    return [start, *content, element("bookmarkEnd", id=str(number))]


def table(style: str, widths: tuple[int, ...], title: str, rows: Iterable[Xml]) -> Xml:
    """A table of fixed columns; `title` is read to those who do not see it.

    The widths stand in the grid and in every cell: Word goes by the one, other programs by the other.
    """
    properties = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        # The first row and the first column are headings; no bands of colour.
        element("tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"),
        element("tblCaption", val=allowed(title)),
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def row(cells: Iterable[Xml], *, keep_together: bool, heads: bool = False) -> Xml:
    """A row; a `whole` one stays on one page, one that `heads` the table comes again on each."""
    marks = [element("cantSplit")] if keep_together else []
    marks += [element("tblHeader")] if heads else []
    properties = [element("trPr", *marks)] if marks else []
    return element("tr", *properties, *cells)


def cell(width: int, paragraphs: Iterable[Xml]) -> Xml:
    """A cell; one without text holds an empty paragraph, as the standard asks."""
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    return element("tc", properties, *(list(paragraphs) or [element("p")]))
