"""What is there to do in the open rounds, and does the page say so? Counted, linked, in few queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from desk.tasks.views import ROUNDS_ON_A_PAGE
from plans import queries
from plans.actions.rounds import close_round, open_round
from plans.enums import RoundState, Status, SubmissionState
from plans.models import Measurement, ReportingRound
from plans.tasks.goals import DueAgain, MissingFigure, Step
from plans.tasks.rounds import RoundTasks, open_rounds
from tests.desk.entry_page import Node, get, read
from tests.factories import (
    PASSWORD,
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan, entry_plan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

# open rounds, their plans' rounds, responsibilities, exclusions, and the nine of the reports
QUERIES = 13
TEXT = {"class": "progress__text"}


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


def mine(user: User) -> RoundTasks:
    [tasks] = open_rounds(today=localdate())
    return tasks.of_person(user.pk)


def steps(tasks: RoundTasks) -> dict[str, Step]:
    return {task.goal.wording: task.step for task in tasks.goals}


def given(there: EntryPlan, value: int = 15) -> Measurement:
    """The dialogue's figure of the round."""
    return MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of, value=Decimal(value))


def submitted(there: EntryPlan, state: SubmissionState, **values: object) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=state, **values)


def come(user: User) -> Node:
    client = Client()
    client.force_login(user)
    return get(client, "/tasks/")


def waits(page: Node) -> str:
    """What the main menu says that waits."""
    return page.one("nav", **{"aria-label": "Hovedmenu"}).one("a", href="/tasks/").text


# --- What is to be done -------------------------------------------------------------------------------------


def test_a_contributor_has_the_goals_of_their_areas_and_of_those_that_they_share(there: EntryPlan) -> None:
    assert set(steps(mine(there.karin))) == {DIALOGUE, EMPLOYED, ADVICE}
    assert set(steps(mine(there.bo))) == {EMPLOYED, "5 exitforløb"}


def test_a_figure_that_the_round_has_not_got_is_missing_though_an_earlier_one_is_known(
    there: EntryPlan,
) -> None:
    # of the same year, from before the round
    MeasurementFactory.create(indicator=there.dialogue, as_of=date(2019, 6, 30))

    [task] = [task for task in mine(there.karin).goals if task.goal.wording == DIALOGUE]

    assert task.step is Step.MISSING
    assert task.missing == (MissingFigure("", there.dialogue.measure, 2019),)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Case:
    value: int
    state: SubmissionState | None
    commentary: str
    step: Step


@pytest.mark.parametrize(
    "case",
    [
        Case(15, None, "", Step.READY),  # 15 of 10: achieved
        Case(15, SubmissionState.DRAFT, "", Step.READY),
        Case(9, SubmissionState.DRAFT, "", Step.MISSING),  # (10−9)/10 = 10 %: partly achieved, why?
        Case(9, SubmissionState.DRAFT, "<p>En aflyst.</p>", Step.READY),
        Case(5, SubmissionState.DRAFT, " ", Step.MISSING),  # (10−5)/10 = 50 %: why?
        Case(5, SubmissionState.DRAFT, "<p>Aflyst.</p>", Step.READY),
        Case(15, SubmissionState.RETURNED, "", Step.RETURNED),
        Case(5, SubmissionState.SUBMITTED, "", Step.WAITS),
        Case(5, SubmissionState.APPROVED, "", Step.APPROVED),
    ],
    ids=str,
)
def test_what_comes_next(there: EntryPlan, case: Case) -> None:
    given(there, case.value)
    if case.state is not None:
        submitted(there, case.state, commentary=case.commentary)

    assert steps(mine(there.karin))[DIALOGUE] is case.step


def test_a_judgement_by_hand_is_to_be_confirmed_when_the_computed_one_has_changed(there: EntryPlan) -> None:
    given(there, 9)  # partly achieved, and it replaced "not achieved"
    submitted(
        there,
        SubmissionState.DRAFT,
        override=Status.ACHIEVED,
        override_reason="Aflyst af parterne",
        override_replaced=Status.NOT_ACHIEVED,
    )

    assert steps(mine(there.karin))[DIALOGUE] is Step.MISSING
    assert "Beregningen har ændret sig: bekræft egen vurdering" in come(there.karin).text


