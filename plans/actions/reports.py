"""How does a round's report come about, and who changes it? Approvers and administrators, with history.

The report of a closed round can still be changed: the memo is written when the figures are in.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.report_content import ReportContent, RowContent, TableContent, content_of, write
from plans.actions.report_words import head_values, row_words, table_words
from plans.domain.arrangement import Arrangement, joined, number_of
from plans.models import Report, ReportingRound, ReportRow, ReportTable, ResultGoal
from plans.models.history_chain import hold_history
from plans.permissions import Person, check_edits_report
from plans.report_proposal import column_heading, proposed_report, table_label
from plans.status_report import StatusReport

# Why a report says again what it said before, in the history, whose words are Danish.
UNDONE = "Fortrudt"
# What a table is called by its place alone; "Tabel A" is somebody's own name.
_NUMBERED = re.compile(r"Tabel [1-9][0-9]*")


@transaction.atomic
def make_report(*, by: Person, status: StatusReport) -> Report:
    """Make the report of the status report's round as it is proposed.

    Raises PermissionDenied, ValueError where there is no round, and `history.Conflict` with the report that
    somebody else made meanwhile.
    """
    check_edits_report(by)
    if status.round is None:
        raise ValueError("a report is of a round")
    hold_history(status.plan.pk)
    round_ = ReportingRound.objects.select_for_update().get(pk=status.round.pk)
    existing = Report.objects.filter(round=round_).first()
    if existing is not None:
        raise history.Conflict(existing)
    proposed = proposed_report(status)
    head = {name: getattr(proposed, name) for name in ("kind", "title", "dated_on", *_AS_BEFORE, "intro")}
    report = history.add(Report(round=round_, **head), by=by, plan=status.plan)
    tables = [
        ReportTable(
            report=report,
            order=order,
            label=table.label,
            title=table.title,
            column_heading=table.column_heading,
        )
        for order, table in enumerate(proposed.tables, start=1)
    ]
    history.add_all(tables, by=by, plan=status.plan)
    rows = [
        ReportRow(table=table, goal_id=goal.id, order=order)
        for table, content in zip(tables, proposed.tables, strict=True)
        for order, goal in enumerate(content.goals, start=1)
    ]
    history.add_all(rows, by=by, plan=status.plan)
    return report


_AS_BEFORE = ("case_officer", "sender", "ean", "website")


@transaction.atomic
def change_head(*, by: Person, report: Report, values: Mapping[str, Any], version: int) -> Report:
    """Set the memo's head, and the texts that open and close it, which are cleaned; `values` by column.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    stored, content = _opened(by, report)
    wanted = replace(content, head={**content.head, **head_values(values, stored)})
    return write(stored, wanted, version=version, by=by)


@transaction.atomic
def change_table(
    *, by: Person, report: Report, table: int, values: Mapping[str, str], version: int
) -> Report:
    """Set a table's label, title, column heading or notes. Raises as `change_head`, and NotThere."""
    stored, content = _opened(by, report)
    number = number_of(content.arrangement, table)
    tables = list(content.tables)
    tables[number] = replace(tables[number], **table_words(values))
    return write(stored, content.with_tables(tables), version=version, by=by)


@transaction.atomic
def change_row(*, by: Person, report: Report, goal: int, values: Mapping[str, str], version: int) -> Report:
    """Set how a goal is worded in the report, its heading there, and why the wording is another.

    A wording other than the adopted one needs a reason; the adopted one is kept as none of its own. Raises
    as `change_head`, and NotThere.
    """
    stored, content = _opened(by, report)
    adopted = ResultGoal.objects.select_related("heading").get(pk=goal, plan=stored.round.plan_id)
    row = content.rows[goal]
    changed = replace(row, **row_words(values, row, adopted))
    tables = [
        replace(table, rows=tuple(changed if each == row else each for each in table.rows))
        for table in content.tables
    ]
    wanted = content.with_tables(tables)
    return write(stored, wanted, version=version, by=by, why=changed.wording_reason)


@transaction.atomic
def rearrange(
    *, by: Person, report: Report, to: Callable[[Arrangement], Arrangement], version: int, title: str = ""
) -> Report:
    """Let tables and goals stand as `to` arranges them; a goal that is in no table is left out of the report.

    A table that is new gets the `title`. Tables that are called by their number are numbered anew when their
    order changes. Raises PermissionDenied, ValidationError, NotThere, and `history.Conflict`.
    """
    stored, content = _opened(by, report)
    wanted = to(content.arrangement)
    _check_goals(stored, content, wanted)
    return write(stored, _arranged(stored, content, wanted, title), version=version, by=by)


@transaction.atomic
def join_tables(*, by: Person, report: Report, table: int, version: int) -> Report:
    """Put the table's goals and notes at the end of the table before it. Raises as `rearrange`."""
    stored, content = _opened(by, report)
    number = number_of(content.arrangement, table)
    arranged = _arranged(stored, content, joined(content.arrangement, table), "")
    if number == 0:
        return stored
    before, goes = content.tables[number - 1 : number + 1]
    notes = "\n\n".join(text for text in (before.notes, goes.notes) if text.strip())
    tables = [replace(each, notes=notes) if each.table == before.table else each for each in arranged.tables]
    return write(stored, content.with_tables(tables), version=version, by=by)


@transaction.atomic
def restore_report(*, by: Person, report: Report, content: ReportContent, version: int) -> Report:
    """Make the report say again what it said before. Raises PermissionDenied and `history.Conflict`."""
    stored, _now = _opened(by, report)
    return write(stored, content, version=version, by=by, why=UNDONE)


def _opened(by: Person, report: Report) -> tuple[Report, ReportContent]:
    """The report as it is stored, held against others until it is written."""
    check_edits_report(by)
    hold_history(report.round.plan_id)
    reports = Report.objects.select_related("round__plan").select_for_update(of=("self",))
    stored = reports.get(pk=report.pk)
    return stored, content_of(stored)


def _check_goals(report: Report, content: ReportContent, wanted: Arrangement) -> None:
    """Raises ValidationError unless every goal that is put in is the plan's, and stands once."""
    goals = [goal for table in wanted for goal in table.goals]
    new = set(goals) - content.rows.keys()
    known = ResultGoal.objects.filter(pk__in=new, plan=report.round.plan_id).count()
    if known != len(new) or len(goals) != len(set(goals)):
        raise ValidationError(_("Et mål står én gang i bilaget, og kun mål fra planen kan stå der."))


def _arranged(report: Report, content: ReportContent, wanted: Arrangement, title: str) -> ReportContent:
    """The content with tables and goals as wanted."""
    by_id = {table.table: table for table in content.tables}
    rows = content.rows
    tables: list[TableContent] = []
    for number, arranged in enumerate(wanted, start=1):
        table = by_id.get(arranged.table) if arranged.table is not None else None
        if table is None:
            like = (tables or [*content.tables])[-1:]
            heading = like[0].column_heading if like else column_heading(report.round.period)
            table = TableContent(None, table_label(number), title, heading)
        goals = tuple(rows.get(goal) or RowContent(goal) for goal in arranged.goals)
        tables.append(replace(table, rows=goals))
    if [table.table for table in tables] != [table.table for table in content.tables]:
        tables = [_renumbered(table, number) for number, table in enumerate(tables, start=1)]
    return content.with_tables(tables)


def _renumbered(table: TableContent, number: int) -> TableContent:
    return replace(table, label=table_label(number)) if _NUMBERED.fullmatch(table.label) else table
