"""What can be done beside a publication afterwards? Sharing it, and filing it."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import queries
from plans.actions import publications
from plans.actions.history import Conflict
from plans.domain.values import Period
from plans.models import Publication, PublicationFiling, PublicationShare
from plans.wording import figures
from reporting.publish.forms import FilingForm, ShareForm
from reporting.publish.views import publication_answer, publication_to_change
from reporting.publish.visitors import publisher_of


@require_POST
def share(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Give the version an address without sign-in."""
    status, found = publication_to_change(request, slug, period, number)
    form = ShareForm(request.POST, prefix="sharing")
    if not form.is_valid():
        return publication_answer(request, status, found, form)
    given, is_new = publications.share(
        by=publisher_of(request),
        publication=found,
        today=timezone.localdate(),
        months=form.cleaned_data["months"],
    )
    if is_new:
        messages.success(
            request, _("Versionen er delt: alle, der får adressen, kan læse den uden at logge på.")
        )
    else:
        day = {"day": figures.short_day(given.expires_on)}
        messages.info(
            request, _("Versionen var allerede delt, til og med %(day)s. Intet er ændret nu.") % day
        )
    return _back(slug, period, number)


@require_POST
def lengthen(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Let the address of a shared version work for a year more."""
    _status, found = publication_to_change(request, slug, period, number)
    shares = _shares(found)
    if not shares:
        messages.info(request, _("Versionen er ikke delt mere, så intet er forlænget."))
    for live in shares:
        longer = publications.lengthen(by=publisher_of(request), share=live, today=timezone.localdate())
        day = figures.short_day(longer.expires_on)
        messages.success(request, _("Adressen virker nu til og med %(day)s.") % {"day": day})
    return _back(slug, period, number)


@require_POST
def revoke(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Revoke the address of a shared version."""
    _status, found = publication_to_change(request, slug, period, number)
    for live in _shares(found):
        publications.revoke(by=publisher_of(request), share=live, now=timezone.now())
    messages.success(request, _("Delingen er trukket tilbage: adressen fører ingen steder hen mere."))
    return _back(slug, period, number)


@require_POST
def file(request: WSGIRequest, slug: str, period: Period, number: int) -> HttpResponse:
    """Say where the archive keeps the version."""
    status, found = publication_to_change(request, slug, period, number)
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


def _shares(found: Publication) -> list[PublicationShare]:
    return list(found.live_shares)  # type: ignore[attr-defined]  # fetched with it


def _back(slug: str, period: Period, number: int) -> HttpResponse:
    return redirect("publication", slug, period, number)
