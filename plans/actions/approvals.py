"""How is it kept what somebody approved? With all that it rested on, in a row that is never altered.

Such a row is its own record: the history says who approved the goal and when, the row says what.
"""

from collections.abc import Collection, Mapping

from plans.domain.basis_text import FORM, written
from plans.enums import Recorded, SubmissionState
from plans.judgements import Judgement, judgements_in
from plans.models import Approval, ReportingRound, Submission
from plans.permissions import Person


def keep_approved(
    submissions: Collection[Submission], judgements: Mapping[tuple[int, int], Judgement], *, by: Person
) -> None:
    """Keep what `by` approves now of these submissions; `judgements` are by round and goal."""
    Approval.objects.bulk_create(
        _approval(each, judgements[each.round_id, each.goal_id], Recorded.APPROVAL, by)
        for each in submissions
    )


def keep_imported(rounds: Collection[ReportingRound]) -> None:
    """Keep what a plan file says that somebody approved in these rounds; it does not say who."""
    approved = Submission.objects.filter(
        round__in=[each.pk for each in rounds], state=SubmissionState.APPROVED
    )
    submissions = list(approved.order_by("pk"))
    if not submissions:
        return
    judgements = judgements_in(rounds)
    Approval.objects.bulk_create(
        _approval(each, judgements[each.round_id, each.goal_id], Recorded.IMPORT, None)
        for each in submissions
        if (each.round_id, each.goal_id) in judgements  # a goal that was withdrawn stands in no report
    )


def _approval(
    submission: Submission, judgement: Judgement, recorded: Recorded, by: Person | None
) -> Approval:
    approval = Approval(
        submission=submission,
        form=FORM,
        basis=written(judgement.basis),
        status=judgement.status.value,
        figure=judgement.figure,
        recorded=recorded.value,
        approved_by_id=by.pk if by else None,
    )
    if by is None:
        approval.approved_at = None
    return approval
