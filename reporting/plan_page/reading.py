"""Which rows does a plan's own page need? As many queries for a long plan as for a short one."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from plans.models import (
    ActionPlan,
    BudgetLine,
    BudgetTable,
    Decision,
    EffortArea,
    KeyFigure,
    ResultGoal,
    StatusWord,
)


@dataclass(frozen=True, slots=True)
class GoalPlace:
    """A goal in one of its areas, with the other areas that share it."""

    goal: ResultGoal
    shared_with: tuple[EffortArea, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan with everything that its document holds."""

    plan: ActionPlan
    successors: list[ActionPlan]
    words: list[StatusWord]
    areas: list[EffortArea]  # with their efforts
    goals: dict[int, list[GoalPlace]]  # by area, in the plan's order
    budget_tables: list[BudgetTable]  # with their lines
    key_figures: list[KeyFigure]  # with their parts
    decisions: list[Decision]  # with votes and remarks


def read_plan(slug: str) -> PlanReading | None:
    """The plan at this address with all that belongs to it, or None."""
    plan = ActionPlan.objects.select_related("predecessor").filter(slug=slug).first()
    if plan is None:
        return None
    areas = list(EffortArea.objects.filter(plan=plan).prefetch_related("efforts"))
    return PlanReading(
        plan=plan,
        successors=list(plan.successors.order_by("starts_on", "slug")),
        words=list(StatusWord.objects.filter(plan=plan)),
        areas=areas,
        goals=_goals_by_area(plan, {area.pk: area for area in areas}),
        budget_tables=budget_tables_of(plan),
        key_figures=key_figures_of(plan),
        decisions=_decisions(plan),
    )


def budget_tables_of(plan: ActionPlan) -> list[BudgetTable]:
    """The plan's budget tables with their lines, and these with their areas."""
    lines = BudgetLine.objects.select_related("area")
    return list(BudgetTable.objects.filter(plan=plan).prefetch_related(Prefetch("lines", queryset=lines)))


def key_figures_of(plan: ActionPlan) -> list[KeyFigure]:
    """The plan's key figures with their parts, areas, and the goals that they belong to."""
    figures = KeyFigure.objects.filter(plan=plan).select_related("area", "indicator__goal")
    return list(figures.prefetch_related("parts"))


def _goals_by_area(plan: ActionPlan, areas: dict[int, EffortArea]) -> dict[int, list[GoalPlace]]:
    goals = ResultGoal.objects.filter(plan=plan).select_related("heading", "plan").order_by("order")
    places: dict[int, list[GoalPlace]] = defaultdict(list)
    for goal in goals.prefetch_related("further_areas"):
        own = sorted({goal.area_id, *(area.pk for area in goal.further_areas.all())})
        for pk in own:
            others = sorted((areas[other] for other in own if other != pk), key=lambda area: area.number)
            places[pk].append(GoalPlace(goal, tuple(others)))
    return dict(places)


def _decisions(plan: ActionPlan) -> list[Decision]:
    """Decisions on the plan itself and on what was published of it."""
    on_plan = Q(plans=plan) | Q(publication__report__round__plan=plan)
    decisions = Decision.objects.filter(on_plan).distinct()
    return list(decisions.prefetch_related("votes", "remarks"))
