"""What goes into the annex of a status report? The memo's head and tables, each goal with its judgement."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.safestring import SafeString

from plans import queries
from plans.domain.values import Tolerance
from plans.enums import Status
from plans.models import Report, ReportTable
from plans.report_proposal import proposed_report
from plans.richtext import rich
from plans.status_report import GoalStatus, StatusReport
from plans.wording.tolerance import tolerance_note
from reporting.annex.memo import Annex, AnnexRow, AnnexTable, Note

GOALS = "Resultatmål"  # over the column of the goals


def annex_of(status: StatusReport) -> Annex:
    """The annex of a status report: its round's memo where there is one, else one proposed from the areas.

    Always in Danish, as the committee's documents are.
    """
    return annex_with(status, queries.report_of(status.round) if status.round else None)


def annex_with(status: StatusReport, memo: Report | None) -> Annex:
    """The same, where the round's memo has been fetched (`queries.report_of`); None without one."""
    with translation.override("da"):
        return _from_memo(status, memo) if memo else _proposed(status)


@dataclass
class _Notes:
    """The numbered notes of one annex: each text once, under the table that first refers to it."""

    texts: list[str] = field(default_factory=list)

    def number(self, text: str) -> int:
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1

    def since(self, count: int) -> tuple[Note, ...]:
        """The notes that came after the first `count`."""
        return tuple(Note(number, text) for number, text in enumerate(self.texts, start=1) if number > count)


def _from_memo(status: StatusReport, memo: Report) -> Annex:
    notes = _Notes()
    goals = {goal.id: goal for goal in status.goals}
    sender = _lines(memo.sender)
    return Annex(
        kind=memo.kind,
        title=memo.title,
        dated_on=memo.dated_on,
        details=_details(
            case_number=memo.case_number,
            document_number=memo.document_number,
            case_officer=memo.case_officer,
        ),
        sender=sender,
        sender_details=_sender_details(memo.ean),
        website=memo.website,
        author=_author(sender, status),
        intro=rich(memo.intro),
        closing=rich(memo.closing),
        tables=tuple(_table(status, table, goals, notes) for table in memo.tables.all()),
    )


def _table(
    status: StatusReport, table: ReportTable, goals: dict[int, GoalStatus], notes: _Notes
) -> AnnexTable:
    before = len(notes.texts)
    rows = _rows(status, [goals[row.goal_id] for row in table.rows.all() if row.goal_id in goals], notes)
    return AnnexTable(
        label=table.label,
        title=table.title,
        goal_heading=GOALS,
        report_heading=table.column_heading,
        rows=rows,
        notes=notes.since(before),
        remarks=table.notes,
    )


def _proposed(status: StatusReport) -> Annex:
    """An annex without a memo, as its report would be if it were made now."""
    proposed = proposed_report(status)
    notes = _Notes()
    tables: list[AnnexTable] = []
    for table in proposed.tables:
        before = len(notes.texts)
        rows = _rows(status, table.goals, notes)
        noted = notes.since(before)
        tables.append(AnnexTable(table.label, table.title, GOALS, table.column_heading, rows, noted, ""))
    return Annex(
        kind=proposed.kind,
        title=proposed.title,
        dated_on=proposed.dated_on,
        details=_details(case_officer=proposed.case_officer),
        sender=_lines(proposed.sender),
        sender_details=_sender_details(proposed.ean),
        website=proposed.website,
        author=_author(_lines(proposed.sender), status),
        intro=rich(proposed.intro),
        closing=SafeString(""),
        tables=tuple(tables),
    )


def _details(
    *, case_number: str = "", document_number: str = "", case_officer: str = ""
) -> tuple[tuple[str, str], ...]:
    """The numbers in the memo's margin, those that it has."""
    details = (
        ("Sagsnummer", case_number),
        ("Dokumentnummer", document_number),
        ("Sagsbehandler", case_officer),
    )
    return tuple((label, value) for label, value in details if value)


def _sender_details(ean: str) -> tuple[tuple[str, str], ...]:
    return (("EAN-nummer", ean),) if ean else ()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _author(sender: Sequence[str], status: StatusReport) -> str:
    return sender[0] if sender else status.plan.title


def _rows(status: StatusReport, goals: Sequence[GoalStatus], notes: _Notes) -> tuple[AnnexRow, ...]:
    rows = []
    heading = ""
    for goal in goals:
        # A heading stands once, over the first of its goals.
        heading_shown = goal.heading if goal.heading != heading else ""
        heading = goal.heading
        rows.append(_row(status, goal, heading_shown, notes))
    return tuple(rows)


def _row(status: StatusReport, goal: GoalStatus, heading: str, notes: _Notes) -> AnnexRow:
    submission = goal.submission
    note = _note(status, goal)
    return AnnexRow(
        heading=heading,
        wording=goal.reported_wording,
        sentence=status.words.sentence(goal.status, goal.measure),
        note_number=notes.number(note) if note else None,
        sub_heading=submission.sub_heading if submission else "",
        commentary=rich(submission.commentary if submission else ""),
        footnote=submission.footnote if submission else "",
    )


def _note(status: StatusReport, goal: GoalStatus) -> str:
    """What the judgement must be read with: the tolerance, or why it departs from the rule's."""
    if goal.override is not None:
        computed = status.words.danish_word(goal.computed_status, goal.measure)
        judged = f"Status er fastsat efter en konkret vurdering; beregnet status: {computed}."
        return f"{judged} {goal.override.reason}"
    if goal.status is Status.PARTLY_ACHIEVED:
        return tolerance_note(_deciding_tolerance(goal), status.words)
    return ""


def _deciding_tolerance(goal: GoalStatus) -> Tolerance:
    """The tolerance of the part that made the goal partly achieved."""
    facts = next(
        indicator.facts
        for indicator in goal.indicators
        if indicator.assessment.status is Status.PARTLY_ACHIEVED
    )
    return facts.tolerance.for_measure(facts.measure)
