"""What does THE rule say when it is written a second time, with whole numbers, rows and lists of cases?

Written from the design alone, with nothing of `plans.domain` but the types of the questions, so that a
mistake in one of the two formulations shows as a difference. Numbers are pairs (numerator, denominator) of
whole numbers and are compared by multiplying crosswise; a period is a table with one row a year.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from plans.domain.values import Figure, IndicatorFacts, Period, Span, Tolerance

Ratio = tuple[int, int]

# The worst first; a status that is not here does not decide.
SEVERITY = ("not_achieved", "not_reported", "in_progress", "partly_achieved", "achieved")
UNIT = 10_000  # figures have four decimals at most


class Verdict(NamedTuple):
    """A status, and how far off in percent or percentage points."""

    status: str
    deviation: Ratio | None


class Opinion(NamedTuple):
    """A status, with the figure and the target that it rests on."""

    status: str
    actual: Ratio | None = None
    target: Ratio | None = None
    deviation: Ratio | None = None


class Row(NamedTuple):
    """A year of the period: what was to be reached, and what was."""

    year: int
    target: Ratio | None
    figure: Figure | None


def ratio(value: Decimal | int) -> Ratio:
    """A figure as ten-thousandths."""
    return int(Decimal(value) * UNIT), UNIT


def verdict(target: Ratio, actual: Ratio, direction: str, tolerance: Tolerance) -> Verdict:
    """One figure against one target."""
    # Both over the denominator `unit`.
    wanted, got, unit = target[0] * actual[1], actual[0] * target[1], target[1] * actual[1]
    missed_by = wanted - got if direction == "at_least" else got - wanted
    if missed_by <= 0:
        return Verdict("achieved", None)
    if wanted == 0:
        return Verdict("not_achieved", None)
    deviation = (missed_by, unit) if tolerance.basis == "points" else (100 * missed_by, wanted)
    limit, limit_unit = int(Decimal(str(tolerance.percent)) * UNIT), UNIT
    distance = deviation[0] * limit_unit - limit * deviation[1]
    within = distance < 0 or (distance == 0 and tolerance.inclusive)
    return Verdict("partly_achieved" if within else "not_achieved", deviation)


def indicator_opinion(facts: IndicatorFacts, period: Period, plan: Span, as_of: date) -> Opinion:
    """One indicator in a period, with what was known on `as_of`."""
    plan_target = [target for target in facts.targets if target.year is None]
    first = plan.starts_on.year if plan_target else max(period.first, plan.starts_on.year)
    last = min(period.last, plan.ends_on.year)
    whole, rows = _table(facts, range(first, last + 1), plan, as_of)
    if not plan_target and all(row.target is None for row in rows):
        return Opinion("not_measurable")
    if not plan_target:
        rows = [row for row in rows if row.target is not None]
    # A figure for the whole goes before the yearly ones, and so before what they could not measure.
    measurable = [row for row in rows if whole or row.figure is None or not _is_empty(row.figure)]
    if _is_empty(whole) if whole else not measurable:
        return Opinion("not_measurable")
    over_on = plan.ends_on if plan_target else min(date(measurable[-1].year, 12, 31), plan.ends_on)
    over = min(as_of, date(last, 12, 31)) >= over_on
    wanted = plan_target[0].value if plan_target else None
    if facts.measure == "judgement":
        return _judged_opinion(facts, whole, measurable, over=over)
    plan_ratio = None if wanted is None else ratio(wanted)
    actual, target, complete = _totals(facts, whole, measurable, plan_ratio)
    return _first_that_holds(facts, actual, target, complete=complete, over=over)


def goal_opinion(statuses: Iterable[str]) -> str:
    """A goal of several indicators that all have a target."""
    ranks = [SEVERITY.index(status) for status in statuses if status in SEVERITY]
    return SEVERITY[min(ranks)] if ranks else "not_measurable"


def months_passed(start: date, on: date) -> int:
    """Whole months from `start`, on the 28th at latest, to the end of the day `on`, counted one by one."""
    months, year, month = 0, start.year, start.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if date(year, month, start.day) > on + timedelta(days=1):
            return months
        months += 1


def _table(facts: IndicatorFacts, years: range, plan: Span, as_of: date) -> tuple[Figure | None, list[Row]]:
    """The figure for the whole period, and a row for each year."""
    known = sorted((figure for figure in facts.figures if figure.as_of <= as_of), key=lambda f: f.as_of)
    figures = {figure.year: figure for figure in known}  # the latest comes last, and stays
    targets = {target.year: ratio(target.value or 0) for target in facts.targets}
    rows = [Row(year, targets.get(year), figures.get(year)) for year in years]
    whole = None
    if years[0] == plan.starts_on.year:
        # A figure for the whole plan speaks of everything up to its own date.
        covers_all = years[-1] == plan.ends_on.year
        serving = [f for f in known if f.year is None and (covers_all or f.as_of.year <= years[-1])]
        whole = serving[-1] if serving else None
    return whole, rows


def _is_empty(figure: Figure) -> bool:
    """Whether nothing could be measured: said so, or nobody in the target group."""
    return figure.unmeasurable is not None or figure.denominator == 0


def _judged_opinion(
    facts: IndicatorFacts, whole: Figure | None, rows: Sequence[Row], *, over: bool
) -> Opinion:
    if not over:
        return Opinion("in_progress")
    asked = rows[-1:] if facts.accumulation == "latest" else rows
    judged = [whole] if whole else [row.figure for row in asked]
    if None in judged:
        return Opinion("not_reported")
    return Opinion(goal_opinion(str(figure.judged) for figure in judged if figure is not None))


def _totals(
    facts: IndicatorFacts, whole: Figure | None, rows: Sequence[Row], plan_target: Ratio | None
) -> tuple[Ratio | None, Ratio | None, bool]:
    """The figure, the target, and whether nothing is missing."""
    reported = [row for row in rows if row.figure is not None]
    own = [row.target for row in rows if row.target is not None]
    match facts.accumulation:
        case "sum" if not facts.carries_over:
            target = plan_target or (sum(numerator for numerator, _ in own), UNIT)
        case "latest":
            target = plan_target or own[-1]
        case _:
            target = plan_target or (own[0] if len(set(own)) == 1 else (0, 0))
    if whole is not None:
        return _number(whole), target if target[1] else None, target[1] != 0
    if facts.carries_over and len(rows) > 1:
        return None, None, False
    if facts.accumulation == "latest":
        last = rows[-1].figure
        return (_number(last) if last else None), target, last is not None
    if facts.accumulation == "sum":
        value = sum(ratio(row.figure.value or 0)[0] for row in reported if row.figure is not None)
        return ((value, UNIT) if reported else None), target, len(reported) == len(rows)
    return _pool(reported, plan_target, complete=len(reported) == len(rows))


def _pool(
    reported: Sequence[Row], plan_target: Ratio | None, *, complete: bool
) -> tuple[Ratio | None, Ratio | None, bool]:
    """All cases of the years together, and the targets by the weight of their cases."""
    if len(reported) == 1 and reported[0].figure is not None:
        return _number(reported[0].figure), plan_target or reported[0].target, complete
    cases = [
        (row.figure.numerator or 0, row.figure.denominator or 0, row.target or (0, UNIT))
        for row in reported
        if row.figure is not None and row.figure.denominator is not None
    ]
    if not cases or len(cases) < len(reported):
        return None, None, False
    everyone = sum(denominator for _, denominator, _ in cases)
    weighted = sum(denominator * target for _, denominator, (target, _) in cases)
    actual = (100 * sum(numerator for numerator, _, _ in cases), everyone)
    return actual, plan_target or (weighted, UNIT * everyone), complete


def _number(figure: Figure) -> Ratio:
    if figure.numerator is not None and figure.denominator is not None:
        return 100 * figure.numerator, figure.denominator
    return ratio(figure.value if figure.value is not None else figure.percentage or 0)


def _first_that_holds(
    facts: IndicatorFacts, actual: Ratio | None, target: Ratio | None, *, complete: bool, over: bool
) -> Opinion:
    """The lines of the rule on time, in the design's order."""
    tolerance = facts.tolerance
    if facts.measure == "count":
        tolerance = Tolerance(tolerance.percent, inclusive=tolerance.inclusive)
    given = verdict(target, actual, facts.direction, tolerance) if target and actual else None
    for_good = "achieved" if facts.direction == "at_least" else "not_achieved"
    if given and facts.accumulation == "sum" and given.status == for_good:
        return Opinion(given.status, actual, target, given.deviation)
    if not over:
        return Opinion("in_progress", actual, target)
    if not complete or given is None:
        return Opinion("not_reported")
    return Opinion(given.status, actual, target, given.deviation)
