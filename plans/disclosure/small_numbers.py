"""Which numbers are so small that they may tell of one person? Counts of people from 1 to 4, and the others.

"3 ud af 4" tells of the one who did not, so what is left of the denominator counts as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plans.disclosure.behind import Behind
from plans.disclosure.numbers_in_text import NUMBER, number_of, shares_in_text
from plans.domain.measures import traits
from plans.domain.values import Figure
from plans.status_report import GoalStatus, IndicatorStatus

# The codes of the checks that find them, in figures and in texts.
FEW_PEOPLE = "few_people"
FEW_PEOPLE_IN_TEXT = "few_people_in_text"
SMALL = range(1, 5)
FEWEST = SMALL.stop  # from so many on, a count tells of nobody

# Who is counted, besides what the indicator's unit says; a forløb is what one person goes through.
_PEOPLE = (
    "borger(?:e|ne|en)?|person(?:er|erne|en)?|unge?|deltager(?:e|ne|en)?|elev(?:er|erne|en)?"
    "|forælder|forældre|børn|barn|mænd|mand|kvinde(?:r|rne|n)?|pårørende|medarbejder(?:e|ne|en)?"
    "|forløb(?:et|ene)?"
)
_LETTERS = r"[^\W\d]"
_OF_THEM = re.compile(
    rf"(?P<first>{NUMBER})\s+af\s+(?:disse|dem|de\s+{_LETTERS}+|{_LETTERS}+ne)(?!\w)"  # "to af de borgere"
    rf"|\bde\s+(?P<rest>{NUMBER})\s+(?:sidste|øvrige|andre|resterende|yderligere)"
    r"|(?<![\w-])(?P<one>en|én|ét)\s+(?:er|har|var|blev|bliver|tredje\s+er)(?!\w)",  # "en er fængslet"
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """The small numbers of one indicator: those that its files would tell, and those that stand behind."""

    counts: tuple[tuple[str, int], ...]  # ("numerator", 3)
    excluded: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.counts or self.excluded)


def is_small(count: int | Fraction | None) -> bool:
    """Whether so few people can be recognised. Nobody is not few."""
    return count is not None and count in SMALL


def counts_people(goal: GoalStatus) -> bool:
    """Whether any part of the goal counts people."""
    return any(indicator.counts_people for indicator in goal.indicators)


def few_people_key(goal: GoalStatus, indicator: IndicatorStatus) -> str:
    """The place of a part's small numbers, under which the choice of what is done about them is kept."""
    return f"{goal.key}/{indicator.id}"


def small_numbers(indicator: IndicatorStatus, behind: Sequence[Behind]) -> SmallNumbers:
    """The small numbers of an indicator; none where no people are counted.

    `behind` are the figures that count for the report.
    """
    if not indicator.counts_people:
        return SmallNumbers((), ())
    counts = dict.fromkeys(only_small(counts_of(indicator)))
    for each in behind:
        counts |= dict.fromkeys(_of_figure(each.figure))
    excluded = (row.count for each in behind for row in each.exclusions)
    return SmallNumbers(tuple(counts), tuple(count for count in excluded if is_small(count)))


def counts_of(indicator: IndicatorStatus) -> dict[str, Fraction | int]:
    """What an indicator counts in its report, and what follows from it: "actual", "numerator", "others" …"""
    assessment = indicator.assessment
    value = assessment.actual if traits(indicator.facts.measure).counts_things else None
    return counts_by_name(value, assessment.numerator, assessment.denominator, assessment.pending)


def told_counts(indicator: IndicatorStatus) -> dict[str, Fraction]:
    """Of these, what a file tells, by their names in `Assessment`; that nobody is awaited is no count."""
    counts = counts_of(indicator)
    names = [name for name in ("numerator", "denominator", "pending", "actual") if name in counts]
    return {name: Fraction(counts[name]) for name in names if name != "pending" or counts[name]}


def counts_by_name(
    value: Fraction | int | None, numerator: int | None, denominator: int | None, pending: int
) -> dict[str, Fraction | int]:
    """The counts of one figure that there are, and "others": the rest of a share, outside the goal."""
    others = None if numerator is None or denominator is None else denominator - numerator - pending
    counts = {
        "actual": value,
        "numerator": numerator,
        "others": others,
        "pending": pending,
        "denominator": denominator,
    }
    return {name: count for name, count in counts.items() if count is not None}


def only_small(counts: Mapping[str, Fraction | int]) -> tuple[tuple[str, int], ...]:
    """Those of the counts that are so small, in their order."""
    return tuple((name, int(count)) for name, count in counts.items() if is_small(count))


def small_numbers_in(text: str, unit: str) -> list[str]:
    """The passages of a plain text that tell of so few people, as written, each once.

    `unit` is what the goal counts, such as "borgere".
    """
    passages: list[tuple[int, int]] = []
    for start, end in sorted({*_shares(text), *_counted(text, unit), *_of_them(text)}):
        overlaps = bool(passages) and start < passages[-1][1]
        first, last = passages.pop() if overlaps else (start, end)
        passages.append((first, max(last, end)))
    return list(dict.fromkeys(" ".join(text[start:end].split()) for start, end in passages))


def _of_figure(figure: Figure) -> tuple[tuple[str, int], ...]:
    value = None if figure.value is None else Fraction(figure.value)
    return only_small(counts_by_name(value, figure.numerator, figure.denominator, figure.pending))


def _shares(text: str) -> Iterator[tuple[int, int]]:
    for share in shares_in_text(text):
        if any(map(is_small, (share.part, share.whole, share.whole - share.part))):
            yield share.start, share.end


def _counted(text: str, unit: str) -> Iterator[tuple[int, int]]:
    """ "3 borgere", "én ung mand", "4 aktive forældrecoachforløb"."""
    people = "|".join([_PEOPLE, *(re.escape(word) for word in re.findall(rf"{_LETTERS}{{3,}}", unit))])
    counted = rf"(?P<count>{NUMBER})\s+(?:{_LETTERS}+\s+)?{_LETTERS}*(?:{people})(?!\w)"
    for match in re.finditer(counted, text, re.IGNORECASE):
        # "en borger" is anybody, "én borger" somebody
        if match["count"].lower() not in {"en", "et"} and is_small(number_of(match["count"])):
            yield match.span()


def _of_them(text: str) -> Iterator[tuple[int, int]]:
    for match in _OF_THEM.finditer(text):
        if is_small(number_of(match["first"] or match["rest"] or match["one"])):
            yield match.span()
