"""What is shown of a workbook before it is confirmed? Each cell by goal, and how the goal would stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desk.round.figure_rows import figure_against
from desk.round.judgements import GoalJudgement, goal_judgement
from desk.round.questions import asked_of_figure, asked_of_text, plain_words
from desk.round.sheet import EntrySheet
from plans.domain.personal_data import cpr_like
from plans.enums import SubmissionState
from plans.figures.input import FigureInput
from plans.status_report import GoalStatus, StatusReport
from plans.supposed_figure import with_figure
from plans.workbook.comparing import CellChange, Comparison, FigureChange, Overtaken, TextChange
from plans.workbook.reading import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPreview:
    """A goal with the cells that would change it, and how it would stand."""

    wording: str
    sheet: str
    cells: tuple[CellChange, ...]
    now: GoalJudgement
    after: GoalJudgement
    is_sent_in: bool  # saving takes it back to draft
    loses_formatting: bool
    questions: tuple[str, ...]  # what looks odd; nobody has to answer
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
    def drafts_again(self) -> tuple[str, ...]:
        """The goals that were sent in and would be drafts again."""
        return tuple(goal.wording for goal in self.goals if goal.is_sent_in)

    @property
    def can_be_confirmed(self) -> bool:
        """Whether there is anything to write, and nothing to correct first."""
        return bool(self.goals) and not self.problems


def preview_of(sheet: EntrySheet, found: Comparison, *, name: str, unchanged: int, unread: Unread) -> Preview:
    """The preview of what was found in the workbook called `name`."""
    return Preview(
        name=name,
        fingerprint=found.fingerprint,
        goals=tuple(_goals(sheet, found)),
        figures=len(found.figures),
        texts=len(found.texts),
        unchanged=unchanged + found.unchanged,
        overtaken=found.overtaken,
        problems=found.problems,
        unread=unread,
    )


def _goals(sheet: EntrySheet, found: Comparison) -> Iterable[GoalPreview]:
    """The goals that anything changes of, in the report's order."""
    report = sheet.report
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
            is_sent_in=goal.submission is not None and goal.submission.state is SubmissionState.SUBMITTED,
            loses_formatting=text is not None and text.loses_formatting,
            questions=tuple(_questions(sheet, goal, changes, text)),
            cpr_like=tuple(cpr_like(joined)),
        )


def _questions(
    sheet: EntrySheet, goal: GoalStatus, changes: Iterable[FigureChange], text: TextChange | None
) -> Iterator[str]:
    """What looks odd of what the file would change."""
    changed = {(change.line.indicator, change.line.slot): change.figure for change in changes}
    given = []
    for part, slot in sheet.figures_of(goal):
        figure, stored = changed.get((part.id, slot)), sheet.stored(part.id, slot)
        if figure is not None:
            typed = figure.figure(slot, sheet.report.as_of)
            question = asked_of_figure(sheet, part, slot, typed, figure_against(part, slot)).question
            if question is not None:
                yield question.text
        if figure is not None or stored is not None:
            given.append((part, slot, figure or FigureInput.of(sheet.with_lists[part.id, slot])))
    texts = text.text if text is not None else goal.submission
    if texts is not None:
        question = asked_of_text(
            sheet, goal, plain_words(texts.sub_heading, texts.commentary), given
        ).question
        if question is not None:
            yield question.text


def _if_recorded(report: StatusReport, goal: GoalStatus, changes: Iterable[FigureChange]) -> GoalStatus:
    """How the goal would stand, by the same rule as everywhere."""
    for change in changes:
        if change.line.indicator is not None:
            figure = change.figure.figure(change.line.slot, report.as_of)
            goal = with_figure(report, goal, change.line.indicator, figure)
    return goal
