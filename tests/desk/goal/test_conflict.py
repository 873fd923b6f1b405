"""What happens when two people work on one goal? The second sees both and chooses; the rest stays."""

import pytest
from django.test import Client

from plans.models import Indicator, Submission
from tests.desk.entry_page import Node, get, send
from tests.desk.goal.entry_form import (
    address,
    figure_id,
    fill_in,
    form_on,
    named,
    post,
    posted_by,
    stored,
    submission_of,
)
from tests.factories import IndicatorFactory, ResponsibilityFactory, TargetFactory
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(there: EntryPlan) -> Client:
    """Bo, who enters the shared goal of areas 2 and 3 as well."""
    client = Client()
    client.force_login(there.bo)
    return client


def old_page(client: Client, there: EntryPlan, indicator: Indicator) -> dict[str, str]:
    """What the page would post as it is now, before somebody else changes the goal."""
    return posted_by(form_on(get(client, address(there, indicator))))


def page_over_seven(karin: Client, there: EntryPlan) -> dict[str, str]:
    """What karin's page would post, on which her 7 of 15 stands."""
    send(karin, there, there.employed, figure="7 af 15")
    return old_page(karin, there, there.employed)


def choose(client: Client, page: Node, name: str, choice: str) -> tuple[int, Node]:
    form = form_on(page)
    return post(client, form.attributes["action"], posted_by(form) | {name: choice})


