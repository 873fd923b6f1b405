"""Does a text give another number than the figure? Asked of what it says of the goal, at most once.

Years, days, ordinals, numbers of lists, times, money and numbers of documents are no figures and left out.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.domain.questions import Question, QuestionKind, pair_key
from plans.domain.rounding import MOST_DECIMALS, rounded
from plans.domain.values import Figure, Number

SMALLEST = 10  # a smaller number without the unit may be of anything
CLOSE = 2  # times more or less: without the unit, only such a number may be of the same
_WORDS_AFTER = 3  # within so many words the unit must come
_AROUND = 80  # characters on each side that are looked at
_SHORTEST_UNIT = 3
_SHORTEST_INFLECTED = 5
_YEARS = range(1900, 2101)

_DIGITS = r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?P<decimals>,[0-9]+)?"
_ANY_NUMBER = re.compile(_DIGITS)
# Not a part of "1-1", "2016-17", "24/7" or "B2".
_NUMBER = re.compile(rf"(?<![\w.,/–-]){_DIGITS}(?!\w|[.,][0-9]|[–/-]\w)")
_PERCENT = re.compile(r"\s?(?:%|pct\b|procent)", re.IGNORECASE)
_OF = re.compile(r"\s(?:ud\s)?af\s(?:de\s|alle\s|i alt\s)?(?P<whole>[0-9]+(?:\.[0-9]{3})*)(?!\w|[.,][0-9])")
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_ORDINAL = re.compile(rf"\.\s?[a-zæøå]|\s(?:{_MONTHS})\b")
_NUMBER_OF_LIST = re.compile(r"(?:^|\n)\s*\(?$")
_AFTER_NUMBER_OF_LIST = re.compile(r"[.)]\s")
_NUMBER_OF = re.compile(
    r"(?:\b(?:nr|kl|side|s|tabel|bilag|note|punkt|pkt|kapitel|afsnit|uge|budget|sag|version|fase|trin|spor|klasse"
    r"|kategori|område|mål)\.?|§)\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:ca\.?|cirka|omkring|omtrent|næsten|knap|godt|mindst|minimum|min\.|over|under|højst|maks\.|op til"
    r"|(?:mere|mindre|flere|færre) end)\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:i|fra|siden|til|år|og|for|primo|medio|ultimo|\w+kvartal|\w+halvår)\s*$", re.IGNORECASE
)
_OTHER_UNIT = re.compile(
    r"\s?(?:timer?|minutter|sekunder|dage?|døgn|uger?|måned(?:er)?|år|kr|kroner|t\.\s?kr|mio|mia|million(?:er)?"
    r"|milliard(?:er)?|km|meter|årige)\b",
    re.IGNORECASE,
)
_SMALL = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"]
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFigure:
    """A figure that a text may give, and what is counted."""

    figure: Figure
    unit: str = ""
    in_percent: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a text: 187, or 7 of a `whole` of 15; with the rest of its sentence."""

    value: Decimal
    is_percent: bool
    whole: int | None
    is_year: bool
    after: str


def question_of_text(
    text: str, figures: Sequence[TextFigure], known: Collection[Number], *, answered: Collection[str] = ()
) -> Question | None:
    """What to ask of a plain text that gives another number than the figure, and not the figure itself.

    `known` are the other numbers that are said of the goal: its targets, earlier figures, parts, those left
    out, and what its wording names. None is asked of a number beside the figure that `answered` holds the key
    of (`plans.domain.questions.pair_key`): the same number beside another figure is asked about.
    """
    numbers = list(_numbers(text))
    given = [each for each in figures if each.figure.actual is not None]
    accounted = {Decimal(each) for each in known if isinstance(each, int | Decimal)}
    for each in given:
        accounted |= _own_numbers(each.figure)
    for each in given:
        find = _other_shares if each.in_percent else _other_counts
        for found in find(each, numbers, text, accounted, is_alone=len(given) == 1):
            values = {"found": found, "text_figure": each}
            question = Question(QuestionKind.OTHER_IN_TEXT, pair_key(format(found, "f"), each.figure), values)
            if question.key not in answered:
                return question
    return None


