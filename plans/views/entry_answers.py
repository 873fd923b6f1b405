"""How does a row look once its figure was saved, refused, or met by somebody else's?"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans import queries
from plans.actions.history import Conflict, kind_of
from plans.actions.measurements import FigureInput
from plans.domain.values import Figure
from plans.forms.typed import Typed
from plans.models import Measurement
from plans.views.figure_rows import Collision, FigureRow, Undo
from plans.wording import figures
from plans.wording.measurements import figure_told
from plans.wording.statuses import PlanWords


def saved(row: FigureRow, before: Measurement | None, words: PlanWords) -> FigureRow:
    """`row` as it is stored now, with the time and, where there was a figure before, the way back to it."""
    told = _("Gemt kl. %(time)s") % {"time": date_format(timezone.localtime(), "TIME_FORMAT")}
    undo = Undo(figure_told(before.figure, words), _fields(before)) if before else None
    return replace(row, saved_now=told, undo=undo)


def refused(row: FigureRow, typed: Typed, error: ValidationError) -> FigureRow:
    """`row` with what was typed and why it cannot be kept. The version stays the one that the person saw."""
    return replace(
        row,
        figure=typed.figure,
        judged=typed.judged,
        basis=typed.basis,
        version=typed.version,
        error=" ".join(error.messages),
    )


def collided(
    row: FigureRow, typed: Typed, mine: FigureInput, conflict: Conflict, words: PlanWords
) -> FigureRow:
    """`row` with both figures. Choosing one's own goes over the stored one as it is now."""
    current = conflict.current
    if not isinstance(current, Measurement):
        raise TypeError("a figure collides with a measurement")
    fields = {
        "figure": typed.figure,
        "judged": typed.judged,
        "basis": typed.basis,
        "unmeasurable": typed.unmeasurable,
        "reason": typed.reason,
    }
    collision = Collision(
        figure_told(_as_figure(mine, current), words),
        figure_told(current.figure, words),
        who_and_when(current),
        fields,
    )
    return replace(row, version=current.version, collision=collision)


def who_and_when(measurement: Measurement) -> str:
    """Who stored the figure as it is, and when: "Karin Holm, 15. januar 2020 kl. 10.42"."""
    change = queries.latest_change(kind_of(measurement), measurement.pk)
    if change is None:
        return _("Hentet fra en fil")
    when = timezone.localtime(change.when)
    who = change.who.get_full_name() or change.who.get_username() if change.who else _("Hentet fra en fil")
    return _("%(who)s, %(day)s kl. %(time)s") % {
        "who": who,
        "day": figures.day(when.date()),
        "time": date_format(when, "TIME_FORMAT"),
    }


def _as_figure(given: FigureInput, current: Measurement) -> Figure:
    return Figure(
        year=current.year,
        as_of=current.as_of,
        value=given.value,
        numerator=given.numerator,
        denominator=given.denominator,
        percentage=given.percentage,
        judged=given.judged,
        unmeasurable=given.unmeasurable,
    )


def _fields(measurement: Measurement) -> dict[str, str]:
    """What is posted to give a stored figure again."""
    return {
        "figure": figures.typed(measurement.figure),
        "judged": measurement.judged,
        "basis": measurement.basis,
        "unmeasurable": measurement.unmeasurable,
        "reason": measurement.reason,
    }
