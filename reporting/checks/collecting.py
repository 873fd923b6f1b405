"""What stands in the way of publishing a report? Every check, in the order of the annex."""

from plans.models import Report
from plans.status_report import StatusReport
from reporting.checks.completeness import incomplete
from reporting.checks.finding import Finding
from reporting.checks.places import Places


def findings(status: StatusReport, memo: Report | None) -> list[Finding]:
    """Everything that the checks find in the report of `status`, whose memo is `memo`.

    Args:
        status: the report as it would be published, of a round
        memo: the round's report with its tables and rows fetched (`queries.report_of`), None without one
    """
    return list(incomplete(Places(status, memo)))
