"""What does the page tell while one types, and is what was typed kept? Neither counts as a figure."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans.actions.submissions import approve
from plans.models import Change, Draft, Measurement, Submission
from tests.desk.entry_page import HTMX, Node, get, read, send
from tests.desk.goal.entry_form import (
    address,
    exclusion,
    figure_id,
    fill_in,
    form_on,
    named,
    part,
    posted_by,
    stored,
)
from tests.factories import SubmissionFactory, UserFactory
from tests.plans.entry_plan import EMPLOYED, EntryPlan
from tests.plans.submitted import TODAY

pytestmark = pytest.mark.django_db


def preview(client: Client, there: EntryPlan, fields: dict[str, str] | None = None, **more: str) -> Node:
    """The answer to what is typed about the share."""
    form = form_on(get(client, address(there, there.employed)))
    posted = posted_by(form) | named(there.employed, {**(fields or {}), **more})
    response = client.post(f"{address(there, there.employed)}preview/", posted, headers=HTMX)
    assert response.status_code == 200
    return read(response.content.decode())


def judgement_text(page: Node, there: EntryPlan) -> str:
    return page.one("div", id=f"{figure_id(there.employed)}-remarks").text


def keep(client: Client, there: EntryPlan, **fields: str) -> None:
    """Keep a draft of the share's page, as the page's script does."""
    form = form_on(get(client, address(there, there.employed)))
    posted = posted_by(form) | named(there.employed, fields)
    response = client.post(f"{address(there, there.employed)}draft/", posted, headers=HTMX)
    assert response.status_code == 200


# --- while typing ---------------------------------------------------------------------------------------


def test_the_judgement_follows_with_its_reason_and_one_case(karin: Client, there: EntryPlan) -> None:
    """7 of 15 is 46.7 percent: (70 − 46.7) / 70 = 33 percent off; with the 2 pending 60: 14 percent off."""
    page = preview(karin, there, figure="7 af 15", pending="2")

    judgement = page.one("div", id="goal-judgement")
    assert "Med det, du har skrevet" in judgement.text
    assert judgement.with_class("status")[0].text == "Ikke nået"
    assert "Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«." in judgement.text
    assert "Én færre i mål: 6 af 15 = 40 pct., ikke nået." in judgement.text
    assert "Hvis alle de afventende kommer i mål: 9 af 15 = 60 pct., delvist nået." in judgement.text
    assert judgement_text(page, there) == "7 af 15 = 47 pct."


def test_the_cohort_that_must_add_up_is_told(karin: Client, there: EntryPlan) -> None:
    """11 ended = 9 counted + 2 excluded."""
    left_out = exclusion(0, "2", "fraflyttet")

    right = preview(karin, there, left_out, figure="7 af 9", cohort_total="11")
    wrong = preview(karin, there, left_out, figure="7 af 9", cohort_total="12")

    assert judgement_text(right, there) == "7 af 9 = 78 pct. 9 talt med + 2 frafald = 11 i alt"
    assert judgement_text(wrong, there).endswith("9 talt med og 2 frafald giver 11, ikke 12.")
    assert wrong.with_class("status")[0].text == "Indfriet"  # 78 of 70: the sum hides no judgement


def test_the_suggested_sentence_follows(karin: Client, there: EntryPlan) -> None:
    page = preview(
        karin, there, {**exclusion(0, "2", "Fraflyttet"), **part(0, "3", "kvinder")}, figure="7 af 9"
    )

    suggestion = page.one("div", id="suggestion")
    assert "hx-swap-oob" in suggestion.attributes
    assert suggestion.with_class("suggestion__text")[0].text == (
        EMPLOYED.replace("70 pct.", "78 pct.")
        + " (7 ud af 9 borgere). Heraf 3 kvinder. Yderligere 2 indgår ikke i opgørelsen: 2 fraflyttet."
    )


def test_what_cannot_be_read_yet_leaves_the_stored_judgement(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="12 af 15")

    page = preview(karin, there, figure="7 af")

    assert page.with_class("status")[0].text == "Indfriet"
    assert "Som det er gemt, uden det, du retter nu" in page.one("div", id="goal-judgement").text
    assert "kan ikke læses" in judgement_text(page, there)


def test_a_judgement_that_is_not_saved_is_not_told_as_saved(karin: Client, there: EntryPlan) -> None:
    """ "7 af" cannot be read, so the page tells what is stored: no judgement of one's own."""
    send(karin, there, there.employed, figure="12 af 15")

    page = preview(karin, there, figure="7 af", override="not_achieved")

    assert "Som det er gemt, uden det, du retter nu" in page.one("div", id="goal-judgement").text
    assert [badge.text for badge in page.with_class("status")] == ["Indfriet"]


