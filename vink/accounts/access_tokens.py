"""How does a person let a program read in their place, and take that back? By a token, kept as its digest."""

import hashlib
import secrets
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history
from vink.accounts.models import AccessToken, User

MOST = 10  # for one person at a time
_MARK = "vink_"  # so that whoever finds one in a file knows what it opens


def live_tokens(person: User) -> list[AccessToken]:
    """The person's tokens that nobody has revoked, the newest first."""
    return list(AccessToken.objects.filter(user=person, revoked_at=None).order_by("-created_at", "-pk"))


def live_token(person: User, token_id: int) -> AccessToken | None:
    """One of the person's own tokens, unless it is revoked."""
    return AccessToken.objects.filter(user=person, revoked_at=None, pk=token_id).first()


@transaction.atomic
def make_token(*, by: User, name: str) -> str:
    """Make a token of the person's own and give it, for the only time.

    Raises ValidationError by field when they have one of this name, or as many as one may have.
    """
    User.objects.select_for_update().get(pk=by.pk)  # or two at once would pass the limit
    live = live_tokens(by)
    if any(each.name == name for each in live):
        raise ValidationError({"name": _("Du har allerede en adgangsnøgle med det navn. Vælg et andet.")})
    if len(live) >= MOST:
        message = _("Du har %(n)s adgangsnøgler og kan ikke få flere. Tilbagekald først en af dem.")
        raise ValidationError({"name": message % {"n": MOST}})
    secret = _MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(user=by, name=name, digest=_digest(secret))
    history.note(token, "name", None, name, by=by, plan=None)
    return secret


@transaction.atomic
def revoke_token(*, by: User, token: AccessToken, now: datetime) -> None:
    """Let a token of the person's own open nothing any more; a second time changes nothing."""
    if AccessToken.objects.filter(pk=token.pk, user=by, revoked_at=None).update(revoked_at=now):
        history.note(token, "revoked_at", None, now, by=by, plan=None)


def owner_of(secret: str, *, today: date) -> User | None:
    """Whose token this is; nobody's where it is unknown or revoked, or its owner deactivated.

    The day of its use is noted, once a day.
    """
    live = AccessToken.objects.filter(digest=_digest(secret), revoked_at=None, user__is_active=True)
    token = live.select_related("user").first()
    if token is None:
        return None
    if token.last_used_on != today:
        live.update(last_used_on=today)
    return token.user


def _digest(secret: str) -> str:
    """SHA-256 is enough: 256 random bits cannot be guessed, as a password can."""
    return hashlib.sha256(secret.encode()).hexdigest()
