"""Where does a program read what Vink shows? Addresses that answer in JSON and are only read."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plans import queries
from plans.domain.values import Period
from plans.web.plan_pages import report_or_404
from reporting.feed.contents import goals_answer, plans_answer, publications_answer
from reporting.feed.openapi import openapi
from reporting.feed.page import feed_page
from reporting.feed.problems import problem
from reporting.status_json import status_json

_View = Callable[..., dict[str, Any] | HttpResponse]


def feed(*known: str) -> Callable[[_View], Callable[..., HttpResponseBase]]:
    """Make a view of one that gives JSON values: read only, in Danish, with an ETag.

    Args:
        known: what the address's query may hold; anything else is an error and not ignored
    """

    def decorate(view: _View) -> Callable[..., HttpResponseBase]:
        @require_safe
        @wraps(view)
        def answer(request: WSGIRequest, **parts: Any) -> HttpResponseBase:
            with translation.override("da"):
                unknown = sorted(set(request.GET) - set(known))
                if unknown:
                    detail = _("Adressen har noget, der ikke kendes: %(names)s.") % {
                        "names": ", ".join(unknown)
                    }
                    return problem(HTTPStatus.BAD_REQUEST, detail)
                answer_values = view(request, **parts)
            if isinstance(answer_values, HttpResponse):
                return answer_values
            return _answer(request, answer_values)

        return answer

    return decorate


def _answer(request: HttpRequest, values: dict[str, Any]) -> HttpResponseBase:
    """The values as JSON, or that they are what the program has already."""
    body = json.dumps(values, ensure_ascii=False, indent=2).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    answer = get_conditional_response(request, etag=etag, response=response) or response
    # Asked again each time: a token may be revoked, and a figure corrected.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Language"] = "da"
    answer.headers["Vary"] = "Authorization, Cookie"
    return answer


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


@feed()
def plans(request: WSGIRequest) -> dict[str, Any]:
    """Every plan with its periods."""
    return plans_answer(queries.all_plans(), _root(request)).model_dump(mode="json")


@feed()
def status(request: WSGIRequest, slug: str, period: Period) -> dict[str, Any]:  # noqa: ARG001  # a view's
    """Where a plan stands in a period, as `manage.py plan_status` has it."""
    return status_json(report_or_404(slug, period))


@feed("plan", "from")
def goals(request: WSGIRequest) -> dict[str, Any] | HttpResponse:
    """The flat rows of one plan: the one that is asked for, else the newest, with the way to the next."""
    known = queries.all_plans()
    only, begin = request.GET.get("plan"), request.GET.get("from")
    if only is not None and begin is not None:
        return problem(HTTPStatus.BAD_REQUEST, _("Skriv enten plan eller from, ikke begge."))
    wanted = only if only is not None else begin
    positions = [position for position, plan in enumerate(known) if wanted in {None, plan.slug}]
    if not positions:
        if wanted is not None:
            raise Http404
        return {"next": None, "rows": []}
    position = positions[0]
    following = known[position + 1] if only is None and position + 1 < len(known) else None
    answer = goals_answer(known[position], following, _root(request), today=timezone.localdate())
    return answer.model_dump(mode="json")


@feed()
def publications(request: WSGIRequest) -> dict[str, Any]:
    """What was published, the newest first."""
    return publications_answer(queries.all_publications(), _root(request)).model_dump(mode="json")


@feed()
def description(request: WSGIRequest) -> dict[str, Any]:
    """The feed's description for programs."""
    return openapi(_root(request))


@require_safe
def about(request: WSGIRequest) -> HttpResponse:
    """The feed's description for people."""
    return render(request, "reporting/feed.html", {"page": feed_page(_root(request))})
