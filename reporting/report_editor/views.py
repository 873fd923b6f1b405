"""Where does one make and change a round's report? One page; what a button asks for is done at once."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import queries
from plans.actions.history import Conflict
from plans.actions.report_words import HEAD_FIELDS, ROW_FIELDS, TABLE_FIELDS
from plans.actions.reports import make_report, restore_report
from plans.domain.arrangement import NotThere
from plans.domain.values import Period
from plans.permissions import Person, check_edits_report
from plans.report_proposal import proposed_report
from plans.status_report import StatusReport
from plans.web.person import person_of
from plans.web.plan_pages import report_or_404
from reporting.annex.pages import annex_frame
from reporting.report_editor import undo
from reporting.report_editor.clashes import clash_of
from reporting.report_editor.desk import Desk, Opened
from reporting.report_editor.page import short
from reporting.report_editor.parts import Part, PartKind, digest
from reporting.report_editor.steps import STEPS, Order

_TYPED = (*HEAD_FIELDS, *TABLE_FIELDS, *ROW_FIELDS)


@require_http_methods(["GET", "POST"])
def report_editor(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The report of the round for `period`; posting makes it, or changes it."""
    status, person = report_or_404(slug, period), person_of(request)
    check_edits_report(person)
    report = queries.report_of(status.round) if status.round else None
    if report is None:
        return (
            _make(request, status, person) if request.method == "POST" else _without(request, status, person)
        )
    desk = Desk(request, status, person, report)
    if request.method == "GET":
        return desk.page(desk.opened(request.GET.get("edit", "")))
    step_name = request.POST.get("do", "")
    if step_name == "make":
        return _exists_already(request, status)
    if step_name == "save":
        return _save(desk)
    if step_name == "undo":
        return _undo(desk)
    return _step(desk, step_name)


def _without(request: WSGIRequest, status: StatusReport, person: Person) -> HttpResponse:
    """What the report would be, and the button that makes it."""
    context = {
        **annex_frame(status, "report_editor", person),
        "proposed": proposed_report(status) if status.round else None,
    }
    return render(request, "reporting/report_editor/make.html", context)


def _make(request: WSGIRequest, status: StatusReport, person: Person) -> HttpResponse:
    if status.round is None or request.POST.get("do") != "make":
        raise Http404
    try:
        make_report(by=person, status=status)
    except Conflict:
        return _exists_already(request, status)
    messages.success(request, _("Bilaget er oprettet. Ret det, som det skal være."))
    return redirect("report_editor", status.plan.slug, status.period)


def _exists_already(request: WSGIRequest, status: StatusReport) -> HttpResponse:
    messages.info(request, _("Bilaget var der allerede. Her er det."))
    return redirect("report_editor", status.plan.slug, status.period)


def _save(desk: Desk) -> HttpResponse:
    """Store a part as it was typed; its form says so where it must be corrected first."""
    posted = desk.request.POST
    part = Part.named(posted.get("part", ""))
    values = part.values(desk.content, desk.adopted) if part else None
    if part is None:
        raise Http404
    if values is None:
        return _gone(desk)
    form = part.form(values, posted)
    opened = Opened(part, form, desk.version_seen, posted.get("seen", ""))
    if not form.is_valid():
        return desk.page(opened, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    # Others may have changed the rest of the report: this part says what it said when its form was opened.
    is_as_seen = opened.seen == digest(values)
    version = desk.report.version if is_as_seen else desk.version_seen
    try:
        report = part.save(desk.report, form.changed(), by=desk.person, version=version)
    except ValidationError as refusal:
        form.refuse(refusal)
        return desk.page(opened, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        return _clash(desk.afresh(), opened)
    return desk.done(report, _saved_text(desk, part), focus=f"{part.name}-edit")


def _clash(now: Desk, opened: Opened) -> HttpResponse:
    """Both versions; what is typed goes over what is stored now where it is sent once more."""
    stored = opened.part.values(now.content, now.adopted)
    if stored is None:
        return _gone(now)
    clash = clash_of(now.report, opened.form, stored, now.person)
    again = replace(opened, version=now.report.version, seen=digest(stored), clash=clash)
    return now.page(again, status=HTTPStatus.CONFLICT)


def _saved_text(desk: Desk, part: Part) -> str:
    """The message that the part was saved."""
    match part.kind:
        case PartKind.HEAD:
            return _("Notatets hoved er gemt.")
        case PartKind.INTRO:
            return _("Indledningen er gemt.")
        case PartKind.CLOSING:
            return _("Afslutningen er gemt.")
        case PartKind.TABLE:
            label = next(table.label for table in desk.content.tables if table.table == part.id)
            return _("%(table)s er gemt.") % {"table": label}
        case PartKind.GOAL:
            return _("Ordlyden er gemt: %(goal)s") % {"goal": short(desk.adopted[part.id].wording)}


def _gone(desk: Desk) -> HttpResponse:
    """Somebody removed what the person was writing; the words are shown, to be copied."""
    typed = [text for name in _TYPED if (text := desk.request.POST.get(name, "").strip())]
    pattern = _("Det, du skrev, er ikke gemt: det er imens taget ud af bilaget. Du skrev: %(typed)s")
    return desk.page(warning=pattern % {"typed": " · ".join(typed) or "–"}, status=HTTPStatus.CONFLICT)


def _step(desk: Desk, step_name: str) -> HttpResponse:
    """Move, split, join, leave out or put in, as the button says."""
    step = STEPS.get(step_name)
    if step is None:
        raise Http404
    goals = {goal.id for goal in desk.status.goals}
    order = Order(
        desk.person, desk.report, desk.content, desk.adopted, goals, desk.request.POST, desk.version_seen
    )
    try:
        result = step(order)
    except Conflict:
        return desk.afresh().overtaken()
    except NotThere as error:
        if desk.version_seen != desk.report.version:
            return desk.afresh().overtaken()
        raise Http404(str(error)) from error
    except ValidationError as refusal:
        message = " ".join(refusal.messages)
        return desk.page(warning=message, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return desk.done(result.report, result.message, focus=result.focus, opened=result.opened)


def _undo(desk: Desk) -> HttpResponse:
    """Let the report say what it said before the last thing that was done."""
    last = undo.kept(desk.request, desk.report)
    if last is None:
        return desk.afresh().overtaken()
    try:
        report = restore_report(
            by=desk.person, report=desk.report, content=last.before, version=desk.version_seen
        )
    except Conflict:
        return desk.afresh().overtaken()
    return desk.done(report, _("Fortrudt: %(told)s") % {"told": last.message}, focus="tables")
