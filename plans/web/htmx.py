"""Does a script ask, and for a part of a page or for all of it? As django-htmx has read it."""

from typing import cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class _HtmxRequest(HttpRequest):
    htmx: HtmxDetails


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """Returns what htmx says of the request; false where a browser asks by itself."""
    return cast("_HtmxRequest", request).htmx


def wants_part(request: HttpRequest) -> bool:
    """Whether only a part of the page is asked for; going back in the history asks for the whole page."""
    details = htmx_of(request)
    return bool(details) and not details.history_restore_request
