"""What do PDFs and Word files cost, and whom do they hold up? Time by goals, memory, pages meanwhile."""

import os
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from plans.domain.values import Period
from plans.enums import Role
from plans.pdf.document import render_pdf
from plans.pdf.worker import Worker
from plans.status_report import status_report
from reporting.annex.contents import annex_of
from reporting.annex.memo import Annex
from reporting.annex.rendering import render_document
from reporting.annex.word import render_docx
from tests.benchmarks.big_numbers import FIRST_YEAR, YEARS
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table
from tests.factories import UserFactory
from tests.outside_tools import ROOT
from tests.reporting.vink_plans import LATER, SLUGS, load

LAST = FIRST_YEAR + YEARS - 1
FEW, MANY = 20, 200
PDFS, MOST_MEBIBYTES = 100, 250
USERS, ASKING, PAGES_EACH, TURNS = 20, 4, 10, 5
PASSWORD = "vink-demo"  # the demonstration's
PAGES = [
    "/",
    "/plans/vink-2018-19/",
    "/plans/vink-2018-19/status/2019/",
    "/plans/vink-2016-17/status/2016-2017/",
    "/plans/vink-2018-19/goals/dialogaktiviteter/",
]
PDF = "/plans/vink-2016-17/annex/2016-2017/bilag-1.pdf"


def annex_of_2019() -> Annex:
    plan = load(*SLUGS)
    assert plan.slug == LATER
    return annex_of(status_report(plan, Period(2019, 2019), today=plan.ends_on))


@pytest.mark.django_db
def test_ten_times_the_goals_take_little_more_than_ten_times_the_time(table: Table) -> None:
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)

    def work(goals: int) -> Callable[[], object]:
        plan = build_plan(f"plan-{goals}", goals=goals, contributor=contributor)
        report = status_report(plan, Period(LAST, LAST), today=plan.ends_on)
        memo = annex_of(report)
        return lambda: render_pdf(render_document(memo), created=memo.dated_on)

    few = milliseconds(work(FEW), runs=5)
    many = milliseconds(work(MANY), runs=3, warm=1)
    table.add(
        f"PDF of {MANY} goals", f"{many / few:.1f} × {FEW} goals", "12 ×", f"{few:.0f} ms", f"{many:.0f} ms"
    )


@pytest.mark.django_db
def test_word(table: Table) -> None:
    memo = annex_of_2019()
    time = milliseconds(lambda: render_docx(memo))
    table.add("Word of the 2019 annex", f"{time:.0f} ms", "300 ms")


@pytest.mark.django_db
def test_the_workers_memory(table: Table) -> None:
    memo = annex_of_2019()
    html = render_document(memo)
    worker = Worker()
    seen: list[float] = []
    try:
        for _ in range(PDFS):
            worker.render(html, created=memo.dated_on)
            if worker.pid:  # one that has grown, or has set many documents, goes
                status = Path(f"/proc/{worker.pid}/status").read_text()
                seen += [int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024]
    finally:
        worker.stop()
    # Of a process that has gone, the system still tells the most that it had.
    gone = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    table.add(
        f"memory of the PDFs' processes over {PDFS}",
        f"{max(*seen, gone):.0f} MiB at most",
        f"{MOST_MEBIBYTES} MiB",
        "",
        f"{seen[-1]:.0f} MiB in the end",
    )


# --- Pages meanwhile --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A deployed server with the demonstration's data, and somebody who has signed in."""

    address: str
    visitor: OpenerDirector

    def seconds(self, path: str) -> float:
        start = perf_counter()
        with self.visitor.open(self.address + path) as response:
            response.read()
        return perf_counter() - start


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",  # the demonstration asks for it
        "SECRET_KEY": "only-for-this-server-" * 4,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{tmp_path}/vink.sqlite3",
        "LOG_LEVEL": "WARNING",
    }
    manage = [sys.executable, "manage.py", "demo", "--no-serve"]
    subprocess.run(manage, cwd=ROOT, env=environment, check=True, capture_output=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "vink.wsgi", f"--bind=127.0.0.1:{port}"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*gunicorn, "--workers=2", "--threads=8"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        yield _signed_in(f"http://localhost:{port}")
    finally:
        process.terminate()
        process.wait(timeout=20)


def _signed_in(address: str) -> Server:
    cookies = CookieJar()
    visitor = build_opener(HTTPCookieProcessor(cookies))
    for _attempt in range(100):
        try:
            visitor.open(f"{address}/login/").read()
            break
        except URLError:
            sleep(0.1)
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    typed = {"username": "laeser", "password": PASSWORD, "csrfmiddlewaretoken": token}
    visitor.open(f"{address}/login/", urlencode(typed).encode()).read()
    return Server(address, visitor)


def test_pages_while_pdfs_are_asked_for(server: Server, table: Table) -> None:
    """Twenty users browse without a pause, first alone, then while four ask for PDFs all the time."""
    for path in (*PAGES, PDF):
        server.seconds(path)

    def browse(user: int) -> list[float]:
        return [server.seconds(PAGES[(user + index) % len(PAGES)]) for index in range(PAGES_EACH)]

    def everybody() -> float:
        with ThreadPoolExecutor(max_workers=USERS) as users:
            return median(time for times in users.map(browse, range(USERS)) for time in times)

    def meanwhile(count: list[int]) -> float:
        is_over = Event()

        def ask() -> int:
            made = 0
            while not is_over.is_set():
                server.seconds(PDF)
                made += 1
            return made

        with ThreadPoolExecutor(max_workers=ASKING) as asking:
            asked = [asking.submit(ask) for _ in range(ASKING)]
            try:
                return everybody()
            finally:
                is_over.set()
                count.append(sum(each.result() for each in asked))

    # By turns, so that whoever else works on the computer slows both down.
    made: list[int] = []
    pairs = [(everybody(), meanwhile(made)) for _ in range(TURNS)]
    without, beside = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[1] / pair[0] for pair in pairs)
    table.add(
        f"a page of {USERS} users' while {ASKING} ask for PDFs",
        f"{ratio:.2f} × without",
        "2 ×",
        f"{1000 * without:.0f} ms",
        f"{1000 * beside:.0f} ms, {sum(made)} PDFs meanwhile",
    )
