"""How long is there left to report? Told in words beside the progress."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plans.enums import RoundState
from plans.models import ReportingRound
from plans.wording import figures
from plans.wording.tasks import days_left


@dataclass(frozen=True, slots=True)
class Deadline:
    """A round's deadline in words, and whether it has passed."""

    text: str
    left: str  # how far off it is; empty where the round is closed
    is_overdue: bool


def deadline_of(round_: ReportingRound, today: date) -> Deadline | None:
    """The deadline as it stands on `today`; None where there is none. A closed round is not overdue."""
    if round_.deadline is None:
        return None
    text = _("Frist %(day)s") % {"day": figures.day(round_.deadline)}
    if round_.state != RoundState.OPEN:
        return Deadline(text, "", is_overdue=False)
    days = (round_.deadline - today).days
    return Deadline(text, days_left(days), is_overdue=days < 0)
