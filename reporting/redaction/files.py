"""What is left of a publication's files without a passage? The same, the PDF made anew from the page."""

import json
import re
from datetime import datetime
from zipfile import BadZipFile

from plans.actions.redaction import HASHES, BlankedFiles, ReadPublication
from plans.actions.redaction_kept import check_blankable, check_untouched
from plans.actions.redaction_places import is_key
from plans.actions.redaction_sealed import FILES
from plans.domain import blanking
from plans.domain.kept_words import KeptWords
from plans.models import ActionPlan, Publication
from plans.office.fixed_zip import unzipped, zipped
from plans.pdf import worker
from reporting.redaction.reading import publications_of

# A file's address within itself is none of its text; one that leads out of it may be.
_WAY_OUT = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')


def read_publications(plan: ActionPlan, passage: str) -> dict[int, ReadPublication]:
    """All of the plan's publications, by key, with their files as they are without the passage.

    Raises ValidationError where some of the plan's own words would go too, and CharactersMissing,
    FontsMissing and RenderingFailed as `worker.render` does.
    """
    kept = check_blankable(plan, passage)
    return {row.pk: _read(row, passage, kept) for row in publications_of(plan)}


def _read(row: Publication, passage: str, kept: KeptWords) -> ReadPublication:
    files = BlankedFiles(*(bytes(getattr(row, name)) for name in FILES))
    check_untouched(kept, _body(files.docx), passage)
    return ReadPublication(
        hashes=tuple(getattr(row, name) for name in HASHES),
        files=without(files, passage, published_at=row.published_at),
    )


def without(files: BlankedFiles, passage: str, *, published_at: datetime) -> BlankedFiles:
    """The files without the passage; a file that does not hold it stays as it is, byte by byte.

    `published_at` stays the date in the PDF. Raises CharactersMissing, FontsMissing and RenderingFailed as
    `worker.render` does.
    """
    page = _page(files.html, passage)
    is_same = page == files.html
    return BlankedFiles(
        html=page,
        pdf=files.pdf if is_same else worker.render(page.decode(), created=published_at),
        docx=_document(files.docx, passage),
        status_report=_record(files.status_report, passage),
    )


def _page(html: bytes, passage: str) -> bytes:
    return blanking.blanked_markup(html.decode(), passage).encode()


def _record(record: bytes, passage: str) -> bytes:
    """The JSON, written as it was when it was published."""
    values = json.loads(record)
    left = blanking.blanked_values(values, passage, but=is_key)
    return record if left == values else json.dumps(left, ensure_ascii=False, indent=2).encode()


def _document(docx: bytes, passage: str) -> bytes:
    """The Word file: words go from its runs, from its properties, and from the addresses that lead out."""
    try:
        parts = unzipped(docx)
    except BadZipFile:  # no Word file; there is nothing to be read in it
        return docx
    left = {name: _part(name, content, passage) for name, content in parts.items()}
    return docx if left == parts else zipped(left)


def _body(docx: bytes) -> str:
    """The main part of the Word file."""
    try:
        return unzipped(docx).get("word/document.xml", b"").decode()
    except BadZipFile:
        return ""


def _part(name: str, content: bytes, passage: str) -> bytes:
    if name.endswith(".rels"):
        text = content.decode()
        return _WAY_OUT.sub(lambda found: blanking.blanked_markup(found[0], passage), text).encode()
    if name.endswith(".xml") and name.startswith(("word/", "docProps/")):
        return blanking.blanked_markup(content.decode(), passage).encode()
    return content
