"""Must somebody show again that it is they before they give rights, publish, delete or open a door?

Tests the page that asks for the password: when it asks, what it carries along, and whom it lets through.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.factories import PASSWORD, PublicationFactory, RedactionFactory, UserFactory
from tests.vink.conftest import Clock
from vink.accounts import people
from vink.accounts.models import AccessToken, User
from vink.accounts.proof import PASSWORD as FIELD
from vink.accounts.proof_asked import GUARDED

pytestmark = pytest.mark.django_db
TITLE = "Bekræft, at det er dig"
KARIN = {
    "username": "karin",
    "first_name": "Karin",
    "email": "karin@kommune.example",
    "role": "approver",
    "language": "da",
}
ADD = "/admin/accounts/user/add/"


@pytest.fixture(autouse=True)
def five_minutes(settings: LazySettings) -> None:
    """As it is in life: other tests sign people in once for many tests, which take longer."""
    settings.PROVED_FOR = timedelta(minutes=5)


@pytest.fixture
def ada() -> User:
    return UserFactory.create(administrator=True, username="ada")


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(ada: User, clock: Clock) -> Client:
    """An administrator's browser, six minutes after the sign-in."""
    client = browser_of(ada)
    clock.forward(minutes=6)
    return client


def asks(response: Any) -> bool:
    return response.status_code == 401 and TITLE in response.content.decode()


def carried(response: Any) -> list[tuple[str, str]]:
    return list(response.context["typed"])


def test_for_five_minutes_a_sign_in_is_enough(ada: User, clock: Clock) -> None:
    client = browser_of(ada)

    clock.forward(minutes=5)
    assert client.post("/me/tokens/", {"name": "Excel", "months": "12"}).status_code == 201

    clock.forward(seconds=1)
    assert asks(client.post("/me/tokens/", {"name": "Word", "months": "12"}))
    assert AccessToken.objects.get().name == "Excel"


def test_what_was_typed_is_done_once_the_password_was_given(desk: Client, ada: User, clock: Clock) -> None:
    asked = desk.post(ADD, {**KARIN, "last_name": 'Holm "<b>'})

    assert asks(asked)
    assert "Du er ved at give en person adgang til Vink." in asked.content.decode()
    assert not User.objects.filter(username="karin").exists()
    assert dict(carried(asked)) == {**KARIN, "last_name": 'Holm "<b>'}
    assert 'value="Holm &quot;&lt;b&gt;"' in asked.content.decode()
    # the hidden name for the browser's list of passwords is none of what is posted
    assert asked.content.decode().count('name="username"') == 1

    done = desk.post(ADD, {**dict(carried(asked)), FIELD: PASSWORD})
    assert done.status_code == 302
    karin = User.objects.get(username="karin")
    assert (karin.last_name, karin.role) == ('Holm "<b>', "approver")
    assert len(mail.outbox) == 1

    # and it holds for five minutes
    clock.forward(minutes=5)
    assert desk.post(ADD, {**KARIN, "username": "bo", "email": "bo@kommune.example"}).status_code == 302
    clock.forward(seconds=1)
    assert asks(desk.post(ADD, {**KARIN, "username": "ib"}))


@pytest.mark.parametrize("typed", ["", "forkert"])
def test_a_wrong_password_keeps_what_was_typed(desk: Client, typed: str) -> None:
    again = desk.post(ADD, {**KARIN, FIELD: typed})

    assert asks(again)
    assert dict(carried(again)) == KARIN
    expected = "Det er ikke din adgangskode. Prøv igen." if typed else "Skriv din adgangskode."
    assert again.context["form"].errors[FIELD] == [expected]
    assert "forkert" not in again.content.decode()
    assert not User.objects.filter(username="karin").exists()


def test_guessing_is_slowed_as_where_one_changes_the_password(desk: Client, ada: User, clock: Clock) -> None:
    for _each in range(3):
        desk.post(ADD, {**KARIN, FIELD: "forkert"})
    for _each in range(2):
        desk.post("/me/password/", {"old_password": "forkert", "new_password1": "x", "new_password2": "x"})

    waits = desk.post(ADD, {**KARIN, FIELD: PASSWORD})
    assert (waits.status_code, waits.headers["Retry-After"]) == (429, "30")
    assert waits.context["form"].errors[FIELD] == ["For mange forsøg. Vent 30 sekunder, og prøv igen."]
    assert dict(carried(waits)) == KARIN
    assert not User.objects.filter(username="karin").exists()

    clock.forward(seconds=31)
    assert desk.post(ADD, {**KARIN, FIELD: PASSWORD}).status_code == 302


def test_two_tabs_do_each_what_was_typed_in_them(desk: Client) -> None:
    first = desk.post(ADD, KARIN)
    second = desk.post(ADD, {**KARIN, "username": "bo", "email": "bo@kommune.example"})

    desk.post(ADD, {**dict(carried(second)), FIELD: PASSWORD})
    desk.post(ADD, {**dict(carried(first)), FIELD: PASSWORD})

    assert set(User.objects.values_list("username", "email")) >= {
        ("karin", "karin@kommune.example"),
        ("bo", "bo@kommune.example"),
    }


