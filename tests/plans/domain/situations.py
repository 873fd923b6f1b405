"""Which situations can the rule meet? Hypothesis strategies for everything that the models let through."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from plans.domain.assessment import assess_indicator
from plans.domain.values import Assessment, Figure, IndicatorFacts, Period, Span, TargetValue, Tolerance
from plans.enums import Accumulation, Basis, Direction, Measure, Status, Unmeasurable

JUDGEMENTS = (Status.ACHIEVED, Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED)
FITTING = {
    Measure.COUNT: (Accumulation.SUM, Accumulation.LATEST),
    Measure.SHARE: (Accumulation.POOLED, Accumulation.LATEST),
    Measure.JUDGEMENT: (Accumulation.POOLED, Accumulation.LATEST),
}

# The same examples on every run: a red build is red again tomorrow.
quick = settings(max_examples=60, deadline=None, derandomize=True)
thorough = settings(max_examples=400, deadline=None, derandomize=True)

# Small numbers meet each other and the boundary of the tolerance often; a few have decimals.
counts = st.integers(0, 24).map(Decimal)
percentages = st.one_of(
    st.integers(0, 100).map(Decimal), st.decimals(0, 100, places=4, allow_nan=False, allow_infinity=False)
)
directions = st.sampled_from(Direction)
numbers = st.one_of(st.integers(0, 120), percentages)
tolerances = st.builds(
    Tolerance, st.sampled_from([0, 10, 15, Decimal("12.5"), 50]), st.sampled_from(Basis), st.booleans()
)


class Situation(NamedTuple):
    """What the rule is asked."""

    facts: IndicatorFacts
    period: Period
    plan: Span
    as_of: date

    @property
    def assessment(self) -> Assessment:
        """What the rule answers."""
        return assess_indicator(self.facts, self.period, plan=self.plan, as_of=self.as_of)


@st.composite
def plans(draw: st.DrawFn) -> Span:
    """A plan of one to four calendar years that need not begin in January or end in December."""
    first = date(2016, draw(st.sampled_from([1, 9])), draw(st.sampled_from([1, 17, 28])))
    last = draw(
        st.sampled_from([date(2016, 12, 31), date(2017, 12, 31), date(2018, 9, 16), date(2019, 12, 31)])
    )
    return Span(first, last)


def dates_around(plan: Span) -> st.SearchStrategy[date]:
    """A day before, in or after the plan; the turns of its years often."""
    turns = [*(date(year, 12, 31) for year in plan.period.years), plan.ends_on]
    edges = [day + timedelta(days=shift) for day in turns for shift in (-1, 0, 1)]
    days = st.dates(plan.starts_on - timedelta(days=40), plan.ends_on + timedelta(days=100))
    return st.one_of(st.sampled_from(edges), days)


def report_dates(plan: Span) -> st.SearchStrategy[date]:
    """Mostly some weeks after the plan's end, as reports are written."""
    return st.one_of(st.just(plan.ends_on + timedelta(days=70)), st.just(plan.ends_on), dates_around(plan))


@st.composite
def figures(draw: st.DrawFn, measure: Measure, year: int | None, as_of: date) -> Figure:
    """A figure of the kind that `measure` takes, or one that could not be measured."""
    if draw(st.integers(0, 7)) == 0:
        return Figure(year, as_of, unmeasurable=draw(st.sampled_from(Unmeasurable)))
    if measure is Measure.COUNT:
        return Figure(year, as_of, value=draw(counts))
    if measure is Measure.JUDGEMENT:
        return Figure(year, as_of, judged=draw(st.sampled_from(JUDGEMENTS)))
    if draw(st.integers(0, 4)) == 0:
        return Figure(year, as_of, percentage=draw(percentages))
    denominator = draw(st.integers(0, 20))
    numerator = draw(st.integers(0, denominator))
    pending = draw(st.integers(0, min(3, denominator - numerator)))
    return Figure(year, as_of, numerator=numerator, denominator=denominator, pending=pending)


@st.composite
def targets(draw: st.DrawFn, measure: Measure, plan: Span) -> tuple[TargetValue, ...]:
    """A target for the whole plan, or for some of its years; never both."""
    values = {Measure.COUNT: counts, Measure.SHARE: percentages}.get(measure, st.none())
    if draw(st.integers(0, 2)) == 0:
        return (TargetValue(None, draw(values)),)
    wanted = [year for year in plan.period.years if draw(st.integers(0, 4))]
    if draw(st.booleans()):
        common = draw(values)
        return tuple(TargetValue(year, common) for year in wanted)
    return tuple(TargetValue(year, draw(values)) for year in wanted)


@st.composite
def figures_of_years(draw: st.DrawFn, measure: Measure, plan: Span) -> list[Figure]:
    """For most years a figure from around the year's end, at times corrected; at times one for the whole."""
    years: list[int | None] = [year for year in plan.period.years if draw(st.integers(0, 7))]
    if draw(st.integers(0, 3)) == 0:
        years.append(None)
    taken = []
    for year in years:
        turn = plan.ends_on if year is None else date(year, 12, 31)
        shifts = draw(st.sampled_from([(0,), (0,), (20,), (-200,), (-1, 20), (-400, 0)]))
        taken += [draw(figures(measure, year, turn + timedelta(days=shift))) for shift in shifts]
    return draw(st.permutations(taken))


@st.composite
def situations(draw: st.DrawFn, measures: tuple[Measure, ...] = tuple(Measure)) -> Situation:
    """An indicator of a plan with targets and figures, a period that touches the plan, and a date."""
    plan = draw(plans())
    measure = draw(st.sampled_from(measures))
    facts = IndicatorFacts(
        measure=measure,
        direction=draw(directions),
        accumulation=draw(st.sampled_from(FITTING[measure])),
        tolerance=draw(tolerances),
        targets=draw(targets(measure, plan)),
        figures=draw(figures_of_years(measure, plan)),
        carries_over=draw(st.integers(0, 6)) == 0,
    )
    first = draw(st.integers(2016, plan.period.last))
    last = draw(st.integers(first, 2020))
    period = draw(st.sampled_from([Period(first, last), plan.period]))
    return Situation(facts, period, plan, draw(report_dates(plan)))
