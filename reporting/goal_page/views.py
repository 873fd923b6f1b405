"""Which page tells all about one goal? Its wordings, figures, trend, lineage and history."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.web.person import person_of
from plans.web.plan_pages import whole_plan_frame
from reporting.goal_page.history import PAGE, events
from reporting.goal_page.history_lines import history_heading, history_lines
from reporting.goal_page.names import names_of
from reporting.goal_page.neighbours import neighbours_of
from reporting.goal_page.page import goal_page
from reporting.goal_page.reading import changes_of, read_goal
from reporting.goal_page.ways_back import ways_back


@require_safe
def goal(request: WSGIRequest, slug: str, key: str) -> HttpResponse:
    """A goal with everything that is known of it; `?history=100` tells more of its history."""
    reading = read_goal(slug, key)
    if reading is None:
        raise Http404
    today = timezone.localdate()
    address = reverse("goal", args=[slug, key])
    frame = whole_plan_frame(request, reading.goal.plan, "goal", address=address)
    limit = _limit(request.GET.get("history", ""))
    changes = changes_of(reading, limit + 1)
    found = events(
        changes[:limit],
        names_of(reading),
        ways_back(reading, changes[:limit], person_of(request), today=today),
    )
    is_cut = len(changes) > limit
    lines = history_lines(found)
    context = {
        **frame,
        "goal": goal_page(reading, frame["period"], today=today),
        "neighbours": neighbours_of(reading.goal, frame["period"], frame["reported"]),
        "history": lines,
        "history_heading": history_heading(lines, is_cut=is_cut),
        "is_history_open": "history" in request.GET,
        "more": limit + PAGE if is_cut else None,
    }
    return render(request, "reporting/goal.html", context)


def _limit(wanted: str) -> int:
    """How much of the history is found: whole pages, at least one."""
    return max(PAGE, int(wanted)) if wanted.isdecimal() and len(wanted) <= len("99999") else PAGE
