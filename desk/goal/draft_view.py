"""What becomes of what is typed on a goal's page before it is saved? It is kept, deleted, or brought back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.goal.addresses import check_may_write, forget_local_draft, urls_of
from desk.goal.drafted import put_beside
from desk.goal.kept_draft import draft_key_of, draft_told, keep_draft
from desk.goal.subject import RoundGoal, held_round_goal
from desk.goal.unsent import elsewhere_facts
from plans import queries
from plans.actions.drafts import ASIDE, bring_draft_back, put_draft_aside
from plans.domain.values import Period
from plans.web.htmx import htmx_of
from plans.web.person import person_of

# In the address of a page whose draft has just been deleted, or brought back.
DELETED = "deleted"
BROUGHT_BACK = "brought-back"


@require_POST
def goal_entry_draft(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Keep what is typed as the person's own draft, delete it, or bring it back; it counts for nothing.

    The goal is held: what is saved at the same moment is stored already, or does away with this draft.
    """
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        check_may_write(round_goal)
        if "discard" in request.POST:
            return _delete(request, round_goal)
        if "restore" in request.POST:
            return _bring_back(request, round_goal)
        return _keep(request, round_goal)


def _delete(request: WSGIRequest, round_goal: RoundGoal) -> HttpResponse:
    person, key = round_goal.sheet.access.person, draft_key_of(round_goal)
    put_draft_aside(by=person, key=key)
    if htmx_of(request):
        return JsonResponse({"told": "", "saved": "", "elsewhere": ""})
    response = redirect(f"{urls_of(round_goal)['page']}?{DELETED}=1")
    forget_local_draft(response, round_goal)
    return response


def _bring_back(request: WSGIRequest, round_goal: RoundGoal) -> HttpResponse:
    person, key = round_goal.sheet.access.person, draft_key_of(round_goal)
    aside, current = queries.draft_of(person.pk, f"{ASIDE}{key}"), queries.draft_of(person.pk, key)
    if aside is None:
        messages.info(request, _("Der er ingen slettet kladde at hente."))
    else:
        fields = put_beside(current.fields, aside.fields) if current else aside.fields
        bring_draft_back(by=person, key=key, fields=fields)
        messages.success(request, _("Kladden er hentet tilbage."))
        return redirect(f"{urls_of(round_goal)['page']}?{BROUGHT_BACK}=1")
    return redirect(urls_of(round_goal)["page"])


def _keep(request: WSGIRequest, round_goal: RoundGoal) -> HttpResponse:
    try:
        draft = keep_draft(request, round_goal)
    except ValidationError as refusal:
        problem = {"told": " ".join(refusal.messages)}
        return JsonResponse(problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not htmx_of(request):
        return redirect(urls_of(round_goal)["page"])
    if draft is None:
        return JsonResponse({"told": "", "saved": "", "elsewhere": ""})
    facts = elsewhere_facts(round_goal, draft.fields)
    elsewhere = render_to_string("desk/goal/elsewhere.html", {"elsewhere": facts}) if facts else ""
    return JsonResponse(
        {
            "told": draft_told(round_goal, draft),
            "saved": draft.saved_at.isoformat(),
            "elsewhere": elsewhere,
            "waits": not round_goal.sheet.access.may_change(round_goal.goal),
        }
    )
