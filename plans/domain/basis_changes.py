"""What differs between two bases of a judgement? Named one by one, for the sentence that tells it."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from plans.domain.basis import Beside, FigureRead, IndicatorBasis, JudgementBasis
from plans.domain.measures import traits
from plans.domain.values import IndicatorFacts
from plans.enums import BasisPart

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BasisChange:
    """One thing in a basis that is another now; `before` and `now` are plain values, None where none is.

    `indicator` is the one that it is about, as it is now if it is still there; None for the goal as a whole.
    `year` is that of a target or a figure, None for the whole plan. `earlier_indicator` is the indicator
    as it was before.
    """

    part: BasisPart
    before: object
    now: object
    indicator: IndicatorBasis | None = None
    year: int | None = None
    earlier_indicator: IndicatorBasis | None = None


def basis_changes(before: JudgementBasis, now: JudgementBasis) -> tuple[BasisChange, ...]:
    """Everything that differs, the goal first and then its indicators."""
    return (*_of_goal(before, now), *_of_indicators(before, now))


def _of_goal(before: JudgementBasis, now: JudgementBasis) -> Iterator[BasisChange]:
    for part, name in (
        (BasisPart.WORDING, "wording"),
        (BasisPart.PERIOD, "period"),
        (BasisPart.AS_OF, "as_of"),
        (BasisPart.WORD, "word"),
        (BasisPart.OWN_JUDGEMENT, "own"),
        (BasisPart.REPLACED, "replaced"),
    ):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield BasisChange(part, old, new)


def _of_indicators(before: JudgementBasis, now: JudgementBasis) -> Iterator[BasisChange]:
    old = {each.id: each for each in before.indicators}
    new = {each.id: each for each in now.indicators}
    for key, old_indicator, new_indicator in _pairs(old, new):
        indicator = new.get(key) or old[key]
        if old_indicator is None or new_indicator is None:
            yield BasisChange(BasisPart.INDICATOR, old_indicator, new_indicator, indicator)
        else:
            yield from _of_indicator(old_indicator, new_indicator)


def judges_otherwise(approved: IndicatorFacts, now: IndicatorFacts) -> bool:
    """Whether an indicator is judged by another rule, target or figure now than when it was approved.

    `approved` holds only what counted for its period; what `now` knows of other years does not matter.
    """
    rules = [(each.measure, each.direction, each.accumulation, each.carries_over) for each in (approved, now)]
    tolerances = [each.tolerance.for_measure(each.measure) for each in (approved, now)]
    is_same = rules[0] == rules[1] and (traits(now.measure).is_judged or tolerances[0] == tolerances[1])
    return not (
        is_same and set(approved.targets) <= set(now.targets) and set(approved.figures) <= set(now.figures)
    )


_COLUMNS = (
    (BasisPart.LABEL, "label"),
    (BasisPart.UNIT, "unit"),
    (BasisPart.COUNTED, "counted"),
    (BasisPart.AMONG, "among"),
    (BasisPart.MEASURE, "measure"),
    (BasisPart.DIRECTION, "direction"),
    (BasisPart.ACCUMULATION, "accumulation"),
    (BasisPart.CARRIES_OVER, "carries_over"),
    (BasisPart.TOLERANCE, "tolerance"),
)


def _of_indicator(before: IndicatorBasis, now: IndicatorBasis) -> Iterator[BasisChange]:
    for part, name in _COLUMNS:
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield BasisChange(part, old, new, now)
    targets = {each.year: each for each in before.targets}, {each.year: each for each in now.targets}
    for year, old_target, new_target in _pairs(*targets):
        if old_target != new_target:
            yield BasisChange(BasisPart.TARGET, old_target, new_target, now, year, before)
    figures = _by_year(before.figures), _by_year(now.figures)
    for year, read, read_now in _pairs(*figures):
        if (read and read.figure) != (read_now and read_now.figure):
            yield BasisChange(BasisPart.FIGURE, read and read.figure, read_now and read_now.figure, now, year)
        old_beside, new_beside = (each.beside if each else Beside() for each in (read, read_now))
        if old_beside.left_out != new_beside.left_out:
            yield BasisChange(BasisPart.LEFT_OUT, old_beside.left_out, new_beside.left_out, now, year)
        if old_beside.parts != new_beside.parts:
            yield BasisChange(BasisPart.PARTS, old_beside.parts, new_beside.parts, now, year)
    if before.span != now.span and targets[0].keys() == targets[1].keys():
        # Where there are other targets, they say it already.
        yield BasisChange(BasisPart.SPAN, before.span, now.span, now)


def _by_year(figures: Iterable[FigureRead]) -> dict[int | None, FigureRead]:
    return {each.figure.year: each for each in figures}


def _pairs(
    before: dict[Key, Value], now: dict[Key, Value]
) -> Iterator[tuple[Key, Value | None, Value | None]]:
    for key in dict.fromkeys([*before, *now]):
        yield key, before.get(key), now.get(key)
