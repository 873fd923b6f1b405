"""Does a workbook come back as it should? Fetched, filled in, sent, looked at, and saved as a whole."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.timezone import localdate

from plans.actions.measurements import record_figure
from plans.actions.submissions import save_text
from plans.enums import RoundState, Status, SubmissionState
from plans.figures.input import FigureInput
from plans.models import Change, Draft, Measurement, Responsibility, Submission
from tests.desk.workbook.filling import (
    ADVICE,
    ADVICE_SHEET,
    DIALOGUE,
    DIALOGUE_SHEET,
    EMPLOYED,
    NAME,
    address,
    changed,
    confirm,
    entry_link,
    fetch,
    filled,
    opened,
    repacked,
    row_of,
    send,
    workbook_page,
)
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    ResultGoalFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.entry_plan import DIALOGUE as WORDING
from tests.plans.entry_plan import EntryPlan

COMMENTARY = "Der er holdt 15 aktiviteter.\n• Fem i skoler\n• Ti i foreninger & klubber"
NOT_YOURS = "Du indberetter ikke dette tal. Det er givet til andre eller er gået ud af runden."

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_databases]


def given(there: EntryPlan, who: str, figure: FigureInput, version: int | None = None) -> Measurement:
    """Somebody records the dialogue activities meanwhile."""
    return record_figure(
        by=getattr(there, who),
        round=there.round,
        indicator=there.dialogue,
        year=2019,
        figure=figure,
        version=version,
        today=localdate(),
    )


def test_figures_judgement_and_text_are_seen_first_and_then_saved(karin: Client, there: EntryPlan) -> None:
    content = filled(
        fetch(karin, there),
        {
            DIALOGUE: {
                "value": 15,
                "sub_heading": "Mange aktiviteter",
                "commentary": COMMENTARY,
            },
            EMPLOYED: {"numerator": 9, "denominator": 15, "pending": 2},
            ADVICE: {"judged": "Indfriet", "basis": "Alle fik sparring."},
        },
    )

    page = send(karin, there, content)

    assert page.status == 200
    assert page.counts == ["3 tal ændres", "1 tekst ændres", "0 rækker er uændrede"]
    assert page.changes == [
        f"Antal {DIALOGUE_SHEET}, E3 Før: – → Efter: 15",
        f"Underoverskrift {DIALOGUE_SHEET}, N3 Før: – → Efter: Mange aktiviteter",
        f"Afrapportering {DIALOGUE_SHEET}, O3 Før: – → Efter: {COMMENTARY.replace(chr(10), ' ')}",
        f"I mål {ADVICE_SHEET}, F3 Før: – → Efter: 9",
        f"Ud af {ADVICE_SHEET}, G3 Før: – → Efter: 15",
        f"Afventer {ADVICE_SHEET}, I3 Før: – → Efter: 2",
        f"Vurdering {ADVICE_SHEET}, J4 Før: – → Efter: Indfriet",
        f"Grundlag {ADVICE_SHEET}, K4 Før: – → Efter: Alle fik sparring.",
    ]
    # 9 of 15 = 60 %: (70 − 60)/70 = 14.3 %, less than 15 %
    assert page.judgements == [
        "Vurderingen nu: Ikke afrapporteret → Vurderingen bagefter: Indfriet",
        "Vurderingen nu: Ikke afrapporteret → Vurderingen bagefter: Delvist nået",
        "Vurderingen nu: Ikke afrapporteret → Vurderingen bagefter: Indfriet",
    ]
    assert not Measurement.objects.filter(year=2019).exists()

    confirmed = confirm(karin, there, page.seen)

    assert "Gemt fra arbejdsbogen: 3 tal og 1 tekst." in confirmed.text
    dialogue = Measurement.objects.get(indicator=there.dialogue, year=2019)
    assert dialogue.value == Decimal(15)
    employed = Measurement.objects.get(indicator=there.employed)
    assert (employed.numerator, employed.denominator, employed.pending) == (9, 15, 2)
    advice = Measurement.objects.get(indicator=there.advice)
    assert (advice.judged, advice.basis) == (Status.ACHIEVED, "Alle fik sparring.")
    text = Submission.objects.get(goal=there.dialogue.goal)
    assert text.sub_heading == "Mange aktiviteter"
    assert text.commentary == (
        "<p>Der er holdt 15 aktiviteter.</p>\n<ul>\n<li>Fem i skoler</li>\n"
        "<li>Ti i foreninger &amp; klubber</li>\n</ul>"
    )
    noted = Change.objects.get(kind="measurement", object_id=dialogue.pk, field="value")
    assert (noted.new, noted.who, noted.why) == ("15", there.karin, "Indberettet i Excel.")
    assert not Draft.objects.exists()


def test_what_comes_back_untouched_changes_nothing(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(
        indicator=there.dialogue, as_of=there.round.as_of, value=Decimal("1234.5"), qualifier="ca."
    )
    MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, percentage=Decimal("46.6667")
    )
    MeasurementFactory.create(
        indicator=there.advice, as_of=there.round.as_of, unmeasurable="not_held", reason="=2+3 kurser"
    )
    commentary = "<p>Alle fik <strong>sparring</strong>.</p>\n<ul>\n<li>-5 timer</li>\n</ul>"
    SubmissionFactory.create(round=there.round, goal=there.advice.goal, commentary=commentary)
    content = fetch(karin, there)
    assert row_of(opened(content)[ADVICE_SHEET], 4)["reason"] == "=2+3 kurser"

    page = send(karin, there, changed(content, lambda _book: None))

    assert "Filen er læst. Den indeholder ikke noget nyt, så intet er ændret." in page.text
    assert not Draft.objects.exists()
    assert Submission.objects.get(goal=there.advice.goal).commentary == commentary


def test_an_emptied_cell_says_nothing(karin: Client, there: EntryPlan) -> None:
    stored = MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, commentary="<p>Kort.</p>")

    page = send(karin, there, filled(fetch(karin, there), {DIALOGUE: {"value": None, "commentary": None}}))

    assert "så intet er ændret" in page.text
    stored.refresh_from_db()
    assert (stored.value, stored.version) == (Decimal(15), 1)


def test_what_somebody_else_changed_is_told_and_stays(karin: Client, there: EntryPlan) -> None:
    first = given(there, "karin", FigureInput(value=Decimal(12)))
    fetched = fetch(karin, there)
    given(there, "karin", FigureInput(value=Decimal(13)), first.version)
    save_text(
        by=there.karin,
        round=there.round,
        goal=there.dialogue.goal,
        sub_heading="",
        commentary="<p>Tretten.</p>",
        footnote="",
        version=None,
        today=localdate(),
    )
    content = filled(
        fetched, {DIALOGUE: {"value": 15, "commentary": "Femten."}, EMPLOYED: {"percentage": 0.705}}
    )
    content = changed(content, lambda book: setattr(book[ADVICE_SHEET]["H3"], "number_format", "0.0%"))

    page = send(karin, there, content)

    assert page.overtaken == [
        f"{WORDING} {DIALOGUE_SHEET}, E3: Tallet for 2019 Da du hentede 12 Gemt nu 13 I filen 15",
        f"{WORDING} {DIALOGUE_SHEET}, O3: Afrapportering Gemt nu Tretten. I filen Femten.",
    ]
    assert page.changes == [f"Procent {ADVICE_SHEET}, H3 Før: – → Efter: 70,5"]
    confirm(karin, there, page.seen)
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 13
    assert Measurement.objects.get(indicator=there.employed).percentage == Decimal("70.5")


def test_what_changes_between_preview_and_confirmation_stops_all_of_it(
    karin: Client, there: EntryPlan
) -> None:
    page = send(
        karin,
        there,
        filled(fetch(karin, there), {DIALOGUE: {"value": 15}, ADVICE: {"judged": "Indfriet"}}),
    )
    given(there, "karin", FigureInput(value=Decimal(13)))

    answer = confirm(karin, there, page.seen)

    assert answer.status == 409
    assert "Intet er gemt: Noget er ændret, siden du så ændringerne." in answer.text
    assert [each.split(" ")[0] for each in answer.changes] == ["Vurdering"]
    assert len(answer.overtaken) == 1
    assert not Measurement.objects.filter(indicator=there.advice).exists()

    confirm(karin, there, answer.seen)

    assert Measurement.objects.get(indicator=there.advice).judged == Status.ACHIEVED
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 13


def test_a_figure_that_cannot_be_written_takes_the_others_with_it(karin: Client, there: EntryPlan) -> None:
    content = filled(
        fetch(karin, there), {DIALOGUE: {"value": 15, "commentary": "Femten."}, EMPLOYED: {"percentage": 70}}
    )
    page = send(karin, there, content)
    # another round of the same day, in which the goal is approved, reads the same figure
    other = type(there.round).objects.create(
        plan=there.plan, first_year=2018, last_year=2019, as_of=there.round.as_of
    )
    SubmissionFactory.create(round=other, goal=there.employed.goal, state=SubmissionState.APPROVED)

    answer = confirm(karin, there, page.seen)

    assert answer.status == 422
    assert "Intet er gemt. Tallet indgår også i runden 2018–2019" in answer.text
    assert not Measurement.objects.filter(year=2019).exists()
    assert not Submission.objects.filter(round=there.round).exists()


def test_a_goal_that_is_approved_is_shown_and_locked(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    SubmissionFactory.create(
        round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED, commentary="<p>Ja.</p>"
    )

    content = fetch(karin, there)

    sheet = opened(content)[DIALOGUE_SHEET]
    row = row_of(sheet)
    assert (row["value"], row["commentary"]) == (15, "Ja.")
    assert row["figure"].splitlines()[1].startswith("Målet er godkendt")
    assert sheet["E3"].protection.locked
    assert sheet["O3"].protection.locked

    page = send(karin, there, filled(content, {DIALOGUE: {"value": 16}}))

    assert [each.split("Gemt nu")[1] for each in page.overtaken] == [
        " 15 I filen 16 Målet er godkendt, og dets tal er låst. En godkender kan genåbne det."
    ]
    assert not page.root.all("input", name="seen")


def test_submitted_goals_go_back_to_draft(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    SubmissionFactory.create(
        round=there.round, goal=there.dialogue.goal, state=SubmissionState.SUBMITTED, commentary="<p>Ja.</p>"
    )
    content = filled(
        fetch(karin, there),
        {DIALOGUE: {"value": 16, "commentary": "Nej."}, EMPLOYED: {"numerator": 7, "denominator": 15}},
    )
    preview = send(karin, there, content)

    # the one that was sent in is named before anything is saved
    (warning,) = preview.root.with_class("workbook-overtaken")
    assert warning.one("h3").text == "1 mål skal sendes ind igen"
    assert [item.text for item in warning.all("li")] == [WORDING]
    assert (
        "Målet er sendt ind og venter på godkendelse. Gemmer du ændringerne, skal du sende det ind igen."
        in warning.text
    )
    saved = confirm(karin, there, preview.seen)
    assert "1 mål er ikke længere sendt ind. Send det ind igen." in saved.text

    text = Submission.objects.get(goal=there.dialogue.goal)
    assert (text.state, text.commentary) == (SubmissionState.DRAFT, "<p>Nej.</p>")
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 16


def test_formatting_that_is_lost_and_numbers_of_persons_are_told(karin: Client, there: EntryPlan) -> None:
    SubmissionFactory.create(
        round=there.round, goal=there.dialogue.goal, commentary="<p>Alle fik <strong>hjælp</strong>.</p>"
    )
    content = fetch(karin, there)
    assert row_of(opened(content)[DIALOGUE_SHEET])["commentary"] == "Alle fik hjælp."

    page = send(
        karin, there, filled(content, {DIALOGUE: {"commentary": "En borger, 010190-1234, fik hjælp."}})
    )

    assert "Fed og kursiv i den gemte tekst går tabt" in page.text
    assert "Det ligner et CPR-nummer: 010190-1234" in page.text


def test_a_file_that_was_sent_waits_until_it_is_put_away(karin: Client, there: EntryPlan) -> None:
    send(karin, there, filled(fetch(karin, there), {DIALOGUE: {"value": 15}}))
    assert workbook_page(karin, there).changes == [f"Antal {DIALOGUE_SHEET}, E3 Før: – → Efter: 15"]

    response = karin.post(address(there), {"action": "discard"}, follow=True)

    assert "Upload er fortrudt. Intet er ændret." in response.content.decode()
    assert workbook_page(karin, there).changes == []
    late = karin.post(address(there), {"action": "confirm", "seen": ""}, follow=True)
    assert "Der er ingen fil at gemme fra." in late.content.decode()


def test_each_contributor_gets_and_sends_only_their_own_goals(
    karin: Client, there: EntryPlan, django_user_model: type
) -> None:
    for_karin = fetch(karin, there)
    assert opened(for_karin).sheetnames == ["Vejledning", DIALOGUE_SHEET, ADVICE_SHEET, "Vink"]
    bo = Client()
    bo.force_login(there.bo)
    # the shared goal stands under its lead area, which is not bo's
    assert opened(fetch(bo, there)).sheetnames == [
        "Vejledning",
        ADVICE_SHEET,
        "3. Indgribende indsats",
        "Vink",
    ]

    page = send(bo, there, filled(for_karin, {DIALOGUE: {"value": 15}, EMPLOYED: {"percentage": 70}}))

    assert page.status == 422
    assert page.problems == [f"{DIALOGUE_SHEET}, B3: {NOT_YOURS}"]
    assert not Draft.objects.exists()


def test_others_are_refused_and_shown_no_way(client: Client, there: EntryPlan) -> None:
    content = BytesOf(there).content
    others = [
        UserFactory.create(),
        UserFactory.create(approver=True),
        UserFactory.create(administrator=True),
        UserFactory.create(contributor=True),
    ]
    for user in others:
        client.force_login(user)
        assert client.get(address(there)).status_code == 403
        assert client.get(f"{address(there)}{NAME}").status_code == 403
        assert send(client, there, content).status == 403
        assert entry_link(client, there) == []
    client.force_login(there.karin)
    assert len(entry_link(client, there)) == 1


class BytesOf:
    """karin's workbook, filled in."""

    def __init__(self, there: EntryPlan) -> None:
        client = Client()
        client.force_login(there.karin)
        self.content = filled(fetch(client, there), {DIALOGUE: {"value": 15}})


