"""How are words taken out of what is never deleted? One person asks with a reason, and another grants it.

This is the one exception to "nothing is ever deleted", for personal data that should not have been written.
The words are replaced by `blanking.MARK` in every text of the plan, in its history, in drafts, mails and
sessions, and in the files of its publications; the place, the reason and a hash of what stood there stay.
Nobody can take it back. What is kept outside Vink, such as a file that was downloaded, is not reached.

SQLite overwrites what is deleted (`PRAGMA secure_delete`, in the settings). PostgreSQL leaves old versions of
rows in its files until they are vacuumed: its administrator runs `VACUUM`, and thinks of backups (README).
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plans import publication_guard
from plans.actions import history, redaction_checks, redaction_unsaved
from plans.actions.redaction_kept import check_blankable
from plans.actions.redaction_lock import keep_writers_out, leave_no_trace
from plans.actions.redaction_mail import tell_officer
from plans.actions.redaction_people import check_still_decides
from plans.actions.redaction_places import HISTORY, OF_KIND, PUBLISHED
from plans.actions.redaction_search import search, search_to_decide
from plans.actions.redaction_unsaved import DRAFT, Place
from plans.domain import blanking
from plans.enums import RedactionState
from plans.models import ActionPlan, Change, Publication, RedactedPlace, Redaction
from plans.models.change import blank_words
from plans.models.fields import Versioned
from plans.permissions import Person, check_has_tasks

_SALT = "plans.redaction"


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


FILES = tuple(column.name for column in fields(BlankedFiles))
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
    redaction = Redaction(plan=plan, passage=words, reason=reason.strip(), asked_by_id=by.pk)
    redaction.save(force_insert=True)
    # Without the words: the history is never altered.
    for name, value in {"state": redaction.state, "reason": redaction.reason}.items():
        history.note(redaction, name, None, value, by=by, plan=plan)
    tell_officer(redaction)
    return redaction


@transaction.atomic
def refuse(*, by: Person, redaction: Redaction, version: int, reason: str, now: datetime) -> Redaction:
    """Leave the words where they are, and forget which were asked for.

    Raises PermissionDenied (see `redaction_people`), ValidationError by field, and `history.Conflict` where
    somebody else has decided.
    """
    check_still_decides(by, redaction)
    redaction_checks.check_reason(reason, redaction.passage, missing=_("Skriv, hvorfor der ikke slettes."))
    return _decide(redaction, RedactionState.REFUSED, by=by, version=version, reason=reason, now=now)


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
    _blank_tables([place for place in found if place.kind in OF_KIND], passage)
    _blank_history([place for place in found if place.kind == HISTORY], passage)
    redaction_unsaved.blank_drafts([place.object_id for place in found if place.kind == DRAFT], passage)
    redaction_unsaved.blank_sessions(passage)
    hashes = _blank_publications(granted, publications, by=by)
    RedactedPlace.objects.bulk_create(
        [
            *(_redacted(granted, place) for place in found if not _is_file(place)),
            *(
                RedactedPlace(redaction=granted, kind=PUBLISHED, object_id=key, field=name, old_hash=old)
                for key, name, old in hashes
            ),
        ]
    )
    transaction.on_commit(leave_no_trace)
    return granted


def keyed_hash(text: str) -> str:
    """The hash that shows, to whoever holds a text, that it stood there: HMAC-SHA256 with the site's key.

    A plain hash would give the words away: there are few enough CPR numbers, and names, to try them all. A
    publication's file is too long to be guessed, and keeps its plain SHA-256, under which it was published.
    """
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()


def _decide(
    redaction: Redaction, state: RedactionState, *, by: Person, version: int, reason: str, now: datetime
) -> Redaction:
    told = {"state": state.value, "decided_at": now, "decision_reason": reason.strip()}
    asked = Redaction.objects.filter(pk=redaction.pk, version=version, state=RedactionState.ASKED)
    if not asked.update(**told, passage="", decided_by_id=by.pk, version=version + 1):
        raise history.Conflict(Redaction.objects.get(pk=redaction.pk))
    for name, value in told.items():
        history.note(redaction, name, getattr(redaction, name), value, by=by, plan=redaction.plan)
    decided = Redaction.objects.get(pk=redaction.pk)
    tell_officer(decided)
    return decided


def _check_publications(redaction: Redaction, publications: Mapping[int, ReadPublication]) -> None:
    """What was blanked must be what is published now: not one version more, and none that has changed."""
    rows = Publication.objects.filter(report__round__plan=redaction.plan_id).values_list("pk", *HASHES)
    now = {key: tuple(hashes) for key, *hashes in rows}
    if now != {key: read.hashes for key, read in publications.items()}:
        raise history.Conflict(redaction)


def _blank_tables(found: Collection[Place], passage: str) -> None:
    """Blank the texts, row by row; a row that people edit becomes another version."""
    columns: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for place in found:
        if not _is_file(place):
            column = OF_KIND[place.kind].model._meta.get_field(place.field)
            text = _fitting(blanking.blanked(place.text, passage), column)
            columns[place.kind, place.object_id][place.field] = text
    owners: dict[type[models.Model], set[int]] = defaultdict(set)
    for (kind, key), values in columns.items():
        table = OF_KIND[kind]
        row = table.model._default_manager.filter(pk=key)
        if table.model is Publication:
            with publication_guard.lifted(connection):
                row.update(**values)
            continue
        row.update(**values, **({"version": F("version") + 1} if issubclass(table.model, Versioned) else {}))
        if table.owner:
            owners[_owner(table.model, table.owner)].add(row.values_list(table.owner, flat=True).get())
    for model, keys in owners.items():
        model._default_manager.filter(pk__in=keys).update(version=F("version") + 1)


def _owner(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)  # noqa: S101  # the table of places names foreign keys
        model = related
    return model


def _blank_history(found: Collection[Place], passage: str) -> None:
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for place in found:
        texts[place.object_id][place.field] = blanking.blanked(place.text, passage)
    for change in Change.objects.filter(pk__in=texts).iterator():
        said = {"old": change.old, "new": change.new, "why": change.why} | texts[change.pk]
        blank_words(change.pk, **said)


def _blank_publications(
    redaction: Redaction, publications: Mapping[int, ReadPublication], *, by: Person
) -> list[tuple[int, str, str]]:
    """Put the blanked files in place of those published: each file's publication, name and hash before."""
    before = []
    for publication in Publication.objects.filter(pk__in=publications).defer(*FILES):
        read = publications[publication.pk]
        left = {name: getattr(read.files, name) for name in FILES}
        new = {name: hashlib.sha256(content).hexdigest() for name, content in left.items()}
        changed = [name for name in FILES if new[name] != getattr(publication, f"{name}_sha256")]
        if not changed:
            continue
        with publication_guard.lifted(connection):
            Publication.objects.filter(pk=publication.pk).update(
                **{name: left[name] for name in changed},
                **{f"{name}_sha256": new[name] for name in changed},
            )
        for name in changed:
            old = getattr(publication, f"{name}_sha256")
            before.append((publication.pk, name, old))
            plan, why = redaction.plan, redaction.reason
            history.note(publication, f"{name}_sha256", old, new[name], by=by, plan=plan, why=why)
    return before


def _is_file(place: Place) -> bool:
    return place.kind == PUBLISHED and place.field in FILES


def _redacted(redaction: Redaction, place: Place) -> RedactedPlace:
    return RedactedPlace(
        redaction=redaction,
        kind=place.kind,
        object_id=place.object_id,
        field=place.field,
        old_hash=keyed_hash(place.text),
    )


def _fitting(text: str, column: object) -> str:
    """The text, or the mark alone where the column has no room for the words around it."""
    most = getattr(column, "max_length", None)
    return blanking.MARK if most is not None and len(text) > most else text
