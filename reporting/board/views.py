"""On which page are all goals of a plan seen in all its periods, filtered and sorted?

The board's page, and the same goals as an Excel, CSV or JSON file.
"""

from collections.abc import Callable
from dataclasses import replace

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, trigger_client_event

from plans.web.attachments import MediaType, attachment
from plans.web.htmx import wants_part
from plans.web.plan_pages import whole_plan_frame
from reporting.board.files import as_csv, as_json
from reporting.board.page import Board, board_of
from reporting.board.reading import read_board


@require_safe
def board(request: WSGIRequest, slug: str) -> HttpResponse:
    """All goals of a plan in all its periods, as the address filters and sorts them."""
    shown_board = _board_or_404(request, slug)
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
def board_file(request: WSGIRequest, slug: str, extension: str) -> HttpResponse:
    """The board's goals as the address filters and sorts them, as a file in Danish."""
    if extension not in _FILES:
        raise Http404
    write, media_type = _FILES[extension]
    with translation.override("da"):
        shown_board = _board_or_404(request, slug)
        if not shown_board.chosen.filter.form.errors:
            return attachment(write(shown_board), media_type, f"tavle-{slug}.{extension}")
    # A file with other goals than were asked for would deceive.
    return _page(request, _board_or_404(request, slug), status=422)


def _board_or_404(request: HttpRequest, slug: str) -> Board:
    reading = read_board(slug, today=timezone.localdate())
    if reading is None:
        raise Http404
    return board_of(reading, request.GET)


def _page(request: HttpRequest, shown_board: Board, status: int = 200) -> HttpResponse:
    is_script = wants_part(request)
    frame = whole_plan_frame(request, shown_board.reading.plan, "board")
    context = {
        **frame,
        "head": replace(frame["head"], periods=tuple(shown_board.periods)),
        "board": shown_board,
        "form": shown_board.chosen.filter.form,
        "is_swapped": is_script,
        "is_open": is_script or bool(shown_board.chosen.filter.form.errors),
    }
    template = "reporting/board/board.html" if is_script else "reporting/board.html"
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
