"""Where does a program read what Vink shows? Addresses that answer in JSON and are only read."""

import hashlib
import json
import re
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
from plans.disclosure.treatment import for_outside
from plans.domain.values import Period
from plans.models import ActionPlan
from plans.web.plan_pages import report_or_404
from reporting.feed.contents import goals_answer, plans_answer, plans_page, publications_answer
from reporting.feed.openapi import openapi
from reporting.feed.page import feed_page
from reporting.feed.problems import problem
from reporting.status_json import status_json

MOST_PLANS = 1000  # of a page
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


def _plan_or_404(slug: str | None) -> ActionPlan | None:
    """The plan that an address's query names; None where it names none."""
    if slug is None:
        return None
    plan = queries.plan_by_slug(slug) if re.fullmatch("[-a-zA-Z0-9_]+", slug) else None
    if plan is None:
        raise Http404
    return plan


@feed("size", "from")
def plans(request: WSGIRequest) -> dict[str, Any] | HttpResponse:
    """Every plan with its periods; with a size, so many of them and the way to the next."""
    size, begin = request.GET.get("size"), request.GET.get("from")
    if size is None and begin is None:
        return plans_answer(queries.all_plans(), _root(request)).model_dump(mode="json")
    if size is None or not re.fullmatch("[1-9][0-9]{0,3}", size) or int(size) > MOST_PLANS:
        return problem(HTTPStatus.BAD_REQUEST, _("Skriv size fra 1 til %(most)s.") % {"most": MOST_PLANS})
    first = _plan_or_404(begin)
    found = queries.plans_from(first, int(size) + 1)
    page, following = found[: int(size)], next(iter(found[int(size) :]), None)
    return plans_page(page, following, int(size), _root(request)).model_dump(mode="json")


@feed()
def status(request: WSGIRequest, slug: str, period: Period) -> dict[str, Any]:  # noqa: ARG001  # a view's
    """Where a plan stands in a period, as `manage.py plan_status` has it, but for hidden small numbers."""
    return status_json(for_outside(report_or_404(slug, period)))


@feed("plan", "from")
def goals(request: WSGIRequest) -> dict[str, Any] | HttpResponse:
    """The flat rows of one plan: the one that is asked for, else the newest, with the way to the next."""
    only, begin = request.GET.get("plan"), request.GET.get("from")
    if only is not None and begin is not None:
        return problem(HTTPStatus.BAD_REQUEST, _("Skriv enten plan eller from, ikke begge."))
    wanted = only if only is not None else begin
    first = _plan_or_404(wanted)
    found = [first] if only is not None and first is not None else queries.plans_from(first, 2)
    if not found:
        return {"next": None, "rows": []}
    following = found[1] if len(found) > 1 else None
    answer = goals_answer(found[0], following, _root(request), today=timezone.localdate())
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