def test_a_responsibility_that_ended_since_takes_nothing(karin: Client, there: EntryPlan) -> None:
    page = send(karin, there, filled(fetch(karin, there), {DIALOGUE: {"value": 15}}))
    Responsibility.objects.filter(user=there.karin, area=there.dialogue.goal.area).update(
        ends_on=localdate() - timedelta(days=1)
    )

    answer = confirm(karin, there, page.seen)

    assert answer.status == 409
    assert "Du indberetter ikke dette tal." in answer.text
    assert not Measurement.objects.filter(year=2019).exists()


def test_a_closed_round_is_told(karin: Client, there: EntryPlan) -> None:
    content = filled(fetch(karin, there), {DIALOGUE: {"value": 15}})
    page = send(karin, there, content)
    type(there.round).objects.update(state=RoundState.CLOSED)

    assert "Runden er lukket" in workbook_page(karin, there).text
    assert workbook_page(karin, there).changes == []
    assert send(karin, there, content).status == 409
    assert confirm(karin, there, page.seen).status == 409
    assert karin.get(f"{address(there)}{NAME}").status_code == 403
    assert not Measurement.objects.filter(year=2019).exists()


def test_a_goal_of_several_figures_has_a_row_each_and_one_text(karin: Client, there: EntryPlan) -> None:
    goal = ResultGoalFactory.create(area=there.dialogue.goal.area, wording="Møder og en høring")
    IndicatorFactory.create(goal=goal, label="møder")
    IndicatorFactory.create(goal=goal, label="høringer", counts_people=True)
    sheet = opened(fetch(karin, there))[DIALOGUE_SHEET]

    assert [row_of(sheet, row)["figure"] for row in (4, 5)] == [
        "Tallet for 2019: møder",
        "Tallet for 2019: høringer",
    ]
    assert (sheet["O4"].protection.locked, sheet["O5"].protection.locked) == (False, True)
    assert (sheet["E4"].number_format, sheet["E5"].number_format) == ("General", "#,##0")

    page = send(
        karin,
        there,
        filled(fetch(karin, there), {(DIALOGUE_SHEET, 5): {"commentary": "Her ikke.", "value": 2}}),
    )

    assert page.problems == [f"{DIALOGUE_SHEET}, O5: Cellen hører ikke til rækken. Slet det, der står i den."]


