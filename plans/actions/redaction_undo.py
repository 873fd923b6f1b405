"""How is a redaction undone that should not have been granted? From what is sealed, while there is a key.

Only what nobody has changed since is put back: a text that somebody has written anew stays, and so does a
file from which another passage has gone meanwhile.
"""

import hashlib
import logging
import time
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history, redaction_checks, sealing
from plans.actions.redaction import keyed_hash, seal_of
from plans.actions.redaction_lock import keep_writers_out
from plans.actions.redaction_mail import tell_officer
from plans.actions.redaction_people import check_still_undoes, told
from plans.actions.redaction_places import HISTORY, OF_KIND, PUBLISHED
from plans.actions.redaction_writing import Text, write_files, write_texts
from plans.enums import RedactionState
from plans.models import Change, Publication, RedactedPlace, Redaction, SealedOriginal
from plans.permissions import Person

logger = logging.getLogger(__name__)
# A key is made before the redaction that it belongs to is stored; no redaction takes so long.
_STRAY_AFTER = timedelta(days=1)


@transaction.atomic
def undo(*, by: Person, redaction: Redaction, version: int, reason: str, now: datetime) -> Redaction:
    """Put back what was blanked, and destroy the key: what could not be put back is gone for good.

    Raises PermissionDenied, ValidationError where there is no reason or nothing is sealed any more,
    `history.Conflict` where somebody else was first, and `redaction_lock.Busy` where others keep writing.
    """
    check_still_undoes(by)
    redaction_checks.check_reason(reason, "", missing=_("Skriv, hvorfor sletningen fortrydes."))
    keep_writers_out()
    current = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if current.version != version:
        raise history.Conflict(current)
    if not can_still_be_undone(current, now=now):
        raise ValidationError(_("Sletningen kan ikke fortrydes mere: det slettede findes ikke længere."))
    try:
        restored = _restore(current, by=by, why=reason.strip())
    except sealing.KeyIsGone as error:
        raise ValidationError(_("Sletningen kan ikke fortrydes: nøglen til det slettede mangler.")) from error
    RedactedPlace.objects.filter(pk__in=restored).update(is_restored=True)
    SealedOriginal.objects.filter(place__redaction=current).delete()
    said = {"state": RedactionState.UNDONE.value, "undone_at": now, "undo_reason": reason.strip()}
    Redaction.objects.filter(pk=current.pk).update(
        **said, undone_by_id=by.pk, undone_as=told(by), key_name="", version=version + 1
    )
    for name, value in said.items():
        history.note(current, name, getattr(current, name), value, by=by, plan=current.plan)
    undone = Redaction.objects.get(pk=current.pk)
    tell_officer(undone)
    transaction.on_commit(lambda: sealing.destroy(current.key_name))
    return undone


def can_still_be_undone(redaction: Redaction, *, now: datetime) -> bool:
    """Whether what was blanked is sealed and its time is not up."""
    is_granted = redaction.state == RedactionState.GRANTED and redaction.decided_at is not None
    return bool(is_granted and redaction.key_name and now < redaction.decided_at + sealing.KEPT_FOR)  # type: ignore[operator]  # decided


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


def _restore(redaction: Redaction, *, by: Person, why: str) -> list[int]:
    """Put back what is as the redaction left it; the keys of those places."""
    texts: dict[Text, str] = {}
    files: dict[int, dict[str, bytes]] = {}
    restored = []
    for sealed in SealedOriginal.objects.filter(place__redaction=redaction).select_related("place"):
        place = sealed.place
        if not _is_as_left(place):
            continue
        original = sealing.opened(redaction.key_name, bytes(sealed.content), place=seal_of(place))
        if _is_file(place):
            files.setdefault(place.object_id, {})[place.field] = original
        else:
            texts[place.kind, place.object_id, place.field] = original.decode()
        restored.append(place.pk)
    write_texts(texts)
    for publication in Publication.objects.filter(pk__in=files).defer("html", "pdf", "docx", "status_report"):
        write_files(redaction, publication, files[publication.pk], by=by, why=why)
    return restored


def _is_as_left(place: RedactedPlace) -> bool:
    model = Change if place.kind == HISTORY else OF_KIND[place.kind].model
    value = model._default_manager.filter(pk=place.object_id).values_list(place.field, flat=True).first()
    if value is None:
        return False
    if _is_file(place):
        return hashlib.sha256(bytes(value)).hexdigest() == place.new_hash
    return keyed_hash(str(value)) == place.new_hash


def _is_file(place: RedactedPlace) -> bool:
    return place.kind == PUBLISHED and place.field in {"html", "pdf", "docx", "status_report"}
