"""Does a figure look as if something else was meant? At most one question of it, which never blocks.

The thresholds are such that no figure and no text of the three VINK plans raises one: 1.362 of 200 and 2.100
of 1.000 are real. What was answered once is asked no more of the same value (its `key`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from plans.domain.agreement import FULL_SHARE
from plans.domain.measures import traits
from plans.domain.numbers import NumberError, parse_number
from plans.domain.slots import Slot, slot_text
from plans.domain.spending import Tally
from plans.domain.values import Figure, Number
from plans.enums import Measure

MANY_TIMES = (
    20  # what is so many times its target, and all earlier figures, may have a digit or a unit too much
)
SMALLEST_LARGE = 100  # below it, many times little is still little: 25 films where 1 was the target
FEW = 500  # so many times less than all that is known: thousands, or millions, where units were meant
ALIKE = 3  # times more or less, and still about the same
SMALLEST_PERCENT = 10  # where percentages are at least so large, one of at most 1 is likely a share of 1
WRONG_FACTORS = tuple(map(Decimal, (100, 1000, 1_000_000)))
DECIMALS_OF_THOUSANDS = 3  # "1,362" for 1.362

# What can be given in parts: money, time, lengths, scores.
_IN_PARTS = re.compile(
    r"\b(?:t?\.?kr|kroner|øre|mio|mia|million|milliard|tusind|pct|procent|point|time|timer|minut|dag|dage|døgn|uge|uger"
    r"|måned|år|årsværk|fuldtids|km|m2|m²|kvm|meter|kilo|kg|ton|tons|liter|kwh|mwh|grad|indeks|score|karakter"
    r"|gennemsnit|snit)|%",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:t?\.?kr|kroner|mio|mia|million|milliard)", re.IGNORECASE)
_FOR = " for "  # between a text's number and the figure that it stands beside
_PERCENT = re.compile(r"^(?:pct|procent|percent|%)", re.IGNORECASE)


class QuestionKind(StrEnum):
    """What looks odd; `plans.wording.questions` holds the sentence for each."""

    PART_OF_ONE = "part_of_one"
    MANY_TIMES = "many_times"
    FEW = "few"
    SHARE_OF_ONE = "share_of_one"
    PERCENT_AS_COUNTS = "percent_as_counts"
    LARGE_GROUP = "large_group"
    NUMBER_ALONE = "number_alone"
    OTHER_IN_TEXT = "other_in_text"
    REFUND = "refund"
    MANY_BUDGETS = "many_budgets"
    PAST_DEADLINE = "past_deadline"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of one value. `key` names the value: what is answered is asked no more of it.

    `values` are what its sentence needs, `likely` the numbers that may have been meant, the likeliest first:
    percentages where `is_percent`.
    """

    kind: QuestionKind
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    likely: tuple[Decimal, ...] = ()
    is_percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFigure:
    """A figure and what is known of it: its target, and the earlier figures, the latest last."""

    figure: Figure
    measure: Measure
    unit: str = ""
    target: Number | None = None
    earlier: Sequence[Figure] = ()

    @property
    def known(self) -> list[Fraction]:
        """The target and the earlier figures, those above 0: the latest first, the target last."""
        numbers = [each.actual for each in reversed(self.earlier)]
        return [Fraction(each) for each in [*numbers, self.target] if each is not None and each > 0]


def question_of(asked: AskedFigure) -> Question | None:
    """What to ask of the figure; None where nothing looks odd."""
    return next((found for rule in _RULES if (found := rule(asked)) is not None), None)


