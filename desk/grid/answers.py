"""How does a row look once its figure was saved, refused, or met by somebody else's?

Each function takes a row of the entry page and returns it as it looks after the answer: saved, taken back,
emptied, refused with what was typed, or with both figures where another person has saved one meanwhile.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.round.figure_rows import Collision, FigureRow, Undo
from desk.round.questions import number_alone
from desk.round.sheet import EntrySheet
from plans.actions.history import Conflict, Removed
from plans.figures.input import FigureInput, judged_as
from plans.figures.typed import Typed
from plans.models import Measurement
from plans.permissions import Person
from plans.web.who_changed import change_text, last_change
from plans.wording import figures
from plans.wording.measurements import figure_text
from plans.wording.statuses import PlanWords

RETRACTION = {"retract": "1"}  # what is posted to take a first figure back


def saved(row: FigureRow, before: Measurement | None, words: PlanWords) -> FigureRow:
    """`row` as it is stored now, with the time and the way back to the figure before, or to none."""
    saved_text = _("Gemt kl. %(time)s") % {"time": _now()}
    undo = _undo(row, before, words) if before else Undo("", RETRACTION)
    return replace(row, saved_now=saved_text, undo=undo)


def taken_back(row: FigureRow) -> FigureRow:
    """`row`, whose first figure is missing again, with the time."""
    return replace(row, saved_now=_("Fortrudt kl. %(time)s") % {"time": _now()})


def emptied(row: FigureRow, before: Measurement, words: PlanWords) -> FigureRow:
    """`row`, whose field was emptied, with the time and the way back to what stood there."""
    undo = _undo(row, before, words)
    return replace(row, saved_now=_("Slettet kl. %(time)s") % {"time": _now()}, undo=undo)


def _undo(row: FigureRow, before: Measurement, words: PlanWords) -> Undo:
    return Undo(figure_text(before.figure, words, row.against), _fields(before))


def changed_since(row: FigureRow, stored: Measurement, person: Person) -> FigureRow:
    """`row` as it is stored, with the error that it was changed since, so nothing was undone or deleted."""
    who = last_change(stored, person).who
    error = _("Tallet er ændret siden (%(who)s) og bliver stående.") % {"who": who}
    return replace(row, error=error)


def refused(row: FigureRow, typed: Typed, error: ValidationError) -> FigureRow:
    """`row` with what was typed and why it cannot be kept. The version stays the one that the person saw.

    A number alone for a share is no error: what may be meant by it is offered.
    """
    offered = number_alone(row.id, typed.figure, row.measure) if row.is_editable else None
    return replace(
        row,
        figure=typed.figure,
        judged=typed.judged,
        basis=typed.basis,
        version=typed.version,
        error="" if offered else " ".join(error.messages),
        question=offered,
        is_offered=offered is not None,
    )


def confirmed(row: FigureRow, undo: Undo | None) -> FigureRow:
    """`row`, whose odd figure somebody lets stand; it is asked about no more.

    The way back to the figure before is still there. The answer is of the value, and goes with it.
    """
    return replace(row, saved_now=_("Noteret som rigtigt"), is_confirmed=True, undo=undo)


def collided(
    row: FigureRow, typed: Typed, mine: FigureInput, conflict: Conflict, sheet: EntrySheet
) -> FigureRow:
    """`row` with both figures to choose between; choosing one's own replaces the one that is stored now."""
    words, person = sheet.report.words, sheet.access.person
    fields = {
        "figure": typed.figure,
        "judged": typed.judged,
        "basis": typed.basis,
        "unmeasurable": typed.unmeasurable,
        "reason": typed.reason,
    }
    if isinstance(conflict, Removed):
        mine_text = figure_text(mine.figure(row.slot, sheet.report.as_of), words, row.against)
        last = change_text(conflict.change, person)
        collision = Collision(mine_text, _("intet tal"), last, fields, is_removed=True)
        return replace(row, version=None, collision=collision)
    current = conflict.current
    if not isinstance(current, Measurement):
        raise TypeError("a figure collides with a measurement")
    collision = Collision(
        figure_text(mine.figure(current.year, current.as_of), words, row.against),
        figure_text(current.figure, words, row.against),
        last_change(current, person),
        fields,
    )
    return replace(row, version=current.version, collision=collision)


def _now() -> str:
    return date_format(timezone.localtime(), "TIME_FORMAT")


def _fields(measurement: Measurement) -> dict[str, str]:
    """The fields that are posted to enter a stored figure again."""
    return {
        "figure": figures.typed(measurement.figure),
        "judged": judged_as(measurement),
        "basis": measurement.basis,
        "unmeasurable": measurement.unmeasurable,
        "reason": measurement.reason,
    }
