"""Which pages read a plan itself? The plan as its document has it."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.status_report import status_reports
from plans.web.plan_pages import whole_plan_frame
from reporting.plan_page.document import plan_document
from reporting.plan_page.reading import read_plan


@require_safe
def plan(request: WSGIRequest, slug: str) -> HttpResponse:
    """A plan as its document reads."""
    reading = read_plan(slug)
    if reading is None:
        raise Http404
    frame = whole_plan_frame(request, reading.plan, "plan")
    period = frame["period"]
    reports = status_reports([reading.plan], [period], today=timezone.localdate())
    context = {**frame, "document": plan_document(reading, reports[reading.plan.pk, period])}
    return render(request, "reporting/plan.html", context)
