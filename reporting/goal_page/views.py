"""Which page tells all about one goal? Its wordings, figures, trend, lineage and history."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.web.person import person_of
from plans.web.plan_pages import page_links
from reporting.goal_page.history import PAGE, events
from reporting.goal_page.names import names_of
from reporting.goal_page.page import goal_page
from reporting.goal_page.reading import changes_of, read_goal
from reporting.goal_page.ways_back import ways_back
from reporting.plan_page.views import period_to_show


@require_safe
def goal(request: WSGIRequest, slug: str, key: str) -> HttpResponse:
    """A goal with everything that is known of it; `?history=100` tells more of its history."""
    reading = read_goal(slug, key)
    if reading is None:
        raise Http404
    today = timezone.localdate()
    latest = period_to_show(reading.goal.plan, today)
    limit = _limit(request.GET.get("history", ""))
    changes = changes_of(reading, limit + 1)
    context = {
        "plan": reading.goal.plan,
        "goal": goal_page(reading, latest, today=today),
        "events": events(
            changes[:limit],
            names_of(reading),
            ways_back(reading, changes[:limit], person_of(request), today=today),
        ),
        "more": limit + PAGE if len(changes) > limit else None,
        "pages": page_links(reading.goal.plan, latest),
    }
    return render(request, "reporting/goal.html", context)


def _limit(wanted: str) -> int:
    """How much of the history is shown: whole pages, at least one."""
    return max(PAGE, int(wanted)) if wanted.isdecimal() and len(wanted) <= len("99999") else PAGE
