"""Which words may never be blanked? A plan's statuses, its figures, and what it says in its own words.

Only personal data is blanked. Whoever could blank "ikke nået" or "47 pct." would change what was published.
A CPR number is always personal data, wherever it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plans.domain import blanking
from plans.domain.personal_data import cpr_like


class Kept(StrEnum):
    """Why words may not be blanked."""

    STATUS = "status"
    FIGURE = "figure"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What a plan keeps.

    Args:
        statuses: its words for statuses, as one reads them
        figures: its targets, and what was reached and spent
        texts: its own words: titles, headings, wordings, names of what is measured; plain texts
    """

    statuses: frozenset[str]
    figures: frozenset[Decimal]
    texts: frozenset[str]

    def kept_in(self, passage: str) -> tuple[Kept, str] | None:
        """Which of them the passage would take away, and why; None where it may be blanked."""
        if cpr_like(passage) == [passage]:
            return None
        for word in sorted(self.statuses, key=len, reverse=True):
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", passage, re.IGNORECASE):
                return Kept.STATUS, word
        if figure := _figure_in(passage, self):
            return Kept.FIGURE, figure
        held = (text for text in sorted(self.texts | self.statuses) if blanking.holds(text, passage))
        return next(((Kept.OWN, text) for text in held), None)

    def touched_by(self, markup: str, passage: str) -> str:
        """The plan's own words of a page or document from which the passage would take a part; else empty.

        Such a passage begins in them and ends in what somebody wrote beneath them, or the other way round.
        """
        if cpr_like(passage) == [passage]:
            return ""
        kept = {_bare(text) for text in self.texts} - {""}
        return next((block for block in blanking.blocks_of(markup, passage) if _bare(block) in kept), "")


_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# What tells of a person's birth, and no figure: "3. februar 1990", "03.02.1990".
_DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}\.?[ ](?:{_MONTHS})(?:[ ]\d{{4}})?|(?:{_MONTHS})[ ]\d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?!\d)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_RUN = re.compile(r"(?<!\w)\d(?:[\d.,+ /\u2013-]*\d)?(?!\w)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_UNIT = r"(?:%|pct|procent|kr\b|kroner|mio|mia)"
_WITH_UNIT = re.compile(rf"(?<![\w.,]){_NUMBER.pattern}[ ]?{_UNIT}\w*\.?", re.IGNORECASE)
_OF = re.compile(rf"(?<![\w.,]){_NUMBER.pattern}[ ](?:ud[ ])?af[ ]{_NUMBER.pattern}(?!\w)", re.IGNORECASE)
# As many digits without a figure's points are of a telephone, an account or a person.
_IDENTIFIES = 8


# Words that lead to a figure or go on after it, and tell of nobody.
# fmt: off
_LEADING = frozenset({
    "af", "alt", "antal", "antallet", "blev", "ca", "cirka", "de", "den", "der", "det", "er", "for",
    "fra", "få", "godt", "højst", "i", "kun", "knap", "med", "men", "mindst", "næsten", "og", "om",
    "omkring", "op", "over", "på", "resultat", "resultatet", "samlet", "som", "til", "tal", "tallet",
    "under", "var", "ved",
})
# fmt: on
_WORD = re.compile(r"[^\W\d_]+")
# The one or two words with what is counted: "15 afholdte dialogaktiviteter", and not "10. klasse".
_COUNTED = re.compile(r"[ ]([^\W\d_]+)(?:[ ]([^\W\d_]+))?")
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3


def _figure_in(passage: str, kept: KeptWords) -> str:
    """The figure that the passage holds; empty where its digits are a person's.

    Those are of a CPR number, a telephone or a birth, or stand beside words that are none of the plan's: the
    number of a house, or somebody's age. What the plan counts stays a figure: "15 unge fra Holbæk".
    """
    for number in cpr_like(passage):
        passage = passage.replace(number, " ")
    passage = _DATE.sub(" ", passage)
    for pattern in (_WITH_UNIT, _OF):
        if found := pattern.search(passage):
            return found[0]
    runs = [run for run in _RUN.finditer(passage) if not _identifies(run[0])]
    own = _Vocabulary.of(kept.texts)
    is_others = any(not own.contains(word) for word in _words_in(passage) if word not in _LEADING)
    for run in runs:
        for number in _numbers(run[0]):
            if _value(number) in kept.figures and not (is_others and not own.counts(passage, run.end())):
                return number
    is_alone = bool(runs) and not any(letter.isalpha() for letter in passage)
    return runs[0][0] if is_alone else ""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of the plan's own texts, in small letters.

    Args:
        alone: those that are a text by themselves, as a unit is: "år"
        words: all
    """

    alone: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, texts: frozenset[str]) -> "_Vocabulary":
        """The words of these texts."""
        alone = frozenset(text.casefold() for text in texts)
        return cls(alone, frozenset(word for text in texts for word in _words_in(text)))

    def contains(self, word: str) -> bool:
        """Whether the plan says the word, be it with another ending."""
        return word in self.words or any(_is_alike(word, other) for other in self.words)

    def counts(self, passage: str, end: int) -> bool:
        """Whether what stands after the number that ends at `end` is the plan's unit, or what it counts."""
        after = _COUNTED.match(passage, end)
        words = [word.casefold() for word in after.groups() if word] if after else []
        return any(
            word in self.alone
            or (len(word) >= _SHORTEST_STEM and word not in _LEADING and self.contains(word))
            for word in words
        )


def _words_in(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_alike(one: str, other: str) -> bool:
    """Whether the two are one word with different endings: "borger", "borgerne"."""
    stem = max(_SHORTEST_STEM, max(len(one), len(other)) - _LONGEST_ENDING)
    return one[:stem] == other[:stem]


def _identifies(run: str) -> bool:
    digits = sum(letter.isdigit() for letter in run)
    return digits >= _IDENTIFIES and _THOUSANDS.fullmatch(run) is None


def _numbers(run: str) -> Iterator[str]:
    return (found[0] for found in _NUMBER.finditer(run))


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _bare(text: str) -> str:
    """A text as it is compared: on one line, without the number of a note at its end."""
    return re.sub(r"[\s\d*↩]+$", "", " ".join(text.split()))
