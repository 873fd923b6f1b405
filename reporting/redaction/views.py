"""On which pages is the blanking of personal data asked for, and decided by somebody else?

The list of a plan's redactions with the form to ask for one, and the page of one redaction, where it is
granted, refused or undone.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import permissions, queries
from plans.actions import redaction as redactions_of_plan
from plans.actions.history import Conflict
from plans.actions.redaction_checks import check_request
from plans.actions.redaction_kept import check_blankable
from plans.actions.redaction_lock import Busy
from plans.actions.redaction_people import check_decides, check_undoes, why_not
from plans.actions.redaction_sealed import count_sealable
from plans.actions.redaction_search import digest_of, search, search_to_decide
from plans.actions.redaction_undo import undo
from plans.actions.redaction_unsaved import Occurrence
from plans.domain import blanking
from plans.enums import RedactionState
from plans.models import ActionPlan, Redaction
from plans.pdf.document import CharactersMissing, FontsMissing
from plans.pdf.worker import RenderingFailed
from plans.permissions import Person
from plans.status_report import status_report
from plans.web.person import person_of
from plans.web.plan_pages import plan_or_404, whole_plan_frame
from plans.web.round_steps import round_steps
from reporting.annex.pages import annex_pages
from reporting.redaction.files import read_publications
from reporting.redaction.forms import AskForm, GrantForm, RefuseForm, UndoForm
from reporting.redaction.page import ShownPlace, how_many, lines, redaction_page, shown_places
from reporting.redaction.undoing import undone_text

Answer = GrantForm | RefuseForm | UndoForm


@require_http_methods(["GET", "HEAD", "POST"])
def redactions(request: WSGIRequest, slug: str) -> HttpResponse:
    """The plan's redactions; a posted form asks for one more, once the person has seen its places."""
    plan = _plan_or_404(request, slug)
    if request.method != "POST":
        return _list(request, plan, AskForm())
    form = AskForm(request.POST)
    if not form.is_valid():
        return _list(request, plan, form, code=HTTPStatus.UNPROCESSABLE_ENTITY)
    person, passage = person_of(request), blanking.as_passage(form.cleaned_data["passage"])
    try:
        check_request(person, plan, passage, form.cleaned_data["reason"])
        check_blankable(plan, passage)
        found = search(by=person, plan=plan, passage=passage)
        seen = digest_of(passage, found)
        has_seen = form.cleaned_data["seen"] == seen and "change" not in request.POST
        if found and not has_seen:
            form.remember(seen)
            return _list(request, plan, form, found=found)
        redaction_row = redactions_of_plan.ask(
            by=person, plan=plan, passage=passage, reason=form.cleaned_data["reason"]
        )
    except ValidationError as refusal:
        form.remember("")
        form.add_refusal(refusal)
        return _list(request, plan, form, code=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Der er bedt om sletning. En anden skal nu afgøre det."))
    return redirect("redaction", plan.slug, redaction_row.pk)


def slow_down(request: WSGIRequest, slug: str, message: str) -> HttpResponse:
    """Ask somebody who has searched too often to wait, with what they typed; nothing is searched."""
    form = AskForm(request.POST)
    form.is_valid()
    form.remember("")
    form.add_error(None, message)
    return _list(request, _plan_or_404(request, slug), form, code=HTTPStatus.TOO_MANY_REQUESTS)


@require_http_methods(["GET", "HEAD", "POST"])
def redaction(request: WSGIRequest, slug: str, number: int) -> HttpResponse:
    """One redaction, with every place for those who may decide; what is posted is the decision."""
    plan = _plan_or_404(request, slug)
    redaction_row = queries.redaction_of(plan, number)
    if redaction_row is None:
        raise Http404
    if request.method != "POST":
        return _one(request, plan, redaction_row)
    form = _form(request, redaction_row)
    if not form.is_valid():
        return _one(request, plan, redaction_row, form)
    try:
        _decide(request, redaction_row, form)
    except ValidationError as refusal:
        form.add_refusal(refusal)
        return _one(request, plan, redaction_row, form)
    except (Busy, CharactersMissing, FontsMissing, RenderingFailed) as trouble:
        text = _("Intet er slettet: den fastlåste versions filer kunne ikke laves. Prøv igen om lidt.")
        busy = _("Intet er ændret: andre gemmer lige nu. Prøv igen om lidt.")
        form.add_error(None, busy if isinstance(trouble, Busy) else text)
        return _one(request, plan, redaction_row, form)
    except Conflict:
        messages.error(
            request,
            _("Intet er slettet: noget er ændret, siden du åbnede siden. Se det igen, og afgør det så."),
        )
    return redirect("redaction", plan.slug, redaction_row.pk)


def _form(request: WSGIRequest, redaction_row: Redaction) -> Answer:
    """The posted form. Raises PermissionDenied for somebody who may not decide so."""
    person, do = person_of(request), request.POST.get("do")
    if do == "undo":
        check_undoes(person)
        return UndoForm(request.POST)
    check_decides(person, redaction_row)
    if do == "refuse":
        return RefuseForm(request.POST)
    found = (
        _found(redaction_row, person, can_decide=True) if redaction_row.state == RedactionState.ASKED else []
    )
    return GrantForm(request.POST, is_undoable=count_sealable(found, redaction_row.passage) > 0)


def _decide(request: WSGIRequest, redaction_row: Redaction, form: Answer) -> None:
    person, version, now = person_of(request), form.cleaned_data["version"], timezone.now()
    if isinstance(form, UndoForm):
        reason = form.cleaned_data["reason"]
        undone = undo(by=person, redaction=redaction_row, version=version, reason=reason, now=now)
        messages.success(request, undone_text(undone))
        return
    if isinstance(form, RefuseForm):
        reason = form.cleaned_data["reason"]
        redactions_of_plan.refuse(by=person, redaction=redaction_row, version=version, reason=reason, now=now)
        messages.success(request, _("Sletningen er afvist. Teksten bliver stående."))
        return
    if redaction_row.state != RedactionState.ASKED:
        raise Conflict(redaction_row)
    publications = read_publications(redaction_row.plan, redaction_row.passage)
    redactions_of_plan.grant(
        by=person, redaction=redaction_row, version=version, publications=publications, now=now
    )
    messages.success(request, _("Teksten er slettet alle steder."))


def _plan_or_404(request: WSGIRequest, slug: str) -> ActionPlan:
    """The plan. Raises Http404 for readers, who do not learn that anything was blanked in it."""
    plan = plan_or_404(slug)
    if not permissions.has_tasks(person_of(request)):
        raise Http404
    return plan


def _list(
    request: WSGIRequest,
    plan: ActionPlan,
    form: AskForm,
    *,
    found: list[Occurrence] | None = None,
    code: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    person = person_of(request)
    occurrences: tuple[ShownPlace, ...] = ()
    if found:
        passage = blanking.as_passage(form.cleaned_data["passage"])
        occurrences = shown_places(found, passage, queries.publication_numbers(plan), is_own=True)
    context = {
        **_frame(request, plan),
        "redactions": lines(plan, queries.redactions_of(plan), person),
        "form": form,
        "found": occurrences,
        "how_many": how_many(len(found)) if found else "",
        "invalid_forms": [form] if form.errors else [],
    }
    return render(request, "reporting/redactions.html", context, status=code)


def _one(
    request: WSGIRequest, plan: ActionPlan, redaction_row: Redaction, posted: Answer | None = None
) -> HttpResponse:
    person = person_of(request)
    is_asked = redaction_row.state == RedactionState.ASKED
    refusal = why_not(person, redaction_row) if is_asked else ""
    found = _found(redaction_row, person, can_decide=not refusal) if is_asked else []
    initial = {"version": redaction_row.version}
    page = redaction_page(plan, redaction_row, person, found, refusal=refusal, now=timezone.now())
    grant = GrantForm(initial=initial, is_undoable=page.undoable.is_for_a_while)
    context = {
        **_frame(request, plan),
        "page": page,
        "grant": posted if isinstance(posted, GrantForm) else grant,
        "refuse": posted if isinstance(posted, RefuseForm) else RefuseForm(initial=initial),
        "undo": posted if isinstance(posted, UndoForm) else UndoForm(initial=initial),
        "is_refusing": isinstance(posted, RefuseForm),
        "invalid_forms": [posted] if posted is not None else [],
    }
    code = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "reporting/redaction.html", context, status=code)


def _found(redaction_row: Redaction, person: Person, *, can_decide: bool) -> list[Occurrence]:
    """Where the passage stands: everywhere for whoever decides, for the asker in what the asker may read."""
    if can_decide:
        return search_to_decide(by=person, redaction=redaction_row)
    is_own = person.pk == redaction_row.asked_by_id
    return search(by=person, plan=redaction_row.plan, passage=redaction_row.passage) if is_own else []


def _frame(request: WSGIRequest, plan: ActionPlan) -> dict[str, Any]:
    frame, person = whole_plan_frame(request, plan, "redactions"), person_of(request)
    report = status_report(plan, frame["period"], today=timezone.localdate())
    return {
        **frame,
        "annex_pages": annex_pages(frame, "redactions", person),
        "steps": round_steps(report, person),
    }