@pytest.mark.slow
def test_somebody_elses_figure_is_shown_beside_ones_own(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = page_over_seven(karin, there)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    typed = named(
        there.employed, {"figure": "9 af 15", "method_note": "Ny optælling", "sub_heading": "Borgere"}
    )
    status, page = post(karin, address(there, there.employed), before | typed)

    assert status == 409
    conflict = page.with_class("conflict")[0]
    assert "Gem mit tal, 9 af 15 (60 pct.)" in conflict.text
    assert "Bo Lund" in conflict.text
    held = form_on(page).fields()
    assert (held[f"{figure_id(there.employed)}-method_note"], held["sub_heading"]) == (
        "Ny optælling",
        "Borgere",
    )
    assert not Submission.objects.exists()

    status, _ = choose(karin, page, f"{figure_id(there.employed)}-choice", "mine")

    now = stored(there.employed)
    assert (status, now.numerator, now.method_note) == (302, 9, "Ny optælling")
    assert submission_of(there, there.employed).sub_heading == "Borgere"


@pytest.mark.slow
def test_keeping_the_others_figure_still_saves_ones_text(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there, there.employed)
    send(bo, there, there.employed, figure="8 af 15")
    _, page = post(
        karin,
        address(there, there.employed),
        before | named(there.employed, {"figure": "9 af 15", "commentary": "Min tekst"}),
    )

    status, page = choose(karin, page, f"{figure_id(there.employed)}-choice", "theirs")

    assert (status, stored(there.employed).numerator) == (302, 8)
    assert submission_of(there, there.employed).commentary == "<p>Min tekst</p>"
    assert form_on(page).fields()[f"{figure_id(there.employed)}-figure"] == "8 af 15"


@pytest.mark.slow
def test_figures_that_differ_only_in_a_note_say_so(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there, there.employed)
    fill_in(bo, there, there.employed, figure="8 af 15", method_note="Register")

    _, page = post(
        karin, address(there, there.employed), before | named(there.employed, {"figure": "8 af 15"})
    )

    values = [node.text for node in page.with_class("conflict__figure")]
    assert values == ["8 af 15 (53 pct.); metode: –", "8 af 15 (53 pct.); metode: Register"]


@pytest.mark.slow
def test_somebody_elses_text_is_shown_beside_ones_own(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there, there.employed)
    fill_in(bo, there, there.employed, commentary="Bos tekst", sub_heading="Bo")

    status, page = post(
        karin, address(there, there.employed), before | {"commentary": "Karins tekst", "sub_heading": "Karin"}
    )

    assert status == 409
    mine, theirs = page.with_class("conflict__value")
    assert "Karins tekst" in mine.text
    assert "Bos tekst" in theirs.text
    assert "Bo Lund" in theirs.text

    status, _ = choose(karin, page, "text-choice", "mine")
    assert (status, submission_of(there, there.employed).commentary) == (302, "<p>Karins tekst</p>")


@pytest.mark.slow
def test_keeping_the_others_text_still_saves_ones_figure(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there, there.employed)
    fill_in(bo, there, there.employed, commentary="Bos tekst")
    typed = named(there.employed, {"figure": "9 af 15", "commentary": "Karins tekst"})
    _, page = post(karin, address(there, there.employed), before | typed)

    status, _ = choose(karin, page, "text-choice", "theirs")

    assert (status, stored(there.employed).numerator) == (302, 9)
    assert submission_of(there, there.employed).commentary == "<p>Bos tekst</p>"


@pytest.mark.slow
def test_two_judgements_meet_by_their_words(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there, there.employed)
    fill_in(bo, there, there.employed, override="achieved", override_reason="Bos grund")

    mine = {"override": "partly_achieved", "override_reason": "Karins grund"}
    status, page = post(karin, address(there, there.employed), before | mine)

    assert status == 409
    own, other = page.with_class("conflict__value")
    assert ("Delvist nået" in own.text, "Indfriet" in other.text) == (True, True)

    status, _ = choose(karin, page, "judgement-choice", "mine")
    assert (status, submission_of(there, there.employed).override_reason) == (302, "Karins grund")


@pytest.mark.slow
def test_what_only_the_other_changed_is_neither_asked_about_nor_undone(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    """Karin changes the figure, Bo the text: both are kept."""
    before = old_page(karin, there, there.employed)
    fill_in(bo, there, there.employed, commentary="Bos tekst", override="achieved", override_reason="Bos")

    status, _ = post(
        karin, address(there, there.employed), before | named(there.employed, {"figure": "9 af 15"})
    )

    now = submission_of(there, there.employed)
    assert (status, stored(there.employed).numerator) == (302, 9)
    assert (now.commentary, now.override_reason) == ("<p>Bos tekst</p>", "Bos")


@pytest.mark.slow
def test_two_figures_are_chosen_one_after_the_other(karin: Client, there: EntryPlan, bo: Client) -> None:
    second = IndicatorFactory.create(goal=there.employed.goal, share=True, label="anden")
    TargetFactory.create(indicator=second)
    before = old_page(karin, there, there.employed)
    for indicator in (there.employed, second):
        send(bo, there, indicator, figure="8 af 15")
    typed = named(there.employed, {"figure": "9 af 15"}) | named(second, {"figure": "10 af 15"})
    _, page = post(karin, address(there, there.employed), before | typed)
    assert len(page.with_class("conflict")) == 2

    status, page = choose(karin, page, f"{figure_id(there.employed)}-choice", "mine")
    assert (status, len(page.with_class("conflict"))) == (409, 1)
    assert stored(there.employed).numerator == 8

    status, page = choose(karin, page, f"{figure_id(second)}-choice", "theirs")
    assert (status, stored(there.employed).numerator, stored(second).numerator) == (302, 9, 8)


@pytest.mark.slow
def test_a_correction_after_an_error_still_meets_the_others_figure(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    before = page_over_seven(karin, there)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    _, page = post(karin, address(there, there.employed), before | named(there.employed, {"figure": "ni"}))
    assert form_on(page).fields()[f"{figure_id(there.employed)}-version"] == "1"

    corrected = posted_by(form_on(page)) | named(there.employed, {"figure": "9 af 15"})
    status, _ = post(karin, address(there, there.employed), corrected)
    assert status == 409


def test_a_goal_that_was_approved_meanwhile_is_told(karin: Client, there: EntryPlan) -> None:
    ResponsibilityFactory.create(user=there.karin, area=there.others.goal.area)
    before = old_page(karin, there, there.employed)
    Submission.objects.create(round=there.round, goal=there.employed.goal, state="approved")

    status, page = post(karin, address(there, there.employed), before | {"commentary": "Sent"})

    assert status == 422
    assert page.with_class("error-summary") == []
    alerts = [alert.text for alert in page.with_class("alert-error")]
    assert len(alerts) == 1
    assert "Målet er godkendt, mens du skrev." in alerts[0]
    assert "Det venter som kladde, til målet bliver genåbnet." in alerts[0]
    assert "Afrapportering Sent" in page.one("div", id="draft-waiting").text


@pytest.mark.slow
def test_a_figure_that_somebody_has_removed_is_not_written_over_unseen(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    before = page_over_seven(karin, there)
    send(bo, there, there.employed, figure="", version=1)

    typed = named(there.employed, {"figure": "9 af 15", "commentary": "Min tekst"})
    status, page = post(karin, address(there, there.employed), before | typed)

    assert status == 409
    assert "en anden har fjernet tallet, mens du skrev dit" in page.with_class("conflict")[0].text
    assert "Bo Lund, " in page.with_class("conflict")[0].text
    assert not Submission.objects.exists()

    status, _ = choose(karin, page, f"{figure_id(there.employed)}-choice", "mine")
    assert (status, stored(there.employed).numerator) == (302, 9)
    assert submission_of(there, there.employed).commentary == "<p>Min tekst</p>"


@pytest.mark.slow
def test_what_somebody_else_changed_is_not_sent_in_unseen(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    before = page_over_seven(karin, there)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    typed = named(there.employed, {"commentary": "Min tekst"})
    status, page = post(karin, address(there, there.employed), before | typed | {"then": "submit"})

    assert status == 422
    assert "er ændret imens til 8 af 15 (53 pct.) (Bo Lund, " in page.with_class("error-summary")[0].text
    assert not Submission.objects.exists()

    again = posted_by(form_on(page)) | {"then": "submit"}
    status, _page = post(karin, address(there, there.employed), again)
    assert (status, submission_of(there, there.employed).state) == (302, "submitted")
    assert submission_of(there, there.employed).commentary == "<p>Min tekst</p>"
