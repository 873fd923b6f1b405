"""Who sees that somebody let an odd figure, or a text that says another one, stand?

The approver beside the figure and the text, everybody in the goal's history, and whoever reads the checks.
"""

from decimal import Decimal

import pytest
from django.test import Client

from plans.actions.answers import answer_figure, answer_text
from plans.enums import SubmissionState
from plans.models import Change, Indicator, Submission
from plans.wording.figures import day_and_time
from tests.desk.entry_page import Node, get
from tests.factories import ReportFactory, TargetFactory, UserFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import TODAY, count, give, submit, write

pytestmark = pytest.mark.django_db

APPROVAL = "/plans/vink/approval/2019/"
CHECKS = "/plans/vink/annex/2019/checks/"


@pytest.fixture
def approver(client: Client) -> Client:
    client.force_login(UserFactory.create(approver=True, username="anne"))
    return client


def texts(page: Node, name: str) -> list[str]:
    return [node.text for node in page.with_class(name)]


def answered_at() -> str:
    return day_and_time(Change.objects.get(kind="answer").when)


def let_stand(there: EntryPlan, indicator: Indicator, key: str) -> None:
    answer_figure(by=there.karin, round=there.round, indicator=indicator, year=2019, key=key, today=TODAY)


def let_text_stand(there: EntryPlan, key: str) -> None:
    answer_text(by=there.karin, round=there.round, goal=there.dialogue.goal, key=key, today=TODAY)


def test_the_approver_sees_who_confirmed_an_odd_figure(approver: Client, there: EntryPlan) -> None:
    give(there, there.dialogue, count(18700))
    let_stand(there, there.dialogue, "2019: 18700")
    submit(there, there.dialogue.goal)

    assert texts(get(approver, APPROVAL), "confirmed") == [f"Bekræftet af Karin Holm, {answered_at()}"]


def test_nothing_is_confirmed_of_another_figure(approver: Client, there: EntryPlan) -> None:
    give(there, there.dialogue, count(18700))
    let_stand(there, there.dialogue, "2019: 18700")
    give(there, there.dialogue, count(1870), version=1)
    submit(there, there.dialogue.goal)

    assert texts(get(approver, APPROVAL), "confirmed") == []


def test_the_approver_sees_who_confirmed_the_text(approver: Client, there: EntryPlan) -> None:
    give(there, there.dialogue, count(15))
    write(there, there.dialogue.goal, "<p>Der blev holdt 13 aktiviteter.</p>")
    let_text_stand(there, "2019: 13 for 15")
    submit(there, there.dialogue.goal)

    assert texts(get(approver, APPROVAL), "confirmed") == [
        f"Teksten siger 13, men tallet er 15. Bekræftet af Karin Holm, {answered_at()}."
    ]


def test_the_goals_history_tells_each_answer(client: Client, there: EntryPlan) -> None:
    client.force_login(UserFactory.create(username="reader"))
    let_stand(there, there.dialogue, "2019: 18700")
    let_stand(there, there.employed, "2019: 7/1500")
    let_text_stand(there, "2019: 13 for 15")
    let_text_stand(there, "2019: 14")  # as it was kept before it named the figure
    page = get(client, f"/plans/vink/goals/{there.dialogue.goal.key}/")

    events = page.with_class("history__event")
    assert [(event.all("strong")[0].text, texts(event, "history__sentence")) for event in events] == [
        ("Tekst bekræftet, 2019", ["Indberetter bekræftede, at teksten siger 14"]),
        ("Tekst bekræftet, 2019", ["Indberetter bekræftede, at teksten siger 13 (tallet er 15)"]),
        ("Tal bekræftet, 2019", ["Indberetter bekræftede, at 18.700 er rigtigt (måltallet er 10)"]),
    ]
    assert all(event.with_class("muted")[0].text.endswith("· Karin Holm") for event in events)


def test_an_answer_that_names_no_figure_is_told_as_it_is_kept(client: Client, there: EntryPlan) -> None:
    client.force_login(UserFactory.create(username="reader"))
    TargetFactory.create(indicator=there.employed, year=2018, value=Decimal(60))
    let_stand(there, there.employed, "2019: 0.98%")
    let_stand(there, there.employed, "whole: x/y")
    page = get(client, f"/plans/vink/goals/{there.employed.goal.key}/")

    assert texts(page, "history__sentence") == [
        "Indberetter bekræftede, at x/y er rigtigt",
        "Indberetter bekræftede, at 0,98 pct. er rigtigt (måltallet er 70 pct.)",
    ]


def test_the_checks_tell_who_confirmed_the_text(approver: Client, there: EntryPlan) -> None:
    ReportFactory.create(round=there.round)
    give(there, there.dialogue, count(15))
    write(there, there.dialogue.goal, "<p>Der blev holdt 13 aktiviteter og 14 aktiviteter.</p>")
    let_text_stand(there, "2019: 13 for 15")
    let_text_stand(there, "2019: 14 for 16")  # of another figure
    let_text_stand(there, "2018: 14 for 15")  # of another round
    Submission.objects.update(state=SubmissionState.SUBMITTED)
    page = get(approver, CHECKS)

    (finding,) = page.with_class("confirmed")
    first = Change.objects.filter(kind="answer").earliest("pk")
    assert finding.text == f"13 i teksten er bekræftet af Karin Holm, {day_and_time(first.when)}."
    # the approver accepts it all the same, with a reason of their own
    found = [item for item in page.with_class("checks__found") if item.with_class("confirmed")]
    assert "Acceptér med en begrundelse" in found[0].text
