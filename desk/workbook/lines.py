"""Which rows does a person's workbook of a round have? The goals that they enter, as they are stored now."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone, translation

from desk.round.figure_rows import figure_against, figure_row, judgements_of
from desk.round.sheet import EntrySheet
from plans.domain.measures import traits
from plans.domain.slots import Slot
from plans.enums import Status, Unmeasurable
from plans.figures.input import FigureInput
from plans.models.measurement import JUDGED
from plans.queries.exclusions_and_parts import with_lists
from plans.status_report import GoalStatus, IndicatorStatus
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.measurements import figure_text
from plans.wording.problems import figure_name
from plans.wording.statuses import PlanWords, capitalised
from plans.workbook.lines import GoalText, Line, RoundBook, Words


def workbook_lines(sheet: EntrySheet) -> list[Line]:
    """The rows of the goals that the person enters, in the report's order; in Danish as the workbook is.

    Without target and earlier figure, which are read in the file alone.
    """
    with translation.override("da"):
        with_lists(list(sheet.given.values()))
        mine = [goal for goal in sheet.report.goals if sheet.access.is_mine(goal)]
        return [line for goal in mine for line in _lines_of(sheet, goal)]


def _written_lines(sheet: EntrySheet) -> Iterator[Line]:
    """The rows with what is read beside them."""
    parts = {part.id: (goal, part) for goal in sheet.report.goals for part in goal.indicators}
    for line in workbook_lines(sheet):
        if line.indicator is None:
            yield line
            continue
        with translation.override("da"):
            row = figure_row(sheet, *parts[line.indicator], line.slot)
        before = f"{row.before.figure} ({row.before.when})" if row.before else ""
        yield replace(line, target=f"{row.target} {row.target_note}".strip(), before=before)


def workbook_words(words: PlanWords, lines: Iterable[Line]) -> Words:
    """The choices of the lists, by the plan's own words."""
    is_open = any(line.can_be_under_way for line in lines)
    judgements = (*JUDGED, Status.IN_PROGRESS) if is_open else JUDGED
    with translation.override("da"):
        judged = {status: capitalised(words.judgement(status)) for status in judgements}
        kinds = {kind: capitalised(str(CHOICES[Unmeasurable][kind])) for kind in Unmeasurable}
        return Words(judged, kinds)


def round_book(sheet: EntrySheet, person: str) -> RoundBook:
    """Everything that the workbook of `person` is made of."""
    report, round_ = sheet.report, sheet.access.round
    lines = list(_written_lines(sheet))
    return RoundBook(
        round=round_.pk,
        plan=report.plan.title,
        years=figures.years(report.period),
        as_of=report.as_of,
        deadline=round_.deadline,
        person=person,
        downloaded=timezone.localtime(),
        words=workbook_words(report.words, lines),
        lines=lines,
    )


def _lines_of(sheet: EntrySheet, goal: GoalStatus) -> Iterator[Line]:
    """A row a figure, the first with the goal's text; one row for the text where there are no figures."""
    area = goal.areas[0]
    of_goal = Line(
        goal=goal.id,
        area=f"{area.number}. {area.title}",
        wording=goal.reported_wording,
        indicator=None,
        name="Kun tekst",
        text=_text(goal),
        locked="" if sheet.access.may_change(goal) else sheet.access.locked_because(goal),
    )
    asked = sheet.figures_of(goal)
    if not asked:
        yield of_goal
    for number, (part, slot) in enumerate(asked):
        line = _line(sheet, goal, part, slot, of_goal)
        yield replace(line, text=None) if number else line


def _text(goal: GoalStatus) -> GoalText:
    submission = goal.submission
    return (
        GoalText(submission.sub_heading, submission.commentary, submission.footnote, submission.version)
        if submission
        else GoalText()
    )


def _line(sheet: EntrySheet, goal: GoalStatus, part: IndicatorStatus, slot: Slot, of_goal: Line) -> Line:
    stored = sheet.stored(part.id, slot)
    name, label = figure_name(slot, part.facts.measure), part.label if len(goal.indicators) > 1 else ""
    return replace(
        of_goal,
        indicator=part.id,
        slot=slot,
        measure=part.facts.measure,
        counts_people=part.counts_people,
        can_be_under_way=traits(part.facts.measure).is_judged
        and Status.IN_PROGRESS in judgements_of(sheet.report, part, slot),
        name=f"{name}: {label}" if label else name,
        figure_text=figure_text(stored.figure, sheet.report.words, figure_against(part, slot))
        if stored
        else "",
        stored=FigureInput.of(stored) if stored else None,
        version=stored.version if stored else None,
    )
