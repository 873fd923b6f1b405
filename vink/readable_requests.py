"""Which requests can be read at all? None with a NUL: no text holds one, and PostgreSQL fails on it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

NUL = "\x00"


def refuse_nul(get_response: Answer) -> Answer:
    """Make a middleware that answers 400 where an address or a cookie holds a NUL; forms see to theirs."""

    def answer(request: HttpRequest) -> HttpResponse:
        if (
            NUL in request.path
            or "%00" in request.META.get("QUERY_STRING", "")
            or any(NUL in value for value in request.COOKIES.values())
        ):
            raise BadRequest("NUL in the address or in a cookie")
        return get_response(request)

    return answer
