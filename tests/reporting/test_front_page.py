"""Does the front page say which plans run, how they stand and how far their rounds are, to everybody?

Tests which plans the front page shows, their counts and rounds, and its queries.
"""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.enums import Role, RoundState
from plans.models import ActionPlan, Measurement
from reporting.front_page.page import FrontPage, FrontPageQuery, front_page
from reporting.front_page.selection import ENDED_ON_A_PAGE, PLANS_ON_A_PAGE
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    PublicationFactory,
    ReportingRoundFactory,
    UserFactory,
    VisitFactory,
)
from tests.plans import submitted
from tests.plans.entry_plan import entry_plan
from tests.plans.reported_plans import counted_goal, full_plan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2020, 2, 1)
# session, user, visit; how many plans run, those of the page, how many have ended, open rounds, latest
# periods; nine for the status reports; three for what the rounds ask for; the last versions, what changed
# since, choices for small numbers; the history
QUERIES = 24


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def shown_to(person: User, *, today: date = TODAY, **asked: str) -> FrontPage:
    return front_page(FrontPageQuery.of(asked), by=person, since=None, today=today)


def titles(page: FrontPage) -> list[str]:
    return [card.title for card in page.cards]


# --- Who, and which plans -----------------------------------------------------------------------------------


def test_the_front_page_needs_a_sign_in(client: Client) -> None:
    ActionPlanFactory.create(title="Hemmelig plan")

    response = client.get("/")

    assertRedirects(response, f"{reverse('login')}?next=/")
    assertNotContains(client.get("/", follow=True), "Hemmelig plan")


def test_it_says_how_to_get_a_first_plan(reader: Client) -> None:
    assertContains(reader.get("/"), "Der er ingen handleplaner endnu")


def test_a_plan_runs_in_its_period_and_while_a_round_is_open() -> None:
    running = ActionPlanFactory.create(
        title="Løber", starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31), slug="loeber"
    )
    ActionPlanFactory.create(title="Slut", slug="slut")
    late = ActionPlanFactory.create(title="Indberettes sent")
    early = ActionPlanFactory.create(title="Indberettes først")
    closed = ActionPlanFactory.create(title="Lukket")
    ReportingRoundFactory.create(plan=late, deadline=date(2020, 3, 1))
    ReportingRoundFactory.create(plan=early, deadline=date(2020, 2, 5))
    ReportingRoundFactory.create(plan=closed, state=RoundState.CLOSED)

    page = shown_to(UserFactory.create())

    # by deadline, then those that only run
    assert titles(page) == ["Indberettes først", "Indberettes sent", "Løber"]
    assert {plan.title for plan in page.ended} == {"Slut", "Lukket"}
    assert page.cards[2].period_years == "2020"
    assert next(link.url for link in page.cards[2].pages) == reverse("plan", args=[running.slug])
    assert page.pages == ()


def test_without_a_running_plan_the_ended_ones_are_shown(reader: Client) -> None:
    ActionPlanFactory.create(title="Slut")

    page = reader.get("/")

    assertContains(page, "Ingen handleplan løber lige nu.")
    assertContains(page, "Afsluttede planer")
    assert titles(page.context["page"]) == ["Slut"]
    assert page.context["page"].ended == ()


@pytest.mark.parametrize("year", [2017, 2020])
def test_a_round_for_years_that_the_plan_does_not_have_does_not_close_the_page(
    reader: Client, year: int
) -> None:
    ReportingRoundFactory.create(plan__slug="vink-2018-19", first_year=year)

    assertContains(reader.get("/"), "/plans/vink-2018-19/status/2019/")


def test_many_running_plans_are_paged() -> None:
    for number in range(1, PLANS_ON_A_PAGE + 3):
        plan = ActionPlanFactory.create(title=f"Plan {number}")
        ReportingRoundFactory.create(plan=plan, deadline=date(2020, 3, number))
    person = UserFactory.create()

    first, second = shown_to(person), shown_to(person, page="2")

    assert titles(first) == [f"Plan {number}" for number in range(1, 11)]
    assert titles(second) == ["Plan 11", "Plan 12"]
    assert (first.page_range, second.page_range) == ("Plan 1–10 af 12", "Plan 11–12 af 12")
    assert [(link.label, link.url, link.current) for link in second.pages] == [
        ("1", "/#plans", False),
        ("2", "/?page=2#plans", True),
    ]
    # what is no page is the nearest
    assert titles(shown_to(person, page="99")) == titles(second)
    for odd in ("0", "-1", "x", "²", "9" * 30):
        assert titles(shown_to(person, page=odd)) == titles(first)


