"""How far has an indicator come in the middle of its target's period, and what does the rest of it ask for?

No status is computed here: an indicator that is in progress is told by its figure, its target and the time.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from plans.domain.measures import traits
from plans.domain.scope import scope_of
from plans.domain.timing import TimeLeft, share_of_time, time_left
from plans.domain.values import Assessment, IndicatorFacts, Period, Span
from plans.enums import Accumulation, Direction, Status

WHOLE = 100  # percent


@dataclass(frozen=True, slots=True)
class NextCases:
    """How many further cases, all of them the right way, would bring a share to its target, and to what."""

    cases: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an indicator has come on a date within its target's period; `assessment` has its figures.

    `share_of_target` is in percent and
    of counts only. `left` is what is missing of the target, or what may still be used of the highest figure;
    negative where the highest figure is exceeded. `left_a_year` spreads it over the time that is left, for
    sums, which alone add up over time. `share_of_time` is in percent.
    """

    facts: IndicatorFacts
    assessment: Assessment
    share_of_time: Fraction
    time_left: TimeLeft
    share_of_target: Fraction | None = None
    left: Fraction | None = None
    left_a_year: Fraction | None = None
    next_cases: NextCases | None = None

    @property
    def actual(self) -> Fraction | None:
        """The figure so far, a share in percent."""
        return self.assessment.actual

    @property
    def target(self) -> Fraction | None:
        """The target that the figure stands against."""
        return self.assessment.target

    @property
    def is_level_at_most(self) -> bool:
        """Whether the figure is a level that must stay low, such as a pay gap: nothing of it is used up."""
        facts = self.facts
        return facts.direction is Direction.AT_MOST and facts.accumulation is not Accumulation.SUM

    @property
    def is_on_target(self) -> bool:
        """Whether the figure so far is where it must be at the end."""
        if self.actual is None or self.target is None:
            return False
        if self.facts.direction is Direction.AT_MOST:
            return self.actual <= self.target
        return self.actual >= self.target


def progress_of(
    facts: IndicatorFacts, assessment: Assessment, period: Period, *, plan: Span, as_of: date
) -> Progress | None:
    """How far the indicator has come for `period` of a plan that runs over `plan`, on `as_of`.

    `assessment` is the rule's for the same period and date; None unless it says that the indicator is in
    progress.
    """
    if assessment.status is not Status.IN_PROGRESS:
        return None
    scope = scope_of(facts, period, plan=plan, as_of=as_of)
    if scope.span is None:
        return None
    remaining = time_left(scope.span, scope.judged_on)
    actual, target = assessment.actual, assessment.target
    is_count = traits(facts.measure).counts_things
    left = _left(facts.direction, actual, target) if is_count else None
    adds_up = facts.accumulation is Accumulation.SUM
    return Progress(
        facts=facts,
        assessment=assessment,
        share_of_time=share_of_time(scope.span, scope.judged_on),
        time_left=remaining,
        share_of_target=WHOLE * actual / target if is_count and actual is not None and target else None,
        left=left,
        left_a_year=left / remaining.years if adds_up and left is not None and left > 0 else None,
        next_cases=_next_cases(facts, assessment, period),
    )


def _left(direction: Direction, actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """What is missing of the target, nothing less than none; or what is left of the highest figure."""
    if actual is None or target is None:
        return None
    return target - actual if direction is Direction.AT_MOST else max(target - actual, Fraction(0))


def _next_cases(facts: IndicatorFacts, assessment: Assessment, period: Period) -> NextCases | None:
    """The fewest further cases that could bring the share to its target; None where none can be named.

    Only where cases add up to one share against one target, and none of those counted may still change.
    """
    numerator, denominator, target = assessment.numerator, assessment.denominator, assessment.target
    if numerator is None or denominator is None or target is None or assessment.pending:
        return None
    targets = {each.exact for each in facts.targets if each.year is None or each.year in period}
    if facts.accumulation is not Accumulation.POOLED or facts.carries_over or targets != {target}:
        return None
    share = target / WHOLE
    if facts.direction is Direction.AT_LEAST:
        if share >= 1 or numerator >= share * denominator:
            return None
        cases = ceil((share * denominator - numerator) / (1 - share))
        return NextCases(cases, numerator + cases, denominator + cases)
    if share <= 0 or numerator <= share * denominator:
        return None
    cases = ceil(numerator / share - denominator)
    return NextCases(cases, numerator, denominator + cases)
