"""Where is a person signed in? Their sessions that work, and the ending of those that they do not want.

There is no table of it: each session itself keeps what is told of it. To find a person's, all sessions that
have not ended are read, some thousand at most, on a page that is seldom opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plans.wording import figures
from vink.accounts.browsers import device_of, shortened
from vink.accounts.models import User
from vink.accounts.session_store import ADDRESS, BEGAN, BROWSER, SEEN, SYSTEM, moment
from vink.accounts.visitor import address_of


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A sign-in that works: by what, since when, used last when, and from about where."""

    mark: str  # stands for the session in an address: its key would open it
    device: str
    since: str
    used: str
    address: str
    is_current: bool


def note_sign_in(request: HttpRequest) -> None:
    """Let the session that was just begun keep what its list tells."""
    device = device_of(request.headers.get("User-Agent", ""))
    request.session[BEGAN] = int(timezone.now().timestamp())
    request.session[BROWSER], request.session[SYSTEM] = device.browser, device.system
    request.session[ADDRESS] = shortened(address_of(request))


def own_sessions(user: User, *, current_key: str | None, now: datetime) -> list[OwnSession]:
    """The person's sessions that work, the current one first, then by their last use."""
    current_hash = user.get_session_auth_hash()
    working = [(row, data) for row, data in _rows(user, now) if data.get(HASH_SESSION_KEY) == current_hash]
    working.sort(key=lambda each: (each[0].session_key == current_key, each[1].get(SEEN, 0)), reverse=True)
    began = {_mark_of(row.session_key): data.get(BEGAN, 0) for row, data in working}
    entries = [_entry_of(row, data, is_current=row.session_key == current_key) for row, data in working]
    return [replace(each, device=_told_apart(each, entries, began)) for each in entries]


def _told_apart(entry: OwnSession, entries: list[OwnSession], began: dict[str, int]) -> str:
    """The device; of several that are called alike, also which of them it is, the oldest sign-in first."""
    alike = sorted(
        (each.mark for each in entries if each.device == entry.device), key=lambda mark: (began[mark], mark)
    )
    if len(alike) == 1:
        return entry.device
    values = {"device": entry.device, "n": alike.index(entry.mark) + 1, "of": len(alike)}
    return _("%(device)s (login %(n)s af %(of)s)") % values


def end_session(user: User, mark: str, *, current_key: str | None, now: datetime) -> bool:
    """End one of the person's other sessions; whether there was such a one."""
    keys = [
        row.session_key
        for row, _data in _rows(user, now)
        if row.session_key != current_key and _mark_of(row.session_key) == mark
    ]
    return bool(Session.objects.filter(pk__in=keys).delete()[0])


def end_other_sessions(user: User, *, current_key: str | None, now: datetime) -> int:
    """End all of the person's sessions but the current one; how many there were."""
    keys = [row.session_key for row, _data in _rows(user, now) if row.session_key != current_key]
    return Session.objects.filter(pk__in=keys).delete()[0]


def _rows(user: User, now: datetime) -> Iterator[tuple[Session, dict[str, Any]]]:
    for row in Session.objects.filter(expire_date__gt=now).iterator():
        data = row.get_decoded()
        if data.get(SESSION_KEY) == str(user.pk):
            yield row, data


def _mark_of(key: str) -> str:
    return salted_hmac("vink.accounts.own_sessions", key, algorithm="sha256").hexdigest()[:32]


def _entry_of(row: Session, data: dict[str, Any], *, is_current: bool) -> OwnSession:
    began, seen = data.get(BEGAN), data.get(SEEN)
    return OwnSession(
        mark=_mark_of(row.session_key),
        device=_device(data.get(BROWSER, ""), data.get(SYSTEM, "")),
        since=_("Logget på %(when)s") % {"when": _when(began)} if began else "",
        used=_("Senest brugt %(when)s") % {"when": _when(seen)} if seen else "",
        address=data.get(ADDRESS, ""),
        is_current=is_current,
    )


def _device(browser: str, system: str) -> str:
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Ukendt browser")


def _when(seconds: int) -> str:
    return figures.day_and_time(moment(seconds))
