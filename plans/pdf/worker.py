"""Where is a PDF set? In a niced process of its own, one document at a time, so that pages go on meanwhile.

Each server process has one such process, started when it is first needed and ended with it. A lock that all
of them share lets one document at a time be set in the installation, however many server processes there are.
"""

import atexit
import logging
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.utils.translation import gettext as _

from plans.pdf.document import CharactersMissing, FontsMissing, TooManyPages
from plans.pdf.frames import Answer, Ended, Failure, read_answer, write_request

logger = logging.getLogger(__name__)
MODULE = "plans.pdf.rendering_process"
PATIENCE = 90.0  # seconds for a document, with the wait for its turn; some hundred pages take 20
MOST_RENDERINGS = 50  # a process that has set many documents has grown
_FAREWELL = 3.0  # seconds for a process to end by itself


class RenderingFailed(Exception):
    """The PDF could not be made, by no fault of its text; one may try again."""


class Worker:
    """A rendering process, and whoever waits for it."""

    def __init__(self, *, patience: float = PATIENCE, most_renderings: int = MOST_RENDERINGS) -> None:
        self.patience = patience
        self.most_renderings = most_renderings
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def prepare(self) -> None:
        """Start the process, if there is none, without waiting for it: loading takes it a second."""
        if self._turn.acquire(blocking=False):
            try:
                self._running()
            except OSError as error:  # who asks for a PDF is told; the page on which one may still comes
                logger.warning("No PDF can be made: %s", error)
            finally:
                self._turn.release()

    def render(self, html: str, *, created: date, most_pages: int | None = None) -> bytes:
        """Set an HTML document as PDF, as `document.render_pdf` does, in the rendering process.

        Raises CharactersMissing, FontsMissing and TooManyPages as that does, ValueError for a moment without
        a time zone, and RenderingFailed where the process died or took longer than `patience` seconds.
        """
        if getattr(created, "tzinfo", created) is None:
            raise ValueError("The moment of a PDF's making needs a time zone.")
        if not self._turn.acquire(timeout=self.patience):
            raise RenderingFailed(_("Der er for mange PDF-filer i kø. Prøv igen om lidt."))
        try:
            answer = self._ask(html, created, most_pages)
        finally:
            self._turn.release()
        if isinstance(answer, bytes):
            return answer
        if answer.kind == "characters":
            raise CharactersMissing(answer.details)
        if answer.kind == "pages":
            raise TooManyPages(int(answer.details[0]))
        if answer.kind == "fonts":
            raise FontsMissing(*answer.details)
        raise RenderingFailed(_("PDF-filen kunne ikke laves: %(reason)s") % {"reason": answer.details[0]})

    def stop(self) -> None:
        """End the process; the next document starts another."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        _close(process)  # its standard input has an end: there is nothing left to do
        try:
            process.wait(timeout=_FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def pid(self) -> int | None:
        """The process's number; None while there is none."""
        return self._process.pid if self._process else None

    def _ask(self, html: str, created: date, most_pages: int | None) -> Answer:
        was_running = self._process is not None
        try:
            return self._answer(html, created, most_pages)
        except (Ended, OSError):
            self.stop()
            # One that had waited for long may have gone by itself, just now.
            if not was_running:
                raise RenderingFailed(stopped()) from None
        try:
            return self._answer(html, created, most_pages)
        except (Ended, OSError):
            self.stop()
            raise RenderingFailed(stopped()) from None

    def _answer(self, html: str, created: date, most_pages: int | None) -> Answer:
        process = self._running()
        is_over = threading.Event()

        def give_up() -> None:
            is_over.set()
            process.kill()

        watch = threading.Timer(self.patience, give_up)
        watch.daemon = True
        watch.start()
        try:
            write_request(cast("IO[bytes]", process.stdin), html, created, most_pages)
            answer, is_last = read_answer(cast("IO[bytes]", process.stdout))
        except (Ended, OSError):
            if is_over.is_set():
                self.stop()
                return Failure("other", [_("det tog for lang tid.")])
            raise
        finally:
            watch.cancel()
        if is_last:
            self.stop()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none; a forked server process does not share its parent's."""
        if self._process is not None and (self._owner != os.getpid() or self._process.poll() is not None):
            self.stop()
        if self._process is None:
            self._owner = os.getpid()
            self._process = subprocess.Popen(  # noqa: S603  # the program itself
                [sys.executable, "-m", MODULE, str(_lock_file()), str(self.most_renderings)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=settings.BASE_DIR,
                start_new_session=True,  # Ctrl-C is for the server, which then ends this
            )
        return self._process


def stopped() -> str:
    """What is said where the program that makes the file died."""
    return _("PDF-filen kunne ikke laves: programmet, der laver den, standsede. Prøv igen.")


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was not written cannot be written any more
                continue


def _lock_file() -> Path:
    """One for each installation, in a folder of its own; others than the program could else hold it."""
    root = Path(settings.LOCKS_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root / "vink-pdf.lock"


_WORKER = Worker()
atexit.register(_WORKER.stop)

prepare = _WORKER.prepare
render = _WORKER.render
