"""How fast is the front page? With ten plans, which it shows in full, and among a hundred with their history.

Every plan has an open round, a published annex of which a goal has changed since, and news for the reader.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.enums import Role
from plans.models import ActionPlan, Change, Measurement, Publication, Report, Visit
from plans.status_report import status_report
from reporting.front_page.selection import PLANS_ON_A_PAGE
from reporting.publish.draft import draft_of
from reporting.publish.record import record_of
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.clock import milliseconds
from tests.benchmarks.conftest import Table
from tests.benchmarks.visitor import Visitor
from tests.factories import UserFactory
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

GOALS, ALL_PLANS = 40, 100


def test_front_page(table: Table) -> None:
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    reader = UserFactory.create(approver=True)
    visitor = Visitor(reader)
    measured = {}
    made = 0
    for plans in (1, PLANS_ON_A_PAGE, ALL_PLANS):
        for number in range(made, plans):
            _publish(build_plan(f"plan-{number}", goals=GOALS, contributor=contributor), contributor)
        made = plans
        _come_back(reader)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as captured:
            page = visitor.get("/")
        queries = len(captured)  # now: each request empties the log
        measured[plans] = milliseconds(lambda: visitor.get("/"))
        limit = "150 ms"
        remark = f"{queries} queries, {len(page) // 1024} kB"
        table.add(
            f"{connection.vendor}: front page, {plans} plans", f"{measured[plans]:.1f} ms", limit, "", remark
        )
    growth = measured[ALL_PLANS] / measured[PLANS_ON_A_PAGE]
    table.add(f"{connection.vendor}: front page, 100 plans", f"{growth:.2f} × ten plans", "1.3 ×")


def _publish(plan: ActionPlan, by: User) -> None:
    """Version 1 of the annex as it is, and one figure corrected since."""
    round_ = plan.rounds.get()
    status = status_report(plan, round_.period, today=round_.as_of)
    report = Report.objects.create(round=round_, title="Bilag 1", dated_on=round_.as_of)
    record = json.dumps(record_of(draft_of(status))).encode()
    Publication.objects.create(
        report=report, number=1, status_report=record, published_at=datetime(2026, 2, 1, tzinfo=UTC)
    )
    figure = Measurement.objects.filter(indicator__goal__plan=plan, year=round_.last_year).earliest("pk")
    Measurement.objects.filter(pk=figure.pk).update(value=(figure.value or 0) + 1)
    Change.objects.create(
        plan=plan, kind="measurement", object_id=figure.pk, field="value", old="60", new="61", who=by
    )


def _come_back(reader: User) -> None:
    now = timezone.now()
    Visit.objects.update_or_create(
        user=reader,
        defaults={"previous_at": now - timedelta(days=7), "latest_at": now + timedelta(minutes=10)},
    )
