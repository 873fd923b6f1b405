"""Can a wrongful redaction be undone for 30 days and never after, and is nothing readable without its key?

Tests the undoing of a redaction, and the keys that seal the originals.
"""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from plans import history_guard, publication_guard, queries
from plans.actions import history, redaction, sealing
from plans.actions.redaction_undo import destroy_old, undo
from plans.domain.blanking import MARK
from plans.enums import Role
from plans.models import Change, Publication, Redaction, SealedOriginal, Submission
from reporting.redaction.files import read_publications
from tests.factories import UserFactory
from tests.reporting.publishing_plan import PublishingPlan, publishing_plan
from tests.reporting.test_redaction import client_of, stored_texts
from vink.accounts.models import User

# each search reads every text
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_databases]

URL = "/plans/vink/redactions/"
NAME = "Ole Æblegård fra Holmegade"
TEXT = f"<p>{NAME} holdt oplæg.</p>"
REASON = "Et navn på en borger"
WRONG = "Han har selv bedt om at blive nævnt"


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> Path:
    root = tmp_path / "keys"
    settings.SEALED_KEYS_ROOT = str(root)
    return root


@pytest.fixture
def karin() -> User:
    return UserFactory.create(contributor=True, first_name="Karin", last_name="Holm")


@pytest.fixture
def ready(karin: User) -> PublishingPlan:
    """A published text with a name, in which there is no CPR number."""
    plan = publishing_plan()
    values = {"commentary": TEXT}
    history.change(plan.submission, values, version=1, by=karin, plan=plan.plan, why=f"Fra {NAME}")
    plan.publish()
    return plan


def granted(ready: PublishingPlan, karin: User, passage: str = NAME) -> Redaction:
    asked = redaction.ask(by=karin, plan=ready.plan, passage=passage, reason=REASON)
    prepared = read_publications(ready.plan, passage)
    return redaction.grant(
        by=ready.approver,
        redaction=asked,
        version=1,
        publications=prepared,
        now=timezone.now(),
    )


def put_back(done: Redaction, by: User) -> Redaction:
    return undo(by=by, redaction=done, version=done.version, reason=WRONG, now=timezone.now())


def files_of(publication: Publication) -> dict[str, bytes]:
    return {name: queries.stored_file(publication, name) for name in queries.PUBLISHED_FILES}


def test_what_is_undone_is_byte_for_byte_as_before(ready: PublishingPlan, karin: User, keys: Path) -> None:
    publication = Publication.objects.get()
    before = files_of(publication)
    hashes = [getattr(publication, name) for name in redaction.HASHES]
    done = granted(ready, karin)
    assert NAME not in stored_texts()
    assert Submission.objects.get().commentary == f"<p>{MARK} holdt oplæg.</p>"
    assert files_of(publication) != before

    undone = put_back(done, ready.approver)

    publication.refresh_from_db()
    assert (undone.state, undone.undone_by, undone.undo_reason) == ("undone", ready.approver, WRONG)
    assert files_of(publication) == before
    assert [getattr(publication, name) for name in redaction.HASHES] == hashes
    assert Submission.objects.get().commentary == TEXT
    assert Change.objects.filter(kind="submission", field="commentary", new=TEXT, why=f"Fra {NAME}").exists()
    assert all(row.is_restored for row in undone.places.all())
    assert (SealedOriginal.objects.count(), undone.key_name) == (0, "")
    assert publication_guard.GUARD.is_installed(connection)


