"""Where does everything start? The front page, which notes that somebody was here."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.visits import note_visit
from plans.web.paging import page_numbers
from plans.web.person import person_of
from reporting.front_page.cards import ended_plan
from reporting.front_page.page import FrontPageQuery, front_page
from reporting.front_page.selection import select_ended


@require_safe
def overview(request: WSGIRequest) -> HttpResponse:
    """Where the plans stand, what needs attention, and what others changed since the last visit."""
    person = person_of(request)
    since = note_visit(by=person, now=timezone.now())
    page = front_page(
        FrontPageQuery.of(request.GET.dict()), by=person, since=since, today=timezone.localdate()
    )
    return render(request, "reporting/front_page.html", {"page": page})


@require_safe
def ended_plans(request: WSGIRequest) -> HttpResponse:
    """Shows every plan that has ended, the newest first."""
    query = FrontPageQuery.of(request.GET.dict())
    page, plans = select_ended(query.page, today=timezone.localdate())
    context = {
        "plans": [ended_plan(plan, period) for plan, period in plans],
        "pages": page_numbers(page, lambda number: f"{request.path}?page={number}"),
    }
    return render(request, "reporting/ended_plans.html", context)
