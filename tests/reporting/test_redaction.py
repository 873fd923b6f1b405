"""Are words that two people agree on gone from the whole database, and is it told where, why and by whom?

Tests the asking, granting and refusing of a redaction, in the database, files and drafts.
"""

import hashlib
import json
import re
import subprocess
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from plans import publication_guard, queries
from plans.actions import history, redaction, redaction_lock
from plans.actions.drafts import save_draft
from plans.actions.redaction_places import TABLES, is_text, occurrences
from plans.actions.submissions import save_text
from plans.domain.basis_text import read
from plans.domain.blanking import MARK
from plans.enums import RedactionState
from plans.models import (
    Approval,
    Change,
    Draft,
    Job,
    OutgoingMail,
    Publication,
    RedactedPlace,
    Redaction,
    Submission,
)
from plans.models.history_keys import keyed_hash
from plans.office.fixed_zip import unzipped
from reporting.publish.draft import draft_of
from reporting.redaction.files import read_publications
from tests.factories import JobFactory, RedactionFactory, UserFactory
from tests.plans.redactable import COMMENTARY, NOW, PASSAGE, REASON, WITHOUT, Redactable, redactable
from tests.reporting.docx_reading import WordFile
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.publishing_plan import WORDING
from tests.verapdf import validate_pdf
from vink.accounts.models import User

URL = "/plans/vink/redactions/"
WORDS = ("Sørine", "010190-1234")

pytestmark = [pytest.mark.slow, pytest.mark.both_databases]  # each search reads every text


@pytest.fixture
def written() -> Redactable:
    return redactable()


def ask(written: Redactable) -> Redaction:
    return redaction.ask(by=written.karin, plan=written.ready.plan, passage=PASSAGE, reason=REASON)


def grant(written: Redactable, asked: Redaction, by: User | None = None) -> Redaction:
    prepared = read_publications(written.ready.plan, asked.passage)
    return redaction.grant(
        by=by or written.approver, redaction=asked, version=asked.version, publications=prepared, now=NOW
    )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def stored_texts() -> str:
    """Everything in every table, as one text."""
    rows: list[object] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the database's own names
            rows += cursor.fetchall()
    return "\n".join(_as_text(value) for row in rows if isinstance(row, tuple) for value in row)


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return "\n".join(_unpacked(bytes(value)))
    return str(value).encode().decode("unicode_escape", "ignore") + str(value)


def _unpacked(content: bytes) -> Iterator[str]:
    """A file's text, with the parts of a Word file and the streams of a PDF."""
    yield content.decode(errors="ignore")
    if content.startswith(b"PK"):
        yield from (part.decode(errors="ignore") for part in unzipped(content).values())
    if content.startswith(b"%PDF"):
        yield TaggedPdf(content).text
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream).decode("latin-1")
            except zlib.error:
                yield stream.decode("latin-1")


def file_bytes() -> bytes:
    """The database's file and its log, as they lie on the disk."""
    path = Path(str(connection.settings_dict["NAME"]))
    files = sorted(path.parent.glob(f"{path.name}*"))
    # In a process of its own: closing the files here would take SQLite's locks off them.
    return subprocess.run(["cat", *files], check=True, capture_output=True).stdout  # noqa: S607


@pytest.mark.django_db
def test_the_page_has_the_steps_of_the_round_as_the_annexs_other_pages_have(written: Redactable) -> None:
    pages = [client_of(written.approver).get(url) for url in (URL, "/plans/vink/annex/2019/publications/")]

    steps = [page.content.decode().count('class="steps__step') for page in pages]
    assert steps[0] == steps[1] > 0


