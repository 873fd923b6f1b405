"""How much of a span of time has passed on a date?"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from plans.domain.values import Span


def time_passed(span: Span, on: date) -> Mapping[str, object]:
    """How much of `span` has passed on `on`: whole months of how many, and the share of its days in percent.

    The day itself has passed: 16 November 2010 ends the 14th month of a plan that began on 17 September 2009.
    """
    after = min(max(on, span.starts_on - timedelta(days=1)), span.ends_on) + timedelta(days=1)
    days = (span.ends_on - span.starts_on).days + 1
    return {
        "months_passed": _months(span.starts_on, after),
        "months": _months(span.starts_on, span.ends_on + timedelta(days=1)),
        "share_of_time": Fraction(100 * (after - span.starts_on).days, days),
    }


def _months(start: date, end: date) -> int:
    """Whole months from `start` to `end`."""
    return 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)
