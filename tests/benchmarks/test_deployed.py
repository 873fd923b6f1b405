"""How does a deployed server fare under load, and what does a first visit cost a browser?

gunicorn with four processes, DEBUG off, compressed static files, the demonstration's data.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median, quantiles
from time import sleep
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.conftest import Table
from tests.outside_tools import ROOT, require

PROCESSES, USERS, PAGES_EACH = 4, 16, 25
MOST_KILOBYTES = 150
PASSWORD = "vink-demo"  # the demonstration's
PAGES = [
    "/",
    "/plans/vink-2018-19/",
    "/plans/vink-2018-19/status/2019/",
    "/plans/vink-2018-19/status/2019/?view=dense",
    "/plans/vink-2016-17/annex/2016-2017/",
    "/plans/vink-2018-19/goals/dialogaktiviteter/",
]
# Notes how far what one reads has moved, from the first paint on: https://web.dev/articles/cls
SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True)
class Deployed:
    """A server, and the cookie of a reader who has signed in."""

    port: int
    session: str

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder = tmp_path_factory.mktemp("deployed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "only-for-this-server-" * 4,
        "ALLOWED_HOSTS": "localhost",
        # a PostgreSQL server is there for these tests alone
        "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/vink.sqlite3",
        "STATIC_ROOT": f"{folder}/static",
        "SECURE_SSL_REDIRECT": "0",  # no proxy stands before it that would speak HTTPS
        "LOG_LEVEL": "WARNING",
    }

    def manage(*arguments: str, debug: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        surroundings = {**environment, "DEBUG": debug}
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)

    manage("demo", "--no-serve", debug="1")  # the demonstration asks for it
    manage("collectstatic", "--no-input", "--verbosity=0", debug="0")
    gunicorn = [sys.executable, "-m", "gunicorn", "vink.wsgi", f"--bind=127.0.0.1:{port}", "--threads=4"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*gunicorn, f"--workers={PROCESSES}"],
            cwd=ROOT,
            env={**environment, "DEBUG": "0"},
            stdout=log,
            stderr=log,
        )
    try:
        yield Deployed(port, _signed_in(port, folder / "log"))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _signed_in(port: int, log: Path) -> str:
    """The reader's session; its cookie is for HTTPS, so that it is carried by hand."""
    with closing(HTTPConnection("localhost", port)) as server:
        for _attempt in range(100):
            try:
                server.request("GET", "/login/")
                return _session(server)
            except OSError:
                server.close()
                sleep(0.1)
    raise AssertionError(f"The server does not answer:\n{log.read_text()}")


def _session(server: HTTPConnection) -> str:
    """Sign in by the form that was just asked for."""
    cookies = SimpleCookie()
    _take(server, cookies)
    token = cookies["__Host-csrftoken"].value
    typed = urlencode({"username": "laeser", "password": PASSWORD, "csrfmiddlewaretoken": token})
    headers = {"Cookie": f"__Host-csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    server.request("POST", "/login/", typed, headers)
    _take(server, cookies)
    return cookies["__Host-sessionid"].value


def _take(server: HTTPConnection, cookies: SimpleCookie) -> None:
    answer = server.getresponse()
    answer.read()
    for header in answer.headers.get_all("Set-Cookie", []):
        cookies.load(header)


def test_four_processes_under_load(deployed: Deployed, table: Table) -> None:
    def load(pages_each: int) -> dict[str, list[float]]:
        command = [sys.executable, "-m", "tests.benchmarks.load_process", str(deployed.port)]
        asked = [f"__Host-sessionid={deployed.session}", str(USERS), str(pages_each), *PAGES]
        finished = subprocess.run([*command, *asked], cwd=ROOT, check=True, capture_output=True, text=True)
        answer: dict[str, list[float]] = json.loads(finished.stdout)
        return answer

    load(2)  # each process has seen the pages before
    measured = load(PAGES_EACH)
    times = [1000 * time for time in measured["times"]]
    slow = quantiles(times, n=20)[-1]

    assert measured["errors"] == []
    assert len(times) == USERS * PAGES_EACH
    table.add(
        f"{connection.vendor}: pages of {USERS} users on {PROCESSES} processes",
        f"{len(times) / measured['seconds']:.0f} a second",  # type: ignore[operator]
        "",
        "",
        f"median {median(times):.0f} ms, 19 of 20 within {slow:.0f} ms, no errors",
    )


# --- A first visit ----------------------------------------------------------------------------------------


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = require("chromium", package="chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_first_visit(deployed: Deployed, browser: Browser, table: Table, width: int) -> None:
    weights: dict[str, dict[str, float]] = {}
    shifted: dict[str, float] = {}
    for path in PAGES:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="da-DK")
        context.add_cookies(
            [{"name": "__Host-sessionid", "value": deployed.session, "url": deployed.address, "secure": True}]
        )
        context.add_init_script(SHIFTS)
        page = context.new_page()
        weights[path] = _weigh(page, deployed.address + path)
        shifted[path] = page.evaluate("window.shifts")
        context.close()

    first = weights[PAGES[0]]
    heaviest = sorted(first, key=lambda name: -first[name])[:4]
    sizes = ", ".join(f"{name} {first[name] / 1000:.0f}" for name in heaviest)
    weight = sum(first.values())
    label = f"front page on a cold cache, {width} px"
    table.add(label, f"{weight / 1000:.0f} kB", f"{MOST_KILOBYTES} kB", "", f"{len(first)} files: {sizes}")
    table.add(f"most that a page shifts, {width} px", f"{max(shifted.values()):.3f}", "0")
    assert weight <= MOST_KILOBYTES * 1000
    assert max(shifted.values()) == 0, shifted


def _weigh(page: Page, address: str) -> dict[str, float]:
    """The bytes that came over the line, compressed and with their heads, by the file's name."""
    names: dict[str, str] = {}
    bytes_by_name: dict[str, float] = {}
    network = page.context.new_cdp_session(page)

    def name(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["response"]["url"].rpartition("/")[2] or "page"

    def note(event: dict[str, Any]) -> None:
        file = names[event["requestId"]]
        bytes_by_name[file] = bytes_by_name.get(file, 0) + event["encodedDataLength"]

    network.on("Network.responseReceived", name)
    network.on("Network.loadingFinished", note)
    network.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    return bytes_by_name
