"""Where does everything start? The front page, which notes that somebody was here."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.actions.visits import note_visit
from plans.web.person import person_of
from reporting.front_page.page import Asked, front_page


@require_safe
def overview(request: WSGIRequest) -> HttpResponse:
    """Where the plans stand, what needs attention, and what others changed since the last visit."""
    person = person_of(request)
    since = note_visit(by=person, now=timezone.now())
    page = front_page(Asked.of(request.GET.dict()), by=person, since=since, today=timezone.localdate())
    return render(request, "reporting/front_page.html", {"page": page})
