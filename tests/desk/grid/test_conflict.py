"""What if somebody else changes the same figure meanwhile? Both figures are shown, and the person chooses."""

import pytest
from django.test import Client

from plans.models import Change, Measurement
from tests.desk.entry_page import Answer, read, send
from tests.plans.entry_plan import EMPLOYED, EntryPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(there: EntryPlan) -> EntryPlan:
    """7 of 15 as Karin entered it, and 8 of 15 as Bo corrected it."""
    send(signed_in(there, "karin"), there, there.employed, figure="7 af 15")
    send(signed_in(there, "bo"), there, there.employed, figure="8 af 15", version=1)
    return there


def signed_in(there: EntryPlan, name: str) -> Client:
    client = Client()
    client.force_login({"karin": there.karin, "bo": there.bo}[name])
    return client


def stored(there: EntryPlan) -> Measurement:
    return Measurement.objects.get(indicator=there.employed)


@pytest.fixture
def karin(there: EntryPlan) -> Client:
    return signed_in(there, "karin")


@pytest.fixture
def collision(karin: Client, there: EntryPlan) -> Answer:
    """Karin, who still sees 7 of 15, enters 9 of 15."""
    return send(karin, there, there.employed, figure="9 af 15", version=1)


def choose(client: Client, there: EntryPlan, collision: Answer, choice: str) -> Answer:
    fields = collision.row.one("form").fields()
    posted = {name: value for name, value in fields.items() if name not in {"indicator", "slot"}}
    return send(client, there, there.employed, **posted, choice=choice)


def test_both_figures_are_shown_with_who_and_when(collision: Answer) -> None:
    assert collision.status == 409
    mine, theirs = [node.text for node in collision.row.with_class("conflict__value")]
    assert mine == "Dit tal 9 af 15 (60 pct.) Ikke gemt endnu Gem mit tal, 9 af 15 (60 pct.)"
    assert theirs.startswith("Det gemte tal 8 af 15 (53 pct.) Bo Lund, ")
    assert theirs.endswith(" Behold det gemte, 8 af 15 (53 pct.)")
    assert collision.announcement == (
        "Der er to tal: dit, 9 af 15 (60 pct.), og det gemte, 8 af 15 (53 pct.). Vælg det ene."
        f" Mål: {EMPLOYED}"
    )


def test_nothing_is_written_before_the_choice(there: EntryPlan, collision: Answer) -> None:
    assert (stored(there).numerator, stored(there).version) == (8, 2)


def test_ones_own_figure_goes_over_the_others_and_history_has_both(
    karin: Client, there: EntryPlan, collision: Answer
) -> None:
    answer = choose(karin, there, collision, "mine")

    assert (answer.status, stored(there).numerator) == (200, 9)
    changes = list(Change.objects.filter(field="numerator").values_list("old", "new", "who__username"))
    assert changes == [("", "7", "karin"), ("7", "8", "bo"), ("8", "9", "karin")]


def test_the_others_figure_is_kept_without_a_change(
    karin: Client, there: EntryPlan, collision: Answer
) -> None:
    answer = choose(karin, there, collision, "theirs")

    assert (answer.status, stored(there).version) == (200, 2)
    assert answer.row.one("input", name="figure").attributes["value"] == "8 af 15"
    assert answer.row.fields()["version"] == "2"


def test_a_third_change_meanwhile_is_shown_again(karin: Client, there: EntryPlan, collision: Answer) -> None:
    send(signed_in(there, "bo"), there, there.employed, figure="10 af 15", version=2)

    answer = choose(karin, there, collision, "mine")

    assert answer.status == 409
    assert "Behold det gemte, 10 af 15 (67 pct.)" in answer.row.text


def test_the_same_figure_from_both_is_no_conflict(karin: Client, there: EntryPlan) -> None:
    assert send(karin, there, there.employed, figure="8 af 15", version=1).status == 200


def test_two_first_figures_collide_too(there: EntryPlan, karin: Client) -> None:
    send(karin, there, there.advice, judged="achieved", basis="To samtaler")

    answer = send(karin, there, there.advice, judged="not_achieved", basis="Ingen samtaler", version="")

    assert answer.status == 409
    assert "Gem mit tal, Ikke nået" in answer.row.text
    assert answer.row.one("form").fields()["basis"] == "Ingen samtaler"


def test_a_correction_after_an_error_still_meets_the_others_figure(karin: Client, there: EntryPlan) -> None:
    """The answer to a wrong entry must not hand out the version that the person has not seen."""
    wrong = send(karin, there, there.employed, figure="ni af 15", version=1)

    answer = send(karin, there, there.employed, figure="9 af 15", version=wrong.row.fields()["version"])

    assert (wrong.status, answer.status) == (422, 409)


def test_without_scripts_the_choice_comes_with_the_whole_page(karin: Client, there: EntryPlan) -> None:
    posted = {"indicator": there.employed.pk, "slot": "2019", "version": "1", "figure": "9 af 15"}

    response = karin.post(there.address, posted)

    assert response.status_code == 409
    (conflict,) = read(response.content.decode()).with_class("conflict")
    assert "Gem mit tal, 9 af 15 (60 pct.)" in conflict.text


def test_a_figure_that_somebody_has_removed_is_not_written_over_unseen(
    karin: Client, there: EntryPlan
) -> None:
    send(signed_in(there, "bo"), there, there.employed, figure="", version=2)

    answer = send(karin, there, there.employed, figure="9 af 15", version=2)

    assert answer.status == 409
    assert "en anden har fjernet tallet, mens du skrev dit" in answer.row.text
    assert "Bo Lund, " in answer.row.text
    of_employed = Measurement.objects.filter(indicator=there.employed)
    assert not of_employed.exists()

    kept = choose(karin, there, answer, "theirs")
    assert (kept.status, of_employed.count()) == (200, 0)
    given = choose(karin, there, answer, "mine")
    assert (given.status, stored(there).numerator) == (200, 9)


def test_one_is_told_that_one_removed_it_oneself(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="", version=2)

    answer = send(karin, there, there.employed, figure="9 af 15", version=2)

    assert "du har selv fjernet tallet imens" in answer.row.text
