"""Which files of the annex can one go on with? A Word file to write in, an Excel file to reckon with."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from plans.domain.values import Period
from plans.views.plan_pages import report_or_404
from reporting.annex_contents import annex_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def annex_docx(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:  # noqa: ARG001  # Django's
    """The annex as a Word file."""
    # Here, because it takes 0.2 s that no other page should wait for; so below.
    from reporting.word import render_docx  # noqa: PLC0415

    memo = annex_of(report_or_404(slug, period))
    return _file(render_docx(memo), WORD, f"bilag-1-{slug}-{period}.docx")


@require_safe
def annex_xlsx(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:  # noqa: ARG001  # Django's
    """The annex's figures as an Excel file."""
    from reporting.excel import render_xlsx  # noqa: PLC0415

    return _file(render_xlsx(report_or_404(slug, period)), EXCEL, f"bilag-1-{slug}-{period}.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
