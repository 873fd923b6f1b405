"""Which meetings treat a version? They are added, corrected and deleted, and what they decided is kept."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans import queries
from plans.actions import meetings
from plans.actions.administration import why_not_deleted
from plans.actions.history import Conflict
from plans.domain.values import Period
from plans.models import Decision, Publication
from plans.status_report import StatusReport
from reporting.annex.pages import annex_frame
from reporting.publish.forms import ConnectForm, DecisionForm, MeetingForm, OutcomeForm
from reporting.publish.views import publication_answer, publication_to_change
from reporting.publish.visitors import publisher_of


@require_POST
def decide(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Keep which meeting treats the version, and what it decided, if it has."""
    status, found = publication_to_change(request, slug, period, number)
    form = DecisionForm(request.POST, prefix="decision")
    if form.is_valid():
        item = form.decision()
        try:
            kept = meetings.add_decision(by=publisher_of(request), publication=found, decision=item)
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            if kept is not item:
                messages.info(request, _("Mødet var gemt i forvejen. Det står her kun én gang."))
            elif item.outcome:
                messages.success(request, _("Beslutningen er gemt."))
            else:
                messages.success(request, _("Punktet er på dagsordenen."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


@require_POST
def decide_item(request: WSGIRequest, slug: str, period: Period, number: int, decision: int) -> HttpResponse:
    """Keep what the committee decided on an item that stood on its agenda."""
    status, found = publication_to_change(request, slug, period, number)
    item = _meeting(found, decision)
    if item is None:
        typed = {"outcome": request.POST.get(f"outcome-{decision}-outcome", "")}
        return _gone(request, status, found, decision, typed)
    form = OutcomeForm(request.POST, prefix=f"outcome-{decision}")
    if form.is_valid():
        try:
            meetings.write_outcome(
                by=publisher_of(request),
                publication=found,
                decision=item,
                outcome=form.cleaned_data["outcome"],
                version=form.cleaned_data["version"],
            )
        except ValidationError as refusal:
            form.add_refusal(refusal)
        except Conflict:
            changed = _("Punktet er ændret i mellemtiden. Se det efter, og gem igen.")
            form = form.asked_again(item, changed)
        else:
            messages.success(request, _("Beslutningen er gemt."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


@require_POST
def connect(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Say which of the plan's decisions was about the version."""
    status, found = publication_to_change(request, slug, period, number)
    form = ConnectForm(
        request.POST, decisions=queries.connectable_decisions(status.plan), prefix="connection"
    )
    if form.is_valid():
        decision = form.decisions[form.cleaned_data["decision"]]
        try:
            meetings.connect_decision(
                by=publisher_of(request), publication=found, decision=decision, version=decision.version
            )
        except (ValidationError, Conflict):
            form.add_error("decision", _("Beslutningen er ændret i mellemtiden. Vælg igen."))
        else:
            messages.success(request, _("Beslutningen hører nu til versionen."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_meeting(request: WSGIRequest, slug: str, period: Period, number: int, decision: int) -> HttpResponse:
    """Correct the committee, the day, the item or the decision of a meeting."""
    status, found = publication_to_change(request, slug, period, number)
    meeting = _meeting(found, decision)
    if meeting is None:
        return _gone(request, status, found, decision, request.POST.dict())
    form = MeetingForm(request.POST) if request.method == "POST" else MeetingForm.of(meeting)
    if form.is_valid():
        try:
            meetings.change_meeting(
                by=publisher_of(request),
                publication=found,
                decision=meeting,
                values=form.values(),
                version=form.cleaned_data["version"],
            )
        except ValidationError as refusal:
            form.add_refusal(refusal)
        except Conflict as conflict:
            form = form.asked_again(cast("Decision", conflict.current))
        else:
            messages.success(request, _("Mødet er rettet."))
            return _back(slug, period, number)
    context = {"meeting": meeting, "form": form, "invalid_forms": [form] if form.errors else []}
    return _page(request, status, found, "reporting/publish/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_meeting(
    request: WSGIRequest, slug: str, period: Period, number: int, decision: int
) -> HttpResponse:
    """Ask whether to delete a meeting that has decided nothing, and delete it."""
    status, found = publication_to_change(request, slug, period, number)
    meeting = _meeting(found, decision)
    if meeting is None:
        return _gone(request, status, found, decision, {})
    refusal = why_not_deleted(meeting)
    if request.method == "POST" and not refusal:
        version = request.POST.get("version", "")
        try:
            meetings.delete_meeting(
                by=publisher_of(request),
                publication=found,
                decision=meeting,
                version=int(version) if version.isascii() and version.isdecimal() else 0,
            )
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except Conflict:
            changed = _("Mødet er ændret i mellemtiden. Se det efter, før du sletter det.")
            context = {"meeting": meeting, "refusal": "", "changed": changed}
            return _page(request, status, found, "reporting/publish/delete_meeting.html", context)
        else:
            messages.success(request, _("Mødet er slettet."))
            return _back(slug, period, number)
    context = {"meeting": meeting, "refusal": refusal, "changed": ""}
    return _page(request, status, found, "reporting/publish/delete_meeting.html", context)


def _meeting(found: Publication, decision: int) -> Decision | None:
    return next((each for each in found.decisions.all() if each.pk == decision), None)


def _gone(
    request: WSGIRequest, status: StatusReport, found: Publication, decision: int, typed: dict[str, str]
) -> HttpResponse:
    """What an old tab gets of a meeting that was deleted: what it typed, in the form for a new one.

    Raises Http404 where there never was one.
    """
    if queries.latest_change("decision", decision) is None:
        raise Http404
    deleted = _("Mødet er slettet i mellemtiden.")
    if not typed.get("outcome") and not typed.get("title"):
        messages.info(request, deleted)
        return redirect("publication", status.plan.slug, status.period, found.number)
    form = DecisionForm({f"decision-{name}": text for name, text in typed.items()}, prefix="decision")
    form.is_valid()
    form.add_error(None, f"{deleted} {_('Det, du skrev, står her. Gem det for at tilføje mødet igen.')}")
    return publication_answer(request, status, found, form)


def _page(
    request: WSGIRequest, status: StatusReport, found: Publication, template: str, context: dict[str, object]
) -> HttpResponse:
    frame = annex_frame(status, "publications", publisher_of(request))
    code = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, {**frame, "number": found.number, **context}, status=code)


def _back(slug: str, period: Period, number: int) -> HttpResponse:
    return redirect("publication", slug, period, number)
