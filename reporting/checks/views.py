"""May the report be published? The page of its checks, on which an approver answers for what may stay."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import permissions, queries
from plans.actions.acknowledgements import acknowledge, withdraw_acknowledgement
from plans.actions.history import Conflict
from plans.domain.values import Period
from plans.findings.collecting import findings
from plans.findings.finding import Finding
from plans.models import Report
from plans.status_report import StatusReport
from plans.versions import version_of
from plans.web.person import person_of
from plans.web.plan_pages import report_or_404
from reporting.annex.pages import annex_frame
from reporting.checks.forms import AcknowledgementForm
from reporting.checks.page import anchor_of, checks_page, mark_of


@require_http_methods(["GET", "HEAD", "POST"])
def report_checks(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """What the checks find in the report; what is posted is an answer, or takes one back."""
    person = person_of(request)
    if not permissions.has_tasks(person):
        raise PermissionDenied
    status = report_or_404(slug, period)
    memo = queries.report_of(status.round) if status.round else None
    if request.method != "POST":
        return _page(request, status, findings(status, memo))
    permissions.check_publishes(person)
    if memo is None:
        messages.error(request, _("Opret bilaget, før du accepterer noget."))
        return redirect("report_checks", slug, period)
    if "withdraw" in request.POST:
        return _withdraw(request, status, memo)
    return _acknowledge(request, status, memo)


def _acknowledge(request: WSGIRequest, status: StatusReport, memo: Report) -> HttpResponse:
    """Keep the answer, unless something else is found now: then the page asks anew, with what was typed."""
    found = findings(status, memo)
    code, key = request.POST.get("code", ""), request.POST.get("place", "")
    finding = next((each for each in found if (each.code, each.key) == (code, key) and not each.blocks), None)
    if finding is None:
        messages.info(request, _("Det er ikke længere nødvendigt at acceptere det."))
        return redirect("report_checks", status.plan.slug, status.period)
    if finding.acknowledgement is not None:
        messages.info(request, _("Det er allerede accepteret: %(place)s.") % {"place": finding.location})
        return _back(status, code, key)
    form = _bound(request, finding)
    if form.is_valid() and form.cleaned_data["seen"] != mark_of(finding):
        form = _asked_anew(form, finding)
    if form.is_valid():
        try:
            acknowledge(
                by=person_of(request),
                report=memo,
                check_code=finding.code,
                finding_key=finding.key,
                found=finding.found,
                treatment=form.chosen,
                reason=form.cleaned_data["reason"],
                replaces=form.cleaned_data["replaces"],
            )
        except ValidationError as refusal:
            form.add_refusal(refusal)
        except Conflict:
            return _page(request, status, findings(status, memo), _asked_anew(form, finding))
        else:
            messages.success(request, _("Accepteret: %(place)s") % {"place": finding.location})
            return _back(status, code, key)
    return _page(request, status, found, form)


def _bound(request: WSGIRequest, finding: Finding) -> AcknowledgementForm:
    auto_id = f"{anchor_of(finding.code, finding.key)}-%s"
    return AcknowledgementForm(request.POST, of_figures=finding.of_figures, auto_id=auto_id)


def _asked_anew(form: AcknowledgementForm, finding: Finding) -> AcknowledgementForm:
    """The form with the same answer, marked as seen for what is found now, and with an error that says so."""
    form.data = {**{name: form.data[name] for name in form.data}, "seen": mark_of(finding)}
    form.data["replaces"] = str(finding.lapsed.pk) if finding.lapsed else ""
    form.full_clean()
    form.add_error(None, _("Det fundne er ændret, siden du åbnede siden. Se det igen, og acceptér det så."))
    return form


def _withdraw(request: WSGIRequest, status: StatusReport, memo: Report) -> HttpResponse:
    key = version_of(request.POST["withdraw"])
    if key is not None:
        withdraw_acknowledgement(by=person_of(request), report=memo, acknowledgement=key)
        messages.success(request, _("Accepten er trukket tilbage."))
    return _back(status, request.POST.get("code", ""), request.POST.get("place", ""))


def _back(status: StatusReport, code: str, key: str) -> HttpResponse:
    """To the page, at the finding that was answered."""
    return redirect(
        f"{reverse('report_checks', args=[status.plan.slug, status.period])}#{anchor_of(code, key)}"
    )


def _page(
    request: WSGIRequest,
    status: StatusReport,
    found: list[Finding],
    typed: AcknowledgementForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    context = {
        **annex_frame(
            status, "report_checks", person, in_the_way=sum(each.stands_in_the_way for each in found)
        ),
        "page": checks_page(found, person, typed),
        "may_acknowledge": permissions.can_approve(person),
        "invalid_forms": [typed] if typed is not None else [],
    }
    code = HTTPStatus.OK if typed is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/checks.html", context, status=code)
