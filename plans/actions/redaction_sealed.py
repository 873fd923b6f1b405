"""What can be put back once it is blanked? What is sealed: no CPR number, no draft and no mail."""

from collections.abc import Iterable

from plans.actions import sealing
from plans.actions.redaction_places import HISTORY, OF_KIND, PUBLISHED
from plans.actions.redaction_unsaved import Occurrence
from plans.models import Publication, SealedOriginal

# Mails tell what was the case that day; nobody reads them again.
_UNSEALED = {"outgoingmail"}
FILES = ("html", "pdf", "docx", "status_report")
# The files of which one reads whether they hold a CPR number; the others say the same.
READ_FILES = ("html", "status_report")


def can_be_sealed(passage: str) -> bool:
    """Whether anything is sealed when the passage is blanked: never a CPR number."""
    return sealing.is_possible() and not sealing.holds_cpr(passage)


def is_file(kind: str, column: str) -> bool:
    """Whether the place is a file of a publication, and not one of its texts."""
    return kind == PUBLISHED and column in FILES


def is_text_sealable(occurrence: Occurrence) -> bool:
    """Whether what stands in a row or in history is sealed when something is blanked there."""
    is_kept = occurrence.kind in {*OF_KIND, HISTORY} and occurrence.kind not in _UNSEALED
    return is_kept and not sealing.holds_cpr(occurrence.text)


def are_files_sealable(publication: Publication) -> bool:
    """Whether the publication's files are sealed when something is blanked in them: all or none."""
    files = (bytes(getattr(publication, name)) for name in READ_FILES)
    return not any(sealing.holds_cpr(file.decode(errors="replace")) for file in files)


def count_sealable(found: Iterable[Occurrence], passage: str) -> int:
    """At how many of the places where the passage was found it can be put back once it is blanked."""
    if not can_be_sealed(passage):
        return 0
    occurrences = list(found)
    files = [occurrence for occurrence in occurrences if is_file(occurrence.kind, occurrence.field)]
    texts = [occurrence for occurrence in occurrences if not is_file(occurrence.kind, occurrence.field)]
    rows = Publication.objects.filter(pk__in={occurrence.object_id for occurrence in files}).only(*READ_FILES)
    publications = {row.pk for row in rows.iterator(chunk_size=1) if are_files_sealable(row)}
    return sum(map(is_text_sealable, texts)) + sum(
        occurrence.object_id in publications for occurrence in files
    )


def count_sealed(redaction_id: int) -> int:
    """At how many of a redaction's places something is sealed."""
    return SealedOriginal.objects.filter(place__redaction=redaction_id).count()
