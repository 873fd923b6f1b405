"""What does a trend picture tell? Its finding in a sentence, and each of its periods in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.enums import Measure, Status
from reporting.goal_page.chart_geometry import Slot


def finding(slots: Sequence[Slot], measure: Measure, unit: str) -> str:
    """What the picture shows: the first figure and the last, the target, and whether they can be compared."""
    with_figures = [slot for slot in slots if slot.actual is not None]
    first, last = with_figures[0], with_figures[-1]
    counted = f" {unit}" if traits(measure).counts_things and unit else ""
    values = {
        "first": f"{first.actual_text}{counted}",
        "then": first.label,
        "last": f"{last.actual_text}{counted}",
        "now": last.label,
        "target": last.target_text,
    }
    if first is last:
        sentence = (
            _("%(now)s: %(last)s") if last.target is None else _("%(now)s: %(last)s mod måltal %(target)s")
        )
    elif last.target is None:
        sentence = _("Fra %(first)s i %(then)s til %(last)s i %(now)s")
    else:
        sentence = _("Fra %(first)s i %(then)s til %(last)s i %(now)s; måltallet er %(target)s")
    sentence = _ended(sentence % values)
    if any(slot.new_definition for slot in slots):
        return _("%(finding)s Definitionen er ændret undervejs.") % {"finding": sentence}
    return sentence


def _ended(sentence: str) -> str:
    """The sentence with its full stop, which "pct." already has."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def slots_text(slots: Sequence[Slot], words: Mapping[Status, str]) -> str:
    """Every period of the picture, for those who do not see it."""
    return " ".join(_slot_text(slot, words) for slot in slots)


def _slot_text(slot: Slot, words: Mapping[Status, str]) -> str:
    opening = _("Ny definition. ") if slot.new_definition else ""
    return opening + _("%(period)s: måltal %(target)s, opnået %(actual)s, %(status)s.") % {
        "period": slot.label,
        "target": slot.target_text,
        "actual": slot.actual_text,
        "status": words[slot.status],
    }
