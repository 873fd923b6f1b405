"""What does a program get that asked for something it cannot have? RFC 9457: a problem as JSON, in Danish."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

PROBLEM = "application/problem+json"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer that says what is wrong; no cache keeps it."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type=PROBLEM,
        headers={"Cache-Control": "private, no-store", "Content-Language": "da", **(headers or {})},
    )


def as_problem(response: HttpResponse) -> HttpResponse:
    """Turns a refusal that is a page for people into a problem in JSON (RFC 9457)."""
    status = response.status_code
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    # 401 is what Vink's own scripts understand; they want no content.
    if status < HTTPStatus.BAD_REQUEST or status == HTTPStatus.UNAUTHORIZED or not is_page:
        return response
    kept = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
    return problem(status, _detail_of(status), kept)


def _detail_of(status: int) -> str:
    known = {
        HTTPStatus.FORBIDDEN: _("Det har du ikke adgang til."),
        HTTPStatus.NOT_FOUND: _("Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Her kan man kun læse."),
    }
    return known.get(HTTPStatus(status), _("Vink kunne ikke svare. Prøv igen om lidt."))
