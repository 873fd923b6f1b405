"""How fast may somebody search for words to be blanked? A few at once, then ever more slowly.

The search covers only what the person may read. Whoever tries one word after another waits all the same.
"""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from plans.permissions import has_tasks
from plans.web.person import person_of
from reporting.redaction.views import redactions, slow_down
from vink.accounts import wording
from vink.accounts.throttling import Pace, TooSoonError, begin, key_of

# To see the places and to ask are two: so some fifteen passages at once, after that each takes minutes.
SEARCHES = Pace(free=30, longest=timedelta(minutes=15), forgotten_after=timedelta(hours=1))


class SlowSearches:
    """Counts the searches of each person, and asks whoever searches too often to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: WSGIRequest, view: object, _args: object, parts: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the view's place where the person must wait."""
        if view is not redactions or request.method != "POST" or not has_tasks(person_of(request)):
            return None
        try:
            begin({key_of("redaction search", str(request.user.pk)): SEARCHES}, now=timezone.now())
        except TooSoonError as error:
            response = slow_down(request, parts["slug"], wording.wait(error.wait))
            response.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
            return response
        return None