def test_the_history_is_verified_with_what_was_blanked_and_nothing_else(
    ready: PublishingPlan,
    karin: User,
    keys: Path,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = granted(ready, karin), granted(ready, karin, "holdt oplæg")
    blanked = Change.objects.get(kind="submission", field="commentary", why__contains=MARK)
    assert NAME not in f"{blanked.new} {blanked.why}"

    call_command("verify_history")

    # the commentary, blanked twice, and why it was written
    assert "tekster er slettet som personoplysninger" in capsys.readouterr().out
    settings.SECRET_KEY, settings.HISTORY_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    call_command("verify_history")
    put_back(second, ready.approver)
    put_back(first, ready.approver)
    call_command("verify_history")
    assert "slettet som personoplysninger" not in capsys.readouterr().out.split("\n", 3)[-1]
    with transaction.atomic(), history_guard.GUARD.lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_change SET new = %s WHERE id = %s", [f"<p>{MARK}</p>", blanked.pk])
    with pytest.raises(CommandError, match=f"ændring {blanked.pk} .* ingen sletning nævner den"):
        call_command("verify_history")


def test_the_key_lies_outside_the_database_for_the_program_alone(
    ready: PublishingPlan, karin: User, keys: Path
) -> None:
    done = granted(ready, karin)

    [key] = keys.iterdir()
    assert key.name == done.key_name
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert SealedOriginal.objects.count() == done.places.count() > 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM plans_sealedoriginal")
        contents = b"".join(bytes(row[0]) for row in cursor.fetchall())
    for hidden in (key.read_bytes(), "Æblegård".encode(), b"%PDF", b"PK\x03\x04"):
        assert hidden not in contents
    # each opens in its own place alone
    first, second = SealedOriginal.objects.select_related("place")[:2]
    assert sealing.opened(key.name, bytes(first.content), bound_to=redaction.seal_of(first.place))
    with pytest.raises(sealing.KeyIsGone):
        sealing.opened(key.name, bytes(first.content), bound_to=redaction.seal_of(second.place))


def test_each_redaction_has_a_key_of_its_own(ready: PublishingPlan, karin: User, keys: Path) -> None:
    first, second = granted(ready, karin, "Ole"), granted(ready, karin, "holdt oplæg")

    assert {key.name for key in keys.iterdir()} == {first.key_name, second.key_name}
    assert len({key.read_bytes() for key in keys.iterdir()}) == 2


def test_after_thirty_days_housekeeping_destroys_the_key(
    ready: PublishingPlan, karin: User, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = granted(ready, karin)
    Redaction.objects.update(decided_at=timezone.now() - timedelta(days=29, hours=23))
    call_command("housekeeping")
    assert len(list(keys.iterdir())) == 1
    Redaction.objects.update(decided_at=timezone.now() - timedelta(days=30))
    # also before the command has run
    with pytest.raises(ValidationError, match="kan ikke fortrydes mere"):
        put_back(done, ready.approver)

    call_command("housekeeping")
    call_command("housekeeping")

    assert list(keys.iterdir()) == []
    assert (SealedOriginal.objects.count(), Redaction.objects.get().key_name) == (0, "")
    assert capsys.readouterr().out.splitlines() == [
        "Der var intet at rydde op.",
        "1 nøgle er tilintetgjort.",
        "Der var intet at rydde op.",
    ]
    assert "undo-reason" not in client_of(ready.approver).get(f"{URL}{done.pk}/").content.decode()


def test_a_key_of_a_redaction_that_failed_goes_too(keys: Path) -> None:
    assert sealing.is_possible()
    stray = keys / sealing.make_key()
    (keys / "README").write_text("not a key")
    assert destroy_old(now=timezone.now()) == 0  # it may belong to one that is being granted

    day = timezone.now().timestamp() - 25 * 60 * 60
    os.utime(stray, (day, day))

    assert destroy_old(now=timezone.now()) == 1
    assert [path.name for path in keys.iterdir()] == ["README"]


def test_without_its_key_nothing_is_put_back(ready: PublishingPlan, karin: User, keys: Path) -> None:
    done = granted(ready, karin)
    sealing.destroy(done.key_name)
    before = stored_texts()

    with pytest.raises(ValidationError, match="nøglen til det slettede mangler"):
        put_back(done, ready.approver)

    assert stored_texts() == before


@pytest.mark.parametrize("passage", ["010190-1234", f"{NAME}, 010190-1234"])
def test_a_cpr_number_is_never_sealed(ready: PublishingPlan, karin: User, keys: Path, passage: str) -> None:
    Submission.objects.update(footnote=passage)

    done = granted(ready, karin, passage)

    assert (done.key_name, SealedOriginal.objects.count()) == ("", 0)
    assert not keys.exists() or not list(keys.iterdir())


def test_nor_a_text_in_which_one_stands_besides(ready: PublishingPlan, karin: User, keys: Path) -> None:
    Submission.objects.update(footnote=f"<p>{NAME}, <strong>0101</strong>90-1234</p>")

    done = granted(ready, karin)

    sealed = set(SealedOriginal.objects.values_list("place__kind", "place__field"))
    assert ("submission", "commentary") in sealed
    assert ("submission", "footnote") not in sealed
    undone = put_back(done, ready.approver)
    assert Submission.objects.get().footnote == f"<p>{MARK}, <strong>0101</strong>90-1234</p>"
    left = [row.field for row in undone.places.all() if not row.is_restored]
    assert left == ["footnote"]


def test_what_can_be_put_back_is_counted_before_and_after(karin: User, keys: Path) -> None:
    plan = publishing_plan()
    Submission.objects.update(commentary=TEXT, footnote=f"{NAME}, 010190-1234")
    asked = redaction.ask(by=karin, plan=plan.plan, passage=NAME, reason=REASON)
    page, approver = f"{URL}{asked.pk}/", client_of(plan.approver)

    assert "1 af 2 steder kan fortrydes" in approver.get(page).content.decode()
    assert "Teksten står 2 steder." in approver.get(page).content.decode()
    approver.post(page, {"do": "grant", "grant-version": "1", "grant-understood": "on"})

    assert "1 af 2 steder kan fortrydes indtil den" in approver.get(page).content.decode()
    undone = put_back(Redaction.objects.get(), plan.approver)
    assert sum(row.is_restored for row in undone.places.all()) == 1


def test_no_undoing_is_offered_where_nothing_is_sealed(karin: User, keys: Path) -> None:
    plan = publishing_plan()
    Submission.objects.update(commentary=f"{NAME}, 010190-1234", footnote=f"{NAME}: 010190-1234")
    asked = redaction.ask(by=karin, plan=plan.plan, passage=NAME, reason=REASON)
    page, approver = f"{URL}{asked.pk}/", client_of(plan.approver)

    before = approver.get(page).content.decode()
    assert "Sletningen kan ikke fortrydes: teksten står kun i kladder, mails og tekster med et CPR" in before
    assert "Slet for altid" in before
    assert "30 dage" not in before
    forgotten = approver.post(page, {"do": "grant", "grant-version": "1"}).content.decode()
    assert "Sæt kryds ved, at du har set stederne: sletningen kan ikke fortrydes." in forgotten
    approver.post(page, {"do": "grant", "grant-version": "1", "grant-understood": "on"})

    done = Redaction.objects.get()
    assert (done.state, done.key_name, SealedOriginal.objects.count()) == ("granted", "", 0)
    assert list(keys.iterdir()) == []
    assert "undo-reason" not in approver.get(page).content.decode()
    with pytest.raises(ValidationError, match="kan ikke fortrydes"):
        put_back(done, plan.approver)


def test_the_publications_places_are_counted_as_they_are_sealed(
    ready: PublishingPlan, karin: User, keys: Path
) -> None:
    asked = redaction.ask(by=karin, plan=ready.plan, passage=NAME, reason=REASON)
    page = client_of(ready.approver).get(f"{URL}{asked.pk}/").content.decode()

    assert "så sletningen kan fortrydes" in page
    assert "steder kan fortrydes" not in page  # all can


def test_what_would_restore_nothing_is_refused_and_stays_granted(karin: User, keys: Path) -> None:
    plan = publishing_plan()
    Submission.objects.update(footnote=NAME)
    done = granted(plan, karin)
    Submission.objects.update(footnote="Skrevet på ny.")
    sent = {"do": "undo", "undo-version": str(done.version), "undo-reason": WRONG}

    with pytest.raises(ValidationError, match="alle stederne er ændret siden"):
        put_back(done, plan.approver)
    answer = client_of(plan.approver).post(f"{URL}{done.pk}/", sent)

    assert answer.status_code == 422
    assert "alle stederne er ændret siden" in answer.content.decode()
    kept = Redaction.objects.get()
    assert (kept.state, kept.version, kept.key_name) == ("granted", done.version, done.key_name)
    assert SealedOriginal.objects.count() == 1


@pytest.mark.parametrize("where", ["text", "publication"])
def test_the_reason_for_undoing_does_not_say_what_was_blanked(
    ready: PublishingPlan, karin: User, keys: Path, where: str
) -> None:
    done = granted(ready, karin)
    if where == "publication":
        SealedOriginal.objects.exclude(place__kind="publication").delete()
    sent = {"do": "undo", "undo-version": str(done.version), "undo-reason": f"{NAME} vil nævnes"}

    answer = client_of(ready.approver).post(f"{URL}{done.pk}/", sent)

    assert answer.status_code == 422
    assert "Skriv den uden de ord, der blev slettet." in answer.content.decode()
    assert Redaction.objects.get().state == "granted"
    assert not Change.objects.filter(field="undo_reason").exists()
    assert put_back(done, ready.approver).state == "undone"


def test_without_a_folder_or_with_an_open_one_nothing_is_sealed_and_the_page_says_so(
    ready: PublishingPlan, karin: User, settings: Settings, tmp_path: Path
) -> None:
    asked = redaction.ask(by=karin, plan=ready.plan, passage=NAME, reason=REASON)
    approver = client_of(ready.approver)
    open_to_others = tmp_path / "open"
    open_to_others.mkdir(mode=0o755)
    for root in ("", str(open_to_others)):
        settings.SEALED_KEYS_ROOT = root
        page = approver.get(f"{URL}{asked.pk}/").content.decode()
        assert "Denne installation gemmer ikke det slettede. Sletningen kan ikke fortrydes." in page
        assert "Slet for altid" in page
    settings.SEALED_KEYS_ROOT = str(tmp_path / "new")
    page = approver.get(f"{URL}{asked.pk}/").content.decode()
    assert "Det slettede gemmes forseglet i 30 dage" in page
    assert "Slet for altid" not in page

    settings.SEALED_KEYS_ROOT = ""
    sent = {"do": "grant", "grant-version": "1", "grant-understood": "on"}
    approver.post(f"{URL}{asked.pk}/", sent)
    assert Redaction.objects.get().state == "granted"
    assert SealedOriginal.objects.count() == 0


def test_what_somebody_has_written_since_stays(ready: PublishingPlan, karin: User, keys: Path) -> None:
    done = granted(ready, karin)
    Submission.objects.update(commentary="<p>Skrevet på ny.</p>")
    later = granted(ready, karin, "holdt oplæg")  # takes a passage out of the publication too

    undone = put_back(done, ready.approver)

    assert Submission.objects.get().commentary == "<p>Skrevet på ny.</p>"
    html = queries.stored_file(Publication.objects.get(), "html").decode()
    assert (NAME in html, "holdt oplæg" in html) == (False, False)
    assert not any(row.is_restored for row in undone.places.filter(kind__in=["submission", "publication"]))
    # and what is undone in the right order comes back
    assert put_back(later, ready.approver).state == "undone"
    assert "holdt oplæg" in queries.stored_file(Publication.objects.get(), "html").decode()


def test_who_may_undo(ready: PublishingPlan, karin: User, keys: Path, settings: Settings) -> None:
    done = granted(ready, karin)
    settings.DATA_PROTECTION_OFFICER = "dpo@kommune.dk"
    officer = UserFactory.create(approver=True, email="dpo@kommune.dk")
    lowered = UserFactory.create(approver=True)
    User.objects.filter(pk=lowered.pk).update(role=Role.READER)
    for person in (karin, officer, UserFactory.create(), lowered):
        with pytest.raises(PermissionDenied):
            put_back(done, person)
    sent = {"do": "undo", "undo-version": str(done.version), "undo-reason": WRONG}
    for person, code in [(karin, 403), (officer, 403), (UserFactory.create(), 404)]:
        client = client_of(person)
        assert client.post(f"{URL}{done.pk}/", sent).status_code == code
        assert "undo-reason" not in client.get(f"{URL}{done.pk}/").content.decode()
    assert Submission.objects.get().commentary != TEXT


def test_it_is_undone_on_the_page_once(
    ready: PublishingPlan, karin: User, keys: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_PROTECTION_OFFICER = "dpo@kommune.dk"
    settings.SITE_URL = "https://vink.kommune.dk"
    done = granted(ready, karin)
    page = f"{URL}{done.pk}/"
    approver = client_of(ready.approver)
    assert "Sletningen kan fortrydes indtil den" in approver.get(page).content.decode()
    empty = approver.post(page, {"do": "undo", "undo-version": str(done.version)})
    assert empty.status_code == 422
    assert "Skriv, hvorfor sletningen fortrydes." in empty.content.decode()
    sent = {"do": "undo", "undo-version": str(done.version), "undo-reason": WRONG}

    page_text = approver.post(page, sent, follow=True).content.decode()
    again = approver.post(page, sent, follow=True).content.decode()

    assert "Sletningen er fortrudt. Teksten står der igen." in page_text
    assert "Intet er slettet: noget er ændret, siden du åbnede siden." in again
    assert WRONG in page_text
    assert (
        "Personoplysninger er slettet i denne version"
        not in approver.get("/plans/vink/annex/2019/publications/1/").content.decode()
    )
    call_command("verify_publications")
    first = capsys.readouterr().out.splitlines()[0]
    today = client_day()
    assert first.endswith(
        "; slettet af Anne Lund (godkender), anmodet af Karin Holm (indberetter);"
        f" sat ind igen {today} af Anne Lund (godkender): {WRONG}"
    )
    call_command("send_reminders")
    assert [message.subject for message in mail.outbox if message.to == ["dpo@kommune.dk"]][-1] == (
        "Vink: en sletning er fortrudt"
    )


def client_day() -> str:
    from plans.wording import figures  # noqa: PLC0415

    return figures.day(timezone.localdate())


@pytest.mark.django_db(transaction=True)
def test_the_key_goes_when_the_undoing_is_stored(tmp_path: Path, settings: Settings) -> None:
    settings.SEALED_KEYS_ROOT = str(tmp_path / "keys")
    plan, karin = publishing_plan(), UserFactory.create(contributor=True)
    Submission.objects.update(footnote=NAME)
    done = granted(plan, karin)
    assert len(list((tmp_path / "keys").iterdir())) == 1

    put_back(done, plan.approver)

    assert list((tmp_path / "keys").iterdir()) == []
