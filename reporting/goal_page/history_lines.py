"""Which lines does a goal's history have? What was read in from a file is one, however much it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.goal_page.history import FOLDED_FROM, Event

# A large plan is read in within this time; what was read in later is another import.
_ONE_IMPORT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Line:
    """An event, or all that one import read in of the goal."""

    heading: str  # "Måling, 2019", or "Indlæst fra vink-2018-19.yaml"
    when: str
    who: str
    why: str
    visible: tuple[Event, ...]  # changes that one sees at once
    folded: tuple[Event, ...]  # rows that are new: many words that tell of no change
    folded_heading: str  # "26 oplysninger"

    @property
    def is_import(self) -> bool:
        """Whether each of its events has to say what it is about."""
        return len(self.visible) + len(self.folded) > 1


def history_lines(events: Iterable[Event]) -> tuple[Line, ...]:
    """The events, the newest first, with those of one import together."""
    groups: list[list[Event]] = []
    for event in events:
        if groups and _is_same_import(groups[-1], event):
            groups[-1].append(event)
        else:
            groups.append([event])
    return tuple(_line(group) for group in groups)


def history_heading(lines: tuple[Line, ...], *, is_cut: bool) -> str:
    """ "12 ændringer"; of a history that is longer than what is visible: "De seneste 12 ændringer"."""
    if is_cut:
        return ngettext("Den seneste ændring", "De seneste %(n)s ændringer", len(lines)) % {"n": len(lines)}
    return ngettext("%(n)s ændring", "%(n)s ændringer", len(lines)) % {"n": len(lines)}


def _is_same_import(group: list[Event], event: Event) -> bool:
    later = group[-1]
    whys = {each.why for each in (*group, event)} - {""}
    return (
        later.is_by_program
        and event.is_by_program
        and later.moment - event.moment < _ONE_IMPORT
        and len(whys) <= 1
    )


def _line(group: list[Event]) -> Line:
    newest, why = group[0], next((event.why for event in group if event.why), "")
    is_import = len(group) > 1
    folded = tuple(event for event in group if _is_folded(event, among_others=is_import))
    facts = sum(len(event.fields) for event in folded)
    visible = tuple(event for event in group if event not in folded)
    return Line(
        heading=(why or _import_heading(visible)) if is_import else newest.subject,
        when=newest.when,
        who=newest.who,
        why="" if is_import else why,
        visible=visible,
        folded=folded,
        folded_heading=ngettext("%(n)s oplysning", "%(n)s oplysninger", facts) % {"n": facts},
    )


def _import_heading(replaced: tuple[Event, ...]) -> str:
    """What an import is called that gave no reason."""
    return _("Ændret af Vink") if replaced else _("Indlæst")


def _is_folded(event: Event, *, among_others: bool) -> bool:
    """Whether it is a new row that was read in; a single short one is visible."""
    is_new = event.is_by_program and not any(field.old for field in event.fields)
    return is_new and (among_others or len(event.fields) > FOLDED_FROM)
