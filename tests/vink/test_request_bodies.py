"""How large may a body be where nobody is signed in, and how slow? Tests the bounds of requests."""

import socket
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.patience import PATIENCE
from vink.request_bodies import MOST_OF_A_STRANGERS, Body, in_time

FORM = "application/x-www-form-urlencoded"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/login/", "/password/forgotten/"])
def test_a_stranger_sends_no_more_than_64_kb(client: Client, address: str) -> None:
    name = b"username="
    just = name + b"a" * (MOST_OF_A_STRANGERS - len(name))

    assert client.post(address, just, content_type=FORM).status_code in {200, 422}
    response = client.post(address, just + b"a", content_type=FORM)

    assert response.status_code == 413
    assert "Det forstår Vink ikke" in response.content.decode()
    assert client.post("/plans/vink/", just + b"a", content_type=FORM)["Location"].startswith("/login/?next=")


@pytest.mark.django_db
def test_who_is_signed_in_may_send_more(client: Client) -> None:
    client.force_login(UserFactory.create())

    response = client.post("/language/", b"language=en&a=" + b"a" * MOST_OF_A_STRANGERS, content_type=FORM)

    assert response.status_code != 413


def test_a_body_that_ends_early_is_none() -> None:
    body = Body(BytesIO(b"value=12"), 9)

    with pytest.raises(ConnectionError, match="1 bytes early"):
        body.read()
    assert Body(BytesIO(b"value=123"), 9).read() == b"value=123"
    assert [Body(BytesIO(b"value=123&"), 9).read(size) for size in (0, 4, 100)] == [
        b"",
        b"valu",
        b"value=123",
    ]


def test_who_sends_a_byte_now_and_then_is_not_waited_for() -> None:
    """A thread reads as long as something comes; after its time it hears no more, and the form is refused."""
    visitor, server = socket.socketpair()
    server.settimeout(PATIENCE)
    outcome: list[str] = []

    def application(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        try:
            environ["wsgi.input"].read()
        except ConnectionError:
            outcome.append("refused")
        return []

    with visitor, server, server.makefile("rb") as stream:
        visitor.sendall(b"a" * 10)
        environ = {"CONTENT_LENGTH": "1000", "wsgi.input": stream, "gunicorn.socket": server}
        in_time(application, seconds=0.1)(environ, None)

        assert outcome == ["refused"]
        server.sendall(b"HTTP/1.1 403")  # and the answer still comes
        assert visitor.recv(100) == b"HTTP/1.1 403"


@pytest.mark.parametrize("length", ["", "0", "x", "-1", "½"])
def test_without_a_body_there_is_nothing_to_wait_for(length: str) -> None:
    before = BytesIO()
    environ: dict[str, Any] = {"CONTENT_LENGTH": length, "wsgi.input": before}

    in_time(lambda _environ, _start: [])(environ, None)

    assert environ["wsgi.input"] is before
