"""Where does a person enter a year's figures? All goals on one page, each figure saved by itself."""

import re
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from desk.grid.column import MOST_ROWS
from desk.grid.page import area_entries, first_missing
from desk.grid.redirect import keep_for_redirect, saved_before_redirect
from desk.grid.saving import Given, check_row, confirm, give, row_after, take_back, undone
from desk.round.deadline import deadline_of
from desk.round.figure_rows import FigureRow, Undo, figure_row
from desk.round.goal_filter import GoalFilter, filter_links, mine, scope_links
from desk.round.judgements import goal_judgement
from desk.round.sheet import EntrySheet, entry_sheet, figure_or_404, held_sheet
from desk.round.states import goal_state
from plans.actions.held_goals import holding
from plans.actions.sent_in_again import FIGURE_UNDONE
from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.figures.typed import Typed
from plans.models import Indicator
from plans.status_report import GoalStatus
from plans.versions import version_of
from plans.web.htmx import htmx_of
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.web.round_steps import round_steps
from plans.wording import figures

_OPEN = {None, SubmissionState.DRAFT, SubmissionState.RETURNED}


@require_http_methods(["GET", "POST"])
def entry(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """All figures that a round asks for; posting saves one of them."""
    if request.method == "POST":
        return _save(request, slug, period)
    report = report_or_404(slug, period)
    if report.round is None:
        return render(request, "desk/grid/page.html", plan_frame(report, "entry", person_of(request)))
    sheet = entry_sheet(report, report.round, person_of(request), today=timezone.localdate())
    return _page(request, sheet, saved_before_redirect(request, sheet))


def _save(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Read what was typed in one row and record it; the row says so where it must be corrected first."""
    indicator_id, slot = _posted_figure(request.POST)
    person, today = person_of(request), timezone.localdate()
    with holding(slug, by=person, today=today, indicator=indicator_id) as held:
        sheet = held_sheet(held, period)
        check_row(sheet, indicator_id, slot)
        given = _given(request.POST, sheet, held.indicators[indicator_id], slot)
        if given.is_written:
            # The judgement is the report's, which is made anew: nothing else may work it out.
            sheet = held_sheet(held, period)
    return _answer(request, sheet, row_after(given, sheet), given.status)


def _given(posted: QueryDict, sheet: EntrySheet, indicator: Indicator, slot: Slot) -> Given:
    """What becomes of a row: the other's figure stands, or it is taken back, or given as typed."""
    if posted.get("choice") == "theirs":
        goal, part = figure_or_404(sheet, indicator.pk, slot)
        return Given(row=figure_row(sheet, goal, part, slot))
    if posted.get("answer") == "right":
        undo = Undo.of(posted.get("way_back", ""))
        return confirm(sheet, indicator, slot, version_of(posted.get("version", "")), undo)
    is_undoing = posted.get("undo") == "1"
    why = FIGURE_UNDONE if is_undoing else ""
    if posted.get("retract") == "1":
        given = take_back(sheet, indicator, slot, version_of(posted.get("version", "")), why=why)
    else:
        given = give(sheet, indicator, slot, Typed.of(posted), why=why)
    return undone(sheet, indicator, given) if is_undoing else given


def _posted_figure(posted: QueryDict) -> tuple[int, Slot]:
    """Which figure a row posts; not found when that is none."""
    indicator, slot = posted.get("indicator", ""), posted.get("slot", "")
    if not re.fullmatch("[0-9]{1,9}", indicator) or not re.fullmatch("[0-9]{4}|whole", slot):
        raise Http404
    return int(indicator), None if slot == "whole" else int(slot)


def _answer(request: WSGIRequest, sheet: EntrySheet, row: FigureRow, status: HTTPStatus) -> HttpResponse:
    """The row with its goal's judgement and state; the whole page for a browser without scripts."""
    goal, _part = figure_or_404(sheet, row.indicator, row.slot)
    announcement = _announcement(sheet, goal, row)
    address = GoalFilter.of(request).address(sheet.report.plan, sheet.report.period)
    if htmx_of(request):
        context = {
            "action": address,
            "row": row,
            "judgement": goal_judgement(sheet.report, goal),
            "state": replace(goal_state(sheet, goal), note=row.state_note),
            "withdraw_url": reverse("entry_withdraw", args=[sheet.report.plan.slug, sheet.report.period]),
        }
        response = render(request, "desk/grid/answer.html", context, status=status)
        return trigger_client_event(response, "announce", {"text": announcement})
    if status is not HTTPStatus.OK:
        report = report_or_404(sheet.report.plan.slug, sheet.report.period)
        whole = entry_sheet(report, sheet.access.round, sheet.access.person, today=timezone.localdate())
        return _page(request, whole, row, status)
    if announcement:
        messages.success(request, announcement)
    keep_for_redirect(request, row)
    return redirect(f"{address}#{row.id}")


def _page(
    request: WSGIRequest,
    sheet: EntrySheet,
    changed: FigureRow | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The whole page; `changed` is a row that was saved, or must be corrected or chosen about."""
    report, access, goal_filter = sheet.report, sheet.access, GoalFilter.of(request)
    scope = goal_filter.scope(sheet)
    listed = goal_filter.goals(sheet, besides=changed.goal_id if changed else None)
    done, total = sheet.progress(scope)
    done_here, _total_here = sheet.progress(listed)
    url_args = [report.plan.slug, report.period]
    address = goal_filter.address(report.plan, report.period)
    to_send = [goal for goal in mine(sheet) if access.may_change(goal) and _state(goal) in _OPEN]
    areas = area_entries(sheet, listed, changed)
    context = {
        **plan_frame(report, "entry", person_of(request)),
        "done": done,
        "total": total,
        "done_elsewhere": done - done_here,
        "action": address,
        "column_action": address.replace(
            reverse("entry", args=url_args), reverse("entry_column", args=url_args)
        ),
        "most_rows": MOST_ROWS,
        "areas": areas,
        "first_missing": first_missing(areas),
        "as_of": figures.day(report.as_of),
        "deadline": deadline_of(access.round, timezone.localdate()),
        "notice": access.notice(report.goals),
        "column": sheet.column,
        "knows_before": sheet.knows_before(listed),
        "scopes": scope_links(goal_filter, sheet),
        "filters": filter_links(goal_filter, sheet),
        "goal_filter": goal_filter,
        "everything_url": GoalFilter(goal_filter.everything).address(report.plan, report.period),
        "send_url": reverse("entry_submit", args=url_args) if to_send else "",
        "withdraw_url": reverse("entry_withdraw", args=url_args),
        "steps": round_steps(report, access.person, given=sheet.progress(report.goals), areas=access.given),
        "refused_row": changed if status is not HTTPStatus.OK else None,
    }
    return render(request, "desk/grid/page.html", context, status=status)


def _state(goal: GoalStatus) -> SubmissionState | None:
    return goal.submission.state if goal.submission else None


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
    if row.is_offered and row.question:
        return _("%(question)s Mål: %(goal)s") % {"question": row.question.text, "goal": row.subject}
    return _saved_announcement(sheet, goal, row) if row.saved_now else ""


def _saved_announcement(sheet: EntrySheet, goal: GoalStatus, row: FigureRow) -> str:
    """What is read aloud of a row that was saved, emptied, taken back or let stand, with its question."""
    status = goal_judgement(sheet.report, goal).word
    note = f". {row.state_note}" if row.state_note else ""
    values = {"figure": row.figure_text, "status": status, "goal": row.subject}
    if not row.is_saved:
        sentence = (
            _("Slettet: tallet mangler igen. Status: %(status)s. Mål: %(goal)s")
            if row.undo
            else _("Fortrudt: tallet mangler igen. Status: %(status)s. Mål: %(goal)s")
        )
        return sentence % values + note
    if row.is_confirmed:
        return _("Noteret som rigtigt: %(figure)s. Mål: %(goal)s") % values
    sentence = _("Gemt: %(figure)s. Status: %(status)s. Mål: %(goal)s") % values + note
    return f"{sentence.removesuffix('.')}. {row.question.text}" if row.question else sentence
