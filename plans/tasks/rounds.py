"""What is to be done in each open round, and who has which of its areas? For all plans in one go."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from plans import queries
from plans.domain.values import Period
from plans.models import ReportingRound, Responsibility
from plans.permissions import can_enter
from plans.queries import PastExclusion
from plans.status_report import AreaLine, GoalStatus, StatusReport, status_reports
from plans.tasks.goals import GoalTask, Step, goal_task


@dataclass(frozen=True, slots=True)
class Responsible:
    """Somebody who has areas; whoever is deactivated, or has another role by now, enters nothing."""

    id: int
    name: str
    enters: bool


@dataclass(frozen=True)
class RoundTasks:
    """An open round: its goals, or some of them, and who has its areas today."""

    report: StatusReport
    round: ReportingRound
    goals: tuple[GoalTask, ...]
    responsible: Mapping[int, tuple[Responsible, ...]] = field(repr=False)  # by area

    def days_left(self, today: date) -> int | None:
        """Days until the deadline: 0 on its day, negative after it, None without one."""
        return (self.round.deadline - today).days if self.round.deadline else None

    def at(self, step: Step) -> tuple[GoalTask, ...]:
        """The goals of which this comes next."""
        return tuple(task for task in self.goals if task.step is step)

    @property
    def to_hand_in(self) -> tuple[GoalTask, ...]:
        """The goals that nobody has submitted, or that were sent back."""
        return tuple(task for task in self.goals if not task.is_handed_in)

    @property
    def to_confirm(self) -> tuple[GoalTask, ...]:
        """The goals whose judgement by hand is to be confirmed."""
        return tuple(task for task in self.goals if task.lacks_confirmation)

    @property
    def of_nobody(self) -> tuple[GoalTask, ...]:
        """The goals that nobody enters figures for today."""
        return tuple(task for task in self.goals if not self.people_of(task.goal))

    @cached_property
    def areas(self) -> dict[AreaLine, tuple[GoalTask, ...]]:
        """The goals by area, in the areas' order; a goal that areas share stands in each."""
        by_area: dict[AreaLine, list[GoalTask]] = defaultdict(list)
        for task in self.goals:
            for area in task.goal.areas:
                by_area[area].append(task)
        return {area: tuple(by_area[area]) for area in sorted(by_area, key=lambda area: area.number)}

    def people_of(self, goal: GoalStatus) -> list[Responsible]:
        """Who enters the goal's figures, each once."""
        people = (each for area in goal.areas for each in self.people_in(area.id))
        return list(dict.fromkeys(people))

    def people_in(self, area: int) -> list[Responsible]:
        """Who enters the area's figures."""
        return [each for each in self.responsible.get(area, ()) if each.enters]

    def of_person(self, person: int) -> "RoundTasks":
        """The same round with the goals that the person has the figures of."""
        mine = (task for task in self.goals if any(each.id == person for each in self.people_of(task.goal)))
        return RoundTasks(self.report, self.round, tuple(mine), self.responsible)


def open_rounds(*, today: date, plans: Collection[int] | None = None) -> list[RoundTasks]:
    """Returns every open round with all its goals, the first deadline first; with `plans`, only theirs."""
    return tasks_in(queries.open_rounds(plans), today=today)


def tasks_in(rounds: Iterable[ReportingRound], *, today: date) -> list[RoundTasks]:
    """Returns what these open rounds ask for, in their order; as many queries for many as for one."""
    rounds = list(rounds)
    plans = {round_.plan_id: round_.plan for round_ in rounds}
    periods: dict[int, set[Period]] = defaultdict(set)
    for round_ in rounds:
        periods[round_.plan_id].add(round_.period)
    reports = status_reports(plans.values(), periods, today=today)
    return tasks_of(rounds, reports, today=today) if reports else []


def tasks_of(
    rounds: Collection[ReportingRound], reports: Mapping[tuple[int, Period], StatusReport], *, today: date
) -> list[RoundTasks]:
    """What these open rounds ask for, in their order; `reports` are by plan id and period."""
    plans = {round_.plan_id for round_ in rounds}
    days = queries.round_days(plans)
    responsible = _responsible(queries.responsibilities_on(today, plans))
    past = defaultdict(list)
    for each in queries.exclusions_with_return(plans):
        past[each.indicator].append(each)
    tasks = []
    for round_ in rounds:
        report = reports.get((round_.plan_id, round_.period))
        # An earlier round for the same years is out of reach of every page.
        if report is not None and report.round == round_:
            earlier = (day for plan, last, day in days if plan == round_.plan_id and last < round_.first_year)
            since = max(earlier, default=date.min)  # half-year rounds of one year all follow this day
            goals = (goal_task(report, goal, _of_goal(past, goal), since) for goal in report.in_plan_order)
            tasks.append(RoundTasks(report, round_, tuple(goals), responsible))
    return tasks


def _of_goal(past: Mapping[int, Collection[PastExclusion]], goal: GoalStatus) -> Iterable[PastExclusion]:
    return (each for part in goal.indicators for each in past.get(part.id, ()))


def _responsible(rows: Iterable[Responsibility]) -> dict[int, tuple[Responsible, ...]]:
    by_area: dict[int, dict[Responsible, None]] = defaultdict(dict)
    for row in rows:
        user = row.user
        enters = can_enter(user, [row.area_id], [row.area_id])
        name = user.display_name
        by_area[row.area_id][Responsible(user.pk, name, enters)] = None
    return {area: tuple(people) for area, people in by_area.items()}
