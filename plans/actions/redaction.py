"""How are words taken out of what is never deleted? One person asks with a reason, and another grants it.

This is the one exception to "nothing is ever deleted", for personal data that should not have been written.
The words are replaced by `blanking.MARK` in every text of the plan, in its history, in drafts, mails and
sessions, and in the files of its publications; the place, the reason and a hash of what stood there stay.
What stood there is sealed for 30 days, so that a wrongful redaction can be undone (`redaction_undo`), and is
then gone for good; a CPR number at once. What is kept outside Vink, as a file that was downloaded, is not
reached.

SQLite overwrites what is deleted (`PRAGMA secure_delete`, in the settings). PostgreSQL leaves old versions of
rows in its files until they are vacuumed: its administrator runs `VACUUM`, and thinks of backups (README).
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history, jobs, redaction_checks, redaction_unsaved, sealing
from plans.actions.redaction_kept import check_blankable
from plans.actions.redaction_lock import keep_writers_out, leave_no_trace
from plans.actions.redaction_mail import notify_officer
from plans.actions.redaction_people import check_still_decides, name_and_role
from plans.actions.redaction_places import HISTORY, OF_KIND, PUBLISHED
from plans.actions.redaction_sealed import (
    FILES,
    are_files_sealable,
    can_be_sealed,
    is_file,
    is_text_sealable,
)
from plans.actions.redaction_search import search, search_to_decide
from plans.actions.redaction_unsaved import DRAFT, Occurrence
from plans.actions.redaction_writing import Text, write_files, write_texts
from plans.domain import blanking
from plans.domain.basis_text import blanked_basis
from plans.domain.byte_changes import replaced_bytes
from plans.enums import RedactionState
from plans.models import ActionPlan, Publication, RedactedPlace, Redaction, SealedOriginal
from plans.models.history_chain import hold_history
from plans.models.history_keys import keyed_hash
from plans.permissions import Person, check_has_tasks


@dataclass(frozen=True, slots=True)
class BlankedFiles:
    """A publication's files without the passage; the same bytes where it is not in them."""

    html: bytes
    pdf: bytes
    docx: bytes
    status_report: bytes


@dataclass(frozen=True, slots=True)
class ReadPublication:
    """A publication as it was when its files were blanked: their hashes then, and what is left of them."""

    hashes: tuple[str, ...]
    files: BlankedFiles


@dataclass(frozen=True, slots=True)
class _Gone:
    """A place that was blanked, with what stood there, and whether that may be sealed."""

    redacted: RedactedPlace
    original: bytes
    is_sealable: bool


@dataclass(frozen=True, slots=True)
class _BlankedPublication:
    """A publication with the files that are to be put in place of others, and what is gone with those."""

    publication: Publication
    files: Mapping[str, bytes]
    gone: Sequence[_Gone]


HASHES = tuple(f"{name}_sha256" for name in FILES)


@transaction.atomic
def ask(*, by: Person, plan: ActionPlan, passage: str, reason: str) -> Redaction:
    """Ask for `passage` to be blanked wherever the plan says it. It is kept only until somebody decides.

    Raises PermissionDenied for readers, and ValidationError by field: a passage that is too short, or
    found nowhere in what the person may read; one that waits already, or is in the plan's own words; a reason
    that is missing or holds it.
    """
    check_has_tasks(by)
    words = blanking.as_passage(passage)
    redaction_checks.check_request(by, plan, words, reason)
    check_blankable(plan, words)
    if not search(by=by, plan=plan, passage=words):
        raise ValidationError({"passage": redaction_checks.found_nowhere()})
    redaction = Redaction(
        plan=plan, passage=words, reason=reason.strip(), asked_by_id=by.pk, asked_as=name_and_role(by)
    )
    redaction.save(force_insert=True)
    # Without the words: the history is never altered.
    for name, value in {"state": redaction.state, "reason": redaction.reason}.items():
        history.note(redaction, name, None, value, by=by, plan=plan)
    notify_officer(redaction)
    return redaction


