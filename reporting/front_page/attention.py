"""Which goals need somebody's attention, and why? Not met, sent back, late, changed since the annex."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.enums import Status, SubmissionState
from plans.models import Change
from plans.status_report import GoalStatus, StatusReport
from plans.tasks.goals import GoalTask
from plans.tasks.rounds import RoundTasks
from plans.wording import figures
from reporting.first_sentence import first_sentence, shortened
from reporting.goal_rows import GoalRow, goal_row
from reporting.publish.since import ChangedGoal, SinceAnnex, first_differences

LINES = 8  # goals that are shown before somebody asks for all
LONGEST_TEXT = 220


class Matter(StrEnum):
    """Why a goal needs attention, the most urgent first."""

    NOT_ACHIEVED = "not_achieved"
    REOPENED = "reopened"
    RETURNED = "returned"
    CONFIRM = "confirm"
    OVERDUE = "overdue"
    PARTLY_ACHIEVED = "partly_achieved"
    CHANGED = "changed"


MATTERS: Mapping[Matter, str | Promise] = {
    Matter.NOT_ACHIEVED: gettext_lazy("Ikke nået"),
    Matter.REOPENED: gettext_lazy("Genåbnet"),
    Matter.RETURNED: gettext_lazy("Sendt tilbage"),
    Matter.CONFIRM: gettext_lazy("Vurdering skal bekræftes"),
    Matter.OVERDUE: gettext_lazy("Over fristen"),
    Matter.PARTLY_ACHIEVED: gettext_lazy("Delvist nået"),
    Matter.CHANGED: gettext_lazy("Ændret siden bilaget"),
}
_URGENCY = list(Matter)
_OF_STATUS = {
    Status.NOT_ACHIEVED: Matter.NOT_ACHIEVED,
    Status.PARTLY_ACHIEVED: Matter.PARTLY_ACHIEVED,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason besides the goal's status; `is_danish` says that `text` is a person's own words."""

    matter: Matter
    label: str
    text: str
    is_danish: bool = False


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """A goal that needs attention, written out."""

    row: GoalRow
    plan: str
    period: str
    figures: tuple[str, ...]
    comment: str  # the commentary's first sentence
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A goal that needs attention, and what of; nothing is written out yet."""

    report: StatusReport
    goal: GoalStatus
    number: int
    matters: tuple[Matter, ...]
    task: GoalTask | None
    tasks: RoundTasks | None
    changed: tuple[SinceAnnex, ChangedGoal] | None


def found_in(
    reports: Iterable[StatusReport],
    tasks: Collection[RoundTasks],
    annexes: Mapping[int, SinceAnnex],
    states: Mapping[int, Change],
    *,
    today: date,
) -> list[Found]:
    """The goals that need attention, the most urgent first, then in the reports' order.

    `tasks` are of the open rounds, `annexes` by round, `states` how submissions came to their state, by
    submission. A plan's open rounds beside the one that is shown count with what has to be done in them.
    """
    by_round = {each.round.pk: each for each in tasks}
    shown_rounds = {report.round.pk for report in reports if report.round}
    found: list[Found] = []
    for report in reports:
        round_ = by_round.get(report.round.pk) if report.round else None
        found += _of_report(report, round_, annexes, states, today)
    for each in tasks:
        if each.round.pk not in shown_rounds:
            found += _of_report(each.report, each, {}, states, today, by_status=False)
    return sorted(found, key=lambda each: _URGENCY.index(each.matters[0]))


def counted(found: Iterable[Found]) -> dict[Matter, int]:
    """How many goals each matter has, the most urgent first; none without any."""
    every = [matter for each in found for matter in each.matters]
    return {matter: every.count(matter) for matter in Matter if matter in every}


def attention_line(found: Found) -> AttentionLine:
    """The goal written out."""
    row = goal_row(found.report, found.goal, found.number)
    submission = found.goal.submission
    is_unmet = found.matters[0] is Matter.NOT_ACHIEVED or Matter.PARTLY_ACHIEVED in found.matters
    return AttentionLine(
        row=row,
        plan=found.report.plan.title,
        period=figures.years(found.report.period),
        figures=tuple(_figures(row)),
        comment=first_sentence(submission.commentary, LONGEST_TEXT) if submission and is_unmet else "",
        reasons=tuple(_reasons(found)),
    )


def _of_report(
    report: StatusReport,
    tasks: RoundTasks | None,
    annexes: Mapping[int, SinceAnnex],
    states: Mapping[int, Change],
    today: date,
    *,
    by_status: bool = True,
) -> Iterator[Found]:
    annex = annexes.get(report.round.pk) if report.round else None
    changed = {each.goal.id: each for each in annex.changed} if annex else {}
    by_goal = {task.goal.id: task for task in tasks.goals} if tasks else {}
    is_late = tasks is not None and (tasks.days_left(today) or 0) < 0
    for number, goal in enumerate(report.goals, start=1):
        task = by_goal.get(goal.id)
        matters = set()
        if by_status and goal.status in _OF_STATUS:
            matters.add(_OF_STATUS[goal.status])
        if goal.override is not None and goal.override.to_be_confirmed:
            matters.add(Matter.CONFIRM)
        if goal.submission is not None and goal.submission.state is SubmissionState.RETURNED:
            matters.add(_way_back(states.get(goal.submission.id)))
        if is_late and task is not None and not task.is_handed_in:
            matters.add(Matter.OVERDUE)
        if goal.id in changed:
            matters.add(Matter.CHANGED)
        if matters:
            ordered = tuple(matter for matter in Matter if matter in matters)
            pair = (annex, changed[goal.id]) if annex and goal.id in changed else None
            yield Found(report, goal, number, ordered, task, tasks, pair)


def _way_back(state: Change | None) -> Matter:
    """Whether what is back with its contributor had been approved before."""
    return Matter.REOPENED if state is not None and state.old == SubmissionState.APPROVED else Matter.RETURNED


def _figures(row: GoalRow) -> Iterator[str]:
    """ "7 af 15 mod 70 pct., afvigelse 33 pct."; a line for each part."""
    for line in row.lines:
        values: dict[str, Any] = {
            "actual": line.actual,
            "target": line.target,
            "deviation": line.deviation,
        }
        if line.actual == figures.NO_FIGURE:
            text = _("Måltal %(target)s, intet tal endnu") % values
        elif line.deviation == figures.NO_FIGURE:
            text = _("%(actual)s mod måltal %(target)s") % values
        else:
            text = _("%(actual)s mod måltal %(target)s; afvigelsen er %(deviation)s") % values
        yield f"{line.label}: {text}" if line.label else text


def _reasons(found: Found) -> Iterator[Reason]:
    """Every reason but the status, which stands for itself."""
    submission = found.goal.submission
    for matter in found.matters:
        label = str(MATTERS[matter])
        match matter:
            case Matter.RETURNED | Matter.REOPENED:
                because = submission.returned_because if submission else ""
                yield Reason(matter, label, shortened(because, LONGEST_TEXT), is_danish=True)
            case Matter.CONFIRM:
                computed = found.report.words.word(found.goal.computed_status, found.goal.measure)
                yield Reason(matter, label, _("Beregningen siger nu: %(word)s") % {"word": computed})
            case Matter.OVERDUE:
                yield Reason(matter, label, _late(found))
            case Matter.CHANGED:
                yield Reason(matter, label, _differences(found))
            case Matter.NOT_ACHIEVED | Matter.PARTLY_ACHIEVED:
                continue


def _late(found: Found) -> str:
    deadline = found.tasks.round.deadline if found.tasks else None
    return _("Ikke sendt ind til fristen %(day)s") % {"day": figures.day(deadline)} if deadline else ""


def _differences(found: Found) -> str:
    """ "Opnået: 15 → 17. Status: Nået → Ikke nået"."""
    if found.changed is None:
        return ""
    _annex, changed = found.changed
    if not changed.differences:
        return _("Målet er nyt i bilaget")
    lines = [
        f"{each.label}: {shortened(_line(each.before), 60)} → {shortened(_line(each.now), 60)}"
        for each in first_differences(changed)
    ]
    return ". ".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
