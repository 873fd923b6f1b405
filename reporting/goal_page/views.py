"""Which page tells all about one goal? Its wordings, figures, trend, lineage and history."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.views.plan_pages import page_links
from plans.wording import figures
from reporting.goal_page.history import PAGE, Names, events
from reporting.goal_page.page import goal_page
from reporting.goal_page.reading import GoalReading, changes_of, read_goal, targets_of
from reporting.plan_page.views import period_to_show


@require_safe
def goal(request: WSGIRequest, slug: str, key: str) -> HttpResponse:
    """A goal with everything that is known of it; `?history=100` tells more of its history."""
    reading = read_goal(slug, key)
    if reading is None:
        raise Http404
    today = timezone.localdate()
    shown = _shown(request.GET.get("history", ""))
    changes = changes_of(reading, shown + 1)
    context = {
        "plan": reading.goal.plan,
        "goal": goal_page(reading, today=today),
        "events": events(changes[:shown], _names(reading)),
        "more": shown + PAGE if len(changes) > shown else None,
        "pages": page_links(reading.goal.plan, period_to_show(reading.goal.plan, today)),
    }
    return render(request, "reporting/goal.html", context)


def _shown(asked: str) -> int:
    """How much of the history is shown: whole pages, at least one."""
    return max(PAGE, int(asked)) if asked.isdecimal() and len(asked) <= len("99999") else PAGE


def _names(reading: GoalReading) -> Names:
    """What the history calls the rows of this goal."""
    own = reading.indicators.get(reading.goal.pk, [])
    several = len(own) > 1
    names = {("indicator", each.pk): each.label for each in own}

    def of_year(indicator: int, year: int | None) -> str:
        period = str(year) if year else figures.years(reading.goal.plan.period)
        label = names["indicator", indicator]
        return f"{label}, {period}" if several and label else period

    rows = dict(names)
    rows |= {("target", pk): of_year(row.indicator_id, row.year) for pk, row in targets_of(own).items()}
    rows |= {
        ("measurement", row.pk): of_year(indicator.pk, row.year)
        for indicator in own
        for row in reading.measurements.get(indicator.pk, [])
    }
    rows |= {("submission", row.pk): figures.years(row.round.period) for row in reading.submissions}
    links = {("area", str(pk)): str(area) for pk, area in reading.areas.items()}
    links |= {("predecessor", str(goal.pk)): goal.wording for goal in reading.line}
    if reading.goal.heading:
        links["heading", str(reading.goal.heading_id)] = reading.goal.heading.text
    return Names(rows, links)
