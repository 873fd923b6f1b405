"""How do a round's figures stand on the page? By area and goal, in the report's order."""

from collections.abc import Iterable
from dataclasses import dataclass

from desk.round.figure_rows import FigureRow, figure_row
from desk.round.judgements import GoalJudgement, goal_judgement
from desk.round.sheet import EntrySheet
from desk.round.states import GoalState, goal_state
from plans.status_report import GoalStatus
from plans.wording.areas import shared_with


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEntry:
    """A goal with its figures and how it stands."""

    id: str
    wording: str
    heading: str
    shared: str
    locked: str
    rows: tuple[FigureRow, ...]
    judgement: GoalJudgement
    state: GoalState


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    """An area with its goals."""

    id: str
    title: str
    goals: tuple[GoalEntry, ...]


def area_entries(
    sheet: EntrySheet, goals: Iterable[GoalStatus], changed: FigureRow | None = None
) -> list[AreaEntry]:
    """The goals by their lead area, both in the report's order; `changed` stands instead of the same row."""
    by_area: dict[int, list[GoalStatus]] = {}
    for goal in goals:
        by_area.setdefault(goal.areas[0].id, []).append(goal)
    entries = []
    for together in by_area.values():
        area = together[0].areas[0]
        rows = tuple(goal_entry(sheet, goal, changed) for goal in together)
        entries.append(AreaEntry(id=f"area-{area.id}", title=f"{area.number}. {area.title}", goals=rows))
    return entries


def first_missing(areas: Iterable[AreaEntry]) -> str:
    """The id of the first field that waits for a figure; empty where none does."""
    rows = (row for area in areas for goal in area.goals for row in goal.rows)
    missing = (row for row in rows if row.is_editable and row.is_missing)
    return next((f"{row.id}-{'judged' if row.is_judgement else 'figure'}" for row in missing), "")


def goal_entry(sheet: EntrySheet, goal: GoalStatus, changed: FigureRow | None = None) -> GoalEntry:
    """A goal as it stands on the page."""
    rows = [figure_row(sheet, goal, part, slot) for part, slot in sheet.figures_of(goal)]
    return GoalEntry(
        id=f"goal-{goal.id}",
        wording=goal.reported_wording,
        heading=goal.heading,
        shared=shared_with([area.number for area in goal.areas[1:]]),
        locked=sheet.access.locked_in_row(goal),
        rows=tuple(changed if changed and changed.id == row.id else row for row in rows),
        judgement=goal_judgement(sheet.report, goal),
        state=goal_state(sheet, goal),
    )
