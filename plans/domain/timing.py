"""How much of a span of time has passed on a date, and how much is left?

Whole months, days and years of a span, and the share of its days that has passed; `on` itself counts as
passed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from plans.domain.values import Span


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What is left of a span: whole months and the days that make none; and all of it in years."""

    months: int
    days: int
    years: Fraction


def time_passed(span: Span, on: date) -> Mapping[str, object]:
    """How much of `span` has passed on `on`: whole months of how many, and the share of its days in percent.

    The day itself has passed: 16 November 2010 ends the 14th month of a plan that began on 17 September 2009.
    """
    after = _day_after(span, on)
    return {
        "months_passed": _months(span.starts_on, after),
        "months": months_of(span),
        "share_of_time": share_of_time(span, on),
    }


def months_of(span: Span) -> int:
    """How many whole months the span has."""
    return _months(span.starts_on, span.ends_on + timedelta(days=1))


def share_of_time(span: Span, on: date) -> Fraction:
    """How much of the days of `span` has passed on `on`, which has passed itself; in percent."""
    passed = (_day_after(span, on) - span.starts_on).days
    return Fraction(100 * passed, (span.ends_on - span.starts_on).days + 1)


def time_left(span: Span, on: date) -> TimeLeft:
    """What is left of `span` after `on`. A year is one from date to date, whether it has 365 days or 366."""
    begins, ends = _day_after(span, on), span.ends_on + timedelta(days=1)
    months = _months(begins, ends)
    whole_years = months // 12
    year_begins, year_ends = _later(begins, 12 * whole_years), _later(begins, 12 * (whole_years + 1))
    part = Fraction((ends - year_begins).days, (year_ends - year_begins).days)
    return TimeLeft(months, (ends - _later(begins, months)).days, whole_years + part)


def _day_after(span: Span, on: date) -> date:
    """The day after `on`, from the span's first day to the day after its last."""
    return min(max(on, span.starts_on - timedelta(days=1)), span.ends_on) + timedelta(days=1)


def _months(start: date, end: date) -> int:
    """Whole months from `start` to `end`."""
    return 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)


def _later(start: date, months: int) -> date:
    """The same day `months` later; where the month has no such day, the first of the next."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    try:
        return start.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 2, 1)  # no month without its 31st or 29th is December