def test_many_ended_plans_have_a_page_of_their_own(reader: Client) -> None:
    ActionPlanFactory.create(title="Løber", starts_on=date(2000, 1, 1), ends_on=date(2999, 12, 31))
    for number in range(1, ENDED_ON_A_PAGE + 2):
        ActionPlanFactory.create(title=f"Slut {number}", slug=f"slut-{number:02}")

    front = reader.get("/")
    first, last = reader.get("/ended/"), reader.get("/ended/?page=2")

    # the first ten lie folded on the front page, which says how many there are
    assert [plan.title for plan in front.context["page"].ended] == [f"Slut {n}" for n in range(1, 11)]
    assertContains(front, "51 afsluttede planer")
    assertContains(front, '<a class="button button-secondary" href="/ended/">Se alle afsluttede planer</a>')
    assert [plan.title for plan in first.context["plans"]] == [f"Slut {n}" for n in range(1, 51)]
    assert [plan.title for plan in last.context["plans"]] == ["Slut 51"]
    assert [link.url for link in last.context["pages"]] == ["/ended/?page=1", "/ended/?page=2"]


def test_the_page_of_ended_plans_says_when_there_are_none(reader: Client) -> None:
    assertContains(reader.get("/ended/"), "Ingen handleplan er afsluttet")


# --- How they stand ----------------------------------------------------------------------------------------


def test_each_count_leads_to_its_goals_on_the_board(reader: Client) -> None:
    area = EffortAreaFactory.create(plan__slug="vink")
    counted_goal(area, "naaet")
    counted_goal(area, "naaet-2")
    counted_goal(area, "mangler", value=None)
    ReportingRoundFactory.create(plan=area.plan)

    page = reader.get("/")

    (card,) = page.context["page"].cards
    counts = {count.status.value: (count.word, count.count) for count in card.counts if count.count}
    assert counts == {"achieved": ("Nået", 2), "not_reported": ("Ikke afrapporteret", 1)}
    assertContains(page, 'href="/plans/vink/status/2019/?status=achieved"')
    board = reader.get("/plans/vink/status/2019/?status=achieved")
    assert {row.goal.named_by.key for row in board.context["board"].rows} == {"naaet", "naaet-2"}
    assertContains(page, f'href="{reverse("brief_pdf", args=["vink", "2019"])}"')
    answers = {answer.kind: answer.number for answer in page.context["page"].answers}
    # 2 achieved; every figure of the round is still to be given on its own date
    assert (answers["standing"], answers["missing"]) == ("2", "3")
    (missing,) = (answer for answer in page.context["page"].answers if answer.kind == "missing")
    assert missing.url == reverse("entry", args=["vink", "2019"])


def test_a_rounds_progress_is_told_to_each_as_it_concerns_them() -> None:
    there = entry_plan()
    there.round.deadline = date(2020, 1, 30)
    there.round.save(update_fields=["deadline"])
    submitted.give(there, there.dialogue, submitted.count(9))
    submitted.submit(there, there.dialogue.goal)
    people = {role: UserFactory.create(role=role) for role in Role} | {Role.CONTRIBUTOR: there.karin}

    pages = {role: shown_to(person) for role, person in people.items()}

    rounds = {role: page.cards[0].rounds[0] for role, page in pages.items()}
    progress = rounds[Role.READER]
    assert [(bar.done, bar.total, bar.text) for bar in progress.bars] == [
        (1, 4, "1 af 4"),
        (1, 4, "1 af 4"),
        (0, 4, "0 af 4"),
    ]
    assert (progress.head.days, progress.head.urgency) == ("2 dage over fristen", "overdue")
    actions = {role: each.action and (each.action.label, each.action.url) for role, each in rounds.items()}
    assert actions == {
        Role.READER: None,
        Role.APPROVER: ("Godkend 1 mål", "/plans/vink/approval/2019/"),
        Role.ADMINISTRATOR: None,
        Role.CONTRIBUTOR: ("Indberet 2 mål", "/tasks/"),
    }
    mine = {role: page.answers[2] for role, page in pages.items()}
    assert (mine[Role.APPROVER].number, mine[Role.APPROVER].url) == ("1", "/tasks/")
    assert mine[Role.CONTRIBUTOR].number == "2"
    assert (mine[Role.READER].kind, mine[Role.READER].url) == ("attention", "#attention")


# --- Cost --------------------------------------------------------------------------------------------------


def published_plan(goals: int) -> ActionPlan:
    """A plan whose open round was published, and of which something changed since."""
    plan = full_plan(goals)
    report = plan.rounds.get(first_year=2019).report
    PublicationFactory.create(report=report, status_report=b'{"goals": []}')
    for figure in Measurement.objects.filter(indicator__goal__plan=plan):
        plan.changes.create(kind="measurement", object_id=figure.pk, field="value", new="15")
    return plan


@pytest.mark.parametrize("plans", [1, 3])
@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, plans: int, goals: int
) -> None:
    for _ in range(plans):
        published_plan(goals)
    person = UserFactory.create()
    VisitFactory.create(user=person, previous_at=datetime(2019, 1, 1, tzinfo=UTC), latest_at=timezone.now())
    client.force_login(person)

    with django_assert_num_queries(QUERIES):
        page = client.get("/?needs=all&news=all")

    assert len(page.context["page"].cards) == plans
    assert len(page.context["page"].news.goals) == plans * goals
