"""Which page tells all about one goal? Its wordings, figures, trend, lineage and history."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.views.decorators.http import require_GET


@require_GET
def goal(request: WSGIRequest, slug: str, key: str) -> HttpResponse:
    """A goal with everything that is known of it."""
    return HttpResponse(f"{slug} {key}")
