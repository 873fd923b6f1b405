"""How does a person report a round in Excel? Fetch a workbook, send it back, see the changes, say yes."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from django.views.decorators.http import require_GET, require_http_methods

from desk.round.sheet import EntrySheet, entry_sheet
from desk.round.states import goals_draft_again
from desk.workbook.lines import round_book, workbook_lines, workbook_words
from desk.workbook.preview import Preview, Unread, preview_of
from plans import queries
from plans.actions.history import Conflict
from plans.actions.workbook_upload import (
    discard_upload,
    keep_upload,
    kept_upload,
    record_workbook,
    upload_key,
)
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.web.attachments import MediaType, attachment
from plans.web.person import person_of
from plans.web.plan_pages import plan_frame, report_or_404
from plans.wording import figures
from plans.workbook.comparing import Comparison, compare
from plans.workbook.package import Refusal, too_large
from plans.workbook.reading import Problem, ReadBook, read_workbook
from plans.workbook.upload_limit import is_too_large
from plans.workbook.writing import write_workbook

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class UploadErrors:
    """What went wrong, if anything: with the file, with saving, or in the file's cells."""

    file_error: str = ""
    refusal: str = ""
    problems: Sequence[Problem] = ()
    unread: Unread | None = None  # of a file with problems


@require_http_methods(["GET", "POST"])
def workbook(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """The three steps; posting sends a workbook, confirms what it changes, or throws it away."""
    sheet = _own_sheet(request, slug, period)
    if request.method != "POST":
        return _page(request, sheet, _kept_preview(sheet))
    if not sheet.access.round_is_open:
        return _page(request, sheet, status=HTTPStatus.CONFLICT)
    if is_too_large(request):
        return _refused_file(request, sheet, too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    match request.POST.get("action"):
        case "confirm":
            return _confirm(request, sheet)
        case "discard":
            discard_upload(by=sheet.access.person, round=sheet.access.round)
            messages.info(request, _("Upload er fortrudt. Intet er ændret."))
            return redirect(_address(sheet))
        case _:
            return _receive(request, sheet)


@require_GET
def workbook_file(request: WSGIRequest, slug: str, period: Period, name: str) -> HttpResponse:
    """The workbook to fill in."""
    sheet = _own_sheet(request, slug, period)
    if name != file_name(sheet):
        raise Http404
    if not sheet.access.round_is_open:
        raise PermissionDenied(_("Runden er lukket, så der er ingen arbejdsbog at udfylde."))
    content = write_workbook(round_book(sheet, _name(request)))
    return attachment(content, MediaType.EXCEL, f"{name}.xlsx")


def file_name(sheet: EntrySheet) -> str:
    """What the workbook is called, without its ending."""
    return f"indberetning-{sheet.report.plan.slug}-{sheet.report.period}"


def _name(request: WSGIRequest) -> str:
    """Who fetches the workbook, as others know them."""
    user = request.user
    return user.display_name if user.is_authenticated else ""


def _own_sheet(request: WSGIRequest, slug: str, period: Period) -> EntrySheet:
    """The round as its contributor sees it; whoever enters none of its goals is refused."""
    report = report_or_404(slug, period)
    if report.round is None:
        raise Http404
    sheet = entry_sheet(report, report.round, person_of(request), today=timezone.localdate())
    if not any(sheet.access.is_mine(goal) for goal in report.goals):
        raise PermissionDenied(_("Arbejdsbogen er for dem, der indberetter mål i runden."))
    return sheet


def _receive(request: WSGIRequest, sheet: EntrySheet) -> HttpResponse:
    """Read the file; keep what it would change, or tell everything that must be corrected first."""
    access = sheet.access
    file = request.FILES.get("workbook")
    if file is None:
        errors = UploadErrors(file_error=_("Vælg den udfyldte arbejdsbog først. Den slutter på .xlsx."))
        return _page(request, sheet, _kept_preview(sheet), errors, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        book = read_workbook(file.read(), access.round.pk)
    except Refusal as refusal:
        return _refused_file(request, sheet, refusal.sentence)
    found = _compared(sheet, book)
    problems = [*book.problems, *found.problems]
    if problems:
        discard_upload(by=access.person, round=access.round)
        errors = UploadErrors(problems=problems, unread=_unread(book, found))
        return _page(request, sheet, None, errors, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not found.changes and not found.overtaken:
        discard_upload(by=access.person, round=access.round)
        messages.info(request, _("Filen er læst. Den indeholder ikke noget nyt, så intet er ændret."))
        _tell_unread(request, _unread(book, found))
        return redirect(_address(sheet))
    try:
        keep_upload(by=access.person, round=access.round, name=(file.name or "")[:LONGEST_NAME], book=book)
    except ValidationError as error:
        return _refused_file(request, sheet, " ".join(error.messages))
    return redirect(f"{_address(sheet)}#preview")


def _confirm(request: WSGIRequest, sheet: EntrySheet) -> HttpResponse:
    """Write all that the person saw, or nothing: what changed since they looked is shown anew."""
    access = sheet.access
    kept = _kept(sheet)
    if kept is None:
        messages.info(request, _("Der er ingen fil at gemme fra. Den er måske allerede gemt; se tallene."))
        return redirect(_address(sheet))
    found = _compared(sheet, kept[1])
    if request.POST.get("seen") != found.fingerprint or found.problems or not found.changes:
        return _changed_meanwhile(request, sheet)
    try:
        record_workbook(
            by=access.person,
            round=access.round,
            figures=found.figures,
            texts=found.texts,
            today=timezone.localdate(),
        )
    except Conflict:
        fresh = _own_sheet(request, sheet.report.plan.slug, sheet.report.period)
        return _changed_meanwhile(request, fresh)
    except ValidationError as error:
        message = _("Intet er gemt. %(why)s") % {"why": " ".join(error.messages)}
        return _page(
            request,
            sheet,
            _kept_preview(sheet),
            UploadErrors(refusal=message),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    messages.success(request, _written(found))
    _tell_unread(request, Unread(cells=_unread(kept[1], found).cells))
    if sent_in := _sent_in(sheet, found):
        messages.warning(request, goals_draft_again(sent_in))
    return redirect(reverse("entry", args=[sheet.report.plan.slug, sheet.report.period]))


def _written(found: Comparison) -> str:
    numbers = len(found.figures)
    texts = len(found.texts)
    numbers_text = ngettext("%(n)s tal", "%(n)s tal", numbers) % {"n": figures.number(numbers)}
    texts_text = ngettext("%(n)s tekst", "%(n)s tekster", texts) % {"n": figures.number(texts)}
    return _("Gemt fra arbejdsbogen: %(numbers)s og %(texts)s.") % {
        "numbers": numbers_text,
        "texts": texts_text,
    }


def _sent_in(sheet: EntrySheet, found: Comparison) -> int:
    """How many of the goals that the workbook changed were sent in, and are drafts again by it."""
    changed = {each.line.goal for each in found.figures} | {each.line.goal for each in found.texts}
    states = (goal.submission.state for goal in sheet.report.goals if goal.id in changed and goal.submission)
    return sum(state is SubmissionState.SUBMITTED for state in states)


def _changed_meanwhile(request: WSGIRequest, sheet: EntrySheet) -> HttpResponse:
    message = _("Intet er gemt: Noget er ændret, siden du så ændringerne. Se dem igen herunder, og gem så.")
    return _page(request, sheet, _kept_preview(sheet), UploadErrors(refusal=message), HTTPStatus.CONFLICT)


def _compared(sheet: EntrySheet, book: ReadBook) -> Comparison:
    lines = workbook_lines(sheet)
    return compare(book.rows, lines, workbook_words(sheet.report.words, lines), sheet.report.as_of)


def _kept(sheet: EntrySheet) -> tuple[str, ReadBook] | None:
    draft = queries.draft_of(sheet.access.person.pk, upload_key(sheet.access.round))
    return kept_upload(draft.fields) if draft else None


def _kept_preview(sheet: EntrySheet) -> Preview | None:
    """What the workbook that was sent would change, as things are now; None where none waits."""
    kept = _kept(sheet) if sheet.access.round_is_open else None
    if kept is None:
        return None
    name, book = kept
    found = _compared(sheet, book)
    return preview_of(sheet, found, name=name, unchanged=book.unchanged, unread=_unread(book, found))


def _unread(book: ReadBook, found: Comparison) -> Unread:
    unsure = [f"{each.sheet}, {each.cell}: {each.text}" for each in found.unsure]
    return Unread(book.unread_sheets, [*book.unread_cells, *unsure])


def _tell_unread(request: WSGIRequest, unread: Unread) -> None:
    if parts := [*unread.sheets, *unread.cells]:
        messages.warning(request, _("Ikke læst i filen: %(what)s") % {"what": "; ".join(parts)})


def _refused_file(
    request: WSGIRequest,
    sheet: EntrySheet,
    sentence: str,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """The page with why the file was not taken. One that was sent before it waits no more for a yes.

    Whoever sends another one has another one in mind: "save" beside its refusal would write the first.
    """
    if _kept(sheet) is not None:
        discard_upload(by=sheet.access.person, round=sheet.access.round)
        sentence = f"{sentence} {_('Den fil, du sendte før, er også fjernet; intet fra den er gemt.')}"
    return _page(request, sheet, None, UploadErrors(file_error=sentence), status)


def _page(
    request: WSGIRequest,
    sheet: EntrySheet,
    preview: Preview | None = None,
    errors: UploadErrors = UploadErrors(),
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    report, access = sheet.report, sheet.access
    mine = [goal for goal in report.goals if access.is_mine(goal)]
    done, total = sheet.progress(mine)
    name = file_name(sheet)
    context = {
        **plan_frame(report, "entry", access.person),
        "action": _address(sheet),
        "is_open": access.round_is_open,
        "file_name": f"{name}.xlsx",
        "file_url": reverse("workbook_file", args=[report.plan.slug, report.period, name]),
        "goals": len(mine),
        "done": done,
        "total": total,
        "errors": errors,
        "preview": preview,
    }
    return render(request, "desk/workbook/page.html", context, status=status)


def _address(sheet: EntrySheet) -> str:
    return reverse("workbook", args=[sheet.report.plan.slug, sheet.report.period])
