"""Is every status and every number of the pages what `plan_status` says? All pages of the three plans.

A page that shows statuses or figures of goals has its walk here: read it with `page_figures`, and hold it
against the command's JSON.
"""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.test import Client

from plans.domain.values import Period
from plans.enums import Status
from plans.models import ActionPlan
from plans.wording import figures
from tests.factories import UserFactory
from tests.reporting import vink_plans
from tests.reporting.page_figures import (
    ShownRow,
    goal_rows_of,
    parts,
    period_tables_of,
    plan_status,
    same,
)
from tests.rows_made_once import MadeOnce, Once

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

# What the pages call what the command calls otherwise.
COLUMNS = {"target": "Måltal", "actual": "Opnået", "deviation": "Afvigelse"}


@pytest.fixture(scope="module")
def made_plans(once: Once) -> MadeOnce[ActionPlan]:
    return once(lambda: vink_plans.load(*vink_plans.SLUGS))


@pytest.fixture
def reader(client: Client, made_plans: MadeOnce[ActionPlan]) -> Client:
    made_plans.copy()
    client.force_login(UserFactory.create())
    return client


def periods_of(slug: str) -> list[Period]:
    """Each year, the whole plan and what was reported."""
    plan = ActionPlan.objects.get(slug=slug)
    reported = {round_.period for round_ in plan.rounds.all()}
    return sorted({*(Period(year, year) for year in plan.period.years), plan.period, *reported})


def assert_figures(row: ShownRow, goal: dict[str, object], where: str) -> None:
    """The goal's target, actual and deviation, part by part."""
    for figure_name, column in COLUMNS.items():
        displayed, computed = row.figures(column), parts(goal, figure_name)
        if figure_name == "target":  # of what could not be measured, the page tells the target as adopted
            displayed = [
                None if exact is None else figure for figure, exact in zip(displayed, computed, strict=True)
            ]
        assert same(displayed, computed), f"{where}: {row.key}, {figure_name}: {displayed} is not {computed}"


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_board(reader: Client, slug: str) -> None:
    compared = 0
    for chosen in periods_of(slug):
        page = reader.get(f"/plans/{slug}/status/{chosen}/?view=dense").content.decode()
        rows = {row.key: row for row in goal_rows_of(page, "board-table")}
        for period in periods_of(slug):
            from_command = plan_status(slug, str(period))
            column = figures.years(period)
            expected = {goal["key"]: goal["status"] for goal in from_command["goals"]}
            displayed = {key: status for key, row in rows.items() if (status := row.status(column))}
            assert displayed == expected, f"{slug}, {period}"
            for goal in from_command["goals"]:
                figures_progress = [actual for actual in parts(goal, "actual") if actual is not None]
                figure_views = [figure for figure in rows[goal["key"]].figures(column) if figure is not None]
                assert same(figure_views, figures_progress), f"{slug}, {period}: {goal['key']}"  # type: ignore[arg-type]  # of optional numbers
                if period == chosen:
                    assert_figures(rows[goal["key"]], goal, f"{slug}, {period}")
                compared += len(figures_progress)
    assert compared > 20


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_boards_counts(reader: Client, slug: str) -> None:
    board_json = reader.get(f"/plans/{slug}/board/tavle.json").json()

    for period, each in zip(
        (str(period) for period in periods_of_json(board_json)), board_json["periods"], strict=True
    ):
        expected = plan_status(slug, period)
        assert each["counts"] == expected["counts"]
        by_key = {goal["key"]: goal for goal in expected["goals"]}
        assert {goal["key"]: goal for goal in each["goals"]} == by_key
        assert each["as_of"] == expected["as_of"]


