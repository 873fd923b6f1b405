"""What becomes of a posted page? All of it is kept, or it is shown again with what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.goal.forms.exclusions import ExclusionRows
from desk.goal.forms.parts import PartRows
from desk.goal.overtaken import overtaken_parts
from desk.goal.subject import FigureSection, Filling, RoundGoal, Subject, subject_of
from desk.round.override_form import OverrideForm
from plans.actions.goal_entry import (
    GOAL,
    JUDGEMENT,
    TEXT,
    GivenFigure,
    GivenGoal,
    GivenJudgement,
    GivenText,
    NotSaved,
    Then,
    save_goal,
)
from plans.actions.history import Conflict
from plans.figures.checks import check_figure
from plans.figures.input import FigureInput
from plans.refusals import sentences_by_field
from plans.status_report import GoalStatus
from plans.supposed_figure import with_figure
from plans.web.refusals import show_refusal

MINE, THEIRS = "mine", "theirs"
_READ_BY_THE_RULE = frozenset({"figure", "pending", "reason"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it: the page's forms with their errors, and who was first where."""

    subject: Subject
    problems: forms.Form  # of the goal as a whole
    kept: frozenset[str] = frozenset()  # parts of which the person has let the stored one stand
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)

    @property
    def is_saved(self) -> bool:
        """Whether everything is kept."""
        return not (self.conflicts or self.invalid_forms)

    @property
    def invalid_forms(self) -> list[forms.Form]:
        """The forms that have errors, in the page's order."""
        bound = [form for form in self.subject.forms if form.is_bound]
        return [form for form in [self.problems, *bound] if form.errors]


def save(round_goal: RoundGoal, posted: QueryDict, then: Then, *, draft: str) -> Outcome:
    """Keep what the page says of a goal that is held, and what comes `then`.

    `draft` is the key of the draft that has become superfluous; empty where there is none.
    """
    held = round_goal.sheet.held
    if held is None:
        raise TypeError("what is written on is held")
    chosen, as_stored = _choices(posted)
    subject = subject_of(round_goal, Filling(posted=chosen, as_stored=as_stored))
    problems = forms.Form({})
    valid = [figure.is_valid() for figure in subject.figures if figure.is_changed]
    valid += [section.form.is_valid() for section in (subject.text, subject.judgement) if section.is_changed]
    if not all(valid):
        return Outcome(subject=subject, problems=problems)
    if then is Then.SUBMIT and (changes := overtaken_parts(subject)):
        # Nobody sends in what they have not seen; the page now shows it.
        unseen = _("Målet er ikke sendt ind. Se det efter, og send det så ind.")
        _add_refusal(subject, problems, GOAL, ValidationError([*changes, unseen]))
        return Outcome(subject=subject, problems=problems)
    try:
        save_goal(
            by=round_goal.sheet.access.person,
            round=round_goal.sheet.access.round,
            goal=round_goal.row,
            entry=_entry(subject, then),
            draft=draft,
            today=timezone.localdate(),
            held=held,
        )
    except NotSaved as not_saved:
        held.throw_away()
        for part, refusal in not_saved.refusals.items():
            _add_refusal(subject, problems, part, refusal)
        return Outcome(subject=subject, problems=problems, conflicts=not_saved.conflicts)
    return Outcome(subject=subject, problems=problems, kept=as_stored)


def figure_given(section: FigureSection) -> FigureInput:
    """What a section says whose main form is valid; a list that cannot be read yet says nothing."""
    before = FigureInput.of(section.stored) if section.stored else FigureInput()
    return section.form.figure_input(before, _inputs_of(section.exclusions), _inputs_of(section.parts))


def _inputs_of(rows: ExclusionRows | PartRows | None) -> Any:
    if rows is None:
        return None
    return rows.inputs() if rows.is_valid() else ()


def entered_figure(section: FigureSection, *, as_of: date) -> FigureInput | None:
    """The figure that the section shows: as typed where the rule can read it, or as it is stored.

    What is still wrong beside it, such as a total that does not add up, hides no judgement.
    """
    if not section.is_changed:
        return FigureInput.of(section.stored) if section.stored else None
    if (
        section.is_emptied
        or not section.form.is_valid()
        or _READ_BY_THE_RULE.intersection(_refusal(section, as_of))
    ):
        return None
    return figure_given(section)


def problems_of(section: FigureSection, *, as_of: date) -> list[str]:
    """Why a section cannot be kept, each a sentence; none where it was left as it is."""
    if not section.is_changed:
        return []
    if not section.is_valid():
        return [str(sentence) for form in section.forms for each in form.errors.values() for sentence in each]
    return [sentence for sentences in _refusal(section, as_of).values() for sentence in sentences]


def _refusal(section: FigureSection, as_of: date) -> Mapping[str, list[str]]:
    """What an action would refuse, by field."""
    if section.is_emptied:
        return {}
    measure, people = section.row.measure, section.indicator.counts_people
    try:
        check_figure(figure_given(section), measure, counts_people=people, as_of=as_of)
    except ValidationError as refusal:
        return sentences_by_field(refusal)
    return {}


def would_stand(subject: Subject) -> GoalStatus:
    """How the goal would stand with what the page says; nothing is stored."""
    sheet, goal = subject.sheet, subject.goal
    for section in subject.figures:
        entered = entered_figure(section, as_of=sheet.report.as_of) if section.is_changed else None
        if entered is not None:
            figure = entered.figure(section.row.slot, sheet.report.as_of)
            goal = with_figure(sheet.report, goal, section.part.id, figure)
    return goal


def _choices(posted: QueryDict) -> tuple[dict[str, Any], frozenset[str]]:
    """The posted fields, changed so that a chosen own part replaces the stored one; and the parts to stay."""
    fields: dict[str, Any] = posted.dict()
    as_stored = set()
    for name, choice in posted.items():
        part = name.removesuffix("-choice")
        if part == name:
            continue
        if choice == THEIRS:
            as_stored.add(part)
        elif choice == MINE:
            fields[f"{part}-version"] = fields.get(f"{part}-current", "")
    return fields, frozenset(as_stored)


def _entry(subject: Subject, then: Then) -> GivenGoal:
    text, judgement = subject.text, subject.judgement
    texts = text.form.cleaned_data if text.is_changed else {}
    form = judgement.form
    return GivenGoal(
        figures=[
            GivenFigure(
                section_id=section.row.id,
                indicator=section.indicator,
                year=section.row.slot,
                figure=None if section.is_emptied else figure_given(section),
                version=section.seen.version,
            )
            for section in subject.figures
            if section.is_changed
        ],
        text=GivenText(**texts, version=text.seen.version) if text.is_changed else None,
        judgement=GivenJudgement(
            form.chosen, form.cleaned_data["override_reason"], version=judgement.seen.version
        )
        if judgement.is_changed and isinstance(form, OverrideForm)
        else None,
        computed=would_stand(subject).computed_status,
        then=then,
    )


def _add_refusal(subject: Subject, problems: forms.Form, part: str, refusal: ValidationError) -> None:
    """Show what was refused at the fields that it names, else for the goal as a whole."""
    for section in subject.figures:
        if section.row.id == part:
            section.form.add_refusal(refusal)
            return
    form = {TEXT: subject.text.form, JUDGEMENT: subject.judgement.form}.get(part, problems)
    show_refusal(form, refusal, other_form=problems)
