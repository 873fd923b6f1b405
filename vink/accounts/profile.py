"""What is a person's own? The areas given to them, and the access tokens that they made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.domain import lifetimes
from plans.models import Responsibility
from plans.wording import figures
from plans.wording import lifetimes as lifetimes_told
from vink.accounts.access_tokens import Ending, ending_of, live_tokens
from vink.accounts.models import AccessToken, User


@dataclass(frozen=True, slots=True)
class GivenArea:
    """An area given to a person: in which plan, and for how long."""

    plan: str
    area: str
    time: str


def areas_given(user: User, *, today: date) -> list[GivenArea]:
    """The areas that are the person's today or will be; those that were are left out."""
    given = (
        Responsibility.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), user=user)
        .select_related("area__plan")
        .order_by("-area__plan__starts_on", "area__number", "starts_on")
    )
    return [
        GivenArea(
            plan=each.area.plan.title,
            area=f"{each.area.number}. {each.area.title}",
            time=_time(each, today=today),
        )
        for each in given
    ]


def _time(given: Responsibility, *, today: date) -> str:
    if given.ends_on is not None:
        return figures.days(given.starts_on, given.ends_on)
    template = _("siden %(first)s") if given.starts_on <= today else _("fra %(first)s")
    return template % {"first": figures.day(given.starts_on)}


@dataclass(frozen=True, slots=True)
class OwnToken:
    """One of the person's access tokens: when it was made and used last, and until when it works."""

    id: int
    name: str
    made: str
    used: str
    until: str
    works: bool
    can_be_longer: bool


def own_tokens(user: User, *, today: date) -> list[OwnToken]:
    """The tokens that the person has not revoked, the newest first."""
    return [own_token(each, today=today) for each in live_tokens(user)]


def own_token(token: AccessToken, *, today: date) -> OwnToken:
    """A token as the person reads of it."""
    made = figures.day(timezone.localdate(token.created_at))
    used = _("Senest brugt %(day)s") % {"day": figures.day(token.last_used_on)} if token.last_used_on else ""
    ending = ending_of(token, today=today)
    is_signed_out = ending is Ending.SIGNED_OUT
    until = lifetimes_told.until(token.expires_on, today=today)
    return OwnToken(
        id=token.pk,
        name=token.name,
        made=_("Oprettet %(day)s") % {"day": made},
        used=used or _("Ikke brugt endnu"),
        until=_("Virker ikke længere: din adgangskode eller rolle er ændret") if is_signed_out else until,
        works=ending is None,
        can_be_longer=not is_signed_out and lifetimes.can_be_longer(token.expires_on, today=today),
    )