def periods_of_json(board_json: dict[str, list[dict[str, list[int]]]]) -> list[Period]:
    return [Period(*each["period"]) for each in board_json["periods"]]


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_status_page(reader: Client, slug: str) -> None:
    for period in periods_of(slug):
        page = reader.get(f"/plans/{slug}/status/{period}/").content.decode()
        rows = {row.key: row for row in goal_rows_of(page, "data-table")}
        from_command = plan_status(slug, str(period))

        assert {key: row.status("Status") for key, row in rows.items()} == {
            goal["key"]: goal["status"] for goal in from_command["goals"]
        }
        for goal in from_command["goals"]:
            assert_figures(rows[goal["key"]], goal, f"{slug}, {period}")


def assert_compared(
    rows: dict[str, ShownRow], column: str, from_command: dict[str, object], where: str
) -> None:
    """The goals of one side of the comparison: each status and each figure."""
    goals = {goal["key"]: goal for goal in from_command["goals"]}  # type: ignore[attr-defined]  # JSON
    assert {key: status for key, row in rows.items() if (status := row.status(column))} == {
        key: goal["status"] for key, goal in goals.items()
    }, where
    for key, goal in goals.items():
        assert same(rows[key].figures(column), parts(goal, "actual")), f"{where}: {key}"


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_comparison_of_two_periods(reader: Client, slug: str) -> None:
    periods = periods_of(slug)
    for before, now in pairwise(periods):
        address = f"/compare/?plan={slug}&period={now}&with={slug}&period2={before}"
        page = reader.get(address).content.decode()
        without_targets = re.sub(r'<span class="muted">mod .*?</span>', "", page)
        rows = {row.key: row for row in goal_rows_of(without_targets, "compare-table")}
        first, last = sorted((before, now), key=lambda period: (period.last, period.first))

        assert_compared(rows, "Før", plan_status(slug, str(first)), address)
        assert_compared(rows, "Nu", plan_status(slug, str(last)), address)


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_the_goals_pages(reader: Client, slug: str) -> None:
    """Every period that a goal's page tells of its own plan."""
    compared = 0
    by_years = {figures.years(period): plan_status(slug, str(period)) for period in periods_of(slug)}
    whole = figures.years(ActionPlan.objects.get(slug=slug).period)
    for key in ActionPlan.objects.get(slug=slug).goals.values_list("key", flat=True):
        page = reader.get(f"/plans/{slug}/goals/{key}/").content.decode()
        for index, table in enumerate(period_tables_of(page)):
            for period, row in table.items():
                years = period.removesuffix(", hele planen")
                if years not in by_years or (period == years and years == whole and len(table) > 1):
                    continue  # of another plan in the goal's line
                (goal,) = [each for each in by_years[years]["goals"] if each["key"] == key]
                part = goal["indicators"][index]
                where = f"{slug}, {key}, {period}"
                status = goal["status"] if len(goal["indicators"]) == 1 else part["status"]
                assert row.status("Status") == status, where
                assert same(row.figures("Opnået"), [part["actual"]]), where
                assert same(row.figures("Afvigelse"), [part["deviation"]]), where
                compared += 1
    assert compared > 5


def test_the_reading_sees_a_wrong_figure() -> None:
    page = """<table class="data-table"><tr role="row">
      <th scope="row"><a href="/plans/p/goals/k/">Mål</a></th>
      <td data-label="Opnået" class="number">1.362</td>
      <td data-label="Andel">47 pct. (7 af 15)</td>
      <td data-label="Dele">
        <span class="figure-line"><span class="figure-line__label">2 dele</span> 14,5</span>
        <span class="figure-line">–</span>
      </td>
      <td data-label="Status"><use href="/img/status.svg#achieved"></use></td>
    </tr></table>"""
    (row,) = goal_rows_of(page, "data-table")

    assert (row.key, row.status("Status")) == ("k", Status.ACHIEVED)
    assert row.figures("Opnået") == [Decimal(1362)]
    assert row.figures("Dele") == [Decimal("14.5"), None]
    assert same(row.figures("Andel"), [46.6667])
    assert not same(row.figures("Andel"), [47.6667])
    assert not same(row.figures("Andel"), [None])
    assert not same(row.figures("Dele"), [14.5])
