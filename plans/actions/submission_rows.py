"""How is what is said of a held goal found, and written with its history? For the actions on it."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.held_goals import HeldGoals
from plans.actions.round_locks import open_round
from plans.enums import SubmissionState
from plans.models import ReportingRound, ResultGoal, Submission
from plans.permissions import Person, can_approve


def check_judges(held: HeldGoals, goal: ResultGoal, stored: Submission | None) -> None:
    """Raises PermissionDenied unless the person may say how the goal stands, now."""
    if can_approve(held.by) and stored is not None and stored.state == SubmissionState.SUBMITTED:
        return
    held.check_contributor(goal)


def stored_in(held: HeldGoals, round_: ReportingRound, goal: ResultGoal, field: str) -> Submission | None:
    """What is said of the goal in the round, or None. Raises ValidationError unless the round is open."""
    open_round(round_, held.rounds, field)
    if goal.plan_id != round_.plan_id:
        raise ValidationError({NON_FIELD_ERRORS: _("Målet hører ikke til rundens handleplan.")})
    return held.submissions.get((round_.pk, goal.pk))


def write_submission(
    held: HeldGoals,
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
    """Set `values`, with their history. Returns the submission as it is then.

    With `redo`, the reason, a submitted goal that they change becomes a draft again. `version` is that of the
    submission that the person saw. Raises `history.Conflict`.
    """
    if stored is None:
        saved = history.add(Submission(round=round_, goal=goal, **values), by=by, plan=goal.plan, why=why)
        held.put_submission(saved)
        return saved
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    if version is None or version != stored.version:
        raise history.Conflict(stored)
    if redo and stored.state == SubmissionState.SUBMITTED:
        values, why = {**values, "state": SubmissionState.DRAFT.value}, redo
    saved = history.change(stored, values, version=version, by=by, plan=goal.plan, why=why, is_held=True)
    held.put_submission(saved)
    return saved
