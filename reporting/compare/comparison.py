"""What became of each goal from one standing to the next? Pairs of goals, as the status reports have them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from plans import queries
from plans.domain.comparison import Outcome, outcome
from plans.domain.timing import months_of
from plans.enums import Accumulation
from plans.models import Indicator
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport, status_reports
from reporting.compare.sides import Side
from reporting.goal_page.definitions import changes_between


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of a goal before and now; `changes` says what is counted otherwise now.

    `difference` is in the unit or in percentage points; None without two figures of the same kind. Of sums
    over periods that are not equally long it is that of their averages, and `is_a_year` says so.
    """

    before: IndicatorStatus | None
    now: IndicatorStatus | None
    changes: tuple[str, ...]
    difference: Fraction | None
    is_a_year: bool = False

    @property
    def named_by(self) -> IndicatorStatus:
        """The part as it is called: now, or else before."""
        part = self.now or self.before
        assert part is not None  # noqa: S101  # zip_longest gives no pair of nothing
        return part


@dataclass(frozen=True, slots=True)
class GoalPair:
    """A goal before and now; `split_into` are the goals of now that all go back to the one before."""

    before: GoalStatus | None
    now: GoalStatus | None
    outcome: Outcome
    parts: tuple[PartPair, ...]
    split_into: int


@dataclass(frozen=True)
class Comparison:
    """Every goal of two standings: those of now in their order, then those that are no more."""

    before: StatusReport
    now: StatusReport
    pairs: Sequence[GoalPair]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many goals came out how; those that none has count zero."""
        counted = Counter(pair.outcome for pair in self.pairs)
        return {each: counted[each] for each in Outcome}

    @property
    def is_of_one_plan(self) -> bool:
        """Whether both standings are of the same plan."""
        return self.before.plan.pk == self.now.plan.pk

    def with_outcome(self, wanted: Outcome) -> list[GoalPair]:
        """The pairs that came out so."""
        return [pair for pair in self.pairs if pair.outcome is wanted]


def compare(one: Side, other: Side, *, today: date) -> Comparison:
    """The two standings, the earlier first; as many queries for many goals as for few."""
    before, now = (one, other) if one.is_before(other) else (other, one)
    plans = {side.plan.pk: side.plan for side in (before, now)}
    reports = status_reports(list(plans.values()), {before.period, now.period}, today=today)
    earlier, later = reports[before.plan.pk, before.period], reports[now.plan.pk, now.period]
    if len(plans) == 1:
        origins: dict[int, int | None] = {goal.id: goal.id for goal in later.goals}
        indicators: Mapping[int, Indicator] = {}
    else:
        lineage = queries.lineage()
        origins = {goal.id: lineage.ancestor_in(before.plan.pk, goal.id) for goal in later.goals}
        matched = {goal: origin for goal, origin in origins.items() if origin is not None}
        indicators = queries.indicators_of_goals([*matched, *matched.values()])
    return Comparison(earlier, later, list(_pairs(earlier, later, origins, indicators)))


def _pairs(
    before: StatusReport,
    now: StatusReport,
    origins: Mapping[int, int | None],
    indicators: Mapping[int, Indicator],
) -> Iterator[GoalPair]:
    known = {goal.id: goal for goal in before.goals}
    heirs = Counter(origins.values())
    for goal in now.goals:
        origin = origins[goal.id]
        earlier = known.get(origin) if origin is not None else None
        yield GoalPair(
            before=earlier,
            now=goal,
            outcome=outcome(earlier.status if earlier else None, goal.status),
            parts=tuple(_parts(earlier, goal, indicators, (before, now))),
            split_into=heirs[origin] if earlier else 0,
        )
    for goal in before.goals:
        if goal.id not in heirs:
            parts = tuple(PartPair(part, None, (), None) for part in goal.indicators)
            yield GoalPair(goal, None, outcome(goal.status, None), parts, 0)


def _parts(
    before: GoalStatus | None,
    now: GoalStatus,
    indicators: Mapping[int, Indicator],
    reports: tuple[StatusReport, StatusReport],
) -> Iterator[PartPair]:
    """The parts of the goal side by side, each with the one in the same place."""
    earlier_parts = before.indicators if before else ()
    for earlier, later in zip_longest(earlier_parts, now.indicators):
        if earlier is None or later is None:
            yield PartPair(earlier, later, (), None)
            continue
        changes: tuple[str, ...] = ()
        if earlier.id != later.id:
            changes = changes_between(indicators[earlier.id], indicators[later.id])
        yield _pair(earlier, later, changes, reports)


def _pair(
    before: IndicatorStatus,
    now: IndicatorStatus,
    changes: tuple[str, ...],
    reports: tuple[StatusReport, StatusReport],
) -> PartPair:
    """Two parts with how much more or less it is now."""
    actual, earlier = now.assessment.actual, before.assessment.actual
    if actual is None or earlier is None or before.facts.measure is not now.facts.measure:
        return PartPair(before, now, changes, None)
    is_sum = now.facts.accumulation is Accumulation.SUM
    since_start = before.id == now.id and any(target.year is None for target in now.facts.targets)
    years_before, years_now = (_years(report) for report in reports)
    if not is_sum or since_start or years_before == years_now:
        return PartPair(before, now, changes, actual - earlier)
    return PartPair(before, now, changes, actual / years_now - earlier / years_before, is_a_year=True)


def _years(report: StatusReport) -> Fraction:
    """How long the period is within the plan, which need not begin in January."""
    span = report.plan.span.within(report.period)
    return Fraction(months_of(span), 12)
