"""Which passages of a text tell what is not to be told? Those of few people, and of hidden figures."""

from collections.abc import Collection, Iterator, Sequence

from plans.disclosure.numbers_in_text import counts_in_text, percents_in_text, shares_in_text
from plans.disclosure.small_numbers import counts_people, small_numbers_in, told_counts
from plans.domain.measures import traits
from plans.status_report import GoalStatus, IndicatorStatus


def passages_of_few(goal: GoalStatus, hidden: Collection[int], text: str) -> list[str]:
    """The passages of a plain text on `goal` that may point at somebody, as written, each once.

    Args:
        goal: with its exact figures
        hidden: the indicators whose figures are not told outside the house: no text repeats these
        text: what was written of the goal
    """
    if not counts_people(goal):
        return []
    units = " ".join(part.unit for part in goal.indicators if part.counts_people)
    few = small_numbers_in(text, units)
    repeated = [quote for part in goal.indicators if part.id in hidden for quote in _repeated(part, text)]
    further = (quote for quote in repeated if not any(quote in passage for passage in few))
    return list(dict.fromkeys([*few, *further]))


def found_in_text(passages: Sequence[str]) -> str:
    """What an acknowledgement of these passages holds for."""
    return "; ".join(passages)


def text_key(goal: GoalStatus, name: str) -> str:
    """The key of a text on a goal, under which the answer to what is found in it is kept."""
    return f"goal/{goal.key}/{name}"


def _repeated(part: IndicatorStatus, text: str) -> Iterator[str]:
    """Where the text tells a figure of the part: its counts, its percentage, how far off it is."""
    assessment = part.assessment
    percents = [assessment.deviation, assessment.actual if traits(part.facts.measure).in_percent else None]
    for share in shares_in_text(text):
        if share.whole == assessment.denominator:
            yield share.quote
    for percent in percents_in_text(text):
        if any(value is not None and percent.tells(value) for value in percents):
            yield percent.quote
    for count in counts_in_text(text, part.unit):
        if count.count in told_counts(part).values():
            yield count.quote
