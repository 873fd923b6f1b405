"""Has the person shown lately that it is they? By signing in, or by their password since.

A session keeps only when that was, and not by what: whatever is to count as a proof calls `note_proof`.
"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.enums import TrailKind
from vink.accounts import wording
from vink.accounts.models import User
from vink.accounts.session_store import BEGAN, moment
from vink.accounts.sign_in import ACCOUNT
from vink.accounts.throttling import TooSoonError, begin, forget, key_of
from vink.trail.noted import note

# What the page that asks posts, besides what it carries along.
PASSWORD = "proof_password"  # noqa: S105  # a field's name
_PROVED = "vink_proved"  # seconds since 1970


def proved_lately(session: SessionBase, *, now: datetime) -> bool:
    """Whether the person signed in, or proved since that it is they, in the last minutes."""
    proved = max(session.get(_PROVED, 0), session.get(BEGAN, 0))
    return timedelta() <= now - moment(proved) <= settings.PROVED_FOR


def note_proof(session: SessionBase, *, now: datetime) -> None:
    """Let the session keep that the person has just proved that it is they."""
    session[_PROVED] = int(now.timestamp())


def is_own_password(user: User, password: str, *, now: datetime) -> bool:
    """Whether it is the password of who is signed in; guessing it from an open screen is slowed.

    Raises:
        TooSoonError: it was tried too often, here or where one changes it.
    """
    key = key_of("old password", str(user.pk))
    begin({key: ACCOUNT}, now=now)
    if not user.check_password(password):
        note(TrailKind.PROOF_FAILED, user.pk)
        return False
    forget(key)
    return True


class ProofForm(forms.Form):
    """The password of who is signed in, once more."""

    too_soon: TooSoonError | None = None

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields[PASSWORD] = forms.CharField(
            label=gettext_lazy("Din adgangskode"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
            error_messages={"required": gettext_lazy("Skriv din adgangskode.")},
        )

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless it was guessed at too often."""
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get(PASSWORD)
        if not password:
            return cleaned
        try:
            is_right = is_own_password(self.user, password, now=timezone.now())
        except TooSoonError as error:
            self.too_soon = error
            raise ValidationError({PASSWORD: wording.wait(error.wait)}, code="too_soon") from error
        if not is_right:
            raise ValidationError({PASSWORD: _("Det er ikke din adgangskode. Prøv igen.")})
        return cleaned
