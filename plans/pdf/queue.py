"""Who makes the PDF files that wait? A thread of the server's, which ends when nothing is left to be made.

Each server process has one at most. A request waits a moment for a file that has nobody before it, and gets
it at once; what takes longer goes on in the thread, and the person waits on a page that holds no thread.
"""

import logging
import os
import socket
import threading

from django.db import close_old_connections, connection
from django.utils import timezone

from plans.actions import jobs
from plans.models import Job
from plans.pdf.frames import Answer, Failure
from plans.pdf.order import carry_out

logger = logging.getLogger(__name__)
RENEWED_EACH = 20.0  # seconds; a claim ends after three times as many


class Making:
    """A file that is being made, in a thread that asks nothing of the database."""

    def __init__(self, kept: bytes) -> None:
        self._answer: Answer = Failure("other", [])
        self._is_done = threading.Event()
        threading.Thread(target=self._make, args=[kept], name="vink-pdf", daemon=True).start()

    def wait(self, seconds: float) -> Answer | None:
        """The file or why there is none; None where it takes longer than so many seconds."""
        return self._answer if self._is_done.wait(seconds) else None

    def _make(self, kept: bytes) -> None:
        try:
            self._answer = carry_out(kept)
        finally:
            self._is_done.set()


class Makers:
    """The thread of this process that takes one file after another out of the queue."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._begun: list[tuple[Job, Making]] = []
        self._is_asked = False
        self._thread: threading.Thread | None = None

    def begin(self, job: Job, *, seconds: float) -> Answer | None:
        """Make a job that is claimed already; None where it is not done after so many seconds and goes on."""
        making = Making(bytes(job.order))
        answer = making.wait(seconds)
        if answer is None:
            with self._guard:
                self._begun.append((job, making))
            self.wake()
        return answer

    def wake(self) -> None:
        """See to it that somebody looks what there is to be made."""
        with self._guard:
            self._is_asked = True
            # A thread of before this process was forked is none of its own.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="vink-queue", daemon=True)
                self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait until there is nothing left to do."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        try:
            while self._goes_on():
                close_old_connections()
                self._empty()
        except Exception:
            logger.exception("The queue of PDF files stopped; it goes on when somebody looks at it")
            with self._guard:
                self._thread = None
        finally:
            connection.close()

    def _goes_on(self) -> bool:
        with self._guard:
            is_asked, self._is_asked = self._is_asked, False
            if not (is_asked or self._begun):
                self._thread = None
            return self._thread is not None

    def _empty(self) -> None:
        maker = name_of_maker()
        while True:
            with self._guard:
                begun = self._begun.pop(0) if self._begun else None
            if begun is None:
                job = jobs.claim(maker=maker, now=timezone.now())
                if job is None:
                    return
                begun = job, Making(bytes(job.order))
            self._see_to(*begun, maker)

    def _see_to(self, job: Job, making: Making, maker: str) -> None:
        while (answer := making.wait(RENEWED_EACH)) is None:
            jobs.renew(number=job.pk, maker=maker, now=timezone.now())
        jobs.finish(digest=job.digest, made=as_kept(answer), now=timezone.now())


def as_kept(answer: Answer) -> bytes | tuple[str, list[str]]:
    """What is kept of an answer: the file, or why there is none."""
    return (answer.kind, answer.details) if isinstance(answer, Failure) else answer


def name_of_maker() -> str:
    """This process, among all of the installation."""
    return f"{socket.gethostname()}:{os.getpid()}"


MAKERS = Makers()
