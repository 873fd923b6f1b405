"""Does a report become a record that says what the annex said, and is it told what differs from it later?

Tests the publishing of a report: its files, its corrected versions, and what differs from it later.
"""

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import publication_guard, queries
from plans.actions.history import Conflict
from plans.enums import RedactionState, SubmissionState
from plans.models import (
    Decision,
    Measurement,
    Publication,
    RedactedPlace,
    Redaction,
    ReportingRound,
    Submission,
)
from reporting.annex.rendering import style_source
from reporting.publish.differences import differences
from reporting.publish.draft import draft_of
from reporting.publish.publishing import SomethingInTheWay, publish_report
from reporting.publish.record import record_of
from tests.factories import UserFactory
from tests.marked_english import marked_english
from tests.plans.approved import approve_as_it_is
from tests.reporting.docx_reading import WordFile
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.publishing_plan import NOW, URL, WORDING, PublishingPlan, publishing_plan

pytestmark = pytest.mark.django_db

NOTE = "Der var 14 aktiviteter, ikke 15."


@pytest.fixture
def ready() -> PublishingPlan:
    return publishing_plan()


def client_of(ready: PublishingPlan) -> Client:
    client = Client()
    client.force_login(ready.approver)
    return client


def correct_the_figure() -> None:
    """What a reopened round would let its contributor do."""
    Measurement.objects.update(value=Decimal(14))
    Submission.objects.update(commentary="<p>VINK afholdt i alt 14 dialogaktiviteter.</p>")
    approve_as_it_is(ReportingRound.objects.get())


def stored(publication: Publication) -> dict[str, bytes]:
    return {name: queries.stored_file(publication, name) for name in queries.PUBLISHED_FILES}


# --- The files --------------------------------------------------------------------------------------------


def test_all_files_say_the_same_and_are_given_byte_by_byte(ready: PublishingPlan) -> None:
    with marked_english():  # the record is Danish whoever publishes it
        publication = ready.publish()

    files = stored(publication)
    html = files["html"].decode()
    record = json.loads(files["status_report"])
    sentences = ["Målet er nået.", WORDING, "VINK afholdt i alt 15 dialogaktiviteter."]
    for text in (html, TaggedPdf(files["pdf"]).text, WordFile(files["docx"]).text):
        assert [part for part in sentences if part not in text] == []
    assert "<style>" in html
    assert (record["version"], record["published_at"], record["counts"]["achieved"]) == (
        1,
        "2020-02-01T09:30:00+00:00",
        1,
    )
    (goal,) = record["goals"]
    assert (goal["status"], goal["actual"], goal["told"]["figures"][0]["actual"]) == ("achieved", 15, "15")
    assert "Lund" not in html + files["status_report"].decode()

    client = client_of(ready)
    for extension, name in {
        "html": "html",
        "pdf": "pdf",
        "docx": "docx",
        "json": "status_report",
    }.items():
        response = client.get(f"{URL}1/bilag-1.{extension}")
        assert (response.status_code, response.content) == (200, files[name])
        assert f'filename="bilag-1-vink-2019-version-1.{extension}"' in response["Content-Disposition"]
    assert client.get(f"{URL}1/bilag-1.xlsx").status_code == 404
    assert client.get(f"{URL}2/bilag-1.pdf").status_code == 404


def test_the_stored_page_applies_its_own_stylesheet_and_nothing_else(ready: PublishingPlan) -> None:
    html = queries.stored_file(ready.publish(), "html").decode()

    policy = client_of(ready).get(f"{URL}1/bilag-1.html")["Content-Security-Policy"]

    (styles,) = [part for part in policy.split("; ") if part.startswith("style-src")]
    assert styles == f"style-src 'self' {style_source(html)}"
    assert "script-src 'none'" in policy


def test_what_changes_afterwards_leaves_a_publication_as_it_was(ready: PublishingPlan) -> None:
    first = ready.publish()
    before = stored(first)

    correct_the_figure()
    second = ready.publish(2, NOTE)

    assert stored(first) == before
    assert b"14 dialogaktiviteter" in queries.stored_file(second, "html")
    client = client_of(ready)
    one, two = (client.get(f"{URL}{number}/").content.decode() for number in (1, 2))
    assert f'href="{URL}2/"' in one
    assert "Der er en nyere version" in one
    assert "Der er en nyere version" not in two
    assert client.get(f"{URL}1/bilag-1.pdf").content == before["pdf"]


