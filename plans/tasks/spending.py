"""How many amounts spent has a person still to report in each of their open rounds?

`missing_spending` counts the budget lines with money of which nobody has reported what was spent.
"""

from collections.abc import Sequence

from plans import queries
from plans.permissions import Person
from plans.tasks.rounds import RoundTasks


def missing_spending(person: Person, rounds: Sequence[RoundTasks]) -> dict[int, int]:
    """How many amounts are missing, by round; `rounds` are those in which the person has goals.

    Whoever has goals in a round has an area of its plan, and so reports the lines without an area.
    """
    lines = queries.spending_lines([each.round.plan_id for each in rounds])
    missing = {}
    for tasks in rounds:
        own = [
            line
            for line in lines
            if line.table.plan_id == tasks.round.plan_id
            and (line.area_id is None or any(each.id == person.pk for each in tasks.people_in(line.area_id)))
        ]
        posts = queries.spending_posts(own, tasks.round.period)
        missing[tasks.round.pk] = sum(post.is_missing for post in posts)
    return missing