def numbers_of(text: str) -> set[Decimal]:
    """Every number that a text names, of whatever."""
    return {_value(match) for match in _ANY_NUMBER.finditer(text)}


def _other_counts(
    asked: TextFigure,
    numbers: Sequence[_Number],
    text: str,
    accounted: Collection[Decimal],
    *,
    is_alone: bool,
) -> Iterator[Decimal]:
    value = asked.figure.value
    if not value or _says(text, value):
        return
    for each in numbers:
        if each.is_percent or each.whole is not None or each.value in accounted:
            continue
        is_close = each.value >= SMALLEST and value / CLOSE <= each.value <= value * CLOSE
        may_be_it = is_alone and is_close and not each.is_year and not _OTHER_UNIT.match(each.after)
        if may_be_it or _has_unit(each, asked.unit):
            yield each.value


def _other_shares(
    asked: TextFigure,
    numbers: Sequence[_Number],
    _text: str,
    accounted: Collection[Decimal],
    *,
    is_alone: bool,
) -> Iterator[Decimal]:
    figure, actual = asked.figure, asked.figure.actual
    if actual is None or not is_alone:
        return
    written = {rounded(actual, decimals) for decimals in range(MOST_DECIMALS + 1)}
    percentages = [each.value for each in numbers if each.is_percent]
    if not written.intersection(percentages):
        yield from (each for each in percentages if each not in accounted)
    counts = [(each.value, Decimal(each.whole)) for each in numbers if each.whole is not None]
    if figure.numerator is None or figure.denominator is None:
        return
    if (Decimal(figure.numerator), Decimal(figure.denominator)) not in counts:
        yield from (part for part, whole in counts if part not in accounted or whole not in accounted)


def _numbers(text: str) -> Iterator[_Number]:
    """The numbers that may be figures."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _AROUND) : match.start()]
        after = text[match.end() : match.end() + _AROUND]
        is_of_list = _NUMBER_OF_LIST.search(before) and _AFTER_NUMBER_OF_LIST.match(after)
        if is_of_list or _ORDINAL.match(after) or _NUMBER_OF.search(before) or _ABOUT.search(before):
            continue
        value, of = _value(match), _OF.match(after)
        may_be_year = match["number"] == match[0] and match[0].isdigit() and int(value) in _YEARS
        yield _Number(
            value,
            is_percent=_PERCENT.match(after) is not None,
            whole=int(of["whole"].replace(".", "")) if of else None,
            is_year=bool(may_be_year and (_YEAR.search(before) or not re.match(r"\s\w", after))),
            after=re.split(r"[.;:!?\n0-9]", after, maxsplit=1)[0],
        )


def _own_numbers(figure: Figure) -> set[Decimal]:
    numbers = [figure.value, figure.percentage, figure.numerator, figure.denominator, figure.pending]
    if figure.numerator is not None and figure.denominator is not None:
        missed = figure.denominator - figure.numerator
        numbers += [missed, missed - figure.pending, figure.denominator - figure.pending]
    return {Decimal(each) for each in numbers if each is not None}


def _says(text: str, value: Decimal) -> bool:
    """Whether the text gives this number, in digits or as a word."""
    if value in numbers_of(text):
        return True
    is_small = value % 1 == 0 and value < len(_SMALL)
    return is_small and _SMALL[int(value)] in {each.casefold() for each in _WORD.findall(text)}


def _has_unit(number: _Number, unit: str) -> bool:
    """Whether one of the next words is what is counted: "187 nye unge" where the unit is "unge"."""
    if number.is_year:
        return False
    following = [each.casefold() for each in _WORD.findall(number.after)[:_WORDS_AFTER]]
    stems = [_stem(each.casefold()) for each in _WORD.findall(unit) if len(each) >= _SHORTEST_UNIT]
    return any(word.startswith(stem) for word in following for stem in stems)


def _stem(word: str) -> str:
    """A word without its ending in the plural: "forældre" also finds "forældrene"."""
    return re.sub(r"(?:erne|ene|er|ne|e|r)$", "", word) if len(word) >= _SHORTEST_INFLECTED else word


def _value(match: re.Match[str]) -> Decimal:
    decimals = (match["decimals"] or "").replace(",", ".")
    return Decimal(match["number"].replace(".", "") + decimals)
