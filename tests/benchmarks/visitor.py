"""How does a benchmark ask for a page? Through the WSGI application, without the test client's own work."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

if TYPE_CHECKING:  # the floor has other people, and no such app
    from vink.accounts.models import User

TOKEN = "benchmarksbenchmarksbenchmarks32"


class Visitor:
    """Somebody who is signed in and asks for pages."""

    def __init__(self, user: "User") -> None:
        client = Client()
        client.force_login(user)
        client.cookies["csrftoken"] = TOKEN
        self.cookies = client.cookies.output(attrs=[], header="", sep=";").strip()
        self.handler = WSGIHandler()
        # A server drops a connection that is in the middle of a transaction; here that is the test's own.
        request_started.disconnect(close_old_connections)
        request_finished.disconnect(close_old_connections)
        self.factory = RequestFactory()

    def get(self, url: str) -> bytes:
        """The page's bytes; AssertionError unless it answers 200."""
        return self._answer(self.factory.get(url, headers={"Cookie": self.cookies}).META)

    def post(self, url: str, posted: Mapping[str, str]) -> bytes:
        """What a script gets for what it posts; AssertionError unless it answers 200."""
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN, "HX-Request": "true"}
        return self._answer(self.factory.post(url, posted, headers=headers).META)

    def _answer(self, environ: dict[str, object]) -> bytes:
        response = self.handler(environ, _start)
        content = b"".join(response)
        response.close()
        assert response.status_code == 200, response.status_code
        return content


def _start(
    _status: str, _headers: list[tuple[str, str]], _error: object = None, /
) -> Callable[[bytes], object]:
    """Take the answer's head, as a server does, and do nothing with it."""
    return lambda _data: None
