"""What became of each goal from one standing to the next? Pairs of goals, as the status reports have them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from plans import queries
from plans.domain.comparison import Outcome, outcome
from plans.enums import Accumulation
from plans.models import Indicator
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport, status_reports
from reporting.compare.sides import Side
from reporting.goal_page.definitions import changes_between


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of a goal before and now; `changes` says what is counted otherwise now."""

    before: IndicatorStatus | None
    now: IndicatorStatus | None
    changes: tuple[str, ...]
    difference: Fraction | None  # in the unit or in percentage points; None where it would mislead

    @property
    def told(self) -> IndicatorStatus:
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
    same_length = len(before.period.years) == len(now.period.years)
    for goal in now.goals:
        origin = origins[goal.id]
        earlier = known.get(origin) if origin is not None else None
        yield GoalPair(
            before=earlier,
            now=goal,
            outcome=outcome(earlier.status if earlier else None, goal.status),
            parts=tuple(_parts(earlier, goal, indicators, same_length=same_length)),
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
    *,
    same_length: bool,
) -> Iterator[PartPair]:
    """The parts of the goal side by side, each with the one in the same place."""
    earlier_parts = before.indicators if before else ()
    for earlier, later in zip_longest(earlier_parts, now.indicators):
        changes: tuple[str, ...] = ()
        difference = None
        if earlier is not None and later is not None:
            if earlier.id != later.id:
                changes = changes_between(indicators[earlier.id], indicators[later.id])
            difference = _difference(earlier, later, same_length=same_length) if not changes else None
        yield PartPair(earlier, later, changes, difference)


def _difference(before: IndicatorStatus, now: IndicatorStatus, *, same_length: bool) -> Fraction | None:
    """How much more or less it is now; sums only of as long a time, or both from the plan's start."""
    if before.assessment.actual is None or now.assessment.actual is None:
        return None
    facts = now.facts
    is_sum = facts.accumulation is Accumulation.SUM
    since_start = before.id == now.id and any(target.year is None for target in facts.targets)
    if is_sum and not (same_length or since_start):
        return None
    return now.assessment.actual - before.assessment.actual
