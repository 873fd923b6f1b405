"""What happened in a request that no address tells? Sign-ins and passwords, noted where they happen.

Django tells of sign-ins by signals, whichever page or provider they come by; passwords are noted by who looks
at them. Outside of a request nothing is noted.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from plans.enums import TrailKind

# Kinds with whom they are about; none while no request is answered.
NOTED: ContextVar[list[tuple[TrailKind, int | None]] | None] = ContextVar("noted", default=None)
_LONGEST_NAME = 150


def note(kind: TrailKind, who: int | None) -> None:
    """Let the request's trail hold that this happened, to the person with this key."""
    noted = NOTED.get()
    if noted is not None:
        noted.append((kind, who))


def listen() -> None:
    """Hear of every sign-in, sign-out and failure, once for the program."""
    user_logged_in.connect(_signed_in, dispatch_uid="vink.trail")
    user_logged_out.connect(_signed_out, dispatch_uid="vink.trail")
    user_login_failed.connect(_failed, dispatch_uid="vink.trail")


def _signed_in(user: Any, **_signal: object) -> None:
    note(TrailKind.SIGN_IN, user.pk)


def _signed_out(user: Any, **_signal: object) -> None:
    note(TrailKind.SIGN_OUT, user.pk if user is not None else None)


def _failed(credentials: Mapping[str, Any], **_signal: object) -> None:
    note(TrailKind.SIGN_IN_FAILED, person_called(credentials.get("username")))


def person_called(name: object) -> int | None:
    """Whose name it is. What was typed as a name may be a password: it counts only where it is somebody's."""
    from vink.accounts.models import User  # noqa: PLC0415  # accounts note what they see

    found = User.objects.filter(username__iexact=str(name)[:_LONGEST_NAME]) if name else User.objects.none()
    return found.values_list("pk", flat=True).first()
