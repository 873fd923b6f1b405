"""How does the annex become a Word file? The memo's template with its contents, for people to go on with.

Everything is what Word itself would make of it: headings, a repeated header row, lists, links, fields. The
same annex gives the same bytes: nothing comes from the clock or from chance.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.utils import translation
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from plans.office.text import as_property, one_line
from plans.office.word_document import as_bytes, new_document
from plans.office.word_prose import rich_paragraphs
from plans.office.word_xml import Xml, frame, line_break, lines, link_out, paragraph, run
from plans.wording import figures
from reporting.annex.memo import Annex
from reporting.annex.word_table import NoteLinks, table_blocks
from reporting.templatetags.annex_rows import has_long_sender

LANGUAGE = "da-DK"

# The first page's margin: 34 mm wide, 166 mm from the paper's edge, clear of the text; from the title's
# height down, and from the text's end up.
_MARGIN = {"w": "1928", "hAnchor": "page", "x": "9412", "wrap": "around"}
_ABOVE = _MARGIN | {"vAnchor": "page", "y": "1531"}
_BELOW = _MARGIN | {"vAnchor": "margin", "yAlign": "bottom"}

# Word takes a file for damaged where an address is not as it expects; what is not plain stays a text.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._~/-]*)?")


def render_docx(annex: Annex) -> bytes:
    """Set the memo as a Word file, in Danish whatever language is active."""
    document = new_document()
    _describe(document, annex)
    _set_running_head(document, annex)
    body = document.element.body
    # The last of the body's children tells the page; what is read comes before it.
    for block in _blocks(document, annex):
        body.insert(len(body) - 1, block)
    return as_bytes(document)


def _describe(document: WordDocument, annex: Annex) -> None:
    """Fill in the file's properties; its dates are the memo's."""
    properties = document.core_properties
    properties.title = as_property(annex.title)
    properties.subject = as_property(annex.kind)
    properties.author = properties.last_modified_by = as_property(annex.author)
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(annex.dated_on, time(), UTC)
    properties.revision = 1


def _set_running_head(document: WordDocument, annex: Annex) -> None:
    """Title and document number stand at the top of every page but the first, as in the PDF."""
    number = f" · Dok.nr. {annex.document_number}" if annex.document_number else ""
    document.sections[0].header.paragraphs[0].add_run(one_line(f"{annex.title}{number}"))


def _blocks(document: WordDocument, annex: Annex) -> Iterator[Xml]:
    """Everything that is read, in the order of the web page."""
    if annex.kind:
        yield paragraph("Title", run(one_line(annex.kind)))
    yield paragraph("Heading1", run(one_line(annex.title)))
    yield from _margin(document, annex)
    yield from rich_paragraphs(annex.intro)
    links = NoteLinks()
    for number, table in enumerate(annex.tables, start=1):
        yield from table_blocks(table, number, links)
    # A file may not end with a table: Word needs a paragraph after it.
    yield from rich_paragraphs(annex.closing, opening="Afslutning") or [paragraph("")]


def _margin(document: WordDocument, annex: Annex) -> Iterator[Xml]:
    """The first page's margin: date and numbers above, the sender below."""
    with translation.override("da"):
        yield paragraph("NotatMargen", run(figures.day(annex.dated_on)), frame=frame(**_ABOVE))
    for label, value in annex.details:
        yield paragraph("NotatMargen", *_labelled(label, value), frame=frame(**_ABOVE))
    sender = [lines(map(one_line, annex.sender))] if annex.sender else []
    sender += [_labelled(label, value) for label, value in annex.sender_details]
    sender += [[_website(document, one_line(annex.website))]] if annex.website else []
    for words in sender:
        # One that is longer than the margin would run out of the page.
        margin_frame = None if has_long_sender(annex) else frame(**_BELOW)
        yield paragraph("NotatAfsender", *words, frame=margin_frame)


def _labelled(label: str, value: str) -> list[Xml]:
    return [run(one_line(label), style="Ledetekst"), line_break(), run(one_line(value))]


def _website(document: WordDocument, website: str) -> Xml:
    if not _PLAIN_ADDRESS.fullmatch(website):
        return run(website)
    relation = document.part.relate_to(f"https://{website}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return link_out(relation, run(website, style="Hyperlink"))
