"""A part was changed twice: which two values does the person who comes second choose between?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from desk.goal.saving import figure_given
from desk.goal.subject import FigureSection
from plans.actions.history import Conflict, Removed
from plans.figures.input import FigureInput
from plans.models import Measurement, Submission
from plans.permissions import Person
from plans.richtext import plain_text
from plans.status_report import StatusReport
from plans.web.facts import Fact
from plans.web.who_changed import Choice, LastChange, last_change, told_change
from plans.wording import figures
from plans.wording.measurements import figure_told


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChoice:
    """Two texts or judgements for the goal, by name; `current` is the version of the stored one."""

    mine: tuple[Fact, ...]
    theirs: tuple[Fact, ...]
    last: LastChange
    current: int


def figure_choice(section: FigureSection, conflict: Conflict, report: StatusReport, person: Person) -> Choice:
    """Both figures; where these are the same, also what is said besides them and differs."""
    words = report.words
    if isinstance(conflict, Removed):
        given = figure_given(section).figure(section.row.slot, report.as_of)
        told = figure_told(given, words, section.row.against)
        last = told_change(conflict.change, person)
        return Choice(mine=told, theirs=_("intet tal"), last=last, current=None)
    current = conflict.current
    if not isinstance(current, Measurement):
        raise TypeError("a figure collides with a measurement")
    theirs, last = FigureInput.of(current), last_change(current, person)
    if section.is_emptied:
        told = figure_told(theirs.figure(current.year, current.as_of), words, section.row.against)
        return Choice(mine=_("intet tal"), theirs=told, last=last, current=current.version)
    mine = figure_given(section)
    told_mine, told_theirs = (
        figure_told(each.figure(current.year, current.as_of), words, section.row.against)
        for each in (mine, theirs)
    )
    if told_mine == told_theirs:
        told_mine = f"{told_mine}; {_besides(mine, theirs)}"
        told_theirs = f"{told_theirs}; {_besides(theirs, mine)}"
    return Choice(mine=told_mine, theirs=told_theirs, last=last, current=current.version)


def _besides(given: FigureInput, other: FigureInput) -> str:
    """What a figure says besides, where the other says something else."""
    said = {
        _("grundlag"): (given.basis, other.basis),
        _("begrundelse"): (given.reason, other.reason),
        _("afventer svar"): (figures.number(given.pending), figures.number(other.pending)),
        _("i alt i gruppen"): (_count(given.cohort_total), _count(other.cohort_total)),
        _("i gang"): (_count(given.ongoing), _count(other.ongoing)),
        _("forbehold"): (given.qualifier, other.qualifier),
        _("foreløbigt"): (_yes_no(given.provisional), _yes_no(other.provisional)),
        _("metode"): (given.method_note, other.method_note),
        _("frafald"): (_excluded(given), _excluded(other)),
        _("heraf"): (_parts(given), _parts(other)),
    }
    return "; ".join(f"{name}: {own or '–'}" for name, (own, others) in said.items() if own != others)


def _count(count: int | None) -> str:
    return "" if count is None else figures.number(count)


def _yes_no(yes: bool) -> str:
    return _("ja") if yes else _("nej")


def _excluded(given: FigureInput) -> str:
    return ", ".join(f"{figures.number(each.count)} {each.reason}" for each in given.exclusions)


def _parts(given: FigureInput) -> str:
    return ", ".join(f"{figures.number(each.value)} {each.label}" for each in given.parts)


def text_choice(
    conflict: Conflict | None,
    mine: Mapping[str, str],
    names: Mapping[str, str],
    person: Person,
    words: Mapping[str, str] | None = None,
) -> TextChoice | None:
    """Both of what was said, field by field as in `names`; None without a conflict.

    `words` tell what a value that was chosen from a list is called.
    """
    if conflict is None:
        return None
    current = conflict.current
    if not isinstance(current, Submission):
        raise TypeError("a text collides with a submission")
    return TextChoice(
        mine=tuple(Fact(label, _told(mine.get(name, ""), words)) for name, label in names.items()),
        theirs=tuple(Fact(label, _told(getattr(current, name), words)) for name, label in names.items()),
        last=last_change(current, person, names),
        current=current.version,
    )


def _told(text: str, words: Mapping[str, str] | None) -> str:
    if words and text in words:
        return str(words[text])
    return plain_text(text) if text.startswith("<") else text
