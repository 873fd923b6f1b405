"""What does a program get that asks the feed without encryption? A refusal, and no way on.

A redirect would be followed with nobody noticing that the access token was sent in the clear.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reporting.feed.addresses import is_feed
from reporting.feed.problems import problem

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_programs_in_the_clear(get_response: Answer) -> Answer:
    """Make a middleware that answers 403 to the feed's addresses over http, where pages are led to https."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and is_feed(request.path_info) and not request.is_secure():
            return problem(
                HTTPStatus.FORBIDDEN,
                _(
                    "Dataadgangen svarer kun over https. Er en adgangsnøgle sendt ukrypteret, så tilbagekald"
                    " den, og opret en ny."
                ),
            )
        return get_response(request)

    return answer
