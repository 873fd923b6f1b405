"""How is a redaction undone that should not have been granted? From what is sealed, while there is a key.

Only what nobody has changed since is put back: a text that somebody has written anew stays, and so does a
file from which another passage has gone meanwhile.
"""

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history, redaction_checks, sealing
from plans.actions.redaction import seal_of
from plans.actions.redaction_lock import keep_writers_out
from plans.actions.redaction_mail import notify_officer
from plans.actions.redaction_people import check_still_undoes, name_and_role
from plans.actions.redaction_places import HISTORY, OF_KIND
from plans.actions.redaction_sealed import READ_FILES, count_sealed, is_file
from plans.actions.redaction_writing import Text, write_files, write_texts
from plans.domain import blanking
from plans.enums import RedactionState
from plans.models import Change, Publication, RedactedPlace, Redaction, SealedOriginal
from plans.models.history_chain import hold_history
from plans.models.history_keys import is_keyed_hash
from plans.permissions import Person

logger = logging.getLogger(__name__)
# A key is made before the redaction that it belongs to is stored; no redaction takes so long.
_STRAY_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Original:
    """What stood in a place, and what the redaction left there."""

    redacted: RedactedPlace
    content: bytes
    left: bytes


@transaction.atomic
def undo(*, by: Person, redaction: Redaction, version: int, reason: str, now: datetime) -> Redaction:
    """Put back what was blanked, and destroy the key: what could not be put back is gone for good.

    Raises PermissionDenied, ValidationError where there is no reason, the reason says what was blanked, or
    nothing can be put back any more, `history.Conflict` where somebody else was first, and
    `redaction_lock.Busy` where others keep writing.
    """
    check_still_undoes(by)
    redaction_checks.check_reason(reason, "", missing=_("Skriv, hvorfor sletningen fortrydes."))
    hold_history(redaction.plan_id)
    keep_writers_out()
    current = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if current.version != version:
        raise history.Conflict(current)
    if not can_still_be_undone(current, now=now):
        raise ValidationError(_("Sletningen kan ikke fortrydes mere: det slettede findes ikke længere."))
    try:
        originals = _originals(current)
    except sealing.KeyIsGone as error:
        raise ValidationError(_("Sletningen kan ikke fortrydes: nøglen til det slettede mangler.")) from error
    if not originals:
        raise ValidationError(_("Sletningen kan ikke fortrydes: alle stederne er ændret siden."))
    if any(blanking.holds(reason, words) for words in _taken_out(originals)):
        reason_error = _("Begrundelsen bliver stående for altid. Skriv den uden de ord, der blev slettet.")
        raise ValidationError({"reason": reason_error})
    _put_back(current, originals, by=by, why=reason.strip())
    restored = [each.redacted.pk for each in originals]
    RedactedPlace.objects.filter(pk__in=restored).update(is_restored=True)
    SealedOriginal.objects.filter(place__redaction=current).delete()
    decision = {"state": RedactionState.UNDONE.value, "undone_at": now, "undo_reason": reason.strip()}
    Redaction.objects.filter(pk=current.pk).update(
        **decision, undone_by_id=by.pk, undone_as=name_and_role(by), key_name="", version=version + 1
    )
    for name, value in decision.items():
        history.note(current, name, getattr(current, name), value, by=by, plan=current.plan)
    undone = Redaction.objects.get(pk=current.pk)
    notify_officer(undone)
    transaction.on_commit(lambda: sealing.destroy(current.key_name))
    return undone


def can_still_be_undone(redaction: Redaction, *, now: datetime) -> bool:
    """Whether something of what was blanked is sealed and its time is not up."""
    if redaction.state != RedactionState.GRANTED or redaction.decided_at is None or not redaction.key_name:
        return False
    return now < redaction.decided_at + sealing.KEPT_FOR and count_sealed(redaction.pk) > 0


def destroy_old(*, now: datetime) -> int:
    """Destroy the keys whose time is up, and those of redactions that failed; how many there were."""
    old = Redaction.objects.exclude(key_name="").filter(decided_at__lte=now - sealing.KEPT_FOR)
    count = 0
    for redaction in old:
        # The key first: when the rest fails, nothing can be read all the same, and the next run clears up.
        sealing.destroy(redaction.key_name)
        with transaction.atomic():
            SealedOriginal.objects.filter(place__redaction=redaction).delete()
            Redaction.objects.filter(pk=redaction.pk).update(key_name="")
        logger.info('{"event": "sealed_key_destroyed", "redaction": %s}', redaction.pk)
        count += 1
    known = set(Redaction.objects.exclude(key_name="").values_list("key_name", flat=True))
    for name in sealing.strays(known):
        if time.time() - sealing.made_at(name) > _STRAY_AFTER.total_seconds():
            sealing.destroy(name)
            count += 1
    return count


def _originals(redaction: Redaction) -> list[_Original]:
    """What is sealed of the places that are as the redaction left them. Raises KeyIsGone."""
    found = []
    for sealed in SealedOriginal.objects.filter(place__redaction=redaction).select_related("place"):
        redacted, now = sealed.place, _left_at(sealed.place)
        if now is not None:
            content = sealing.opened(redaction.key_name, bytes(sealed.content), bound_to=seal_of(redacted))
            found.append(_Original(redacted, content, now))
    return found


def _left_at(redacted: RedactedPlace) -> bytes | None:
    """The value that is there now; None where it is another than the redaction left."""
    model = Change if redacted.kind == HISTORY else OF_KIND[redacted.kind].model
    value = (
        model._default_manager.filter(pk=redacted.object_id).values_list(redacted.field, flat=True).first()
    )
    if value is None:
        return None
    if is_file(redacted.kind, redacted.field):
        content = bytes(value)
        return content if hashlib.sha256(content).hexdigest() == redacted.new_hash else None
    return str(value).encode() if is_keyed_hash(str(value), redacted.new_hash) else None


def _taken_out(originals: Sequence[_Original]) -> set[str]:
    """The words that were blanked: those of the texts, or else of the files that are read as texts."""
    texts = [each for each in originals if not is_file(each.redacted.kind, each.redacted.field)]
    files = [each for each in originals if is_file(each.redacted.kind, each.redacted.field)]
    read = texts or [each for each in files if each.redacted.field in READ_FILES]
    return {words for each in read for words in blanking.taken_out(each.content.decode(), each.left.decode())}


def _put_back(redaction: Redaction, originals: Sequence[_Original], *, by: Person, why: str) -> None:
    texts: dict[Text, str] = {}
    files: dict[int, dict[str, bytes]] = {}
    for each in originals:
        redacted = each.redacted
        if is_file(redacted.kind, redacted.field):
            files.setdefault(redacted.object_id, {})[redacted.field] = each.content
        else:
            texts[redacted.kind, redacted.object_id, redacted.field] = each.content.decode()
    write_texts(texts)
    for publication in Publication.objects.filter(pk__in=files).defer("html", "pdf", "docx", "status_report"):
        write_files(redaction, publication, files[publication.pk], by=by, why=why)
