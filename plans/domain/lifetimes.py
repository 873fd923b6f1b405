"""How long may something be opened without a sign-in? A year unless its maker says otherwise, two at most.

Lifetimes of access tokens and of shared addresses, counted in months from a day.
"""

from calendar import monthrange
from datetime import date

LIFETIMES = (1, 3, 6, 12, 24)  # in months: what its maker chooses from
USUAL = 12
TRAIL_FEWEST_DAYS = 30  # else whoever wants to wipe out a trail would begin by setting a shorter time
LONGEST = max(LIFETIMES)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def longer(expires_on: date, *, today: date) -> date:
    """The last day after one year more, from today where it is over; at most two years from today."""
    return min(months_later(max(expires_on, today), USUAL), months_later(today, LONGEST))


def can_be_longer(expires_on: date, *, today: date) -> bool:
    """Whether a year more would change the last day."""
    return longer(expires_on, today=today) > expires_on
