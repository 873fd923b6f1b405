"""What stands in the floor's database: the same plans as in Vink's, one of 200 goals, the others of 40."""

from decimal import Decimal

from django.contrib.auth.models import User
from django.db import connection

from tests.benchmarks.floor.models import Area, Figure, Goal, Plan


def fill(*, plans: dict[str, int], first_year: int, years: int, areas: int, target: int, user: str) -> None:
    """Make these plans, by slug with as many goals, and somebody who is signed in."""
    User.objects.create_user(user)
    for slug, goals in plans.items():
        _build(slug, goals, first_year, years, areas, Decimal(target))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _build(slug: str, goals: int, first_year: int, years: int, areas: int, target: Decimal) -> None:
    plan = Plan.objects.create(
        title=f"Handleplan {slug}", slug=slug, first_year=first_year, last_year=first_year + years - 1
    )
    made = Area.objects.bulk_create(
        Area(plan=plan, number=number, title=f"Indsatsområde {number}") for number in range(1, areas + 1)
    )
    rows = Goal.objects.bulk_create(
        Goal(
            area=made[number % areas],
            order=number,
            wording=f"{number} borgere deltager i aktiviteter, der styrker deres tilknytning til byen",
            is_share=number % 3 == 0,
            commentary="<p>Aktiviteterne er gennemført.</p>",
        )
        for number in range(1, goals + 1)
    )
    Figure.objects.bulk_create(
        _figure(goal, year, target) for goal in rows for year in range(first_year, first_year + years)
    )


def _figure(goal: Goal, year: int, target: Decimal) -> Figure:
    reached = 50 + (goal.order * 7 + year) % 40
    if goal.is_share:
        return Figure(goal=goal, year=year, target=target, numerator=reached, denominator=100)
    return Figure(goal=goal, year=year, target=target, value=Decimal(reached))
