"""How is a judged figure shown, so that whoever recomputes from what is shown comes to the same status?

A percentage that was given keeps its decimals. One that was computed is rounded half up, with decimals added
only where fewer would mislead. `docs/rule.md` tells the rule with examples. No status is decided here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

from plans.domain.assessment import assess
from plans.domain.measures import traits
from plans.domain.rounding import MOST_DECIMALS, neighbours, rounded, rounded_apart
from plans.domain.values import Assessment, IndicatorFacts, Number, Tolerance, Yardstick, side
from plans.enums import Status

NOTHING, EVERYTHING = 0, 100  # percent, from which almost nothing and almost everything are told apart


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """A figure and what it stands against as they are shown, a share in percent.

    `needs_counts` says of a share that four decimals, rounded half up, do not tell how it stands: then its
    counts stand beside it wherever it is shown.
    """

    actual: Number | None
    target: Number | None
    needs_counts: bool = False


def yardstick(target: Number | None, facts: IndicatorFacts, *, is_computed: bool = False) -> Yardstick | None:
    """What a figure of the indicator stands against; None without a target."""
    if target is None:
        return None
    return Yardstick(target, facts.direction, facts.tolerance.for_measure(facts.measure), is_computed)


def yardstick_of(assessment: Assessment, facts: IndicatorFacts) -> Yardstick | None:
    """What the assessment's own figure stands against."""
    return yardstick(assessment.target, facts, is_computed=assessment.target_is_weighted)


def shown_share(
    actual: Number,
    against: Yardstick | None,
    *,
    is_given: bool,
    beside: Number | None = None,
    also: Sequence[Yardstick] = (),
) -> ShownFigures:
    """A share and its target as they are shown; `is_given` is a percentage that was given without counts.

    `beside` is another share, rounded as it is, that it is told apart from. `also` is what the same share
    stands against elsewhere, so that it is written alike there.
    What was given stays. What was computed is rounded, both with the same number of decimals.
    """
    others = [each for each in also if each != against]
    if is_given and (against is None or not against.is_computed):
        return ShownFigures(actual, against.target if against else None)
    for decimals in range(MOST_DECIMALS + 1):
        share = actual if is_given else rounded(actual, decimals)
        target = _rounded_target(against, decimals)
        beside_other = beside is None or _rounded_alike(actual, beside, decimals)
        if (
            beside_other
            and _fits(share, actual, against, decimals)
            and all(_fits(share, actual, other, decimals) for other in others)
        ):
            return ShownFigures(share, target)
    near = [actual] if is_given else neighbours(actual)
    for share, target in product(near, _near_targets(against)):
        if _is_faithful(share, target, actual, against):
            return ShownFigures(share, target, needs_counts=True)
    share = actual if is_given else rounded(actual, MOST_DECIMALS)
    return ShownFigures(share, _rounded_target(against, MOST_DECIMALS), needs_counts=True)


def shown_figures(
    assessment: Assessment, facts: IndicatorFacts, *, beside: Number | None = None
) -> ShownFigures:
    """The assessment's own figure and target as they are shown; counts as they are."""
    if not traits(facts.measure).in_percent or assessment.actual is None:
        return ShownFigures(assessment.actual, assessment.target)
    against, is_given = yardstick_of(assessment, facts), assessment.is_given
    return shown_share(
        assessment.actual, against, is_given=is_given, beside=beside, also=assessment.also_against
    )


def shown_deviation(deviation: Number, tolerance: Tolerance) -> Decimal:
    """A deviation apart from none, from the whole target, and from the tolerance."""
    return rounded_apart(deviation, NOTHING, EVERYTHING, tolerance.percent)


def shown_percent(value: Number, *others: Number) -> Decimal:
    """A computed percentage apart from 0 and 100, and from `others` beside which it stands."""
    return rounded_apart(value, NOTHING, EVERYTHING, *others)


def _rounded_target(against: Yardstick | None, decimals: int) -> Number | None:
    if against is None:
        return None
    return rounded(against.target, decimals) if against.is_computed else against.target


def _near_targets(against: Yardstick | None) -> Iterator[Number | None]:
    if against is None:
        return iter([None])
    return neighbours(against.target) if against.is_computed else iter([against.target])


def _fits(share: Number, actual: Number, against: Yardstick | None, decimals: int) -> bool:
    """Whether the share, with so many decimals, tells how it stands against this yardstick."""
    alike = against is None or _rounded_alike(actual, against.target, decimals)
    return (
        alike
        and _is_faithful(share, _rounded_target(against, decimals), actual, against)
        and _gives_the_deviation(share, actual, against, decimals)
    )


def _gives_the_deviation(share: Number, actual: Number, against: Yardstick | None, decimals: int) -> bool:
    """Whether a deviation of whole percents, which is shown exactly, is computed from what is shown too."""
    target = _rounded_target(against, decimals)
    if against is None or target is None:
        return True
    exactly = _deviation(against.target, actual, against)
    if exactly is None or exactly.denominator != 1:
        return True
    displayed = _deviation(target, share, against)
    return displayed is not None and rounded(displayed) == exactly


def _deviation(target: Number, share: Number, against: Yardstick) -> Fraction | None:
    return assess(target, share, direction=against.direction, tolerance=against.tolerance).deviation


def _is_faithful(share: Number, target: Number | None, actual: Number, against: Yardstick | None) -> bool:
    """Whether these stand to 0, to 100 and to each other as the exact ones do, and come to their status."""
    pairs = [(share, actual, NOTHING), (share, actual, EVERYTHING)]
    if against is None or target is None:
        return _same_sides(pairs)
    pairs += [(target, against.target, NOTHING), (target, against.target, EVERYTHING)]
    same_order = side(share, target) == side(actual, against.target)
    return (
        same_order
        and _same_sides(pairs)
        and _status(share, target, against) is _status(actual, against.target, against)
    )


def _same_sides(pairs: list[tuple[Number, Number, int]]) -> bool:
    return all(side(displayed, landmark) == side(value, landmark) for displayed, value, landmark in pairs)


def _rounded_alike(value: Number, other: Number, decimals: int) -> bool:
    """Whether two numbers differ as well where both have so few decimals: 62.9 beside 62.5 is not 63."""
    return side(rounded(value, decimals), rounded(other, decimals)) == side(value, other)


def _status(share: Number, target: Number, against: Yardstick) -> Status:
    return assess(target, share, direction=against.direction, tolerance=against.tolerance).status
