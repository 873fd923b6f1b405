"""How long must somebody wait who guesses? Longer after each failure, for an account and for an address.

Nobody is locked out: the wait ends by itself and has a longest. An attempt counts as a failure *before* the
password is looked at, so that many attempts at once, in several processes, count as many; the right password
takes it back. What is counted is what was typed, whether or not there is such an account: it tells nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from vink.accounts.models import Attempts

FIRST_WAIT = timedelta(seconds=30)
KEPT_FOR = timedelta(days=2)  # longer than anything is remembered


@dataclass(frozen=True, slots=True)
class Pace:
    """How many attempts are free, how long the wait grows (it doubles), and when all is forgotten."""

    free: int
    longest: timedelta
    forgotten_after: timedelta

    def wait(self, attempts: int, since_last: timedelta) -> timedelta:
        """How much longer to wait after so many attempts, the last of them so long ago; zero to go on."""
        if attempts < self.free or since_last >= self.forgotten_after:
            return timedelta()
        # beyond 20 doublings every wait is the longest, and the number would only grow
        whole: timedelta = min(FIRST_WAIT * 2 ** min(attempts - self.free, 20), self.longest)
        return max(whole - since_last, timedelta())


class TooSoonError(Exception):
    """Somebody must wait before the next attempt."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"{wait.total_seconds():.0f} seconds to wait")
        self.wait = wait


def key_of(kind: str, name: str) -> str:
    """Name what is counted without keeping it: a password typed in the wrong field must not stay there."""
    return salted_hmac(f"vink.accounts.attempts.{kind}", name, algorithm="sha256").hexdigest()


def begin(paces: Mapping[str, Pace], *, now: datetime) -> None:
    """Count an attempt for each key, before it is made.

    Raises:
        TooSoonError: one of the keys must wait; then nothing is counted.
    """
    keys = sorted(paces)  # always in one order, or two processes wait for each other
    with transaction.atomic():
        Attempts.objects.bulk_create(
            [Attempts(key=key, count=0, last_at=now) for key in keys], ignore_conflicts=True
        )
        rows = list(Attempts.objects.select_for_update().filter(key__in=keys).order_by("key"))
        wait = max(paces[row.key].wait(row.count, now - row.last_at) for row in rows)
        if wait:
            raise TooSoonError(wait)
        for row in rows:
            is_forgotten = now - row.last_at >= paces[row.key].forgotten_after
            row.count = 1 if is_forgotten else row.count + 1
            row.last_at = now
        Attempts.objects.bulk_update(rows, ["count", "last_at"])


def take_back(key: str) -> None:
    """An attempt was none of those that count, and the others stand."""
    Attempts.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def forget(*keys: str) -> None:
    """All attempts are forgiven, as after the right password."""
    Attempts.objects.filter(key__in=keys).delete()


def forget_old(*, now: datetime) -> None:
    """Clear away what no longer counts: made-up names would fill the table."""
    with transaction.atomic():
        # A row that somebody else is counting on is left to the next time instead of being waited for.
        skip_locked = connection.features.has_select_for_update_skip_locked
        old = Attempts.objects.select_for_update(skip_locked=skip_locked).filter(last_at__lt=now - KEPT_FOR)
        Attempts.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:1000])).delete()