def test_a_correction_stands_at_the_head_of_every_file(ready: PublishingPlan) -> None:
    ready.publish()
    correct_the_figure()
    note = "Der var 14, ikke 15 <script>alert(1)</script>"
    files = stored(ready.publish(2, note))

    html = files["html"].decode()
    assert "Rettelse i version 2, 1. februar 2020" in html
    assert "<script" not in html
    assert html.index("Rettelse i version 2") < html.index("Nedenfor afrapporteres")
    for text in (TaggedPdf(files["pdf"]).text, WordFile(files["docx"]).text):
        assert "Rettelse i version 2, 1. februar 2020" in text
        assert note in text
    assert json.loads(files["status_report"])["correction_note"] == note


# --- What stands in the way -------------------------------------------------------------------------------


def test_nothing_is_published_while_the_checks_find_something(ready: PublishingPlan) -> None:
    Submission.objects.update(state=SubmissionState.SUBMITTED)

    with pytest.raises(SomethingInTheWay) as refusal:
        ready.publish()
    client = client_of(ready)
    page = client.get(URL).content.decode()
    answer = client.post(URL, {"number": "1", "seen": draft_of(ready.status).mark, "understood": "on"})

    assert [finding.code for finding in refusal.value.findings] == ["unapproved"]
    assert "Målet er sendt ind, men ikke godkendt." in page
    assert 'name="understood"' not in page
    assert answer.status_code == 422
    assert Publication.objects.count() == 0


def test_what_a_period_lacks_before_anything_can_be_published_is_said(ready: PublishingPlan) -> None:
    client = client_of(ready)

    without_a_round = client.get("/plans/vink/annex/2018/publications/").content.decode()
    ready.report.tables.get().rows.all().delete()
    ready.report.tables.all().delete()
    ready.report.delete()
    without_a_memo = client.get(URL).content.decode()

    assert "Der er ingen indberetningsrunde for perioden" in without_a_round
    assert "Opret bilaget" not in without_a_round
    assert "Når bilaget er oprettet, og tallene er godkendt, kan det fastlåses her." in without_a_memo
    assert (
        '<a class="button button-primary" href="/plans/vink/annex/2019/edit/">Opret bilaget</a>'
        in without_a_memo
    )


def test_a_character_that_the_font_lacks_is_named(ready: PublishingPlan) -> None:
    ready.publish()
    correct_the_figure()

    with pytest.raises(ValidationError) as refusal:
        ready.publish(2, "Rettet af 🙂")

    assert "U+1F642" in refusal.value.messages[0]
    assert Publication.objects.count() == 1


def test_only_the_annex_that_was_read_is_published(ready: PublishingPlan) -> None:
    client = client_of(ready)
    seen = draft_of(ready.status).mark
    correct_the_figure()

    refused = client.post(URL, {"number": "1", "seen": seen, "understood": "on"})
    again = dict(re.findall(r'type="hidden" name="(number|seen)" value="(\w+)"', refused.content.decode()))

    assert refused.status_code == 422
    assert "Bilaget er ændret, siden du åbnede siden." in refused.content.decode()
    assert again == {"number": "1", "seen": draft_of(ready.status).mark}
    # it has to be confirmed once more
    assert "checked" not in refused.content.decode()
    assert client.post(URL, {**again, "understood": "on"}).status_code == 302
    assert b"14 dialogaktiviteter" in queries.stored_file(Publication.objects.get(), "html")


