"""Which goal follows which? The succession of goals through the plans, and how each is measured."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from plans.models import Indicator, ResultGoal


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every goal that follows another, by id: the one it follows; and which plan each of them is in."""

    predecessor: Mapping[int, int]
    plan: Mapping[int, int]

    def ancestor_in(self, plan: int, goal: int) -> int | None:
        """The goal of `plan` that `goal` goes back to, through however many plans; None without one."""
        seen = {goal}
        current = goal
        while current in self.predecessor:
            current = self.predecessor[current]
            if self.plan[current] == plan:
                return current
            if current in seen:  # nothing in the database forbids a circle
                return None
            seen.add(current)
        return None


def lineage() -> Lineage:
    """The succession of all goals."""
    rows = ResultGoal.objects.filter(predecessor__isnull=False).order_by()
    predecessor: dict[int, int] = {}
    plan: dict[int, int] = {}
    for goal, of_plan, earlier, of_earlier in rows.values_list(
        "pk", "plan_id", "predecessor_id", "predecessor__plan_id"
    ):
        predecessor[goal] = earlier
        plan[goal], plan[earlier] = of_plan, of_earlier
    return Lineage(predecessor, plan)


def indicators_of_goals(goals: Collection[int]) -> dict[int, Indicator]:
    """The indicators of these goals, by id, with what each of them counts."""
    return {row.pk: row for row in Indicator.objects.filter(goal__in=goals)}
