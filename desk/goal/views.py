"""Where does a person say all there is to say of a goal in a round? Its page, its preview and its draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from desk.goal.addresses import SAVED, check_may_write, forget_local_draft, urls_of
from desk.goal.answering import note_answer, note_quietly
from desk.goal.choices import text_choice
from desk.goal.draft_view import BROUGHT_BACK, DELETED
from desk.goal.kept_draft import (
    draft_key_of,
    draft_text,
    keep_what_is_left,
    kept_as_draft,
    locked_meanwhile,
    typed_in,
)
from desk.goal.last_time import last_time
from desk.goal.notices import add_messages
from desk.goal.overtaken import saved_meanwhile
from desk.goal.page import figure_views, remarks_of
from desk.goal.preview import asked_of_its_text, preview_of
from desk.goal.saving import Outcome, save
from desk.goal.subject import Filling, RoundGoal, Subject, held_round_goal, round_goal_or_404, subject_of
from desk.goal.unsent import elsewhere_facts, unsent_facts
from desk.round.deadline import deadline_of
from desk.round.goal_filter import mine
from desk.round.question_posts import ANSWER, announced, noted, with_what_was_meant
from desk.round.sheet import entry_sheet
from desk.round.states import goal_state
from plans import queries
from plans.actions.goal_entry import JUDGEMENT, TEXT, Then
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.models import Draft
from plans.permissions import Person
from plans.web.facts import Fact
from plans.web.htmx import htmx_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.web.warned import warned_fields
from plans.wording.areas import shared_with

# What the page's buttons post as "then"; the last leads on to the next goal.
_THEN = {"confirm": Then.CONFIRM, "submit": Then.SUBMIT, "withdraw": Then.WITHDRAW}
NEXT = "next"


@require_http_methods(["GET", "POST"])
def goal_entry(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Figures, text and judgement of a goal; posting keeps all of it or none."""
    if request.method == "POST":
        if ANSWER in request.POST and htmx_of(request):
            return _answer(request, slug, period, key)
        return _save(request, slug, period, key)
    round_goal = round_goal_or_404(slug, period, key, person_of(request))
    access, draft = round_goal.sheet.access, None
    if access.is_mine(round_goal.goal):
        draft = queries.draft_of(access.person.pk, draft_key_of(round_goal))
    if draft is not None and not access.may_change(round_goal.goal):
        return _locked_page(request, round_goal, draft.fields)
    filling = Filling(draft=draft.fields) if draft else Filling()
    return _page(request, round_goal, subject_of(round_goal, filling), draft=draft)


