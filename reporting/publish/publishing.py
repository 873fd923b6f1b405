"""How is a report published? If nothing stands in the way, its files are made and kept as a version."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.actions import publications
from plans.actions.publications import Publisher
from plans.findings import Finding
from plans.models import Publication
from plans.pdf.document import CharactersMissing, FontsMissing
from plans.pdf.worker import RenderingFailed
from plans.permissions import check_publishes
from reporting.publish.draft import PublicationDraft
from reporting.publish.files import render_files


class SomethingInTheWay(Exception):
    """The checks found what has to be mended or acknowledged first; `findings` are those."""

    def __init__(self, in_the_way: list[Finding]) -> None:
        super().__init__("; ".join(f"{finding.location}: {finding.message}" for finding in in_the_way))
        self.findings = in_the_way


def publish_report(
    *,
    by: Publisher,
    draft: PublicationDraft,
    number: int,
    correction_note: str = "",
    seen: str | None = None,
    now: datetime,
) -> Publication:
    """Publish `draft` as version `number`.

    `seen` is the mark of the annex that the person had before them; None asks nothing.

    Raises PermissionDenied, SomethingInTheWay, ValidationError by field (also where the annex is another than
    the one seen, or a file could not be made), and `history.Conflict` where somebody else was first.
    """
    check_publishes(by)
    if draft.memo is None or draft.in_the_way:
        raise SomethingInTheWay(draft.in_the_way)
    if seen is not None and seen != draft.mark:
        raise ValidationError(
            _("Bilaget er ændret, siden du åbnede siden. Læs det igennem igen, og fastlås det så.")
        )
    note = correction_note.strip()
    try:
        files = render_files(draft, number=number, correction_note=note, now=now)
    except CharactersMissing as error:
        raise ValidationError(_characters(error.characters)) from error
    except (FontsMissing, RenderingFailed) as error:
        raise ValidationError(str(error)) from error
    return publications.publish(
        by=by,
        report=draft.memo,
        html=files.html,
        pdf=files.pdf,
        docx=files.docx,
        status_report=files.status_report,
        correction_note=note,
        now=now,
        number=number,
    )


def _characters(characters: list[str]) -> str:
    text = ngettext(
        "Bilagets skrifttype mangler dette tegn: %(characters)s. Skriv det på en anden måde.",
        "Bilagets skrifttype mangler disse tegn: %(characters)s. Skriv dem på en anden måde.",
        len(characters),
    )
    return text % {"characters": ", ".join(characters)}