def test_no_such_round_or_file(karin: Client, there: EntryPlan) -> None:
    assert karin.get(address(there).replace("2019", "2018")).status_code == 404
    assert karin.get(f"{address(there)}noget-andet.xlsx").status_code == 404
    assert there.round.as_of == date(2020, 1, 15)


def test_a_sign_that_nothing_can_show_is_named_with_its_cell(karin: Client, there: EntryPlan) -> None:
    """What Word's symbol fonts leave behind in a cell; Word's own bullet is a bullet."""
    book = filled(fetch(karin, there), {DIALOGUE: {"commentary": "\uf0b7 Fra 10 \uf0e0 15"}})

    (problem,) = send(karin, there, book).problems

    assert "tegnet U+F0E0 i »• Fra 10 □ 15« kan ikke vises. Skriv det på en anden måde." in problem


# As Excel keeps a text whose words are formatted by themselves: among the strings that cells share.
FORMATTED = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>
<r><t xml:space="preserve">Vi nåede </t></r><r><rPr><strike/></rPr><t xml:space="preserve">ikke </t></r>
<r><t>målet: 10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r>
<r><t xml:space="preserve"> </t></r><r><rPr><rFont val="Wingdings"/></rPr><t>à</t></r>
<r><rPr><b/></rPr><t xml:space="preserve"> CO</t></r>
<r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r>
</si></sst>"""
SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def with_formatted_words(parts: dict[str, bytes]) -> None:
    """Put the formatted text where the cell says ORDENE."""
    parts["xl/sharedStrings.xml"] = FORMATTED.replace("\n", "").encode()
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED}"/></Types>'
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    (sheet,) = (name for name, part in parts.items() if b"ORDENE" in part)
    xml = parts[sheet].decode()
    parts[sheet] = re.sub(
        r't="inlineStr"([^>]*)><is><t[^>]*>ORDENE</t></is>', r't="s"\1><v>0</v>', xml
    ).encode()
    assert parts[sheet] != xml.encode()


def test_struck_words_in_a_cell_go_and_raised_digits_stay_raised(karin: Client, there: EntryPlan) -> None:
    """10⁶ is not 106, and what was struck through is not said; Wingdings' arrow is an arrow."""
    book = filled(fetch(karin, there), {DIALOGUE: {"commentary": "ORDENE"}})
    page = send(karin, there, repacked(book, with_formatted_words))

    confirm(karin, there, page.seen)

    assert Submission.objects.get().commentary == "<p>Vi nåede målet: 10⁶ → CO₂</p>"


def test_what_looks_odd_is_asked_about_and_saved_all_the_same(karin: Client, there: EntryPlan) -> None:
    text = "Der er holdt 1.300 aktiviteter."
    content = filled(fetch(karin, there), {DIALOGUE: {"value": 1200, "commentary": text}})
    page = send(karin, there, content)

    assert [node.text for node in page.root.with_class("workbook-goal__note")] == [
        "Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12.",
        "Teksten siger 1.300, men tallet er 1.200. Er det rigtigt?",
    ]
    confirm(karin, there, page.seen)
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 1200
