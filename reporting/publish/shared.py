"""What does somebody without sign-in read? A publication that was shared, by its address and nothing else."""

import re
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans import queries
from plans.models import PublicationShare
from plans.wording import figures
from reporting.publish.page import SHARED_FORMATS, organisation
from reporting.publish.views import stored_answer, with_own_style
from reporting.redaction.page import day_of_redaction

_HEAD_END = re.compile(r"</head>")
_BODY = re.compile(r"<body\b[^>]*>")


@login_not_required
@require_safe
def shared_publication(request: WSGIRequest, token: str) -> HttpResponse:
    """The publication as it was published, beneath a bar that leads to its files."""
    share = _shared_or_404(token)
    if _is_over(share):
        return _expired(request, share)
    publication = share.publication
    newer = queries.newer_share(publication, today=timezone.localdate())
    context = {
        "organisation": organisation(),
        "number": publication.number,
        "day": figures.day(timezone.localdate(publication.published_at)),
        "token": token,
        "is_outdated": queries.has_newer(publication),
        "redacted": day_of_redaction(publication),
        "newer_token": newer.token if newer else "",
    }
    stored = queries.stored_file(publication, "html")
    document = stored.decode()
    document = _inserted(
        document, _HEAD_END, render_to_string("reporting/publish/shared_head.html"), before=True
    )
    bar = render_to_string("reporting/publish/shared_bar.html", context, request)
    document = _inserted(document, _BODY, bar, before=False)
    return _unlisted(with_own_style(request, HttpResponse(document), stored))


@login_not_required
@require_safe
def shared_file(request: WSGIRequest, token: str, extension: str) -> HttpResponse:
    """A file of a shared publication, byte by byte as it was published."""
    if extension not in SHARED_FORMATS:
        raise Http404
    share = _shared_or_404(token)
    if _is_over(share):
        return _expired(request, share)
    return _unlisted(stored_answer(request, share.publication, extension))


def _shared_or_404(token: str) -> PublicationShare:
    share = queries.shared_by(token)
    if share is None:
        raise Http404
    return share


def _is_over(share: PublicationShare) -> bool:
    return share.expires_on < timezone.localdate()


def _expired(request: WSGIRequest, share: PublicationShare) -> HttpResponse:
    """Say since when the address works no longer, and whom to ask for another; of the annex nothing."""
    context = {"day": figures.short_day(share.expires_on), "organisation": organisation()}
    page = render(request, "reporting/publish/shared_expired.html", context, status=HTTPStatus.GONE)
    return _unlisted(page)


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep search engines and caches from holding on to what may be revoked."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


def _inserted(document: str, anchor: re.Pattern[str], text: str, *, before: bool) -> str:
    """The document with `text` at its first such place; a document without one has it at its start."""
    found = anchor.search(document)
    at = (found.start() if before else found.end()) if found else 0
    return document[:at] + text + document[at:]
