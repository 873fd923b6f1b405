"""Which figures belong to a round, and who gives them?

Reads a round's figures and exclusions, the goals and indicators that they belong to, and the areas that a
person enters figures for on a day.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from plans.domain.values import Period
from plans.models import ActionPlan, Exclusion, Indicator, Measurement, Responsibility, ResultGoal


def areas_given_to(user_id: int, on: date) -> frozenset[int]:
    """The areas whose figures the person enters on that day."""
    return frozenset(_given_to(user_id, on).values_list("area_id", flat=True))


def plans_of_areas_given_to(user_id: int, on: date) -> frozenset[int]:
    """Returns the plans of the areas whose figures the person enters on that day."""
    return frozenset(_given_to(user_id, on).values_list("area__plan_id", flat=True))


def _given_to(user_id: int, on: date) -> QuerySet[Responsibility]:
    return given_on(on).filter(user_id=user_id)


def given_on(day: date) -> QuerySet[Responsibility]:
    """The responsibilities that hold on that day, whoever has them."""
    responsibilities = Responsibility.objects.filter(starts_on__lte=day)
    return responsibilities.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def figures_of_round(
    plan: ActionPlan, period: Period, on: date, goals: Collection[int] | None = None
) -> list[Measurement]:
    """The figures given in a round for `period` as of `on`, and those known before it, the oldest first.

    `goals` are the ids of those that are needed; all are without it. Of the years before the period only each
    indicator's last one with a figure is among them: a plan of many years has thousands.
    """
    earlier = Measurement.objects.filter(
        indicator=OuterRef("indicator"), year__lt=period.first, as_of__lt=on
    ).order_by("-year")
    rows = Measurement.objects.filter(indicator__goal__plan=plan, as_of__lte=on).exclude(year__gt=period.last)
    if goals is not None:
        rows = rows.filter(indicator__goal__in=goals)
    rows = rows.filter(
        Q(as_of=on)
        | Q(year__isnull=True)
        | Q(year__gte=period.first)
        | Q(year=Subquery(earlier.values("year")[:1]))
    )
    return list(rows.order_by("as_of"))


def excluded_in_round(plan: ActionPlan, on: date, goals: Collection[int] | None = None) -> dict[int, int]:
    """How many are excluded from the figures as of `on`, by measurement; those without any are not in it.

    `goals` are the ids of those that are needed; all are without it.
    """
    exclusions = Exclusion.objects.filter(measurement__indicator__goal__plan=plan, measurement__as_of=on)
    if goals is not None:
        exclusions = exclusions.filter(measurement__indicator__goal__in=goals)
    totals = exclusions.order_by().values("measurement_id").annotate(total=Sum("count"))
    return dict(totals.values_list("measurement_id", "total"))


def indicators_of(plan: ActionPlan, indicators: Collection[int]) -> dict[int, Indicator]:
    """The plan's indicators of these ids with their goals and the goals' areas, by id."""
    rows = Indicator.objects.filter(goal__plan=plan, pk__in=indicators)
    rows = rows.select_related("goal__plan").prefetch_related("goal__further_areas")
    return {row.pk: row for row in rows}


def goals_in_plan_order(plan: ActionPlan) -> list[ResultGoal]:
    """The plan's goals, by the number of their lead area and then in the plan's order."""
    return list(ResultGoal.objects.filter(plan=plan).order_by("area__number", "order"))


def goals_by_id(plan: ActionPlan, goals: Collection[int]) -> dict[int, ResultGoal]:
    """The plan's goals of these ids, each with the plan and its areas, by id."""
    rows = ResultGoal.objects.filter(plan=plan, pk__in=goals).select_related("plan")
    return {row.pk: row for row in rows.prefetch_related("further_areas")}
