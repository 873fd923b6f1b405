"""Where does a person say all there is to say of a goal in a round? Its page, its preview and its draft."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desk.goal.answering import note_answer, note_quietly
from desk.goal.choices import text_choice
from desk.goal.drafted import typed_elsewhere
from desk.goal.kept_draft import draft_key_of, draft_text, keep_draft, kept_as_draft, typed_in
from desk.goal.last_time import last_time
from desk.goal.notices import add_messages
from desk.goal.overtaken import saved_meanwhile
from desk.goal.page import figure_views, remarks_of
from desk.goal.preview import asked_of_its_text, preview_of
from desk.goal.saving import Outcome, save
from desk.goal.subject import Filling, RoundGoal, Subject, held_round_goal, round_goal_or_404, subject_of
from desk.round.access import area_ids
from desk.round.deadline import deadline_of
from desk.round.goal_filter import mine
from desk.round.question_posts import ANSWER, announced, noted, with_what_was_meant
from desk.round.sheet import entry_sheet
from desk.round.states import goal_state
from plans import permissions, queries
from plans.actions.drafts import discard_draft, save_draft
from plans.actions.goal_entry import JUDGEMENT, TEXT, Then
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.models import Draft
from plans.permissions import Person
from plans.web.htmx import htmx_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.web.warned import warned_fields
from plans.wording.areas import shared_with

# What the page's buttons post as "then"; the last leads on to the next goal.
_THEN = {"confirm": Then.CONFIRM, "submit": Then.SUBMIT, "withdraw": Then.WITHDRAW}
NEXT = "next"
_SAVED = "goal_entry_saved"  # the cookie that says whose local draft the next page forgets


@require_http_methods(["GET", "POST"])
def goal_entry(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Figures, text and judgement of a goal; posting keeps all of it or none."""
    if request.method == "POST":
        if ANSWER in request.POST and htmx_of(request):
            return _answer(request, slug, period, key)
        return _save(request, slug, period, key)
    round_goal = round_goal_or_404(slug, period, key, person_of(request))
    draft = None
    if round_goal.sheet.access.may_change(round_goal.goal):
        draft = queries.draft_of(round_goal.sheet.access.person.pk, draft_key_of(round_goal))
    filling = Filling(draft=draft.fields) if draft else Filling()
    return _page(request, round_goal, subject_of(round_goal, filling), draft=draft)


