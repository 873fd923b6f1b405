"""On which page does a manager read the overview of a plan, and from where is it downloaded?

The overview (ledelsesoverblik) as a web page with every goal, and as a PDF of one page.
"""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.disclosure.treatment import for_outside
from plans.domain.values import Period
from plans.enums import RoundState
from plans.pdf import worker
from plans.pdf.document import CharactersMissing, FontsMissing
from plans.status_report import StatusReport
from plans.tasks.rounds import tasks_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from reporting.brief.contents import BAR_HEIGHT, BAR_WIDTH, BriefFacts, brief_of
from reporting.brief.details import STEPS
from reporting.brief.money import spending_of
from reporting.brief.rendering import brief_order
from reporting.pdf_queue.answering import pdf_answer
from reporting.publish.since import since_annex


@require_safe
def brief(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The overview with every goal, as a web page."""
    worker.prepare()
    report = report_or_404(slug, period)
    context = {
        **plan_frame(report, "brief", person_of(request)),
        "brief": brief_of(facts_of(report), STEPS[0]),
        "width": BAR_WIDTH,
        "height": BAR_HEIGHT,
    }
    return render(request, "reporting/brief.html", context)


@require_safe
def brief_pdf(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The overview as PDF, one page, or where one waits for it; back where it cannot be made."""
    report = report_or_404(slug, period)
    try:
        return pdf_answer(
            request, lambda: brief_order(facts_of(report)), f"ledelsesoverblik-{slug}-{period}.pdf"
        )
    except (CharactersMissing, FontsMissing, worker.RenderingFailed) as error:
        messages.error(request, str(error))
        return redirect("brief", slug, period)


def facts_of(report: StatusReport) -> BriefFacts:
    """The report with the tasks, the publication and the spending that the overview tells besides."""
    tasks = None
    round_ = report.round
    if round_ is not None and round_.state == RoundState.OPEN:
        round_.plan = report.plan
        (tasks,) = tasks_of([round_], {(report.plan.pk, report.period): report}, today=timezone.localdate())
    annex = since_annex([report]).get(round_.pk) if round_ else None
    return BriefFacts(for_outside(report), tasks, annex, spending_of(report.plan))
