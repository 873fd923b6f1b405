"""Where do the tests watch for a query repeated for each row? Not where rows are written one by one."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware
from zeal.middleware import zeal_middleware

# Each figure or goal is recorded by itself, with its own lock, version and history: one may be refused.
WRITES_ROW_BY_ROW = re.compile(r"/column/$|/submit/$|/spending/$|/workbook/$|/entry/[^/]+/goals/[^/]+/$")


@sync_only_middleware
def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Zeal's middleware, which is passed by where many rows are posted on purpose."""
    watched: Callable[[HttpRequest], HttpResponse] = zeal_middleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and WRITES_ROW_BY_ROW.search(request.path):
            return get_response(request)
        return watched(request)

    return answer
