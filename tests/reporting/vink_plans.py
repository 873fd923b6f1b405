"""How does a test get the three VINK plans into the database, as they are imported?

`load` imports plan files of plans/data and gives the last plan.
"""

from pathlib import Path

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan
from plans.planfile.reading import read_plan_file

DATA = Path(__file__).parents[2] / "plans/data"
PILOT, EARLIER, LATER = SLUGS = ("vink-2009-10", "vink-2016-17", "vink-2018-19")


def load(*slugs: str) -> ActionPlan:
    """Import the plans, in the order of their succession, and give the last one."""
    for slug in slugs:
        import_plan(plan_file=read_plan_file((DATA / f"{slug}.yaml").read_bytes()), why="")
    return ActionPlan.objects.get(slug=slugs[-1])
