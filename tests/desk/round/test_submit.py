"""How are complete goals handed in, all at once, and one taken back? What is missing is named."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plans.enums import RoundState, SubmissionState
from plans.models import Change, Submission
from tests.desk.entry_page import Node, get, read, send
from tests.factories import (
    MeasurementFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan, further_goals

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_given(karin: Client, there: EntryPlan) -> Client:
    """Karin has given two of her three figures."""
    send(karin, there, there.dialogue, figure="15")
    send(karin, there, there.employed, figure="7 af 15")
    return karin


def states() -> dict[str, str]:
    return dict(Submission.objects.values_list("goal__wording", "state"))


def post(client: Client, page: Node, address: str) -> Node:
    """Confirm what the page lists."""
    (form,) = [form for form in page.all("form") if "action" not in form.attributes]
    response = client.post(address, form.fields(), follow=True)
    return read(response.content.decode())


def test_the_page_lists_what_is_ready_and_names_what_is_missing(two_given: Client, there: EntryPlan) -> None:
    page = get(two_given, f"{there.address}submit/")

    assert [node.text for node in page.all("h2")] == [
        "2 mål er klar til at blive sendt ind",
        "1 mål mangler noget og sendes ikke ind",
    ]
    ready, given, waiting = page.with_class("submit-line")
    assert DIALOGUE in ready.text
    assert EMPLOYED in given.text
    assert given.with_class("submit-line__figures")[0].text == "7 af 15 (47 pct.)"
    assert given.with_class("status")[0].text == "Ikke nået"
    assert ADVICE in waiting.text
    assert waiting.with_class("submit-line__missing")[0].text == "Vurderingen for 2019 mangler."
    assert waiting.one("a").attributes["href"] == f"{there.address}#goal-{there.advice.goal_id}"


def test_all_that_was_listed_is_handed_in(two_given: Client, there: EntryPlan) -> None:
    address = f"{there.address}submit/"

    page = post(two_given, get(two_given, address), address)

    assert states() == {DIALOGUE: "submitted", EMPLOYED: "submitted"}
    assert page.with_class("alert")[0].text.endswith("2 mål er sendt ind og venter på godkendelse.")
    assert set(Change.objects.filter(kind="submission").values_list("who__username", flat=True)) == {"karin"}


def test_what_was_changed_after_the_page_was_shown_stays(two_given: Client, there: EntryPlan) -> None:
    """One was sent back meanwhile, and one lost its figure: neither goes on unseen."""
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal)
    address = f"{there.address}submit/"
    page = get(two_given, address)
    Submission.objects.update(state=SubmissionState.RETURNED, returned_because="Se igen", version=2)
    send(two_given, there, there.employed, retract="1", version=1)

    after = post(two_given, page, address)

    assert states() == {DIALOGUE: "returned"}
    assert [node.text for node in after.with_class("alert-text")] == [
        f"»{DIALOGUE}«: Målet er ændret imens. Se det efter, og send det så ind.",
        f"»{EMPLOYED}«: Tallet for 2019 mangler.",
    ]


def test_a_figure_that_somebody_changed_after_the_page_was_shown_is_not_sent_in_unseen(
    two_given: Client, there: EntryPlan
) -> None:
    address = f"{there.address}submit/"
    page = get(two_given, address)
    send(two_given, there, there.employed, figure="8 af 15", version=1)

    after = post(two_given, page, address)

    assert states() == {DIALOGUE: "submitted"}
    assert f"»{EMPLOYED}«: Målet er ændret imens. Se det efter, og send det så ind." in [
        node.text for node in after.with_class("alert-text")
    ]


def test_a_returned_goal_is_handed_in_again_at_its_version(two_given: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(
        round=there.round,
        goal=there.dialogue.goal,
        state=SubmissionState.RETURNED,
        returned_because="Se igen",
        version=4,
    )
    address = f"{there.address}submit/"

    post(two_given, get(two_given, address), address)

    assert states()[DIALOGUE] == "submitted"


def test_without_anything_ready_there_is_no_button(karin: Client, there: EntryPlan) -> None:
    page = get(karin, f"{there.address}submit/")

    assert page.with_class("empty__heading")[0].text == "Ingen mål er klar endnu"
    assert page.with_class("button-primary") == []
    assert len(page.with_class("submit-line__missing")) == 3


def test_when_all_is_handed_in_the_page_says_so(karin: Client, there: EntryPlan) -> None:
    for indicator in (there.dialogue, there.employed, there.advice):
        SubmissionFactory.create(round=there.round, goal=indicator.goal, state=SubmissionState.SUBMITTED)

    page = get(karin, f"{there.address}submit/")

    assert page.with_class("empty")[0].text.startswith("Der er ikke mere at sende ind 3 mål er sendt ind.")
    assert get(karin, there.address).with_class("entry-bar__send") == []


def test_the_way_there_is_shown_to_those_who_may_go_it(karin: Client, there: EntryPlan) -> None:
    link = get(karin, there.address).with_class("entry-bar__send")[0]
    assert link.attributes["href"] == f"{there.address}submit/"

    reader = Client()
    reader.force_login(UserFactory.create())

    assert get(reader, there.address).with_class("entry-bar__send") == []
    assert reader.get(f"{there.address}submit/").status_code == 403


def test_another_areas_goal_is_not_handed_in_by_address(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.others, as_of=there.round.as_of)

    karin.post(f"{there.address}submit/", {f"goal-{there.others.goal_id}": ""})

    assert states() == {}


def test_a_goal_is_taken_back_to_be_corrected(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.SUBMITTED)
    (form,) = get(karin, there.address).with_class("entry-state__withdraw")

    response = karin.post(form.attributes["action"], form.fields())

    assert states() == {DIALOGUE: "draft"}
    assert response.headers["Location"] == f"{there.address}#goal-{there.dialogue.goal_id}"
    message = get(karin, there.address).with_class("alert")[0].text
    assert message.endswith(f"Trukket tilbage og kan rettes: {DIALOGUE}")


def test_what_was_approved_meanwhile_is_not_taken_back(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)

    karin.post(f"{there.address}withdraw/", {"goal": there.dialogue.goal_id, "version": "1"})

    assert states() == {DIALOGUE: "approved"}
    assert "Målet er godkendt og låst." in get(karin, there.address).with_class("alert")[0].text


def test_a_goal_of_others_is_not_taken_back(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.others.goal, state=SubmissionState.SUBMITTED)
    posted = {"goal": there.others.goal_id, "version": "1"}

    assert karin.post(f"{there.address}withdraw/", posted).status_code == 403
    assert karin.post(f"{there.address}withdraw/", {"goal": "x"}).status_code == 404


def test_nothing_is_handed_in_to_a_closed_round(two_given: Client, there: EntryPlan) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    two_given.post(f"{there.address}submit/", {f"goal-{there.dialogue.goal_id}": ""})

    assert (states(), get(two_given, f"{there.address}submit/").with_class("button-primary")) == ({}, [])


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_of_the_list_do_not_grow_with_the_goals(
    karin: Client, there: EntryPlan, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    further_goals(there, goals)

    with django_assert_num_queries(20):
        karin.get(f"{there.address}submit/")


def test_what_is_not_chosen_stays(two_given: Client, there: EntryPlan) -> None:
    page = get(two_given, f"{there.address}submit/")
    (form,) = [form for form in page.all("form") if "action" not in form.attributes]
    fields = form.fields()
    del fields[f"goal-{there.employed.goal_id}"]

    two_given.post(f"{there.address}submit/", fields)

    assert states()[DIALOGUE] == SubmissionState.SUBMITTED
    assert states().get(EMPLOYED) != SubmissionState.SUBMITTED
    assert [node.text for node in page.all("h3")][:2] == [
        "1. Målrettet forebyggende indsats",
        "2. Foregribende indsats",
    ]


def test_nothing_chosen_is_told_on_the_page(two_given: Client, there: EntryPlan) -> None:
    answer = two_given.post(f"{there.address}submit/", {}, follow=True)

    assert answer.redirect_chain == [(f"{there.address}submit/", 302)]
    assert "Intet er sendt ind: vælg mindst ét mål." in answer.content.decode()
    assert SubmissionState.SUBMITTED not in states().values()


@pytest.mark.slow
def test_a_text_is_asked_for_where_the_goal_was_missed_and_nowhere_else(
    two_given: Client, there: EntryPlan
) -> None:
    achieved, missed, _waiting = get(two_given, f"{there.address}submit/").with_class("submit-line")

    lacking = "Mangler forklaring; det stopper fastlåsningen"
    assert lacking not in achieved.text
    assert lacking in missed.text
    alert = get(two_given, f"{there.address}submit/").with_class("alert-warning")
    assert [node.text for node in alert] == ["1 mål mangler forklaring; det stopper fastlåsningen"]
    grid = get(two_given, there.address)
    notes = [node.text for node in grid.with_class("entry-state__note")]
    assert notes == [lacking]
    field = get(two_given, reverse("goal_entry", args=[there.plan.slug, 2019, there.employed.goal.key]))
    assert "Afrapportering (frivilligt)" not in field.text
    assert "Er målet ikke helt nået, skal du forklare hvorfor." in field.text
    assert "når et mål mangler forklaring, stopper det fastlåsningen." in field.text


def test_what_looks_odd_is_asked_about_and_sent_in_all_the_same(two_given: Client, there: EntryPlan) -> None:
    send(two_given, there, there.dialogue, figure="1.200", version="1")
    text = "<p>47 pct. er i job, 9 ud af 15 borgere.</p>"
    SubmissionFactory.create(round=there.round, goal=there.employed.goal, commentary=text)
    address = f"{there.address}submit/"
    page = get(two_given, address)

    assert [node.text for node in page.with_class("submit-line__question")] == [
        f"Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12. Se efter for {DIALOGUE}",
        f"Teksten siger 9, men tallet er 7 af 15. Er det rigtigt? Se efter for {EMPLOYED}",
    ]
    post(two_given, page, address)
    assert states()[DIALOGUE] == SubmissionState.SUBMITTED
