"""Who gets a page, and in which language? Nobody unless signed in, and then in the person's own.

Before that in Danish, whatever the browser asks for, unless somebody chose English on the sign-in page.
A cookie keeps that choice. It follows the language of whoever is signed in: signing out does not change it.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from plans.web.htmx import htmx_of
from vink.accounts.deputies import act_today
from vink.accounts.session_store import used_a_while_ago

Answer = Callable[[HttpRequest], HttpResponse]


class SignInRequired(LoginRequiredMiddleware):
    """Lead to the sign-in page; tell a script that asks for a part of a page that it cannot have it.

    A script would follow the redirect and put the sign-in page into a table's cell. By 401 `failure.js` knows
    that the session has ended, and what was typed stays where it is, to be sent again after a new sign-in.
    """

    def handle_no_permission(  # type: ignore[override]  # the stubs allow a redirect only
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        if htmx_of(request):
            # 401 must name a scheme; one that browsers do not know keeps them from asking for a password.
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Session"})
        return super().handle_no_permission(request, view_func)


def speak_the_users_language(get_response: Answer) -> Answer:
    """Make a middleware that answers in the user's language and says so in the Content-Language header."""

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = _chosen(request)
        language = request.user.language if request.user.is_authenticated else chosen
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if language != chosen:
            _keep(response, language)
        return response

    return answer


def let_deputies_act(get_response: Answer) -> Answer:
    """Make a middleware that gives who stands in for somebody today that person's role, for this request."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            act_today(request.user, today=timezone.localdate())
        return get_response(request)

    return answer


def note_the_use(get_response: Answer) -> Answer:
    """Make a middleware that puts off the end of a session that is used, by a write a minute at most."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and used_a_while_ago(request.session):
            request.session.modified = True
        return response

    return answer


def _chosen(request: HttpRequest) -> str:
    """The language that was chosen in this browser: by somebody, or by nobody."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _keep(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
