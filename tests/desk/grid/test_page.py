"""What does a person find on the entry page, and which of it may they change?

Tests the entry page with all goals of a round: its rows, filters, progress, locks and notices.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from plans.enums import RoundState, SubmissionState
from plans.models import Indicator
from plans.wording import figures
from tests.desk.entry_page import Node, get, read, row_of
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan

pytestmark = pytest.mark.django_db


# --- what stands there ----------------------------------------------------------------------------


def test_one_finds_ones_own_goals_by_area(karin: Client, there: EntryPlan) -> None:
    page = get(karin, there.address)

    assert [node.text for node in page.all("h2")] == [
        "1. Målrettet forebyggende indsats",
        "2. Foregribende indsats",
    ]
    assert [node.text for node in page.all("h3")] == [DIALOGUE, EMPLOYED, ADVICE]


def test_a_row_tells_the_target_the_figure_before_and_how_the_goal_stands(
    karin: Client, there: EntryPlan
) -> None:
    page = get(karin, there.address)
    row = row_of(page, there.dialogue)

    assert row.with_class("entry-figure__target")[0].text == "Måltal 10 aktiviteter"
    assert row.with_class("entry-figure__before")[0].text == "Senest 12 2018"
    assert row.one("input", name="figure").attributes["value"] == ""
    judgement = page.one("div", id=f"judgement-{there.dialogue.goal_id}")
    assert judgement.text == "Ikke afrapporteret Tallet for 2019 mangler."


def test_a_field_is_called_by_its_year_and_its_goal(karin: Client, there: EntryPlan) -> None:
    row = row_of(get(karin, there.address), there.employed)

    field = row.one("input", name="figure").attributes["id"]
    assert row.one("label").attributes["for"] == field
    assert row.one("label").text == f"Tallet for 2019 : {EMPLOYED}"


def test_a_shared_goal_stands_once_and_names_its_other_area(karin: Client, there: EntryPlan) -> None:
    page = get(karin, there.address)

    goal = page.one("article", id=f"goal-{there.employed.goal_id}")
    assert goal.with_class("entry-goal__context")[0].text == "Fælles med område 3"


def test_a_saved_figure_stands_in_its_field_as_it_is_typed(karin: Client, there: EntryPlan) -> None:
    on = there.round.as_of
    MeasurementFactory.create(indicator=there.dialogue, as_of=on, value=Decimal("1362.5"))
    share = MeasurementFactory.create(
        indicator=there.employed, as_of=on, numerator=7, denominator=15, pending=2
    )
    ExclusionFactory.create(measurement=share, count=3)
    page = get(karin, there.address)

    assert row_of(page, there.dialogue).one("input", name="figure").attributes["value"] == "1362,5"
    row = row_of(page, there.employed)
    assert row.one("input", name="figure").attributes["value"] == "7 af 15"
    assert [node.text for node in row.with_class("entry-figure__besides")] == ["2 afventer svar 3 frafald"]
    assert row.with_class("entry-figure__saved")[0].text == "Gemt"


def test_what_could_not_be_measured_says_why(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        unmeasurable="no_cohort",
        reason="Der var ingen forløb.",
    )

    row = row_of(get(karin, there.address), there.employed)

    assert row.one("input", name="figure").attributes["value"] == ""
    besides = row.with_class("entry-figure__besides")[0].text
    assert besides == "Kan ikke opgøres: ingen i målgruppen. Der var ingen forløb."


def test_an_earlier_figure_for_the_same_stands_beside_the_empty_field(
    karin: Client, there: EntryPlan
) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=date(2019, 8, 31), value=Decimal(1883))

    row = row_of(get(karin, there.address), there.dialogue)

    assert row.one("input", name="figure").attributes["value"] == ""
    assert row.with_class("entry-figure__before")[0].text == "Senest 1.883 31. august 2019"


def test_the_figure_before_is_the_newest_of_the_last_earlier_year(karin: Client, there: EntryPlan) -> None:
    of_2018 = there.dialogue.measurements.get(year=2018)
    of_2018.delete()
    for year, as_of, value in [
        (2016, date(2018, 12, 1), 6),  # of an earlier year, though taken later
        (2017, date(2018, 1, 15), 7),
        (2017, date(2018, 9, 1), 8),
        (2020, date(2019, 12, 1), 20),  # of a later year than the round's
    ]:
        MeasurementFactory.create(indicator=there.dialogue, year=year, as_of=as_of, value=Decimal(value))

    row = row_of(get(karin, there.address), there.dialogue)

    assert row.with_class("entry-figure__before")[0].text == "Senest 8 2017"


def test_without_any_earlier_figure_nothing_is_said_of_one(karin: Client, there: EntryPlan) -> None:
    """The other area's earlier figure is not on one's own page."""
    there.dialogue.measurements.get(year=2018).delete()
    MeasurementFactory.create(indicator=there.others, year=2018, as_of=date(2019, 1, 15), value=Decimal(3))

    assert len(get(karin, there.address).with_class("entry--without-before")) == 1
    every = get(karin, f"{there.address}?goals=all")
    assert every.with_class("entry--without-before") == []
    row = row_of(every, there.others)
    assert row.with_class("entry-figure__before")[0].text == "Senest 3 2018"


def test_the_progress_counts_ones_own_figures(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    MeasurementFactory.create(indicator=there.others, as_of=there.round.as_of)

    mine = get(karin, there.address).with_class("progress__text")[0].text
    every = get(karin, f"{there.address}?goals=all").with_class("progress__text")[0].text

    assert (mine, every) == ("1 af 3 tal er indberettet", "2 af 4 tal er indberettet")


def test_the_goals_follow_the_plan_and_are_called_as_the_report_calls_them(
    karin: Client, there: EntryPlan
) -> None:
    table = ReportTableFactory.create(report=ReportFactory.create(round=there.round))
    for goal, wording in [(there.advice.goal, "Sparring, som bilaget skriver"), (there.employed.goal, "")]:
        ReportRowFactory.create(table=table, goal=goal, wording=wording)

    page = get(karin, there.address)

    assert [node.text for node in page.all("h3")] == [DIALOGUE, EMPLOYED, "Sparring, som bilaget skriver"]


def test_a_goal_of_several_indicators_and_years_has_a_row_for_each(there: EntryPlan, client: Client) -> None:
    """2 møder i 2018 og 4 i 2019 samt 1 høring i 2018 og 2 i 2019, after the goal of 2016–17."""
    ReportingRoundFactory.create(plan=there.plan, first_year=2018, last_year=2019, as_of=date(2020, 2, 1))
    goal = ResultGoalFactory.create(area=there.dialogue.goal.area, wording="Møder og høringer")
    for label, targets in [("Møder", {2018: 2, 2019: 4}), ("Høringer", {2018: 1, 2019: 2})]:
        indicator = IndicatorFactory.create(goal=goal, label=label)
        for year, value in targets.items():
            TargetFactory.create(indicator=indicator, year=year, value=Decimal(value))
    client.force_login(there.karin)

    page = get(client, f"/plans/{there.plan.slug}/entry/2018-2019/")

    article = page.one("article", id=f"goal-{goal.pk}")
    assert article.one("h3").text == "Møder og høringer"
    assert [node.text for node in article.with_class("entry-figure__label")] == [
        "Møder, 2018",
        "Møder, 2019",
        "Høringer, 2018",
        "Høringer, 2019",
    ]
    asked = [node.text for node in article.with_class("entry-figure__target")]
    assert asked == ["Måltal 2", "Måltal 4", "Måltal 1", "Måltal 2"]
    assert len(article.with_class("entry-judgement")) == 1


def test_a_target_for_the_whole_plan_asks_once_and_says_so(there: EntryPlan, client: Client) -> None:
    ReportingRoundFactory.create(plan=there.plan, first_year=2018, last_year=2019, as_of=date(2020, 2, 1))
    indicator = IndicatorFactory.create(goal__area=there.dialogue.goal.area)
    TargetFactory.create(indicator=indicator, year=None, value=Decimal(1000))
    client.force_login(there.karin)

    whole = row_of(get(client, f"/plans/{there.plan.slug}/entry/2018-2019/"), indicator, "whole")
    year = row_of(get(client, there.address), indicator)

    assert whole.one("label").text.startswith("Tallet for hele planen")
    assert whole.with_class("entry-figure__target")[0].text == "Måltal 1.000"
    assert year.with_class("entry-figure__target")[0].text == "Måltal 1.000 i hele planen"


# --- who may change it ----------------------------------------------------------------------------


def test_goals_of_others_are_shown_on_demand_and_cannot_be_changed(karin: Client, there: EntryPlan) -> None:
    assert there.others.goal.wording not in get(karin, there.address).text

    page = get(karin, f"{there.address}?goals=all")

    row = row_of(page, there.others)
    assert row.all("form") == []
    goal = page.one("article", id=f"goal-{there.others.goal_id}")
    assert "Området er givet til andre, som indberetter tallet." in goal.text
    assert row_of(page, there.dialogue).all("form") != []


def test_one_chooses_between_ones_own_goals_and_all(karin: Client, there: EntryPlan) -> None:
    links = get(karin, there.address).one("nav", **{"aria-label": "Vis"}).all("a")

    assert [(link.text, link.attributes["href"]) for link in links] == [
        ("Mine mål (3)", there.address),
        ("Alle mål (4)", f"{there.address}?goals=all"),
    ]


@pytest.mark.parametrize("role", ["reader", "approver", "administrator"])
def test_other_roles_read_all_figures_and_are_told_why(client: Client, there: EntryPlan, role: str) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of, value=Decimal(1362))
    client.force_login(UserFactory.create(role=role))

    page = get(client, there.address)

    assert len(page.all("article")) == 4
    assert page.with_class("entry-form") == []
    assert row_of(page, there.dialogue).with_class("entry-figure__locked")[0].text == "Tallet for 2019 1.362"
    assert page.with_class("alert")[0].text.endswith(
        "Du kan se tallene, men ikke rette dem. Det gør de ansvarlige for området."
    )


def test_a_contributor_without_an_area_of_the_plan_is_told_so(client: Client, there: EntryPlan) -> None:
    elsewhere = ResponsibilityFactory.create()
    client.force_login(elsewhere.user)

    page = get(client, there.address)

    assert page.with_class("entry-form") == []
    assert "Ingen af planens områder er givet til dig" in page.with_class("alert")[0].text


def test_a_closed_round_is_read_only_and_says_so(karin: Client, there: EntryPlan) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    page = get(karin, there.address)

    assert page.with_class("entry-form") == []
    assert "Runden er lukket. Du kan se tallene, men ikke rette dem." in page.text


def test_an_approved_goal_is_locked_and_says_so(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)

    page = get(karin, there.address)

    assert row_of(page, there.dialogue).all("form") == []
    goal = page.one("article", id=f"goal-{there.dialogue.goal_id}")
    assert "Låst, fordi målet er godkendt" in goal.text
    assert row_of(page, there.employed).all("form") != []


def test_where_all_is_approved_the_page_says_so_once(karin: Client, there: EntryPlan) -> None:
    for indicator in (there.dialogue, there.employed, there.advice):
        SubmissionFactory.create(round=there.round, goal=indicator.goal, state=SubmissionState.APPROVED)

    page = get(karin, there.address)

    assert "Alle dine mål er godkendt, og tallene er låst." in page.with_class("entry-notice")[0].text
    assert page.with_class("entry-help") == []


def test_one_must_sign_in(client: Client, there: EntryPlan) -> None:
    response = client.get(there.address)

    assert (response.status_code, response.headers["Location"]) == (302, f"/login/?next={there.address}")


# --- how far each goal has come ------------------------------------------------------------------


def state_of(page: Node, indicator: Indicator) -> Node:
    return page.one("div", id=f"state-{indicator.goal_id}")


def test_a_goal_tells_how_far_it_has_come_and_what_is_left(karin: Client, there: EntryPlan) -> None:
    for indicator, state, commentary, because in [
        (there.dialogue, SubmissionState.SUBMITTED, "<p>Holdt.</p>", ""),
        (there.employed, SubmissionState.RETURNED, "", "Hvorfor er der kun 15?"),
    ]:
        SubmissionFactory.create(
            round=there.round,
            goal=indicator.goal,
            state=state,
            commentary=commentary,
            returned_because=because,
        )

    page = get(karin, there.address)

    submitted = state_of(page, there.dialogue)
    assert submitted.with_class("submission")[0].text == "Sendt ind"
    assert submitted.one("a").text == f"Ret afrapportering for {DIALOGUE}"
    assert submitted.one("a").attributes["href"] == f"{there.address}goals/{there.dialogue.goal.key}/"
    assert submitted.one("button").text == f"Træk tilbage {DIALOGUE}"
    returned = state_of(page, there.employed)
    assert returned.with_class("submission")[0].text == "Sendt tilbage"
    assert returned.with_class("entry-state__because")[0].text == "Sendt tilbage: Hvorfor er der kun 15?"
    assert returned.one("a").text == f"Skriv afrapportering for {EMPLOYED}"
    assert (returned.with_class("entry-state__note"), returned.all("button")) == ([], [])
    assert state_of(page, there.advice).with_class("submission")[0].text == "Ikke begyndt"


def test_an_approved_goal_cannot_be_withdrawn(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)

    state = state_of(get(karin, there.address), there.dialogue)

    assert (state.with_class("submission")[0].text, state.all("button")) == ("Godkendt", [])


# --- finding the rest -----------------------------------------------------------------------------


def goal_headings(page: Node) -> list[str]:
    return [node.text for node in page.all("h3")]


def test_one_finds_what_is_missing_and_what_was_sent_back(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    SubmissionFactory.create(
        round=there.round,
        goal=there.dialogue.goal,
        state=SubmissionState.RETURNED,
        returned_because="Se igen",
    )

    page = get(karin, there.address)

    links = page.one("nav", **{"aria-label": "Heraf"}).all("a")
    assert [(link.text, link.attributes["href"]) for link in links] == [
        ("Alt", there.address),
        ("Det, der mangler", f"{there.address}?show=missing"),
        ("Det, der er sendt tilbage", f"{there.address}?show=returned"),
    ]
    assert goal_headings(get(karin, f"{there.address}?show=missing")) == [EMPLOYED, ADVICE]
    assert goal_headings(get(karin, f"{there.address}?goals=all&show=missing")) == [
        EMPLOYED,
        ADVICE,
        "5 exitforløb",
    ]
    assert goal_headings(get(karin, f"{there.address}?show=returned")) == [DIALOGUE]
    assert goal_headings(get(karin, f"{there.address}?show=unknown")) == [DIALOGUE, EMPLOYED, ADVICE]


def test_the_progress_stays_that_of_all_ones_goals(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)

    (progress,) = get(karin, f"{there.address}?show=missing").with_class("entry-progress")

    assert progress.with_class("progress__text")[0].text == "1 af 3 tal er indberettet"
    assert progress.attributes["data-elsewhere"] == "1"


def test_when_nothing_is_missing_the_page_says_what_to_do(karin: Client, there: EntryPlan) -> None:
    for indicator in (there.dialogue, there.employed, there.advice):
        MeasurementFactory.create(
            indicator=indicator, as_of=there.round.as_of, unmeasurable="no_data", reason="Ingen data"
        )

    (empty,) = get(karin, f"{there.address}?show=missing").with_class("empty")

    assert empty.text.startswith("Der mangler ingen tal Alle tal er indberettet. Send målene ind, ")
    assert empty.one("a").attributes["href"] == there.address


def test_a_row_saved_without_scripts_stays_although_it_is_no_longer_missing(
    karin: Client, there: EntryPlan
) -> None:
    posted = {"indicator": there.dialogue.pk, "slot": "2019", "version": "", "figure": "15"}

    page = karin.post(f"{there.address}?show=missing", posted, follow=True)

    row = row_of(read(page.content.decode()), there.dialogue)
    assert row.one("input", name="figure").attributes["value"] == "15"
    assert row.with_class("entry-figure__undo")[0].text.startswith("Fortryd")


@pytest.mark.parametrize(
    ("days", "expected", "is_overdue"),
    [
        (-2, "2 dage over fristen", True),
        (-1, "1 dag over fristen", True),
        (0, "Fristen er i dag", False),
        (3, "3 dage tilbage", False),
    ],
)
def test_the_deadline_is_told_in_days(
    karin: Client, there: EntryPlan, days: int, expected: str, is_overdue: bool
) -> None:
    there.round.deadline = localdate() + timedelta(days=days)
    there.round.save()

    (deadline,) = get(karin, there.address).with_class("entry-deadline")

    assert deadline.text == f"Frist {figures.day(there.round.deadline)}: {expected}"
    assert ("entry-deadline--overdue" in deadline.attributes["class"]) is is_overdue


def test_a_closed_round_is_not_overdue(karin: Client, there: EntryPlan) -> None:
    there.round.deadline, there.round.state = date(2020, 2, 1), RoundState.CLOSED
    there.round.save()

    (deadline,) = get(karin, there.address).with_class("entry-deadline")

    assert deadline.text == "Frist 1. februar 2020"


# --- what there is not ----------------------------------------------------------------------------


def test_without_a_round_the_page_says_what_to_do(karin: Client, there: EntryPlan) -> None:
    page = get(karin, f"/plans/{there.plan.slug}/entry/2018/")

    assert page.with_class("empty")[0].text == (
        "Der er ingen indberetning for 2018 Vælg en af de perioder, der indberettes for, eller bed en"
        " administrator om at oprette en runde for denne. 2019"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/plans/unknown/entry/2019/",
        "/plans/vink/entry/2017/",
        "/plans/vink/entry/2020/",
        "/plans/vink/entry/2019-2018/",
        "/plans/vink/entry/next/",
    ],
)
def test_an_unknown_plan_or_period_is_not_found(karin: Client, address: str) -> None:
    assert karin.get(address).status_code == 404


# --- how much it asks of the database ------------------------------------------------------------


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_do_not_grow_with_the_goals(
    client: Client, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = ActionPlanFactory.create()
    round_ = ReportingRoundFactory.create(plan=plan)
    user = UserFactory.create(contributor=True)
    for _ in range(goals):
        area = EffortAreaFactory.create(plan=plan)
        ResponsibilityFactory.create(user=user, area=area)
        indicator = IndicatorFactory.create(goal__area=area)
        TargetFactory.create(indicator=indicator)
        measurement = MeasurementFactory.create(indicator=indicator, as_of=round_.as_of)
        ExclusionFactory.create(measurement=measurement)
        MeasurementFactory.create(indicator=indicator, year=2018, as_of=date(2019, 1, 15))
    client.force_login(user)

    with django_assert_num_queries(18):
        response = client.get(f"/plans/{plan.slug}/entry/2019/")

    assert response.content.decode().count('class="entry-form"') == goals
