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
    """Why words are kept."""

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
        if figure := _figure_in(passage, self.figures):
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


def _figure_in(passage: str, figures: frozenset[Decimal]) -> str:
    """The figure that the passage holds; empty where its digits are a person's: CPR, telephone or birth."""
    for number in cpr_like(passage):
        passage = passage.replace(number, " ")
    passage = _DATE.sub(" ", passage)
    for pattern in (_WITH_UNIT, _OF):
        if found := pattern.search(passage):
            return found[0]
    runs = [run for run in _RUN.findall(passage) if not _identifies(run)]
    for run in runs:
        for number in _numbers(run):
            if _value(number) in figures:
                return number
    is_alone = bool(runs) and not any(letter.isalpha() for letter in passage)
    return runs[0] if is_alone else ""


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
