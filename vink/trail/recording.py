"""Which requests leave a trail? Sign-ins, refusals, files and the feed, and pages with people's data.

Not every page: what everybody reads is no secret within the house. What was changed is in the history. Each
event is logged; what a known person did is also kept, for the page of the trail.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from plans.actions.trail import log_event, record
from plans.enums import TrailKind
from vink.accounts.models import User
from vink.accounts.visitor import address_of
from vink.log_lines import ADDRESS
from vink.trail.noted import NOTED

Answer = Callable[[HttpRequest], HttpResponse]

# Pages on which one reads of people: who they are, what they did, and what is to be blanked of them.
SEEN = frozenset(
    {
        "redaction",
        "redactions",
        "trail",
        "admin:accounts_user_change",
        "admin:accounts_user_changelist",
        "admin:plans_change_change",
        "admin:plans_change_changelist",
        "admin:plans_responsibility_changelist",
    }
)
FEED = frozenset({"feed_goals", "feed_plans", "feed_publications", "feed_status"})
# What an address is made of, and no secret: never a token.
_NAMING = ("slug", "period", "key", "number", "extension", "change", "decision", "object_id", "token_id")


def keep_the_trail(get_response: Answer) -> Answer:
    """Make a middleware that logs and keeps what is worth it, once the answer is known."""

    def answer(request: HttpRequest) -> HttpResponse:
        before, noted = ADDRESS.set(address_of(request)), NOTED.set([])
        try:
            response = get_response(request)
            _keep(request, response, NOTED.get() or [])
        finally:
            NOTED.reset(noted)
            ADDRESS.reset(before)
        return response

    return answer


def _keep(
    request: HttpRequest, response: HttpResponse, noted: Sequence[tuple[TrailKind, int | None]]
) -> None:
    match = _match(request, response)
    if match is None:
        return
    for happened, key in noted:
        _write(request, response, match, happened, User.objects.filter(pk=key).first() if key else None)
    kind = None if noted else _kind(request, response, match)
    if kind is not None:
        _write(request, response, match, kind, request.user if isinstance(request.user, User) else None)


def _write(
    request: HttpRequest, response: HttpResponse, match: ResolverMatch, kind: TrailKind, who: User | None
) -> None:
    naming = {name: match.kwargs[name] for name in _NAMING if match.kwargs.get(name) is not None}
    log_event(
        kind.value,
        person=who.pk if who else None,
        username=who.get_username() if who else None,
        page=match.view_name,
        object={name: str(value) for name, value in naming.items()} or None,
        status=response.status_code,
        method=request.method,
    )
    if who is not None and response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
        address, page = ADDRESS.get(), match.view_name
        record(kind=kind, who=who.pk, address=address, page=page, url_kwargs=naming)


def _match(request: HttpRequest, response: HttpResponse) -> ResolverMatch | None:
    """The page; of the administration's sign-in, which refuses other roles, the one they wanted to."""
    match, wanted = request.resolver_match, ""
    if match is None and response.status_code == HTTPStatus.UNAUTHORIZED:  # refused before it came to a page
        wanted = request.path_info
    elif match is not None and match.view_name == "admin:login":
        wanted = urlsplit(request.GET.get("next", "")).path
    with suppress(Resolver404):
        match = resolve(wanted) if wanted else match
    return match


def _kind(request: HttpRequest, response: HttpResponse, match: ResolverMatch) -> TrailKind | None:
    name, status = match.view_name, response.status_code
    kind = None
    if status == HTTPStatus.FORBIDDEN or (status == HTTPStatus.UNAUTHORIZED and name in FEED):
        kind = TrailKind.REFUSED
    elif status == HTTPStatus.OK and request.method == "GET":
        if response.has_header("Content-Disposition") or name in FEED:
            kind = TrailKind.EXPORTED
        elif name in SEEN:
            kind = TrailKind.SAW
    return kind
