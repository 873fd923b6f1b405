"""How does a test let what it has changed be approved anew, without going all the way again?"""

from plans.actions.approvals import keep_imported
from plans.models import ReportingRound


def approve_as_it_is(round_: ReportingRound) -> None:
    """Let what stands approved in the round have been approved as it is now."""
    keep_imported([ReportingRound.objects.select_related("plan").get(pk=round_.pk)])
