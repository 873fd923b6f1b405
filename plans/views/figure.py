"""Where does a person say all there is to say of one figure? A plain form, with the judgement beside it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import permissions
from plans.actions.history import Conflict
from plans.actions.measurements import FigureInput, record_figure
from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.enums import Measure
from plans.forms.exclusions import ExclusionRows
from plans.forms.figure import FigureForm, said_of
from plans.forms.typed import Typed, version_of
from plans.models import Indicator, Measurement
from plans.status_report import GoalStatus
from plans.views.entry_access import area_ids
from plans.views.entry_answers import collided
from plans.views.entry_sheet import EntrySheet, entry_sheet, figure_or_404, indicator_or_404, person_of
from plans.views.figure_facts import figure_facts
from plans.views.figure_rows import FigureRow, figure_row
from plans.views.goal_judgements import goal_judgement
from plans.views.plan_pages import plan_frame, report_or_404


@dataclass(frozen=True, slots=True)
class Subject:
    """The figure that a page is about, and what a form says of it."""

    sheet: EntrySheet
    goal: GoalStatus
    indicator: Indicator
    row: FigureRow
    stored: Measurement | None
    form: FigureForm
    exclusions: ExclusionRows | None  # shares alone leave people out


@require_http_methods(["GET", "POST"])
def figure(request: WSGIRequest, slug: str, period: Period, indicator: int, slot: Slot) -> HttpResponse:
    """Everything of one figure."""
    report = report_or_404(slug, period)
    if report.round is None:
        raise Http404
    sheet = entry_sheet(report, report.round, person_of(request), today=timezone.localdate())
    posted = request.POST if request.method == "POST" else None
    subject = _subject(sheet, indicator, slot, posted)
    if posted is None:
        return _page(request, subject)
    permissions.check_enter(sheet.access.person, area_ids(subject.goal), sheet.access.given)
    if posted.get("choice") == "theirs":
        return redirect(subject.row.details_url)
    if not _are_valid(subject):
        return _page(request, subject, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _record(request, subject)


def _subject(sheet: EntrySheet, indicator_id: int, slot: Slot, posted: QueryDict | None) -> Subject:
    goal, part = figure_or_404(sheet, indicator_id, slot)
    row, stored = figure_row(sheet, goal, part, slot), sheet.stored(indicator_id, slot)
    form = FigureForm(
        posted, initial=said_of(stored), measure=row.measure, name=row.name, words=sheet.report.words
    )
    as_of = sheet.access.round.as_of
    exclusions = ExclusionRows(posted, stored, as_of=as_of) if row.measure is Measure.SHARE else None
    # What was typed before the figure was locked is shown with the reason, not thrown away.
    if posted is None and not row.is_editable:
        for each in [form, *(exclusions.forms if exclusions else [])]:
            for field in each.fields.values():
                field.disabled = True
    return Subject(sheet, goal, indicator_or_404(sheet, part), row, stored, form, exclusions)


def _are_valid(subject: Subject) -> bool:
    """Whether form and exclusions can be read; both are looked at, so that all errors are told at once."""
    exclusions_are_valid = subject.exclusions is None or subject.exclusions.is_valid()
    return subject.form.is_valid() and exclusions_are_valid


def _record(request: WSGIRequest, subject: Subject) -> HttpResponse:
    """Record what the form says and show how the goal stands now, or who was first."""
    sheet, row, form = subject.sheet, subject.row, subject.form
    before = FigureInput.of(subject.stored) if subject.stored else FigureInput()
    said = form.figure_input(before, subject.exclusions.inputs() if subject.exclusions else None)
    try:
        record_figure(
            by=sheet.access.person,
            round=sheet.access.round,
            indicator=subject.indicator,
            year=row.slot,
            figure=said,
            version=version_of(request.POST.get("version", "")),
            today=timezone.localdate(),
        )
    except ValidationError as refusal:
        form.add_refusal(refusal)
        return _page(request, subject, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict as conflict:
        both = collided(row, Typed(), said, conflict, sheet.report.words)
        return _page(request, subject, both, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Gemt: %(figure)s.") % {"figure": row.full_name})
    return redirect(row.details_url)


def _page(
    request: WSGIRequest,
    subject: Subject,
    collision: FigureRow | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    sheet, form, exclusions = subject.sheet, subject.form, subject.exclusions
    row = collision or subject.row
    wrong = [form] if form.is_bound and form.errors else []
    # What must be corrected still goes over the version that the person saw.
    seen = version_of(request.POST.get("version", "")) if wrong else row.version
    context = {
        **plan_frame(sheet.report, "entry"),
        "row": row,
        "version": seen,
        "form": form,
        "exclusions": exclusions,
        "wrong": [*wrong, *(exclusions.wrong if exclusions else [])],
        "facts": figure_facts(sheet, subject.indicator, subject.row),
        "judgement": goal_judgement(sheet.report, subject.goal),
        "notice": sheet.access.locked_because(subject.goal) or sheet.access.notice(sheet.report.goals),
    }
    return render(request, "plans/figure.html", context, status=status)
