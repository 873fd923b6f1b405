"""Whose is a mail address? One person's alone: links to a new password are sent to whoever has it."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from vink.accounts.models import User


def check_address(person: "User") -> None:
    """Raises ValidationError where the person would get another's mail address, in whatever case.

    An older account that shares its address keeps it, for as long as it does not come back by it.
    """
    people = type(person).objects
    wanted = _alike(person.email)
    stored = people.filter(pk=person.pk).only("email", "is_active").first()
    comes_back = stored is not None and person.is_active and not stored.is_active
    is_old = stored is not None and _alike(stored.email) == wanted
    if not wanted or (is_old and not comes_back):
        return
    # in Python, because SQLite does not know the upper case of æ, ø and å
    others = people.exclude(pk=person.pk).exclude(email="")
    other = next((each for each in others if _alike(each.email) == wanted), None)
    if other is not None:
        message = _(
            "%(name)s (%(username)s) har allerede mailadressen, måske skrevet med andre store og små"
            " bogstaver. Links til en ny adgangskode går efter adressen, så skriv en anden."
        )
        names = {"name": other.display_name, "username": other.username}
        raise ValidationError({"email": message % names})


def _alike(address: str) -> str:
    return address.strip().casefold()