@require_POST
def goal_entry_preview(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """How the goal would stand with what is typed; nothing is saved."""
    round_goal = round_goal_or_404(slug, period, key, person_of(request))
    _check_may_write(round_goal)
    subject = subject_of(round_goal, Filling(posted=request.POST.dict()))
    context = {
        "preview": preview_of(subject),
        "remarks": [remarks_of(section, sheet=round_goal.sheet) for section in subject.figures],
        "warned": list(warned_fields(subject.forms)),
        "is_typing": True,
    }
    return render(request, "desk/goal/typed.html", context)


@require_POST
def goal_entry_draft(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Keep what is typed as the person's own draft, or throw it away; it counts for nothing.

    The goal is held: what is saved at the same moment is stored already, or does away with this draft.
    """
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        _check_may_write(round_goal)
        return _keep_or_discard(request, round_goal)


def _keep_or_discard(request: WSGIRequest, round_goal: RoundGoal) -> HttpResponse:
    person, draft_key = round_goal.sheet.access.person, draft_key_of(round_goal)
    if "discard" in request.POST:
        discard_draft(by=person, key=draft_key)
        if htmx_of(request):
            return JsonResponse({"told": "", "saved": ""})
        messages.success(request, _("Kladden er slettet."))
        response = redirect(_address(round_goal))
        _forget_local_draft(response, round_goal)
        return response
    try:
        draft = keep_draft(request, round_goal)
    except ValidationError as refusal:
        problem = {"told": " ".join(refusal.messages)}
        return JsonResponse(problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not htmx_of(request):
        return redirect(_address(round_goal))
    if draft is None:
        return JsonResponse({"told": "", "saved": ""})
    return JsonResponse({"told": draft_text(draft), "saved": draft.saved_at.isoformat()})


def _check_may_write(round_goal: RoundGoal) -> None:
    access = round_goal.sheet.access
    permissions.check_enter(access.person, area_ids(round_goal.goal), access.given)


def _answer(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Note the answer to a question, and nothing else; the questions of the page as they are then."""
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        _check_may_write(round_goal)
        try:
            subject = note_answer(round_goal, request.POST)
        except ValidationError as refusal:
            return HttpResponse(" ".join(refusal.messages), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        context = {
            "asked": asked_of_its_text(subject),
            "remarks": [remarks_of(section, sheet=round_goal.sheet) for section in subject.figures],
        }
    response = render(request, "desk/goal/answered.html", context)
    return announced(response)


def _save(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    wanted = request.POST.get("then", "")
    then = _THEN.get(wanted, Then.NOTHING)
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        _check_may_write(round_goal)
        draft_key = draft_key_of(round_goal)
        before = queries.draft_of(round_goal.sheet.access.person.pk, draft_key)
        is_answered = note_quietly(round_goal, request.POST)
        posted = with_what_was_meant(request.POST, "figure")
        outcome = save(round_goal, posted, then, draft=draft_key if before else "")
        if outcome.is_saved and before is not None:
            elsewhere = typed_elsewhere(round_goal, typed_in(request), before.fields)
            if elsewhere:
                save_draft(by=round_goal.sheet.access.person, key=draft_key, fields=elsewhere)
    if not outcome.is_saved:
        status = HTTPStatus.CONFLICT if outcome.conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        draft = kept_as_draft(request, round_goal)
        return _page(request, round_goal, outcome.subject, outcome, draft=draft, status=status)
    if is_answered:
        messages.success(request, noted())
    if not is_answered or outcome.subject.is_changed:
        add_messages(request, round_goal, outcome, then)
    if wanted == NEXT:
        response = redirect(_next(round_goal) or "tasks")
    else:
        response = redirect("tasks" if then is Then.SUBMIT else _address(round_goal))
    _forget_local_draft(response, round_goal)
    return response


def _page(
    request: WSGIRequest,
    round_goal: RoundGoal,
    subject: Subject,
    outcome: Outcome | None = None,
    *,
    draft: Draft | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    sheet, goal = round_goal.sheet, round_goal.goal
    state, may_change = goal_state(sheet, goal), sheet.access.may_change(goal)
    if outcome is None and not may_change:
        for form in subject.forms:
            for each in form.fields.values():
                each.disabled = True
    is_from_draft = draft is not None and outcome is None
    # Half a figure in a draft is no error at its field, yet the judgement is about what the fields hold.
    typed = subject_of(round_goal, Filling(posted=draft.fields)) if draft and is_from_draft else subject
    meanwhile = saved_meanwhile(subject) if is_from_draft else {}
    context = {
        **plan_frame(sheet.report, "entry", sheet.access.person),
        **_choices(sheet.access.person, subject, outcome),
        "goal": goal,
        "areas": [f"{area.number}. {area.title}" for area in goal.areas[:1]],
        "shared": shared_with([area.number for area in goal.areas[1:]]),
        "state": state,
        "deadline": deadline_of(sheet.access.round, timezone.localdate()),
        "notice": sheet.access.locked_because(goal) or sheet.access.notice([goal]),
        "may_change": may_change,
        "is_submitted": state.state == SubmissionState.SUBMITTED,
        "figures": figure_views(subject, typed, outcome.conflicts if outcome else {}, meanwhile),
        "meanwhile": {"text": meanwhile.get(TEXT, ""), "judgement": meanwhile.get(JUDGEMENT, "")},
        "text": subject.text,
        "judgement": subject.judgement,
        "opens_judgement": any(field.value() for field in subject.judgement.form),
        "last": last_time(round_goal),
        "preview": preview_of(typed),
        "invalid_forms": outcome.invalid_forms if outcome else [],
        "is_refused": outcome is not None,
        "is_unsaved": outcome is not None and draft is None,
        "draft": draft_text(draft) if draft and (outcome or subject.is_changed) else "",
        "is_restored": is_from_draft and subject.is_changed,
        "draft_saved": draft.saved_at.isoformat() if draft else "",
        "draft_key": subject.draft_key,
        "forget": request.COOKIES.get(_SAVED, ""),
        "urls": _urls(round_goal),
    }
    response = render(request, "desk/goal/page.html", context, status=status)
    if _SAVED in request.COOKIES:
        response.delete_cookie(_SAVED, samesite="Lax")
    return response


def _choices(person: Person, subject: Subject, outcome: Outcome | None) -> dict[str, object]:
    """Both texts and both judgements, where another was saved first."""
    conflicts = outcome.conflicts if outcome else {}
    text, judgement = subject.text.form, subject.judgement.form
    labels = dict(getattr(judgement.fields["override"], "choices", []))
    values = {**getattr(judgement, "cleaned_data", {})}
    return {
        "text_choice": text_choice(
            conflicts.get(TEXT),
            getattr(text, "cleaned_data", {}),
            {name: str(field.label) for name, field in text.fields.items()},
            person,
        ),
        "judgement_choice": text_choice(
            conflicts.get(JUDGEMENT),
            values,
            {name: str(field.label) for name, field in judgement.fields.items()},
            person,
            labels,
        ),
    }


def _forget_local_draft(response: HttpResponse, round_goal: RoundGoal) -> None:
    """Let the next page drop what the browser itself has kept of this one.

    By a cookie of the browser's session: the session's own row would take three more statements.
    """
    response.set_cookie(
        _SAVED, draft_key_of(round_goal), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _urls(round_goal: RoundGoal) -> dict[str, str]:
    url_args = [round_goal.sheet.report.plan.slug, round_goal.sheet.report.period, round_goal.goal.key]
    return {
        "page": reverse("goal_entry", args=url_args),
        "preview": reverse("goal_entry_preview", args=url_args),
        "draft": reverse("goal_entry_draft", args=url_args),
        "entry": f"{_entry(round_goal)}#goal-{round_goal.goal.id}",
    }


def _address(round_goal: RoundGoal) -> str:
    return _urls(round_goal)["page"]


def _entry(round_goal: RoundGoal) -> str:
    return reverse("entry", args=[round_goal.sheet.report.plan.slug, round_goal.sheet.report.period])


def _next(round_goal: RoundGoal) -> str:
    """The person's next goal in the round's order; empty after the last."""
    report, access = round_goal.sheet.report, round_goal.sheet.access
    whole = report_or_404(report.plan.slug, report.period)
    own = mine(entry_sheet(whole, access.round, access.person, today=timezone.localdate()))
    after = [goal.id for goal in own].index(round_goal.goal.id) + 1
    if after >= len(own):
        return ""
    return reverse("goal_entry", args=[report.plan.slug, report.period, own[after].key])
