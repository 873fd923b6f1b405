"""What is a measure? How its figures are given, what is said beside them, and how they are told: one table.

What differs between measures is asked of this table, by what a figure is (a number of things, a percentage, a
judgement), and not by the measure's name. A new measure is a new row here, and its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from plans.enums import Accumulation, Measure


class Way(StrEnum):
    """A way to give a figure; a figure is given in exactly one."""

    VALUE = "value"
    COUNTS = "counts"
    PERCENTAGE = "percentage"
    JUDGED = "judged"
    UNDER_WAY = "under_way"
    UNMEASURABLE = "unmeasurable"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold a figure given in this way."""
        return ("numerator", "denominator") if self is Way.COUNTS else (self.value,)


# The way that each column belongs to, and the columns of all ways; both in their order.
WAY_OF: Mapping[str, Way] = MappingProxyType({column: way for way in Way for column in way.columns})
GIVEN_IN = tuple(WAY_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What holds for all figures of a measure.

    `ways` are those to give one, the usual one first; `details` the fields beside it that not every measure
    has; `accumulations` the ways in which several years become one.
    """

    ways: tuple[Way, ...]
    details: frozenset[str]
    accumulations: frozenset[Accumulation]
    in_percent: bool = False  # told as a percentage, of at most 100
    counts_things: bool = False  # a number of things, told with their unit; what is left can be reckoned

    @property
    def is_judged(self) -> bool:
        """Whether the figure is a status that somebody has chosen; there is no arithmetic."""
        return Way.JUDGED in self.ways

    @property
    def of_a_whole(self) -> bool:
        """Whether the figure can be so many of so many: some may be pending or left out."""
        return Way.COUNTS in self.ways


# The fields beside a figure that not every measure has.
DETAILS = ("basis", "pending", "cohort_total", "ongoing", "exclusions", "parts")

_TRAITS: Mapping[Measure, Traits] = MappingProxyType(
    {
        Measure.COUNT: Traits(
            ways=(Way.VALUE, Way.UNMEASURABLE),
            details=frozenset({"ongoing", "parts"}),
            accumulations=frozenset({Accumulation.SUM, Accumulation.LATEST}),
            counts_things=True,
        ),
        Measure.SHARE: Traits(
            ways=(Way.COUNTS, Way.PERCENTAGE, Way.UNMEASURABLE),
            details=frozenset({"pending", "cohort_total", "ongoing", "exclusions", "parts"}),
            accumulations=frozenset({Accumulation.POOLED, Accumulation.LATEST}),
            in_percent=True,
        ),
        Measure.JUDGEMENT: Traits(
            ways=(Way.JUDGED, Way.UNDER_WAY, Way.UNMEASURABLE),
            details=frozenset({"basis"}),
            accumulations=frozenset({Accumulation.POOLED, Accumulation.LATEST}),
        ),
    }
)


def traits(measure: Measure) -> Traits:
    """Returns what holds for all figures of `measure`."""
    return _TRAITS[measure]


def given_in(way: Way) -> frozenset[Measure]:
    """Returns the measures whose figures can be given in this way."""
    return frozenset(measure for measure, each in _TRAITS.items() if way in each.ways)


def with_detail(name: str) -> frozenset[Measure]:
    """Returns the measures whose figures have this one of the `DETAILS` beside them."""
    return frozenset(measure for measure, each in _TRAITS.items() if name in each.details)
