"""What was approved, when and by whom?

Reads the approvals of rounds, by goal: those that stand now, and those that stood at a given moment.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from plans.enums import SubmissionState
from plans.models import Approval


def latest_approvals(rounds: Collection[int]) -> dict[tuple[int, int], Approval]:
    """The approvals that stand in these rounds, by round and goal, with the approver."""
    rows = Approval.objects.filter(
        submission__round__in=rounds, submission__state=SubmissionState.APPROVED
    ).select_related("submission", "approved_by")
    return {(row.submission.round_id, row.submission.goal_id): row for row in rows.order_by("pk")}


def approvals_until(round_id: int, when: datetime) -> dict[int, Approval]:
    """The approvals that stood in the round at `when`, by goal, also of goals that were opened again since.

    An approval that was imported with its plan has no time, and counts as before every moment.
    """
    rows = Approval.objects.filter(
        Q(approved_at=None) | Q(approved_at__lte=when), submission__round=round_id
    ).select_related("submission")
    return {row.submission.goal_id: row for row in rows.order_by("pk")}
