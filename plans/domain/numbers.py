"""Which number has a person written? One strict parser of Danish figures for screen, grid and files alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# What the figure columns hold (max_digits 15, decimal_places 4), and the largest count.
MOST_DIGITS = 11
MOST_DECIMALS = 4
LARGEST_COUNT = 10**12
WHOLE_PERCENT = 100

# Digits are spelled out: \d would let through Arabic and other digits.
_NUMBER = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<decimals>[0-9]+))?")
# Space, no-break space, thin space and narrow no-break space, as other programs mark thousands.
_SPACE_FOR_DOT = re.compile(r"[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,3}(?:,[0-9]{1,4})?")
_DOT_FOR_COMMA = re.compile(r"[0-9]{1,11}\.[0-9]{1,4}")
# Hyphen, minus sign and the dash that word processors make of a hyphen.
_NEGATIVE = re.compile(r"[-\u2212\u2013]\s*[0-9][0-9.,]*")
_PERCENT_SIGNS = ("%", "pct.", "pct", "procent", "percent")
_OF = re.compile(r"(?:ud\s+)?af|(?:out\s+)?of")


class NumberProblem(StrEnum):
    """Why a text is no figure; `plans.wording` holds the sentence for each."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    DOT_FOR_COMMA = "dot_for_comma"
    SPACE_FOR_DOT = "space_for_dot"
    NEGATIVE = "negative"
    TOO_MANY_DIGITS = "too_many_digits"
    TOO_MANY_DECIMALS = "too_many_decimals"
    NEITHER_COUNTS_NOR_PERCENTAGE = "neither_counts_nor_percentage"
    COUNT_WITH_DECIMALS = "count_with_decimals"
    COUNT_TOO_LARGE = "count_too_large"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    PERCENTAGE_ABOVE_HUNDRED = "percentage_above_hundred"


class NumberError(ValueError):
    """A text that is no figure: the problem, and the values that its sentence needs."""

    def __init__(self, code: NumberProblem, values: Mapping[str, object] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.values = dict(values or {})


@dataclass(frozen=True, slots=True)
class ShareEntry:
    """A share as written: a numerator of a denominator, or a percentage without counts."""

    numerator: int | None = None
    denominator: int | None = None
    percentage: Decimal | None = None


def parse_number(text: str) -> Decimal:
    """The figure that `text` writes in Danish: "14,5", "1.234,5", "1234" or "1.234"; never rounded.

    White space around it does not matter. Raises NumberError for anything else, for negative figures, and
    for more than 11 digits before the comma or 4 after it.
    """
    integer, decimals = _read(text)
    if len(integer) > MOST_DIGITS:
        raise NumberError(NumberProblem.TOO_MANY_DIGITS, {"most": MOST_DIGITS})
    if len(decimals) > MOST_DECIMALS:
        raise NumberError(NumberProblem.TOO_MANY_DECIMALS, {"most": MOST_DECIMALS})
    return Decimal(f"{integer}.{decimals}" if decimals else integer)


def parse_share(text: str) -> ShareEntry:
    """The share that `text` writes: "7 af 15", "7af15", "7 ud af 15", "7/15", "7 of 15", "47 pct." or
    "47,5 %".

    Raises NumberError for a number alone, which could be either, and for counts and percentages that cannot
    be.
    """
    written = text.strip().casefold()
    unsigned = without_percent_sign(written)
    if unsigned != written:
        return _percentage(unsigned)
    numerator, slash, denominator = written.partition("/")
    if slash:
        return _counts(numerator, denominator)
    match [count.strip() for count in _OF.split(written, maxsplit=2)]:
        case [part, whole] if part and whole:
            return _counts(part, whole)
    try:
        number = parse_number(text)
    except NumberError as error:
        # "7 150" may be 7 of 150: it is not known to be one number
        is_unsure = error.code is NumberProblem.SPACE_FOR_DOT
        raise NumberError(NumberProblem.NOT_A_NUMBER) if is_unsure else error from error
    raise NumberError(NumberProblem.NEITHER_COUNTS_NOR_PERCENTAGE, {"number": number})


def without_percent_sign(text: str) -> str:
    """What stands before "%", "pct." or "procent"; a text without such a sign as it is."""
    written = text.strip()
    sign = next((each for each in _PERCENT_SIGNS if written.casefold().endswith(each)), "")
    return written[: -len(sign)] if sign else text


def _read(text: str) -> tuple[str, str]:
    """The digits before and after the comma, without thousands marks and leading zeros."""
    written = text.strip()
    if not written:
        raise NumberError(NumberProblem.EMPTY)
    match = _NUMBER.fullmatch(written)
    if match is not None:
        return match["whole"].replace(".", "").lstrip("0") or "0", match["decimals"] or ""
    if _DOT_FOR_COMMA.fullmatch(written):
        raise NumberError(NumberProblem.DOT_FOR_COMMA, {"instead": written.replace(".", ",")})
    if _SPACE_FOR_DOT.fullmatch(written):
        parts = written.split()
        raise NumberError(NumberProblem.SPACE_FOR_DOT, {"dotted": ".".join(parts), "plain": "".join(parts)})
    if _NEGATIVE.fullmatch(written):
        raise NumberError(NumberProblem.NEGATIVE)
    raise NumberError(NumberProblem.NOT_A_NUMBER)


def _percentage(text: str) -> ShareEntry:
    percentage = parse_number(text)
    if percentage > WHOLE_PERCENT:
        raise NumberError(NumberProblem.PERCENTAGE_ABOVE_HUNDRED, {"percentage": percentage})
    return ShareEntry(percentage=percentage)


def _counts(numerator: str, denominator: str) -> ShareEntry:
    part, whole = _count(numerator), _count(denominator)
    if part > whole:
        values = {"numerator": part, "denominator": whole}
        raise NumberError(NumberProblem.NUMERATOR_ABOVE_DENOMINATOR, values)
    return ShareEntry(numerator=part, denominator=whole)


def _count(text: str) -> int:
    integer, decimals = _read(text)
    if decimals:
        raise NumberError(NumberProblem.COUNT_WITH_DECIMALS)
    # The digits are counted first: Python refuses to read thousands of them.
    if len(integer) > len(str(LARGEST_COUNT)) or int(integer) > LARGEST_COUNT:
        raise NumberError(NumberProblem.COUNT_TOO_LARGE, {"most": LARGEST_COUNT})
    return int(integer)
