"""How does a person let a program read in their place, and take that back? By a token, kept as its digest."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.actions import history
from plans.domain import lifetimes
from vink.accounts.models import AccessToken, User

MOST = 10  # for one person at a time
_MARK = "vink_"  # so that whoever finds one in a file knows what it opens


def live_tokens(person: User) -> list[AccessToken]:
    """The person's tokens that nobody has revoked, also those that have expired, the newest first."""
    tokens = AccessToken.objects.filter(user=person, revoked_at=None).select_related("user")
    return list(tokens.order_by("-created_at", "-pk"))


def live_token(person: User, token_id: int) -> AccessToken | None:
    """One of the person's own tokens, unless it is revoked."""
    tokens = AccessToken.objects.filter(user=person, revoked_at=None, pk=token_id)
    return tokens.select_related("user").first()


class Ending(StrEnum):
    """Why a token that nobody revoked opens nothing."""

    EXPIRED = "expired"
    SIGNED_OUT = "signed out"  # its owner has got another password or role since, or was deactivated


@dataclass(frozen=True, slots=True)
class PresentedToken:
    """What a token that a program shows is worth: its owner, or why it opens nothing."""

    owner: User | None = None
    ending: Ending | None = None
    expired_on: date | None = None


def ending_of(token: AccessToken, *, today: date) -> Ending | None:
    """Why the token opens nothing any more, or None while it does."""
    if token.epoch != token.user.session_epoch or not token.user.is_active:
        return Ending.SIGNED_OUT
    return Ending.EXPIRED if token.expires_on < today else None


@transaction.atomic
def make_token(*, by: User, name: str, today: date | None = None, months: int = lifetimes.USUAL) -> str:
    """Make a token of the person's own for so many of `lifetimes.LIFETIMES`, and give it, for the only time.

    Raises ValidationError by field when they have one of this name, or as many as one may have.
    """
    person = User.objects.select_for_update().get(pk=by.pk)  # or two at once would pass the limit
    live = live_tokens(by)
    if any(each.name == name for each in live):
        raise ValidationError({"name": _("Du har allerede en adgangsnøgle med det navn. Vælg et andet.")})
    if len(live) >= MOST:
        message = _("Du har %(n)s adgangsnøgler og kan ikke få flere. Tilbagekald først en af dem.")
        raise ValidationError({"name": message % {"n": MOST}})
    if months not in lifetimes.LIFETIMES:
        raise ValidationError({"months": _("Vælg, hvor længe nøglen skal virke.")})
    secret = _MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=by,
        name=name,
        digest=_digest(secret),
        epoch=person.session_epoch,
        expires_on=lifetimes.months_later(today or timezone.localdate(), months),
    )
    history.note(token, "name", None, name, by=by, plan=None)
    return secret


@transaction.atomic
def lengthen_token(*, by: User, token: AccessToken, today: date) -> AccessToken:
    """Let a token of the person's own open for a year more, two from today at most.

    Raises ValidationError for one that ended otherwise than by its day.
    """
    stored = (
        AccessToken.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=token.pk, user=by, revoked_at=None)
    )
    if ending_of(stored, today=today) is Ending.SIGNED_OUT:
        raise ValidationError(_("Nøglen kan ikke forlænges. Tilbagekald den, og opret en ny."))
    before, after = stored.expires_on, lifetimes.longer(stored.expires_on, today=today)
    if after > before:
        stored.expires_on = after
        stored.save(update_fields=["expires_on"])
        history.note(stored, "expires_on", before, after, by=by, plan=None)
    return stored


@transaction.atomic
def revoke_token(*, by: User, token: AccessToken, now: datetime) -> None:
    """Let a token of the person's own open nothing any more; a second time changes nothing."""
    if AccessToken.objects.filter(pk=token.pk, user=by, revoked_at=None).update(revoked_at=now):
        history.note(token, "revoked_at", None, now, by=by, plan=None)


def presented(secret: str, *, today: date) -> PresentedToken:
    """Whose token this is; nobody's where it is unknown, revoked, expired, or ended with the sign-ins.

    The day of its use is noted, once a day.
    """
    tokens = AccessToken.objects.filter(digest=_digest(secret), revoked_at=None)
    token = tokens.select_related("user").first()
    if token is None:
        return PresentedToken()
    ending = ending_of(token, today=today)
    if ending is not None:
        return PresentedToken(ending=ending, expired_on=token.expires_on)
    if token.last_used_on != today:
        tokens.update(last_used_on=today)
    return PresentedToken(owner=token.user)


def _digest(secret: str) -> str:
    """SHA-256 is enough: 256 random bits cannot be guessed, as a password can."""
    return hashlib.sha256(secret.encode()).hexdigest()
