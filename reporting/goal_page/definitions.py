"""How is an indicator measured, in plain words, and where did its definition change from plan to plan?

`definitions` writes what is laid down of an indicator (measure, numerator, denominator, source, tolerance,
several years); `changes_between` says what the next plan counts otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.values import Tolerance
from plans.enums import Accumulation, Direction, Measure
from plans.models import Indicator
from plans.prose import Prose, prose
from plans.status_report import IndicatorStatus
from plans.wording.statuses import PlanWords, capitalised
from reporting.plan_page.rule import partly_sentence
from reporting.plan_page.terms import accumulation_word, direction_word, measure_word

# The day on which one of these fields was changed last, in words.
DayOf = Callable[[tuple[str, ...]], str]
# The fields of a tolerance, an indicator's or a plan's.
TOLERANCE = ("tolerance_percent", "tolerance_basis", "tolerance_boundary")


@dataclass(frozen=True, slots=True)
class Definition:
    """One part of how an indicator is measured; `changed` says how the plan has changed it since."""

    label: str
    text: Prose
    changed: str = ""  # "Ændret 3. marts 2020: …"


@dataclass(frozen=True, slots=True, kw_only=True)
class HowMeasured:
    """How an indicator is measured, by the plan as it is or as it was when it was approved."""

    measure: Measure
    unit: str
    counted: str
    among: str
    data_source: str
    direction: Direction
    accumulation: Accumulation
    carries_over: bool
    tolerance: Tolerance

    @classmethod
    def of(cls, indicator: Indicator, tolerance: Tolerance) -> Self:
        """As the plan is now; `tolerance` is the plan's, for an indicator that has none of its own."""
        return cls(
            measure=Measure(indicator.measure),
            unit=indicator.unit,
            counted=indicator.numerator,
            among=indicator.denominator,
            data_source=indicator.data_source,
            direction=Direction(indicator.direction),
            accumulation=Accumulation(indicator.accumulation),
            carries_over=indicator.carries_over,
            tolerance=indicator.own_tolerance or tolerance,
        )

    def as_approved(self, part: IndicatorStatus) -> "HowMeasured":
        """As it was when `part` was approved; where the figures come from is not approved."""
        facts = part.facts
        return replace(
            self,
            measure=facts.measure,
            unit=part.unit,
            counted=part.counted,
            among=part.among,
            direction=facts.direction,
            accumulation=facts.accumulation,
            carries_over=facts.carries_over,
            tolerance=facts.tolerance,
        )


def definitions(
    now: HowMeasured,
    words: PlanWords,
    *,
    several_years: bool,
    approved: HowMeasured | None = None,
    day_of: DayOf | None = None,
) -> tuple[Definition, ...]:
    """How the indicator is measured, as it was `approved` if that stands, else `now`.

    What has changed since is told with its day, which `day_of` knows by the names of the fields.
    """
    rows_now = _rows(now, words, several_years=several_years)
    rows = _rows(approved or now, words, several_years=several_years)
    return tuple(
        Definition(label, prose(text), changed_on(day_of(fields), later) if day_of and text != later else "")
        for (label, fields, text), (_label, _fields, later) in zip(rows, rows_now, strict=True)
        if text.strip() or later.strip()
    )


def changed_on(day: str, now: str) -> str:
    """ "Ændret 3. marts 2020: højst 5"."""
    return _("Ændret %(day)s: %(now)s") % {"day": day, "now": now.strip() or "–"}


def _rows(
    how: HowMeasured, words: PlanWords, *, several_years: bool
) -> list[tuple[str, tuple[str, ...], str]]:
    """The name, the model's fields and the text of each part; the text is empty where none is laid down."""
    unit = _("Enhed: %(unit)s.") % {"unit": how.unit} if how.unit else ""
    reached = years = ""
    if not traits(how.measure).is_judged:
        limit = how.tolerance.for_measure(how.measure)
        reached = f"{direction_word(how.direction)} {partly_sentence(limit, words)}"
    if several_years:
        years = accumulation_word(how.accumulation, how.measure, carries_over=how.carries_over)
    return [
        (_("Opgøres som"), ("measure", "unit"), f"{measure_word(how.measure)}. {unit}"),
        (_("Tæller"), ("numerator",), how.counted),
        (_("Nævner"), ("denominator",), how.among),
        (_("Datakilde"), ("data_source",), how.data_source),
        (_("Hvornår er det nået?"), ("direction", *TOLERANCE), reached),
        (_("Sådan opgøres flere år"), ("accumulation", "carries_over"), years),
    ]


def changes_between(earlier: Indicator, later: Indicator) -> tuple[str, ...]:
    """Sentences on what the later plan counts otherwise; empty where the figures can be compared."""
    pairs = [
        (_("Opgøres som"), measure_word(Measure(earlier.measure)), measure_word(Measure(later.measure))),
        (_("Enheden"), earlier.unit, later.unit),
        (_("Tælleren"), earlier.numerator, later.numerator),
        (_("Nævneren"), earlier.denominator, later.denominator),
    ]
    return tuple(
        _("%(what)s var »%(before)s« og er nu »%(after)s«.")
        % {"what": label, "before": before or "–", "after": after or "–"}
        for label, before, after in pairs
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
