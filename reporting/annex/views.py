"""Where does one read the annex, and which files of it can one take along? A page, PDF, Word and Excel."""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plans import queries
from plans.disclosure.treatment import for_outside
from plans.domain.values import Period
from plans.findings.of_texts import where_unknown
from plans.pdf import worker
from plans.pdf.document import CharactersMissing, FontsMissing
from plans.pdf.order import Order
from plans.web.attachments import MediaType, attachment
from plans.web.person import person_of
from plans.web.plan_pages import report_or_404
from reporting.annex.contents import annex_of
from reporting.annex.pages import annex_frame
from reporting.annex.rendering import render_document
from reporting.pdf_queue.answering import pdf_answer


@require_safe
def annex(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The annex as a web page."""
    worker.prepare()  # most readers take the PDF along, and the first one would take a second more
    report = report_or_404(slug, period)
    context = {
        **annex_frame(report, "annex", person_of(request)),
        "annex": annex_of(report),
    }
    return render(request, "reporting/annex.html", context)


@require_safe
def annex_pdf(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The annex as PDF, to keep, or where one waits for it; back with the reason where it cannot be made."""
    report = report_or_404(slug, period)

    def order() -> Order:
        memo = annex_of(report)
        return Order((render_document(memo),), memo.dated_on)

    try:
        return pdf_answer(request, order, f"bilag-1-{slug}-{period}.pdf")
    except CharactersMissing as error:
        stored = queries.report_of(report.round) if report.round else None
        messages.error(request, f"{error} {where_unknown(report, stored)}".strip())
        return redirect("annex", slug, period)
    except (FontsMissing, worker.RenderingFailed) as error:
        messages.error(request, str(error))
        return redirect("annex", slug, period)


@require_safe
def annex_docx(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:  # noqa: ARG001  # Django's
    """The annex as a Word file, to go on writing in."""
    # Here, because it takes 0.2 s that no other page should wait for; so below.
    from reporting.annex.word import render_docx  # noqa: PLC0415

    memo = annex_of(report_or_404(slug, period))
    return attachment(render_docx(memo), MediaType.WORD, f"bilag-1-{slug}-{period}.docx")


@require_safe
def annex_xlsx(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:  # noqa: ARG001  # Django's
    """The annex's figures as an Excel file, to reckon with."""
    from reporting.annex.excel import render_xlsx  # noqa: PLC0415

    report = for_outside(report_or_404(slug, period))
    return attachment(render_xlsx(report), MediaType.EXCEL, f"bilag-1-{slug}-{period}.xlsx")