@pytest.mark.parametrize(
    ("deadline", "left"), [(None, None), (localdate(), 0), (localdate() - timedelta(days=2), -2)]
)
def test_days_are_counted_to_the_deadline(there: EntryPlan, deadline: date | None, left: int | None) -> None:
    ReportingRound.objects.update(deadline=deadline)

    assert mine(there.karin).days_left(localdate()) == left


# --- People who were left out, and are due now --------------------------------------------------------------


def left_out(there: EntryPlan, *, as_of: date, due_on: date | None, year: int = 2018) -> Measurement:
    figure = MeasurementFactory.create(
        indicator=there.employed, year=year, as_of=as_of, numerator=3, denominator=4
    )
    reason = "afsluttet for under 6 måneder siden"
    ExclusionFactory.create(measurement=figure, count=2, reason=reason, due_on=due_on)
    return figure


def due(there: EntryPlan) -> tuple[DueAgain, ...]:
    [task] = [task for task in mine(there.karin).goals if task.goal.wording == EMPLOYED]
    return task.due_again


LAST_ROUND = date(2019, 1, 15)


@pytest.mark.parametrize(
    ("due_on", "is_named"),
    [
        (date(2019, 1, 15), False),  # they belonged to the round of that day
        (date(2019, 1, 16), True),
        (date(2020, 1, 15), True),  # the day of this round
        (date(2020, 1, 16), False),
        (None, False),
    ],
)
def test_whoever_was_left_out_last_year_and_is_due_by_now_is_told(
    there: EntryPlan, due_on: date | None, is_named: bool
) -> None:
    ReportingRoundFactory.create(plan=there.plan, first_year=2018, as_of=LAST_ROUND, state=RoundState.CLOSED)
    left_out(there, as_of=LAST_ROUND, due_on=due_on)

    expected = (DueAgain(2, True, 2018, "afsluttet for under 6 måneder siden", due_on),) if due_on else ()
    assert due(there) == (expected if is_named else ())


def test_a_corrected_figure_tells_anew_who_is_left_out(there: EntryPlan) -> None:
    left_out(there, as_of=LAST_ROUND, due_on=date(2019, 6, 1))
    MeasurementFactory.create(
        indicator=there.employed, year=2018, as_of=date(2019, 3, 1), numerator=5, denominator=6
    )

    assert due(there) == ()


def test_the_page_tells_how_many_are_due_why_and_since_when(there: EntryPlan) -> None:
    left_out(there, as_of=LAST_ROUND, due_on=date(2019, 6, 1))

    assert (
        "2 personer, der ikke var talt med i 2018, indgår nu: afsluttet for under 6 måneder siden"
        " (fra 1. juni 2019)."
    ) in come(there.karin).text


# --- Half-year rounds ---------------------------------------------------------------------------------------


def test_two_rounds_of_one_year_follow_one_another_from_the_administration_to_the_tasks(
    there: EntryPlan,
) -> None:
    administrator = UserFactory.create(administrator=True)
    ReportingRound.objects.all().delete()
    june = open_round(
        by=administrator, plan=there.plan, first_year=2019, last_year=2019, as_of=date(2019, 6, 30)
    )
    MeasurementFactory.create(indicator=there.dialogue, as_of=june.as_of, value=Decimal(4))
    figure = left_out(there, as_of=june.as_of, due_on=date(2019, 9, 1), year=2019)
    SubmissionFactory.create(round=june, goal=there.dialogue.goal, state=SubmissionState.APPROVED)
    assert steps(mine(there.karin))[DIALOGUE] is Step.APPROVED
    close_round(by=administrator, round=june, version=june.version)
    assert open_rounds(today=localdate()) == []

    open_round(by=administrator, plan=there.plan, first_year=2019, last_year=2019, as_of=date(2019, 12, 31))

    # the year's round begins anew, and knows who was left out in June
    assert steps(mine(there.karin))[DIALOGUE] is Step.MISSING
    assert figure.as_of == june.as_of
    assert [each.count for each in due(there)] == [2]
    assert "opgjort 31. december 2019" in come(there.karin).text


# --- The page -----------------------------------------------------------------------------------------------


