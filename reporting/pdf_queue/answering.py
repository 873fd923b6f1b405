"""Is the PDF file there at once, or does the person wait on a page? And what do programs get that ask for it?

A browser gets the file at once where nothing is made before it and it is made quickly. A program, which says
nothing of HTML, gets the file and never a page; but only so many of them hold the server at a time.
"""

import threading
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.actions import jobs
from plans.enums import JobKind
from plans.models import Job
from plans.pdf.frames import Answer, Failure
from plans.pdf.order import Order, digest_of, pdf_of, raise_failure
from plans.pdf.queue import MAKERS, as_kept, name_of_maker
from plans.pdf.worker import RenderingFailed, stopped
from plans.web.attachments import MediaType, attachment
from plans.web.person import person_of
from plans.web.row_ids import row_id
from reporting.pdf_queue.page import waiting_url

MOST_PROGRAMS = 3  # that wait for a file at once, in each server process
_PROGRAMS = threading.BoundedSemaphore(MOST_PROGRAMS)


def pdf_answer(request: WSGIRequest, order: Callable[[], Order], name: str) -> HttpResponse:
    """The file, called `name`; or to the page on which one waits for it.

    `order` says what is to be set; it is not asked where the file is there already.

    Raises CharactersMissing, FontsMissing and RenderingFailed as `worker.render` does.
    """
    made = _made_before(request)
    if made is None:
        if not wants_page(request):
            return _for_program(order(), name)
        try:
            asked = _asked(request, order().kept())
        except jobs.TooManyJobs as error:
            return _to_own_file(request, error)
        made = _made_at_once(asked.job) if asked.is_claimed else _made(asked.job)
        if made is None:
            transaction.on_commit(MAKERS.wake)
            return redirect(waiting_url(asked.job))
    if isinstance(made, Failure):
        raise_failure(made)
    return attachment(bytes(made), MediaType.PDF, name)  # type: ignore[arg-type]  # raised above


def wants_page(request: WSGIRequest) -> bool:
    """Whether a browser asks, that shows a page; what takes anything is a program."""
    return "text/html" in request.headers.get("Accept", "")


def _made_before(request: WSGIRequest) -> Answer | None:
    """What the person's own job became that the address names, if it is one for this address."""
    number = row_id(request.GET.get("job", ""))
    job = queries.job_of(person_of(request).pk, number) if number is not None else None
    return _made(job) if job is not None and job.address == request.path else None


def _made(job: Job) -> Answer | None:
    """What a job became; None where it is not done. A failure is told once, and then may be tried anew."""
    if job.done_at is None:
        return None
    if job.file is not None:
        return bytes(job.file)
    job.delete()
    kind, details = job.failure or (jobs.DIED, [])
    if kind == jobs.DIED:
        return Failure("other", [stopped()])
    return Failure(kind, details)


def _asked(request: WSGIRequest, kept: bytes) -> jobs.Asked:
    return jobs.ask(
        by=person_of(request),
        kind=JobKind.PDF,
        address=request.path,
        digest=digest_of(kept),
        order=kept,
        maker=name_of_maker(),
        now=timezone.now(),
    )


def _to_own_file(request: WSGIRequest, error: jobs.TooManyJobs) -> HttpResponse:
    """To the first file that the person waits for. Raises RenderingFailed where all wait for too many."""
    if error.own is None:
        raise RenderingFailed(str(error))
    messages.warning(request, str(error))
    return redirect(waiting_url(error.own))


def _made_at_once(job: Job) -> Answer | None:
    """What becomes of a job that this request has claimed; None where it takes longer."""
    made = MAKERS.begin(job, seconds=settings.PDF_AT_ONCE)
    if made is not None:
        jobs.hand_over(job=job, made=as_kept(made), now=timezone.now())
    return made


def _for_program(order: Order, name: str) -> HttpResponse:
    if not _PROGRAMS.acquire(blocking=False):
        busy = _("Der er for mange PDF-filer i kø. Prøv igen om lidt.")
        return HttpResponse(
            busy,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": "10"},
        )
    try:
        return attachment(pdf_of(order), MediaType.PDF, name)
    finally:
        _PROGRAMS.release()
