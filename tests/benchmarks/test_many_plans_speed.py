"""Do pages stay as fast with a thousand plans as with ten? For people whose responsibilities stay the same.

The plans are small, since it is their number that counts: every page is measured as a ratio to ten plans.
"""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.actions.reminders import due_reminders
from plans.enums import Role
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table
from tests.benchmarks.visitor import Visitor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SIZES = (10, 100, 1000)
GOALS = 4
OWN_PLANS = 3
LIMIT = "1.3 ×"

Work = Callable[[], object]


def test_pages_with_many_plans(table: Table) -> None:
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    colleague = UserFactory.create(role=Role.CONTRIBUTOR)
    work = _work(
        contributor=Visitor(contributor),
        approver=Visitor(UserFactory.create(approver=True)),
        administrator=Visitor(UserFactory.create(administrator=True)),
        reader=Visitor(UserFactory.create()),
    )
    first: dict[str, float] = {}
    made = 0
    for size in SIZES:
        for number in range(made, size):
            build_plan(
                f"plan-{number}", goals=GOALS, contributor=contributor if number < OWN_PLANS else colleague
            )
        made = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for page_name, do in work.items():
            with CaptureQueriesContext(connection) as captured:
                do()
            queries = len(captured)
            time = milliseconds(do, runs=5)
            base = first.setdefault(page_name, time)
            table.add(
                f"{connection.vendor}: {page_name}, {size} plans",
                f"{time / base:.2f} × ten plans",
                LIMIT,
                remark=f"{time:.1f} ms, {queries} queries",
            )


def test_check_data_of_a_hundred_plans(table: Table) -> None:
    """Every plan has 40 goals with ten years of figures."""
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    for number in range(100):
        build_plan(f"plan-{number}", goals=40, contributor=contributor)
    time = milliseconds(lambda: call_command("check_data", stdout=StringIO()), runs=1, warm=0)
    table.add(f"{connection.vendor}: check_data, 100 plans", f"{time / 1000:.1f} s", "5 s")


def _work(
    *, contributor: Visitor, approver: Visitor, administrator: Visitor, reader: Visitor
) -> dict[str, Work]:
    return {
        "tasks of a contributor": lambda: contributor.get("/tasks/"),
        "tasks of an approver": lambda: approver.get("/tasks/"),
        "tasks of an administrator": lambda: administrator.get("/tasks/"),
        "front page": lambda: reader.get("/"),
        "a page with little on it, contributor": lambda: contributor.get("/accessibility/"),
        "a page with little on it, approver": lambda: approver.get("/accessibility/"),
        "a page with little on it, administrator": lambda: administrator.get("/accessibility/"),
        "reminders that are due": lambda: due_reminders(today=timezone.localdate()),
    }
