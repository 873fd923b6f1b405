"""On which page are all goals of a plan seen in all its periods, filtered and sorted?

The board's page, and the same goals as an Excel, CSV or JSON file.
"""

from collections.abc import Callable
from dataclasses import replace

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, trigger_client_event

from plans import queries
from plans.domain.values import Period
from plans.web.attachments import MediaType, attachment
from plans.web.htmx import wants_part
from plans.web.person import person_of
from plans.web.plan_pages import asked_period, plan_frame, plan_or_404, usual_period
from plans.wording import figures
from reporting.board.files import as_csv, as_json
from reporting.board.filters import DENSE, FULL, PERIOD, VIEW
from reporting.board.page import Board, board_of
from reporting.board.reading import read_board


@require_safe
def status(request: WSGIRequest, slug: str, period: Period) -> HttpResponse:
    """Where a plan's goals stand, as the address filters, sorts and shows them."""
    asked = asked_period(request, plan_or_404(slug)) if PERIOD in request.GET else None
    if asked is not None:
        return redirect(_with_period(request, slug, asked))
    in_full = request.GET.get(VIEW, FULL) != DENSE
    shown_board = _board_or_404(request, slug, period, in_full=in_full)
    if shown_board.chosen.filter.form.errors:
        return _page(request, shown_board, status=422)
    is_script = wants_part(request)
    if not is_script and "" in request.GET.values():
        return redirect(shown_board.chosen.url)  # what somebody copies says what they chose, and nothing else
    response = _page(request, shown_board)
    if is_script:
        push_url(response, shown_board.chosen.url)
        trigger_client_event(response, "announce", {"text": shown_board.how_many})
    return response


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The address that the board had: it leads to the same goals on the page of the status."""
    plan = plan_or_404(slug)
    period = asked_period(request, plan)
    if period is None:
        usual = usual_period(plan, queries.reported_periods(plan), timezone.localdate())
        return redirect(_address(slug, usual, request.GET.copy(), view=DENSE))
    return redirect(_with_period(request, slug, period, view=DENSE))


@require_safe
def board_file(request: WSGIRequest, slug: str, extension: str) -> HttpResponse:
    """The goals in all their periods as the address filters and sorts them, as a file in Danish."""
    if extension not in _FILES:
        raise Http404
    write, media_type = _FILES[extension]
    with translation.override("da"):
        shown_board = _board_or_404(request, slug, None)
        if not shown_board.chosen.filter.form.errors:
            return attachment(write(shown_board), media_type, f"status-{slug}.{extension}")
    # A file with other goals than were asked for would deceive.
    return _page(request, _board_or_404(request, slug, None), status=422)


def _with_period(request: HttpRequest, slug: str, period: Period, view: str = "") -> str:
    """The same goals for a period that the query asked for; the path says it."""
    query = request.GET.copy()
    query.pop(PERIOD)
    return _address(slug, period, query, view)


def _address(slug: str, period: Period, query: QueryDict, view: str) -> str:
    if view:
        query.setdefault(VIEW, view)
    address = reverse("status", args=[slug, period])
    return f"{address}?{query.urlencode()}" if query else address


def _board_or_404(request: HttpRequest, slug: str, period: Period | None, *, in_full: bool = False) -> Board:
    reading = read_board(slug, period, today=timezone.localdate(), in_full=in_full)
    if reading is None:
        raise Http404
    return board_of(reading, request.GET)


def _page(request: HttpRequest, shown_board: Board, status: int = 200) -> HttpResponse:
    is_script = wants_part(request)
    frame = plan_frame(shown_board.report, "status", person_of(request))
    context = {
        **frame,
        "head": replace(frame["head"], periods=tuple(shown_board.periods)),
        "as_of": figures.day(shown_board.report.as_of),
        "board": shown_board,
        "form": shown_board.chosen.filter.form,
        "is_swapped": is_script,
        "is_open": is_script or bool(shown_board.chosen.filter.form.errors),
    }
    template = "reporting/board/board.html" if is_script else "reporting/status.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _as_excel(shown_board: Board) -> bytes:
    # Here, because openpyxl takes time that no other page should wait for.
    from reporting.board.excel import as_excel  # noqa: PLC0415

    return as_excel(shown_board)


_FILES: dict[str, tuple[Callable[[Board], bytes], MediaType]] = {
    "xlsx": (_as_excel, MediaType.EXCEL),
    "csv": (as_csv, MediaType.CSV),
    "json": (as_json, MediaType.JSON),
}
