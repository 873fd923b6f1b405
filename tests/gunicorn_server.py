"""How does a test talk to the program as it is deployed? gunicorn on the test's own database."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from tests import outside_tools
from tests.patience import PATIENCE
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

    def get(self, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask for a page as a browser does: the answer's status, its head and its content."""
        headers = {"Accept": "text/html", "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}"}
        there = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        try:
            there.request("GET", path, headers=headers)
            response = there.getresponse()
            return response.status, response.headers, response.read()
        finally:
            there.close()

    def post(self, path: str, fields: dict[str, object]) -> tuple[int, str]:
        """Post as htmx does: the answer's status and text. OSError or HTTPException where none comes."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={_TOKEN}",
            "X-CSRFToken": _TOKEN,
            "HX-Request": "true",
        }
        there = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
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
    environment = {
        **os.environ,
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.patient_settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DEBUG": "1",
        "ALLOWED_HOSTS": "localhost",
    }
    with served(folder, environment, "--workers=2", "--threads=4") as server:
        yield server


def deployed_in(folder: Path, static_root: str) -> dict[str, str]:
    """The environment of a program that is set up in a folder as on a server, with a database of its own."""
    return {
        "PATH": os.environ["PATH"],
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-server-" * 4,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{folder}/vink.sqlite3",
        "STATIC_ROOT": static_root,
    }


@contextmanager
def served(folder: Path, environment: Mapping[str, str], *options: str) -> Iterator[Server]:
    """Serve the program with gunicorn in this environment, on a port that nobody else can take meanwhile."""
    # The server is given a socket that listens already: whoever comes before it is ready, waits for it.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        log = folder / f"log-{port}"
        with log.open("w") as output:
            command = [sys.executable, "-m", "gunicorn", "vink.wsgi", f"--bind=fd://{listening.fileno()}"]
            process = subprocess.Popen(
                [*command, f"--timeout={PATIENCE:.0f}", *options],
                cwd=outside_tools.ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                pass_fds=[listening.fileno()],
                start_new_session=True,
            )
    server = Server(port, process, log)
    try:
        _expect_an_answer(server)
        yield server
    finally:
        end(process, server.kill)


def end(process: subprocess.Popen[bytes], kill: Callable[[], None]) -> None:
    """Let a process end in its own way; `kill` it where it does not."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        kill()
        process.wait()


def _database_url() -> str:
    """The address of the database that this test is on."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _expect_an_answer(server: Server) -> None:
    there = http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)
    try:
        there.request("GET", "/login/", headers={"X-Forwarded-Proto": "https"})  # as a proxy says it
        status = there.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise AssertionError(f"The server does not answer: {error!r}\n{server.log.read_text()}") from error
    finally:
        there.close()
    assert status == 200, server.log.read_text()


def version_in(html: str) -> str:
    """The version that a row of the sheet posts next."""
    found = re.search(r'name="version" value="([0-9]*)"', html)
    return found[1] if found else ""
