"""Which page shows how each goal of a plan stands in a period?

The status page: a table of the goals with status, target and figure, and how many have each status.
"""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from plans.domain.values import Period
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.wording import figures
from reporting.goal_rows import goal_rows, status_counts
from reporting.tables import StatusTable


@require_safe
def status(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Where a plan stands in a period."""
    report = report_or_404(slug, period)
    caption = _("Status for resultatmål %(years)s") % {"years": figures.years(period)}
    table = StatusTable(goal_rows(report), caption=caption)
    RequestConfig(request, paginate=False).configure(table)
    context = {
        **plan_frame(report, "status", person_of(request)),
        "as_of": figures.day(report.as_of),
        "in_a_round": report.round is not None,
        "counts": status_counts(report),
        "table": table,
    }
    return render(request, "reporting/status.html", context)
