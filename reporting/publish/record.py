"""What does a publication store of its status report as JSON?

`record_of` gives the report as `plan_status --format json` does, with each goal as the annex shows it; a
later version is compared with it.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import translation

from plans.status_report import GoalStatus
from reporting.annex.memo import Annex, AnnexTable
from reporting.goal_rows import GoalRow, goal_rows
from reporting.publish.draft import PublicationDraft
from reporting.status_json import status_json


def record_of(
    draft: PublicationDraft,
    *,
    number: int = 0,
    correction_note: str = "",
    now: datetime | None = None,
) -> dict[str, Any]:
    """The status report as `plan_status --format json` gives it, with each goal as the annex tells it.

    Always in Danish, as the annex is. `now` is the moment of publication; without one the record is of what
    is not published yet. Small numbers are shown as was chosen for readers outside.
    """
    status = draft.for_outside
    with translation.override("da"):
        record = status_json(status)
        rows = goal_rows(status)
    for values, goal, row in zip(record["goals"], status.goals, rows, strict=True):
        values["told"] = disclosed_goal(goal, row)
    return {
        "version": number,
        "published_at": now.isoformat(timespec="seconds") if now else "",
        "correction_note": correction_note,
        **record,
        "annex": _memo(draft.annex),
    }


def disclosed_goal(goal: GoalStatus, row: GoalRow) -> dict[str, Any]:
    """How the annex tells a goal; `row` is written out in Danish."""
    submission = goal.submission
    return {
        "status": row.word,
        "figures": [
            {"label": line.label, "target": line.target, "actual": line.actual} for line in row.lines
        ],
        "sub_heading": submission.sub_heading if submission else "",
        "commentary": submission.commentary if submission else "",
        "footnote": submission.footnote if submission else "",
    }


def _memo(annex: Annex) -> dict[str, Any]:
    values = asdict(annex)
    values["dated_on"] = annex.dated_on.isoformat()
    values["tables"] = [_table(table) for table in annex.tables]
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}


def _table(table: AnnexTable) -> dict[str, Any]:
    return {
        "label": table.label,
        "title": table.title,
        "headings": [table.goal_heading, table.report_heading],
        "goals": [row.wording for row in table.rows],
        "notes": [note.text for note in table.notes],
        "remarks": table.remarks,
    }
