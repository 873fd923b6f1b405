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
    shown = _shown(request.GET.get("history", ""))
    changes = changes_of(reading, shown + 1)
    context = {
        "plan": reading.goal.plan,
        "goal": goal_page(reading, latest, today=today),
        "events": events(
            changes[:shown],
            names_of(reading),
            ways_back(reading, changes[:shown], person_of(request), today=today),
        ),
        "more": shown + PAGE if len(changes) > shown else None,
        "pages": page_links(reading.goal.plan, latest),
    }
    return render(request, "reporting/goal.html", context)


def _shown(asked: str) -> int:
    """How much of the history is shown: whole pages, at least one."""
    return max(PAGE, int(asked)) if asked.isdecimal() and len(asked) <= len("99999") else PAGE
