"""How does one hand in what is complete, all at once? A page lists it, and what is missing in the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from desk.round.deadline import deadline_of
from desk.round.figure_rows import figure_against, figure_row
from desk.round.goal_filter import mine
from desk.round.judgements import GoalJudgement, goal_judgement
from desk.round.questions import asked_of_stored_text
from desk.round.sheet import EntrySheet, entry_sheet, sheet_of_goals
from desk.round.states import GoalState, goal_state
from plans import queries
from plans.actions.history import Conflict
from plans.actions.submission_checks import approval_errors
from plans.actions.submissions import submit, withdraw
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.judgements import fingerprints
from plans.models import ResultGoal
from plans.status_report import GoalStatus
from plans.versions import version_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, plan_or_404, report_or_404
from plans.web.round_steps import round_steps
from plans.wording.explanation import explanations_missing
from plans.wording.measurements import figure_text

_DONE = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A goal on the way to the approver."""

    state: GoalState
    area: str
    judgement: GoalJudgement
    figures: tuple[str, ...]
    missing: tuple[str, ...]  # why it cannot be sent, each a sentence
    questions: tuple[str, ...]  # what looks odd; nobody has to answer
    judged: str  # the fingerprint of the judgement that the page shows

    @property
    def seen(self) -> str:
        """What the page posts of the goal: the version of its submission, and what it is judged by."""
        return f"{'' if self.state.version is None else self.state.version}:{self.judged}"


@require_http_methods(["GET", "POST"])
def entry_submit(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """What would be handed in and what would not; posting hands in what was chosen of it."""
    sheet = _sheet_or_404(request, slug, period)
    own = [goal for goal in mine(sheet) if sheet.access.may_change(goal)]
    if not mine(sheet):
        raise PermissionDenied(
            _("Du kan ikke sende mål ind i denne plan: ingen af områderne er givet til dig.")
        )
    if request.method == "POST":
        return _submit(request, sheet, own)
    judged = fingerprints(sheet.report)
    left = [goal for goal in own if not _is_done(goal)]
    lines = [_line(sheet, goal, judged[goal.id]) for goal in left]
    context = {
        **plan_frame(sheet.report, "entry", sheet.access.person),
        "areas": _by_area(line for line in lines if not line.missing),
        "lacking": explanations_missing(
            sum(goal.lacks_text for goal, line in zip(left, lines, strict=True) if not line.missing)
        ),
        "ready": sum(not line.missing for line in lines),
        "waiting": [line for line in lines if line.missing],
        "done": sum(_is_done(goal) for goal in mine(sheet)),
        "deadline": deadline_of(sheet.access.round, timezone.localdate()),
        "entry_url": _entry(sheet),
        "steps": round_steps(
            sheet.report,
            sheet.access.person,
            given=sheet.progress(sheet.report.goals),
            areas=sheet.access.given,
        ),
    }
    return render(request, "desk/round/submit.html", context)


@require_POST
def entry_withdraw(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Take one goal back from the approver, to correct it."""
    plan, posted = plan_or_404(slug), request.POST
    wanted = version_of(posted.get("goal", ""))
    goals = queries.goals_by_id(plan, [] if wanted is None else [wanted])
    if not goals:
        raise Http404
    (goal,) = goals.values()
    sheet = sheet_of_goals(plan, period, [goal.pk], person_of(request), today=timezone.localdate())
    try:
        withdraw(
            by=sheet.access.person,
            round=sheet.access.round,
            goal=goal,
            version=version_of(posted.get("version", "")) or 0,
            today=timezone.localdate(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Conflict:
        messages.warning(
            request, _("Målet er ændret imens og står her, som det er nu: %(goal)s") % {"goal": goal.wording}
        )
    else:
        messages.success(request, _("Trukket tilbage og kan rettes: %(goal)s") % {"goal": goal.wording})
    return redirect(f"{_entry(sheet)}#goal-{goal.pk}")


def _sheet_or_404(request: WSGIRequest, slug: str, period: Period) -> EntrySheet:
    report = report_or_404(slug, period)
    if report.round is None:
        raise Http404
    return entry_sheet(report, report.round, person_of(request), today=timezone.localdate())


def _submit(request: WSGIRequest, sheet: EntrySheet, own: Iterable[GoalStatus]) -> HttpResponse:
    """Hand in the goals that were chosen, each at the version that the page showed."""
    chosen = [goal for goal in own if f"goal-{goal.id}" in request.POST]
    rows = queries.goals_by_id(sheet.report.plan, [goal.id for goal in chosen])
    sent, stayed = 0, []
    for goal in chosen:
        try:
            _submit_one(sheet, rows[goal.id], request.POST.get(f"goal-{goal.id}", ""))
        except ValidationError as error:
            stayed.append(f"»{goal.reported_wording}«: {' '.join(error.messages)}")
        except Conflict:
            changed = _("Målet er ændret imens. Se det efter, og send det så ind.")
            stayed.append(f"»{goal.reported_wording}«: {changed}")
        else:
            sent += 1
    if sent:
        message = ngettext(
            "%(n)s mål er sendt ind og venter på godkendelse.",
            "%(n)s mål er sendt ind og venter på godkendelse.",
            sent,
        )
        messages.success(request, message % {"n": sent})
    for each in stayed:
        messages.warning(request, each)
    if not chosen:
        messages.warning(request, _("Intet er sendt ind: vælg mindst ét mål."))
        return redirect(request.path)
    return redirect(_entry(sheet))


def _submit_one(sheet: EntrySheet, goal: ResultGoal, seen: str) -> None:
    version, colon, judged = seen.partition(":")
    submit(
        by=sheet.access.person,
        round=sheet.access.round,
        goal=goal,
        version=version_of(version),
        judged=judged if colon else None,  # a page from before it posted that
        today=timezone.localdate(),
    )


def _line(sheet: EntrySheet, goal: GoalStatus, judged: str) -> GoalLine:
    words = sheet.report.words
    asked = sheet.figures_of(goal)
    rows = [figure_row(sheet, goal, part, slot).question for part, slot in asked]
    questions = [each for each in [*rows, asked_of_stored_text(sheet, goal).question] if each is not None]
    stored = [(sheet.stored(part.id, slot), figure_against(part, slot)) for part, slot in asked]
    return GoalLine(
        state=goal_state(sheet, goal),
        area=f"{goal.areas[0].number}. {goal.areas[0].title}",
        judgement=goal_judgement(sheet.report, goal),
        figures=tuple(figure_text(each.figure, words, against) for each, against in stored if each),
        missing=tuple(approval_errors(sheet.report, goal)),
        questions=tuple(each.text for each in questions),
        judged=judged,
    )


def _by_area(lines: Iterable[GoalLine]) -> dict[str, list[GoalLine]]:
    by_area: dict[str, list[GoalLine]] = {}
    for line in lines:
        by_area.setdefault(line.area, []).append(line)
    return by_area


def _is_done(goal: GoalStatus) -> bool:
    return goal.submission is not None and goal.submission.state in _DONE


def _entry(sheet: EntrySheet) -> str:
    return reverse("entry", args=[sheet.report.plan.slug, sheet.report.period])
