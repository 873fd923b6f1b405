"""Which numbers does a Danish text tell, and of what? "3 ud af 4", "tre ud af fire", "75 pct."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.domain.rounding import rounded

_WORDS = {
    "nul": 0,
    "ingen": 0,
    "én": 1,
    "ét": 1,
    "en": 1,
    "et": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
}
# "1.362", "15" and "tre"; no part of "1-1 forløb", "2016-17", "0,5" or "15. januar"
_DIGITS = r"(?<![\w.,–-])(?:\d{1,3}(?:\.\d{3})+|\d{1,12})(?![\d]|[.,]\d|\.\s|[–-]\w)"
_WORD = rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])"
NUMBER = rf"(?:{_DIGITS}|{_WORD})"

_SHARE = re.compile(
    rf"(?P<part>{NUMBER})\s+(?:ud\s+)?af\s+(?:(?:de|disse|i\s+alt|alle|samlet)\s+)*(?P<whole>{NUMBER})",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?:(?P<about>ca\.?|cirka|omkring|omtrent|næsten|knap|godt)\s+"
    r"|(?P<at_least>mindst|minimum|min\.|over|mere\s+end)\s+"
    r"|(?P<at_most>højst|maks\.|under|mindre\s+end)\s+)?"
    r"(?<![\w.,–-])(?P<number>\d{1,3}(?:,\d{1,4})?)\s*(?:pct\b\.?|%|procent\b)(?![.\s-]*point)",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class ShareInText:
    """ "3 ud af 4", from `start` to `end` of the text."""

    quote: str
    part: int
    whole: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PercentInText:
    """ "75 pct."; about so much, at least or at most so much where the text says so."""

    quote: str
    percent: Decimal
    about: bool
    at_least: bool
    at_most: bool

    @property
    def decimals(self) -> int:
        """How many decimals are written."""
        return max(0, -int(self.percent.as_tuple().exponent))

    def tells(self, value: Fraction) -> bool:
        """Whether it is `value` as rounded here."""
        return rounded(value, self.decimals) == self.percent


@dataclass(frozen=True, slots=True)
class CountInText:
    """ "15 aktiviteter"."""

    quote: str
    count: int


def shares_in_text(text: str) -> Iterator[ShareInText]:
    """Every "3 ud af 4" and "3 af de 4" of a plain text."""
    for match in _SHARE.finditer(text):
        part, whole = number_of(match["part"]), number_of(match["whole"])
        if part <= whole and whole not in _YEARS:
            yield ShareInText(_one_line(match[0]), part, whole, *match.span())


def percents_in_text(text: str) -> Iterator[PercentInText]:
    """Every percentage of a plain text, but for differences in percentage points."""
    for match in _PERCENT.finditer(text):
        yield PercentInText(
            quote=_one_line(match[0]),
            percent=Decimal(match["number"].replace(",", ".")),
            about=bool(match["about"]),
            at_least=bool(match["at_least"]),
            at_most=bool(match["at_most"]),
        )


def counts_in_text(text: str, unit: str) -> Iterator[CountInText]:
    """Every number that stands before `unit`, or before a word that ends in it: "15 dialogaktiviteter"."""
    if not unit.strip():
        return
    of_unit = rf"(?P<count>{NUMBER})\s+(?:[^\W\d]+\s+)?[^\W\d]*{re.escape(unit.strip())}(?!\w)"
    for match in re.finditer(of_unit, text, re.IGNORECASE):
        yield CountInText(_one_line(match[0]), number_of(match["count"]))


def numbers_in_text(text: str) -> set[int]:
    """Every whole number of a plain text."""
    return {number_of(match[0]) for match in re.finditer(NUMBER, text, re.IGNORECASE)}


def number_of(written: str) -> int:
    """ "1.362" → 1362, "tre" → 3."""
    word = written.lower()
    return _WORDS[word] if word in _WORDS else int(written.replace(".", ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())
