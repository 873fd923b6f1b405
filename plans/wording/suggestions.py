"""Which sentence do the figures suggest for the annex? In the house style of Bilag 1, to accept or rewrite.

It is Danish whatever language is active, since the annex is: "75 pct. af alle borgere … (3 ud af 4 borgere)."
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override

from plans.domain.measures import traits
from plans.domain.values import Figure, Number, Yardstick
from plans.enums import Measure
from plans.wording import figures

# What the counts are of, where the wording says so: "70 pct. af alle borgere, der …".
_OF_WHOM = re.compile(r"\bpct\. af (?:alle |de )?(?:\w+ede |\w+ende )?(\w{3,})", re.IGNORECASE)
# A number as a wording has it; not a part of "48 timer" read twice, of "1-1" or of "2018-19".
_NUMBER = r"(?<![\w.,–-]){}(?![\w–-]|[.,]\d)"
_LIMIT = r"(?:\b(?:mindst|højst|minimum|maksimalt|max\.?) )?"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedFigure:
    """A figure and what is said besides it; `against` is None where the figure has no target."""

    figure: Figure
    measure: Measure
    against: Yardstick | None
    label: str  # what tells it from the goal's other figures; empty where it is the only one
    unit: str = ""
    exclusions: Sequence[tuple[int, str]] = ()  # how many, and why
    parts: Sequence[tuple[Number, str]] = ()  # how many, and which
    ongoing: int = 0
    reason: str = ""
    basis: str = ""

    @property
    def target(self) -> Number | None:
        """What the figure stands against, in the indicator's unit."""
        return self.against.target if self.against else None


def suggested_text(wording: str, suggested: Sequence[SuggestedFigure]) -> str:
    """The sentences that the figures of a goal of this wording suggest; empty where they suggest none."""
    with override("da"):
        sentences = [sentence for each in suggested for sentence in _sentences(wording, each)]
    return " ".join(sentences)


def _sentences(wording: str, suggested: SuggestedFigure) -> list[str]:
    figure, reason, basis = suggested.figure, suggested.reason.strip(), suggested.basis.strip()
    if figure.unmeasurable is not None:
        return [_ended(_labelled(suggested.label, f"Kan ikke opgøres: {reason}"))] if reason else []
    if figure.judged is not None or figure.under_way:
        return [_ended(_labelled(suggested.label, basis))] if basis else []
    written = _written(suggested)
    return [_main(wording, suggested, written), *_besides(suggested)] if written else []


def _written(suggested: SuggestedFigure) -> str:
    """The figure as it opens a sentence: "15", "47 pct."; empty where nothing can be said."""
    actual = suggested.figure.actual
    if actual is None:
        return ""
    is_given = suggested.figure.percentage is not None
    text = figures.amount(actual, suggested.measure, is_given=is_given, against=suggested.against)
    return f"{suggested.figure.qualifier} {text}".strip()


def _main(wording: str, suggested: SuggestedFigure, written: str) -> str:
    counts = _counts(wording, suggested)
    if suggested.label:
        target = (
            ""
            if suggested.target is None
            else f"måltal {figures.amount(suggested.target, suggested.measure)}"
        )
        inside = ", ".join(part for part in (counts, target) if part)
        figure_text = f"{written} {suggested.unit}".strip()
        return _ended(_labelled(suggested.label, f"{figure_text} ({inside})" if inside else figure_text))
    worded = _in_wording(wording, suggested, written)
    if worded is None:
        worded = (
            f"I alt {written} {suggested.unit}".strip()
            if traits(suggested.measure).counts_things
            else written
        )
    return _ended(f"{worded} ({counts})" if counts else worded)


def _in_wording(wording: str, suggested: SuggestedFigure, written: str) -> str | None:
    """The goal's wording with what was reached in its target's place; None unless that stands there once."""
    if suggested.target is None:
        return None
    plain = " ".join(wording.split())
    found = list(re.finditer(_target_pattern(suggested.target, suggested.measure), plain, re.IGNORECASE))
    if len(found) != 1:
        return None
    begin, end = found[0].span()
    lead = "I alt " if begin == 0 and traits(suggested.measure).counts_things else ""
    return f"{lead}{plain[:begin]}{written}{plain[end:]}".rstrip(". ")


def _target_pattern(target: Number, measure: Measure) -> str:
    """How a wording may write its target, with the limit that the figure itself no longer is."""
    number = figures.number(target)
    written = "|".join(re.escape(form) for form in dict.fromkeys([number, number.replace(".", "")]))
    share = r"\s?(?:pct\.|%|procent)" if traits(measure).in_percent else ""
    return _LIMIT + _NUMBER.format(f"(?:{written}){share}")


def _counts(wording: str, suggested: SuggestedFigure) -> str:
    """ "7 ud af 15 borgere"; empty without counts."""
    figure = suggested.figure
    if figure.numerator is None or figure.denominator is None:
        return ""
    of_whom = _OF_WHOM.search(wording)
    counted = suggested.unit or (of_whom[1] if of_whom else "")
    return f"{figures.number(figure.numerator)} ud af {figures.number(figure.denominator)} {counted}".strip()


def _besides(suggested: SuggestedFigure) -> list[str]:
    sentences = []
    if suggested.parts:
        sentences.append(
            "Heraf " + figures.listed([f"{figures.number(n)} {_within(name)}" for n, name in suggested.parts])
        )
    if suggested.figure.pending:
        sentences.append(f"{figures.number(suggested.figure.pending)} afventer svar")
    if suggested.exclusions:
        total = figures.number(sum(count for count, _why in suggested.exclusions))
        excluded = figures.listed(
            [f"{figures.number(count)} {_lower(why)}" for count, why in suggested.exclusions]
        )
        sentences.append(f"Yderligere {total} indgår ikke i opgørelsen: {excluded}")
    if suggested.ongoing:
        sentences.append(f"{figures.number(suggested.ongoing)} er i gang og er ikke talt med")
    if suggested.figure.provisional:
        sentences.append("Tallet er foreløbigt")
    return [_ended(sentence) for sentence in sentences]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _within(name: str) -> str:
    """A part's name after its number: "heraf i udsatte boligområder" → "i udsatte boligområder"."""
    return re.sub(r"^heraf\s+", "", name.strip(), flags=re.IGNORECASE)


def _lower(text: str) -> str:
    """A reason within a sentence; an abbreviation or a name in capitals stays."""
    text = text.strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
