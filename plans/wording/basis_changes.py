"""What is another in the basis of a judgement? Each thing by its name, with what it was and what it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.basis import IndicatorBasis, LeftOut, Within
from plans.domain.basis_changes import BasisChange
from plans.domain.values import Figure, Period, Span, TargetValue, Tolerance
from plans.enums import Basis, BasisPart, Status
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.measurements import figure_text
from plans.wording.statuses import PlanWords

if TYPE_CHECKING:
    from django.utils.functional import Promise

NAMES: Mapping[BasisPart, "str | Promise"] = {
    BasisPart.WORDING: gettext_lazy("Ordlyd"),
    BasisPart.PERIOD: gettext_lazy("Periode"),
    BasisPart.AS_OF: gettext_lazy("Opgjort pr."),
    BasisPart.WORD: gettext_lazy("Ordet for status"),
    BasisPart.OWN_JUDGEMENT: gettext_lazy("Egen vurdering"),
    BasisPart.REPLACED: gettext_lazy("Det, den egne vurdering erstatter"),
    BasisPart.INDICATOR: gettext_lazy("Indikator"),
    BasisPart.LABEL: gettext_lazy("Navn"),
    BasisPart.UNIT: gettext_lazy("Enhed"),
    BasisPart.COUNTED: gettext_lazy("Tællerens definition"),
    BasisPart.AMONG: gettext_lazy("Nævnerens definition"),
    BasisPart.MEASURE: gettext_lazy("Opgøres som"),
    BasisPart.DIRECTION: gettext_lazy("Retning"),
    BasisPart.ACCUMULATION: gettext_lazy("Sådan opgøres flere år"),
    BasisPart.CARRIES_OVER: gettext_lazy("Samme borgere i flere år"),
    BasisPart.TOLERANCE: gettext_lazy("Tolerance"),
    BasisPart.SPAN: gettext_lazy("Måltallets dage"),
    BasisPart.TARGET: gettext_lazy("Måltal"),
    BasisPart.FIGURE: gettext_lazy("Tal"),
    BasisPart.LEFT_OUT: gettext_lazy("Frafald"),
    BasisPart.PARTS: gettext_lazy("Heraf"),
}
_OF_A_YEAR = {BasisPart.TARGET, BasisPart.FIGURE, BasisPart.LEFT_OUT, BasisPart.PARTS}


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One thing that is another: "Måltal 2019", "10", "100"."""

    label: str
    before: str
    now: str

    def __str__(self) -> str:
        return _("%(what)s: %(before)s → %(now)s") % {
            "what": self.label,
            "before": self.before,
            "now": self.now,
        }


def basis_lines(changes: Iterable[BasisChange], words: PlanWords) -> tuple[BasisLine, ...]:
    """The changes of a goal's basis, written out with the plan's words for statuses."""
    changes = list(changes)
    labels = {each.indicator.label for each in changes if each.indicator}
    return tuple(_line(each, words, is_named=len(labels) > 1) for each in changes)


def _line(change: BasisChange, words: PlanWords, *, is_named: bool) -> BasisLine:
    indicator = change.indicator
    label = str(NAMES[change.part])
    if change.part in _OF_A_YEAR:
        label = f"{label} {change.year or _('for hele planen')}"
    if is_named and indicator is not None and indicator.label and change.part is not BasisPart.INDICATOR:
        label = f"{label} ({indicator.label})"
    before = _part_text(change.part, change.before, change.earlier_indicator or indicator, words)
    now = _part_text(change.part, change.now, indicator, words)
    if before == now and isinstance(change.before, Figure) and isinstance(change.now, Figure):
        before, now = (_with_day(each, words) for each in (change.before, change.now))
    return BasisLine(label, before, now)


def _part_text(part: BasisPart, value: Any, indicator: IndicatorBasis | None, words: PlanWords) -> str:
    if value is None or value in {"", ()}:
        return figures.NO_FIGURE
    return _WRITTEN.get(part, _plain)(value, indicator, words)


def _plain(value: Any, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return str(value)


def _choice(value: Any, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return str(CHOICES[type(value)][value])


def _period(value: Period, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return figures.years(value)


def _day(value: Any, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return figures.day(value)


def _status(value: Status, _indicator: IndicatorBasis | None, words: PlanWords) -> str:
    return words.word(value)


def _named(value: IndicatorBasis, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return value.label or _("uden navn")


def _yes_or_no(value: bool, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return _("ja") if value else _("nej")


def _tolerance(value: Tolerance, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    limit = {"limit": figures.number(value.percent)}
    if value.basis is Basis.POINTS:
        return (
            _("højst %(limit)s procentpoint") if value.inclusive else _("under %(limit)s procentpoint")
        ) % limit
    return (_("højst %(limit)s pct.") if value.inclusive else _("under %(limit)s pct.")) % limit


def _span(value: Span, _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return figures.days(value.starts_on, value.ends_on)


def _target(value: TargetValue, indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    if value.exact is None or indicator is None:
        return value.text
    text = figures.target(value.exact, indicator.measure, indicator.direction)
    return f"{text} ({value.text})" if value.text else text


def _figure(value: Figure, _indicator: IndicatorBasis | None, words: PlanWords) -> str:
    return f"{value.qualifier} {figure_text(value, words)}".strip()


def _with_day(value: Figure, words: PlanWords) -> str:
    text = _("%(figure)s, opgjort %(day)s") % {
        "figure": _figure(value, None, words),
        "day": figures.day(value.as_of),
    }
    besides = [
        _("%(n)s afventer svar") % {"n": figures.number(value.pending)} if value.pending else "",
        _("foreløbigt") if value.provisional else "",
    ]
    return ", ".join([text, *(each for each in besides if each)])


def _left_out(value: tuple[LeftOut, ...], _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return "; ".join(f"{figures.number(each.count)}: {each.reason}" for each in value)


def _parts(value: tuple[Within, ...], _indicator: IndicatorBasis | None, _words: PlanWords) -> str:
    return "; ".join(f"{each.label}: {figures.number(each.value)}" for each in value)


_WRITTEN: Mapping[BasisPart, Callable[[Any, IndicatorBasis | None, PlanWords], str]] = {
    BasisPart.PERIOD: _period,
    BasisPart.AS_OF: _day,
    BasisPart.OWN_JUDGEMENT: _status,
    BasisPart.REPLACED: _status,
    BasisPart.INDICATOR: _named,
    BasisPart.MEASURE: _choice,
    BasisPart.DIRECTION: _choice,
    BasisPart.ACCUMULATION: _choice,
    BasisPart.CARRIES_OVER: _yes_or_no,
    BasisPart.TOLERANCE: _tolerance,
    BasisPart.SPAN: _span,
    BasisPart.TARGET: _target,
    BasisPart.FIGURE: _figure,
    BasisPart.LEFT_OUT: _left_out,
    BasisPart.PARTS: _parts,
}
