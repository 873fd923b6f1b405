"""Which files is a publication made of? Web page, PDF, Word and JSON, all from one status report."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone, translation
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from plans.pdf import worker
from plans.wording import figures
from reporting.annex.memo import Annex
from reporting.annex.rendering import render_document
from reporting.publish.draft import PublicationDraft
from reporting.publish.record import record_of


@dataclass(frozen=True, slots=True)
class Files:
    """What a publication keeps, byte by byte."""

    html: bytes
    pdf: bytes
    docx: bytes
    status_report: bytes


def render_files(draft: PublicationDraft, *, number: int, correction_note: str, now: datetime) -> Files:
    """Make the files of version `number`; a later version says at its head what was corrected.

    `now` is the moment of publication, with a time zone.

    Raises CharactersMissing, FontsMissing and RenderingFailed as `worker.render` does.
    """
    # Here, because it takes 0.2 s that no other page should wait for.
    from reporting.annex.word import render_docx  # noqa: PLC0415

    published = corrected(draft.annex, number=number, correction_note=correction_note, now=now)
    html = render_document(published)
    record = record_of(draft, number=number, correction_note=correction_note, now=now)
    return Files(
        html=html.encode(),
        pdf=worker.render(html, created=now),
        docx=render_docx(published),
        status_report=json.dumps(record, ensure_ascii=False, indent=2).encode(),
    )


def corrected(annex: Annex, *, number: int, correction_note: str, now: datetime) -> Annex:
    """The memo of a later version: with its number, and what was corrected before everything else."""
    if number == 1:
        return annex
    with translation.override("da"):
        day = figures.day(timezone.localdate(now))
    heading = format_html("<p><strong>Rettelse i version {}, {}</strong></p>", number, day)
    note = linebreaks(correction_note, autoescape=True)
    intro = mark_safe(f"{heading}{note}{annex.intro}")  # noqa: S308  # escaped above, or sanitised by `annex_of`
    return replace(annex, details=(*annex.details, ("Version", str(number))), intro=intro)
