"""What is a goal's entry page about, and what do its forms say? As stored, as posted, or as in a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone

from desk.goal.drafted import said_in_draft, said_in_rows
from desk.goal.forms.exclusions import ExclusionRows, exclusions_said
from desk.goal.forms.figure import FigureForm, said_of
from desk.goal.forms.goal_text import GoalTextForm, OverrideForm
from desk.goal.forms.parts import PartRows, parts_said
from desk.round.figure_rows import FigureRow, figure_row
from desk.round.sheet import EntrySheet, sheet_of_goals
from plans import queries
from plans.domain.measures import traits
from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.models import Indicator, Measurement, ResultGoal
from plans.permissions import Person
from plans.status_report import GoalStatus, IndicatorStatus
from plans.versions import version_of
from plans.web.plan_pages import plan_or_404
from plans.web.shown import is_unchanged, marks_of

TEXT, JUDGEMENT = "text", "judgement"
Posted = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSection:
    """One figure of the goal and its forms; `version` and `marks` are of what the person saw."""

    row: FigureRow
    part: IndicatorStatus
    indicator: Indicator
    stored: Measurement | None
    form: FigureForm
    exclusions: ExclusionRows | None  # shares alone leave people out
    parts: PartRows | None  # a judgement has none
    version: int | None
    marks: str
    is_changed: bool  # what was posted is not what the page showed

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
class TextSection:
    """The goal's text or the judgement of the person's own; `marks` are of what the person saw."""

    form: forms.Form
    marks: str
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The goal, how it stands, and its forms; `version` is of the submission that the person saw."""

    sheet: EntrySheet
    goal: GoalStatus
    row: ResultGoal
    figures: tuple[FigureSection, ...]
    text: TextSection
    judgement: TextSection
    version: int | None

    @property
    def draft_key(self) -> str:
        """Under which a person's draft of this page is kept."""
        return f"goal-entry/{self.sheet.access.round.pk}/{self.goal.id}"

    @property
    def forms(self) -> Iterator[forms.Form]:
        """All forms of the page, in its order."""
        for figure in self.figures:
            yield from figure.forms
        yield from (self.text.form, self.judgement.form)


@dataclass(frozen=True, slots=True)
class Place:
    """A goal in a round, as found at an address."""

    sheet: EntrySheet
    goal: GoalStatus
    row: ResultGoal


def place_or_404(slug: str, period: Period, key: str, person: Person) -> Place:
    """The goal at this address; not found without a round, or where nothing is expected of the goal."""
    plan = plan_or_404(slug)
    row = queries.goal_by_key(plan, key)
    if row is None:
        raise Http404
    sheet = sheet_of_goals(plan, period, [row.pk], person, today=timezone.localdate())
    if not sheet.report.goals:
        raise Http404
    return Place(sheet, sheet.report.goals[0], row)


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


def subject_of(place: Place, filling: Filling) -> Subject:
    """The page's forms, filled in."""
    sheet, goal = place.sheet, place.goal
    indicators = queries.indicators_by_id(place.row)
    queries.with_lists(measurement for measurement in sheet.given.values())
    submission = goal.submission
    said = {
        "sub_heading": submission.sub_heading if submission else "",
        "commentary": submission.commentary if submission else "",
        "footnote": submission.footnote if submission else "",
    }
    judged = {
        "override": goal.override.status.value if goal.override else "",
        "override_reason": goal.override.reason if goal.override else "",
    }
    options = {"measure": goal.measure, "words": sheet.report.words}
    stored_version = str(submission.version) if submission else ""
    return Subject(
        sheet=sheet,
        goal=goal,
        row=place.row,
        figures=tuple(
            _figure(place, part, slot, indicators[part.id], filling) for part, slot in sheet.figures_of(goal)
        ),
        text=_section(TEXT, GoalTextForm, said, filling, {}),
        judgement=_section(JUDGEMENT, OverrideForm, judged, filling, options),
        version=version_of(str((filling.seen or {}).get("version", stored_version))),
    )


def _section(
    name: str,
    form_class: type[forms.Form],
    said: dict[str, Any],
    filling: Filling,
    options: Mapping[str, Any],
) -> TextSection:
    filling = filling.of(name)
    stored = form_class(initial=said, **options)
    marks = marks_of([stored])
    if filling.posted is not None:
        seen = str(filling.posted.get(f"{name}-shown", marks))
        form = form_class(filling.posted, initial=said, **options)
        if not is_unchanged([form], seen):
            return TextSection(form=form, marks=seen, is_changed=True)
    elif filling.draft is not None:
        form = form_class(initial=said_in_draft(stored, filling.draft), **options)
        return TextSection(form=form, marks=filling.draft.get(f"{name}-shown", marks), is_changed=False)
    return TextSection(form=stored, marks=marks, is_changed=False)


def _figure(
    place: Place, part: IndicatorStatus, slot: Slot, indicator: Indicator, filling: Filling
) -> FigureSection:
    sheet = place.sheet
    row, measurement = figure_row(sheet, place.goal, part, slot), sheet.stored(part.id, slot)
    filling = filling.of(row.id)
    name = f"{row.name} ({part.label})" if len(place.goal.indicators) > 1 and part.label else row.name
    stored = _forms(sheet, row, name, measurement, Filling())
    marks, version, shown, is_changed = marks_of(_together(*stored)), row.version, stored, False
    if filling.seen is not None:
        filled = _forms(sheet, row, name, measurement, filling)
        seen_marks = str(filling.seen.get(f"{row.id}-shown", marks))
        is_changed = filling.posted is not None and not is_unchanged(_together(*filled), seen_marks)
        if is_changed or filling.posted is None:
            shown, marks = filled, seen_marks
            version = version_of(str(filling.seen.get(f"{row.id}-version", "")))
    form, exclusions, parts = shown
    return FigureSection(
        row=row,
        part=part,
        indicator=indicator,
        stored=measurement,
        form=form,
        exclusions=exclusions,
        parts=parts,
        version=version,
        marks=marks,
        is_changed=is_changed,
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
        "name": name,
        "words": sheet.report.words,
        "prefix": row.id,
    }
    said, excluded, parted = said_of(stored), exclusions_said(stored), parts_said(stored)
    if draft is not None and posted is None:
        said = said_in_draft(FigureForm(**options), draft)
        excluded = said_in_rows(f"{row.id}-exclusions", ("count", "reason", "due_on"), draft)
        parted = said_in_rows(f"{row.id}-parts", ("value", "label", "part_of", "adds_up"), draft)
    as_of, measure = sheet.access.round.as_of, row.measure
    details = traits(measure).details
    exclusions = ExclusionRows(posted, excluded, as_of=as_of, prefix=row.id)
    parts = PartRows(posted, parted, measure=measure, prefix=row.id)
    return (
        FigureForm(posted, initial=said, **options),
        exclusions if "exclusions" in details else None,
        parts if "parts" in details else None,
    )
