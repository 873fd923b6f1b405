"""Is every PDF set in a process apart, one at a time, that nobody is left alone with when it dies?

Tests the process that makes PDF files, and the site's side of it.
"""

import fcntl
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from plans.pdf import rendering_process, worker
from plans.pdf.document import CharactersMissing, render_pdf
from plans.pdf.worker import RenderingFailed, Worker
from reporting.annex.rendering import render_document
from tests.outside_tools import ROOT
from tests.patience import PATIENCE
from tests.reporting.annex_samples import ANNEX_2016_2017

pytestmark = pytest.mark.slow

HTML = "<!doctype html><html lang=da><title>Bilag</title><p>Bilag 1</p></html>"
DAY = date(2020, 1, 15)


@pytest.fixture
def apart() -> Iterator[Worker]:
    """A worker of the test's own."""
    own = Worker(patience=PATIENCE)
    yield own
    own.stop()


def ended(pid: int) -> bool:
    """Wait until the process has ended; False where it has not in time."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], PATIENCE)[0])
    finally:
        os.close(process)


def test_the_process_sets_the_same_file_and_gives_way_to_pages(apart: Worker) -> None:
    html = render_document(ANNEX_2016_2017)

    assert apart.render(html, created=DAY) == render_pdf(html, created=DAY)
    assert apart.pid
    assert os.getpriority(os.PRIO_PROCESS, apart.pid) == rendering_process.NICENESS


def test_faults_of_the_text_are_told_as_without_a_process(apart: Worker) -> None:
    with pytest.raises(CharactersMissing) as missing:
        apart.render(HTML.replace("Bilag 1", "Bilag 🙂"), created=DAY)
    with pytest.raises(ValueError, match="time zone"):
        apart.render(HTML, created=datetime(2020, 1, 15, 9, 30))  # noqa: DTZ001  # the fault in question

    assert len(missing.value.characters) == 1
    assert apart.render(HTML, created=DAY).startswith(b"%PDF")


def test_a_process_that_has_died_is_replaced(apart: Worker) -> None:
    apart.render(HTML, created=DAY)
    first = apart.pid
    assert first
    os.kill(first, signal.SIGKILL)

    assert apart.render(HTML, created=DAY).startswith(b"%PDF")
    assert apart.pid != first


def test_a_server_process_that_has_grown_keeps_its_rendering_process(apart: Worker) -> None:
    ballast = b"x" * ((rendering_process.MOST_MEBIBYTES + 50) * 1024 * 1024)
    apart.render(HTML, created=DAY)
    first = apart.pid
    apart.render(HTML, created=DAY)

    assert ballast
    assert first == apart.pid is not None


def test_who_waits_too_long_is_told_and_the_next_is_served() -> None:
    impatient = Worker(patience=1.5)
    lock = os.open(worker._lock_file(), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)  # as another server process has it while it sets a document
    try:
        impatient.prepare()
        pid = impatient.pid
        assert pid
        with pytest.raises(RenderingFailed, match="det tog for lang tid"):
            impatient.render(HTML, created=DAY)
        assert ended(pid)
    finally:
        os.close(lock)

    impatient.patience = PATIENCE
    assert impatient.render(HTML, created=DAY).startswith(b"%PDF")
    impatient.stop()


def test_a_folder_that_cannot_be_written_stops_pdfs_and_no_page(
    tmp_path: Path, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings.LOCKS_ROOT = str(tmp_path / "file" / "locks")
    shut_out = Worker()

    shut_out.prepare()

    assert "No PDF can be made" in caplog.text
    with pytest.raises(RenderingFailed):
        shut_out.render(HTML, created=DAY)


def test_threads_take_turns(apart: Worker) -> None:
    with ThreadPoolExecutor(max_workers=4) as four:
        files = list(four.map(lambda _: apart.render(HTML, created=DAY), range(4)))

    assert len(set(files)) == 1


def test_a_process_goes_after_many_documents() -> None:
    brief = Worker(patience=PATIENCE, most_renderings=2)
    pids = []
    for _ in range(3):
        brief.render(HTML, created=DAY)
        pids.append(brief.pid)
    brief.stop()

    first, none, second = pids  # it went with its second document
    assert (none, first != second, second is not None) == (None, True, True)


def test_no_process_outlives_the_server_that_started_it(tmp_path: Path) -> None:
    """Whether the server ends by itself, is asked to, or is killed."""
    program = (
        "import os, sys, datetime, django; django.setup()\n"
        "from plans.pdf import worker\n"
        f"worker.render({HTML!r}, created=datetime.date(2020, 1, 15))\n"
        "print(worker._WORKER.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "vink.settings", "PYTHONPATH": str(ROOT)}
    for end in (None, signal.SIGTERM, signal.SIGKILL):
        with subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as server:
            assert server.stdin
            assert server.stdout
            assert server.stderr
            child = server.stdout.readline().strip()
            assert child, server.stderr.read().decode()
            if end:
                server.send_signal(end)
            else:
                server.stdin.close()  # it comes to its end
            server.wait(timeout=PATIENCE)

        assert ended(int(child))
