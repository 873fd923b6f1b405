"""What is a goal's entry page about, and what do its forms say? As stored, as posted, or as in a draft."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone

from desk.goal.forms.exclusions import ExclusionRows, initial_exclusions
from desk.goal.forms.figure import FigureForm, initial_values
from desk.goal.forms.goal_text import GoalTextForm
from desk.goal.forms.parts import PartRows, initial_parts
from desk.goal.values_in_draft import rows_in_draft, values_in_draft
from desk.round.figure_rows import FigureRow, figure_row
from desk.round.override_form import OverrideForm
from desk.round.sheet import EntrySheet, held_sheet, sheet_of_goals
from plans import queries
from plans.actions.held_goals import holding
from plans.domain.measures import traits
from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.enums import Status
from plans.models import Indicator, Measurement, ResultGoal
from plans.permissions import Person
from plans.status_report import GoalStatus, IndicatorStatus
from plans.web.plan_pages import plan_or_404
from plans.web.seen import Change, Seen, marks_of

TEXT, JUDGEMENT = "text", "judgement"
Posted = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A part of the page: what the person saw of it, and what became of that."""

    seen: Seen
    change: Change

    @property
    def is_changed(self) -> bool:
        """Whether the person says something else than what is stored."""
        return self.change is Change.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSection(_Section):
    """One figure of the goal and its forms, and what the person saw of it."""

    row: FigureRow
    part: IndicatorStatus
    indicator: Indicator
    stored: Measurement | None
    form: FigureForm
    exclusions: ExclusionRows | None  # shares alone leave people out
    parts: PartRows | None  # a judgement has none

    @property
    def forms(self) -> list[forms.Form]:
        """All forms of the figure."""
        rows = chain(self.exclusions.forms if self.exclusions else (), self.parts.forms if self.parts else ())
        return [self.form, *rows]

    def is_valid(self) -> bool:
        """Whether all of it can be read; all of it is looked at, so that all errors are told at once."""
        lists = [rows for rows in (self.exclusions, self.parts) if rows is not None]
        are_valid = [rows.is_valid() for rows in lists]
        if not (self.form.is_valid() and all(are_valid)):
            return False
        if self.form.is_emptied and any(rows.inputs() for rows in lists):
            self.form.require_figure()
        return self.form.is_valid()

    @property
    def is_emptied(self) -> bool:
        """Whether the stored figure is to go; known once the section is valid."""
        return self.is_changed and self.form.is_bound and self.form.is_valid() and self.form.is_emptied


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection(_Section):
    """The goal's text or the judgement of the person's own, and what the person saw of it."""

    form: forms.Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The goal, how it stands, and its forms."""

    sheet: EntrySheet
    goal: GoalStatus
    row: ResultGoal
    figures: tuple[FigureSection, ...]
    text: TextSection
    judgement: TextSection

    @property
    def is_changed(self) -> bool:
        """Whether any of it says something else than what is stored."""
        parts = [*(figure.change for figure in self.figures), self.text.change, self.judgement.change]
        return Change.OWN in parts

    @property
    def draft_key(self) -> str:
        """The key under which a person's draft of this page is stored."""
        return f"goal-entry/{self.sheet.access.round.pk}/{self.goal.id}"

    @property
    def forms(self) -> Iterator[forms.Form]:
        """All forms of the page, in its order."""
        for figure in self.figures:
            yield from figure.forms
        yield from (self.text.form, self.judgement.form)


@dataclass(frozen=True)
class RoundGoal:
    """A goal in a round, as found at an address."""

    sheet: EntrySheet
    goal: GoalStatus
    row: ResultGoal

    @cached_property
    def indicators(self) -> dict[int, Indicator]:
        """The goal's indicators by id, once the figures of the round have their lists."""
        if self.sheet.held is not None:
            return self.sheet.held.indicators
        queries.with_lists(self.sheet.given.values())
        return queries.indicators_by_id(self.row)


def round_goal_or_404(slug: str, period: Period, key: str, person: Person) -> RoundGoal:
    """The goal at this address; not found without a round, or where nothing is expected of the goal."""
    plan = plan_or_404(slug)
    row = queries.goal_by_key(plan, key)
    if row is None:
        raise Http404
    sheet = sheet_of_goals(plan, period, [row.pk], person, today=timezone.localdate())
    if not sheet.report.goals:
        raise Http404
    return RoundGoal(sheet, sheet.report.goals[0], row)


