"""Where do the tests watch for a query repeated for each row? Not where rows are written one by one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware
from zeal.middleware import zeal_middleware

# Each figure or goal is recorded by itself, with its own lock, version and history: one is refused, others not.
WRITES_ROW_BY_ROW = ("/column/", "/submit/")


@sync_only_middleware
def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Zeal's middleware, which is passed by where many rows are posted on purpose."""
    watched = zeal_middleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path.endswith(WRITES_ROW_BY_ROW):
            return get_response(request)
        return watched(request)

    return answer
