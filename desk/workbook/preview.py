"""What is shown of a workbook before it is confirmed? Each cell by goal, and how the goal would stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.round.judgements import GoalJudgement, goal_judgement
from plans.domain.personal_data import cpr_like
from plans.status_report import GoalStatus, StatusReport
from plans.supposed_figure import with_figure
from plans.workbook.comparing import CellChange, Comparison, FigureChange, Overtaken
from plans.workbook.reading import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPreview:
    """A goal with the cells that would change it, and how it would stand."""

    wording: str
    sheet: str
    cells: tuple[CellChange, ...]
    now: GoalJudgement
    after: GoalJudgement
    loses_formatting: bool
    cpr_like: tuple[str, ...]

    @property
    def judgement_changes(self) -> bool:
        """Whether the goal would have another status."""
        return self.now.status is not self.after.status


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a workbook was not read: sheets that are not Vink's, and cells of its own sheets."""

    sheets: Sequence[str] = ()
    cells: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a workbook would do, all of it."""

    name: str
    fingerprint: str
    goals: tuple[GoalPreview, ...]
    figures: int
    texts: int
    unchanged: int
    overtaken: Sequence[Overtaken]
    problems: Sequence[Problem]
    unread: Unread

    @property
    def can_be_confirmed(self) -> bool:
        """Whether there is anything to write, and nothing to correct first."""
        return bool(self.goals) and not self.problems


def preview_of(
    report: StatusReport, found: Comparison, *, name: str, unchanged: int, unread: Unread
) -> Preview:
    """The preview of what was found in the workbook called `name`."""
    return Preview(
        name=name,
        fingerprint=found.fingerprint,
        goals=tuple(_goals(report, found)),
        figures=len(found.figures),
        texts=len(found.texts),
        unchanged=unchanged + found.unchanged,
        overtaken=found.overtaken,
        problems=found.problems,
        unread=unread,
    )


def _goals(report: StatusReport, found: Comparison) -> Iterable[GoalPreview]:
    """The goals that anything changes of, in the report's order."""
    figures: dict[int, list[FigureChange]] = {}
    for change in found.figures:
        figures.setdefault(change.line.goal, []).append(change)
    texts = {change.line.goal: change for change in found.texts}
    for goal in report.goals:
        changes, text = figures.get(goal.id, []), texts.get(goal.id)
        if not changes and text is None:
            continue
        cells = tuple(cell for change in changes for cell in change.cells)
        cells += text.cells if text else ()
        joined = "\n".join(cell.after for cell in cells)
        yield GoalPreview(
            wording=goal.reported_wording,
            sheet=cells[0].sheet,
            cells=cells,
            now=goal_judgement(report, goal),
            after=goal_judgement(report, _if_recorded(report, goal, changes)),
            loses_formatting=text is not None and text.loses_formatting,
            cpr_like=tuple(cpr_like(joined)),
        )


def _if_recorded(report: StatusReport, goal: GoalStatus, changes: Iterable[FigureChange]) -> GoalStatus:
    """How the goal would stand, by the same rule as everywhere."""
    for change in changes:
        if change.line.indicator is not None:
            figure = change.figure.figure(change.line.slot, report.as_of)
            goal = with_figure(report, goal, change.line.indicator, figure)
    return goal
