"""Is an odd figure asked about beside its field, once, without standing in anybody's way?

Tests the questions of the grid and their answers, with scripts and without.
"""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.models import Change, Measurement
from plans.models.reporting_round import ReportingRound
from plans.wording.figures import day_and_time
from tests.desk.entry_page import Answer, Node, get, row_of, send
from tests.factories import UserFactory
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db


def questions(page: Node) -> list[str]:
    return [node.text for node in page.with_class("question__text")]


def confirmed(page: Node) -> list[str]:
    return [node.text for node in page.with_class("confirmed")]


def answers(page: Node) -> dict[str, tuple[str, str]]:
    """What each answer of a page says, and what it posts."""
    buttons = page.with_class("question__answer")
    return {
        node.text.split(":")[0].strip(): (node.attributes["name"], node.attributes["value"])
        for node in buttons
    }


def press(client: Client, there: EntryPlan, row: Node, label: str) -> Answer:
    """Post a question's form with this answer, as htmx does."""
    fields = row.one("form", **{"class": "question"}).fields()
    name, value = answers(row)[label]
    return post(client, there, {**fields, name: value})


def post(client: Client, there: EntryPlan, fields: dict[str, str]) -> Answer:
    return send(
        client, there, there.dialogue, **{key: fields[key] for key in fields.keys() - {"indicator", "slot"}}
    )


def undo(client: Client, there: EntryPlan, row: Node) -> Answer:
    return post(client, there, row.one("form", **{"class": "entry-figure__undo"}).fields())


def test_a_figure_of_many_times_its_target_is_saved_and_asked_about(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.dialogue, figure="1.200")

    assert answer.status == 200
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 1200
    # 1.200 is 100 times the 12 of last year
    assert questions(answer.row) == ["Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12."]
    assert answers(answer.row) == {
        "Ret til 12": ("figure", "12"),
        "Ja, 1.200 er rigtigt": ("answer", "right"),
    }
    assert answer.announcement.endswith("Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12.")
    assert not answer.errors


def test_half_an_activity_is_asked_about(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.dialogue, figure="12,5")

    assert questions(answer.row) == ["Er 12,5 rigtigt? Der tælles ellers i hele tal."]


def test_what_is_answered_is_asked_nobody_again_of_the_same_value(karin: Client, there: EntryPlan) -> None:
    odd = send(karin, there, there.dialogue, figure="1.200")
    answered = press(karin, there, odd.row, "Ja, 1.200 er rigtigt")

    assert (answered.status, questions(answered.row)) == (200, [])
    assert answered.announcement.startswith("Noteret som rigtigt: 1.200.")
    assert questions(get(karin, there.address)) == []
    # another value is asked about, and the first one is not when it comes back
    version = Measurement.objects.get(indicator=there.dialogue, year=2019).version
    other = send(karin, there, there.dialogue, figure="1.300", version=version)
    assert questions(other.row) == ["Er 1.300 rigtigt? Målet er 10, og sidste år var tallet 12."]
    again = send(karin, there, there.dialogue, figure="1.200", version=version + 1)
    assert questions(again.row) == []


def test_an_answer_is_kept_with_who_gave_it_and_changes_nothing_else(karin: Client, there: EntryPlan) -> None:
    odd = send(karin, there, there.dialogue, figure="1.200")
    before = Measurement.objects.filter(indicator=there.dialogue, year=2019).values().get()
    press(karin, there, odd.row, "Ja, 1.200 er rigtigt")

    kept = Change.objects.get(kind="answer")
    assert (kept.object_id, kept.field, kept.new, kept.who) == (
        there.dialogue.pk,
        "figure",
        "2019: 1200",
        there.karin,
    )
    assert Measurement.objects.filter(indicator=there.dialogue, year=2019).values().get() == before


def test_the_likely_figure_is_taken_with_one_press_and_can_be_undone(karin: Client, there: EntryPlan) -> None:
    odd = send(karin, there, there.dialogue, figure="1.200")
    answer = press(karin, there, odd.row, "Ret til 12")

    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == Decimal(12)
    assert questions(answer.row) == []
    (button,) = answer.row.with_class("entry-figure__undo-button")
    assert button.text.startswith("Fortryd til 1.200")


def test_after_an_answer_the_figure_is_undone_as_before_it(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="12")
    odd = send(karin, there, there.dialogue, figure="1.200", version="1")
    answered = press(karin, there, odd.row, "Ja, 1.200 er rigtigt")

    (button,) = answered.row.with_class("entry-figure__undo-button")
    assert button.text.startswith("Fortryd til 12")
    back = undo(karin, there, answered.row)
    assert (back.status, Measurement.objects.get(indicator=there.dialogue, year=2019).value) == (200, 12)
    assert confirmed(back.row) == []  # the answer is of 1.200, and went with it


