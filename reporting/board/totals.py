"""How many goals have which status? For the plan, each level and each area, in every period."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.domain.values import Period
from plans.enums import Status
from plans.wording import figures
from plans.wording.statuses import PlanWords, capitalised
from reporting.board.filters import level_name
from reporting.board.reading import BoardGoal, BoardReading
from reporting.board.rows import area_name
from reporting.goal_rows import StatusCount


@dataclass(frozen=True, slots=True)
class TotalCell:
    """The goals of a group in a period by status; `present` leaves out statuses that none has."""

    period: str
    counts: Mapping[Status, int]
    present: tuple[StatusCount, ...]
    goals: int


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A group of goals; `kind` is plan, level or area."""

    kind: str
    label: str
    goals: int
    cells: tuple[TotalCell, ...]


def total_lines(
    reading: BoardReading, goals: Sequence[BoardGoal], given: Mapping[str, Collection[str]]
) -> list[TotalLine]:
    """The plan, then its levels, then its areas, each counted over these goals.

    A goal of several areas or levels counts in each of them, and once in the plan. Where somebody chose
    areas or levels, only these have a line: the others would be counted in part. None has a line for nothing.
    """
    areas = [area for area in reading.areas if str(area.number) in given.get("area", (str(area.number),))]
    levels = [level for level in reading.levels if level.value in given.get("level", (level.value,))]
    lines = [
        *(
            _line(reading, "level", level_name(level), [goal for goal in goals if level in goal.levels])
            for level in levels
        ),
        *(
            _line(
                reading,
                "area",
                area_name(area.number, area.title),
                [goal for goal in goals if any(each.id == area.id for each in goal.areas)],
            )
            for area in areas
        ),
    ]
    return [_line(reading, "plan", _("I alt"), goals), *(line for line in lines if line.goals)]


def counts_in(goals: Sequence[BoardGoal], period: Period) -> Counter[Status]:
    """How many of the goals have each status in a period."""
    return Counter(goal.standings[period].status for goal in goals if period in goal.standings)


def _line(reading: BoardReading, kind: str, label: str, goals: Sequence[BoardGoal]) -> TotalLine:
    cells = tuple(_cell(period, report.words, goals) for period, report in reading.reports.items())
    return TotalLine(kind, label, len(goals), cells)


def _cell(period: Period, words: PlanWords, goals: Sequence[BoardGoal]) -> TotalCell:
    counts = counts_in(goals, period)
    present = tuple(
        StatusCount(status, capitalised(words.word(status)), counts[status])
        for status in Status
        if counts[status]
    )
    every = {status: counts[status] for status in Status}
    return TotalCell(figures.years(period), every, present, counts.total())