# --- Asking and deciding ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_queue_of_files_is_emptied_as_they_may_hold_the_words(written: Redactable) -> None:
    JobFactory.create(done=True)
    JobFactory.create()

    grant(written, ask(written))

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_the_words_go_everywhere_and_the_place_the_reason_and_the_hash_stay(written: Redactable) -> None:
    published = written.publish()
    before = {name: queries.stored_file(published, name) for name in queries.PUBLISHED_FILES}
    asked = ask(written)
    assert all(word in stored_texts() for word in WORDS)  # so that the search below can find them

    granted = grant(written, asked)

    stored = stored_texts()
    assert [word for word in (*WORDS, "Æblegård") if word in stored] == []
    assert (granted.state, granted.passage, granted.reason) == (RedactionState.GRANTED, "", REASON)
    assert Submission.objects.get().commentary == WITHOUT
    kinds = {row.kind for row in granted.places.all()}
    assert kinds == {
        "submission",
        "measurement",
        "exclusion",
        "approval",
        "change",
        "draft",
        "outgoingmail",
        "acknowledgement",
        "publication",
    }
    hashes = {row.field: row.old_hash for row in granted.places.filter(kind="publication")}
    assert hashes == {name: hashlib.sha256(content).hexdigest() for name, content in before.items()}
    of_text = granted.places.get(kind="submission")
    assert (of_text.field, of_text.old_hash) == ("commentary", keyed_hash(COMMENTARY))
    assert of_text.old_hash != hashlib.sha256(COMMENTARY.encode()).hexdigest()
    assert Draft.objects.get().fields == {"commentary": WITHOUT, "footnote": "Se tabellen"}
    assert OutgoingMail.objects.get().html == WITHOUT
    # whoever has one of these rows open cannot write the words back
    assert Submission.objects.get().version == written.submission.version + 1
    written.figure.refresh_from_db()
    assert written.figure.version > 2
    assert written.figure.method_note == f"Talt af {MARK}."
    # what was approved is blanked in the same way, and so still is what the figures say
    [left_out] = read(Approval.objects.latest("pk").basis).indicators[0].figures[0].beside.left_out
    assert left_out.reason == f"fraflyttet: {MARK}"
    assert "basis_changed" not in [found.code for found in draft_of(written.ready.status).in_the_way]


@pytest.mark.django_db
def test_a_publication_is_blanked_in_all_its_files_and_proved_by_its_new_hashes(
    written: Redactable, capsys: pytest.CaptureFixture[str]
) -> None:
    published = written.publish()
    old, html = published.html_sha256, queries.stored_file(published, "html")

    grant(written, ask(written))

    files = {name: queries.stored_file(published, name) for name in queries.PUBLISHED_FILES}
    record = json.loads(files["status_report"])
    for text in (
        files["html"].decode(),
        TaggedPdf(files["pdf"]).text,
        WordFile(files["docx"]).text,
        record["goals"][0]["told"]["commentary"],
    ):
        assert "Mor er" in text
        assert MARK in text
        assert "Tak." in text
    assert record["goals"][0]["key"] == "dialog"
    call_command("verify_publications")
    first, *_others, last = capsys.readouterr().out.splitlines()
    before, after = first.split("; erstattede bytes i filen før: ")
    assert before == (
        "vink 2019 version 1 bilag-1.html: som fastlåst; redigeret 3. februar 2020:"
        f" {REASON} (kontrolsum før: {old})"
    )
    ranges_text, by = after.split("; ")
    assert by == "slettet af Anne Lund (godkender), anmodet af Karin Holm (indberetter)"
    # the mother's name and number, and the paragraphs between them
    ranges = [[int(end) for end in each.split("–")] for each in ranges_text.split(", ")]
    original = "".join(html[each[0] - 1 : each[-1]].decode() for each in ranges)
    assert original.startswith("Sørine")
    assert "010190-1234" in original
    assert "Tak" not in original
    assert last == "4 filer er, som de blev fastlåst."
    # and it is guarded as before
    assert publication_guard.GUARD.is_installed(connection)
    with pytest.raises(IntegrityError, match=publication_guard.GUARD.refusal), transaction.atomic():
        Publication.objects.update(html=b"forged")


@pytest.mark.django_db
def test_history_tells_of_the_redaction_without_the_words(written: Redactable) -> None:
    asked = ask(written)

    grant(written, asked)

    changes = Change.objects.filter(kind="redaction").values_list("field", "old", "new", "who")
    assert list(changes) == [
        ("state", "", "asked", written.karin.pk),
        ("reason", "", REASON, written.karin.pk),
        ("state", "asked", "granted", written.approver.pk),
        ("decided_at", "", "2020-02-03T09:30:00+00:00", written.approver.pk),
    ]
    figures = Change.objects.filter(kind="measurement", field="value")
    assert not figures.filter(new__contains=MARK).exists()


