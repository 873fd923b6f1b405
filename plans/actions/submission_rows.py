"""How is what is said of a goal in a round found, and written with its history? For the actions on it."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.round_locks import check_contributor
from plans.enums import SubmissionState
from plans.models import ReportingRound, ResultGoal, Submission
from plans.permissions import Person, can_approve


def check_judges(by: Person, goal: ResultGoal, stored: Submission | None, today: date) -> None:
    """Raises PermissionDenied unless the person may say how the goal stands, now."""
    if can_approve(by) and stored is not None and stored.state == SubmissionState.SUBMITTED:
        return
    check_contributor(by, goal, today)


def stored_in(round_: ReportingRound, goal: ResultGoal) -> Submission | None:
    """What is said of the goal in the round, if anything. Raises ValidationError for another plan's goal."""
    if goal.plan_id != round_.plan_id:
        raise ValidationError({NON_FIELD_ERRORS: _("Målet hører ikke til rundens handleplan.")})
    return Submission.objects.filter(round=round_, goal=goal).first()


def write_submission(
    stored: Submission | None,
    round_: ReportingRound,
    goal: ResultGoal,
    values: Mapping[str, object],
    *,
    version: int | None,
    by: Person,
    redo: str = "",
    why: str = "",
) -> Submission:
    """Set `values`; with `redo`, the reason, a submitted goal that they change becomes a draft again."""
    if stored is None:
        return history.add(Submission(round=round_, goal=goal, **values), by=by, plan=goal.plan, why=why)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    if version is None or version != stored.version:
        raise history.Conflict(stored)
    if redo and stored.state == SubmissionState.SUBMITTED:
        values, why = {**values, "state": SubmissionState.DRAFT.value}, redo
    return history.change(stored, values, version=version, by=by, plan=goal.plan, why=why)
