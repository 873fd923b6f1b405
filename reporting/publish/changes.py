"""What can be done beside a publication afterwards? Sharing it, filing it, adding what was decided."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import permissions, queries
from plans.actions import publications
from plans.actions.history import Conflict
from plans.domain.values import Period
from plans.models import Publication, PublicationFiling, PublicationShare
from reporting.publish.forms import ConnectForm, DecisionForm, FilingForm, OutcomeForm
from reporting.publish.views import publication_answer, publication_or_404
from reporting.publish.visitors import publisher_of


@require_POST
def share(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Give the version an address without sign-in."""
    _status, found = publication_or_404(slug, period, number)
    publications.share(by=publisher_of(request), publication=found)
    messages.success(request, _("Versionen er delt: alle, der får adressen, kan læse den uden at logge på."))
    return _back(slug, period, number)


@require_POST
def revoke(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Revoke the address of a shared version."""
    _status, found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    for live in _shares(found):
        publications.revoke(by=publisher_of(request), share=live, now=timezone.now())
    messages.success(request, _("Delingen er trukket tilbage: adressen fører ingen steder hen mere."))
    return _back(slug, period, number)


@require_POST
def file(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Say where the archive keeps the version."""
    status, found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    form = FilingForm(request.POST, prefix="filing")
    if form.is_valid():
        try:
            publications.file(
                by=publisher_of(request),
                publication=found,
                document_number=form.cleaned_data["document_number"],
                version=form.cleaned_data["version"],
            )
        except ValidationError as refusal:
            form.add_refusal(refusal)
        except Conflict as conflict:
            stored = cast("PublicationFiling", conflict.current)
            latest = queries.latest_change("publicationfiling", stored.pk)
            form.go_over(stored, is_own=latest is not None and latest.who_id == publisher_of(request).pk)
        else:
            messages.success(request, _("Dokumentnummeret er gemt."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


@require_POST
def decide(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Keep which meeting treats the version, and what it decided, if it has."""
    status, found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    form = DecisionForm(request.POST, prefix="decision")
    if form.is_valid():
        try:
            publications.add_decision(by=publisher_of(request), publication=found, decision=form.decision())
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            decided = _("Beslutningen er gemt.")
            messages.success(request, decided if form.decision().outcome else _("Punktet er på dagsordenen."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


@require_POST
def decide_item(request: WSGIRequest, slug: str, period: Period, number: int, decision: int) -> HttpResponse:
    """Keep what the committee decided on an item that stood on its agenda."""
    status, found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    item = next((each for each in found.decisions.all() if each.pk == decision), None)
    if item is None:
        raise Http404
    form = OutcomeForm(request.POST, prefix=f"outcome-{decision}")
    if form.is_valid():
        try:
            publications.write_outcome(
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
    status, found = publication_or_404(slug, period, number)
    permissions.check_publishes(publisher_of(request))
    form = ConnectForm(
        request.POST, decisions=queries.connectable_decisions(status.plan), prefix="connection"
    )
    if form.is_valid():
        decision = form.decisions[form.cleaned_data["decision"]]
        try:
            publications.connect_decision(
                by=publisher_of(request), publication=found, decision=decision, version=decision.version
            )
        except (ValidationError, Conflict):
            form.add_error("decision", _("Beslutningen er ændret i mellemtiden. Vælg igen."))
        else:
            messages.success(request, _("Beslutningen hører nu til versionen."))
            return _back(slug, period, number)
    return publication_answer(request, status, found, form)


def _shares(found: Publication) -> list[PublicationShare]:
    return list(found.live_shares)  # type: ignore[attr-defined]  # fetched with it


def _back(slug: str, period: Period, number: int) -> HttpResponse:
    return redirect("publication", slug, period, number)
