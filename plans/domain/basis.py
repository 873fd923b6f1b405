"""What does an approved judgement rest on? All that the rule read of a goal, as values that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plans.domain.measures import traits
from plans.domain.scope import scope_of
from plans.domain.values import Figure, IndicatorFacts, Period, Span, TargetValue, Tolerance
from plans.enums import Accumulation, Direction, Measure, PartOf, Status


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cases outside a figure's denominator."""

    count: int
    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A number within a figure ("heraf")."""

    label: str
    value: Decimal
    part_of: PartOf = PartOf.FIGURE
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The exclusions and parts of a figure."""

    left_out: tuple[LeftOut, ...] = ()
    parts: tuple[Within, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure that counts, with what stands beside it."""

    figure: Figure
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class When:
    """For which period, of a plan that runs over `plan`, a goal is judged as known on `as_of`."""

    period: Period
    plan: Span
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How one indicator is measured; `counted` and `among` define numerator and denominator."""

    id: int
    label: str
    unit: str
    counted: str = ""
    among: str = ""
    facts: IndicatorFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorBasis:
    """What is judged of one indicator, how, and against what.

    `tolerance` is the one that applies, the indicator's own or the plan's; None where nothing is computed.
    `targets` and `figures` are those that count for the period, in the order of their years.
    """

    id: int
    label: str
    unit: str
    counted: str
    among: str
    measure: Measure
    direction: Direction
    accumulation: Accumulation
    carries_over: bool
    tolerance: Tolerance | None
    span: Span | None
    targets: tuple[TargetValue, ...]
    figures: tuple[FigureRead, ...]

    @property
    def facts(self) -> IndicatorFacts:
        """The indicator as the rule reads it."""
        return IndicatorFacts(
            measure=self.measure,
            direction=self.direction,
            accumulation=self.accumulation,
            # A judgement is not computed, whatever the tolerance.
            tolerance=self.tolerance or Tolerance(0),
            targets=self.targets,
            figures=tuple(read.figure for read in self.figures),
            carries_over=self.carries_over,
            label=self.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementBasis:
    """All that the judgement of a goal rests on, for a period as known on a day.

    `word` is the plan's own word for the status, empty where the usual one is said. `own` is a judgement that
    stands instead of the rule's, and `replaced` what the rule said when it was made. `plan` are the days of
    the plan, with which it can be judged again; where other days matter, an indicator's `span` is another.
    """

    wording: str
    word: str
    own: Status | None
    replaced: Status | None
    period: Period
    as_of: date
    plan: Span = field(compare=False)
    indicators: tuple[IndicatorBasis, ...]


def basis_of(
    *,
    wording: str,
    word: str,
    own: tuple[Status, Status] | None,
    when: When,
    measured: Sequence[Measured],
    beside: Mapping[tuple[int, int | None, date], Beside],
) -> JudgementBasis:
    """The basis of a goal whose indicators are `measured`: what counts for the period on the day.

    `own` is the judgement that overrides the rule's with the status that it replaced. `beside` is what stands
    beside the figures, by indicator, year and day.
    """
    return JudgementBasis(
        wording=wording,
        word=word,
        own=own[0] if own else None,
        replaced=own[1] if own else None,
        period=when.period,
        as_of=when.as_of,
        plan=when.plan,
        indicators=tuple(_indicator(each, when, beside) for each in sorted(measured, key=lambda one: one.id)),
    )


def _indicator(
    measured: Measured, when: When, beside: Mapping[tuple[int, int | None, date], Beside]
) -> IndicatorBasis:
    facts = measured.facts
    scope = scope_of(facts, when.period, plan=when.plan, as_of=when.as_of)
    whole_plan = [scope.whole_plan_target] if scope.whole_plan_target else []
    nothing = Beside()
    return IndicatorBasis(
        id=measured.id,
        label=measured.label,
        unit=measured.unit,
        counted=measured.counted,
        among=measured.among,
        measure=facts.measure,
        direction=facts.direction,
        accumulation=facts.accumulation,
        carries_over=facts.carries_over,
        tolerance=None if traits(facts.measure).is_judged else facts.tolerance.for_measure(facts.measure),
        span=scope.span,
        targets=(*whole_plan, *(scope.yearly_targets[year] for year in sorted(scope.yearly_targets))),
        figures=tuple(
            FigureRead(figure, beside.get((measured.id, figure.year, figure.as_of), nothing))
            for figure in sorted(scope.figures.values(), key=lambda each: each.year or 0)
        ),
    )