@transaction.atomic
def refuse(*, by: Person, redaction: Redaction, version: int, reason: str, now: datetime) -> Redaction:
    """Leave the words where they are, and forget which were asked for.

    Raises PermissionDenied (see `redaction_people`), ValidationError by field, and `history.Conflict` where
    somebody else has decided.
    """
    check_still_decides(by, redaction)
    redaction_checks.check_reason(reason, redaction.passage, missing=_("Skriv, hvorfor der ikke slettes."))
    refused = _decide(redaction, RedactionState.REFUSED, by=by, version=version, reason=reason, now=now)
    notify_officer(refused)
    return refused


@transaction.atomic
def grant(
    *,
    by: Person,
    redaction: Redaction,
    version: int,
    publications: Mapping[int, ReadPublication],
    now: datetime,
) -> Redaction:
    """Blank the passage wherever it stands in the plan, at once and for good.

    `publications` are all of the plan's, by key, with their files as they are to be: what makes files of a
    publication prepares them. An approved goal stays approved, and a published version keeps its number; rows
    that people edit get a new version, so that nobody who has one of them open can write the words back.

    Raises PermissionDenied (see `redaction_people`), `history.Conflict` where somebody else has decided or a
    publication is another by now, ValidationError where the passage is found nowhere any more, or by now
    in the plan's own words, and `redaction_lock.Busy` where others keep writing.
    """
    check_still_decides(by, redaction)
    hold_history(redaction.plan_id)
    keep_writers_out()
    current = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if current.version != version or current.state != RedactionState.ASKED:
        raise history.Conflict(current)
    _check_publications(current, publications)
    check_blankable(current.plan, current.passage)
    found = search_to_decide(by=by, redaction=current)
    if not found:
        raise ValidationError(redaction_checks.found_nowhere())
    passage = current.passage
    granted = _decide(current, RedactionState.GRANTED, by=by, version=version, reason="", now=now)
    texts = _texts_left(found, passage)
    files = list(_blanked_publications(granted, publications))
    gone = [
        *(
            _gone(granted, occurrence, texts)
            for occurrence in found
            if not is_file(occurrence.kind, occurrence.field)
        ),
        *(each for blanked in files for each in blanked.gone),
    ]
    # Listed before they are written: the guards of history and publications let nothing else be written.
    RedactedPlace.objects.bulk_create(each.redacted for each in gone)
    write_texts(texts)
    for blanked in files:
        write_files(granted, blanked.publication, blanked.files, by=by, why=granted.reason)
    redaction_unsaved.blank_drafts(
        [occurrence.object_id for occurrence in found if occurrence.kind == DRAFT], passage
    )
    redaction_unsaved.blank_sessions(passage)
    jobs.forget_all()
    if can_be_sealed(passage):
        _seal(granted, [each for each in gone if each.is_sealable])
    notify_officer(granted)
    transaction.on_commit(leave_no_trace)
    return granted


def _decide(
    redaction: Redaction,
    state: RedactionState,
    *,
    by: Person,
    version: int,
    reason: str,
    now: datetime,
) -> Redaction:
    decision = {"state": state.value, "decided_at": now, "decision_reason": reason.strip()}
    waiting = Redaction.objects.filter(pk=redaction.pk, version=version, state=RedactionState.ASKED)
    if not waiting.update(
        **decision, passage="", decided_by_id=by.pk, decided_as=name_and_role(by), version=version + 1
    ):
        raise history.Conflict(Redaction.objects.get(pk=redaction.pk))
    for name, value in decision.items():
        history.note(redaction, name, getattr(redaction, name), value, by=by, plan=redaction.plan)
    return Redaction.objects.get(pk=redaction.pk)


