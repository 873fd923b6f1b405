"""Which figures were known on a date, which span does a target cover, and how much of it has passed?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from plans.domain.values import Figure, Period, Span


def known_figures(
    figures: Iterable[Figure], period: Period, *, plan: Span, as_of: date
) -> dict[int | None, Figure]:
    """The figure that counts for each year of `period`, and under None the one for the whole period.

    The latest not after `as_of` counts. A whole-plan figure speaks of everything from the plan's start to its own date,
    so it serves a period that begins with the plan, and that ends with the plan or after the figure's date. Where there
    is one, it goes before the yearly ones.
    """
    known: dict[int | None, Figure] = {}
    for figure in figures:
        if figure.as_of > as_of or (figure.year is not None and figure.year not in period):
            continue
        if figure.year is None and not _serves(figure, period, plan):
            continue
        if figure.year not in known or known[figure.year].as_of < figure.as_of:
            known[figure.year] = figure
    return {None: known[None]} if None in known else known


def target_span(years: Sequence[int], *, whole_plan: bool, plan: Span) -> Span:
    """The days that the target covers: the whole plan, or its part from the first to the last of `years`."""
    return plan if whole_plan else plan.within(Period(years[0], years[-1]))


def time_passed(span: Span, on: date) -> Mapping[str, object]:
    """How much of `span` has passed on `on`: whole months of how many, and the share of its days in percent."""
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


def _serves(figure: Figure, period: Period, plan: Span) -> bool:
    begins_with_plan = period.first <= plan.period.first
    ends_with_plan = period.last >= plan.period.last
    return begins_with_plan and (ends_with_plan or figure.as_of <= period.ends_on)
