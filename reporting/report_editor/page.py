"""What does the report editor show? The report's parts with what can be done to each, beside the annex."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.actions.report_content import ReportContent, RowContent, TableContent
from plans.domain.word_changes import Run, are_same_words, word_changes
from plans.models import ResultGoal
from plans.richtext import rich
from plans.web.facts import Fact
from plans.wording import figures

_LONGEST_CHOICE = 60  # characters of a table's name in a list
_SHORT = 8  # words of a goal that tell which one it is


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table that a goal can be moved to."""

    id: int
    name: str  # "Tabel 2. Foregribende indsats"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in a table."""

    id: int
    anchor: str
    short: str  # the first words, for what buttons say
    heading: str
    adopted: str
    wording: str
    changes: tuple[Run, ...]  # from the adopted wording to the reported; none where they are the same
    reason: str
    up: str  # what moving up does; "" where it can go no higher
    down: str
    others: tuple[TableChoice, ...]
    can_split: bool


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table."""

    id: int
    anchor: str
    name: str  # "Tabel 1. Målettet forebyggende indsats"
    label: str
    title: str
    column_heading: str
    notes: str
    is_first: bool
    is_last: bool
    goals: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A goal that stands in no table."""

    id: int
    anchor: str
    short: str
    wording: str


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The report as its editor shows it."""

    title: str
    head: tuple[Fact, ...]
    intro: SafeString
    closing: SafeString
    tables: tuple[TableLine, ...]
    choices: tuple[TableChoice, ...]
    left_out: tuple[LeftOut, ...]
    left_out_text: str


def editor_page(content: ReportContent, adopted: Mapping[int, ResultGoal], reported: list[int]) -> EditorPage:
    """The editor of a report.

    `adopted` are the plan's goals by id; `reported` those of the round in the order of its status: a goal
    that was withdrawn is none of them, and a row that it still has is not shown, as in the annex.
    """
    tables = [_without_withdrawn(table, set(reported)) for table in content.tables]
    choices = tuple(_choice(table) for table in tables)
    in_tables = {row.goal for table in tables for row in table.rows}
    left_out = tuple(_left_out(adopted[goal]) for goal in reported if goal not in in_tables)
    return EditorPage(
        title=content.head["title"],
        head=_head(content),
        intro=rich(content.head["intro"]),
        closing=rich(content.head["closing"]),
        tables=tuple(_table(tables, number, choices, adopted) for number in range(len(tables))),
        choices=choices,
        left_out=left_out,
        left_out_text=_left_out_text(len(left_out)),
    )


def _head(content: ReportContent) -> tuple[Fact, ...]:
    head = content.head
    facts = (
        (_("Dokumenttype"), head["kind"]),
        (_("Dato"), figures.day(head["dated_on"])),
        (_("Sagsnummer"), head["case_number"]),
        (_("Dokumentnummer"), head["document_number"]),
        (_("Sagsbehandler"), head["case_officer"]),
        (_("Afsender"), ", ".join(line for line in head["sender"].splitlines() if line.strip())),
        (_("EAN-nummer"), head["ean"]),
        (_("Hjemmeside"), head["website"]),
    )
    return tuple(Fact(label, value) for label, value in facts if value)


def _without_withdrawn(table: TableContent, reported: set[int]) -> TableContent:
    rows = tuple(row for row in table.rows if row.goal in reported)
    return TableContent(table.table, table.label, table.title, table.column_heading, table.notes, rows=rows)


def _choice(table: TableContent) -> TableChoice:
    return TableChoice(table.table or 0, Truncator(_name(table)).chars(_LONGEST_CHOICE))


def _name(table: TableContent) -> str:
    return f"{table.label}. {table.title}"


def _table(
    tables: list[TableContent],
    number: int,
    choices: tuple[TableChoice, ...],
    adopted: Mapping[int, ResultGoal],
) -> TableLine:
    table = tables[number]
    before = tables[number - 1].label if number else ""
    after = tables[number + 1].label if number + 1 < len(tables) else ""
    last = len(table.rows) - 1
    goals = tuple(
        _goal(
            row,
            adopted[row.goal],
            up=_("Flyt op") if position else (_("Flyt op i %(table)s") % {"table": before} if before else ""),
            down=_("Flyt ned")
            if position < last
            else (_("Flyt ned i %(table)s") % {"table": after} if after else ""),
            others=tuple(choice for choice in choices if choice.id != table.table),
            can_split=position > 0,
        )
        for position, row in enumerate(table.rows)
    )
    return TableLine(
        id=table.table or 0,
        anchor=f"table-{table.table}",
        name=_name(table),
        label=table.label,
        title=table.title,
        column_heading=table.column_heading,
        notes=table.notes,
        is_first=number == 0,
        is_last=number == len(tables) - 1,
        goals=goals,
    )


def _goal(
    row: RowContent,
    goal: ResultGoal,
    *,
    up: str,
    down: str,
    others: tuple[TableChoice, ...],
    can_split: bool,
) -> GoalLine:
    wording = row.wording or goal.wording
    is_same = are_same_words(goal.wording, wording)
    return GoalLine(
        id=goal.pk,
        anchor=f"goal-{goal.pk}",
        short=short(wording),
        heading=row.heading or (goal.heading.text if goal.heading else ""),
        adopted=goal.wording,
        wording=wording,
        changes=() if is_same else word_changes(goal.wording, wording),
        reason=row.wording_reason,
        up=up,
        down=down,
        others=others,
        can_split=can_split,
    )


def _left_out(goal: ResultGoal) -> LeftOut:
    return LeftOut(goal.pk, f"left-out-{goal.pk}", short(goal.wording), goal.wording)


def _left_out_text(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s mål står ikke i bilaget", "%(count)s mål står ikke i bilaget", count) % {
        "count": count
    }


def short(wording: str) -> str:
    """The words of a goal that tell which one it is."""
    return Truncator(wording).words(_SHORT, truncate=" …")
