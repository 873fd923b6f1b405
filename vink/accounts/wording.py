"""How is it said, in the reader's language, what concerns an account?"""

from datetime import timedelta
from math import ceil

from django.utils.translation import ngettext


def wait(time: timedelta) -> str:
    """Ask to wait, rounded up: whoever waits so long need not wait again."""
    seconds = ceil(time.total_seconds())
    if seconds <= 60:  # noqa: PLR2004  # a minute
        return ngettext(
            "Der er prøvet for mange gange. Vent %(n)s sekund, og prøv igen.",
            "Der er prøvet for mange gange. Vent %(n)s sekunder, og prøv igen.",
            seconds,
        ) % {"n": seconds}
    minutes = ceil(seconds / 60)
    return ngettext(
        "Der er prøvet for mange gange. Vent %(n)s minut, og prøv igen.",
        "Der er prøvet for mange gange. Vent %(n)s minutter, og prøv igen.",
        minutes,
    ) % {"n": minutes}
