"""Which part of a report is edited? The head, a text, a table or a goal's row, each by a form of its own."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from plans.actions.report_content import ReportContent
from plans.actions.report_words import HEAD_FIELDS, RICH, ROW_FIELDS, TABLE_FIELDS
from plans.actions.reports import change_head, change_row, change_table
from plans.models import Report, ResultGoal
from plans.models.change import as_text
from plans.permissions import Person
from plans.richtext import rich
from reporting.report_editor.forms import ClosingForm, HeadForm, IntroForm, PartForm, RowForm, TableForm

_NAME = re.compile(r"(head|intro|closing)|(table|goal)-([1-9][0-9]{0,17})")


class PartKind(StrEnum):
    """The kinds of parts that are edited, one at a time."""

    HEAD = "head"
    INTRO = "intro"
    CLOSING = "closing"
    TABLE = "table"
    GOAL = "goal"


_FORMS: Mapping[PartKind, type[PartForm]] = {
    PartKind.HEAD: HeadForm,
    PartKind.INTRO: IntroForm,
    PartKind.CLOSING: ClosingForm,
    PartKind.TABLE: TableForm,
    PartKind.GOAL: RowForm,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report; a table and a goal's row by their ids."""

    kind: PartKind
    id: int = 0

    @classmethod
    def named(cls, name: str) -> "Part | None":
        """The part that an address or a form names: "head", "table-5", "goal-12"; None for anything else."""
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        return cls(PartKind(match[1] or match[2]), int(match[3] or 0))

    @property
    def name(self) -> str:
        """How addresses and forms name it."""
        return f"{self.kind}-{self.id}" if self.id else str(self.kind)

    def values(self, content: ReportContent, adopted: Mapping[int, ResultGoal]) -> dict[str, Any] | None:
        """What the part says now, by field, as its form shows it; None where the report has no such part.

        `adopted` are the plan's goals by id: a row without words of its own says theirs.
        """
        match self.kind:
            case PartKind.HEAD:
                return {name: content.head[name] for name in HEAD_FIELDS if name not in RICH}
            case PartKind.INTRO | PartKind.CLOSING:
                return {self.kind.value: str(rich(content.head[self.kind.value]))}
            case PartKind.TABLE:
                tables = [table for table in content.tables if table.table == self.id]
                return {name: getattr(tables[0], name) for name in TABLE_FIELDS} if tables else None
            case PartKind.GOAL:
                row, goal = content.rows.get(self.id), adopted.get(self.id)
                if row is None or goal is None:
                    return None
                row_values = {name: getattr(row, name) for name in ROW_FIELDS}
                row_values["wording"] = row_values["wording"] or goal.wording
                row_values["heading"] = row_values["heading"] or (goal.heading.text if goal.heading else "")
                return row_values

    def form(self, values: Mapping[str, Any], posted: QueryDict | None = None) -> PartForm:
        """The part's form, filled in with `values`, or with what was posted."""
        return _FORMS[self.kind](posted, initial=dict(values), auto_id=f"{self.name}-%s")

    def save(self, report: Report, values: Mapping[str, Any], *, by: Person, version: int) -> Report:
        """Store new values. Raises as the actions do."""
        match self.kind:
            case PartKind.TABLE:
                return change_table(by=by, report=report, table=self.id, values=values, version=version)
            case PartKind.GOAL:
                return change_row(by=by, report=report, goal=self.id, values=values, version=version)
            case _:
                return change_head(by=by, report=report, values=values, version=version)


def digest(values: Mapping[str, Any]) -> str:
    """A short text that tells whether a part still says what it said when its form was opened."""
    text = json.dumps({name: as_text(value) for name, value in values.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
