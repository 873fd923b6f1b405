"""What becomes of a pasted column? Each figure is kept or refused at its row; one way leads back from all."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from desk.grid.column import MOST_ROWS
from plans.enums import RoundState, SubmissionState
from plans.models import Change, Indicator, Measurement, Submission
from tests.desk.entry_page import HTMX, Node, read, row_of, send
from tests.factories import (
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import EntryPlan, further_goals

pytestmark = pytest.mark.django_db


def line(indicator: Indicator, figure: str, **besides: str) -> dict[str, str]:
    return {"indicator": str(indicator.pk), "slot": "2019", "version": "", "figure": figure, **besides}


def paste(client: Client, there: EntryPlan, *lines: dict[str, str], **besides: Any) -> Node:
    posted = {"rows": json.dumps(lines), **besides}
    response = client.post(f"{there.address}column/", posted, headers=HTMX)
    assert response.status_code == 200
    return read(response.content.decode())


def undo(client: Client, answer: Node) -> Node:
    form = answer.with_class("undo")[0]
    response = client.post(form.attributes["hx-post"], form.fields(), headers=HTMX)
    assert response.status_code == 200
    return read(response.content.decode())


def undo_text(answer: Node) -> str:
    return answer.with_class("undo__text")[0].text


def figures(there: EntryPlan) -> dict[str, str]:
    """The round's figures in short, by what they are of."""
    names = {there.dialogue.pk: "dialogue", there.employed.pk: "employed", there.advice.pk: "advice"}
    figure_by_goal = {}
    for each in Measurement.objects.filter(indicator__in=names, year=2019).order_by("indicator"):
        value = "" if each.value is None else f"{each.value:.0f}"
        figure_by_goal[names[each.indicator_id]] = value or each.judged or str(each.numerator)
    return figure_by_goal


def test_each_line_is_kept_and_its_row_and_goal_come_back(karin: Client, there: EntryPlan) -> None:
    lines = [line(there.dialogue, "12"), line(there.employed, "7 af 15"), line(there.advice, "Delvist nået")]

    answer = paste(karin, there, *lines)

    assert figures(there) == {"dialogue": "12", "employed": "7", "advice": "partly_achieved"}
    assert undo_text(answer) == "3 tal er gemt."
    assert row_of(answer, there.dialogue).attributes["hx-swap-oob"] == "true"
    assert row_of(answer, there.employed).one("input", name="figure").attributes["value"] == "7 af 15"
    judgement = answer.one("div", id=f"judgement-{there.employed.goal_id}")
    assert judgement.with_class("status")[0].text == "Ikke nået"
    assert set(Change.objects.values_list("who__username", flat=True)) == {"karin"}


def test_what_cannot_be_read_is_refused_at_its_row_alone(karin: Client, there: EntryPlan) -> None:
    lines = [line(there.dialogue, "femten"), line(there.employed, "7 af 5"), line(there.advice, "fint")]

    answer = paste(karin, there, *lines)

    assert figures(there) == {}
    assert undo_text(answer) == "3 kan ikke læses eller gemmes; se hvorfor ved feltet."
    assert row_of(answer, there.dialogue).one("input", name="figure").attributes["value"] == "femten"
    (error,) = row_of(answer, there.dialogue).with_class("figure-error")
    assert error.text == "Fejl: Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."
    (error,) = row_of(answer, there.advice).with_class("figure-error")
    assert error.text == (
        "Fejl: Vurderingen for 2019 kan ikke læses: »fint« er ingen af vurderingerne. Vælg en på listen."
    )


def test_a_judgement_keeps_its_basis(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.advice, judged="achieved", basis="To samtaler")

    paste(karin, there, line(there.advice, "IKKE NÅET", version="1"))

    stored = Measurement.objects.get(indicator=there.advice)
    assert (stored.judged, stored.basis) == ("not_achieved", "To samtaler")


def test_somebody_elses_figure_is_chosen_about_at_its_row(karin: Client, there: EntryPlan) -> None:
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15")

    answer = paste(karin, there, line(there.dialogue, "12"), line(there.employed, "9 af 15"))

    assert figures(there) == {"dialogue": "12", "employed": "8"}
    assert undo_text(answer) == "1 tal er gemt. 1 har en anden ændret imens; vælg ved feltet."
    assert "Gem mit tal, 9 af 15 (60 pct.)" in row_of(answer, there.employed).text