def test_what_was_sent_back_comes_first_with_why_and_leads_to_the_goal(there: EntryPlan) -> None:
    given(there)
    submitted(there, SubmissionState.RETURNED, returned_because="Tallet er fra 2018.")

    page = come(there.karin)
    first = page.with_class("tasks-item")[0]

    assert page.with_class("tasks-group__title")[0].text == "Sendt tilbage til dig (1)"
    assert (DIALOGUE in first.text, "Begrundelse: Tallet er fra 2018." in first.text) == (True, True)
    link = first.all("a")[0].attributes["href"]
    assert link == f"{there.address}goals/{there.dialogue.goal.key}/"
    client = Client()
    client.force_login(there.karin)
    assert client.get(link).status_code == 200
    assert waits(page) == "Mine opgaver 3 venter"


def test_nobody_sees_what_others_have_to_do(there: EntryPlan) -> None:
    submitted(there, SubmissionState.RETURNED, returned_because="Tallet er fra 2018.")

    page = come(there.bo).text

    assert (DIALOGUE in page, "Tallet er fra 2018." in page) == (False, False)


def test_a_contributor_who_has_handed_everything_in_is_thanked(there: EntryPlan) -> None:
    for indicator in (there.dialogue, there.employed, there.advice):
        SubmissionFactory.create(round=there.round, goal=indicator.goal, state=SubmissionState.SUBMITTED)

    page = come(there.karin)

    assert "Alt er sendt ind" in page.text
    assert "3 af 3 mål er sendt ind" in page.text
    assert waits(page) == "Mine opgaver"


def test_a_contributor_without_anything_to_do_is_told_why(there: EntryPlan) -> None:
    assert "Ingen områder er givet til dig" in come(UserFactory.create(contributor=True)).text
    ReportingRound.objects.update(state=RoundState.CLOSED)
    assert "Du har ikke noget at indberette lige nu" in come(there.karin).text
    assert "Ingen indberetning er åben" in come(UserFactory.create(approver=True)).text


def test_an_approver_sees_what_waits_by_area_and_by_person(there: EntryPlan) -> None:
    given(there)
    submitted(there, SubmissionState.SUBMITTED)
    SubmissionFactory.create(
        round=there.round,
        goal=there.advice.goal,
        state=SubmissionState.RETURNED,
        returned_because="Grundlaget mangler.",
    )
    ReportingRound.objects.update(deadline=localdate() - timedelta(days=1))

    page = come(UserFactory.create(approver=True))

    assert [title.text for title in page.with_class("tasks-group__title")] == [
        "Venter på godkendelse (1)",
        "Sendt tilbage (1)",
    ]
    approve = f"/plans/vink/approval/2019/#goal-{there.dialogue.goal_id}"
    assert page.with_class("tasks-item")[0].one("a").attributes["href"] == approve
    lines = page.with_class("tasks-progress__line")
    text_by_person = {
        line.with_class("tasks-progress__who")[0].text: line.one("span", **TEXT).text for line in lines
    }
    late = "2 mål er ikke sendt ind til fristen"
    assert text_by_person == {
        "1. Målrettet forebyggende indsats Karin Holm": "1 af 1 mål er sendt ind",
        f"2. Foregribende indsats Karin Holm 1 sendt tilbage {late}": "0 af 2 mål er sendt ind",
        f"3. Indgribende indsats Bo Lund {late}": "0 af 2 mål er sendt ind",
        f"Bo Lund Område 3 {late}": "0 af 2 mål er sendt ind",
        f"Karin Holm Område 1 og 2 1 sendt tilbage {late}": "1 af 3 mål er sendt ind",
    }
    assert waits(page) == "Mine opgaver 1 venter"


def test_goals_that_nobody_has_are_told_and_an_administrator_can_give_the_area(there: EntryPlan) -> None:
    there.bo.is_active = False
    there.bo.save()
    give = f"{reverse('admin:plans_responsibility_add')}?area={there.others.goal.area_id}"

    administrator, approver = UserFactory.create(administrator=True), UserFactory.create(approver=True)
    page = come(administrator)

    # the goal that karin shares has somebody; the area has nobody
    assert page.with_class("tasks-group__title")[0].text == "Mål uden indberetter (1)"
    assert waits(page) == "Mine opgaver 1 venter"
    assert [link.attributes["href"] for link in page.with_class("tasks-progress")[0].all("a")] == [give]
    assert come(approver).all("a", href=give) == []
    client = Client()
    client.force_login(administrator)
    form = read(client.get(give).content.decode())
    assert "selected" in form.one("option", value=str(there.others.goal.area_id)).attributes


