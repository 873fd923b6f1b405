"""Where does something come from, and what must be said of it? The sources contradict one another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plans.models.fields import Sourced
from plans.prose import Prose, prose


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The place in a document, and remarks on it, each with what it is about ("" for the whole)."""

    source: str
    remarks: tuple[tuple[str, Prose], ...]


def source_note(row: Sourced) -> SourceNote | None:
    """What the row says of its source; None where it says nothing."""
    if not row.source_ref and not row.remark:
        return None
    return SourceNote(row.source_ref, (("", prose(row.remark)),) if row.remark else ())


def joined_notes(note: SourceNote | None, remarks: Iterable[tuple[str, str]]) -> SourceNote | None:
    """The note with further remarks, each with what it is about."""
    more = tuple((about, prose(remark)) for about, remark in remarks if remark)
    if note is None:
        return SourceNote("", more) if more else None
    return replace(note, remarks=(*note.remarks, *more))
