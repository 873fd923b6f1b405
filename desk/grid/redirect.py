"""How does the way back to the figure before reach the next page where there are no scripts? By session."""

from dataclasses import replace

from django.http import Http404, HttpRequest

from desk.round.figure_rows import FigureRow, Undo, figure_row
from desk.round.sheet import EntrySheet, figure_or_404

_KEY = "entry_undo"


def keep_for_redirect(request: HttpRequest, row: FigureRow) -> None:
    """Keep what `row` says of its saving for the page that the browser is sent to."""
    if row.undo is not None:
        request.session[_KEY] = {
            "indicator": row.indicator,
            "slot": row.slot,
            "version": row.version,
            "saved_now": row.saved_now,
            "figure": row.undo.figure,
            "fields": dict(row.undo.fields),
        }


def saved_before_redirect(request: HttpRequest, sheet: EntrySheet) -> FigureRow | None:
    """The row that was saved just before, told once; None where it is another page's or has changed since."""
    kept = request.session.pop(_KEY, None)
    if kept is None:
        return None
    try:
        goal, part = figure_or_404(sheet, kept["indicator"], kept["slot"])
    except Http404:
        return None
    row = figure_row(sheet, goal, part, kept["slot"])
    if not row.is_editable or row.version != kept["version"]:
        return None
    return replace(row, saved_now=kept["saved_now"], undo=Undo(kept["figure"], kept["fields"]))