def test_a_judgement_of_ones_own_is_shown_beside_it(karin: Client, there: EntryPlan) -> None:
    page = preview(karin, there, figure="7 af 15", override="achieved")

    assert [badge.text for badge in page.with_class("status")] == ["Ikke nået", "Indfriet"]


def test_a_cpr_number_is_warned_of_at_its_field(karin: Client, there: EntryPlan) -> None:
    page = preview(karin, there, figure="7 af 15", method_note="Borger 010190-1234")

    warned = {node.attributes["id"]: node.text for node in page.with_class("field-warning") if node.text}
    assert list(warned) == [f"id_{figure_id(there.employed)}-method_note_warning"]


def test_nothing_is_saved_by_it(
    karin: Client, there: EntryPlan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = (Measurement.objects.count(), Change.objects.count(), Draft.objects.count())

    preview(karin, there, figure="7 af 15", commentary="Tekst", override="achieved")

    assert (Measurement.objects.count(), Change.objects.count(), Draft.objects.count()) == before
    assert not Submission.objects.exists()


# --- drafts -----------------------------------------------------------------------------------------------


def test_a_draft_fills_the_page_in_and_says_so(karin: Client, there: EntryPlan) -> None:
    form = form_on(get(karin, address(there, there.employed)))
    typed = named(
        there.employed,
        {
            "figure": "7 af",
            "provisional": "on",
            "commentary": "Halv sætn",
            "override": "achieved",
            **exclusion(1, "2", "fraflyttet", "2020-07-15"),
            **part(0, "12", "kvinder"),
        },
    )
    response = karin.post(f"{address(there, there.employed)}draft/", posted_by(form) | typed, headers=HTMX)
    assert response.json()["told"].startswith("Kladde gemt kl. ")

    page = get(karin, address(there, there.employed))

    held = posted_by(form_on(page))
    row = figure_id(there.employed)
    assert "hidden" not in page.one("div", id="draft-notice").attributes
    assert (held[f"{row}-figure"], held[f"{row}-provisional"]) == ("7 af", "on")
    assert (held["commentary"], held["override"]) == ("Halv sætn", "achieved")
    assert [held[f"{row}-exclusions-0-{name}"] for name in ("count", "reason", "due_on")] == [
        "2",
        "fraflyttet",
        "2020-07-15",
    ]
    assert (held[f"{row}-parts-0-value"], held[f"{row}-parts-0-label"]) == ("12", "kvinder")
    assert page.with_class("error-summary") == []  # half a figure is no error yet
    assert not Measurement.objects.filter(indicator=there.employed).exists()


@pytest.mark.slow
def test_a_draft_is_saved_like_anything_typed_and_gone_then(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15", commentary="Tekst")

    status, page = fill_in(karin, there, there.employed)

    assert (status, stored(there.employed).numerator, Draft.objects.count()) == (302, 7, 0)
    assert "hidden" in page.one("div", id="draft-notice").attributes
    assert form_on(page).attributes["data-forget"] == form_on(page).attributes["data-draft-key"]


@pytest.mark.slow
def test_a_draft_that_was_overtaken_meets_the_others_figure(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15")

    status, _ = fill_in(karin, there, there.employed)

    assert (status, stored(there.employed).numerator) == (409, 8)


def test_a_draft_is_ones_own(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)

    page = get(bo, address(there, there.employed))

    assert form_on(page).fields()[f"{figure_id(there.employed)}-figure"] == ""


@pytest.mark.slow
def test_a_draft_is_deleted_and_brought_back(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15", commentary="En time at skrive")
    to = f"{address(there, there.employed)}draft/"

    page = read(karin.post(to, {"discard": "1"}, follow=True).content.decode())

    assert form_on(page).fields()[f"{figure_id(there.employed)}-figure"] == ""
    deleted = page.one("div", id="draft-deleted")
    assert "Kladden er slettet." in deleted.text
    assert deleted.one("button").text == "Fortryd"
    assert form_on(get(karin, address(there, there.employed))).fields()["commentary"] == ""

    way_back = deleted.one("form")
    back = karin.post(way_back.attributes["action"], way_back.fields(), follow=True)

    fields = form_on(read(back.content.decode())).fields()
    assert (fields[f"{figure_id(there.employed)}-figure"], fields["commentary"]) == (
        "7 af 15",
        "En time at skrive",
    )
    assert Draft.objects.count() == 1


@pytest.mark.slow
def test_what_was_typed_after_deleting_stays_beside_what_comes_back(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, commentary="Slettet", footnote="Noten")
    to = f"{address(there, there.employed)}draft/"
    karin.post(to, {"discard": "1"})
    keep(karin, there, commentary="Skrevet siden")

    page = read(karin.post(to, {"restore": "1"}, follow=True).content.decode())

    assert form_on(page).fields()["commentary"] == "Skrevet siden"
    beside = page.one("div", id="draft-elsewhere").text
    assert "Afrapportering Slettet" in beside
    assert "Fodnote Noten" in beside


@pytest.mark.slow
def test_a_deleted_draft_is_gone_after_a_day(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15")
    to = f"{address(there, there.employed)}draft/"
    karin.post(to, {"discard": "1"})
    Draft.objects.update(saved_at=timezone.now() - timedelta(hours=25))

    keep(karin, there, figure="8 af 15")

    assert [draft.key.startswith("aside/") for draft in Draft.objects.all()] == [False]


def test_without_a_deleted_draft_none_comes_back(karin: Client, there: EntryPlan) -> None:
    response = karin.post(f"{address(there, there.employed)}draft/", {"restore": "1"}, follow=True)

    assert "Der er ingen slettet kladde at hente." in response.content.decode()
    assert not Draft.objects.exists()


def test_an_older_draft_tells_its_day(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15")
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=2))

    assert "Kladde gemt " in get(karin, address(there, there.employed)).one("div", id="draft-notice").text


def test_a_draft_of_an_approved_goal_waits_and_is_shown(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15", commentary="Til senere")
    submission = SubmissionFactory.create(round=there.round, goal=there.employed.goal, state="approved")

    page = get(karin, address(there, there.employed))

    assert form_on(page).fields()[f"{figure_id(there.employed)}-figure"] == ""
    waiting = page.one("div", id="draft-waiting").text
    assert "Du har en kladde, der ikke kom med." in waiting
    assert "Tallet for 2019 7 af 15" in waiting
    assert "Afrapportering Til senere" in waiting
    assert Draft.objects.exists()

    submission.state = "returned"
    submission.save()
    assert form_on(get(karin, address(there, there.employed))).fields()["commentary"] == "Til senere"


@pytest.mark.slow
def test_what_is_typed_of_a_goal_that_was_approved_meanwhile_is_kept_and_told(
    karin: Client, there: EntryPlan
) -> None:
    before = posted_by(form_on(get(karin, address(there, there.employed))))
    fill_in(karin, there, there.employed, figure="7 af 15", then="submit")
    submission = Submission.objects.get()
    approver = UserFactory.create(role="approver", first_name="Gitte", last_name="Friis")
    versions = {submission.pk: submission.version}
    approve(by=approver, round=there.round, versions=versions, today=TODAY)

    typed = {"commentary": "Skrevet for sent", "text-typed": "1"}
    response = karin.post(f"{address(there, there.employed)}draft/", before | typed, headers=HTMX)

    sentence = response.json()["told"]
    assert "Kladde gemt" not in sentence
    assert sentence.startswith("Målet er godkendt, mens du skrev (Gitte Friis, ")
    assert sentence.endswith("Det, du skrev, er ikke gemt. Det venter som kladde, til målet bliver genåbnet.")
    assert response.json()["waits"] is True
    waiting = get(karin, address(there, there.employed)).one("div", id="draft-waiting").text
    assert "Skrevet for sent" in waiting
    # and the page that is open says how the goal stands by now, no longer that it would be a draft again
    page = read(karin.post(f"{address(there, there.employed)}preview/", typed, headers=HTMX).content.decode())
    standing = page.one("div", id="goal-standing").text
    assert standing == "Målet er godkendt, og dets tal er låst. En godkender kan genåbne det."
    assert page.one("span", id="goal-state").text == "Godkendt"


def test_nobody_elses_draft_of_a_locked_goal_is_shown(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, commentary="Karins tekst")
    SubmissionFactory.create(round=there.round, goal=there.employed.goal, state="approved")
    other = Client()
    other.force_login(there.bo)

    assert "Karins tekst" not in get(other, address(there, there.employed)).text


@pytest.mark.slow
def test_too_much_is_told_and_the_earlier_draft_stays(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, figure="7 af 15")

    response = karin.post(
        f"{address(there, there.employed)}draft/", {"commentary": "x" * 500_000}, headers=HTMX
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "for lang" in response.json()["told"]
    assert Draft.objects.get().fields[f"{figure_id(there.employed)}-figure"] == "7 af 15"


@pytest.mark.parametrize("page_name", ["preview", "draft"])
def test_only_who_enters_the_goal_may(there: EntryPlan, page_name: str) -> None:
    reader, stranger = Client(), Client()
    reader.force_login(UserFactory.create())
    to = f"{address(there, there.employed)}{page_name}/"

    assert reader.post(to, {"commentary": "x"}, headers=HTMX).status_code == 403
    assert stranger.post(to, {"commentary": "x"}, headers=HTMX).status_code == 401
    assert not Draft.objects.exists()