@pytest.mark.django_db
def test_two_people_are_needed(written: Redactable) -> None:
    own = redaction.ask(by=written.approver, plan=written.ready.plan, passage=PASSAGE, reason=REASON)

    with pytest.raises(PermissionDenied, match="Du har selv bedt om sletningen"):
        grant(written, own)
    with pytest.raises(PermissionDenied, match="Du har selv"):
        redaction.refuse(by=written.approver, redaction=own, version=1, reason="Nej", now=NOW)
    with pytest.raises(PermissionDenied, match="kun godkendere og administratorer"):
        grant(written, own, by=written.karin)
    with pytest.raises(PermissionDenied):
        redaction.ask(by=UserFactory.create(), plan=own.plan, passage="Sørine", reason=REASON)
    # and by the ORM
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.update(
            state=RedactionState.GRANTED, passage="", decided_by=written.approver, decided_at=NOW
        )
    assert Submission.objects.get().commentary == COMMENTARY

    grant(written, own, by=UserFactory.create(administrator=True))
    assert Submission.objects.get().commentary == WITHOUT


@pytest.mark.django_db
def test_what_is_refused_stays_and_the_passage_is_forgotten(written: Redactable) -> None:
    asked = ask(written)
    with pytest.raises(ValidationError) as wrong:
        redaction.refuse(by=written.approver, redaction=asked, version=1, reason=f"{PASSAGE}?", now=NOW)
    assert "reason" in wrong.value.message_dict

    refused = redaction.refuse(by=written.approver, redaction=asked, version=1, reason="En figur", now=NOW)

    assert (refused.state, refused.passage, refused.decision_reason) == ("refused", "", "En figur")
    assert Submission.objects.get().commentary == COMMENTARY
    with pytest.raises(history.Conflict):
        grant(written, asked)
    assert RedactedPlace.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("passage", "reason", "field"),
    [
        ("", REASON, "passage"),
        ("ab", REASON, "passage"),
        (" a\u200b b\u00ad ", REASON, "reason?"),
        ("Findes Ikke", REASON, "passage"),
        (PASSAGE.upper(), REASON, "passage"),
        ("slettet", REASON, "passage"),
        ("x" * 2001, REASON, "passage"),
        ("a\x00bc", REASON, "passage"),
        (PASSAGE, " ", "reason"),
        (PASSAGE, f"Der står {PASSAGE}", "reason"),
        (PASSAGE, "Hun hedder 020290-4321", "reason"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_field(
    written: Redactable, passage: str, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        redaction.ask(by=written.karin, plan=written.ready.plan, passage=passage, reason=reason)

    assert list(refusal.value.message_dict) == ["passage" if field == "reason?" else field]
    assert Redaction.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("passage", "message"),
    [
        ("nået", "»nået« er et statusord"),
        ("Målet er", "Målet er delvist nået."),
        ("15 dialogaktiviteter", "»15« er et tal"),
        ("47 pct.", "»47 pct.« er et tal"),
        ("målrettede", WORDING),
        ("Tabel 1", "Tabel 1"),
        ("ået. Mor er", "Målet er nået."),  # from the judgement into what is written beneath it
    ],
)
def test_status_words_figures_and_the_plans_own_words_are_kept(
    written: Redactable, passage: str, message: str
) -> None:
    published = written.publish()
    before = {name: queries.stored_file(published, name) for name in queries.PUBLISHED_FILES}
    # they stand in free texts as well, where they would be found
    type(written.figure).objects.update(method_note=f"{passage} i alt")

    with pytest.raises(ValidationError) as refusal:
        redaction.ask(by=written.karin, plan=written.ready.plan, passage=passage, reason=REASON)
    assert message in refusal.value.message_dict["passage"][0]
    answer = client_of(written.karin).post(URL, {"passage": passage, "reason": REASON})
    assert answer.status_code == 422
    assert message in unescape(answer.content.decode())

    # nor where it was asked for before the plan said so
    asked = RedactionFactory.create(plan=written.ready.plan, passage=passage, asked_by=written.karin)
    for do in (
        lambda: read_publications(written.ready.plan, passage),
        lambda: redaction.grant(by=written.approver, redaction=asked, version=1, publications={}, now=NOW),
    ):
        with pytest.raises((ValidationError, history.Conflict)):
            do()
    page = f"{URL}{asked.pk}/"
    granted = client_of(written.approver).post(
        page, {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    )
    assert granted.status_code == 422
    assert message in unescape(granted.content.decode())
    assert {name: queries.stored_file(published, name) for name in queries.PUBLISHED_FILES} == before


@pytest.mark.django_db
def test_the_same_is_asked_for_once(written: Redactable) -> None:
    ask(written)

    with pytest.raises(ValidationError, match="allerede bedt om"):
        ask(written)


@pytest.mark.django_db
def test_a_waiting_workbook_and_a_session_lose_the_words_too(written: Redactable) -> None:
    from plans.actions import workbook_upload  # noqa: PLC0415

    packed = workbook_upload.packed({"upload": {"name": PASSAGE, "rows": [{"text": COMMENTARY}]}})
    save_draft(by=written.karin, key="workbook:1", fields=packed)
    session = client_of(written.karin).session
    session["report_undo"] = {"before": {"intro": COMMENTARY}}
    session.save()

    grant(written, ask(written))

    fields = workbook_upload.unpacked(Draft.objects.get(key="workbook:1").fields)
    assert fields == {"upload": {"name": MARK, "rows": [{"text": WITHOUT}]}}
    kept = type(session)(session.session_key)
    assert kept["report_undo"] == {"before": {"intro": WITHOUT}}
    assert kept["_auth_user_id"] == str(written.karin.pk)  # and nobody is signed out


# --- At once with others ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_version_published_meanwhile_is_not_forgotten(written: Redactable) -> None:
    asked = ask(written)
    prepared = read_publications(written.ready.plan, asked.passage)
    published = written.publish()

    with pytest.raises(history.Conflict):
        redaction.grant(by=written.approver, redaction=asked, version=1, publications=prepared, now=NOW)

    assert Redaction.objects.get().passage == PASSAGE
    assert "Sørine" in queries.stored_file(published, "html").decode()


@pytest.mark.django_db
def test_who_has_the_text_open_cannot_write_the_words_back(written: Redactable) -> None:
    seen = Submission.objects.get().version
    Submission.objects.update(state="draft")
    type(written.ready.round).objects.update(state="open")
    written.karin.responsibilities.create(area=written.submission.goal.area, starts_on=NOW.date())
    grant(written, ask(written))

    with pytest.raises(history.Conflict):
        save_text(
            by=written.karin,
            round=type(written.ready.round).objects.get(),
            goal=written.submission.goal,
            sub_heading="",
            commentary=COMMENTARY + "<p>Mere.</p>",
            footnote="",
            version=seen,
            today=NOW.date(),
        )

    assert Submission.objects.get().commentary == WITHOUT


@pytest.mark.django_db
def test_what_fails_leaves_everything_and_the_guard(
    written: Redactable, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = written.publish()
    asked = ask(written)
    before = stored_texts()
    connection.check_constraints()
    prepared = read_publications(written.ready.plan, asked.passage)

    def refuse(_redaction: Redaction) -> None:
        raise IntegrityError("no room")

    # the last thing that is written, the mail to the officer, fails
    monkeypatch.setattr(redaction, "notify_officer", refuse)

    with pytest.raises(IntegrityError, match="no room"):
        redaction.grant(by=written.approver, redaction=asked, version=1, publications=prepared, now=NOW)

    assert stored_texts() == before
    assert publication_guard.GUARD.is_installed(connection)
    with pytest.raises(IntegrityError, match=publication_guard.GUARD.refusal), transaction.atomic():
        Publication.objects.filter(pk=published.pk).update(html=b"forged")


@pytest.mark.django_db(transaction=True)
def test_the_guard_is_lifted_within_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError), publication_guard.GUARD.lifted(connection):
        pass
    with pytest.raises(ZeroDivisionError), transaction.atomic(), publication_guard.GUARD.lifted(connection):
        _ = 1 / publication_guard.GUARD.is_installed(connection)
    assert publication_guard.GUARD.is_installed(connection)


def test_nobody_else_goes_past_the_history_and_the_guard() -> None:
    root = Path(redaction.__file__).parents[2]
    sources = [file for app in ("plans", "desk", "reporting", "vink") for file in (root / app).rglob("*.py")]

    users = {
        file.name
        for file in sources
        if re.search(r"\bblank_words\(|\.lifted\(|GUARD\.rewrite", file.read_text(encoding="utf-8"))
    }

    assert users == {"change.py", "redaction_writing.py", "table_guard.py"}


def test_every_text_of_every_table_is_read() -> None:
    from django.apps import apps  # noqa: PLC0415

    read = {table.model for table in TABLES}
    with_texts = {
        model
        for model in apps.get_app_config("plans").get_models()
        if any(is_text(column) for column in model._meta.concrete_fields)
    }

    # a draft and the history are read in a way of their own; a place and the trail keep no words; a deletion
    # empties the queue of files
    unread = {"Draft", "Change", "RedactedPlace", "TrailEntry", "Job"}
    assert {model.__name__ for model in with_texts - read} == unread


if connection.vendor == "postgresql":  # SQLite has one writer at a time

    @pytest.mark.django_db(transaction=True)
    def test_nothing_is_blanked_while_somebody_else_is_writing(monkeypatch: pytest.MonkeyPatch) -> None:
        written = redactable()
        asked = ask(written)
        monkeypatch.setattr(redaction_lock, "_PATIENCE", 1)
        other = connection.copy()
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE plans_submission SET footnote = %s", [PASSAGE])

        with pytest.raises(redaction_lock.Busy):
            grant(written, asked)
        assert Redaction.objects.get().passage == PASSAGE

        # once they have written, their words go too
        other.commit()
        other.close()
        grant(written, asked)
        assert Submission.objects.get().footnote == MARK


# --- The bytes --------------------------------------------------------------------------------------------


if connection.vendor == "sqlite":  # PostgreSQL's files are its administrator's: VACUUM

    @pytest.mark.django_db(transaction=True)
    def test_the_words_are_gone_from_the_databases_file() -> None:
        written = redactable()
        written.publish()
        asked = ask(written)
        words = [word.encode() for word in WORDS]
        assert all(word in file_bytes() for word in words)

        grant(written, asked)

        assert [word for word in words if word in file_bytes()] == []


# --- The pages --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_contributor_sees_the_places_before_asking_and_somebody_else_decides(written: Redactable) -> None:
    karin, anne = client_of(written.karin), client_of(written.approver)
    # what was approved is kept beside what it says now, and stands on no page of its own
    found = sum(occurrence.kind != "approval" for occurrence in occurrences(written.ready.plan, PASSAGE))

    answer = karin.post(URL, {"passage": PASSAGE, "reason": REASON})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert f"Teksten står {found} steder." in text
    assert "Ordene omkring vises kun for den, de tilhører." not in text  # the draft and the mail are hers
    assert Redaction.objects.count() == 0

    sent = karin.post(URL, {"passage": PASSAGE, "reason": REASON, "seen": seen_on(text)})
    asked = Redaction.objects.get()
    page = f"{URL}{asked.pk}/"
    assert sent.url == page  # type: ignore[attr-defined]  # a redirect
    assert (
        karin.post(page, {"do": "grant", "grant-version": "1", "grant-understood": "on"}).status_code == 403
    )
    colleague = client_of(UserFactory.create(contributor=True)).get(page).content.decode()
    assert REASON in colleague
    assert "010190" not in colleague
    assert client_of(UserFactory.create()).get(URL).status_code == 404

    waiting = f'<a href="{page}" lang="da">{REASON}</a>'
    assert waiting in anne.get("/tasks/").content.decode()
    assert "Ordene omkring vises kun for den, de tilhører." in anne.get(page).content.decode()
    forgotten = anne.post(page, {"do": "grant", "grant-version": "1"})
    assert forgotten.status_code == 422
    assert "Sæt kryds ved, at du har set stederne" in forgotten.content.decode()
    done = anne.post(page, {"do": "grant", "grant-version": "1", "grant-understood": "on"}, follow=True)
    assert "Teksten er slettet alle steder." in done.content.decode()
    assert "010190" not in done.content.decode()
    assert waiting not in anne.get("/tasks/").content.decode()
    assert "Indberetning: afrapportering" in done.content.decode()


def seen_on(page: str) -> str:
    """What the page's form says was seen."""
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.django_db
def test_a_passage_that_is_changed_after_the_search_is_searched_and_shown_first(written: Redactable) -> None:
    karin = client_of(written.karin)
    Submission.objects.update(commentary="<p>Ole Lind og Eva Bech</p>")
    page_text = karin.post(URL, {"passage": "Ole Lind", "reason": REASON}).content.decode()
    assert "Teksten står 1 sted." in page_text

    other = karin.post(URL, {"passage": "Eva Bech", "reason": REASON, "seen": seen_on(page_text)})

    assert other.status_code == 200
    assert "<mark>Eva Bech</mark>" in other.content.decode()
    assert not Redaction.objects.exists()
    # and so is one that was only counted
    for seen in ("1", "x"):
        karin.post(URL, {"passage": "Eva Bech", "reason": REASON, "seen": seen})
    assert not Redaction.objects.exists()
    karin.post(URL, {"passage": "Eva  Bech", "reason": REASON, "seen": seen_on(other.content.decode())})
    assert Redaction.objects.get().passage == "Eva Bech"


@pytest.mark.django_db
@pytest.mark.parametrize("passage", ["Nørregade 15", "den 15-årige dreng", "Ali (15 år)", "15. klasse"])
def test_a_number_beside_others_words_is_no_figure_of_the_plan(written: Redactable, passage: str) -> None:
    published = written.publish()
    before = queries.stored_file(published, "html")
    Submission.objects.update(footnote=f"Hilsen {passage}.")

    asked = redaction.ask(by=written.karin, plan=written.ready.plan, passage=passage, reason=REASON)
    grant(written, asked)

    assert Submission.objects.get().footnote == f"Hilsen {MARK}."
    assert queries.stored_file(published, "html") == before


@pytest.mark.django_db
def test_the_refusal_of_a_number_says_what_to_do(written: Redactable) -> None:
    Submission.objects.update(footnote="Nørregade 15")

    answer = client_of(written.karin).post(URL, {"passage": "på 15", "reason": REASON})

    assert "husnummer eller en alder, så skriv også ordene ved det" in answer.content.decode()


@pytest.mark.django_db
def test_a_published_version_says_where_and_why_and_not_what(written: Redactable) -> None:
    published = written.publish()
    share = redaction_share(written, published)
    grant(written, ask(written))

    page = client_of(written.approver).get("/plans/vink/annex/2019/publications/1/").content.decode()
    shared = Client().get(f"/shared/{share}/").content.decode()

    assert "Personoplysninger er slettet i denne version" in page
    assert "Redigeret 3. februar 2020 i: webside, PDF, Word og statusrapport." in page
    assert REASON in page
    assert published.html_sha256 in page
    assert "Personoplysninger er slettet i denne version den 3. februar 2020." in shared
    assert "Sørine" not in page + shared
    assert "Holm" not in shared
    assert "Lund" not in shared


def redaction_share(written: Redactable, published: Publication) -> str:
    from plans.actions.publications import share  # noqa: PLC0415

    return share(by=written.approver, publication=published)[0].token


@pytest.mark.django_db
def test_a_finding_of_a_cpr_number_leads_here(written: Redactable) -> None:
    page = client_of(written.karin).get("/plans/vink/annex/2019/checks/").content.decode()

    assert re.search(rf'href="{URL}">Bed om sletning<', page)


@pytest.mark.django_db
def test_the_word_file_is_still_one_and_the_pdf_still_keeps_to_the_standards(
    written: Redactable, tmp_path: Path
) -> None:
    published = written.publish()
    names = set(unzipped(queries.stored_file(published, "docx")))

    grant(written, ask(written))

    file = tmp_path / "bilag.docx"
    file.write_bytes(queries.stored_file(published, "docx"))
    pdf = tmp_path / "bilag.pdf"
    pdf.write_bytes(queries.stored_file(published, "pdf"))
    assert validate_pdf(pdf) == []
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == names
