"""Where does a passage stand in what nobody has saved? In drafts, waiting workbooks, and sessions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from plans.actions import workbook_upload
from plans.domain import blanking
from plans.models import Draft

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A text in which the passage stands.

    Args:
        subject: whose text it is, in words that a person knows
        about: for an entry of the history, which field of which kind of row it tells of
        stored_as: what is stored, where that is more than the text that people read
    """

    kind: str
    object_id: int
    field: str
    text: str
    subject: str = ""
    about: tuple[str, str] = ("", "")
    stored_as: str = ""

    @property
    def stored(self) -> str:
        """The text as it is stored, which may hold more than people read."""
        return self.stored_as or self.text


def drafts(*, of: int | None = None) -> Iterator[Occurrence]:
    """The drafts of everybody, or of the person `of` alone, each with all its texts as one."""
    rows = Draft.objects.all() if of is None else Draft.objects.filter(user=of)
    for key, fields in rows.values_list("pk", "fields").iterator():
        yield Occurrence(DRAFT, key, "fields", "\n".join(blanking.texts_of(workbook_upload.unpacked(fields))))


def blank_drafts(keys: list[int], passage: str) -> None:
    """Put the mark in place of the passage in these drafts; what else they hold stays."""
    for draft in Draft.objects.filter(pk__in=keys):
        left = blanking.blanked_values(workbook_upload.unpacked(draft.fields), passage)
        Draft.objects.filter(pk=draft.pk).update(fields=workbook_upload.packed(left))


def blank_sessions(passage: str) -> None:
    """Put the mark in place of the passage in what sessions keep of what was typed, or can be undone.

    A session lasts a working day; its places are not listed.
    """
    store = SessionStore()
    for session in Session.objects.iterator():
        values = session.get_decoded()
        left = blanking.blanked_values(values, passage, but=lambda name: name.startswith("_"))
        if left != values:
            Session.objects.filter(pk=session.pk).update(session_data=store.encode(left))
