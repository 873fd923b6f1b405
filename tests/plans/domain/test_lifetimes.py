"""On which day does what opens something without a sign-in stop, and how far can that be put off?

Tests the lifetimes of access tokens and shared addresses.
"""

from datetime import date

import pytest

from plans.domain.lifetimes import can_be_longer, longer, months_later


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),  # no 30th of February
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_months_later(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


@pytest.mark.parametrize(
    ("expires_on", "then"),
    [
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2026, 1, 31), date(2027, 11, 30)),  # over: a year from today
        (date(2028, 6, 30), date(2028, 11, 30)),  # two years from today, and no more
    ],
)
def test_a_year_more(expires_on: date, then: date) -> None:
    today = date(2026, 11, 30)

    assert longer(expires_on, today=today) == then
    assert can_be_longer(expires_on, today=today)
    assert not can_be_longer(date(2028, 11, 30), today=today)