def test_somebody_elses_password_proves_nothing(desk: Client) -> None:
    other = UserFactory.create(administrator=True)
    other.set_password("høstvind-over-broen")
    other.save()

    assert asks(desk.post(ADD, {**KARIN, FIELD: "høstvind-over-broen"}))


def test_one_browser_proves_nothing_for_another(desk: Client, ada: User, clock: Clock) -> None:
    other = browser_of(ada)
    clock.forward(minutes=6)
    desk.post(ADD, {**KARIN, FIELD: PASSWORD})

    assert asks(other.post(ADD, {**KARIN, "username": "bo"}))


@pytest.mark.parametrize("name", ["next", "back", "action"])
def test_the_request_says_nowhere_where_to_go(desk: Client, name: str) -> None:
    hostile = "https://evil.example/"
    asked = desk.post(f"{ADD}?{name}={hostile}", {**KARIN, name: hostile}, headers={"Referer": hostile})

    page = asked.content.decode()
    assert "evil.example" not in page.replace(f'name="{name}" value="{hostile}"', "")
    assert f'href="{ADD}"' in page
    done = desk.post(f"{ADD}?{name}={hostile}", {**dict(carried(asked)), FIELD: PASSWORD})
    assert "evil.example" not in done.headers["Location"]


def test_no_page_that_is_read_proves_or_does_anything(desk: Client) -> None:
    assert desk.get(ADD, {**KARIN, FIELD: PASSWORD}).status_code == 200

    assert not User.objects.filter(username="karin").exists()
    assert asks(desk.post(ADD, KARIN))


def test_another_site_cannot_bring_the_password(ada: User, clock: Clock) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    clock.forward(minutes=6)

    assert client.post(ADD, {**KARIN, FIELD: PASSWORD}).status_code == 403
    assert not User.objects.filter(username="karin").exists()


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ({"role": "administrator"}, True),
        ({"is_active": None}, True),
        ({"email": "en.anden@kommune.example"}, True),
        ({"last_name": "Lund", "language": "en"}, False),
    ],
)
def test_a_person_is_changed_after_a_proof_where_rights_change(
    desk: Client, values: dict[str, str | None], is_asked: bool
) -> None:
    person = UserFactory.create(approver=True, email="ida@kommune.example")
    posted = {
        **{name: getattr(person, name) for name in people.FIELDS},
        "is_active": "on",
        "version": people.version_of(person),
        **values,
    }

    response = desk.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        {name: value for name, value in posted.items() if value is not None},
    )

    assert asks(response) is is_asked
    assert is_asked or response.status_code == 302


def _publication(_user: User) -> dict[str, Any]:
    publication = PublicationFactory.create()
    round_ = publication.report.round
    return {"slug": round_.plan.slug, "period": round_.period, "number": publication.number}


def _report(user: User) -> dict[str, Any]:
    kwargs = _publication(user)
    del kwargs["number"]
    return kwargs


def _redaction(_user: User) -> dict[str, Any]:
    row = RedactionFactory.create(asked_by=UserFactory.create(contributor=True))
    return {"slug": row.plan.slug, "number": row.pk}


@pytest.mark.parametrize(
    ("name", "of", "typed"),
    [
        ("publications", _report, {}),
        ("publication_share", _publication, {}),
        ("publication_lengthen", _publication, {}),
        ("redaction", _redaction, {"do": "grant"}),
    ],
)
def test_what_an_approver_does_is_asked_about_and_nobody_elses_is(
    name: str, of: Callable[[User], dict[str, Any]], typed: dict[str, str], clock: Clock
) -> None:
    approver, reader = UserFactory.create(approver=True), UserFactory.create()
    address = reverse(name, kwargs=of(approver))
    clients = [browser_of(approver), browser_of(reader)]
    clock.forward(minutes=6)

    by_approver, by_reader = (client.post(address, typed) for client in clients)

    assert asks(by_approver)
    assert by_approver.context["back"] in {address, address.rsplit("/", 2)[0] + "/"}
    assert by_reader.status_code in {403, 404}
    assert TITLE not in by_reader.content.decode()
    assert Client().post(address, typed).status_code == 302  # to the sign-in


def test_refusing_a_deletion_needs_no_proof(clock: Clock) -> None:
    approver = UserFactory.create(approver=True)
    client, address = browser_of(approver), reverse("redaction", kwargs=_redaction(approver))
    clock.forward(minutes=6)

    typed = {"do": "refuse", "refuse-version": "1", "refuse-reason": "Det er ingen person"}
    assert client.post(address, typed).status_code == 302


def test_every_guarded_address_is_one() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    own = {name for name in GUARDED if not name.startswith("admin:")}

    assert own - names == set()
    for name in GUARDED.keys() - own:
        reverse(name, args=[1] if name.endswith("change") else [])


def test_a_session_of_long_ago_proves_nothing(ada: User) -> None:
    client = browser_of(ada)
    session = client.session
    session["vink_began"] = int(timezone.now().timestamp()) + 3600  # a clock that was set back
    session.save()

    assert asks(client.post(ADD, KARIN))
