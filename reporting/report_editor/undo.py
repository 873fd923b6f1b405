"""How does one take back what was done last in a report? By what it said before, kept in the session.

It can be taken back until somebody changes the report again, and so can the taking back.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from plans.actions.report_content import ReportContent
from plans.models import Report

_KEY = "report_undo"


@dataclass(frozen=True, slots=True)
class Undo:
    """What was done last, and what the report said before it."""

    message: str
    before: ReportContent


def keep(request: HttpRequest, report: Report, undo: Undo) -> None:
    """Keep what `report`, as it is now, said before."""
    request.session[_KEY] = {
        "report": report.pk,
        "version": report.version,
        "told": undo.message,
        "before": undo.before.as_json(),
    }


def kept(request: HttpRequest, report: Report) -> Undo | None:
    """What can be taken back in `report`; None where nothing was done, or somebody has changed it since."""
    found = request.session.get(_KEY)
    if found is None or (found["report"], found["version"]) != (report.pk, report.version):
        return None
    return Undo(found["told"], ReportContent.from_json(found["before"]))
