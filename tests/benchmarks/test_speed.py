"""How fast are the status report and its pages? Each against its floor, and a hundred plans against one.

The floors: the same SQL straight through the driver, and the same bytes by a view that does nothing else.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.domain.values import Period
from plans.enums import Role
from plans.models import ActionPlan, Indicator
from plans.status_report import status_report
from tests.benchmarks.big_numbers import FIRST_YEAR, YEARS
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table
from tests.benchmarks.visitor import Visitor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

Work = Callable[[], object]
LAST = FIRST_YEAR + YEARS - 1
ONE_YEAR, ALL_YEARS = Period(LAST, LAST), Period(FIRST_YEAR, LAST)
TODAY = date(LAST + 1, 2, 1)
GOALS = 200
A_SHARE = "maal-3"
OTHER_PLANS, OTHER_GOALS = 99, 40


def test_status_report_and_pages(table: Table) -> None:
    """One plan first, then the same plan among a hundred."""
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    plan = build_plan("stor", goals=GOALS, contributor=contributor)
    visitor = Visitor(contributor)
    _analyse()
    alone = _measure(plan, visitor)
    for number in range(OTHER_PLANS):
        build_plan(f"plan-{number}", goals=OTHER_GOALS, contributor=contributor)
    _analyse()
    among = _measure(plan, visitor)
    for page_name, (limit, one) in alone.items():
        hundred = among[page_name][1]
        name = f"{connection.vendor}: {page_name}"
        table.add(name, f"{one.time:.1f} ms", limit, f"{one.floor:.1f} ms", f"{one.queries} queries")
        table.add(
            f"{name}, 100 plans",
            f"{hundred.time / one.time:.2f} × one plan",
            "1.3 ×",
            f"{hundred.floor:.1f} ms",
            f"{hundred.time:.1f} ms, {hundred.queries} queries",
        )


class Measured:
    """A piece of work: its median time, its number of queries, and its floor."""

    def __init__(self, work: Work, floor: Callable[[list[str]], Work]) -> None:
        with CaptureQueriesContext(connection) as captured:
            work()
        self.queries = len(captured)
        self.time = milliseconds(work)
        self.floor = milliseconds(floor([query["sql"] for query in captured]))


def _measure(plan: ActionPlan, visitor: Visitor) -> dict[str, tuple[str, Measured]]:
    def report(period: Period) -> Work:
        return lambda: status_report(plan, period, today=TODAY)

    def page(name: str, *where: object) -> tuple[str, Measured]:
        url = reverse(name, args=[plan.slug, *where])
        return "150 ms", Measured(lambda: visitor.get(url), lambda _: _same_bytes(visitor.get(url)))

    return {
        "StatusReport, one year": ("25 ms", Measured(report(ONE_YEAR), _same_sql)),
        "StatusReport, ten years": ("60 ms", Measured(report(ALL_YEARS), _same_sql)),
        "status page": page("status", ONE_YEAR),
        "entry page": page("entry", ONE_YEAR),
        "saving a figure": ("40 ms", Measured(*_saving(plan, visitor))),
        "plan page": page("plan"),
        "goal page": page("goal", A_SHARE),
    }


def _saving(plan: ActionPlan, visitor: Visitor) -> tuple[Work, Callable[[list[str]], Work]]:
    """One row of the entry page, saved again and again, each time another figure."""
    url = reverse("entry", args=[plan.slug, ONE_YEAR])
    indicator = Indicator.objects.get(goal__plan=plan, goal__key=A_SHARE)

    def save() -> bytes:
        stored = indicator.measurements.values_list("version", "numerator").get(year=LAST)
        figure = {"figure": f"{50 + (stored[1] + 1) % 40} af 100", "version": str(stored[0])}
        return visitor.post(url, {"indicator": str(indicator.pk), "slot": str(LAST), **figure})

    return save, lambda _: _same_bytes(save())


def _same_sql(statements: list[str]) -> Work:
    """The captured statements straight through the driver, rows fetched and thrown away."""

    def run() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                # Captured statements hold their values; a percent sign in them is no placeholder.
                cursor.execute(statement, None)
                cursor.fetchall()

    return run


def _same_bytes(content: bytes) -> Work:
    request = RequestFactory().get("/")
    return lambda: HttpResponse(content, headers={"X-Path": request.path}).content


def _analyse() -> None:
    """What a server's database does by itself after a large change."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
