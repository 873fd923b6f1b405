"""Is every status and number of the front page and of the managers' overview what `plan_status` says?

Tests the figures of the front page and the managers' overview against the command `plan_status`.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from plans.domain.values import Period
from plans.models import ActionPlan
from reporting.goal_rows import GoalRow
from tests.factories import ReportingRoundFactory, UserFactory
from tests.reporting import vink_plans
from tests.reporting.page_figures import ShownRow, parts, plan_status, same

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    vink_plans.load(*vink_plans.SLUGS)
    client.force_login(UserFactory.create())
    return client


def periods_of(slug: str) -> list[Period]:
    """Each year, the whole plan and what was reported."""
    plan = ActionPlan.objects.get(slug=slug)
    reported = {round_.period for round_ in plan.rounds.all()}
    return sorted({*(Period(year, year) for year in plan.period.years), plan.period, *reported})


def figures_of(row: GoalRow, figure_name: str) -> list[Decimal | None]:
    """The first number of each of the row's lines, as a reader reads it."""
    cells = (ShownRow(row.key, {figure_name: getattr(line, figure_name)}) for line in row.lines)
    return [figure for cell in cells for figure in cell.figures(figure_name)]


@pytest.mark.slow
@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_overview_for_managers(reader: Client, slug: str) -> None:
    for period in periods_of(slug):
        from_command = plan_status(slug, str(period))
        brief = reader.get(f"/plans/{slug}/brief/{period}/").context["brief"]
        groups = [*brief.groups, *([brief.achieved] if brief.achieved else [])]
        rows = [(group.status, goal.row) for group in groups for goal in group.goals]

        assert {row.key: status for status, row in rows} == {
            goal["key"]: goal["status"] for goal in from_command["goals"]
        }
        assert {count.status: count.count for count in brief.counts} == {
            status: count for status, count in from_command["counts"].items() if count
        }
        by_key = {goal["key"]: goal for goal in from_command["goals"]}
        for _status, row in rows:
            for figure_name in ("actual", "deviation"):
                displayed = figures_of(row, figure_name)
                assert same(displayed, parts(by_key[row.key], figure_name)), (
                    f"{slug}, {period}: {row.key}, {figure_name}"
                )


@pytest.mark.slow
def test_the_front_page(reader: Client) -> None:
    for plan in ActionPlan.objects.all():
        ReportingRoundFactory.create(plan=plan, first_year=plan.ends_on.year, as_of=date(2026, 1, 1))
    page = reader.get("/?needs=all").context["page"]

    assert len(page.cards) == len(vink_plans.SLUGS)
    needing = {(line.plan, line.row.key): line.row for line in page.attention}
    for card in page.cards:
        plan = ActionPlan.objects.get(title=card.title)
        from_command = plan_status(plan.slug, card.period_years.replace("–", "-"))
        assert {count.status: count.count for count in card.counts} == from_command["counts"]
        unmet = {"not_achieved", "partly_achieved"}
        by_key = {goal["key"]: goal for goal in from_command["goals"] if goal["status"] in unmet}
        assert {key for title, key in needing if title == plan.title} >= set(by_key)
        for key, goal in by_key.items():
            row = needing[plan.title, key]
            assert row.status == goal["status"]
            for figure_name in ("actual", "deviation"):
                assert same(figures_of(row, figure_name), parts(goal, figure_name))
