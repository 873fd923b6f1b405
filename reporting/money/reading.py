"""Which rows does the page of a plan's money need besides the budget?

`areas_of` reads the ids of the plan's areas; the budget is read as for the plan's own page.
"""

from plans.models import ActionPlan, EffortArea


def areas_of(plan: ActionPlan) -> list[int]:
    """The keys of the plan's areas."""
    return list(EffortArea.objects.filter(plan=plan).values_list("pk", flat=True))
