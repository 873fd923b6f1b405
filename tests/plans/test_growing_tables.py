"""Lists and counts stay cheap where tables grow without end, by the database's own plans and by bounds."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from plans import queries
from plans.admin import large_tables
from plans.enums import RoundState, SubmissionState
from plans.models import Change, Measurement, ReportingRound, Submission
from tests.factories import ActionPlanFactory, MeasurementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory.create(administrator=True))
    return client


def test_open_rounds_are_found_by_an_index_of_their_own() -> None:
    rounds = ReportingRound.objects.filter(state=RoundState.OPEN)

    assert "round_open" in _plan_of(rounds.values("plan").order_by())


def test_what_waits_for_approval_is_found_by_an_index_of_its_own() -> None:
    waiting = Submission.objects.filter(state=SubmissionState.SUBMITTED)

    assert "submission_waiting" in _plan_of(waiting.values("goal").order_by())


def _plan_of(rows: QuerySet[Any, Any]) -> str:
    """How the database would find the rows if there were very many: not by reading all of them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


def test_the_kinds_of_history_are_those_that_there_are() -> None:
    plan = ActionPlanFactory.create()
    for kind in ("target", "measurement", "target"):
        Change.objects.create(plan=plan, kind=kind, object_id=1, field="value")

    assert queries.kinds_of_changes() == ["measurement", "target"]


def test_a_filter_offers_the_newest_plans_and_the_one_that_is_chosen(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_tables, "MOST_CHOICES", 2)
    plans = [ActionPlanFactory.create(title=f"Handleplan nummer {number}") for number in range(4)]
    newest = sorted(plans, key=lambda plan: (-plan.starts_on.toordinal(), plan.slug))

    offered = _offered(desk, "/admin/plans/resultgoal/")
    chosen = _offered(desk, f"/admin/plans/resultgoal/?plan__id__exact={newest[3].pk}")

    assert offered == {plan.pk for plan in newest[:2]}
    assert chosen == {newest[0].pk, newest[1].pk, newest[3].pk}


def _offered(desk: Client, address: str) -> set[int]:
    spec = desk.get(address).context["cl"].filter_specs[0]
    return {key for key, _label in spec.lookup_choices}


def test_figures_are_filtered_by_the_years_of_the_plans(desk: Client) -> None:
    figure = MeasurementFactory.create(year=2019)
    plan = figure.indicator.goal.plan

    spec = desk.get("/admin/plans/measurement/?year=2019").context["cl"].filter_specs[-1]

    assert spec.lookup_choices == [*plan.period.years, None]
    assert desk.get("/admin/plans/measurement/?year=2019").context["cl"].result_count == 1
    assert desk.get("/admin/plans/measurement/?year=1999").context["cl"].result_count == 0


def test_very_many_rows_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    MeasurementFactory.create_batch(3)
    monkeypatch.setattr(large_tables, "ESTIMATED_FROM", 2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE plans_measurement")
    MeasurementFactory.create()

    counted = large_tables.LargePaginator(Measurement.objects.order_by("-pk"), 50).count
    filtered = large_tables.LargePaginator(Measurement.objects.order_by("-pk").filter(pk__gt=0), 50).count

    assert (counted, filtered) == (3 if connection.vendor == "postgresql" else 4, 4)
