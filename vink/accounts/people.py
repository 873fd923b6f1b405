"""How do people come, change role, and go? Written with history; somebody can always administer."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from plans import queries
from plans.actions import history
from plans.actions.rights_mails import ChangedRight, notify_administrators
from plans.enums import Role
from plans.models import Responsibility
from plans.permissions import Person, can_administer, check_administers
from vink.accounts.models import User

# What an administrator says of a person; a password is chosen by its owner alone (see `invitations`).
FIELDS = ("username", "first_name", "last_name", "email", "role", "language", "is_active")

# What the other administrators are told of. A link to a new password is sent to the mail address.
RIGHTS = frozenset({"role", "is_active", "email"})


def version_of(person: User) -> int:
    """The latest entry in the person's history: a user has no version of its own."""
    change = queries.latest_change(history.kind_of(person), person.pk)
    return change.pk if change else 0


@transaction.atomic
def add_person(*, by: Person, person: User) -> User:
    """Let somebody in, who signs in once they have chosen a password by the link of an invitation.

    Raises PermissionDenied, and ValidationError by field, also where there is no address to invite them at.
    """
    check_administers(by)
    person.set_unusable_password()
    if not person.email:
        raise ValidationError({"email": _("Skriv personens mailadresse. Invitationen sendes til den.")})
    person.full_clean()
    person.save(force_insert=True)
    for name in FIELDS:
        history.note(person, name, None, getattr(person, name), by=by, plan=None)
    notify_administrators(by=by, person=person, changes=lambda: _changed_rights(person, {"role": None}))
    return person


@transaction.atomic
def change_person(
    *, by: Person, person: User, values: Mapping[str, object], version: int, today: date
) -> User:
    """Set what is told of a person; one who goes is deactivated, never deleted.

    `version` is the one that the administrator saw. Raises PermissionDenied, ValidationError by field, and
    `history.Conflict` when somebody else was first.
    """
    check_administers(by)
    # The administrators too, or the last two could lower each other at once.
    held = User.objects.select_for_update().filter(Q(pk=person.pk) | Q(role=Role.ADMINISTRATOR))
    stored = next(each for each in held.order_by("pk") if each.pk == person.pk)
    differs = {name: value for name, value in values.items() if getattr(stored, name) != value}
    if not differs:
        return stored
    if version != version_of(stored):
        raise history.Conflict(stored)
    before = {name: getattr(stored, name) for name in differs}
    for name, value in differs.items():
        setattr(stored, name, value)
    check_person(stored, today=today)
    stored.full_clean(exclude=["password"])
    stored.save(update_fields=list(differs))
    for name, value in differs.items():
        history.note(stored, name, before[name], value, by=by, plan=None)
    if RIGHTS & differs.keys():
        notify_administrators(by=by, person=stored, changes=lambda: _changed_rights(stored, before))
    return stored


def _changed_rights(person: User, before: Mapping[str, object]) -> list[ChangedRight]:
    """What somebody may do otherwise than `before`, which holds what has changed, as it is read."""
    return [
        ChangedRight(
            str(User._meta.get_field(name).verbose_name).capitalize(),  # type: ignore[union-attr]  # a column
            _right(name, before[name]),
            _right(name, getattr(person, name)),
        )
        for name in sorted(RIGHTS & before.keys())
    ]


def _right(name: str, value: object) -> str:
    if name == "role":
        return str(User.ROLE_NAMES[Role(value)]) if isinstance(value, str) else "–"
    if name == "is_active":
        return _("ja") if value else _("nej")
    return str(value) or "–"


def check_person(person: User, *, today: date) -> None:
    """Raises ValidationError by field where nobody would administer, or areas be left to nobody."""
    errors = dict(_errors(person, today))
    if errors:
        raise ValidationError(errors)


def _errors(person: User, today: date) -> Iterator[tuple[str, str]]:
    administrators = queries.administrators_who_sign_in()
    left = administrators.exclude(pk=person.pk).exists() or (
        can_administer(person) and bool(person.password) and person.has_usable_password()
    )
    if administrators.exists() and not left:
        field = "role" if person.is_active else "is_active"
        yield (
            field,
            _(
                "Der skal være mindst én anden aktiv administrator, som har valgt sin adgangskode. Giv først"
                " rollen til en anden; er personen inviteret, så vent, til adgangskoden er valgt."
            ),
        )
    if person.role != Role.CONTRIBUTOR:
        given = Responsibility.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), user=person.pk)
        areas = [str(each.area) for each in given.select_related("area")]
        if areas:
            yield (
                "role",
                _("Personen har stadig ansvar for %(areas)s. Afslut ansvaret først.")
                % {"areas": ", ".join(areas)},
            )
