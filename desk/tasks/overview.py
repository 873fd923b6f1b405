"""How far is each open round, by area and by person, and what waits? For approvers and administrators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.tasks.cards import TaskItem, task_items
from plans.permissions import Person, can_administer, can_approve
from plans.tasks.goals import GoalTask, Step
from plans.tasks.places import approval_of, goal_page
from plans.tasks.rounds import RoundTasks
from plans.web.round_head import RoundHead, round_head
from plans.wording import figures
from plans.wording import tasks as wording


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How much of an area, or of a person's goals, is handed in; `notes` say what is wrong."""

    label: str
    who: str
    done: int
    total: int
    text: str
    notes: tuple[str, ...]
    give_url: str


@dataclass(frozen=True, slots=True)
class OverviewGroup:
    """Goals to look at, under one heading."""

    id: str
    title: str
    kind: str
    items: tuple[TaskItem, ...]


@dataclass(frozen=True, slots=True)
class OverviewCard:
    """A round as those see it who answer for all of it."""

    head: RoundHead
    approved: int
    approved_text: str
    approval_url: str
    approve_label: str
    waiting: int
    for_another: str  # "2 venter på en anden": what the person has entered, and so does not approve
    groups: tuple[OverviewGroup, ...]
    areas: tuple[ProgressLine, ...]
    people: tuple[ProgressLine, ...]
    done: str


def overview_card(
    tasks: RoundTasks, person: Person, *, today: date, for_another: Collection[tuple[int, int]] = ()
) -> OverviewCard:
    """The whole round for `person`, an approver or an administrator.

    `for_another` are the goals, by round and goal, that another than the person has to approve.
    """
    approved, total = len(tasks.at(Step.APPROVED)), len(tasks.goals)
    of_others = sum((tasks.round.pk, task.goal.id) in for_another for task in tasks.at(Step.WAITS))
    waiting = len(tasks.at(Step.WAITS)) - of_others
    label = ngettext("Godkend %(n)s mål", "Godkend %(n)s mål", waiting) % {"n": waiting}
    return OverviewCard(
        head=round_head(tasks, today=today),
        approved=approved,
        approved_text=wording.approved(approved, total),
        approval_url=_approval_url(tasks) if can_approve(person) else "",
        approve_label=label if waiting else _("Se godkendelse"),
        waiting=waiting,
        for_another=ngettext("%(n)s venter på en anden", "%(n)s venter på en anden", of_others)
        % {"n": of_others}
        if of_others
        else "",
        groups=_groups(tasks, person),
        areas=tuple(_areas(tasks, person, today)),
        people=tuple(_people(tasks, today)),
        done=_("Alt er godkendt") if total and approved == total else "",
    )


def _groups(tasks: RoundTasks, person: Person) -> tuple[OverviewGroup, ...]:
    # Nobody but an approver is let in where goals are approved.
    approval = approval_of if can_approve(person) else goal_page
    places = {"waits": approval, "confirm": approval}
    found = {
        "waits": (_("Venter på godkendelse"), tasks.at(Step.WAITS)),
        "confirm": (_("Egne vurderinger, der skal bekræftes"), tasks.to_confirm),
        "nobody": (_("Mål uden indberetter"), tasks.of_nobody),
        "returned": (_("Sendt tilbage"), tasks.at(Step.RETURNED)),
    }
    return tuple(
        OverviewGroup(
            f"round-{tasks.round.pk}-{kind}",
            title,
            kind,
            task_items(tasks, goals, places.get(kind, goal_page)),
        )
        for kind, (title, goals) in found.items()
        if goals
    )


def _areas(tasks: RoundTasks, person: Person, today: date) -> list[ProgressLine]:
    lines = []
    for area, goals in tasks.areas.items():
        names = [each.name for each in tasks.people_in(area.id)]
        give = "" if names or not can_administer(person) else reverse("admin:plans_responsibility_add")
        lines.append(
            _line(
                goals,
                tasks.days_left(today),
                label=f"{area.number}. {area.title}",
                who=figures.listed(names) if names else _("Ingen er ansvarlig for området i dag"),
                give_url=f"{give}?area={area.id}" if give else "",
            )
        )
    return lines


def _people(tasks: RoundTasks, today: date) -> list[ProgressLine]:
    """Everybody who has goals of the round, and who has which areas."""
    areas: dict[tuple[int, str], list[str]] = {}
    for area in tasks.areas:
        for each in tasks.people_in(area.id):
            areas.setdefault((each.id, each.name), []).append(str(area.number))
    responsible = [
        ngettext("Område %(numbers)s", "Område %(numbers)s", len(numbers))
        % {"numbers": figures.listed(numbers)}
        for numbers in areas.values()
    ]
    return [
        _line(tasks.of_person(pk).goals, tasks.days_left(today), label=name, who=who)
        for (pk, name), who in sorted(zip(areas, responsible, strict=True), key=lambda each: each[0][1])
    ]


def _line(
    goals: tuple[GoalTask, ...], days: int | None, *, label: str, who: str, give_url: str = ""
) -> ProgressLine:
    done = sum(task.is_handed_in for task in goals)
    returned = sum(task.step is Step.RETURNED for task in goals)
    notes = []
    if returned:
        notes.append(ngettext("%(n)s sendt tilbage", "%(n)s sendt tilbage", returned) % {"n": returned})
    if days is not None and days < 0 and done < len(goals):
        notes.append(wording.overdue(len(goals) - done))
    text = wording.handed_in(done, len(goals))
    return ProgressLine(label, who, done, len(goals), text, tuple(notes), give_url)


def _approval_url(tasks: RoundTasks) -> str:
    return reverse("approval", args=[tasks.report.plan.slug, tasks.report.period])
