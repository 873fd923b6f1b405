"""What happens when a figure is typed into a row? It is kept and judged at once, or told what is expected."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.domain.values import Period
from plans.enums import RoundState, Status, SubmissionState, Unmeasurable
from plans.models import Change, Indicator, Measurement
from plans.status_report import status_report
from plans.wording.reasons import one_case_sentence
from tests.desk.entry_page import HTMX, Node, get, read, row_of, send
from tests.factories import (
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    ResponsibilityFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan, further_goals

pytestmark = pytest.mark.django_db


def stored(indicator: Indicator) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=2019)


def posted_by(form: Node) -> dict[str, str]:
    """What a form posts besides which figure it is of."""
    return {name: value for name, value in form.fields().items() if name not in {"indicator", "slot"}}


# --- kept and judged ------------------------------------------------------------------------------


def test_seven_of_fifteen_is_kept_and_judged_at_once(karin: Client, there: EntryPlan) -> None:
    """47 pct. against 70 pct.: (70 − 46.67) / 70 = 33.3 % (Bilag 1 for 2019, table 3)."""
    answer = send(karin, there, there.employed, figure="7 af 15")

    assert answer.status == 200
    assert answer.badge == "Ikke nået"
    assert "Afvigelsen er 33 pct." in answer.judgement
    assert "Én færre i mål: 6 af 15 = 40 pct., ikke nået." in answer.judgement
    assert answer.announcement == f"Gemt: 7 af 15 (47 pct.). Status: Ikke nået. Mål: {EMPLOYED}"
    assert answer.row.fields()["version"] == "1"
    assert answer.row.with_class("entry-figure__saved")[0].text.startswith("Gemt kl. ")
    assert (stored(there.employed).numerator, stored(there.employed).denominator) == (7, 15)


def test_the_judgement_is_the_status_reports(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.employed, figure="10 af 15")

    report = status_report(there.plan, Period(2019, 2019), today=there.round.as_of)
    (goal,) = (goal for goal in report.goals if goal.id == there.employed.goal_id)
    assert goal.status is Status.PARTLY_ACHIEVED
    assert answer.badge == "Delvist nået"
    for case in goal.assessment.one_case:
        facts = goal.indicators[0].facts
        assert one_case_sentence(case, report.words, goal.assessment, facts) in answer.judgement


def test_the_badge_speaks_the_plans_words(karin: Client, there: EntryPlan) -> None:
    assert send(karin, there, there.dialogue, figure="15").badge == "Indfriet"


@pytest.mark.parametrize(
    ("typed", "value", "field_text"),
    [
        ("15", "15", "15"),
        ("1.234,5", "1234.5", "1234,5"),
        (" 1234,5 ", "1234.5", "1234,5"),
        ("0", "0", "0"),
        ("14,1234", "14.1234", "14,1234"),
        ("99999999999", "99999999999", "99999999999"),
    ],
)
def test_counts_are_read_the_danish_way(
    karin: Client, there: EntryPlan, typed: str, value: str, field_text: str
) -> None:
    answer = send(karin, there, there.dialogue, figure=typed)

    assert stored(there.dialogue).value == Decimal(value)
    assert answer.row.fields()["figure"] == field_text


@pytest.mark.parametrize(
    ("typed", "field_text"),
    [("7 af 15", "7 af 15"), ("7/15", "7 af 15"), ("47 pct.", "47 pct."), ("47,5%", "47,5 pct.")],
)
def test_shares_are_counts_or_a_percentage(
    karin: Client, there: EntryPlan, typed: str, field_text: str
) -> None:
    assert send(karin, there, there.employed, figure=typed).row.fields()["figure"] == field_text


def test_nobody_in_the_group_is_a_figure(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.employed, figure="0 af 0")

    assert (answer.status, answer.badge) == (200, "Kan ikke opgøres")
    assert "Der er ingen i målgruppen." in answer.judgement


def test_a_judgement_is_chosen_with_its_basis(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.advice, judged="achieved", basis="To samtaler.\r\nBegge holdt.")

    assert (answer.badge, answer.row.fields()["judged"]) == ("Indfriet", "achieved")
    assert stored(there.advice).basis == "To samtaler.\nBegge holdt."
    assert answer.announcement == f"Gemt: Indfriet. Status: Indfriet. Mål: {ADVICE}"


def test_a_new_figure_keeps_what_the_details_say(karin: Client, there: EntryPlan) -> None:
    before = MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        numerator=7,
        denominator=15,
        pending=2,
        cohort_total=16,
        method_note="Registeropslag",
        qualifier="ca.",
        provisional=True,
    )
    ExclusionFactory.create(measurement=before, count=1, reason="fraflyttet")

    send(karin, there, there.employed, figure="8 af 15", version=1)

    now = stored(there.employed)
    assert (now.numerator, now.pending, now.cohort_total, now.qualifier) == (8, 2, 16, "ca.")
    assert (now.method_note, now.provisional) == ("Registeropslag", True)
    assert [(each.count, each.reason) for each in now.exclusions.all()] == [(1, "fraflyttet")]


def test_a_figure_takes_the_place_of_what_could_not_be_measured(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.employed, as_of=there.round.as_of, unmeasurable="no_data")

    send(karin, there, there.employed, figure="7 af 15", version=1)

    now = stored(there.employed)
    assert (now.numerator, now.unmeasurable, now.reason) == (7, "", "")


def test_an_empty_field_without_a_figure_is_nothing(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.dialogue, figure="  ")

    assert (answer.status, answer.announcement, answer.errors) == (200, "", [])
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()


def test_the_same_figure_again_is_no_change(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="15")
    written = Change.objects.count()

    answer = send(karin, there, there.dialogue, figure="15", version=1)

    assert (answer.status, Change.objects.count()) == (200, written)
    assert answer.row.with_class("entry-figure__undo") == []


# --- undone ---------------------------------------------------------------------------------------


def test_the_figure_before_is_put_back_by_the_same_action(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    answer = send(karin, there, there.employed, figure="8 af 15", version=1)
    (undo,) = answer.row.with_class("entry-figure__undo")

    undone = send(karin, there, there.employed, **posted_by(undo))

    assert undo.text == f"Fortryd til 7 af 15 (47 pct.) : Tallet for 2019: {EMPLOYED}"
    assert undone.row.with_class("entry-form")[0].fields()["figure"] == "7 af 15"
    changes = list(Change.objects.filter(field="numerator").values_list("old", "new", "who__username"))
    assert changes == [("", "7", "karin"), ("7", "8", "karin"), ("8", "7", "karin")]


def test_without_scripts_the_way_back_stands_on_the_next_page_once(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    posted = {"indicator": there.employed.pk, "slot": "2019", "version": 1, "figure": "8 af 15"}
    page = read(karin.post(there.address, posted, follow=True).content.decode())
    (undo,) = row_of(page, there.employed).with_class("entry-figure__undo")

    assert not page.one("title").text.startswith("Fejl:")
    assert row_of(get(karin, there.address), there.employed).with_class("entry-figure__undo") == []
    karin.post(there.address, undo.fields())
    assert stored(there.employed).numerator == 7


def test_without_scripts_there_is_no_way_back_over_anothers_figure(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    karin.post(
        there.address,
        {"indicator": there.employed.pk, "slot": "2019", "version": 1, "figure": "8 af 15"},
    )
    Measurement.objects.filter(indicator=there.employed, year=2019).update(version=3, numerator=9)

    assert row_of(get(karin, there.address), there.employed).with_class("entry-figure__undo") == []


def test_undoing_gives_back_why_something_could_not_be_measured(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, unmeasurable="no_data", reason="Registret mangler"
    )
    answer = send(karin, there, there.employed, figure="7 af 15", version=1)

    send(karin, there, there.employed, **posted_by(answer.row.with_class("entry-figure__undo")[0]))

    now = stored(there.employed)
    assert (now.unmeasurable, now.reason, now.numerator) == (Unmeasurable.NO_DATA, "Registret mangler", None)


def test_a_first_figure_is_taken_back_and_missing_again(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.dialogue, figure="15")
    (undo,) = answer.row.with_class("entry-figure__undo")

    undone = send(karin, there, there.dialogue, **posted_by(undo))

    assert undo.text == f"Fortryd : Tallet for 2019: {DIALOGUE}"
    assert "data-given" in answer.row.attributes
    assert "data-given" not in undone.row.attributes
    assert (undone.badge, undone.row.fields()["figure"]) == ("Ikke afrapporteret", "")
    assert (
        undone.announcement == f"Fortrudt: tallet mangler igen. Status: Ikke afrapporteret. Mål: {DIALOGUE}"
    )
    assert undone.row.with_class("entry-figure__undo") == []
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()
    changes = list(Change.objects.filter(field="value").values_list("old", "new", "who__username"))
    assert changes == [("", "15", "karin"), ("15", "", "karin")]


def test_a_first_figure_that_somebody_changed_since_is_not_taken_back(
    karin: Client, there: EntryPlan
) -> None:
    """Bo shares the goal: what he corrected stands, and Karin is told who it was."""
    send(karin, there, there.employed, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    answer = send(karin, there, there.employed, retract="1", version=1)

    assert (answer.status, stored(there.employed).numerator) == (409, 8)
    (error,) = answer.errors
    assert error.startswith("Fejl: Tallet er ændret siden (Bo Lund, ")
    assert error.endswith(") og bliver stående.")
    assert answer.row.fields()["figure"] == "8 af 15"


def test_taking_back_twice_is_nothing(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="15")
    send(karin, there, there.dialogue, retract="1", version=1)
    written = Change.objects.count()

    answer = send(karin, there, there.dialogue, retract="1", version=1)

    assert (answer.status, answer.errors, Change.objects.count()) == (200, [], written)


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("femten", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("1e400", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("−3", "Tallet for 2019 kan ikke være mindre end 0. Skriv fx 15 eller 1.234,5."),
        (
            "14,12345",
            "Tallet for 2019 har for mange decimaler: højst 4, og intet afrundes for dig. Skriv fx 14,25.",
        ),
        ("14.5", "Tallet for 2019 har et punktum. Skriv komma foran decimaler, fx 14,5."),
        ("1 234", "Tallet for 2019 har et mellemrum. Skriv 1.234 eller 1234."),
        (
            str(10**15),
            "Tallet for 2019 er for stort: højst 11 cifre før kommaet. Skriv fx 15 eller 1.234,5.",
        ),
        ("1.2.3", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("7 af 15", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("15\x00", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("\u202e51", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("١٥", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        (
            "9" * 100_000,
            "Tallet for 2019 er for stort: højst 11 cifre før kommaet. Skriv fx 15 eller 1.234,5.",
        ),
        (
            "<script>alert(1)</script>",
            "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5.",
        ),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_count_is_refused_at_its_field_which_keeps_it(
    karin: Client, there: EntryPlan, typed: str, sentence: str
) -> None:
    answer = send(karin, there, there.dialogue, figure=typed)

    assert answer.status == 422
    assert answer.errors == [f"Fejl: {sentence}"]
    assert answer.announcement == f"Fejl: {sentence} Mål: {DIALOGUE}"
    field = answer.row.one("input", name="figure")
    assert field.attributes["value"] == typed
    assert field.attributes["aria-invalid"] == "true"
    assert answer.row.one("span", id=field.attributes["aria-describedby"]).text == f"Fejl: {sentence}"
    assert answer.page.all("script") == []
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "7 af 5",
            (
                "Tallet for 2019 passer ikke: 7 kan ikke være en del af 5. Skriv først dem, der nåede målet,"
                " så alle, fx 7 af 15."
            ),
        ),
        (
            "1830",
            (
                "Tallet for 2019 skal være antal eller procent. Skriv antal, fx 7 af 15, eller procent,"
                " fx 47 pct."
            ),
        ),
        (
            "101 pct.",
            (
                "Tallet for 2019 kan ikke være 101 pct. En andel er højst 100 pct. Skriv fx 47 pct."
                " eller 7 af 15."
            ),
        ),
        ("7,5 af 15", "Tallet for 2019 skal være hele antal uden decimaler. Skriv fx 7 af 15."),
        ("1 af 9999999999999", "Tallet for 2019 er for stort: højst 1.000.000.000.000. Skriv fx 7 af 15."),
    ],
)
def test_a_bad_share_is_refused_with_what_is_expected(
    karin: Client, there: EntryPlan, typed: str, sentence: str
) -> None:
    answer = send(karin, there, there.employed, figure=typed)

    assert (answer.status, answer.errors) == (422, [f"Fejl: {sentence}"])


def test_an_emptied_figure_is_missing_again_and_can_be_put_back(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="15")

    answer = send(karin, there, there.dialogue, figure="", version=1)

    assert (answer.status, answer.badge) == (200, "Ikke afrapporteret")
    assert answer.announcement == f"Slettet: tallet mangler igen. Status: Ikke afrapporteret. Mål: {DIALOGUE}"
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()
    (undo,) = answer.row.with_class("entry-figure__undo")
    assert undo.text.startswith("Fortryd til 15")
    assert send(karin, there, there.dialogue, **posted_by(undo)).badge == "Indfriet"
    assert stored(there.dialogue).value == 15


def test_an_emptied_figure_that_somebody_changed_since_stays(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    answer = send(karin, there, there.employed, figure="", version=1)

    assert (answer.status, stored(there.employed).numerator) == (409, 8)
    assert answer.errors[0].startswith("Fejl: Tallet er ændret siden (Bo Lund, ")


def test_a_figure_with_more_said_of_it_is_not_emptied_by_its_field_alone(
    karin: Client, there: EntryPlan
) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    ExclusionFactory.create(measurement=stored(there.employed), count=2)

    answer = send(karin, there, there.employed, figure="", version=1)

    (error,) = answer.errors
    assert error == (
        "Fejl: Tallet for 2019, 7 af 15 (47 pct.), er gemt med flere oplysninger. Skriv det rigtige, eller"
        " slet det hele under »Flere oplysninger om tallet«."
    )
    assert stored(there.employed).numerator == 7


def test_a_basis_without_a_judgement_is_not_lost(karin: Client, there: EntryPlan) -> None:
    answer = send(karin, there, there.advice, basis="To samtaler")

    assert (answer.status, answer.row.fields()["basis"]) == (422, "To samtaler")
    assert answer.errors == [
        "Fejl: Vurderingen for 2019 mangler. Vælg den på listen, fx »nået«; grundlaget kan ikke stå alene."
    ]


def test_a_judgement_that_is_no_choice_is_refused(karin: Client, there: EntryPlan) -> None:
    assert send(karin, there, there.advice, judged="splendid").status == 422
    assert send(karin, there, there.advice, judged="in_progress").status == 422


def test_a_figure_that_does_not_fit_its_details_is_refused(karin: Client, there: EntryPlan) -> None:
    """9 counted and 2 excluded are the 11 of the cohort; 10 counted would make 12."""
    before = MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, numerator=9, denominator=9, cohort_total=11
    )
    ExclusionFactory.create(measurement=before, count=2)

    answer = send(karin, there, there.employed, figure="9 af 10", version=1)

    assert answer.errors == ["Fejl: 10 talt med og 2 frafald giver 12, ikke 11."]
    assert answer.row.fields()["figure"] == "9 af 10"


def test_what_is_typed_into_a_round_that_was_closed_meanwhile_is_told(
    karin: Client, there: EntryPlan
) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    answer = send(karin, there, there.dialogue, figure="15")

    assert answer.status == 422
    assert answer.errors == ["Fejl: Runden er lukket; tallet kan ikke ændres. Du skrev 15."]


def test_what_is_typed_for_a_goal_that_was_approved_meanwhile_is_told(
    karin: Client, there: EntryPlan
) -> None:
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)

    answer = send(karin, there, there.dialogue, figure="15")

    assert (answer.status, answer.row.all("form")) == (422, [])
    assert answer.errors == ["Fejl: Målet er godkendt; tallet er låst, til det bliver genåbnet. Du skrev 15."]


# --- not allowed, not there -----------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "approver", "administrator"])
def test_other_roles_cannot_save_by_address(client: Client, there: EntryPlan, role: str) -> None:
    user = UserFactory.create(role=role)
    ResponsibilityFactory.create(user=user, area=there.dialogue.goal.area)
    client.force_login(user)

    assert send(client, there, there.dialogue, figure="15").status == 403
    assert send(client, there, there.dialogue, figure="femten").status == 403
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()


def test_a_goal_of_others_cannot_be_saved_by_address(karin: Client, there: EntryPlan) -> None:
    assert send(karin, there, there.others, figure="15").status == 403
    assert not Measurement.objects.filter(indicator=there.others).exists()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"indicator": "x", "slot": "2019"},
        {"indicator": "9" * 5000, "slot": "2019"},
        {"indicator": "{dialogue}", "slot": "20190"},
        {"indicator": "{dialogue}", "slot": "2018"},
        {"indicator": "{dialogue}", "slot": "whole"},
        {"indicator": "{dialogue}"},
        {"indicator": "{elsewhere}", "slot": "2019"},
    ],
)
def test_a_figure_that_the_round_does_not_ask_for_is_not_found(
    karin: Client, there: EntryPlan, posted: dict[str, str]
) -> None:
    elsewhere = IndicatorFactory.create()
    ResponsibilityFactory.create(user=there.karin, area=elsewhere.goal.area)
    ids = {"dialogue": there.dialogue.pk, "elsewhere": elsewhere.pk}
    filled = {name: value.format(**ids) for name, value in posted.items()}

    assert karin.post(there.address, {**filled, "figure": "15"}, headers=HTMX).status_code == 404


def test_nothing_can_be_posted_where_there_is_no_round(karin: Client, there: EntryPlan) -> None:
    posted = {"indicator": there.dialogue.pk, "slot": "2018", "figure": "15"}

    assert karin.post(f"/plans/{there.plan.slug}/entry/2018/", posted).status_code == 404


# --- without scripts ------------------------------------------------------------------------------


def test_a_plain_form_leads_back_to_its_row_with_a_message(karin: Client, there: EntryPlan) -> None:
    form = row_of(get(karin, there.address), there.employed).with_class("entry-form")[0]
    posted = {**form.fields(), "figure": "7 af 15"}

    response = karin.post(form.attributes["action"], posted)

    assert response.status_code == 302
    assert response.headers["Location"] == f"{there.address}#figure-{there.employed.pk}-2019"
    page = get(karin, there.address)
    assert page.with_class("alert")[0].text.endswith(
        f"Gemt: 7 af 15 (47 pct.). Status: Ikke nået. Mål: {EMPLOYED}"
    )


def test_a_plain_forms_error_comes_with_the_whole_page(karin: Client, there: EntryPlan) -> None:
    posted = {"indicator": there.employed.pk, "slot": "2019", "version": "", "figure": "7 af"}

    response = karin.post(f"{there.address}?goals=all", posted)

    page = read(response.content.decode())
    assert (response.status_code, len(page.all("article"))) == (422, 4)
    assert page.one("title").text.startswith("Fejl: Indberetning 2019")
    field = row_of(page, there.employed).one("input", name="figure")
    assert (field.attributes["value"], "data-focus" in field.attributes) == ("7 af", True)
    assert row_of(page, there.dialogue).with_class("figure-error") == []


def test_a_form_needs_its_token(there: EntryPlan) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(there.karin)

    response = strict.post(there.address, {"indicator": there.dialogue.pk, "slot": "2019", "figure": "15"})

    assert response.status_code == 403


# --- how much it asks of the database ------------------------------------------------------------


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_of_saving_do_not_grow_with_the_goals(
    karin: Client, there: EntryPlan, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    further_goals(there, goals)

    with django_assert_num_queries(15):
        send(karin, there, there.employed, figure="7 af 15")


def test_half_a_person_is_refused_at_the_field(karin: Client, there: EntryPlan) -> None:
    Indicator.objects.filter(pk=there.dialogue.pk).update(counts_people=True)

    answer = send(karin, there, there.dialogue, figure="14,5")

    assert answer.status == 422
    assert answer.errors == ["Fejl: Der tælles personer. Skriv et helt tal uden decimaler, fx 15."]
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019).exists()
