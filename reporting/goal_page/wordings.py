"""How is a goal worded elsewhere than in its plan? In other places, and in the published annexes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.models import ReportRow, ResultGoal
from plans.wording import figures
from reporting.plan_page.source_notes import SourceNote, source_note


@dataclass(frozen=True, slots=True)
class Wording:
    """The goal as another place words it."""

    location: str
    text: str
    source: SourceNote | None


def wordings(goal: ResultGoal, rows: Iterable[ReportRow]) -> tuple[Wording, ...]:
    """Every wording that differs from the adopted one, each place once; those of annexes come last."""
    found = [Wording(each.place, each.text, source_note(each)) for each in goal.wordings.all()]
    known = {_same(goal.wording), *(_same(wording.text) for wording in found)}
    for row in rows:
        if not row.wording or _same(row.wording) in known:
            continue
        table = row.table
        location = _("%(title)s, %(table)s") % {"title": table.report.title, "table": table.label}
        found.append(
            Wording(f"{location} ({figures.day(table.report.dated_on)})", row.wording, source_note(row))
        )
    return tuple(found)


def _same(text: str) -> str:
    """The text without what makes no other wording: spaces, capitals, a full stop."""
    return " ".join(text.casefold().split()).rstrip(".")