def test_who_was_second_without_a_note_is_told_of_the_version_and_of_nothing_else(
    ready: PublishingPlan,
) -> None:
    client = client_of(ready)
    posted = {"number": "1", "seen": draft_of(ready.status).mark, "understood": "on"}

    published = client.post(URL, posted, follow=True).content.decode()
    again = client.post(URL, posted)

    assert "Version 1 er fastlåst, og dens filer er gemt." in published
    assert f'<a href="{URL}1/bilag-1.pdf">Hent PDF</a>' in published
    page = again.content.decode()
    assert again.status_code == 409
    assert "Bilaget er fastlåst i mellemtiden." in page
    assert "Skriv, hvad der er rettet" not in page
    assert '<details class="details" open>' in page
    assert Publication.objects.count() == 1


@pytest.mark.slow
def test_what_was_typed_stays_where_somebody_else_was_first(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready)
    typed = {"number": "2", "seen": draft_of(ready.status).mark, "correction_note": NOTE, "understood": "on"}
    ready.publish(2, "En anden rettelse")

    answer = client.post(URL, typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bilaget er fastlåst i mellemtiden." in page
    assert NOTE in page
    assert client.post(URL, {**typed, "number": "3"}).status_code == 302
    assert [each.correction_note for each in Publication.objects.all()] == ["", "En anden rettelse", NOTE]
    with pytest.raises(Conflict):
        publish_report(
            by=ready.approver, draft=draft_of(ready.status), number=3, correction_note=NOTE, now=NOW
        )


def test_a_form_that_is_not_filled_in_says_what_is_missing(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready)

    answer = client.post(URL, {"number": "2", "seen": draft_of(ready.status).mark})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv, hvad der er rettet, og hvorfor." in page
    assert "Sæt kryds ved, at du har læst bilaget" in page


# --- What differs -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_differs_from_the_last_version_is_said_in_words(ready: PublishingPlan) -> None:
    publication = ready.publish()
    client = client_of(ready)
    same = client.get(URL).content.decode()
    Measurement.objects.update(value=Decimal(7))
    Submission.objects.update(commentary="<p>VINK afholdt i alt 7 dialogaktiviteter.</p>")
    ready.report.tables.get().rows.update(wording="10 dialogaktiviteter")
    ready.report.intro = "<p>Her afrapporteres for 2019.</p>"
    ready.report.save()
    approve_as_it_is(ready.round)
    status = ready.status

    changed = differences(queries.stored_file(publication, "status_report"), record_of(draft_of(status)))

    assert "Intet. Bilaget siger det samme som den seneste version" in same
    assert "Fastlås version 2 alligevel</summary>" in same
    different = client.get(URL).content.decode()
    assert "Fastlås alligevel" not in different
    assert 'id="publish">Fastlås version 2<' in different
    goal, memo = changed
    assert (goal.name, memo.name) == ("10 dialogaktiviteter", "Notatet")
    assert [(each.label, each.before, each.now) for each in goal.differences] == [
        ("Ordlyd", WORDING, "10 dialogaktiviteter"),
        ("Status", "Nået", "Ikke nået"),
        ("Opnået", "15", "7"),
        (
            "Afrapportering",
            "VINK afholdt i alt 15 dialogaktiviteter.",
            "VINK afholdt i alt 7 dialogaktiviteter.",
        ),
    ]
    assert ("Indledning", "Nedenfor afrapporteres for 2019.", "Her afrapporteres for 2019.") in [
        (each.label, each.before, each.now) for each in memo.differences
    ]
    page = client.get(URL).content.decode()
    assert "VINK afholdt i alt 7 dialogaktiviteter." in page


def test_a_record_of_another_form_is_not_compared(ready: PublishingPlan) -> None:
    publication_guard.GUARD.remove(connection)
    ready.publish()
    Publication.objects.update(status_report=b'{"goals": [{"id": 1}]}')
    publication_guard.GUARD.install(connection)

    assert "kan ikke sammenlignes" in client_of(ready).get(URL).content.decode()


# --- Who may do what, and what belongs to a version -------------------------------------------------------


def test_readers_read_versions_and_see_no_forms(ready: PublishingPlan) -> None:
    ready.publish()
    client = Client()
    client.force_login(UserFactory.create())

    pages = client.get(URL).content.decode(), client.get(f"{URL}1/").content.decode()

    assert "Anne Lund (godkender)" in pages[0]
    for page in pages:
        assert page.count('method="post"') == 1  # signing out
        assert "Deling uden login" not in page
    assert "Versionen er ikke journaliseret." in pages[1]
    assert "Versionen er ikke på en dagsorden." in pages[1]


@pytest.mark.slow
def test_filing_and_decision_are_written_beside_the_version(ready: PublishingPlan) -> None:
    publication = ready.publish()
    before = stored(publication)
    client = client_of(ready)

    empty = client.post(f"{URL}1/filing/", {"filing-document_number": " "})
    filed = client.post(f"{URL}1/filing/", {"filing-document_number": "2020-17"})
    late = client.post(f"{URL}1/filing/", {"filing-document_number": "2020-18"})
    colleague = Client()
    colleague.force_login(UserFactory.create(approver=True))
    by_another = colleague.post(f"{URL}1/filing/", {"filing-document_number": "2020-18"})
    version = re.search(r'name="filing-version" value="(\d+)"', late.content.decode())
    assert version
    over = client.post(f"{URL}1/filing/", {"filing-document_number": "2020-18", "filing-version": version[1]})
    decided = client.post(
        f"{URL}1/decision/",
        {
            "decision-committee": "Beskæftigelses- og Integrationsudvalget",
            "decision-decided_on": "2020-02-03",
            "decision-title": "Afrapportering",
            "decision-outcome": "Taget til efterretning",
            "decision-item_number": "4",
        },
    )
    half = client.post(f"{URL}1/decision/", {"decision-committee": "Udvalget"})

    assert (empty.status_code, filed.status_code) == (422, 302)
    assert "Skriv dokumentnummeret fra arkivet." in empty.content.decode()
    assert late.status_code == 422
    assert "Du har selv i mellemtiden skrevet »2020-17«" in late.content.decode()
    assert "En anden har i mellemtiden skrevet »2020-17«" in by_another.content.decode()
    assert (over.status_code, decided.status_code, half.status_code) == (302, 302, 422)
    assert 'value="Udvalget"' in half.content.decode()  # what was typed stays
    page = client.get(f"{URL}1/").content.decode()
    assert "Taget til efterretning" in page
    assert 'value="2020-18"' in page
    assert Decision.objects.get().publication == publication
    assert stored(publication) == before


@pytest.mark.slow
def test_an_item_stands_on_the_agenda_until_its_decision_is_written(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready)
    item = {
        "decision-committee": "Beskæftigelses- og Integrationsudvalget",
        "decision-decided_on": "2020-02-03",
        "decision-title": "Afrapportering",
    }

    added = client.post(f"{URL}1/decision/", item, follow=True).content.decode()
    decision = Decision.objects.get()
    address, field = f"{URL}1/decision/{decision.pk}/", f"outcome-{decision.pk}"
    empty = client.post(address, {f"{field}-version": decision.version, f"{field}-outcome": " "})
    old = client.post(address, {f"{field}-version": 7, f"{field}-outcome": "Godkendt"})
    kept = client.post(address, {f"{field}-version": decision.version, f"{field}-outcome": "Godkendt"})

    assert "Punktet er på dagsordenen." in added
    assert "På dagsordenen: Beskæftigelses- og Integrationsudvalget" in added
    assert (empty.status_code, "Skriv, hvad udvalget besluttede." in empty.content.decode()) == (422, True)
    assert old.status_code == 422
    assert "Punktet er ændret i mellemtiden." in old.content.decode()
    assert ">\nGodkendt</textarea>" in old.content.decode()  # what was typed stays
    assert kept.status_code == 302
    decision.refresh_from_db()
    assert decision.outcome == "Godkendt"
    late = client.post(address, {f"{field}-version": 1, f"{field}-outcome": "Skrevet i en anden fane"})
    assert late.status_code == 422
    assert "Skrevet i en anden fane</textarea>" in late.content.decode()
    assert client.post(f"{URL}1/decision/{decision.pk + 1}/", {}).status_code == 404
    page = client.get(f"{URL}1/").content.decode()
    assert "På dagsordenen: " not in page


def test_a_share_can_be_copied_and_taking_it_back_is_asked_about(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready)

    client.post(f"{URL}1/share/")
    page = " ".join(client.get(f"{URL}1/").content.decode().split())

    assert 'data-copy="#shared-address"' in page
    asked = page[page.index("Træk delingen tilbage") :]
    assert asked.index("Adressen virker ikke længere") < asked.index("Ja, træk delingen tilbage")
    assert "<details" in page[: page.index("Træk delingen tilbage")]


@pytest.mark.slow
def test_the_queries_of_the_pages_do_not_grow_with_the_versions(ready: PublishingPlan) -> None:
    client = client_of(ready)
    ready.publish()
    client.get(URL)
    counts = []
    for number in (2, 3):
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        counts.append(len(captured))
        ready.publish(number, NOTE)

    assert counts[0] == counts[1]


# --- Commands ---------------------------------------------------------------------------------------------


def test_a_command_gives_the_bytes_of_a_version(ready: PublishingPlan, tmp_path: Path) -> None:
    publication = ready.publish()
    correct_the_figure()
    file = tmp_path / "bilag-1"

    def annex(file_format: str, *version: str) -> None:
        where = ["vink", "--period", "2019", "--format", file_format, "--output", str(file)]
        call_command("annex", *where, *version)

    for file_format, name in {"html": "html", "pdf": "pdf", "docx": "docx", "json": "status_report"}.items():
        annex(file_format, "--version", "1")
        assert file.read_bytes() == queries.stored_file(publication, name)
    for wrong, message in {
        ("html", "--version", "2"): "Version 2 er ikke fastlåst. Fastlåste versioner: 1.",
        ("xlsx", "--version", "1"): "En fastlåst version har ingen xlsx",
        ("json",): "json hører til en fastlåst version",
    }.items():
        with pytest.raises(CommandError, match=message):
            annex(*wrong)


def test_a_command_proves_each_file_against_its_hash(
    ready: PublishingPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    publication = ready.publish()
    call_command("verify_publications")
    proved = capsys.readouterr().out.splitlines()
    publication_guard.GUARD.remove(connection)
    Publication.objects.update(pdf=b"%PDF-1.7 forged")

    with pytest.raises(CommandError, match="1 af 4 filer er ikke"):
        call_command("verify_publications")
    found = capsys.readouterr().out.splitlines()

    assert proved == [
        *(f"vink 2019 version 1 bilag-1.{kind}: som fastlåst" for kind in ("html", "pdf", "docx", "json")),
        "4 filer er, som de blev fastlåst.",
    ]
    assert found[1] == "vink 2019 version 1 bilag-1.pdf: AFVIGER"

    # A redaction changes file and hash, and keeps the hash from before.
    blanked = queries.stored_file(publication, "html").replace(b"VINK", b"----")
    old = publication.html_sha256
    Publication.objects.update(
        pdf=publication.pdf, html=blanked, html_sha256=hashlib.sha256(blanked).hexdigest()
    )
    redaction = Redaction.objects.create(
        plan=ready.plan,
        reason="Et navn",
        state=RedactionState.GRANTED,
        asked_by=UserFactory.create(contributor=True),
        decided_by=ready.approver,
        decided_at=NOW,
    )
    RedactedPlace.objects.create(
        redaction=redaction, kind="publication", object_id=publication.pk, field="html", old_hash=old
    )
    call_command("verify_publications")

    assert capsys.readouterr().out.splitlines()[0] == (
        "vink 2019 version 1 bilag-1.html: som fastlåst; redigeret 1. februar 2020: Et navn"
        f" (kontrolsum før: {old}); slettet af Anne Lund, anmodet af Karin Holm 1"
    )


def test_the_page_makes_the_report_its_memo_and_its_annex_once(ready: PublishingPlan) -> None:
    ready.publish()
    client = client_of(ready)
    client.get(URL)  # who is signed in, and what the program reads once, is known

    with CaptureQueriesContext(connection) as seen:
        page = client.get(URL)

    memos = [query["sql"] for query in seen.captured_queries if 'FROM "plans_report"' in query["sql"]]
    assert page.status_code == 200
    assert (len(memos), len(seen)) == (1, 28)
