"""How long does a sign-in last? Until the working day is over, or until nothing was done for a while.

Django's sessions in the database. What the list of one's own sessions tells of each is kept in the session
itself, so that it goes with it, and is no more than that: since when, last used when, from where, by what.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

BEGAN, SEEN = "vink_began", "vink_seen"  # seconds since 1970
BROWSER, SYSTEM, ADDRESS = "vink_browser", "vink_system", "vink_address"
_NOTED_AGAIN_AFTER = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """A session that ends when nobody has used it for `SESSION_IDLE_AFTER`.

    The name is Django's, for sessions are signed by it: those of before the upgrade go on.
    """

    def save(self, must_create: bool = False) -> None:
        """Store the session with the moment of its use."""
        if SESSION_KEY in self:
            now = int(timezone.now().timestamp())
            self.setdefault(BEGAN, now)
            self[SEEN] = now
        super().save(must_create)

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row, which is over when the first of the two ends has come."""
        row = super().create_model_instance(data)
        if SEEN in data and settings.SESSION_IDLE_AFTER:
            row.expire_date = min(row.expire_date, moment(data[SEEN]) + settings.SESSION_IDLE_AFTER)
        return row


def used_a_while_ago(session: SessionBase) -> bool:
    """Whether somebody is signed in by the session, and its use is to be noted again."""
    if SESSION_KEY not in session:
        return False
    return timezone.now() - moment(session.get(SEEN, 0)) >= _NOTED_AGAIN_AFTER


def moment(seconds: int) -> datetime:
    """The time that a session keeps as a number."""
    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
