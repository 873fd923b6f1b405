"""What happens to a bad figure or text? A clear error at its field with the input kept, or harmless text."""

from html import escape

import pytest
from django.test import Client

from plans.models import Indicator, Measurement, Submission
from tests.desk.goal.entry_form import (
    errors,
    exclusion,
    fill_in,
    form_on,
    named,
    part,
    posted_by,
    stored,
    submission_of,
)
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db

NOT_READ = "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 47 pct. eller 7 af 15."


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"figure": "syv"}, NOT_READ),
        ({"figure": "1e400"}, NOT_READ),
        ({"figure": "٧ af ١٥"}, NOT_READ),  # Arabic digits
        ({"figure": "7 af\u202e 51"}, NOT_READ),  # a mark that turns the direction of writing
        ({"figure": "7 af \u200f15"}, NOT_READ),
        ({"figure": "<script>alert(1)</script>"}, NOT_READ),
        (
            {"figure": "7 af 5"},
            (
                "Tallet for 2019 passer ikke: 7 kan ikke være en del af 5. Skriv først dem, der nåede"
                " målet, så alle, fx 7 af 15."
            ),
        ),
        (
            {"figure": "-3 pct."},
            "Tallet for 2019 kan ikke være mindre end 0. Skriv fx 47 pct. eller 7 af 15.",
        ),
        (
            {"figure": "14,12345 pct."},
            ("Tallet for 2019 har for mange decimaler: højst 4, og intet afrundes for dig. Skriv fx 14,25."),
        ),
        (
            {"figure": f"1 af {10**15}"},
            "Tallet for 2019 er for stort: højst 1.000.000.000.000. Skriv fx 7 af 15.",
        ),
        (
            {"figure": "7 af 15\x00"},
            "Tallet for 2019 indeholder et tegn, der ikke kan gemmes (NUL). Slet det.",
        ),
        ({"figure": "9" * 100_000}, ""),
        ({"pending": "to"}, "Afventer svar kan ikke læses. Skriv det med cifre, fx 2."),
        ({"pending": "1,5"}, "Afventer svar skal være et helt tal uden decimaler, fx 2."),
        ({"pending": "-1"}, "Afventer svar kan ikke være mindre end 0. Skriv fx 2."),
        ({"pending": "9"}, "7 i mål og 9 afventende er flere end de 15 i alt."),
        ({"cohort_total": "16"}, "15 talt med og 0 frafald giver 15, ikke 16."),
        (
            {"ongoing": "9" * 13},
            "I gang, ikke talt med er for stort: højst 11 cifre før kommaet. Skriv fx 2.",
        ),
        ({"qualifier": "ca. " * 20}, "Forbehold må højst fylde 60 tegn. Skriv kortere."),
        ({"method_note": "x" * 100_000}, "Metode må højst fylde 20.000 tegn. Skriv kortere."),
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
        (exclusion(0, "2"), "Årsag mangler i frafaldet. Skriv, hvorfor de ikke indgår, fx fraflyttet."),
        (exclusion(0, "to", "fraflyttet"), "Antal kan ikke læses. Skriv det med cifre, fx 2."),
        (exclusion(0, "2", "fraflyttet", "i juli"), "Indgår fra er ingen dato. Skriv fx 15.07.2020."),
        (
            exclusion(0, "2", "fraflyttet", "2020-01-15"),
            (
                "Indgår fra skal være efter den 15. januar 2020, hvor tallet er opgjort."
                " Skriv en senere dato, eller lad feltet stå tomt."
            ),
        ),
        (part(0, "12"), "Skriv, hvad eller hvem »heraf« er, fx i udsatte boligområder, eller tøm rækken."),
        (
            part(0, "", "kvinder"),
            "Tallet mangler i »heraf«. Skriv, hvor mange det er, fx 12, eller tøm rækken.",
        ),
        (part(0, "tolv", "kvinder"), "Heraf kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        (part(0, "3", "x" * 301), "Hvad eller hvem må højst fylde 300 tegn. Skriv kortere."),
        (
            {**part(0, "3", "kvinder"), "parts-0-adds_up": "on"},
            "Delene giver 3 tilsammen, ikke 7.",
        ),
        ({"sub_heading": "x" * 201}, "Underoverskrift må højst fylde 200 tegn. Skriv kortere."),
        ({"commentary": "x" * 100_000}, "Afrapportering må højst fylde 20.000 tegn. Skriv kortere."),
        ({"commentary": "a\x00b"}, "Afrapportering indeholder et tegn, der ikke kan gemmes (NUL). Slet det."),
        ({"footnote": "x" * 20_001}, "Fodnote må højst fylde 20.000 tegn. Skriv kortere."),
        (
            {"override": "achieved"},
            "Begrundelsen mangler. Skriv, hvorfor vurderingen er en anden end den beregnede.",
        ),
        (
            {"override_reason": "Næsten"},
            "Du har skrevet en begrundelse. Vælg også din egen vurdering, eller slet begrundelsen.",
        ),
        (
            {"override": "not_achieved", "override_reason": "Enig"},
            "Det er allerede den beregnede vurdering. Vælg en anden, eller fjern egen vurdering.",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(
    karin: Client, there: EntryPlan, fields: dict[str, str], sentence: str
) -> None:
    """7 of 15 is 47 percent of the 70 that are the target: not achieved. Nothing else is saved either."""
    typed = {"figure": "7 af 15", "sub_heading": "Borgere", **fields}

    status, page = fill_in(karin, there, there.employed, typed)

    assert status == 422
    assert errors(page) == [sentence] if sentence else errors(page)
    held, expected = posted_by(form_on(page)), named(there.employed, typed)
    # In the text that may be formatted, NUL is left out.
    expected["commentary"] = expected.get("commentary", "").replace("\x00", "")
    assert {name: held[name] for name in expected} == expected
    assert page.one("title").text.startswith("Fejl:")
    assert not Measurement.objects.filter(indicator=there.employed).exists()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", ""),
        ("1.2.3", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("−3", "Tallet for 2019 kan ikke være mindre end 0. Skriv fx 15 eller 1.234,5."),
        (str(10**15), "Tallet for 2019 er for stort: højst 11 cifre før kommaet. Skriv fx 15 eller 1.234,5."),
        ("1e400", "Tallet for 2019 kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
    ],
)
def test_a_bad_count(karin: Client, there: EntryPlan, typed: str, sentence: str) -> None:
    """A note without its figure says that the figure is missing."""
    status, page = fill_in(karin, there, there.dialogue, figure=typed, method_note="Talt")

    assert status == 422
    assert errors(page) == [sentence or "Tallet for 2019 mangler. Skriv fx 15 eller 1.234,5."]


@pytest.mark.parametrize(
    ("figure", "as_kept"), [("0 af 0", (0, 0, None)), ("47,5 %", (None, None, 47.5)), ("7/15", (7, 15, None))]
)
def test_what_looks_odd_and_is_a_figure(
    karin: Client, there: EntryPlan, figure: str, as_kept: tuple[object, ...]
) -> None:
    status, page = fill_in(karin, there, there.employed, figure=figure)

    now = stored(there.employed)
    assert (status, (now.numerator, now.denominator, now.percentage)) == (302, as_kept)
    if figure == "0 af 0":
        assert "Der er ingen i målgruppen." in page.text


@pytest.mark.slow
def test_scripts_in_a_text_are_stored_harmlessly(karin: Client, there: EntryPlan) -> None:
    """Without scripts they are words; what the editor sends is cleaned (test_rich_text_field)."""
    evil = '<p onclick="x()">Hej<script>alert(1)</script><img src=x onerror=alert(1)></p>'

    fill_in(karin, there, there.dialogue, commentary=evil)
    _, page = fill_in(karin, there, there.employed, sub_heading=evil, footnote="\u202eomvendt")

    assert submission_of(there, there.dialogue).commentary == f"<p>{escape(evil, quote=False)}</p>"
    assert submission_of(there, there.employed).sub_heading == evil
    assert submission_of(there, there.employed).footnote == "\u202eomvendt"
    assert page.all("img") == [
        node for node in page.all("img") if node.attributes["src"].endswith("mark.svg")
    ]


def test_only_what_is_on_the_list_can_be_chosen(karin: Client, there: EntryPlan) -> None:
    _, page = fill_in(karin, there, there.employed, figure="7 af 15", unmeasurable="because", override="x")

    assert errors(page) == [
        "»Kan det opgøres?«: vælg et af svarene på listen.",
        "»Egen vurdering«: vælg et af svarene på listen.",
    ]


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
        {**exclusion(0, "1"), **exclusion(1, "x", "y"), **part(0, "z", "w")},
        figure="syv",
        pending="to",
        sub_heading="x" * 201,
        override="achieved",
    )

    assert len(errors(page)) == 7


def test_what_is_no_form_at_all_is_no_error_of_the_servers(karin: Client, there: EntryPlan) -> None:
    """Formsets without their counts, versions that are none, unknown buttons."""
    field = f"figure-{there.employed.pk}-2019"
    posted = {f"{field}-figure": "7 af 15", f"{field}-version": "x", "version": "9" * 50, "then": "explode"}

    response = karin.post(f"{there.address}goals/{there.employed.goal.key}/", posted)

    assert response.status_code in {302, 422}
    assert Indicator.objects.filter(pk=there.employed.pk).exists()


@pytest.mark.parametrize("field", ["sub_heading", "commentary", "footnote", "method_note", "override_reason"])
def test_what_looks_like_a_cpr_number_is_warned_of_and_not_refused(
    karin: Client, there: EntryPlan, field: str
) -> None:
    typed = {"figure": "7 af 15", field: "Borgeren 010190-1234 er i job"}
    if field == "override_reason":
        typed["override"] = "achieved"

    status, page = fill_in(karin, there, there.employed, typed)

    warnings = [node.text for node in page.with_class("field-warning") if node.text]
    assert status == 302
    assert warnings == [
        "»010190-1234« ligner et CPR-nummer. Slet det, hvis det er: teksten bliver offentlig."
    ]
