"""What if a whole column is pasted? Each figure is given as if typed, in one request, and undone in one."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.grid.answers import changed_since
from desk.grid.saving import Given, check_row, give, row_after, take_back, undone
from desk.round.figure_rows import FigureRow
from desk.round.goal_filter import GoalFilter
from desk.round.judgements import goal_judgement
from desk.round.sheet import EntrySheet, sheet_after_writing, sheet_of_goals
from desk.round.states import goal_state, goals_draft_again
from plans import queries
from plans.actions.sent_in_again import FIGURE_UNDONE
from plans.domain.slots import Slot, slot_text
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.figures.typed import Typed
from plans.models import Indicator
from plans.web.person import person_of
from plans.web.plan_pages import plan_or_404

MOST_ROWS = 500
_ID = re.compile("[0-9]{1,9}")
_SLOT = re.compile("[0-9]{4}|whole")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pasted column, with the figure that it is for."""

    indicator: int
    slot: Slot
    typed: Typed
    is_retraction: bool


@require_POST
def entry_column(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Give many figures; the answer holds each row as it became, and one way back from all of them."""
    plan, person = plan_or_404(slug), person_of(request)
    lines, is_undo = _lines(request.POST.get("rows", "")), request.POST.get("undo") == "1"
    indicators = queries.indicators_of(plan, {line.indicator for line in lines})
    goals = {indicator.goal_id for indicator in indicators.values()}
    sheet = sheet_of_goals(plan, period, goals, person, today=timezone.localdate())
    # All of them before anything is written: a page whose goals were given to others is told so as a whole.
    for line in lines:
        check_row(sheet, line.indicator, line.slot)
    given = [_given(sheet, indicators[line.indicator], line, is_undo=is_undo) for line in lines]
    fresh = sheet_after_writing(sheet, today=timezone.localdate())
    rows = [row_after(each, fresh) for each in given]
    goal_filter, notes = GoalFilter.of(request), {row.goal_id: row.state_note for row in rows}
    text = _undone_text(given) if is_undo else _text(request, given)
    context = {
        "action": goal_filter.address(plan, period),
        "column_action": request.get_full_path(),
        "rows": rows,
        "judgements": [goal_judgement(fresh.report, goal) for goal in fresh.report.goals],
        "states": [
            replace(goal_state(fresh, goal), note=notes.get(goal.id, "")) for goal in fresh.report.goals
        ],
        "withdraw_url": reverse("entry_withdraw", args=[slug, period]),
        "text": " ".join(filter(None, [text, _states_text(fresh, notes)])),
        "undo": {} if is_undo else _undo(given, rows),
    }
    return render(request, "desk/grid/column.html", context)


def _lines(posted: str) -> list[Line]:
    """The lines as a script posts them: a list of objects whose values are texts."""
    try:
        rows = json.loads(posted)
    except (ValueError, RecursionError) as error:
        raise BadRequest("rows is not JSON") from error
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise BadRequest(f"rows is a list of at most {MOST_ROWS}")
    lines = [_line(row) for row in rows]
    if len({(line.indicator, line.slot) for line in lines}) < len(lines):
        raise BadRequest("a figure is given twice")
    return lines


def _line(row: object) -> Line:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise BadRequest("a row is an object of texts")
    indicator, slot = row.get("indicator", ""), row.get("slot", "")
    if not _ID.fullmatch(indicator) or not _SLOT.fullmatch(slot):
        raise BadRequest("a row names its figure")
    in_round = None if slot == "whole" else int(slot)
    return Line(int(indicator), in_round, Typed.of(row), row.get("retract") == "1")


def _given(sheet: EntrySheet, indicator: Indicator, line: Line, *, is_undo: bool) -> Given:
    stored, why = sheet.stored(line.indicator, line.slot), FIGURE_UNDONE if is_undo else ""
    if line.is_retraction:
        given = take_back(sheet, indicator, line.slot, line.typed.version, why=why)
        return undone(sheet, indicator, given) if is_undo else given
    given = give(sheet, indicator, line.slot, line.typed, why=why)
    if is_undo and given.status is HTTPStatus.CONFLICT and stored is not None:
        # What somebody has given since is not undone, and there is nothing to choose about.
        row = replace(given.row, collision=None)
        return replace(given, row=changed_since(row, stored, sheet.access.person))
    return undone(sheet, indicator, given) if is_undo else given


def _undo(given: Iterable[Given], rows: Iterable[FigureRow]) -> dict[str, str]:
    """What is posted to put every figure back as it was; nothing where nothing was written."""
    back = [
        {
            "indicator": str(row.indicator),
            "slot": slot_text(row.slot),
            "version": str(row.version or ""),
            **row.undo.fields,
        }
        for each, row in zip(given, rows, strict=True)
        if each.is_written and row.undo
    ]
    return {"rows": json.dumps(back, ensure_ascii=False), "undo": "1"} if back else {}


def _text(request: WSGIRequest, given: Iterable[Given]) -> str:
    """What became of the column, in a sentence for each kind."""
    given = list(given)
    saved, refused, met, same = _counts(given)
    own = sum(each.row.collision is not None and each.row.collision.last.is_own for each in given)
    locked, beyond = _number(request, "locked"), _number(request, "beyond")
    sentences = [
        ngettext("%(n)s tal er gemt.", "%(n)s tal er gemt.", saved) % {"n": saved} if saved else "",
        ngettext("%(n)s stod der allerede.", "%(n)s stod der allerede.", same) % {"n": same} if same else "",
        _("%(n)s kan ikke læses eller gemmes; se hvorfor ved feltet.") % {"n": refused} if refused else "",
        _("%(n)s har en anden ændret imens; vælg ved feltet.") % {"n": met - own} if met - own else "",
        _("%(n)s har du selv ændret imens; vælg ved feltet.") % {"n": own} if own else "",
        ngettext("%(n)s låst felt er sprunget over.", "%(n)s låste felter er sprunget over.", locked)
        % {"n": locked}
        if locked
        else "",
        ngettext("%(n)s linje var der ikke felt til.", "%(n)s linjer var der ikke felter til.", beyond)
        % {"n": beyond}
        if beyond
        else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence) or _("Intet er ændret.")


def _undone_text(given: Iterable[Given]) -> str:
    back, refused, met, same = _counts(given)
    stays = refused + met
    sentence = _("Indsæt er fortrudt: %(n)s tal er, som de var.") % {"n": back + same}
    if not stays:
        return sentence
    return f"{sentence} {_('%(n)s kunne ikke fortrydes; se hvorfor ved feltet.') % {'n': stays}}"


def _states_text(fresh: EntrySheet, notes: Mapping[int, str]) -> str:
    """How many goals are drafts again by it, or sent in again."""
    states = [goal.submission.state for goal in fresh.report.goals if notes.get(goal.id) and goal.submission]
    drafts, sent = states.count(SubmissionState.DRAFT), states.count(SubmissionState.SUBMITTED)
    sentences = [
        goals_draft_again(drafts) if drafts else "",
        ngettext("%(n)s mål er sendt ind igen.", "%(n)s mål er sendt ind igen.", sent) % {"n": sent}
        if sent
        else "",
    ]
    return " ".join(filter(None, sentences))


def _counts(given: Iterable[Given]) -> tuple[int, int, int, int]:
    """How many were written, refused, met somebody else's, and were nothing new."""
    each = list(given)
    written = sum(one.is_written for one in each)
    refused = sum(one.status is HTTPStatus.UNPROCESSABLE_ENTITY for one in each)
    met = sum(one.status is HTTPStatus.CONFLICT for one in each)
    return written, refused, met, len(each) - written - refused - met


def _number(request: WSGIRequest, name: str) -> int:
    """A count that the page's script posts."""
    posted = request.POST.get(name, "")
    return int(posted) if _ID.fullmatch(posted) else 0
