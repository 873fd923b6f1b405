"""How is somebody told to wait who has tried too often, to sign in or to search?

`wait` writes the sentence with the seconds or minutes, rounded up, in the reader's language.
"""

from datetime import timedelta
from math import ceil

from django.utils.translation import ngettext


def wait(time: timedelta) -> str:
    """The sentence that asks to wait; `time` is rounded up to a whole second or minute."""
    seconds = ceil(time.total_seconds())
    if seconds <= 60:  # noqa: PLR2004  # a minute
        return ngettext(
            "For mange forsøg. Vent %(n)s sekund, og prøv igen.",
            "For mange forsøg. Vent %(n)s sekunder, og prøv igen.",
            seconds,
        ) % {"n": seconds}
    minutes = ceil(seconds / 60)
    return ngettext(
        "For mange forsøg. Vent %(n)s minut, og prøv igen.",
        "For mange forsøg. Vent %(n)s minutter, og prøv igen.",
        minutes,
    ) % {"n": minutes}
