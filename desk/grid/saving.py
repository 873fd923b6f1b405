"""What becomes of what was typed in a row? It is recorded, refused, or meets somebody else's figure."""

from dataclasses import dataclass, replace
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.utils import timezone

from desk.grid.answers import changed_since, collided, confirmed, emptied, refused, saved, taken_back
from desk.round.access import area_ids
from desk.round.figure_rows import FigureRow, Undo, figure_row
from desk.round.sheet import EntrySheet, figure_or_404
from desk.round.states import draft_again, sent_again
from plans import permissions
from plans.actions.answers import answer_figure
from plans.actions.history import Conflict
from plans.actions.measurements import record_figure, retract_figure
from plans.actions.sent_in_again import send_in_again
from plans.domain.measures import traits
from plans.domain.questions import key_of, slot_key
from plans.domain.slots import Slot
from plans.enums import SubmissionState
from plans.figures.input import FigureInput
from plans.figures.typed import Typed, typed_figure
from plans.models import Indicator, Measurement
from plans.wording import problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What became of a row: as it is to be shown, unless something was written and it must be made anew."""

    row: FigureRow
    status: HTTPStatus = HTTPStatus.OK
    is_written: bool = False
    before: Measurement | None = None  # what stood there, where a figure was written
    is_taken_back: bool = False  # it is missing again; `before` where the field was emptied
    was_sent_in: bool = False  # the goal, until this was written


def check_row(sheet: EntrySheet, indicator: int, slot: Slot) -> None:
    """Raises Http404 unless the round asks for the figure, PermissionDenied unless the person enters it."""
    goal, _part = figure_or_404(sheet, indicator, slot)
    permissions.check_enter(sheet.access.person, area_ids(goal), sheet.access.given)


def give(sheet: EntrySheet, indicator: Indicator, slot: Slot, typed: Typed, *, why: str = "") -> Given:
    """Record what was typed, which goes over the version that the person saw; `why` is for the history."""
    row, stored = _row(sheet, indicator, slot), sheet.stored(indicator.pk, slot)
    figure = None
    try:
        typed = _chosen(row, typed)
        before = FigureInput.of(stored) if stored else None
        figure = typed_figure(typed, row.measure, name=row.name, stored=before, stored_text=row.figure_text)
        if figure is None and stored is not None and not stored.unmeasurable:
            return _empty(sheet, indicator, slot, typed.version, stored, why=why)
        if figure is None:
            return Given(row=row)
        recorded = record_figure(
            by=sheet.access.person,
            round=sheet.access.round,
            indicator=indicator,
            year=slot,
            figure=figure,
            version=typed.version,
            why=why,
            today=timezone.localdate(),
            held=sheet.held,
        )
    except ValidationError as error:
        _throw_away(sheet)
        return Given(row=refused(row, typed, error), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict as conflict:
        _throw_away(sheet)
        both = collided(row, typed, figure or FigureInput(), conflict, sheet)
        return Given(row=both, status=HTTPStatus.CONFLICT)
    # Where it said so already there is nothing to undo.
    is_written = stored is None or stored.version != recorded.version
    return Given(
        row=row, is_written=is_written, before=stored, was_sent_in=_is_sent_in(sheet, indicator.pk, slot)
    )


def take_back(
    sheet: EntrySheet, indicator: Indicator, slot: Slot, version: int | None, *, why: str = ""
) -> Given:
    """Take a first figure back, so that it is missing again; not over what somebody else has given since."""
    row, stored = _row(sheet, indicator, slot), sheet.stored(indicator.pk, slot)
    if stored is None:
        return Given(row=row)
    if version != stored.version:
        return Given(row=changed_since(row, stored, sheet.access.person), status=HTTPStatus.CONFLICT)
    try:
        retract_figure(
            by=sheet.access.person,
            round=sheet.access.round,
            indicator=indicator,
            year=slot,
            version=stored.version,
            why=why,
            today=timezone.localdate(),
            held=sheet.held,
        )
    except ValidationError as error:
        _throw_away(sheet)
        return Given(row=refused(row, _as_stored(row), error), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        _throw_away(sheet)
        return Given(row=changed_since(row, stored, sheet.access.person), status=HTTPStatus.CONFLICT)
    return Given(
        row=row,
        is_written=True,
        is_taken_back=True,
        was_sent_in=_is_sent_in(sheet, indicator.pk, slot),
    )


def undone(sheet: EntrySheet, indicator: Indicator, given: Given) -> Given:
    """What was given to undo a change; the goal is sent in again where that change had taken it back."""
    if given.is_written:
        send_in_again(
            by=sheet.access.person, goal=indicator.goal, today=timezone.localdate(), held=sheet.held
        )
    return given


def confirm(
    sheet: EntrySheet, indicator: Indicator, slot: Slot, version: int | None, undo: Undo | None
) -> Given:
    """Let the stored figure stand although it looks odd, so that nobody is asked of it again.

    `undo` is the way back to the figure before, which stays. A figure that somebody else has changed since
    is asked about anew.
    """
    stored = sheet.stored(indicator.pk, slot)
    if stored is None or stored.version != version:
        return Given(row=_row(sheet, indicator, slot))
    try:
        answer_figure(
            by=sheet.access.person,
            round=sheet.access.round,
            indicator=indicator,
            year=slot,
            key=slot_key(slot, key_of(stored.figure)),
            today=timezone.localdate(),
            held=sheet.held,
        )
    except ValidationError as error:
        _throw_away(sheet)
        row = _row(sheet, indicator, slot)
        return Given(row=refused(row, _as_stored(row), error), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    sheet.ask_again()
    return Given(row=confirmed(_row(sheet, indicator, slot), undo))


def _empty(
    sheet: EntrySheet, indicator: Indicator, slot: Slot, version: int | None, stored: Measurement, *, why: str
) -> Given:
    """Take back a figure whose field was emptied, with the way back to it."""
    given = take_back(sheet, indicator, slot, version, why=why)
    return replace(given, before=stored) if given.is_taken_back else given


def row_after(given: Given, fresh: EntrySheet) -> FigureRow:
    """The row to show; `fresh` is the sheet as it is after the writing."""
    if not given.is_written:
        return given.row
    goal, part = figure_or_404(fresh, given.row.indicator, given.row.slot)
    is_sent_in = _is_sent_in(fresh, given.row.indicator, given.row.slot)
    note = ""
    if given.was_sent_in is not is_sent_in:
        note = sent_again() if is_sent_in else draft_again()
    row = replace(figure_row(fresh, goal, part, given.row.slot), state_note=note)
    words = fresh.report.words
    if not given.is_taken_back:
        return saved(row, given.before, words)
    return emptied(row, given.before, words) if given.before else taken_back(row)


def _is_sent_in(sheet: EntrySheet, indicator: int, slot: Slot) -> bool:
    """Whether the goal of the figure waits for approval."""
    goal, _part = figure_or_404(sheet, indicator, slot)
    return goal.submission is not None and goal.submission.state is SubmissionState.SUBMITTED


def _row(sheet: EntrySheet, indicator: Indicator, slot: Slot) -> FigureRow:
    goal, part = figure_or_404(sheet, indicator.pk, slot)
    return figure_row(sheet, goal, part, slot)


def _chosen(row: FigureRow, typed: Typed) -> Typed:
    """What was pasted for a judgement as the one that it names; its basis stays."""
    pasted = typed.figure.strip()
    if not traits(row.measure).is_judged or not pasted:
        return typed
    for choice in row.choices:
        if pasted.casefold() in {choice.value, choice.label.casefold()}:
            basis = typed.basis or row.saved_basis
            return Typed(judged=choice.value, basis=basis, version=typed.version)
    raise ValidationError({"figure": problems.judgement_unknown(row.name, pasted)})


def _throw_away(sheet: EntrySheet) -> None:
    """Let nothing be kept of what was refused; without goals that are held, the action has seen to it."""
    if sheet.held is not None:
        sheet.held.throw_away()


def _as_stored(row: FigureRow) -> Typed:
    return Typed(figure=row.figure, judged=row.judged, basis=row.basis, version=row.version)
