"""Does a report go out for good, version by version, by approvers alone, and can it be shared and filed?

Tests the actions that publish a report, share, file and connect a decision to it.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from plans import queries
from plans.actions import meetings, publications
from plans.actions.history import Conflict
from plans.models import Change, Decision, Publication, PublicationFiling, Report
from tests.factories import DecisionFactory, PublicationFactory, ReportFactory, UserFactory
from vink.accounts.models import User

NOW = datetime(2020, 1, 16, 9, 30, tzinfo=UTC)
FILES = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-1.7",
    "docx": b"PK\x03\x04",
    "status_report": b'{"goals": []}',
}
NOTE = "Tallet for mål 3 var 15, ikke 14."


@pytest.fixture
def approver() -> User:
    return UserFactory.create(approver=True, first_name="Anne", last_name="Lund")


def publish(by: User, report: Report, note: str = "", **further: Any) -> Publication:
    return publications.publish(by=by, report=report, correction_note=note, now=NOW, **{**FILES, **further})


@pytest.mark.django_db
def test_the_first_version_keeps_its_files_with_their_hashes_and_who_and_when(approver: User) -> None:
    publication = publish(approver, ReportFactory.create())

    stored = Publication.objects.get()
    assert (stored.number, stored.published_by, stored.published_at, stored.correction_note) == (
        1,
        "Anne Lund (godkender)",
        NOW,
        "",
    )
    for name, content in FILES.items():
        assert queries.stored_file(publication, name) == content
        assert getattr(stored, f"{name}_sha256") == hashlib.sha256(content).hexdigest()


@pytest.mark.django_db
def test_the_history_tells_of_a_publication_without_its_files(approver: User) -> None:
    publication = publish(approver, ReportFactory.create())

    changes = {change.field: change for change in Change.objects.filter(kind="publication")}
    assert set(changes) == {
        "number",
        "published_by",
        "published_at",
        "html_sha256",
        "pdf_sha256",
        "docx_sha256",
        "status_report_sha256",
    }
    assert changes["number"].new == "1"
    assert {(each.object_id, each.who_id, each.plan_id) for each in changes.values()} == {
        (publication.pk, approver.pk, publication.report.round.plan_id)
    }


@pytest.mark.django_db
def test_a_later_version_says_what_was_corrected_and_the_first_has_nothing_to_correct(
    approver: User,
) -> None:
    report = ReportFactory.create()
    with pytest.raises(ValidationError) as first:
        publish(approver, report, NOTE)
    publish(approver, report)
    with pytest.raises(ValidationError) as second:
        publish(approver, report, "  \n")
    publish(approver, report, f" {NOTE} ")

    assert first.value.message_dict == {"correction_note": ["Den første version har intet at rette."]}
    assert second.value.message_dict == {
        "correction_note": ["Skriv, hvad der er rettet siden version 1, og hvorfor."]
    }
    assert list(Publication.objects.values_list("number", "correction_note")) == [(1, ""), (2, NOTE)]


@pytest.mark.django_db
@pytest.mark.parametrize("note", ["x\x00", "x" * 20_001], ids=["NUL", "too long"])
def test_a_note_that_cannot_be_kept_is_refused(approver: User, note: str) -> None:
    report = ReportFactory.create()
    publish(approver, report)

    with pytest.raises(ValidationError) as refusal:
        publish(approver, report, note)

    assert list(refusal.value.message_dict) == ["correction_note"]
    assert Publication.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", [{}, {"contributor": True}, {"administrator": True}, {"approver": True}])
def test_nobody_but_an_active_approver_publishes_shares_or_files(role: dict[str, bool]) -> None:
    person = UserFactory.create(is_active="approver" not in role, **role)
    publication = PublicationFactory.create()

    with pytest.raises(PermissionDenied):
        publish(person, publication.report, NOTE)
    with pytest.raises(PermissionDenied):
        publications.share(by=person, publication=publication)
    with pytest.raises(PermissionDenied):
        publications.file(by=person, publication=publication, document_number="1", version=None)
    with pytest.raises(PermissionDenied):
        meetings.add_decision(by=person, publication=publication, decision=Decision())
    assert (Publication.objects.count(), Change.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_who_was_told_of_another_version_learns_that_somebody_was_first(approver: User) -> None:
    report = ReportFactory.create()
    first = publish(approver, report, number=1)

    with pytest.raises(Conflict) as conflict:
        publish(approver, report, NOTE, number=1)

    assert conflict.value.current == first
    assert publish(approver, report, NOTE, number=2).number == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_gets_the_version_and_the_other_a_conflict(approver: User) -> None:
    report = ReportFactory.create()
    start = Barrier(2)

    def attempt(content: bytes) -> str:
        start.wait()
        try:
            publish(approver, report, number=1, html=content)
        except Conflict:
            return "conflict"
        else:
            return "published"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as both:
        outcomes = list(both.map(attempt, [b"one", b"two"]))

    assert sorted(outcomes) == ["conflict", "published"]
    stored = Publication.objects.get()
    assert bytes(stored.html) == [b"one", b"two"][outcomes.index("published")]


# --- Sharing ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_shared_version_has_one_address_until_it_is_revoked_and_then_another(approver: User) -> None:
    publication = PublicationFactory.create()

    first, is_new = publications.share(by=approver, publication=publication)
    again, is_again_new = publications.share(by=approver, publication=publication)
    assert (is_new, is_again_new) == (True, False)
    revoked = publications.revoke(by=approver, share=first, now=NOW)
    publications.revoke(by=approver, share=first, now=NOW.replace(year=2021))
    second, _is_new = publications.share(by=approver, publication=publication)

    assert (again.pk, revoked.revoked_at) == (first.pk, NOW)
    assert len(first.token) >= 43  # 32 bytes, six bits a character
    assert second.token != first.token
    assert queries.shared_by(first.token) is None
    assert queries.shared_by(second.token) == second
    # The address is not told by the history, which everybody reads.
    assert not Change.objects.filter(new__in=[first.token, second.token]).exists()
    assert list(Change.objects.filter(kind="publicationshare").values_list("field", flat=True)) == [
        "publication",
        "revoked_at",
        "publication",
    ]


# --- Filing and decision ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_number_is_kept_beside_the_publication_and_corrected_over_what_was_seen(
    approver: User,
) -> None:
    publication = PublicationFactory.create()

    filed = publications.file(
        by=approver, publication=publication, document_number=" 2020-0007694-2 ", version=None
    )
    corrected = publications.file(
        by=approver, publication=publication, document_number="2020-0007694-3", version=filed.version
    )
    for version in (None, filed.version):
        with pytest.raises(Conflict):
            publications.file(by=approver, publication=publication, document_number="4", version=version)
    with pytest.raises(ValidationError) as empty:
        publications.file(by=approver, publication=publication, document_number=" ", version=None)

    assert (filed.document_number, corrected.version) == ("2020-0007694-2", 2)
    assert PublicationFiling.objects.get().document_number == "2020-0007694-3"
    assert list(empty.value.message_dict) == ["document_number"]
    changes = Change.objects.filter(kind="publicationfiling", field="document_number")
    assert list(changes.values_list("old", "new")) == [
        ("", "2020-0007694-2"),
        ("2020-0007694-2", "2020-0007694-3"),
    ]


@pytest.mark.django_db
def test_what_was_decided_is_added_or_connected_and_the_publication_stays_as_it_was(approver: User) -> None:
    publication = PublicationFactory.create()
    before = Publication.objects.values().get()
    known = DecisionFactory.create()
    known.plans.add(publication.report.round.plan)

    assert queries.connectable_decisions(publication.report.round.plan) == [known]
    connected = meetings.connect_decision(
        by=approver, publication=publication, decision=known, version=known.version
    )
    written = meetings.add_decision(
        by=approver,
        publication=publication,
        decision=Decision(
            committee="Udvalget",
            decided_on=date(2020, 2, 3),
            title="Bilag 1",
            outcome="Taget til efterretning",
        ),
    )

    assert {connected, written} == set(publication.decisions.all())
    assert queries.connectable_decisions(publication.report.round.plan) == []
    assert Publication.objects.values().get() == before
    other = PublicationFactory.create()
    with pytest.raises(ValidationError):
        meetings.connect_decision(by=approver, publication=other, decision=connected, version=2)


@pytest.mark.django_db
def test_a_decision_says_who_what_and_how(approver: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        meetings.add_decision(
            by=approver,
            publication=PublicationFactory.create(),
            decision=Decision(decided_on=date(2020, 2, 3)),
        )

    assert set(refusal.value.message_dict) == {"committee", "title"}
