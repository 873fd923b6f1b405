"""How does a test talk to the program as it is deployed? gunicorn on the test's own database."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from tests import outside_tools
from vink.accounts.models import User

_TOKEN = "a" * 32


@dataclass(frozen=True)
class Server:
    """A running server; `kill` ends it as a power cut would."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """End master and workers at once, without a word of warning."""
        os.killpg(self.process.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Browser:
    """Somebody who is signed in."""

    port: int
    session: str

    def post(self, path: str, fields: dict[str, object]) -> tuple[int, str]:
        """Post as htmx does: the answer's status and text. OSError or HTTPException where none comes."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={_TOKEN}",
            "X-CSRFToken": _TOKEN,
            "HX-Request": "true",
        }
        there = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            there.request("POST", path, urlencode(fields), headers)
            response = there.getresponse()
            return response.status, response.read().decode()
        finally:
            there.close()


def browser_of(user: User, server: Server) -> Browser:
    """Sign `user` in."""
    client = Client()
    client.force_login(user)
    return Browser(server.port, client.cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def gunicorn(folder: Path) -> Iterator[Server]:
    """Start the program on the test's own database, with two workers of four threads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": _database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DEBUG": "1",
        "ALLOWED_HOSTS": "localhost",
    }
    command = [sys.executable, "-m", "gunicorn", "vink.wsgi", f"--bind=127.0.0.1:{port}", "--workers=2"]
    log = folder / f"log-{port}"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--threads=4"],
            cwd=outside_tools.ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_for(port, process, log)
        yield Server(port, process, log)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=20)


def _database_url() -> str:
    """The address of the database that this test is on."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(200):
        try:
            with socket.create_connection(("localhost", port), timeout=1):
                pass
            there = http.client.HTTPConnection("localhost", port, timeout=20)
            there.request("GET", "/login/")
            if there.getresponse().status == 200:
                there.close()
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise AssertionError(f"The server does not answer:\n{log.read_text()}")


def version_in(html: str) -> str:
    """The version that a row of the sheet posts next."""
    found = re.search(r'name="version" value="([0-9]*)"', html)
    return found[1] if found else ""
