"""How is an indicator measured, in plain words, and where did its definition change from plan to plan?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.values import Tolerance
from plans.enums import Accumulation, Direction, Measure
from plans.models import Indicator
from plans.prose import Prose, prose
from plans.wording.statuses import PlanWords, capitalised
from reporting.plan_page.rule import partly_sentence
from reporting.plan_page.terms import accumulation_word, direction_word, measure_word


@dataclass(frozen=True, slots=True)
class Definition:
    """One thing that is laid down of an indicator."""

    label: str
    text: Prose


def definitions(
    indicator: Indicator, tolerance: Tolerance, words: PlanWords, *, several_years: bool
) -> tuple[Definition, ...]:
    """How the indicator is measured; `tolerance` is the plan's, which holds where it has none of its own."""
    measure = Measure(indicator.measure)
    unit = _("Enhed: %(unit)s.") % {"unit": indicator.unit} if indicator.unit else ""
    told = [
        (_("Opgøres som"), f"{measure_word(measure)}. {unit}"),
        (_("Tæller"), indicator.numerator),
        (_("Nævner"), indicator.denominator),
        (_("Datakilde"), indicator.data_source),
    ]
    if not traits(measure).is_judged:
        own = indicator.own_tolerance
        limit = (own or tolerance).for_measure(measure)
        sentence = partly_sentence(limit, words)
        told += [
            (_("Hvornår er det nået?"), f"{direction_word(Direction(indicator.direction))} {sentence}"),
        ]
    if several_years:
        accumulation = Accumulation(indicator.accumulation)
        told.append(
            (_("Flere år"), accumulation_word(accumulation, measure, carries_over=indicator.carries_over))
        )
    return tuple(Definition(label, prose(text)) for label, text in told if text.strip())


def changes_between(earlier: Indicator, later: Indicator) -> tuple[str, ...]:
    """What the later plan counts otherwise, each in a sentence; nothing where the figures can be compared."""
    pairs = [
        (_("Opgøres som"), measure_word(Measure(earlier.measure)), measure_word(Measure(later.measure))),
        (_("Enheden"), earlier.unit, later.unit),
        (_("Tælleren"), earlier.numerator, later.numerator),
        (_("Nævneren"), earlier.denominator, later.denominator),
    ]
    return tuple(
        _("%(what)s var »%(before)s« og er nu »%(after)s«.")
        % {"what": what, "before": before or "–", "after": after or "–"}
        for what, before, after in pairs
        if _same_words(before) != _same_words(after)
    )


def comparable(earlier: Indicator, later: Indicator) -> bool:
    """Whether the figures of both fit on one axis: shares do, counts only of the same things."""
    if earlier.measure != later.measure:
        return False
    return traits(Measure(earlier.measure)).in_percent or _same_words(earlier.unit) == _same_words(later.unit)


def indicator_name(indicator: Indicator) -> str:
    """The indicator's name as a heading; empty where its goal has only this one and it needs none."""
    return capitalised(indicator.label)


def _same_words(text: str) -> str:
    """The text without what changes nothing: capitals, spaces, a full stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".")
