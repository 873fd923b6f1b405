"""How does a new plan follow an old one? Copied, without figures, each goal naming the one it follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models, transaction

from plans.actions import history
from plans.actions.row_checks import check
from plans.domain.succession import targets_in_new_years
from plans.domain.values import TargetValue
from plans.models import (
    ActionPlan,
    Effort,
    EffortArea,
    GoalHeading,
    Indicator,
    ResultGoal,
    StatusWord,
    Target,
)
from plans.permissions import Person, check_administers

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Copying:
    """What every row of the copy has in common."""

    old: ActionPlan
    new: ActionPlan
    by: Person
    why: str

    def add(self, rows: list[Row]) -> None:
        history.add_all(rows, by=self.by, plan=self.new, why=self.why)


@transaction.atomic
def copy_plan(
    *, by: Person, plan: ActionPlan, title: str, slug: str, starts_on: date, ends_on: date, why: str
) -> ActionPlan:
    """The successor of `plan`: its areas, efforts, headings, goals, indicators and targets in new years.

    Each goal names the one it follows. Goals that were withdrawn are left out, and so are figures, rounds,
    budgets, key figures, decisions, and what documents said of the old rows (`source_ref`, `remark`).
    `why` goes into the history. Raises PermissionDenied, and ValidationError by field.
    """
    check_administers(by)
    values = {"title": title, "slug": slug, "starts_on": starts_on, "ends_on": ends_on, "predecessor": plan}
    new = _copy(plan, **values)
    new.clean_fields()
    check(new)
    new.validate_unique()
    history.add(new, by=by, plan=new, why=why)
    copying = _Copying(plan, new, by, why)
    copying.add([_copy(word, plan=new) for word in StatusWord.objects.filter(plan=plan).order_by("pk")])
    areas, headings = _copy_areas(copying)
    goals = _copy_goals(copying, areas, headings)
    _copy_indicators(copying, goals)
    return new


def _copy_areas(copying: _Copying) -> tuple[dict[int, EffortArea], dict[int, GoalHeading]]:
    """The new areas and headings, each by the key of the old."""
    areas = {old.pk: _copy(old, plan=copying.new) for old in copying.old.areas.order_by("number")}
    copying.add(list(areas.values()))
    efforts = Effort.objects.filter(area__plan=copying.old).order_by("area__number", "order")
    copying.add([_copy(effort, area=areas[effort.area_id]) for effort in efforts])
    old_headings = GoalHeading.objects.filter(area__plan=copying.old).order_by("area__number", "order")
    headings = {old.pk: _copy(old, area=areas[old.area_id]) for old in old_headings}
    copying.add(list(headings.values()))
    return areas, headings


def _copy_goals(
    copying: _Copying, areas: dict[int, EffortArea], headings: dict[int, GoalHeading]
) -> dict[int, ResultGoal]:
    """The new goals by the key of the old."""
    kept = copying.old.goals.filter(withdrawn_from__isnull=True).order_by("order")
    goals = {
        old.pk: _copy(
            old,
            plan=copying.new,
            area=areas[old.area_id],
            heading=headings[old.heading_id] if old.heading_id else None,
            predecessor=old,
        )
        for old in kept
    }
    copying.add(list(goals.values()))
    pairs = ResultGoal.further_areas.through
    shared = pairs.objects.filter(resultgoal__in=list(goals))
    further: dict[int, list[EffortArea]] = {}
    for goal, area in shared.order_by("effortarea__number").values_list("resultgoal_id", "effortarea_id"):
        further.setdefault(goal, []).append(areas[area])
    pairs.objects.bulk_create(
        pairs(resultgoal_id=goals[old].pk, effortarea_id=area.pk)
        for old, new_areas in further.items()
        for area in new_areas
    )
    for old, new_areas in further.items():
        numbers = ", ".join(str(area.number) for area in new_areas)
        history.note(goals[old], "further_areas", "", numbers, by=copying.by, plan=copying.new)
    return goals


def _copy_indicators(copying: _Copying, goals: dict[int, ResultGoal]) -> None:
    old_indicators = Indicator.objects.filter(goal__in=list(goals)).order_by("goal__order", "order")
    indicators = {old.pk: _copy(old, goal=goals[old.goal_id]) for old in old_indicators}
    copying.add(list(indicators.values()))
    targets: dict[int, list[TargetValue]] = {}
    rows = Target.objects.filter(indicator__in=list(indicators)).order_by("year")
    for row in rows:
        targets.setdefault(row.indicator_id, []).append(TargetValue(row.year, row.value, row.text))
    copying.add(
        [
            Target(indicator=indicators[old], year=moved.year, value=moved.value, text=moved.text)
            for old in indicators
            for moved in targets_in_new_years(targets.get(old, []), copying.old.period, copying.new.period)
        ]
    )


_NOT_COPIED = {"id", "version", "source_ref", "remark"}


def _copy(row: Row, **changes: object) -> Row:
    """Returns an unsaved copy of `row` with the `changes`."""
    copied = {name: getattr(row, name) for name in _columns(type(row)) if name not in changes}
    return type(row)(**copied, **changes)


def _columns(model: type[models.Model]) -> Iterable[str]:
    return [column.name for column in model._meta.concrete_fields if column.name not in _NOT_COPIED]