def test_a_withdrawn_goal_is_nobodys_task(there: EntryPlan) -> None:
    goal = there.dialogue.goal
    goal.withdrawn_from = 2019
    goal.save()

    assert DIALOGUE not in steps(mine(there.karin))
    assert queries.goals_to_hand_in(there.karin.pk, localdate()) == 2


# --- Signing in ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "first"),
    [("contributor", "/tasks/"), ("approver", "/tasks/"), ("reader", "/"), ("administrator", "/")],
)
def test_signing_in_leads_to_what_waits_and_readers_to_the_plans(
    client: Client, role: str, first: str
) -> None:
    UserFactory.create(role=role, username="ida")

    login = {"username": "ida", "password": PASSWORD}
    assert client.post("/login/", login).headers["Location"] == first
    assert client.get("/login/").headers["Location"] == first
    assert client.get("/logged-out/").headers["Location"] == first


def test_signing_in_on_the_way_to_a_page_leads_there(client: Client) -> None:
    UserFactory.create(contributor=True, username="ida")

    login = {"username": "ida", "password": PASSWORD, "next": "/me/"}
    assert client.post("/login/?next=/me/", login).headers["Location"] == "/me/"


# --- Queries ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plans", "goals"), [(1, 1), (3, 1), (1, 3)])
def test_many_plans_and_goals_take_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries, plans: int, goals: int
) -> None:
    karin = UserFactory.create(contributor=True)
    for _plan in range(plans):
        area = EffortAreaFactory.create()
        ResponsibilityFactory.create(user=karin, area=area)
        ReportingRoundFactory.create(plan=area.plan)
        for _goal in range(goals):
            indicator = IndicatorFactory.create(goal=ResultGoalFactory.create(area=area))
            TargetFactory.create(indicator=indicator)
            figure = MeasurementFactory.create(indicator=indicator, year=2018, as_of=LAST_ROUND)
            ExclusionFactory.create(measurement=figure, due_on=date(2019, 6, 1))

    with django_assert_num_queries(QUERIES):
        rounds = open_rounds(today=localdate())
    assert [len(each.goals) for each in rounds] == [goals] * plans
    assert all(task.due_again for each in rounds for task in each.goals)
    # the session, the person, the rounds, and the menu's count
    for user in (karin, UserFactory.create(approver=True), UserFactory.create(administrator=True)):
        client = Client()
        client.force_login(user)
        # and for a contributor the plans of their areas and what was spent, for the others how many rounds
        # there are and what waits to be blanked
        with django_assert_num_queries(QUERIES + 5):
            client.get("/tasks/")


def test_an_approver_leafs_through_many_rounds_and_begins_where_something_waits() -> None:
    rounds = [
        ReportingRoundFactory.create(
            plan=EffortAreaFactory.create(plan__title=f"Plan {number}").plan, deadline=date(2020, 3, number)
        )
        for number in range(1, ROUNDS_ON_A_PAGE + 2)
    ]
    goal = ResultGoalFactory.create(area=rounds[6].plan.areas.get())
    SubmissionFactory.create(round=rounds[6], goal=goal, state=SubmissionState.SUBMITTED)

    def plans_for(user: User, address: str) -> list[str]:
        client = Client()
        client.force_login(user)
        return [card.head.plan for card in client.get(address).context["cards"]]

    approver, administrator = UserFactory.create(approver=True), UserFactory.create(administrator=True)
    assert plans_for(approver, "/tasks/")[:3] == ["Plan 7", "Plan 1", "Plan 2"]
    assert plans_for(approver, "/tasks/?page=2") == ["Plan 11"]
    assert plans_for(administrator, "/tasks/")[:3] == ["Plan 1", "Plan 2", "Plan 3"]
