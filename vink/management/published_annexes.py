"""Which annexes has the municipality published? The demonstration publishes them as everybody publishes."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone, translation

from plans import queries
from plans.actions.acknowledgements import acknowledge
from plans.domain.values import Period
from plans.enums import RoundState, Treatment
from plans.findings import findings
from plans.models import Report
from plans.status_report import StatusReport, status_report
from reporting.publish.draft import PublicationDraft
from reporting.publish.publishing import publish_report
from vink.accounts.models import User

ANNEXES = (("vink-2016-17", Period(2016, 2017)), ("vink-2018-19", Period(2019, 2019)))

# What the checks ask about and the municipality had printed all the same.
_REASON = "Står sådan i det bilag, som forvaltningen har offentliggjort."
_HOUR = time(12)


def publish_annexes(*, by: User) -> None:
    """Publish version 1 of each annex on the day of its memo, unless somebody has published it already.

    What somebody has tried in the demonstration stays as it is: a round that is open again is left alone.

    Raises PermissionDenied for somebody who is no approver, and SomethingInTheWay where the data of a closed
    round does not pass the checks.
    """
    for slug, period in ANNEXES:
        plan = queries.plan_by_slug(slug)
        if plan is None:
            continue
        with translation.override("da"), transaction.atomic():
            status = status_report(plan, period, today=timezone.localdate())
            report = queries.report_of(status.round) if status.round else None
            is_closed = status.round is not None and status.round.state == RoundState.CLOSED
            if report is not None and is_closed and queries.latest_publication(report) is None:
                _publish(by, status, report)


def _publish(by: User, status: StatusReport, report: Report) -> None:
    for finding in findings(status, report):
        if finding.stands_in_the_way and not finding.blocks:
            acknowledge(
                by=by,
                report=report,
                check_code=finding.code,
                finding_key=finding.key,
                found=finding.found,
                treatment=Treatment.KEEP,
                reason=_REASON,
                replaces=finding.lapsed.pk if finding.lapsed else None,
            )
    now = timezone.make_aware(datetime.combine(report.dated_on, _HOUR))
    publish_report(by=by, draft=PublicationDraft(status, report), number=1, now=now)
