"""What is the same in each run? The time, and what would otherwise be drawn by lot."""

import random
import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock:
    """The time that the program reads, from `start` on."""

    def __init__(self) -> None:
        self._now = datetime(2020, 2, 3, 8, tzinfo=_COPENHAGEN)

    def __call__(self) -> datetime:
        return self._now

    def set(self, text: str) -> None:
        """Sets the clock to a local time such as "2020-02-11 10:00"."""
        self._now = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=_COPENHAGEN)


def stop_the_clock() -> Clock:
    """Lets this process read a clock that stands still until it is set."""
    clock = Clock()
    timezone.now = clock
    return clock


def draw_the_same_lots() -> None:
    """Lets keys, addresses of shares and salts be the same in each run; for data that everybody may see."""
    lots = random.Random("Vink")  # noqa: S311  # nothing here is a secret
    secrets.choice = lots.choice
    secrets.token_urlsafe = lambda nbytes=32: "".join(
        lots.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range((nbytes or 32) * 4 // 3)
    )