def test_the_whole_paste_is_undone_earlier_figures_and_first_ones(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="6 af 15")
    lines = [line(there.dialogue, "12"), line(there.employed, "7 af 15", version="1")]
    answer = paste(karin, there, *lines)

    undone = undo(karin, answer)

    assert answer.with_class("undo__button")[0].text == "Fortryd indsæt"
    assert figures(there) == {"employed": "6"}
    assert undo_text(undone) == "Indsæt er fortrudt: 2 tal er, som de var."
    assert [each.attributes["type"] for each in undone.with_class("undo")[0].all("button")] == ["button"]
    assert row_of(undone, there.dialogue).one("input", name="figure").attributes["value"] == ""
    changes = Change.objects.filter(field__in=["value", "numerator"]).values_list("old", "new")
    assert list(changes) == [("", "6"), ("", "12"), ("6", "7"), ("12", ""), ("7", "6")]


@pytest.mark.slow
def test_what_was_changed_since_is_not_undone(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="6 af 15")
    answer = paste(karin, there, line(there.dialogue, "12"), line(there.employed, "7 af 15", version="1"))
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15", version=2)
    send(karin, there, there.dialogue, figure="13", version=1)

    undone = undo(karin, answer)

    assert figures(there) == {"dialogue": "13", "employed": "8"}
    assert undo_text(undone) == (
        "Indsæt er fortrudt: 0 tal er, som de var. 2 kunne ikke fortrydes; se hvorfor ved feltet."
    )
    assert "ændret siden (Bo Lund, " in row_of(undone, there.employed).text
    assert undone.with_class("conflict") == []


def test_locked_fields_and_lines_without_a_field_are_told(karin: Client, there: EntryPlan) -> None:
    answer = paste(karin, there, line(there.dialogue, "12"), locked="2", beyond="1")

    assert undo_text(answer) == (
        "1 tal er gemt. 2 låste felter er sprunget over. 1 linje var der ikke felt til."
    )


def test_what_was_locked_meanwhile_is_refused_at_its_row(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)

    answer = paste(karin, there, line(there.dialogue, "12"), line(there.employed, "7 af 15"))

    assert figures(there) == {"employed": "7"}
    assert "Målet er godkendt; tallet er låst" in row_of(answer, there.dialogue).text


def test_nothing_new_is_no_change(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="12")

    answer = paste(karin, there, line(there.dialogue, "12", version="1"))

    assert undo_text(answer) == "1 stod der allerede."
    assert answer.with_class("undo")[0].fields().keys() <= {"csrfmiddlewaretoken"}


def test_a_submitted_goal_is_a_draft_again_and_says_so(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.SUBMITTED)

    answer = paste(karin, there, line(there.dialogue, "12"))

    assert Submission.objects.get().state == SubmissionState.DRAFT
    state = answer.one("div", id=f"state-{there.dialogue.goal_id}")
    assert state.with_class("submission")[0].text == "Ikke sendt ind"


@pytest.mark.parametrize("role", ["reader", "approver", "administrator"])
def test_others_paste_nothing(client: Client, there: EntryPlan, role: str) -> None:
    client.force_login(UserFactory.create(role=role))

    response = client.post(f"{there.address}column/", {"rows": json.dumps([line(there.dialogue, "12")])})

    assert (response.status_code, figures(there)) == (403, {})


def test_one_goal_of_others_refuses_all(karin: Client, there: EntryPlan) -> None:
    rows = json.dumps([line(there.dialogue, "12"), line(there.others, "5")])

    response = karin.post(f"{there.address}column/", {"rows": rows}, headers=HTMX)

    assert (response.status_code, figures(there)) == (403, {})


def test_a_figure_that_the_round_does_not_ask_for_is_not_found(karin: Client, there: EntryPlan) -> None:
    rows = json.dumps([line(there.dialogue, "12", slot="2018")])

    assert karin.post(f"{there.address}column/", {"rows": rows}, headers=HTMX).status_code == 404


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "{",
        "[" * 100_000,
        "{}",
        "[1]",
        '[{"indicator": 1}]',
        '[{"indicator": "x", "slot": "2019"}]',
        '[{"indicator": "1", "slot": "20190"}]',
        json.dumps([{"indicator": "1", "slot": "2019"}] * 2),
        json.dumps([{"indicator": str(n), "slot": "2019"} for n in range(MOST_ROWS + 1)]),
    ],
    ids=lambda rows: rows[:20],
)
def test_what_no_page_sends_is_refused(karin: Client, there: EntryPlan, rows: str) -> None:
    assert karin.post(f"{there.address}column/", {"rows": rows}, headers=HTMX).status_code == 400


def test_a_closed_round_takes_nothing(karin: Client, there: EntryPlan) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    answer = paste(karin, there, line(there.dialogue, "12"))

    assert (figures(there), "Runden er lukket" in row_of(answer, there.dialogue).text) == ({}, True)


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_of_a_line_do_not_grow_with_the_plan(
    karin: Client, there: EntryPlan, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    further_goals(there, goals)

    with django_assert_num_queries(37):
        paste(karin, there, line(there.employed, "7 af 15"))
