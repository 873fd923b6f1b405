"""What does a goal's entry page need besides the round? The goal, its figures whole, what was said before."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, prefetch_related_objects

from plans.models import ActionPlan, Indicator, Measurement, ResultGoal, Submission


def goal_by_key(plan: ActionPlan, key: str) -> ResultGoal | None:
    """The plan's goal of this key with its plan, or None."""
    return ResultGoal.objects.filter(plan=plan, key=key).select_related("plan").first()


def indicators_by_id(goal: ResultGoal) -> dict[int, Indicator]:
    """The goal's indicators, each with the goal and its plan."""
    return {row.pk: row for row in Indicator.objects.filter(goal=goal).select_related("goal__plan")}


def with_lists(measurements: Iterable[Measurement]) -> None:
    """Fetch the exclusions and parts of these figures, as many queries for many as for one."""
    prefetch_related_objects(list(measurements), "exclusions", "parts")


def earlier_measurements(goal: ResultGoal, before: date) -> dict[tuple[int, int | None, date], Measurement]:
    """The goal's figures known before that day, by indicator, year and day."""
    rows = Measurement.objects.filter(indicator__goal=goal, as_of__lt=before)
    return {(row.indicator_id, row.year, row.as_of): row for row in rows.prefetch_related("exclusions")}


def last_submission(goal: ResultGoal, before: date) -> Submission | None:
    """What was said last of the goal, or of the one that it continues, in a round before that day."""
    of_goal = Q(goal=goal) | Q(goal=goal.predecessor_id) if goal.predecessor_id else Q(goal=goal)
    rows = Submission.objects.filter(of_goal, round__as_of__lt=before).select_related("round__plan")
    return rows.order_by("-round__as_of", "-round__last_year").first()
