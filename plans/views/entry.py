"""Where does a person enter a year's figures? All goals on one page, each figure saved by itself."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from plans import permissions
from plans.actions.history import Conflict
from plans.actions.measurements import FigureInput, record_figure
from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.forms.typed import Typed, typed_figure
from plans.status_report import GoalStatus, IndicatorStatus
from plans.views.entry_access import area_ids
from plans.views.entry_answers import collided, refused, saved
from plans.views.entry_redirect import keep_for_redirect, saved_before_redirect
from plans.views.entry_sheet import EntrySheet, entry_sheet, figure_or_404, indicator_or_404, person_of
from plans.views.figure_rows import FigureRow, figure_row
from plans.views.goal_entries import area_entries
from plans.views.goal_judgements import goal_judgement
from plans.views.plan_pages import PageLink, plan_frame, report_or_404
from plans.wording import figures


@require_http_methods(["GET", "POST"])
def entry(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """All figures that a round asks for; posting saves one of them."""
    report = report_or_404(slug, period)
    if report.round is not None:
        sheet = entry_sheet(report, report.round, person_of(request), today=timezone.localdate())
        if request.method == "POST":
            return _save(request, sheet)
        return _page(request, sheet, saved_before_redirect(request, sheet))
    if request.method == "POST":
        raise Http404
    return render(request, "plans/entry.html", plan_frame(report, "entry"))


def _save(request: WSGIRequest, sheet: EntrySheet) -> HttpResponse:
    """Read what was typed in one row and record it; the row says so where it must be corrected first."""
    goal, part, slot = _posted_figure(request.POST, sheet)
    permissions.check_enter(sheet.access.person, area_ids(goal), sheet.access.given)
    row, stored = figure_row(sheet, goal, part, slot), sheet.stored(part.id, slot)
    if request.POST.get("choice") == "theirs":
        return _answer(request, sheet, goal, row)
    typed = Typed.of(request.POST)
    before = FigureInput.of(stored) if stored else None
    try:
        figure = typed_figure(typed, row.measure, name=row.name, stored=before, told=row.told)
    except ValidationError as error:
        return _answer(request, sheet, goal, refused(row, typed, error), HTTPStatus.UNPROCESSABLE_ENTITY)
    if figure is None:
        return _answer(request, sheet, goal, row)
    return _record(request, sheet, row, typed, figure)


def _record(
    request: WSGIRequest, sheet: EntrySheet, row: FigureRow, typed: Typed, figure: FigureInput
) -> HttpResponse:
    """Record the figure and show how the goal stands now, or who was first."""
    report, access = sheet.report, sheet.access
    goal, part = figure_or_404(sheet, row.indicator, row.slot)
    try:
        recorded = record_figure(
            by=access.person,
            round=access.round,
            indicator=indicator_or_404(sheet, part),
            year=row.slot,
            figure=figure,
            version=typed.version,
            today=timezone.localdate(),
        )
    except ValidationError as error:
        return _answer(request, sheet, goal, refused(row, typed, error), HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict as conflict:
        both = collided(row, typed, figure, conflict, report.words)
        return _answer(request, sheet, goal, both, HTTPStatus.CONFLICT)
    # The judgement is the report's, which is made anew: nothing else may work it out.
    report = report_or_404(report.plan.slug, report.period)
    fresh = entry_sheet(report, access.round, access.person, today=timezone.localdate())
    goal, part = figure_or_404(fresh, row.indicator, row.slot)
    before = sheet.stored(row.indicator, row.slot)
    if before is not None and before.version == recorded.version:
        before = None  # it said so already, and there is nothing to undo
    return _answer(request, fresh, goal, saved(figure_row(fresh, goal, part, row.slot), before, report.words))


def _posted_figure(posted: QueryDict, sheet: EntrySheet) -> tuple[GoalStatus, IndicatorStatus, Slot]:
    """Which figure a row posts; not found when it is none that the round asks for."""
    try:
        slot = None if posted.get("slot") == "whole" else int(posted.get("slot", ""))
        indicator = int(posted.get("indicator", ""))
    except ValueError as error:
        raise Http404 from error
    return (*figure_or_404(sheet, indicator, slot), slot)


def _answer(
    request: WSGIRequest,
    sheet: EntrySheet,
    goal: GoalStatus,
    row: FigureRow,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The row with its goal's judgement; the whole page for a browser without scripts."""
    said = _announcement(sheet, goal, row)
    if request.headers.get("HX-Request") == "true":
        context = {
            **_progress(request, sheet),
            "action": _address(request, sheet),
            "knows_before": sheet.knows_before(_shown(request, sheet)),
            "row": row,
            "judgement": goal_judgement(sheet.report, goal),
        }
        response = render(request, "plans/entry_answer.html", context, status=status)
        return trigger_client_event(response, "announce", {"text": said})
    if status is not HTTPStatus.OK:
        return _page(request, sheet, row, status)
    if said:
        messages.success(request, said)
    keep_for_redirect(request, row)
    return redirect(f"{_address(request, sheet)}#{row.id}")


