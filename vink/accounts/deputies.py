"""Who stands in for somebody who approves, from when to when, and what may they do? As little as is needed.

A deputy is somebody who otherwise only reads, such as from another unit: all that they change meanwhile they
change as a deputy, and the history says for whom. They have the role of whom they stand in for, approve
nothing that either of the two has entered, and decide no deletion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.digest_mails import address
from plans.actions.outbox import put_into_outbox
from plans.actions.rights_mails import ChangedRight, notify_administrators
from plans.enums import Role
from plans.permissions import can_administer, can_approve
from plans.wording import figures
from vink.accounts.models import Deputy, User

LONGEST = timedelta(days=366)


def act_today(user: User, *, today: date) -> None:
    """Let the person have the role of whom they stand in for today; one query for those who may."""
    if user.role != Role.READER or not user.is_active or (user.stands_in_until or date.min) < today:
        return
    rows = _standing(today).filter(deputy=user.pk, person__is_active=True, person__role=Role.APPROVER)
    row = rows.select_related("person").first()
    if row is not None:
        user.act_for(row.person)


def who_can_stand_in(person: User) -> QuerySet[User]:
    """Those who only read, and can stand in for the person."""
    people = User.objects.filter(role=Role.READER, is_active=True).exclude(pk=person.pk)
    return people.order_by("first_name", "last_name", "username")


@transaction.atomic
def appoint(*, by: User, person: User, deputy: User, starts_on: date, ends_on: date, today: date) -> Deputy:
    """Let `deputy` stand in for `person` from one day to another; both get a mail, and administrators too.

    Raises PermissionDenied unless `by` is the person or an administrator, and ValidationError by field.
    """
    _check_appoints(by, person)
    # locked, or two at once would stand in for two people
    deputy = User.objects.select_for_update().get(pk=deputy.pk)
    row = Deputy(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    errors = dict(_errors(row, today))
    if errors:
        raise ValidationError(errors)
    history.add(row, by=by, plan=None)
    _note_the_last_day(deputy)
    _write_mails(by, row, is_ended=False, today=today)
    return row


@transaction.atomic
def end(*, by: User, deputy: Deputy, now: datetime, today: date) -> None:
    """Let somebody no longer stand in; a second time changes nothing.

    Raises PermissionDenied unless `by` is one of the two or an administrator.
    """
    if by.pk != deputy.deputy_id:
        _check_appoints(by, deputy.person)
    if not Deputy.objects.filter(pk=deputy.pk, ended_at=None).update(ended_at=now):
        return
    history.note(deputy, "ended_at", None, now, by=by, plan=None)
    _note_the_last_day(deputy.deputy)
    _write_mails(by, deputy, is_ended=True, today=today)


def _check_appoints(by: User, person: User) -> None:
    is_own = by.pk == person.pk and by.acts_for is None and can_approve(by)
    if not (is_own or can_administer(by)):
        raise PermissionDenied(
            _("Det er kun personen selv og administratorer, der udpeger en stedfortræder.")
        )


def _errors(row: Deputy, today: date) -> Iterator[tuple[str, str]]:
    if not (row.person.is_active and row.person.role == Role.APPROVER):
        yield "person", _("Vælg en aktiv godkender. Det er godkendere, der kan have en stedfortræder.")
    if row.deputy_id == row.person_id or not row.deputy.is_active or row.deputy.role != Role.READER:
        yield (
            "deputy",
            _("Vælg en aktiv læser, fx fra en anden enhed. Den, der indberetter, skal ikke også godkende."),
        )
    if row.ends_on < row.starts_on:
        yield "ends_on", _("Vælg en dag, der ikke ligger før den første.")
    elif row.ends_on < today:
        yield "ends_on", _("Vælg en dag, der ikke er gået.")
    elif row.ends_on - row.starts_on > LONGEST:
        yield "ends_on", _("Vælg en dag, der højst ligger et år efter den første.")
    else:
        other = (
            _rows().filter(deputy=row.deputy, starts_on__lte=row.ends_on, ends_on__gte=row.starts_on).first()
        )
        if other is not None:
            name = {"name": other.person.display_name}
            yield "deputy", _("Personen er allerede stedfortræder for %(name)s i den tid.") % name


def _rows() -> QuerySet[Deputy]:
    return Deputy.objects.filter(ended_at=None).select_related("person", "deputy")


def _standing(today: date) -> QuerySet[Deputy]:
    return Deputy.objects.filter(ended_at=None, starts_on__lte=today, ends_on__gte=today)


def _note_the_last_day(deputy: User) -> None:
    latest = Deputy.objects.filter(deputy=deputy, ended_at=None).aggregate(latest=Max("ends_on"))["latest"]
    User.objects.filter(pk=deputy.pk).update(stands_in_until=latest)


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """A deputyship as the person or the deputy reads it."""

    id: int
    sentence: str
    time: str


def own_lines(user: User, *, today: date) -> list[DeputyLine]:
    """Who stands in for the person, and for whom the person does, today or later."""
    rows = _rows().filter(Q(person=user.pk) | Q(deputy=user.pk), ends_on__gte=today)
    return [DeputyLine(row.pk, _sentence(row, user), _time(row)) for row in rows]


def own_row(user: User, deputy_id: int) -> Deputy | None:
    """A deputyship of the person's own, on either side, that nobody has ended."""
    return _rows().filter(Q(person=user.pk) | Q(deputy=user.pk), pk=deputy_id).first()


def _sentence(row: Deputy, reader: User) -> str:
    if row.person_id == reader.pk:
        return _("%(name)s er din stedfortræder") % {"name": row.deputy.display_name}
    return _("Du er stedfortræder for %(name)s") % {"name": row.person.display_name}


def _time(row: Deputy) -> str:
    return figures.days(row.starts_on, row.ends_on)


def _write_mails(by: User, row: Deputy, *, is_ended: bool, today: date) -> None:
    """Put a mail to each of the two into the outbox, and what the other administrators are told."""
    for reader in (row.person, row.deputy):
        if not reader.email:
            continue
        with translation.override(reader.language):
            names = {"deputy": row.deputy.display_name, "name": row.person.display_name}
            subject = (
                _("Vink: %(deputy)s er ikke længere stedfortræder for %(name)s")
                if is_ended
                else _("Vink: %(deputy)s er stedfortræder for %(name)s")
            ) % names
            context = {
                "subject": subject,
                "by": by.display_name,
                "time": _time(row),
                "is_ended": is_ended,
                "url": address(f"{reverse('profile')}#deputies"),
            }
            put_into_outbox(
                "registration/deputy_mail",
                context,
                addresses=[reader.email],
                subject=subject,
                language=reader.language,
                day=today,
            )

    def changes() -> list[ChangedRight]:
        label = _("Stedfortræder for %(name)s") % {"name": row.person.display_name}
        before, after = (_time(row), "–") if is_ended else ("–", _time(row))
        return [ChangedRight(label, before, after)]

    notify_administrators(by=by, person=row.deputy, changes=changes)