def _check_publications(redaction: Redaction, publications: Mapping[int, ReadPublication]) -> None:
    """What was blanked must be what is published now: not one version more, and none that has changed."""
    rows = Publication.objects.filter(report__round__plan=redaction.plan_id).values_list("pk", *HASHES)
    now = {key: tuple(hashes) for key, *hashes in rows}
    if now != {key: read.hashes for key, read in publications.items()}:
        raise history.Conflict(redaction)


def _texts_left(found: Collection[Occurrence], passage: str) -> dict[Text, str]:
    """The texts without the passage, for rows and history, by kind, row and field."""
    left = {}
    for occurrence in found:
        if occurrence.kind not in {*OF_KIND, HISTORY} or is_file(occurrence.kind, occurrence.field):
            continue
        left[occurrence.kind, occurrence.object_id, occurrence.field] = _text_left(occurrence, passage)
    return left


def _text_left(occurrence: Occurrence, passage: str) -> str:
    table = OF_KIND.get(occurrence.kind)
    if table is not None and occurrence.field in table.kept_as_json:
        return blanked_basis(occurrence.stored, passage)
    text = blanking.blanked(occurrence.text, passage)
    return text if table is None else _fitting(text, table.model._meta.get_field(occurrence.field))


def _blanked_publications(
    redaction: Redaction, publications: Mapping[int, ReadPublication]
) -> Iterator[_BlankedPublication]:
    """The publications in which files change, with these files and what each was."""
    for publication in Publication.objects.filter(pk__in=publications):
        left = {name: getattr(publications[publication.pk].files, name) for name in FILES}
        before = {name: bytes(getattr(publication, name)) for name in FILES}
        changed = [name for name in FILES if left[name] != before[name]]
        if not changed:
            continue
        is_sealable = are_files_sealable(publication)
        gone = []
        for name in changed:
            redacted = RedactedPlace(
                redaction=redaction,
                kind=PUBLISHED,
                object_id=publication.pk,
                field=name,
                old_hash=getattr(publication, f"{name}_sha256"),
                new_hash=hashlib.sha256(left[name]).hexdigest(),
                replaced=replaced_bytes(before[name], left[name]),
            )
            gone.append(_Gone(redacted, before[name], is_sealable=is_sealable))
        yield _BlankedPublication(publication, {name: left[name] for name in changed}, gone)


def _seal(granted: Redaction, gone: Sequence[_Gone]) -> None:
    """Keep the originals, encrypted; where there is nothing to keep, there is no key either."""
    if not gone:
        return
    granted.key_name = key_name = sealing.make_key()
    Redaction.objects.filter(pk=granted.pk).update(key_name=key_name)
    SealedOriginal.objects.bulk_create(
        SealedOriginal(
            place=each.redacted,
            content=sealing.sealed(key_name, each.original, bound_to=seal_of(each.redacted)),
        )
        for each in gone
    )


def seal_of(redacted: RedactedPlace) -> str:
    """What binds a sealed original to its place: it opens for no other."""
    return f"{redacted.redaction_id}/{redacted.kind}/{redacted.object_id}/{redacted.field}"


def _gone(redaction: Redaction, occurrence: Occurrence, texts: Mapping[Text, str]) -> _Gone:
    """A text that was blanked."""
    left = texts.get((occurrence.kind, occurrence.object_id, occurrence.field))
    row = RedactedPlace(
        redaction=redaction,
        kind=occurrence.kind,
        object_id=occurrence.object_id,
        field=occurrence.field,
        old_hash=keyed_hash(occurrence.stored),
        new_hash=keyed_hash(left) if left is not None else "",
    )
    return _Gone(row, occurrence.stored.encode(), is_sealable=is_text_sealable(occurrence))


def _fitting(text: str, column: object) -> str:
    """The text, or the mark alone where the column has no room for the words around it."""
    most = getattr(column, "max_length", None)
    return blanking.MARK if most is not None and len(text) > most else text