@contextmanager
def held_round_goal(slug: str, period: Period, key: str, person: Person) -> Iterator[RoundGoal]:
    """The goal at this address, held to be written on; not found as by `round_goal_or_404`."""
    with holding(slug, by=person, today=timezone.localdate(), key=key) as held:
        sheet = held_sheet(held, period)
        if not sheet.report.goals:
            raise Http404
        (row,) = held.goals
        yield RoundGoal(sheet, sheet.report.goals[0], row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What fills the forms in: what was posted, else a draft; the parts in `as_stored` with neither.

    What was posted without a change is as it is stored by now, too.
    """

    posted: Posted | None = None
    draft: Mapping[str, str] | None = None
    as_stored: frozenset[str] = frozenset()

    def of(self, part: str) -> "Filling":
        """What this part of the page is filled in with."""
        return Filling() if part in self.as_stored else self

    @property
    def seen(self) -> Mapping[str, Any] | None:
        """The fields as the person left them; None where the page is as stored."""
        return self.posted if self.posted is not None else self.draft


def subject_of(round_goal: RoundGoal, filling: Filling) -> Subject:
    """The page's forms, filled in."""
    sheet, goal = round_goal.sheet, round_goal.goal
    submission = goal.submission
    texts = {
        "sub_heading": submission.sub_heading if submission else "",
        "commentary": submission.commentary if submission else "",
        "footnote": submission.footnote if submission else "",
    }
    judged = {
        "override": goal.override.status.value if goal.override else "",
        "override_reason": goal.override.reason if goal.override else "",
    }
    options = {"measure": goal.measure, "words": sheet.report.words}
    version = submission.version if submission else None
    return Subject(
        sheet=sheet,
        goal=goal,
        row=round_goal.row,
        figures=tuple(_figure(round_goal, part, slot, filling) for part, slot in sheet.figures_of(goal)),
        text=_section(TEXT, GoalTextForm, texts, version, filling, {}),
        judgement=_section(JUDGEMENT, OverrideForm, judged, version, filling, options),
    )


def _section(
    name: str,
    form_class: type[forms.Form],
    initial: dict[str, Any],
    version: int | None,
    filling: Filling,
    options: Mapping[str, Any],
) -> TextSection:
    stored = form_class(initial=initial, **options)
    now = Seen(marks=marks_of([stored]), version=version, is_typed=False)
    fields = filling.of(name).seen
    if fields is None or not any(field in fields for field in stored.fields):
        return TextSection(form=stored, seen=now, change=Change.NONE)
    if filling.posted is not None:
        form = form_class(filling.posted, initial=initial, **options)
    else:
        form = form_class(initial=values_in_draft(stored, fields), **options)
    # A page or a draft from before each part had its own version has one for both.
    seen = Seen.of({f"{name}-version": fields.get("version", ""), **fields}, name)
    change = seen.change([form], now=now)
    if change is not Change.OWN:
        return TextSection(form=stored, seen=now, change=change)
    return TextSection(form=form, seen=seen.brought_up_to(now), change=change)


def _figure(round_goal: RoundGoal, part: IndicatorStatus, slot: Slot, filling: Filling) -> FigureSection:
    sheet, indicator = round_goal.sheet, round_goal.indicators[part.id]
    row, measurement = figure_row(sheet, round_goal.goal, part, slot), sheet.stored(part.id, slot)
    name = f"{row.name} ({part.label})" if len(round_goal.goal.indicators) > 1 and part.label else row.name
    stored = _forms(sheet, row, name, measurement, Filling())
    now = Seen(marks=marks_of(_together(*stored)), version=row.version, is_typed=False)
    forms_shown, seen, change = stored, now, Change.NONE
    fields = filling.of(row.id).seen
    # A figure that the page did not have yet stays as it is stored.
    if fields is not None and any(field.startswith(f"{row.id}-") for field in fields):
        filled = _forms(sheet, row, name, measurement, filling)
        before = Seen.of(fields, row.id)
        change = before.change(_together(*filled), now=now)
        if change is Change.OWN:
            forms_shown, seen = filled, before.brought_up_to(now)
    form, exclusions, parts = forms_shown
    return FigureSection(
        row=row,
        part=part,
        indicator=indicator,
        stored=measurement,
        form=form,
        exclusions=exclusions,
        parts=parts,
        seen=seen,
        change=change,
    )


_Forms = tuple[FigureForm, ExclusionRows | None, PartRows | None]


def _together(form: FigureForm, exclusions: ExclusionRows | None, parts: PartRows | None) -> list[forms.Form]:
    return [form, *(exclusions.forms if exclusions else ()), *(parts.forms if parts else ())]


def _forms(
    sheet: EntrySheet, row: FigureRow, name: str, stored: Measurement | None, filling: Filling
) -> _Forms:
    posted, draft = filling.posted, filling.draft
    options: dict[str, Any] = {
        "measure": row.measure,
        "judgements": [Status(choice.value) for choice in row.choices],
        "name": name,
        "words": sheet.report.words,
        "prefix": row.id,
    }
    figure_values, excluded, parted = (
        initial_values(stored),
        initial_exclusions(stored),
        initial_parts(stored),
    )
    if draft is not None and posted is None:
        figure_values = values_in_draft(FigureForm(**options), draft)
        excluded = rows_in_draft(f"{row.id}-exclusions", ("count", "reason", "due_on"), draft)
        parted = rows_in_draft(f"{row.id}-parts", ("value", "label", "part_of", "adds_up"), draft)
    as_of, measure = sheet.access.round.as_of, row.measure
    details = traits(measure).details
    exclusions = ExclusionRows(posted, excluded, as_of=as_of, prefix=row.id)
    parts = PartRows(posted, parted, measure=measure, prefix=row.id)
    return (
        FigureForm(posted, initial=figure_values, **options),
        exclusions if "exclusions" in details else None,
        parts if "parts" in details else None,
    )
