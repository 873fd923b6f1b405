"""On which page does one read who saw, took out and changed what? For administrators and the officer.

The list with its filters, and the same as an Excel or CSV file. Reading it stands in the trail itself.
"""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plans.actions.redaction_people import is_officer
from plans.permissions import can_administer
from plans.web.attachments import MediaType, attachment
from plans.web.person import person_of
from plans.web.row_ids import row_id
from plans.wording import figures
from vink.trail.forms import TrailForm
from vink.trail.rows import Cursor, Filters, trail_rows
from vink.trail.table import TrailTable

ON_A_PAGE = 50
IN_A_FILE = 10_000
_CURSOR = ("before_entry", "before_change")


@require_safe
def trail(request: WSGIRequest) -> HttpResponse:
    """What people did and changed, the newest first; before a moment where the address says one."""
    check_reads_trail(request)
    form, cursor = TrailForm(request.GET or None), _cursor(request)
    is_valid = not form.is_bound or form.is_valid()
    rows = []
    if is_valid:
        filters = form.filters if form.is_bound else Filters()
        rows = trail_rows(filters, cursor=cursor, most=ON_A_PAGE + 1)
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    older: dict[str, str | int] | None = None
    if len(rows) > ON_A_PAGE:
        older = {**asked, **_query_of(cursor.after(rows[:ON_A_PAGE]))}
    context = {
        "form": form,
        "table": TrailTable(rows[:ON_A_PAGE]),
        "has_rows": bool(rows),
        "is_valid": is_valid,
        "days": settings.TRAIL_DAYS,
        "older_url": f"{reverse('trail')}?{urlencode(older)}" if older else "",
        "newest_url": f"{reverse('trail')}?{urlencode(asked)}" if _query_of(cursor) else "",
        "file_url": f"{reverse('trail_xlsx')}?{urlencode(asked)}",
        "csv_url": f"{reverse('trail_csv')}?{urlencode(asked)}",
        "most": figures.number(Decimal(IN_A_FILE)),
        "is_administrator": can_administer(person_of(request)),
    }
    return render(request, "trail/trail.html", context, status=200 if is_valid else 422)


@require_safe
def trail_xlsx(request: WSGIRequest) -> HttpResponse:
    """The rows that are asked for as an Excel file."""
    return _file(request, "xlsx")


@require_safe
def trail_csv(request: WSGIRequest) -> HttpResponse:
    """The same as text."""
    return _file(request, "csv")


def _file(request: WSGIRequest, extension: str) -> HttpResponse:
    """The rows that are asked for, in Danish; of very many, the newest."""
    # Here, because openpyxl takes time that no other page should wait for.
    from vink.trail.files import as_csv, as_excel  # noqa: PLC0415

    makers = {"xlsx": (as_excel, MediaType.EXCEL), "csv": (as_csv, MediaType.CSV)}
    make, media_type = makers[extension]
    check_reads_trail(request)
    form = TrailForm(request.GET)
    if not form.is_valid():
        return trail(request)
    with translation.override("da"):
        content = make(trail_rows(form.filters, most=IN_A_FILE))
    return attachment(content, media_type, f"haendelseslog-{timezone.localdate()}.{extension}")


def check_reads_trail(request: WSGIRequest) -> None:
    """Raises PermissionDenied unless the person administers or is the data protection officer."""
    if not (can_administer(person_of(request)) or is_officer(request.user)):
        raise PermissionDenied(
            _("Det er kun administratorer og databeskyttelsesrådgiveren, der kan læse hændelsesloggen.")
        )


def _cursor(request: WSGIRequest) -> Cursor:
    """Where the list goes on, as the address says; at the newest where it says it in no number."""
    given = [request.GET.get(name, "") for name in _CURSOR]
    return Cursor(*map(row_id, given))


def _query_of(cursor: Cursor) -> dict[str, int]:
    given = zip(_CURSOR, (cursor.entry, cursor.change), strict=True)
    return {name: key for name, key in given if key is not None}