def _page(
    request: WSGIRequest,
    sheet: EntrySheet,
    changed: FigureRow | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The whole page; `changed` is a row that was saved, or must be corrected or chosen about."""
    report, access = sheet.report, sheet.access
    context = {
        **plan_frame(report, "entry"),
        **_progress(request, sheet),
        "action": _address(request, sheet),
        "areas": area_entries(sheet, _shown(request, sheet), changed),
        "as_of": figures.day(report.as_of),
        "deadline": figures.day(access.round.deadline) if access.round.deadline else "",
        "notice": access.notice(report.goals),
        "column": sheet.column,
        "knows_before": sheet.knows_before(_shown(request, sheet)),
        "scopes": _scopes(request, sheet),
        "wrong": changed if status is not HTTPStatus.OK else None,
    }
    return render(request, "plans/entry.html", context, status=status)


def _progress(request: WSGIRequest, sheet: EntrySheet) -> dict[str, int]:
    done, total = sheet.progress(_shown(request, sheet))
    return {"done": done, "total": total}


def _shown(request: WSGIRequest, sheet: EntrySheet) -> list[GoalStatus]:
    """The goals that the person enters; all of them for others, and on demand."""
    mine = _mine(sheet)
    return list(sheet.report.goals) if not mine or _wants_all(request) else mine


def _mine(sheet: EntrySheet) -> list[GoalStatus]:
    return [goal for goal in sheet.report.goals if sheet.access.is_mine(goal)]


def _wants_all(request: WSGIRequest) -> bool:
    return request.GET.get("goals") == "all"


def _address(request: WSGIRequest, sheet: EntrySheet, *, everything: bool | None = None) -> str:
    """This page, with the same goals unless told otherwise."""
    everything = _wants_all(request) if everything is None else everything
    page = reverse("entry", args=[sheet.report.plan.slug, sheet.report.period])
    return f"{page}?goals=all" if everything else page


def _scopes(request: WSGIRequest, sheet: EntrySheet) -> list[PageLink]:
    """From one's own goals to all of them and back; nothing where they are the same."""
    mine, every = len(_mine(sheet)), len(sheet.report.goals)
    if mine in {0, every}:
        return []
    everything = _wants_all(request)
    return [
        PageLink(
            _("Mine mål (%(n)s)") % {"n": mine}, _address(request, sheet, everything=False), not everything
        ),
        PageLink(_("Alle mål (%(n)s)") % {"n": every}, _address(request, sheet, everything=True), everything),
    ]


def _announcement(sheet: EntrySheet, goal: GoalStatus, row: FigureRow) -> str:
    """What is read aloud, and told on the next page where there are no scripts."""
    if row.collision is not None:
        return _("Der er to tal: dit, %(mine)s, og det gemte, %(theirs)s. Vælg det ene. Mål: %(goal)s") % {
            "goal": row.subject,
            "mine": row.collision.mine,
            "theirs": row.collision.theirs,
        }
    if row.error:
        return _("Fejl: %(error)s Mål: %(goal)s") % {"error": row.error, "goal": row.subject}
    if not row.saved_now:
        return ""
    return _("Gemt: %(figure)s. Status: %(status)s. Mål: %(goal)s") % {
        "figure": row.told,
        "status": goal_judgement(sheet.report, goal).word,
        "goal": row.subject,
    }
