"""What was approved, when and by whom?"""

from collections.abc import Collection

from plans.enums import SubmissionState
from plans.models import Approval


def latest_approvals(rounds: Collection[int]) -> dict[tuple[int, int], Approval]:
    """What stands approved in these rounds, by round and goal, with who approved it."""
    rows = Approval.objects.filter(
        submission__round__in=rounds, submission__state=SubmissionState.APPROVED
    ).select_related("submission", "approved_by")
    return {(row.submission.round_id, row.submission.goal_id): row for row in rows.order_by("pk")}
