"""On which page does one wait for a PDF file? It goes on by itself, and one may cancel."""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import queries
from plans.actions import jobs
from plans.pdf.queue import MAKERS
from plans.web.htmx import wants_part
from plans.web.person import person_of
from reporting.pdf_queue.page import file_address, source_of, waiting_page


@require_http_methods(["GET", "HEAD", "POST"])
def pdf_job(request: WSGIRequest, number: int) -> HttpResponse:
    """The person's own file in the queue; another's is not found. By POST it is cancelled."""
    person = person_of(request)
    job = queries.job_of(person.pk, number)
    if job is None:
        address = file_address(request.GET.get("of", ""))
        if address is None:
            raise Http404
        return _led_on(request, address)  # where one asks for it anew
    if request.method == "POST":
        jobs.forget(by=person, number=number)
        messages.info(request, _("PDF-filen er annulleret."))
        return redirect(source_of(job.address).url)
    page = waiting_page(job)
    if job.failure is not None:
        # There the reason is told, and one may try again.
        return _led_on(request, page.file_url)
    if job.done_at is None:
        transaction.on_commit(MAKERS.wake)  # whoever was to make it may have gone
    elif wants_part(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    name = "waiting" if wants_part(request) else "page"
    response = render(request, f"reporting/pdf_queue/{name}.html", {"page": page})
    if page.is_done:
        response.headers["Refresh"] = f"0; url={page.file_url}"
    return response


def _led_on(request: WSGIRequest, address: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address}) if wants_part(request) else redirect(address)
