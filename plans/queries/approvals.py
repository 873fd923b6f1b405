"""What was approved, when and by whom?"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from plans.enums import SubmissionState
from plans.models import Approval


def latest_approvals(rounds: Collection[int]) -> dict[tuple[int, int], Approval]:
    """What stands approved in these rounds, by round and goal, with who approved it."""
    rows = Approval.objects.filter(
        submission__round__in=rounds, submission__state=SubmissionState.APPROVED
    ).select_related("submission", "approved_by")
    return {(row.submission.round_id, row.submission.goal_id): row for row in rows.order_by("pk")}


def approvals_until(round_id: int, when: datetime) -> dict[int, Approval]:
    """What stood approved in the round at this moment, by goal, also of goals that were opened again since.

    An approval that was read in with its plan has no moment of its own.
    """
    rows = Approval.objects.filter(
        Q(approved_at=None) | Q(approved_at__lte=when), submission__round=round_id
    ).select_related("submission")
    return {row.submission.goal_id: row for row in rows.order_by("pk")}
