"""Which picture does a browser show for a page that names none, such as a stored publication? The mark."""

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def icon(request: WSGIRequest) -> HttpResponse:  # noqa: ARG001  # Django's
    """Lead to the mark among the static files."""
    return redirect(static("img/mark.svg"))
