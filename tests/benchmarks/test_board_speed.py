"""How fast is the board of a plan of 40 goals over ten years? Alone, and among a hundred such plans."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.enums import Role
from tests.benchmarks.big_numbers import LAST_YEAR
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table
from tests.benchmarks.visitor import Visitor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

GOALS, OTHER_PLANS = 40, 99
LIMIT, MOST_TIMES = 150, 1.3
ASKED = {
    "board": f"status/{LAST_YEAR}/?view=dense",
    "board, filtered and sorted": f"status/{LAST_YEAR}/?view=dense&area=1&area=2&area=3&status=not_achieved"
    "&text=borgere&sort=-deviation",
    "board as CSV": "board/tavle.csv",
}


def test_board(table: Table) -> None:
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    address = reverse("plan", args=[build_plan("stor", goals=GOALS, contributor=contributor).slug])
    visitor = Visitor(contributor)
    alone = _measure(address, visitor)
    for number in range(OTHER_PLANS):
        build_plan(f"plan-{number}", goals=GOALS, contributor=contributor)
    among = _measure(address, visitor)
    for page_name, (one, queries) in alone.items():
        hundred, queries_among = among[page_name]
        assert queries == queries_among
        name = f"{connection.vendor}: {page_name}"
        table.add(name, f"{one:.1f} ms", f"{LIMIT} ms", "", f"{queries} queries")
        remark = f"{hundred:.1f} ms, {queries_among} queries"
        table.add(f"{name}, 100 plans", f"{hundred / one:.2f} × one plan", f"{MOST_TIMES} ×", "", remark)


def _measure(address: str, visitor: Visitor) -> dict[str, tuple[float, int]]:
    """The median time of each way to ask for the board, and its queries."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a server's database does by itself after a large change
    measured = {}
    for page_name, query in ASKED.items():
        with CaptureQueriesContext(connection) as captured:
            visitor.get(address + query)
        queries = len(captured)  # now: each request empties the log
        measured[page_name] = (milliseconds(partial(visitor.get, address + query)), queries)
    return measured
