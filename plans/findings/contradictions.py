"""Does the text on a goal tell other figures than the table? "75 pct." written, 47 computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from plans.disclosure.behind import Behind, FiguresBehind
from plans.disclosure.numbers_in_text import (
    CountInText,
    PercentInText,
    ShareInText,
    counts_in_text,
    numbers_in_text,
    percents_in_text,
    shares_in_text,
)
from plans.domain.measures import traits
from plans.domain.rounding import rounded
from plans.status_report import GoalStatus, IndicatorStatus
from plans.wording import figures

NEARLY = 5  # percentage points that "ca. 50 pct." may be off


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the text says, and what the table says: "75 pct.", "47 pct. (7 af 15)"."""

    written: str
    computed: str


def contradictions(goal: GoalStatus, text: str, behind: FiguresBehind) -> list[Contradiction]:
    """Every figure in the plain `text` on a goal that can only be meant for the goal's own, and is not it.

    A figure is left alone where it is a target, an earlier figure, a part or what is left of the whole; and
    where the text tells the goal's own figure as well, for then the other figure is about something else.
    """
    shares = [part for part in goal.indicators if traits(part.facts.measure).in_percent]
    counts = [part for part in goal.indicators if traits(part.facts.measure).counts_things]
    found = []
    if any(part.assessment.actual is not None for part in shares):
        computed = ", ".join(figures.actual(part.assessment, part.facts) for part in shares)
        found += [Contradiction(quote, computed) for quote in _wrong_shares(shares, text, behind)]
    for part in counts:
        if part.assessment.actual is not None:
            computed = figures.actual(part.assessment, part.facts)
            found += [Contradiction(quote, computed) for quote in _wrong_counts(part, goal, text, behind)]
    return list(dict.fromkeys(found))


def _wrong_shares(shares: list[IndicatorStatus], text: str, behind: FiguresBehind) -> Iterator[str]:
    pairs = {pair for part in shares for pair in _pairs(part, behind.get(part.id, ()))}
    stated = list(shares_in_text(text))
    actuals = [part.assessment.actual for part in shares if part.assessment.actual is not None]
    own = {(part.assessment.numerator, part.assessment.denominator) for part in shares}
    fitting = [share for share in stated if _fits(share, pairs, actuals)]
    if any((share.part, share.whole) in own for share in stated):
        fitting = stated
    yield from (share.quote for share in stated if share not in fitting)
    percents = list(percents_in_text(text))
    if not any(_agrees(percent, actual) for percent in percents for actual in actuals):
        known = {*_percents(shares), *(Fraction(100 * s.part, s.whole) for s in fitting if s.whole)}
        yield from (each.quote for each in percents if not any(each.tells(value) for value in known))


def _fits(share: ShareInText, pairs: set[tuple[int, int]], actuals: Iterable[Fraction]) -> bool:
    """Whether the two counts are known together, or come to a percentage that is given without counts."""
    if (share.part, share.whole) in pairs or not share.whole:
        return True
    percent = Fraction(100 * share.part, share.whole)
    return not pairs and any(rounded(percent) == rounded(actual) for actual in actuals)


def _pairs(part: IndicatorStatus, behind: Iterable[Behind]) -> Iterator[tuple[int, int]]:
    """Every part of a whole that the indicator's figures know: reached, not reached, awaited, left out."""
    assessment = part.assessment
    yield from _of_counts(assessment.numerator, assessment.denominator, assessment.pending)
    for figure in part.facts.figures:
        yield from _of_counts(figure.numerator, figure.denominator, figure.pending)
    for each in behind:
        if each.figure.denominator is None:
            continue
        left_out = [row.count for row in each.exclusions]
        counted, everybody = each.figure.denominator, each.figure.denominator + sum(left_out)
        yield from ((count, everybody) for count in (counted, sum(left_out), *left_out))
        yield from ((int(row.value), counted) for row in each.parts)


def _of_counts(numerator: int | None, denominator: int | None, pending: int) -> Iterator[tuple[int, int]]:
    if numerator is not None and denominator is not None:
        parts = (numerator, denominator - numerator, pending, denominator - numerator - pending)
        yield from ((part, denominator) for part in parts)


def _percents(shares: Iterable[IndicatorStatus]) -> Iterator[Fraction]:
    """Every percentage that the indicators know: figures, what is left of 100, targets, deviations."""
    for part in shares:
        assessment = part.assessment
        values = [
            *(figure.actual for figure in part.facts.figures),
            *(target.exact for target in part.facts.targets),
            assessment.actual,
            assessment.target,
        ]
        for value in values:
            if value is not None:
                yield from (value, 100 - value)
        if assessment.deviation is not None:
            yield assessment.deviation
        if assessment.actual is not None and assessment.target is not None:
            yield abs(assessment.target - assessment.actual)
        if assessment.denominator:
            yield Fraction(100 * assessment.pending, assessment.denominator)
        yield Fraction(part.facts.tolerance.percent)


def _agrees(stated: PercentInText, value: Fraction) -> bool:
    """Whether the text's percentage is `value`, or bounds it as it says."""
    if stated.tells(value):
        return True
    if stated.about:
        return abs(Fraction(stated.percent) - value) <= NEARLY
    return (stated.at_least and value >= stated.percent) or (stated.at_most and value <= stated.percent)


def _wrong_counts(part: IndicatorStatus, goal: GoalStatus, text: str, behind: FiguresBehind) -> Iterator[str]:
    """The numbers of the indicator's unit, where the text nowhere tells its figure."""
    if part.assessment.actual in numbers_in_text(text):
        return
    known = {Fraction(row.value) for each in behind.get(part.id, ()) for row in each.parts}
    for other in goal.indicators:
        known |= {figure.actual for figure in other.facts.figures if figure.actual is not None}
        known |= {target.exact for target in other.facts.targets if target.exact is not None}
        known |= {value for value in (other.assessment.actual, other.assessment.target) if value is not None}
    yield from (stated.quote for stated in counts_in_text(text, part.unit) if not _is_known(stated, known))


def _is_known(stated: CountInText, known: set[Fraction]) -> bool:
    return Fraction(stated.count) in known
