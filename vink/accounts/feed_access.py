"""Who reads the feed? Whoever is signed in, and a program that shows a person's token; it opens nothing else.

A token comes as `Authorization: Bearer …`, or as the password of HTTP Basic, since Excel and Power BI ask for
that; the name beside it says nothing. No token ever writes: with one there is only GET and HEAD.
"""

import base64
import binascii
from collections.abc import Callable
from http import HTTPStatus
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plans.web.htmx import htmx_of
from plans.wording import figures
from reporting.feed.addresses import is_feed
from reporting.feed.problems import as_problem, problem
from vink.accounts import wording
from vink.accounts.access_tokens import Ending, PresentedToken, presented
from vink.accounts.sign_in import ADDRESS
from vink.accounts.throttling import TooSoonError, begin, key_of
from vink.accounts.visitor import address_of

Answer = Callable[[HttpRequest], HttpResponse]

_CHALLENGE = 'Bearer realm="Vink", Basic realm="Vink", charset="UTF-8"'
_READS = ("GET", "HEAD")


def let_tokens_read_the_feed(get_response: Answer) -> Answer:
    """Make a middleware that knows a token's owner on the feed's addresses, and lets all others be."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not is_feed(request.path_info):
            return get_response(request)
        with translation.override("da"):  # the feed is Danish, as all files are
            return as_problem(_answer(request, get_response))

    return answer


def _answer(request: HttpRequest, get_response: Answer) -> HttpResponse:
    if "Authorization" not in request.headers:
        if not request.user.is_authenticated and not _asks_for_a_page(request):
            return _refused(_("Send en adgangsnøgle med. Du opretter den på din profil i Vink."))
        return get_response(request)
    try:
        token = _presented(request)
    except TooSoonError as error:
        seconds = str(ceil(error.wait.total_seconds()))
        detail = wording.wait(error.wait)
        return problem(HTTPStatus.TOO_MANY_REQUESTS, detail, {"Retry-After": seconds})
    if token.owner is None:
        return _refused(_why_refused(token))
    if request.method not in _READS:
        detail = _("Med en adgangsnøgle kan man kun læse.")
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, {"Allow": ", ".join(_READS)})
    request.user = token.owner
    return get_response(request)


def _asks_for_a_page(request: HttpRequest) -> bool:
    """Whether `SignInRequired` answers better: a person in a browser, or a script of Vink's own pages."""
    return request.headers.get("Sec-Fetch-Mode") == "navigate" or bool(htmx_of(request))


def _why_refused(token: PresentedToken) -> str:
    """What the program is answered, and by that the person who looks why it reads nothing any more."""
    if token.ending is Ending.EXPIRED and token.expired_on:
        day = figures.short_day(token.expired_on)
        text = _(
            "Adgangsnøglen udløb %(day)s. Den, der har oprettet den, kan forlænge den på sin profil i Vink."
        )
        return text % {"day": day}
    if token.ending is Ending.SIGNED_OUT:
        return _(
            "Adgangsnøglen er ophørt, fordi dens ejer har fået en ny adgangskode eller rolle eller er"
            " deaktiveret. Ejeren kan oprette en ny på sin profil i Vink."
        )
    return _("Adgangsnøglen virker ikke: den er skrevet forkert eller tilbagekaldt. Opret en ny i Vink.")


def _presented(request: HttpRequest) -> PresentedToken:
    """What the token is worth that the request shows.

    Only what is unknown counts, apart from the sign-in: nobody is kept out by a colleague's forgotten token,
    and one that is right cannot be guessed. Raises TooSoonError where too many were wrong.
    """
    secret = _token(request.headers["Authorization"])
    token = presented(secret, today=timezone.localdate()) if secret else PresentedToken()
    if token.owner is None and token.ending is None:
        begin({key_of("feed address", address_of(request)): ADDRESS}, now=timezone.now())
    return token


def _token(header: str) -> str:
    """The token in the header; empty where there is none."""
    scheme, _space, value = header.partition(" ")
    match scheme.lower():
        case "bearer":
            return value.strip()
        case "basic":
            try:
                credentials = base64.b64decode(value.strip(), validate=True).decode()
            except (binascii.Error, ValueError):
                return ""
            return credentials.partition(":")[2]
        case _:
            return ""


def _refused(detail: str) -> HttpResponse:
    return problem(HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": _CHALLENGE})
