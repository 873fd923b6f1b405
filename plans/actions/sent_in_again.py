"""Is a goal sent in again when the change that made it a draft is undone? Where nothing else has changed."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from plans import queries
from plans.actions import history
from plans.actions.held_goals import HeldGoals, held_or_holding
from plans.actions.round_locks import FIGURE_CHANGED
from plans.actions.submission_checks import check_complete
from plans.enums import RoundState, SubmissionState
from plans.models import ReportingRound, ResultGoal, Submission
from plans.permissions import Person

# Kept in Danish and shown in the reader's language: reasons that the program itself gives.
FIGURE_UNDONE = gettext_noop("Fortrudt")
UNDONE = gettext_noop("Ændringen er fortrudt. Målet er sendt ind igen, som det var.")


def send_in_again(*, by: Person, goal: ResultGoal, today: date, held: HeldGoals | None = None) -> bool:
    """Send the goal in as it was, in each round where this person's change of a figure took it back to draft.

    Only where its figures, and all that is said of it, are again what they were before that change, by the
    history. Returns whether it was done. `held` is as for `record_figure`. Raises PermissionDenied.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        goals.check_contributor(goal)
        is_done = False
        for round_, stored in list(_taken_back(goals, goal)):
            report = goals.report(round_.period, as_of=round_.as_of)
            try:
                check_complete(report, goal)
            except ValidationError:
                continue  # the plan has changed meanwhile, and asks for more
            values = {"state": SubmissionState.SUBMITTED.value}
            saved = history.change(
                stored, values, version=stored.version, by=by, plan=goal.plan, why=UNDONE, is_held=True
            )
            goals.put_submission(saved)
            is_done = True
        return is_done


def _taken_back(goals: HeldGoals, goal: ResultGoal) -> Iterator[tuple[ReportingRound, Submission]]:
    """What a change by the same person took back, and is again as it was when it was sent in."""
    drafts = {
        row.pk: (round_, row)
        for (round_id, goal_id), row in goals.submissions.items()
        if goal_id == goal.pk
        and row.state == SubmissionState.DRAFT
        and (round_ := goals.round(round_id)) is not None
        and round_.state == RoundState.OPEN
    }
    if not drafts:
        return
    own = [each.pk for each in goals.indicators.values() if each.goal_id == goal.pk]
    for submission, change in queries.latest_states(list(drafts)).items():
        is_by_figure = change.old == SubmissionState.SUBMITTED and change.why == FIGURE_CHANGED
        if is_by_figure and change.who_id == goals.by.pk and queries.is_undone(change, own):
            yield drafts[submission]
