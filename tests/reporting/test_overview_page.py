"""Does the overview show every plan in the period that is reported, to everybody who is signed in?"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains, assertRedirects

from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportingRoundFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal, full_plan

pytestmark = pytest.mark.django_db

# session, user, all plans, their rounds, nine for the status reports
QUERIES = 13


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def test_the_overview_needs_a_sign_in(client: Client) -> None:
    ActionPlanFactory.create(title="Hemmelig plan")

    response = client.get("/")

    assertRedirects(response, f"{reverse('login')}?next=/")
    assertNotContains(client.get("/", follow=True), "Hemmelig plan")


def test_the_overview_says_how_to_get_a_first_plan(reader: Client) -> None:
    assertContains(reader.get("/"), "Der er ingen handleplaner endnu")


def test_the_overview_shows_each_plan_in_the_period_reported_last(reader: Client) -> None:
    later = ActionPlanFactory.create(title="Plan 2018-2019", slug="later")
    earlier = ActionPlanFactory.create(
        title="Plan 2016-2017", slug="earlier", starts_on=date(2016, 1, 1), ends_on=date(2017, 12, 31)
    )
    ReportingRoundFactory.create(plan=later, first_year=2018, as_of=date(2019, 1, 15))
    ReportingRoundFactory.create(plan=later, first_year=2019, as_of=date(2020, 1, 15))
    ReportingRoundFactory.create(plan=earlier, first_year=2016, last_year=2017, as_of=date(2018, 3, 7))
    counted_goal(EffortAreaFactory.create(plan=later), "achieved")
    counted_goal(EffortAreaFactory.create(plan=later), "not-reported", value=None)

    page = reader.get("/").content.decode()

    assert page.index("Plan 2018-2019") < page.index("Plan 2016-2017")
    assertInHTML('<p class="plan-card__period">Status 2019, opgjort 15. januar 2020</p>', page)
    assertInHTML('<p class="plan-card__period">Status 2016–2017, opgjort 7. marts 2018</p>', page)
    for name, period, number in (("later", "2019", 1), ("earlier", "2016-2017", 2)):
        for path in (f"/plans/{name}/status/{period}/", f"/plans/{name}/annex/{period}/"):
            assert f'<a href="{path}" aria-describedby="plan-{number}">' in page
    assert "2 resultatmål fordelt på status" in page
    assert "0 resultatmål fordelt på status" in page


def test_a_plan_without_a_round_is_shown_for_the_year_that_runs_or_is_nearest(reader: Client) -> None:
    this_year = timezone.localdate().year
    ActionPlanFactory.create(slug="past")
    ActionPlanFactory.create(
        slug="running", starts_on=date(this_year - 1, 1, 1), ends_on=date(this_year + 1, 12, 31)
    )
    ActionPlanFactory.create(
        slug="future", starts_on=date(this_year + 3, 1, 1), ends_on=date(this_year + 4, 12, 31)
    )

    page = reader.get("/").content.decode()

    assert "/plans/past/status/2019/" in page
    assert f"/plans/running/status/{this_year}/" in page
    assert f"/plans/future/status/{this_year + 3}/" in page


@pytest.mark.parametrize("year", [2017, 2020])
def test_a_round_for_years_that_the_plan_does_not_have_does_not_close_the_overview(
    reader: Client, year: int
) -> None:
    ReportingRoundFactory.create(plan__slug="vink-2018-19", first_year=year)

    assertContains(reader.get("/"), "/plans/vink-2018-19/status/2019/")


@pytest.mark.parametrize("plans", [1, 3])
@pytest.mark.parametrize("goals", [1, 3])
def test_the_overviews_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, plans: int, goals: int
) -> None:
    for _ in range(plans):
        full_plan(goals)

    with django_assert_num_queries(QUERIES):
        reader.get("/")
