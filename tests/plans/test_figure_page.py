"""What can a person say of one figure on its own page, and what happens when it does not add up?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.enums import RoundState, Status, Unmeasurable
from plans.models import Change, Indicator, Measurement
from tests.factories import (
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_page import Node, get, read, send
from tests.plans.entry_plan import ADVICE, EMPLOYED, EntryPlan, entry_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


@pytest.fixture
def karin(client: Client, there: EntryPlan) -> Client:
    client.force_login(there.karin)
    return client


def address(there: EntryPlan, indicator: Indicator, slot: str = "2019") -> str:
    return f"{there.address}{indicator.pk}/{slot}/"


def form_on(page: Node) -> Node:
    return page.with_class("figure-page__form")[0]


def fill_in(client: Client, there: EntryPlan, indicator: Indicator, **fields: Any) -> tuple[int, Node]:
    """Fill in the page's own form and post it; the answer's status and the page after it."""
    form = form_on(get(client, address(there, indicator)))
    posted = {name: value for name, value in form.fields().items() if name != "provisional"} | fields
    response = client.post(form.attributes["action"], posted, follow=True)
    status = response.redirect_chain[0][1] if response.redirect_chain else response.status_code
    return status, read(response.content.decode())


def exclusion(row: int, count: str, reason: str = "", due_on: str = "") -> dict[str, str]:
    prefix = f"exclusions-{row}"
    return {f"{prefix}-count": count, f"{prefix}-reason": reason, f"{prefix}-due_on": due_on}


def errors(page: Node) -> list[str]:
    return [node.text for node in page.with_class("error-summary")[0].all("li")]


def stored(indicator: Indicator) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=2019)


# --- everything can be said -----------------------------------------------------------------------


def test_everything_of_a_share_is_kept(karin: Client, there: EntryPlan) -> None:
    """3 of 4; 2 ended less than six months ago, 1 has moved (Bilag 1 for 2019, table 3): 4 + 2 + 1 = 7."""
    status, page = fill_in(
        karin,
        there,
        there.employed,
        figure="3 af 4",
        pending="1",
        cohort_total="7",
        ongoing="5",
        qualifier="ca.",
        provisional="on",
        method_note="Registeropslag",
        **exclusion(0, "2", "Afsluttet for under 6 måneder siden", "2020-07-15"),
        **exclusion(1, "1", "Fraflyttet"),
    )

    now = stored(there.employed)
    assert status == 302
    assert (now.numerator, now.denominator, now.pending, now.cohort_total, now.ongoing) == (3, 4, 1, 7, 5)
    assert (now.qualifier, now.provisional, now.method_note) == ("ca.", True, "Registeropslag")
    assert [(each.count, each.reason, each.due_on) for each in now.exclusions.all()] == [
        (2, "Afsluttet for under 6 måneder siden", date(2020, 7, 15)),
        (1, "Fraflyttet", None),
    ]
    assert page.with_class("alert")[0].text.endswith(f"Gemt: Tallet for 2019: {EMPLOYED}.")
    assert page.with_class("status")[0].text == "Indfriet"
    assert "Hvis alle de afventende kommer i mål: 4 af 4 = 100 pct., indfriet." in page.text


def test_a_judgement_is_kept_with_its_basis(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.advice, judged="partly_achieved", basis="Tre af fire fik svar")

    now = stored(there.advice)
    assert (status, now.judged, now.basis) == (302, Status.PARTLY_ACHIEVED, "Tre af fire fik svar")
    assert page.with_class("status")[0].text == "Delvist nået"


def test_what_cannot_be_measured_is_said_with_its_reason(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.dialogue, figure="15")

    status, page = fill_in(
        karin, there, there.dialogue, figure="", unmeasurable="not_held", reason="Aflyst på grund af vejret"
    )

    now = stored(there.dialogue)
    assert (status, now.value, now.unmeasurable) == (302, None, Unmeasurable.NOT_HELD)
    assert page.with_class("status")[0].text == "Kan ikke opgøres"


def test_the_form_shows_what_is_stored(karin: Client, there: EntryPlan) -> None:
    measurement = MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        numerator=7,
        denominator=15,
        pending=2,
        cohort_total=0,
        method_note="Linje et\nLinje to",
    )
    ExclusionFactory.create(measurement=measurement, count=1200, due_on=date(2020, 7, 15))

    fields = form_on(get(karin, address(there, there.employed))).fields()

    assert {name: fields[name] for name in ("figure", "pending", "cohort_total", "ongoing", "version")} == {
        "figure": "7 af 15",
        "pending": "2",
        "cohort_total": "0",
        "ongoing": "",
        "version": "1",
    }
    assert fields["method_note"] == "Linje et\nLinje to"
    assert [fields[f"exclusions-0-{name}"] for name in ("count", "reason", "due_on")] == [
        "1200",
        "fraflyttet",
        "2020-07-15",
    ]
    assert fields["exclusions-TOTAL_FORMS"] == "4"  # one stored, three to spare


def test_saving_without_a_change_changes_nothing(karin: Client, there: EntryPlan) -> None:
    measurement = MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        numerator=7,
        denominator=15,
        pending=2,
        cohort_total=16,
        method_note="Linje et\nLinje to",
    )
    ExclusionFactory.create(measurement=measurement, due_on=date(2020, 7, 15))

    status, _ = fill_in(karin, there, there.employed)

    assert (status, stored(there.employed).version, Change.objects.count()) == (302, 1, 0)


def test_what_a_measure_has_no_use_for_is_kept_unseen(karin: Client, there: EntryPlan) -> None:
    """A count has no cohort to ask for, but one that came with a file is not lost by saving the form."""
    measurement = MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    ExclusionFactory.create(measurement=measurement, reason="talt andetsteds")

    fill_in(karin, there, there.dialogue, figure="16", ongoing="100")

    now = stored(there.dialogue)
    assert (now.value, now.ongoing) == (16, 100)
    assert [each.reason for each in now.exclusions.all()] == ["talt andetsteds"]


def test_an_emptied_row_of_exclusions_goes(karin: Client, there: EntryPlan) -> None:
    measurement = MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, numerator=7, denominator=15
    )
    ExclusionFactory.create(measurement=measurement, reason="første")
    ExclusionFactory.create(measurement=measurement, reason="anden")

    fill_in(karin, there, there.employed, **exclusion(0, ""))

    assert [each.reason for each in stored(there.employed).exclusions.all()] == ["anden"]


def test_what_helps_stands_beside_the_form(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(
        indicator=there.employed,
        year=2018,
        as_of=date(2019, 1, 15),
        numerator=6,
        denominator=10,
        pending=1,
        method_note="Registeropslag",
    )
    Indicator.objects.filter(pk=there.employed.pk).update(numerator="i uddannelse eller beskæftigelse")

    facts = get(karin, address(there, there.employed)).with_class("facts__fact")

    assert [fact.text for fact in facts] == [
        "Måltal 70 pct.",
        "Senest, 2018 6 af 10 (60 pct.). 1 afventer svar. Registeropslag",
        "Tælles med i uddannelse eller beskæftigelse",
    ]


# --- what does not add up -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"figure": ""}, "Tallet for 2019 mangler. Skriv fx 47 pct. eller 7 af 15."),
        ({"figure": "syv"}, "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 47 pct. eller 7 af 15."),
        ({"pending": "to"}, "Afventer svar kan ikke læses. Skriv det med cifre, fx 2."),
        ({"pending": "1,5"}, "Afventer svar skal være et helt tal uden decimaler, fx 2."),
        ({"pending": "-1"}, "Afventer svar kan ikke være mindre end 0. Skriv fx 2."),
        ({"pending": "9"}, "7 i mål og 9 afventende er flere end de 15 i alt."),
        ({"cohort_total": "16"}, "15 talt med og 0 frafald giver 15, ikke 16."),
        (
            {"ongoing": "9" * 13},
            "I gang, ikke talt med er for stort: højst 11 cifre før kommaet. Skriv fx 2.",
        ),
        ({"qualifier": "ca. " * 20}, "Forbehold er for langt: højst 60 tegn. Skriv det kortere."),
        ({"method_note": "x" * 20_001}, "Metode er for langt: højst 20.000 tegn. Skriv det kortere."),
        ({"method_note": "\x00"}, "Metode indeholder et tegn, der ikke kan gemmes (NUL). Slet det."),
        (
            {"unmeasurable": "no_data", "reason": "Registret mangler"},
            "Tallet for 2019 er udfyldt, men du har også valgt, at det ikke kan opgøres. Behold kun det ene.",
        ),
        ({"figure": "", "unmeasurable": "no_data"}, "Skriv, hvorfor tallet ikke kan opgøres."),
        (
            {"reason": "Registret mangler"},
            "Du har skrevet, hvorfor det ikke kan opgøres. Vælg også et »Nej«, eller slet begrundelsen.",
        ),
        (
            exclusion(0, "", "fraflyttet"),
            "Antal mangler i frafaldet. Skriv, hvor mange der ikke indgår, fx 2, eller tøm rækken.",
        ),
        (
            exclusion(0, "0", "fraflyttet"),
            "Antal mangler i frafaldet. Skriv, hvor mange der ikke indgår, fx 2, eller tøm rækken.",
        ),
        (
            exclusion(0, "2"),
            "Årsag mangler i frafaldet. Skriv, hvorfor de ikke indgår, fx fraflyttet.",
        ),
        (exclusion(0, "to", "fraflyttet"), "Antal kan ikke læses. Skriv det med cifre, fx 2."),
        (
            exclusion(0, "2", "fraflyttet", "i juli"),
            "Indgår fra er ingen dato. Skriv fx 15.07.2020.",
        ),
        (
            exclusion(0, "2", "fraflyttet", "2020-01-15"),
            (
                "Indgår fra skal være efter den 15. januar 2020, hvor tallet er opgjort."
                " Skriv en senere dato, eller lad feltet stå tomt."
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(
    karin: Client, there: EntryPlan, fields: dict[str, str], sentence: str
) -> None:
    status, page = fill_in(karin, there, there.employed, **{"figure": "7 af 15", **fields})

    assert status == 422
    assert errors(page) == [sentence]
    held = form_on(page).fields()
    assert {name: held[name] for name in fields} == fields
    assert page.one("title").text.startswith("Fejl:")
    assert not Measurement.objects.filter(indicator=there.employed).exists()


def test_only_what_is_on_the_list_can_be_chosen(karin: Client, there: EntryPlan) -> None:
    _, page = fill_in(karin, there, there.employed, figure="7 af 15", unmeasurable="because")

    assert errors(page) == ["»Kan det opgøres?«: vælg et af svarene på listen."]


def test_a_judgement_must_be_chosen(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.advice, basis="To samtaler")

    assert status == 422
    assert errors(page) == [
        "Vurderingen for 2019 mangler. Vælg den på listen, fx »nået«; grundlaget kan ikke stå alene."
    ]


def test_all_errors_are_told_at_once(karin: Client, there: EntryPlan) -> None:
    _, page = fill_in(
        karin,
        there,
        there.employed,
        figure="syv",
        pending="to",
        **exclusion(0, "1"),
        **exclusion(1, "x", "y"),
    )

    assert len(errors(page)) == 4


# --- two at once ----------------------------------------------------------------------------------


def test_somebody_elses_figure_is_shown_beside_ones_own(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    status, page = fill_in(
        karin, there, there.employed, figure="9 af 15", version="1", method_note="Ny optælling"
    )

    assert status == 409
    assert "Gem mit tal, 9 af 15 (60 pct.)" in page.with_class("conflict")[0].text
    form = form_on(page)
    posted = {name: value for name, value in form.fields().items() if name != "provisional"}
    assert (posted["version"], posted["method_note"]) == ("2", "Ny optælling")

    response = karin.post(form.attributes["action"], {**posted, "choice": "mine"})

    now = stored(there.employed)
    assert (response.status_code, now.numerator, now.method_note) == (302, 9, "Ny optælling")


def test_keeping_the_others_figure_shows_it(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")

    response = karin.post(address(there, there.employed), {"choice": "theirs"}, follow=True)

    assert form_on(read(response.content.decode())).fields()["figure"] == "7 af 15"
    assert stored(there.employed).version == 1


def test_a_correction_after_an_error_still_meets_the_others_figure(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    send(karin, there, there.employed, figure="8 af 15", version=1)

    _, page = fill_in(karin, there, there.employed, figure="ni", version="1")

    assert form_on(page).fields()["version"] == "1"


# --- who may --------------------------------------------------------------------------------------


def test_others_read_the_details_and_cannot_change_them(client: Client, there: EntryPlan) -> None:
    client.force_login(UserFactory.create())
    MeasurementFactory.create(indicator=there.employed, as_of=there.round.as_of, numerator=7, denominator=15)

    page = get(client, address(there, there.employed))
    refused = client.post(address(there, there.employed), {"figure": "9 af 15", "version": "1"})

    assert "Du kan læse tallene, men ikke ændre dem." in page.with_class("alert")[0].text
    assert form_on(page).all("button") == []
    typing = [node for node in form_on(page).all("input") if node.attributes["type"] != "hidden"]
    assert typing
    assert all("disabled" in node.attributes for node in typing)
    assert (refused.status_code, stored(there.employed).numerator) == (403, 7)


def test_a_closed_round_is_told_and_refused(karin: Client, there: EntryPlan) -> None:
    there.round.state = RoundState.CLOSED
    there.round.save()

    page = get(karin, address(there, there.employed))
    response = karin.post(
        address(there, there.employed),
        {"figure": "9 af 15", "exclusions-TOTAL_FORMS": "0", "exclusions-INITIAL_FORMS": "0"},
    )

    assert "Runden er lukket." in page.with_class("alert")[0].text
    after = read(response.content.decode())
    assert (response.status_code, errors(after)) == (422, ["Runden er lukket; tallet kan ikke ændres."])
    assert form_on(after).fields()["figure"] == "9 af 15"
    assert not Measurement.objects.filter(indicator=there.employed).exists()


@pytest.mark.parametrize("slot", ["2018", "whole", "2020"])
def test_a_figure_that_the_round_does_not_ask_for_is_not_found(
    karin: Client, there: EntryPlan, slot: str
) -> None:
    assert karin.get(address(there, there.employed, slot)).status_code == 404


def test_an_indicator_of_another_plan_is_not_found(karin: Client, there: EntryPlan) -> None:
    assert karin.get(address(there, IndicatorFactory.create())).status_code == 404


def test_a_period_without_a_round_has_no_figures(karin: Client, there: EntryPlan) -> None:
    assert karin.get(f"/plans/{there.plan.slug}/entry/2018/{there.dialogue.pk}/2018/").status_code == 404


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_do_not_grow_with_the_goals(
    karin: Client, there: EntryPlan, goals: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(goals):
        area = EffortAreaFactory.create(plan=there.plan)
        indicator = IndicatorFactory.create(goal__area=area)
        TargetFactory.create(indicator=indicator)
        MeasurementFactory.create(indicator=indicator, as_of=there.round.as_of, value=Decimal(9))
    send(karin, there, there.employed, figure="7 af 15")

    with django_assert_num_queries(17):
        page = get(karin, address(there, there.employed))

    assert ADVICE not in page.text
