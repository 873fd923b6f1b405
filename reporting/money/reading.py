"""Which rows does the page of a plan's money need, besides the budget that the plan's page reads?"""

from plans.models import ActionPlan, EffortArea


def areas_of(plan: ActionPlan) -> list[int]:
    """The keys of the plan's areas."""
    return list(EffortArea.objects.filter(plan=plan).values_list("pk", flat=True))