def key_of(figure: Figure) -> str:
    """The value as answers name it: "18700", "47/100", "0.98%"; empty for what is no number."""
    if figure.value is not None:
        return _plain(figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        return f"{figure.numerator}/{figure.denominator}"
    return "" if figure.percentage is None else f"{_plain(figure.percentage)}%"


def figure_of_key(key: str) -> Figure | None:
    """The figure that `key_of` named; None where it names none."""
    numerator, is_share, denominator = key.partition("/")
    try:
        if is_share:
            return Figure(None, date.min, numerator=int(numerator), denominator=int(denominator))
        if key.endswith("%"):
            return Figure(None, date.min, percentage=Decimal(key.removesuffix("%")))
        return Figure(None, date.min, value=Decimal(key))
    except (ValueError, ArithmeticError):
        return None


def slot_key(slot: Slot, key: str) -> str:
    """What is answered of an indicator's figure: "2019: 18700", "whole: 0.98%"."""
    return f"{slot_text(slot)}: {key}"


def pair_key(number: str, figure: Figure) -> str:
    """What is answered of a text: its number beside this figure, and no other: "187 for 201"."""
    return f"{number}{_FOR}{key_of(figure)}"


def pair_of_key(key: str) -> tuple[str, str]:
    """The text's number and the key of the figure, which is empty in an old answer: "187"."""
    number, _for, figure = key.partition(_FOR)
    return number, figure


def question_of_number_alone(typed: str, measure: Measure) -> Question | None:
    """What to offer where a number alone was typed for a share: "100" for 100 pct., "0,98" for 98 pct."""
    if not traits(measure).of_a_whole:
        return None
    try:
        number = parse_number(typed)
    except NumberError:
        return None
    meant = percentages_meant(number)
    return (
        Question(QuestionKind.NUMBER_ALONE, "", {"number": number}, meant, is_percent=True) if meant else None
    )


def percentages_meant(number: Decimal) -> tuple[Decimal, ...]:
    """Which percentages a number alone may be, the likeliest first: 98 or 0,98 for 0,98; none for 101."""
    if number > FULL_SHARE:
        return ()
    return (number * FULL_SHARE, number) if 0 < number <= 1 else (number,)


def question_of_spending(tally: Tally) -> Question | None:
    """What to ask of an amount that is below 0, or many times its budget."""
    if tally.spent is None:
        return None
    if tally.is_refund:
        return Question(QuestionKind.REFUND, _plain(tally.spent))
    if tally.is_unlikely and tally.budget:
        likely = _about(tally.spent, [Fraction(tally.budget)], down=True)
        return Question(QuestionKind.MANY_BUDGETS, _plain(tally.spent), {"budget": tally.budget}, likely)
    return None


def question_of_deadline(deadline: date | None, today: date) -> Question | None:
    """What to ask of a deadline that is over when it is set."""
    if deadline is None or deadline >= today:
        return None
    return Question(QuestionKind.PAST_DEADLINE, deadline.isoformat(), {"deadline": deadline})


def _part_of_one(asked: AskedFigure) -> Question | None:
    """Half an activity, where all that is known is whole."""
    value, known = asked.figure.value, asked.known
    if value is None or value % 1 == 0 or _IN_PARTS.search(asked.unit):
        return None
    if any(each.denominator != 1 for each in known):
        return None
    decimals = -int(value.normalize().as_tuple().exponent)
    likely = _about(value, known, down=False)
    thousandfold = value * 1000
    if decimals == DECIMALS_OF_THOUSANDS and _is_alike(thousandfold, known, times=MANY_TIMES):
        likely = (thousandfold.quantize(Decimal(1)),)  # "1,362" for 1.362
    return _question(QuestionKind.PART_OF_ONE, asked, tuple(each for each in likely if each % 1 == 0))


def _many_times(asked: AskedFigure) -> Question | None:
    """18.700 where 200 is the target."""
    value, known = asked.figure.value, asked.known
    if value is None or not known or value < SMALLEST_LARGE or value < MANY_TIMES * max(known):
        return None
    likely = _about(value, known, down=True)
    if value % 1 == 0 and not _IN_PARTS.search(asked.unit):
        likely = tuple(each for each in likely if each % 1 == 0)
    return _question(QuestionKind.MANY_TIMES, asked, likely)


def _few(asked: AskedFigure) -> Question | None:
    """2 where 2.000.000 is the target, in money; else only where an earlier figure says so too."""
    value, known = asked.figure.value, asked.known
    is_sure = _MONEY.search(asked.unit) or any(each.actual for each in asked.earlier)
    if not value or not known or not is_sure or value * FEW > min(known):
        return None
    likely = _about(value, known, down=False)
    return _question(QuestionKind.FEW, asked, likely) if likely else None


def _share_of_one(asked: AskedFigure) -> Question | None:
    """0,98 pct. where 98 is likely; also of a number of percent."""
    figure, known = asked.figure, asked.known
    in_percent = traits(asked.measure).in_percent or _PERCENT.search(asked.unit.strip())
    percentage = figure.percentage if figure.percentage is not None else figure.value
    if not in_percent or percentage is None or not 0 < percentage <= 1:
        return None
    if not known or min(known) < SMALLEST_PERCENT:
        return None
    return _question(QuestionKind.SHARE_OF_ONE, asked, (percentage * FULL_SHARE,), is_percent=True)


def _percent_as_counts(asked: AskedFigure) -> Question | None:
    """47 of 100 where about 15 were counted before: 47 pct.?"""
    groups = _groups(asked)
    if asked.figure.denominator != FULL_SHARE or not groups or asked.figure.numerator is None:
        return None
    if _is_alike(Decimal(FULL_SHARE), groups, times=ALIKE):
        return None
    likely = (Decimal(asked.figure.numerator),)
    return _question(QuestionKind.PERCENT_AS_COUNTS, asked, likely, is_percent=True)


def _large_group(asked: AskedFigure) -> Question | None:
    """7 of 1.500 where 15 were counted before."""
    groups, group = _groups(asked), asked.figure.denominator
    if not groups or group is None or group < SMALLEST_LARGE or group < MANY_TIMES * max(groups):
        return None
    return _question(QuestionKind.LARGE_GROUP, asked, (), before=groups[-1])


_RULES: Sequence[Callable[[AskedFigure], Question | None]] = (
    _share_of_one,
    _part_of_one,
    _many_times,
    _few,
    _percent_as_counts,
    _large_group,
)


def _question(
    kind: QuestionKind,
    asked: AskedFigure,
    likely: tuple[Decimal, ...],
    *,
    is_percent: bool = False,
    **values: object,
) -> Question:
    last = next((each for each in reversed(asked.earlier) if each.actual is not None), None)
    about = {"asked": asked, "target": asked.target, "last": last, **values}
    return Question(kind, key_of(asked.figure), about, likely[:1], is_percent)


def _groups(asked: AskedFigure) -> list[Fraction]:
    """How many were counted before, the latest last."""
    return [Fraction(each.denominator) for each in asked.earlier if each.denominator]


def _about(value: Decimal, known: Sequence[Fraction], *, down: bool) -> tuple[Decimal, ...]:
    """`value` with another unit or separator, where that is about what is known; the closest first."""
    if not known:
        return ()
    made = [value / factor if down else value * factor for factor in WRONG_FACTORS]
    closest = sorted((_apart(each, known[0]), each) for each in made if _is_alike(each, known, times=ALIKE))
    return tuple(each for _distance, each in closest if each == round(each, 4))


def _is_alike(value: Decimal, known: Iterable[Fraction], *, times: int) -> bool:
    """Whether `value` is at most so many times one of the known numbers, or less by as much."""
    return any(_apart(value, each) <= times for each in known)


def _apart(value: Decimal, other: Fraction) -> Fraction:
    """How many times the one is the other."""
    ratio = Fraction(value) / other
    return ratio if ratio >= 1 else 1 / ratio


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
