"""When two people have changed the same part of a goal, what does the second one choose between?

`figure_choice` sets two figures side by side and `text_choice` two texts or judgements, each with who saved
the stored one and when.
"""

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
from plans.web.who_changed import Choice, LastChange, change_text, last_change
from plans.wording import figures
from plans.wording.measurements import figure_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChoice:
    """Two texts or judgements for the goal, by name; `current` is the version of the stored one."""

    mine: tuple[Fact, ...]
    theirs: tuple[Fact, ...]
    last: LastChange
    current: int


def figure_choice(section: FigureSection, conflict: Conflict, report: StatusReport, person: Person) -> Choice:
    """The two figures to choose between; where they read the same, with the further fields that differ."""
    words = report.words
    if isinstance(conflict, Removed):
        figure = figure_given(section).figure(section.row.slot, report.as_of)
        stored_text = figure_text(figure, words, section.row.against)
        last = change_text(conflict.change, person)
        return Choice(mine=stored_text, theirs=_("intet tal"), last=last, current=None)
    current = conflict.current
    if not isinstance(current, Measurement):
        raise TypeError("a figure collides with a measurement")
    theirs, last = FigureInput.of(current), last_change(current, person)
    if section.is_emptied:
        stored_text = figure_text(theirs.figure(current.year, current.as_of), words, section.row.against)
        return Choice(mine=_("intet tal"), theirs=stored_text, last=last, current=current.version)
    mine = figure_given(section)
    mine_text, theirs_text = (
        figure_text(each.figure(current.year, current.as_of), words, section.row.against)
        for each in (mine, theirs)
    )
    if mine_text == theirs_text:
        mine_text = f"{mine_text}; {_besides(mine, theirs)}"
        theirs_text = f"{theirs_text}; {_besides(theirs, mine)}"
    return Choice(mine=mine_text, theirs=theirs_text, last=last, current=current.version)


def _besides(figure: FigureInput, other: FigureInput) -> str:
    """The fields besides the number in which `figure` differs from `other`, as `figure` has them."""
    pairs = {
        _("grundlag"): (figure.basis, other.basis),
        _("begrundelse"): (figure.reason, other.reason),
        _("afventer svar"): (figures.number(figure.pending), figures.number(other.pending)),
        _("i alt i gruppen"): (_count(figure.cohort_total), _count(other.cohort_total)),
        _("i gang"): (_count(figure.ongoing), _count(other.ongoing)),
        _("forbehold"): (figure.qualifier, other.qualifier),
        _("foreløbigt"): (_yes_no(figure.provisional), _yes_no(other.provisional)),
        _("metode"): (figure.method_note, other.method_note),
        _("frafald"): (_excluded(figure), _excluded(other)),
        _("heraf"): (_parts(figure), _parts(other)),
    }
    return "; ".join(f"{name}: {own or '–'}" for name, (own, others) in pairs.items() if own != others)


def _count(count: int | None) -> str:
    return "" if count is None else figures.number(count)


def _yes_no(yes: bool) -> str:
    return _("ja") if yes else _("nej")


def _excluded(figure: FigureInput) -> str:
    return ", ".join(f"{figures.number(each.count)} {each.reason}" for each in figure.exclusions)


def _parts(figure: FigureInput) -> str:
    return ", ".join(f"{figures.number(each.value)} {each.label}" for each in figure.parts)


def text_choice(
    conflict: Conflict | None,
    mine: Mapping[str, str],
    names: Mapping[str, str],
    person: Person,
    words: Mapping[str, str] | None = None,
) -> TextChoice | None:
    """The two texts or judgements to choose between, field by field as in `names`; None without a conflict.

    `words` gives the name of a value that was chosen from a list.
    """
    if conflict is None:
        return None
    current = conflict.current
    if not isinstance(current, Submission):
        raise TypeError("a text collides with a submission")
    return TextChoice(
        mine=tuple(Fact(label, _readable(mine.get(name, ""), words)) for name, label in names.items()),
        theirs=tuple(Fact(label, _readable(getattr(current, name), words)) for name, label in names.items()),
        last=last_change(current, person, names),
        current=current.version,
    )


def _readable(text: str, words: Mapping[str, str] | None) -> str:
    if words and text in words:
        return str(words[text])
    return plain_text(text) if text.startswith("<") else text
