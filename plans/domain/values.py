"""Which plain values does the rule read and return? Frozen dataclasses, without database and screen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from plans.domain.measures import traits
from plans.enums import (
    Accumulation,
    Basis,
    Direction,
    Measure,
    ReasonCode,
    Status,
    Unmeasurable,
)

Number = int | Decimal | Fraction


def exact(value: Number) -> Fraction:
    """`value` as a fraction; TypeError for a float, which is never exact."""
    if type(value) is Fraction:  # mostly, and asked for hundreds of times a page
        return value
    return Fraction(*ratio(value))


def ratio(value: Number) -> tuple[int, int]:
    """`value` as a numerator and a positive denominator in lowest terms; TypeError for a float."""
    if isinstance(value, float):
        raise TypeError("figures are exact: int, Decimal or Fraction, never float")
    return value.as_integer_ratio()


def side(value: Number, other: Number) -> int:
    """−1, 0 or 1: whether `value` is less than `other`, equal to it, or more.

    In whole numbers, since Python compares fractions ten times as slowly.
    """
    (one, of_one), (two, of_two) = ratio(value), ratio(other)
    left, right = one * of_two, two * of_one
    return (left > right) - (left < right)


# Which part of a goal decides: the first of these that occurs. Unmeasurable parts never do.
WORST_FIRST = (
    Status.NOT_ACHIEVED,
    Status.NOT_REPORTED,
    Status.IN_PROGRESS,
    Status.PARTLY_ACHIEVED,
    Status.ACHIEVED,
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from its target a figure may be and still count as partly achieved.

    `percent` is a percentage of the target (`relative`) or percentage points (`points`). A deviation of
    exactly `percent` is within only when `inclusive`. Source: Bilag 1 for 2016–17, note 1.
    """

    percent: Number
    basis: Basis = Basis.RELATIVE
    inclusive: bool = False

    def for_measure(self, measure: Measure) -> "Tolerance":
        """The tolerance as it applies to `measure`: percentage points exist for percentages only."""
        if self.basis is Basis.POINTS and not traits(measure).in_percent:
            return replace(self, basis=Basis.RELATIVE)
        return self

    def covers(self, deviation: Fraction) -> bool:
        """Whether `deviation` (percent, or percentage points) is within the tolerance."""
        stands = side(deviation, self.percent)
        return stands < 0 or (self.inclusive and stands == 0)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The calendar years from `first` to `last`, both included; written "2019" or "2016-2017"."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end in {self.last} before it begins in {self.first}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period written as `text`; ValueError for anything but "2019" or "2016-2017"."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", text):
            raise ValueError(f"a period is written 2019 or 2016-2017, not {text!r}")
        first, _, last = text.partition("-")
        return cls(int(first), int(last or first))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year <= self.last

    @property
    def years(self) -> range:
        """Every year of the period, in order."""
        return range(self.first, self.last + 1)

    @property
    def starts_on(self) -> date:
        """The first day of the period."""
        return date(self.first, 1, 1)

    @property
    def ends_on(self) -> date:
        """The last day of the period."""
        return date(self.last, 12, 31)


@dataclass(frozen=True)
class Span:
    """The days from `starts_on` to `ends_on`, both included: a plan's, or a target's."""

    starts_on: date
    ends_on: date

    @cached_property
    def period(self) -> Period:
        """The calendar years that the span touches."""
        return Period(self.starts_on.year, self.ends_on.year)

    def within(self, period: Period) -> "Span":
        """The part of the span that lies in `period`."""
        return Span(max(self.starts_on, period.starts_on), min(self.ends_on, period.ends_on))


@dataclass(frozen=True)
class TargetValue:
    """What is to be reached in `year`, or in the whole plan (`year` None): a value, or a text to judge by."""

    year: int | None
    value: Decimal | None
    text: str = ""

    @cached_property
    def exact(self) -> Fraction | None:
        """The value as a fraction; None for a text."""
        return None if self.value is None else Fraction(self.value)


@dataclass(frozen=True)
class Figure:
    """One measurement as plain values, of `year` or of the whole plan (`year` None), as known on `as_of`.

    Exactly one of these is given: `value`; `numerator` with `denominator`; `percentage`; `judged`;
    `under_way`, which says that it is too early to judge; `unmeasurable`. Cases that are `pending` lie inside
    the denominator and outside the numerator.
    """

    year: int | None
    as_of: date
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percentage: Decimal | None = None
    judged: Status | None = None
    unmeasurable: Unmeasurable | None = None
    pending: int = 0
    provisional: bool = False
    qualifier: str = ""
    under_way: bool = False

    @cached_property
    def actual(self) -> Fraction | None:
        """The figure as one number, shares in percent; None where there is none to give."""
        if self.value is not None:
            return Fraction(self.value)
        if self.percentage is not None:
            return Fraction(self.percentage)
        if self.denominator and self.numerator is not None:
            return Fraction(100 * self.numerator, self.denominator)
        return None

    @property
    def has_counts(self) -> bool:
        """Whether the figure is a numerator of a denominator."""
        return self.denominator is not None

    @property
    def is_left_out(self) -> bool:
        """Whether the figure says that nothing could be measured, an empty target group included."""
        return self.unmeasurable is not None or self.denominator == 0

    def answers(self, measure: Measure) -> bool:
        """Whether the figure is of the kind that `measure` asks for; any other is as good as none."""
        if traits(measure).is_judged:
            return self.judged is not None or self.under_way or self.unmeasurable is not None
        return self.actual is not None or self.is_left_out


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """All that the rule needs to know of one indicator."""

    measure: Measure
    direction: Direction
    accumulation: Accumulation
    tolerance: Tolerance
    targets: Sequence[TargetValue]
    figures: Sequence[Figure]
    carries_over: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code and the values that its sentence needs. Only `plans.wording` makes the sentence."""

    code: ReasonCode
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OneCase:
    """What the status would have been with other cases in the numerator; `actual` in percent."""

    code: ReasonCode
    numerator: int
    denominator: int
    actual: Fraction
    status: Status


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a figure stands against: a target, and how far from it the figure may be.

    `is_computed` says that the target is a mean of the years' targets, and is rounded as figures are.
    """

    target: Number
    direction: Direction
    tolerance: Tolerance
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """How an indicator or a goal stands, and why.

    `actual` and `target` are in the indicator's unit, shares in percent. `deviation` is in percent of the
    target or in percentage points, as the tolerance says, and None where the target is met or nothing can be
    compared. `target_is_weighted` where the years' targets differ and the target is their weighted mean.
    `also_against` is what the same figure stands against in other periods; it is shown so that it fits all.
    """

    status: Status
    reason: Reason
    actual: Fraction | None = None
    target: Fraction | None = None
    deviation: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    pending: int = 0
    qualifier: str = ""
    notes: tuple[Reason, ...] = ()
    one_case: tuple[OneCase, ...] = ()
    target_is_weighted: bool = False
    also_against: tuple[Yardstick, ...] = field(default=(), compare=False)

    @property
    def is_given(self) -> bool:
        """Whether a share was given as a percentage, without the counts to compute it from."""
        return self.actual is not None and self.numerator is None
