"""What goes into the annex of a status report? The memo's head and tables, each goal with its judgement."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from plans import queries
from plans.domain.values import Tolerance
from plans.enums import Status
from plans.models import Report, ReportTable
from plans.richtext import clean
from plans.status_report import GoalStatus, StatusReport
from plans.wording import figures
from plans.wording.tolerance import tolerance_note
from reporting.annex.memo import Annex, AnnexRow, AnnexTable, Note

_IS_HTML = re.compile(r"</[a-z]|<(?:p|ul|li|br)\b", re.IGNORECASE)


def annex_of(status: StatusReport) -> Annex:
    """The annex of a status report: its round's memo where there is one, else one proposed from the areas.

    Always in Danish, as the committee's documents are.
    """
    with translation.override("da"):
        memo = queries.report_of(status.round) if status.round else None
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
    sender = tuple(line for line in memo.sender.splitlines() if line.strip())
    details = (
        ("Sagsnummer", memo.case_number),
        ("Dokumentnummer", memo.document_number),
        ("Sagsbehandler", memo.case_officer),
    )
    return Annex(
        kind=memo.kind,
        title=memo.title,
        dated_on=memo.dated_on,
        details=tuple((label, value) for label, value in details if value),
        sender=sender,
        sender_details=(("EAN-nummer", memo.ean),) if memo.ean else (),
        website=memo.website,
        author=sender[0] if sender else status.plan.title,
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
        goal_heading="Resultatmål",
        report_heading=table.column_heading,
        rows=rows,
        notes=notes.since(before),
        remarks=table.notes,
    )


def _proposed(status: StatusReport) -> Annex:
    """An annex without a memo: a table for each area that has goals, in the plan's order."""
    years = figures.years(status.period)
    notes = _Notes()
    tables: list[AnnexTable] = []
    for area, goals in _by_area(status.goals):
        before = len(notes.texts)
        rows = _rows(status, goals, notes)
        label = f"Tabel {len(tables) + 1}"
        heading = f"Afrapportering {years}"
        tables.append(AnnexTable(label, area, "Resultatmål", heading, rows, notes.since(before), ""))
    return Annex(
        kind="Notat",
        title=f"Bilag 1. Afrapportering for {years} på {status.plan.title}",
        dated_on=status.as_of,
        details=(),
        sender=(),
        sender_details=(),
        website="",
        author=status.plan.title,
        intro=rich(f"Nedenfor afrapporteres for {years} på {status.plan.title}."),
        closing=SafeString(""),
        tables=tuple(tables),
    )


def _by_area(goals: Iterable[GoalStatus]) -> list[tuple[str, list[GoalStatus]]]:
    """The goals by lead area, in the areas' order."""
    areas: dict[int, tuple[str, list[GoalStatus]]] = {}
    for goal in goals:
        lead = goal.areas[0]
        areas.setdefault(lead.number, (lead.title, []))[1].append(goal)
    return [areas[number] for number in sorted(areas)]


def _rows(status: StatusReport, goals: Sequence[GoalStatus], notes: _Notes) -> tuple[AnnexRow, ...]:
    rows = []
    heading = ""
    for goal in goals:
        # A heading stands once, over the first of its goals.
        shown = goal.heading if goal.heading != heading else ""
        heading = goal.heading
        rows.append(_row(status, goal, shown, notes))
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


def rich(text: str) -> SafeString:
    """Sanitised HTML; plain text becomes paragraphs, even one with "<" in it ("<5 borgere")."""
    if not text.strip():
        return SafeString("")
    html = text if _IS_HTML.search(text) else linebreaks(text, autoescape=True)
    return mark_safe(clean(html))  # noqa: S308  # sanitised
