"""Which pages read a plan itself? The plan as its document has it."""

from datetime import date

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan
from plans.web.plan_pages import page_links
from reporting.plan_page.document import plan_document
from reporting.plan_page.reading import read_plan


@require_safe
def plan(request: WSGIRequest, slug: str) -> HttpResponse:
    """A plan as its document reads."""
    reading = read_plan(slug)
    if reading is None:
        raise Http404
    context = {
        "plan": reading.plan,
        "document": plan_document(reading),
        "pages": page_links(reading.plan, period_to_show(reading.plan, timezone.localdate()), "plan"),
    }
    return render(request, "reporting/plan.html", context)


def period_to_show(plan: ActionPlan, today: date) -> Period:
    """The period reported last, or being reported; without a round the running year, or the nearest to it."""
    reported = queries.latest_periods([plan]).get(plan.pk)
    # A round for years that the plan does not have is a mistake that must not close the page.
    if reported is not None and reported.first in plan.period and reported.last in plan.period:
        return reported
    year = min(max(today.year, plan.period.first), plan.period.last)
    return Period(year, year)