@require_POST
def goal_entry_preview(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """How the goal would stand with what is typed; nothing is saved."""
    round_goal = round_goal_or_404(slug, period, key, person_of(request))
    check_may_write(round_goal)
    subject = subject_of(round_goal, Filling(posted=request.POST.dict()))
    context = {
        "preview": preview_of(subject),
        "remarks": [remarks_of(section, sheet=round_goal.sheet) for section in subject.figures],
        "warned": list(warned_fields(subject.forms)),
        "is_typing": True,
        **_standing(round_goal),
    }
    return render(request, "desk/goal/typed.html", context)


def _answer(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    """Note the answer to a question, and nothing else; the questions of the page as they are then."""
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        check_may_write(round_goal)
        try:
            subject = note_answer(round_goal, request.POST)
        except ValidationError as refusal:
            return HttpResponse(" ".join(refusal.messages), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        context = {
            "asked": asked_of_its_text(subject),
            "remarks": [remarks_of(section, sheet=round_goal.sheet) for section in subject.figures],
            **_standing(round_goal),
        }
    response = render(request, "desk/goal/answered.html", context)
    return announced(response)


def _save(request: WSGIRequest, slug: str, period: Period, key: str) -> HttpResponse:
    wanted = request.POST.get("then", "")
    then = _THEN.get(wanted, Then.NOTHING)
    with held_round_goal(slug, period, key, person_of(request)) as round_goal:
        check_may_write(round_goal)
        draft_key = draft_key_of(round_goal)
        before = queries.draft_of(round_goal.sheet.access.person.pk, draft_key)
        is_answered = note_quietly(round_goal, request.POST)
        posted = with_what_was_meant(request.POST, "figure")
        outcome = save(round_goal, posted, then, draft=draft_key if before else "")
        if outcome.is_saved and before is not None:
            keep_what_is_left(round_goal, typed_in(request), before)
    if not outcome.is_saved:
        draft = kept_as_draft(request, round_goal)
        if not round_goal.sheet.access.may_change(round_goal.goal):
            typed = draft.fields if draft else typed_in(request).fields
            refusal = locked_meanwhile(round_goal, is_kept=draft is not None)
            return _locked_page(request, round_goal, typed, refusal)
        return _page(request, round_goal, outcome.subject, outcome, draft=draft)
    if is_answered:
        messages.success(request, noted())
    if not is_answered or outcome.subject.is_changed:
        add_messages(request, round_goal, outcome, then)
    if wanted == NEXT:
        response = redirect(_next(round_goal) or "tasks")
    else:
        response = redirect("tasks" if then is Then.SUBMIT else urls_of(round_goal)["page"])
    forget_local_draft(response, round_goal)
    return response


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What a person has typed of a goal that is locked by now; why it was refused, if it was just sent."""

    facts: Sequence[Fact] = ()
    refusal: str = ""


def _locked_page(
    request: WSGIRequest, round_goal: RoundGoal, typed: Mapping[str, str], refusal: str = ""
) -> HttpResponse:
    """The goal as it is stored, beside it what the person has typed and cannot save."""
    waiting = _Waiting(unsent_facts(round_goal, typed), refusal)
    return _page(request, round_goal, subject_of(round_goal, Filling()), waiting=waiting)


def _page(
    request: WSGIRequest,
    round_goal: RoundGoal,
    subject: Subject,
    outcome: Outcome | None = None,
    *,
    draft: Draft | None = None,
    waiting: _Waiting = _Waiting(),
) -> HttpResponse:
    sheet, goal = round_goal.sheet, round_goal.goal
    may_change = sheet.access.may_change(goal)
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
        "deadline": deadline_of(sheet.access.round, timezone.localdate()),
        **_standing(round_goal),
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
        "elsewhere": elsewhere_facts(round_goal, draft.fields) if draft else [],
        "is_brought_back": BROUGHT_BACK in request.GET and draft is not None and outcome is None,
        "waiting": waiting.facts,
        "refusal": waiting.refusal,
        "is_deleted": DELETED in request.GET and sheet.access.is_mine(goal) and not (draft or waiting.facts),
        "draft_key": subject.draft_key,
        "forget": request.COOKIES.get(SAVED, ""),
        "urls": urls_of(round_goal),
    }
    response = render(request, "desk/goal/page.html", context, status=_status(outcome, waiting))
    if SAVED in request.COOKIES:
        response.delete_cookie(SAVED, samesite="Lax")
    return response


def _standing(round_goal: RoundGoal) -> dict[str, object]:
    """How the goal stands in the round by now, and whether it can be changed."""
    sheet, goal = round_goal.sheet, round_goal.goal
    state = goal_state(sheet, goal)
    return {
        "state": state,
        "notice": sheet.access.locked_because(goal) or sheet.access.notice([goal]),
        "may_change": sheet.access.may_change(goal),
        "is_submitted": state.state == SubmissionState.SUBMITTED,
    }


def _status(outcome: Outcome | None, waiting: _Waiting) -> HTTPStatus:
    if outcome is None:
        return HTTPStatus.UNPROCESSABLE_ENTITY if waiting.refusal else HTTPStatus.OK
    return HTTPStatus.CONFLICT if outcome.conflicts else HTTPStatus.UNPROCESSABLE_ENTITY


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


def _next(round_goal: RoundGoal) -> str:
    """The person's next goal in the round's order; empty after the last."""
    report, access = round_goal.sheet.report, round_goal.sheet.access
    whole = report_or_404(report.plan.slug, report.period)
    own = mine(entry_sheet(whole, access.round, access.person, today=timezone.localdate()))
    after = [goal.id for goal in own].index(round_goal.goal.id) + 1
    if after >= len(own):
        return ""
    return reverse("goal_entry", args=[report.plan.slug, report.period, own[after].key])
