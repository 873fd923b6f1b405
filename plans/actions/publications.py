"""How does a report go out for good? It is published, then shared and filed."""

import hashlib
import secrets
from datetime import date, datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.row_checks import check
from plans.domain import lifetimes
from plans.models import (
    ActionPlan,
    Publication,
    PublicationFiling,
    PublicationShare,
    Report,
    sealed_token,
)
from plans.models.history_chain import hold_history
from plans.permissions import NamedPerson, Person, check_publishes, principal_of

# Kept in the history; the files themselves are in the publication, which never changes.
_NOTED = (
    "number",
    "published_by",
    "published_at",
    "correction_note",
    "html_sha256",
    "pdf_sha256",
    "docx_sha256",
    "status_report_sha256",
)
_TOKEN_BYTES = 32


class Publisher(NamedPerson, Protocol):
    """Somebody with a name and a role, by which a publication remembers them."""

    def get_role_display(self) -> str: ...


@transaction.atomic
def publish(
    *,
    by: Publisher,
    report: Report,
    html: bytes,
    pdf: bytes,
    docx: bytes,
    status_report: bytes,
    correction_note: str,
    now: datetime,
    number: int | None = None,
) -> Publication:
    """Keep these files as the next version of the report, for good.

    `number` is the version that the person was told they would publish. `now` has a time zone.

    Raises PermissionDenied, ValidationError by field for a later version without a note of what was
    corrected, and `history.Conflict` with the latest version where somebody else published meanwhile.
    """
    check_publishes(by)
    # Whoever publishes the same report at this moment waits here; SQLite lets one write at a time anyhow.
    hold_history(report.round.plan_id)
    report = Report.objects.select_for_update().select_related("round__plan").get(pk=report.pk)
    latest = report.publications.defer("html", "pdf", "docx", "status_report").order_by("number").last()
    following = latest.number + 1 if latest else 1
    if latest is not None and number is not None and number != following:
        raise history.Conflict(latest)
    note = correction_note.strip()
    if following == 1 and note:
        raise ValidationError({"correction_note": _("Den første version har intet at rette.")})
    if following > 1 and not note:
        text = _("Skriv, hvad der er rettet siden version %(number)s, og hvorfor.")
        raise ValidationError({"correction_note": text % {"number": following - 1}})
    publication = Publication(
        report=report,
        number=following,
        html=html,
        pdf=pdf,
        docx=docx,
        status_report=status_report,
        html_sha256=_sha256(html),
        pdf_sha256=_sha256(pdf),
        docx_sha256=_sha256(docx),
        status_report_sha256=_sha256(status_report),
        published_by=_named(by),
        published_at=now,
        correction_note=note,
    )
    check(publication)
    publication.save(force_insert=True)
    plan = report.round.plan
    for field in _NOTED:
        history.note(publication, field, None, getattr(publication, field), by=by, plan=plan)
    return publication


@transaction.atomic
def share(
    *, by: Publisher, publication: Publication, today: date | None = None, months: int = lifetimes.USUAL
) -> tuple[PublicationShare, bool]:
    """Give the publication an address without sign-in for so many months, and say whether it is new.

    Where it has one already, that one stays as it is.

    The address itself is not in the history: who reads the history could else pass it on.

    Raises PermissionDenied, and ValidationError by field for a lifetime that is none of `LIFETIMES`.
    """
    check_publishes(by)
    if months not in lifetimes.LIFETIMES:
        raise ValidationError({"months": _("Vælg, hvor længe adressen skal virke.")})
    # So that two who share at once get the same address.
    plan = _plan(publication)
    hold_history(plan.pk)
    Report.objects.select_for_update().get(pk=publication.report_id)
    live = publication.shares.filter(revoked_at=None).first()
    if live is not None:
        return live, False
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    made = PublicationShare.objects.create(
        publication=publication,
        digest=sealed_token.digest_of(token),
        sealed=sealed_token.sealed(token),
        created_by=_named(by),
        expires_on=lifetimes.months_later(today or timezone.localdate(), months),
    )
    history.note(made, "publication", None, publication, by=by, plan=plan)
    return made, True


@transaction.atomic
def lengthen(*, by: Publisher, share: PublicationShare, today: date) -> PublicationShare:
    """Let the address work for a year more, two from today at most. Raises PermissionDenied."""
    check_publishes(by)
    plan = _plan(share.publication)
    hold_history(plan.pk)
    stored = PublicationShare.objects.select_for_update().get(pk=share.pk)
    before, after = stored.expires_on, lifetimes.longer(stored.expires_on, today=today)
    if stored.revoked_at is None and after > before:
        stored.expires_on = after
        stored.save(update_fields=["expires_on"])
        history.note(stored, "expires_on", before, after, by=by, plan=plan)
    return stored


@transaction.atomic
def revoke(*, by: Publisher, share: PublicationShare, now: datetime) -> PublicationShare:
    """Take the address back: from now on nothing is found there. Twice does no harm.

    Raises PermissionDenied.
    """
    check_publishes(by)
    plan = _plan(share.publication)
    hold_history(plan.pk)
    if PublicationShare.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=now):
        history.note(share, "revoked_at", None, now, by=by, plan=plan)
    return PublicationShare.objects.get(pk=share.pk)


@transaction.atomic
def file(
    *, by: Person, publication: Publication, document_number: str, version: int | None
) -> PublicationFiling:
    """Say under which document number the archive keeps the publication.

    `version` is the one of the filing that the person saw; None where there was none.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    check_publishes(by)
    number = document_number.strip()
    if not number:
        raise ValidationError({"document_number": _("Skriv dokumentnummeret fra arkivet.")})
    plan = _plan(publication)
    hold_history(plan.pk)
    Report.objects.select_for_update().get(pk=publication.report_id)
    filing = PublicationFiling.objects.filter(publication=publication).first()
    wanted = PublicationFiling(
        pk=filing.pk if filing else None, publication=publication, document_number=number
    )
    if filing is None:
        check(wanted)
        return history.add(wanted, by=by, plan=plan)
    if version is None and filing.document_number != number:
        raise history.Conflict(filing)
    check(wanted)
    return history.change(
        filing,
        {"document_number": number},
        version=version or filing.version,
        by=by,
        plan=plan,
    )


def _named(by: Publisher) -> str:
    """ "Anne Lund (godkender)", in Danish: it outlives the person's account and is read by everybody."""
    with translation.override("da"):
        name, principal = by.display_name, principal_of(by)
        if principal is not None:
            names = {"deputy": name, "name": principal.display_name}
            name = _("%(deputy)s som stedfortræder for %(name)s") % names
        return f"{name} ({by.get_role_display()})"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _plan(publication: Publication) -> ActionPlan:
    return ActionPlan.objects.get(rounds__report=publication.report_id)
