"""How large and how slow may a request's body be? Small where nobody is signed in, and whole within its time.

A proxy takes requests whole before it passes them on (`deploy/`). This bounds what a server without one, or
with a wrong one, would else wait for: a thread reads a body for as long as it comes, a byte a second.
"""

import socket
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import IO, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_OF_A_STRANGERS = 64 * 1024  # bytes: forms for a name, a password, a mail address
SECONDS = 15.0  # for a body, and one more for each so many bytes
BYTES_A_SECOND = 50_000

WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


class SmallBodiesOfStrangers:
    """Answers 413 to a large body from nobody who is signed in, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: object, _parts: object
    ) -> HttpResponse | None:
        """Answer in the view's place; what needs a sign-in is refused anyhow, and reads nothing."""
        is_open = not getattr(view, "login_required", True)
        if is_open and _length(request.META) > MOST_OF_A_STRANGERS and not request.user.is_authenticated:
            return render(request, "400.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return None


class Body:
    """The body of a request, read whole or not at all: ConnectionError where the rest does not come."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """So many bytes; else all that are left."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._stream.read(wanted)
        if len(data) < wanted:
            raise ConnectionError(f"The body ended {self._left - len(data)} bytes early.")
        self._left -= len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        """A line, as the WSGI asks for it."""
        line = self._stream.readline(self._left if size < 0 else min(size, self._left))
        self._left -= len(line)
        return line


def in_time(application: WSGI, *, seconds: float = SECONDS) -> WSGI:
    """Make a WSGI application to which no body comes that takes longer, or that ends before its end."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = _length(environ)
        if not length:
            return application(environ, start_response)
        environ["wsgi.input"] = Body(environ["wsgi.input"], length)
        # Django's own server for trying out gives none, and has a thread for everybody.
        connection = environ.get("gunicorn.socket")
        if connection is None:
            return application(environ, start_response)
        watch = threading.Timer(seconds + length / BYTES_A_SECOND, _hear_no_more, [connection])
        watch.daemon = True
        watch.start()
        try:
            return application(environ, start_response)
        finally:
            watch.cancel()

    return answer


def _hear_no_more(connection: socket.socket) -> None:
    """End the wait of whoever reads; the answer can still be written."""
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:  # it has ended by itself
        return


def _length(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0
