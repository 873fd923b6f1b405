"""Where does an approver read and approve a round? All goals at once; nothing is approved unseen."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from desk.approval.page import Answer, approval_areas, proposal_form, seen_by_approver
from desk.approval.states import STATES, state_counts
from desk.round.sheet import entry_sheet
from plans import permissions, queries
from plans.actions import submissions
from plans.actions.history import Conflict
from plans.actions.submission_checks import entered_by_oneself
from plans.domain.values import Period
from plans.enums import Status, SubmissionState
from plans.models import ReportingRound, ResultGoal
from plans.refusals import sentences_by_field
from plans.status_report import StatusReport
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.web.refusals import show_refusal
from plans.web.round_steps import round_steps
from plans.wording import figures

_SEEN = re.compile(
    r"(?P<goal>[0-9]{1,18}):(?P<id>[0-9]{1,18}):(?P<version>[0-9]{1,9}):(?P<judged>[0-9a-z_]{1,32})"
)


class _Refusal(Exception):
    """It was not done; the page says why."""

    def __init__(self, answer: Answer, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(*answer.errors)
        self.answer, self.status = answer, status


@require_http_methods(["GET", "POST"])
def approval(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """What of the round waits for approval; posting approves, sends back, reopens, judges or confirms."""
    permissions.check_approves(person_of(request))
    report = report_or_404(slug, period)
    if report.round is None:
        if request.method == "POST":
            raise Http404
        return render(request, "desk/approval/page.html", plan_frame(report, "approval", person_of(request)))
    if request.method == "GET":
        return _page(request, report, report.round)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        anchor = act(request, report, report.round)
    except _Refusal as refusal:
        fresh = report_or_404(slug, period)
        return _page(request, fresh, report.round, refusal.answer, refusal.status)
    return redirect(f"{request.get_full_path()}{anchor}")


def _approve(request: WSGIRequest, report: StatusReport, round_: ReportingRound) -> str:
    """Approve the chosen goals, all of them or none."""
    chosen = [found for text in request.POST.getlist("chosen") if (found := _SEEN.fullmatch(text))]
    goals = frozenset(int(each["goal"]) for each in chosen)
    if not goals:
        raise _Refusal(Answer((_("Vælg mindst ét mål, før du godkender."),)))
    posted = {int(each["goal"]): each.string for each in chosen}
    changed = _changed(report, posted)
    if changed:
        raise _conflict(report, goals, changed)
    versions = {int(each["id"]): int(each["version"]) for each in chosen}
    try:
        approved = submissions.approve(
            by=person_of(request),
            round=round_,
            versions=versions,
            judged={int(each["id"]): each["judged"] for each in chosen},
            today=timezone.localdate(),
        )
    except ValidationError as error:
        raise _Refusal(Answer(tuple(error.messages), chosen=goals)) from error
    except Conflict as conflict:
        fresh = report_or_404(report.plan.slug, report.period)
        changed = _changed(fresh, posted)
        raise _conflict(fresh, goals, changed) from conflict
    message = ngettext("%(n)s mål er godkendt.", "%(n)s mål er godkendt.", len(approved))
    messages.success(request, message % {"n": figures.number(len(approved))})
    left = goals - {each.goal_id for each in approved}
    if left:
        named = figures.listed([f"»{goal.reported_wording}«" for goal in report.goals if goal.id in left])
        messages.warning(request, f"{entered_by_oneself(permissions.hands_of(person_of(request)))} {named}")
    return _next_to(report, goals) if request.POST.get("one") else ""


def _next_to(report: StatusReport, approved: frozenset[int]) -> str:
    """Where the next goal that waits stands on the page, after the one that was approved."""
    goals = report.in_plan_order
    after = max(number for number, goal in enumerate(goals) if goal.id in approved)
    waiting = (
        goal
        for goal in (*goals[after + 1 :], *goals[:after])
        if goal.submission and goal.submission.state is SubmissionState.SUBMITTED
    )
    return next((f"#goal-{goal.id}" for goal in waiting), "")


def _changed(report: StatusReport, posted: Mapping[int, str]) -> frozenset[int]:
    """Which of the goals are no longer what the approver saw."""
    now = seen_by_approver(report)
    return frozenset(goal for goal, saw in posted.items() if now.get(goal) != saw)


def _conflict(report: StatusReport, chosen: frozenset[int], changed: frozenset[int]) -> _Refusal:
    named = [f"»{goal.reported_wording}«" for goal in report.goals if goal.id in changed]
    message = _("Intet er godkendt: noget er ændret, siden du åbnede siden. Læs det igen, og vælg så.")
    answer = Answer((message, *named), chosen=chosen - changed, changed=changed)
    return _Refusal(answer, HTTPStatus.CONFLICT)


def _send_back(request: WSGIRequest, report: StatusReport, round_: ReportingRound) -> str:
    goal, version = _posted_goal(request, report)
    because = request.POST.get("because", "")
    with _refusals_shown(goal, because):
        submissions.send_back(
            by=person_of(request), round=round_, goal=goal, version=version, because=because
        )
    messages.success(request, _("Sendt tilbage: »%(goal)s«.") % {"goal": goal.wording})
    return f"#goal-{goal.pk}"


def _reopen(request: WSGIRequest, report: StatusReport, round_: ReportingRound) -> str:
    goal, version = _posted_goal(request, report)
    because = request.POST.get("because", "")
    with _refusals_shown(goal, because):
        submissions.reopen(by=person_of(request), round=round_, goal=goal, version=version, because=because)
    messages.success(request, _("Genåbnet: »%(goal)s«.") % {"goal": goal.wording})
    return f"#goal-{goal.pk}"


def _confirm(request: WSGIRequest, report: StatusReport, round_: ReportingRound) -> str:
    goal, version = _posted_goal(request, report)
    try:
        computed = Status(request.POST.get("computed", ""))
    except ValueError as error:
        raise Http404 from error
    with _refusals_shown(goal, ""):
        submissions.confirm_override(
            by=person_of(request),
            round=round_,
            goal=goal,
            computed=computed,
            version=version,
            today=timezone.localdate(),
        )
    messages.success(request, _("Vurderingen er bekræftet: »%(goal)s«.") % {"goal": goal.wording})
    return f"#goal-{goal.pk}"


def _judge(request: WSGIRequest, report: StatusReport, round_: ReportingRound) -> str:
    """Let another judgement than the computed one wait for another approver."""
    goal, version = _posted_goal(request, report)
    status = next((each for each in report.goals if each.id == goal.pk), None)
    if status is None:
        raise Http404
    form = proposal_form(report, status, request.POST.dict())
    refused = Answer(goal=goal.pk, judgement=form)
    if not form.is_valid():
        raise _Refusal(refused)
    try:
        submissions.set_override(
            by=person_of(request),
            round=round_,
            goal=goal,
            status=form.chosen,
            reason=form.cleaned_data["override_reason"],
            computed=status.computed_status,
            version=version,
            today=timezone.localdate(),
        )
    except ValidationError as error:
        show_refusal(form, error)
        raise _Refusal(refused) from error
    except (Conflict, PermissionDenied) as conflict:
        # An approver judges what lies with them: refused is what was taken back meanwhile.
        answer = replace(refused, errors=(_changed_meanwhile(goal),), changed=frozenset({goal.pk}))
        raise _Refusal(answer, HTTPStatus.CONFLICT) from conflict
    message = _("Dit forslag er gemt. En anden godkender skal godkende målet: »%(goal)s«.")
    if form.chosen is None:
        message = _("Egen vurdering er fjernet. Den beregnede gælder nu: »%(goal)s«.")
    messages.success(request, message % {"goal": goal.wording})
    return f"#goal-{goal.pk}"


_ACTS = {
    "approve": _approve,
    "return": _send_back,
    "reopen": _reopen,
    "confirm": _confirm,
    "judge": _judge,
}


def _posted_goal(request: WSGIRequest, report: StatusReport) -> tuple[ResultGoal, int]:
    """The goal that a form is about, and the version of its submission that the approver saw."""
    try:
        goal_id, version = int(request.POST.get("goal", "")), int(request.POST.get("version", ""))
    except ValueError as error:
        raise Http404 from error
    goal = queries.goals_by_id(report.plan, [goal_id]).get(goal_id)
    if goal is None:
        raise Http404
    return goal, version


@contextmanager
def _refusals_shown(goal: ResultGoal, because: str) -> Iterator[None]:
    """Turn what an action refuses into what the page says, with what was typed kept."""
    try:
        yield
    except ValidationError as error:
        by_field = dict(sentences_by_field(error))
        at_field = " ".join(by_field.pop("because", []))
        rest = tuple(message for each in by_field.values() for message in each)
        raise _Refusal(Answer(rest, goal=goal.pk, because=because, error=at_field)) from error
    except Conflict as conflict:
        answer = Answer(
            (_changed_meanwhile(goal),), goal=goal.pk, because=because, changed=frozenset({goal.pk})
        )
        raise _Refusal(answer, HTTPStatus.CONFLICT) from conflict


def _changed_meanwhile(goal: ResultGoal) -> str:
    message = _("»%(goal)s« er ændret, siden du åbnede siden. Læs det igen, før du går videre.")
    return message % {"goal": goal.wording}


def _page(
    request: WSGIRequest,
    report: StatusReport,
    round_: ReportingRound,
    answer: Answer | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    answer = answer or Answer()
    wanted = request.GET.get("state", "")
    chosen = wanted if wanted in STATES else ""
    sheet = entry_sheet(report, round_, person_of(request), today=timezone.localdate())
    areas = approval_areas(
        sheet,
        chosen=chosen,
        choose_all=request.GET.get("choose") == "all",
        answer=answer,
        reader=permissions.hands_of(person_of(request)),
    )
    errors = answer.errors
    if answer.judgement is not None:
        errors = (*errors, *answer.judgement.non_field_errors())
    if answer.typed and not any(goal.keeps_typed for area in areas for goal in area.goals):
        # The goal has gone on meanwhile, and with it the field that held this.
        errors = (*errors, _("Du skrev: %(typed)s") % {"typed": answer.typed})
    counts = state_counts(report, chosen)
    by_state = {each.state: each.count for each in counts}
    context = {
        **plan_frame(report, "approval", person_of(request)),
        "action": request.get_full_path(),
        "areas": areas,
        "as_of": figures.day(report.as_of),
        "deadline": figures.day(round_.deadline) if round_.deadline else "",
        "is_open": sheet.access.round_is_open,
        "states": counts,
        "choose_all": f"{reverse('approval', args=[report.plan.slug, report.period])}?choose=all",
        "choosable": sum(goal.can_choose for area in areas for goal in area.goals),
        "done": by_state[SubmissionState.APPROVED],
        "total": len(report.goals),
        "errors": errors,
        "steps": round_steps(report, person_of(request), given=sheet.progress(report.goals)),
        "wrong_fields": answer.wrong_fields,
        "failed": status is not HTTPStatus.OK,
    }
    return render(request, "desk/approval/page.html", context, status=status)
