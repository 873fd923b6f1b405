"""How does an open round stand on the page of tasks? What is to be done, goal by goal, each with its link."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.status_report import GoalStatus, StatusReport
from plans.tasks.goals import DueAgain, GoalTask, Step
from plans.tasks.places import goal_page
from plans.tasks.rounds import RoundTasks
from plans.web.round_head import RoundHead, round_head
from plans.wording import figures
from plans.wording import tasks as wording
from plans.wording.explanation import missing_explanation


@dataclass(frozen=True, slots=True)
class DueNote:
    """Cases of an earlier year that count now: how many, why they did not then, and since when they do."""

    sentence: str
    reason: str
    since: str


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A goal, where one does something about it, and what that is."""

    wording: str
    areas: str
    url: str
    notes: tuple[str, ...]
    because: str
    due_again: tuple[DueNote, ...]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Goals of which the same comes next; nothing is asked of those that `wait` for somebody else."""

    id: str
    title: str
    step: Step
    items: tuple[TaskItem, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A contributor's round; `done` says so where nothing is left to do."""

    head: RoundHead
    groups: tuple[TaskGroup, ...]
    done: str
    send_url: str  # where complete goals are sent in; empty where there is none
    workbook_url: str
    spending: str  # how many amounts are missing; empty where none is
    spending_url: str


def task_card(tasks: RoundTasks, judges: Mapping[int, str], *, today: date, unspent: int) -> TaskCard:
    """The round as its contributor sees it: `tasks` holds their goals, `unspent` amounts are missing.

    `judges` are the names of those who judged a goal otherwise than the rule, by submission.
    """
    groups = (_group(tasks, step, judges) for step in Step)
    url_args = [tasks.report.plan.slug, tasks.report.period]
    return TaskCard(
        head=round_head(tasks, today=today),
        groups=tuple(group for group in groups if group.items),
        done=_done(tasks),
        send_url=reverse("entry_submit", args=url_args) if _can_send(tasks) else "",
        workbook_url=reverse("workbook", args=url_args),
        spending=wording.missing_spending(unspent) if unspent else "",
        spending_url=reverse("spending", args=url_args),
    )


def task_items(
    tasks: RoundTasks,
    goals: Iterable[GoalTask],
    url_of: Callable[[StatusReport, GoalStatus], str] = goal_page,
    judges: Mapping[int, str] | None = None,
) -> tuple[TaskItem, ...]:
    """Some of the round's goals with what there is to do or to know about each, and the address for it."""
    return tuple(_item(tasks, task, url_of(tasks.report, task.goal), judges or {}) for task in goals)


def _group(tasks: RoundTasks, step: Step, judges: Mapping[int, str]) -> TaskGroup:
    goals = tasks.at(step)
    titles = {
        Step.RETURNED: _("Sendt tilbage til dig"),
        Step.MISSING: _("Mangler"),
        Step.READY: _("Klar til at blive sendt ind"),
        Step.WAITS: ngettext(
            "%(n)s mål venter på godkendelse", "%(n)s mål venter på godkendelse", len(goals)
        ),
        Step.APPROVED: ngettext("%(n)s mål er godkendt", "%(n)s mål er godkendt", len(goals)),
    }
    return TaskGroup(
        id=f"round-{tasks.round.pk}-{step}",
        title=titles[step] % {"n": len(goals)} if "%" in titles[step] else titles[step],
        step=step,
        items=task_items(tasks, goals, judges=judges),
        waits=step in {Step.WAITS, Step.APPROVED},
    )


def _item(tasks: RoundTasks, task: GoalTask, url: str, judges: Mapping[int, str]) -> TaskItem:
    submission = task.goal.submission
    numbers = [str(area.number) for area in task.goal.areas]
    pattern = ngettext("Område %(numbers)s", "Område %(numbers)s", len(numbers))
    return TaskItem(
        wording=task.goal.reported_wording,
        areas=pattern % {"numbers": figures.listed(numbers)},
        url=url,
        notes=(*_notes(task), *_judged(tasks, task, judges)),
        because=submission.returned_because if submission and task.step is Step.RETURNED else "",
        due_again=() if task.is_handed_in else tuple(_due(tasks, due) for due in task.due_again),
    )


def _notes(task: GoalTask) -> Iterable[str]:
    """What is missing; of what somebody else has to do, nothing but a judgement that nobody has confirmed."""
    if not task.is_handed_in:
        for each in task.missing:
            yield wording.missing_figure(each.slot, each.measure, each.label)
        if task.lacks_commentary:
            yield missing_explanation()
    if task.lacks_confirmation:
        yield _("Beregningen har ændret sig: bekræft egen vurdering")
    if task.step is Step.READY:
        yield _("Ikke sendt ind endnu")


def _judged(tasks: RoundTasks, task: GoalTask, judges: Mapping[int, str]) -> Iterable[str]:
    """Who judged the goal otherwise than the rule, and why."""
    submission, own = task.goal.submission, task.goal.override
    if own is not None and submission is not None and submission.id in judges:
        values = {
            "status": tasks.report.words.judgement(own.status),
            "name": judges[submission.id],
            "reason": own.reason,
        }
        yield _("Vurderet som »%(status)s« af %(name)s: %(reason)s") % values


def _due(tasks: RoundTasks, due: DueAgain) -> DueNote:
    period = tasks.report.plan.period
    return DueNote(
        wording.due_again(due.count, people=due.people, year=due.year, period=period),
        due.reason,
        _("fra %(first)s") % {"first": figures.day(due.due_on)},
    )


def _can_send(tasks: RoundTasks) -> bool:
    """Whether any goal has all its figures; what was sent back is corrected first, on its own page."""
    return any(task.step in {Step.READY, Step.MISSING} and not task.missing for task in tasks.goals)


def _done(tasks: RoundTasks) -> str:
    if tasks.to_hand_in:
        return ""
    return _("Alt er sendt ind") if tasks.at(Step.WAITS) else _("Alt er sendt ind og godkendt")
