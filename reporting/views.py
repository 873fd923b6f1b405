"""Which pages tell where the plans stand? The plans, a plan's status, and its annex as page and PDF."""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from plans import queries
from plans.domain.values import Period
from plans.status_report import StatusReport
from plans.views.plan_pages import page_links, period_links, report_or_404
from plans.wording import figures
from reporting.annex_contents import annex_of
from reporting.goal_rows import goal_rows, status_counts
from reporting.overview import plan_cards
from reporting.pdf import CharactersMissing, render_pdf
from reporting.rendering import render_document
from reporting.tables import StatusTable


@require_safe
def overview(request: WSGIRequest) -> HttpResponse:
    """Every plan with how its goals stand."""
    cards = plan_cards(queries.all_plans(), today=timezone.localdate())
    return render(request, "reporting/overview.html", {"cards": cards})


@require_safe
def status(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Where a plan stands in a period."""
    report = report_or_404(slug, period)
    caption = _("Status for resultatmål %(years)s") % {"years": figures.years(period)}
    table = StatusTable(goal_rows(report), caption=caption)
    RequestConfig(request, paginate=False).configure(table)
    context = {
        **_frame(report, "status"),
        "as_of": figures.day(report.as_of),
        "in_a_round": report.round is not None,
        "counts": status_counts(report),
        "table": table,
    }
    return render(request, "reporting/status.html", context)


@require_safe
def annex(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The annex as a web page."""
    report = report_or_404(slug, period)
    context = {**_frame(report, "annex"), "annex": annex_of(report)}
    return render(request, "reporting/annex.html", context)


@require_safe
def annex_pdf(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The annex as PDF, to keep; back to the page with the reason where the font lacks a character."""
    memo = annex_of(report_or_404(slug, period))
    try:
        pdf = render_pdf(render_document(memo), created=memo.dated_on)
    except CharactersMissing as error:
        messages.error(request, str(error))
        return redirect("annex", slug, period)
    name = f"bilag-1-{slug}-{period}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _frame(report: StatusReport, here: str) -> dict[str, object]:
    """What every page of a plan needs: whose it is, and where one can go from it."""
    return {
        "plan": report.plan,
        "years": figures.years(report.period),
        "period": report.period,
        "pages": page_links(report.plan, report.period, here),
        "periods": period_links(report.plan, report.reported, report.period, here),
    }
