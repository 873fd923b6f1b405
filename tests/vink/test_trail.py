"""Who saw, took out, changed or was refused what? Tests the trail, its log lines and its page."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO, StringIO
from logging.config import dictConfig

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from plans import trail_guard
from plans.actions import history
from plans.models import TrailEntry
from tests.factories import UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from vink.accounts.access_tokens import make_token
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "hest-sol-ravn-4"  # of a test


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the site's own handler writes of events."""
    before = logging.getLogger().handlers[:]
    dictConfig(site.LOGGING)
    (handler,) = logging.getLogger("vink.trail").handlers
    assert isinstance(handler, logging.StreamHandler)
    written = handler.stream = StringIO()
    yield written
    logging.getLogger().handlers[:] = before


@pytest.fixture
def there() -> EntryPlan:
    """A plan whose figures karin enters."""
    return entry_plan()


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True, username="ida", first_name="Ida", last_name="Krogh")


def signed_in(user: User) -> Client:
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(user)
    return client


def kept() -> list[tuple[str, str, str, str]]:
    """What the trail has: what was done, by whom, on which page, and with which object."""
    rows = TrailEntry.objects.order_by("pk").values_list("kind", "who__username", "page", "about")
    return [(kind, who, page, about) for kind, who, page, about in rows]


def events(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_signing_in_and_out_and_a_wrong_password(log: StringIO) -> None:
    karin = UserFactory.create(username="karin", contributor=True)
    karin.set_password(PASSWORD)
    karin.save()
    client = Client(REMOTE_ADDR="192.0.2.7")

    for username, password in (("KARIN", "forkert"), ("hemmelig-adgangskode", "x"), ("karin", PASSWORD)):
        client.post("/login/", {"username": username, "password": password})
    client.post("/logout/")

    assert kept() == [
        ("sign_in_failed", "karin", "login", ""),
        ("sign_in", "karin", "login", ""),
        ("sign_out", "karin", "logout", ""),
    ]
    assert TrailEntry.objects.values_list("address", flat=True).distinct().get() == "192.0.2.7"
    logged = [(line["event"], line.get("username"), line["address"]) for line in events(log)]
    assert logged == [
        ("sign_in_failed", "karin", "192.0.2.7"),
        ("sign_in_failed", None, "192.0.2.7"),
        ("sign_in", "karin", "192.0.2.7"),
        ("sign_out", "karin", "192.0.2.7"),
    ]
    assert "hemmelig" not in log.getvalue()


def test_who_is_signed_in_already_signs_in_no_second_time(log: StringIO) -> None:
    karin = UserFactory.create(username="karin", contributor=True)
    client = signed_in(karin)

    assert client.post("/login/", {"username": "karin", "password": "x"}).status_code == 302

    assert (kept(), events(log)) == ([], [])


def test_whoever_must_wait_is_logged_and_fills_no_table(log: StringIO) -> None:
    UserFactory.create(username="karin")

    for _each in range(7):
        Client().post("/login/", {"username": "karin", "password": "forkert"})

    logged = [(line["event"], line["username"], line["status"]) for line in events(log)]
    assert logged == [("sign_in_failed", "karin", 200)] * 5 + [("sign_in_failed", "karin", 429)] * 2
    assert kept() == [("sign_in_failed", "karin", "login", "")] * 5


def test_whoever_must_wait_on_the_page_that_asks_again_signs_nobody_in(
    log: StringIO, administrator: User, settings: Settings
) -> None:
    """What is typed there of a new person, a user name too, follows along; it is nobody's sign-in."""
    UserFactory.create(username="karin")
    client = signed_in(administrator)
    settings.PROVED_FOR = timedelta(seconds=-1)

    for _each in range(6):
        client.post("/admin/accounts/user/add/", {"username": "karin", "proof_password": "forkert"})

    assert [line["event"] for line in events(log)] == ["proof_failed"] * 5


def test_an_empty_form_is_no_wrong_password(log: StringIO) -> None:
    Client().post("/login/", {"username": "karin", "password": ""})

    assert events(log) == []


def test_passwords_that_are_given_again_changed_and_asked_for(log: StringIO) -> None:
    karin = UserFactory.create(username="karin", contributor=True)
    karin.set_password(PASSWORD)
    karin.save()
    client = signed_in(karin)
    new = {"new_password1": "ravn-hest-sol-7", "new_password2": "ravn-hest-sol-7"}

    client.post("/me/password/", {"old_password": "forkert", **new})
    client.post("/me/password/", {"old_password": PASSWORD, **new})
    Client().post("/password/forgotten/", {"email": "karin@vink.example"})

    assert kept() == [
        ("proof_failed", "karin", "password_change", ""),
        ("password_changed", "karin", "password_change", ""),
    ]
    # who asks for a new password is nobody yet, and whether the address is somebody's is not told
    assert [(line["event"], line.get("username")) for line in events(log)] == [
        ("proof_failed", "karin"),
        ("password_changed", "karin"),
        ("reset_asked", None),
    ]


def test_files_the_feed_and_refusals(there: EntryPlan, log: StringIO) -> None:
    karin = signed_in(there.karin)
    token = make_token(by=there.karin, name="Power BI")

    assert karin.get("/plans/vink/annex/2019/bilag-1.xlsx").status_code == 200
    assert karin.get("/plans/vink/annex/2019/").status_code == 200  # a page that everybody reads
    assert karin.get("/admin/accounts/user/", follow=True).status_code == 403
    by_token = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/v1/plans/", headers=by_token).status_code == 200
    assert Client().get("/api/v1/plans/", headers={"Authorization": "Bearer forkert"}).status_code == 401

    who = there.karin.username
    assert kept() == [
        ("exported", who, "annex_xlsx", "period=2019"),
        ("refused", who, "admin:accounts_user_changelist", ""),
        ("exported", who, "feed_plans", ""),
    ]
    assert TrailEntry.objects.get(page="annex_xlsx").plan == "vink"
    file, refused, _feed, stranger = events(log)
    assert (file["object"], file["person"]) == ({"slug": "vink", "period": "2019"}, there.karin.pk)
    assert (refused["event"], refused["status"], refused["page"]) == (
        *("refused", 403),
        "admin:accounts_user_changelist",
    )
    assert (stranger["event"], "person" in stranger, token in log.getvalue()) == ("refused", False, False)


def test_a_role_that_is_given_is_logged_and_a_name_is_not(
    administrator: User, log: StringIO, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person = UserFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        history.note(person, "role", "reader", "approver", by=administrator, plan=None)
        history.note(person, "last_name", "Hemmelig", "Skjult", by=administrator, plan=None)

    role, name = events(log)
    assert (role["event"], role["person"], role["old"], role["new"]) == (
        *("person_changed", administrator.pk),
        *("reader", "approver"),
    )
    assert (name["object"], "new" in name) == ({"kind": "user", "id": person.pk, "field": "last_name"}, False)
    assert "Skjult" not in log.getvalue()


def test_the_page_tells_who_saw_took_out_and_changed_what(there: EntryPlan, administrator: User) -> None:
    signed_in(there.karin).get("/plans/vink/annex/2019/bilag-1.xlsx")
    history.note(there.plan, "title", "Vink", "Vink igen", by=there.karin, plan=there.plan)
    client = signed_in(administrator)
    client.get(f"/admin/accounts/user/{there.karin.pk}/change/")

    page = client.get("/trail/").content.decode()
    rows = words_of_rows(page)
    assert len(rows) == 3
    assert "Ida Krogh (ida) Så personoplysninger En bruger (" in rows[0]
    assert "Ændrede handleplan" in rows[1]
    assert "Vink igen" not in page
    assert "Hentede en fil Bilaget i Excel (2019) vink 192.0.2.7" in rows[2]
    # reading it is in it
    assert kept()[-1] == ("saw", "ida", "trail", "")

    def found(query: str) -> int:
        return len(words_of_rows(client.get(f"/trail/?{query}").content.decode()))

    today = timezone.localdate()
    assert (found("kind=exported"), found("kind=changed"), found("kind=refused")) == (1, 1, 0)
    assert (found("plan=vink"), found(f"who={there.karin.pk}")) == (2, 2)
    assert found(f"who={there.karin.pk}&since={today}&until={today}") == 2
    assert found(f"who={there.karin.pk}&until={today - timedelta(days=1)}") == 0
    wrong = client.get(f"/trail/?since={today}&until={today - timedelta(days=1)}")
    assert (wrong.status_code, "»Til og med« ligger før »Fra og med«." in wrong.content.decode()) == (
        422,
        True,
    )


def test_the_list_goes_on_with_what_is_older(administrator: User) -> None:
    for person in UserFactory.create_batch(52):
        history.note(person, "role", "", "reader", by=administrator, plan=None)
        history.note(person, "is_active", "", "true", by=administrator, plan=None)
    client = signed_in(administrator)

    first = client.get("/trail/?kind=changed")
    older = re.search(r'href="([^"]*before_change=[^"]*)"', first.content.decode())
    assert older is not None
    second = client.get(older[1].replace("&amp;", "&"))

    assert len(words_of_rows(first.content.decode())) == 50
    assert len(words_of_rows(second.content.decode())) == 2
    assert client.get("/trail/?kind=changed&before_change=i+går").status_code == 200


def test_the_file_has_the_same_rows_and_stands_in_the_trail(there: EntryPlan, administrator: User) -> None:
    signed_in(there.karin).get("/plans/vink/annex/2019/bilag-1.xlsx")
    client = signed_in(administrator)

    answer = client.get("/trail/haendelseslog.xlsx?kind=exported")

    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [[cell.value for cell in row][1:] for row in sheet.iter_rows()]
    named = f"{there.karin.display_name} ({there.karin.username})"
    assert cells[1:] == [
        [named, "Hentede en fil", "Bilaget i Excel (2019)", "vink", "192.0.2.7"],
    ]
    assert kept()[-1] == ("exported", "ida", "trail_xlsx", "")


def test_the_same_rows_are_there_as_csv(there: EntryPlan, administrator: User) -> None:
    signed_in(there.karin).get("/plans/vink/annex/2019/bilag-1.xlsx")
    client = signed_in(administrator)

    answer = client.get("/trail/haendelseslog.csv?kind=exported")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    heading, row = answer.content.decode("utf-8-sig").splitlines()
    assert heading == "Hvornår;Hvem;Hændelse;Side, fil eller objekt;Handleplan;Adresse på nettet"
    named = f"{there.karin.display_name} ({there.karin.username})"
    assert row.partition(";")[2] == f"{named};Hentede en fil;Bilaget i Excel (2019);vink;192.0.2.7"
    assert kept()[-1] == ("exported", "ida", "trail_csv", "")


def test_the_officer_reads_it_and_nobody_else(settings: Settings, administrator: User) -> None:
    settings.DATA_PROTECTION_OFFICER = "dpo@kommune.dk"
    officer, approver = UserFactory.create(email="DPO@kommune.dk"), UserFactory.create(approver=True)

    page = signed_in(officer).get("/trail/")
    assert (page.status_code, '<a href="/trail/"' in page.content.decode()) == (200, True)
    assert signed_in(approver).get("/trail/").status_code == 403
    assert signed_in(approver).get("/trail/haendelseslog.xlsx").status_code == 403


def test_the_trail_is_added_to_and_deleted_once_it_is_old(
    settings: Settings, administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.TRAIL_DAYS = 40
    now = timezone.now()
    for days in (50, 35, 10):
        when = now - timedelta(days=days)
        TrailEntry.objects.create(kind="saw", who=administrator, page="trail", when=when)
    for attempt in (
        lambda: TrailEntry.objects.filter(when__gt=now - timedelta(days=20)).delete(),
        lambda: TrailEntry.objects.update(page="login"),
    ):
        with pytest.raises(IntegrityError, match=trail_guard.GUARD.refusal), transaction.atomic():
            attempt()

    call_command("housekeeping")

    assert "1 gammel hændelse er slettet." in capsys.readouterr().out
    assert TrailEntry.objects.count() == 2


def test_what_cannot_be_kept_keeps_nobody_from_their_page(
    administrator: User, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_values: object) -> None:
        raise DatabaseError("full")

    monkeypatch.setattr(TrailEntry.objects, "create", refuse)

    assert signed_in(administrator).get("/trail/").status_code == 200
    assert [line["event"] for line in events(log)] == ["saw", "trail_not_kept"]


def words_of_rows(page: str) -> list[str]:
    """The rows of the list, as they are read."""
    body = re.search(r"<tbody.*?</tbody>", page, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body[0], re.DOTALL) if body else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