def test_after_an_answer_a_first_figure_is_taken_back(karin: Client, there: EntryPlan) -> None:
    odd = send(karin, there, there.dialogue, figure="4,5")
    answered = press(karin, there, odd.row, "Ja, 4,5 er rigtigt")

    undo(karin, there, answered.row)
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019)

    # the history tells that; typed again it is not asked about, but when it was confirmed is told
    page = get(karin, f"/plans/vink/goals/{there.dialogue.goal.key}/")
    newest = page.with_class("history__event")[0]
    assert newest.all("strong")[0].text == "Måling, 2019, taget tilbage"
    assert newest.with_class("history__why")[0].text == "Fortrudt"
    again = send(karin, there, there.dialogue, figure="4,5")
    when = day_and_time(Change.objects.get(kind="answer").when)
    assert (questions(again.row), confirmed(again.row)) == ([], [f"Bekræftet af Karin Holm, {when}"])


@pytest.mark.parametrize(
    "carried", ["", "{", "[1]", '["", {"version": "1"}]', '["", {"figure": 1}]', "[" * 9999]
)
def test_what_no_page_carries_along_leads_nowhere(karin: Client, there: EntryPlan, carried: str) -> None:
    send(karin, there, there.dialogue, figure="1.200")
    answered = send(karin, there, there.dialogue, answer="right", version="1", way_back=carried)

    assert (answered.status, answered.row.all("form", **{"class": "entry-figure__undo"})) == (200, [])


def test_who_let_a_figure_stand_is_told_beside_it(karin: Client, there: EntryPlan) -> None:
    odd = send(karin, there, there.dialogue, figure="1.200")
    answered = press(karin, there, odd.row, "Ja, 1.200 er rigtigt")

    by_karin = [f"Bekræftet af Karin Holm, {day_and_time(Change.objects.get(kind='answer').when)}"]
    assert confirmed(answered.row) == by_karin
    assert confirmed(get(karin, there.address)) == by_karin
    other = send(karin, there, there.dialogue, figure="1.300", version="1")
    assert confirmed(other.row) == []


def test_an_answer_about_a_figure_that_was_changed_since_is_not_noted(
    karin: Client, there: EntryPlan
) -> None:
    send(karin, there, there.dialogue, figure="1.200")
    Measurement.objects.filter(indicator=there.dialogue, year=2019).update(value=1300, version=2)
    answer = send(karin, there, there.dialogue, answer="right", version="1")

    assert not Change.objects.filter(kind="answer")
    assert questions(answer.row) == ["Er 1.300 rigtigt? Målet er 10, og sidste år var tallet 12."]


def test_a_number_alone_is_offered_as_a_percentage_and_not_refused(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.employed, figure="100")

    assert not answer.errors
    assert questions(answer.row) == ["Mener du 100 pct.? Er det antal, så skriv fx 7 af 15."]
    assert answers(answer.row) == {"100 pct.": ("figure", "100 pct.")}
    assert answer.row.fields()["figure"] == "100"  # nothing typed is lost
    assert "Ikke gemt" in answer.row.text
    taken = send(karin, there, there.employed, figure="100 pct.")
    assert taken.status == 200
    assert Measurement.objects.get(indicator=there.employed).percentage == 100


def test_a_number_below_one_may_be_a_share_of_one(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.employed, figure="0,98")

    assert questions(answer.row) == ["Mener du 98 pct. eller 0,98 pct.? Er det antal, så skriv fx 7 af 15."]
    assert list(answers(answer.row)) == ["98 pct.", "0,98 pct."]


def test_so_few_percent_are_saved_and_asked_about(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.employed, figure="0,98 pct.")

    assert (answer.status, questions(answer.row)) == (200, ["Mente du 98 pct.? Der står 0,98 pct."])
    assert answers(answer.row) == {
        "Ret til 98 pct.": ("figure", "98 pct."),
        "Ja, 0,98 pct. er rigtigt": ("answer", "right"),
    }


def test_without_scripts_the_question_shows_on_the_next_page(karin: Client, there: EntryPlan) -> None:
    posted = {"indicator": there.dialogue.pk, "slot": "2019", "version": "", "figure": "1.200"}
    response = karin.post(there.address, posted)
    assert response.status_code == 302

    row = row_of(get(karin, there.address), there.dialogue)
    assert questions(row) == ["Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12."]
    fields = row.one("form", **{"class": "question"}).fields()
    assert karin.post(there.address, {**fields, "answer": "right"}).status_code == 302
    assert questions(get(karin, there.address)) == []


def test_nobody_is_asked_who_cannot_answer(client: Client, karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="1.200")
    client.force_login(UserFactory.create(username="reader"))
    assert questions(get(client, there.address)) == []
    client.force_login(there.bo)
    refused = client.post(
        there.address,
        {"indicator": there.dialogue.pk, "slot": "2019", "version": "1", "answer": "right"},
    )
    assert refused.status_code == 403
    ReportingRound.objects.update(state="closed")
    client.force_login(there.karin)
    assert questions(get(client, there.address)) == []
    locked = send(client, there, there.dialogue, answer="right", version="1")
    assert (locked.status, Change.objects.filter(kind="answer").count()) == (422, 0)


def test_a_question_costs_two_statements_at_most(
    karin: Client, there: EntryPlan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(16 + 1):
        send(karin, there, there.dialogue, figure="1.200")
    with django_assert_max_num_queries(16 + 2):
        send(karin, there, there.dialogue, figure="1.300", version="1")
