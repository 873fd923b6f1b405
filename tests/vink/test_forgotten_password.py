"""Does whoever forgot a password get to a new one by mail, and does a stranger learn nothing by asking?

Tests the mail with a link to a new password, and the pages before and after it.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts import reset_mail
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "en-helt-ny-adgangskode"
NEW_TWICE = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
ADDRESS = "ida@kommune.example"
Postman = Callable[[], None]


@pytest.fixture
def ida() -> User:
    return UserFactory.create(username="ida", first_name="Ida", last_name="Bo", email=ADDRESS)


@pytest.fixture
def postman(monkeypatch: pytest.MonkeyPatch) -> Postman:
    """Keep what the other thread would do until the test asks for it: a thread sees no test's transaction."""
    waiting: list[Callable[[], None]] = []

    class Sender:
        def submit(self, work: Callable[..., None], *args: Any, **kwargs: Any) -> Future[None]:
            waiting.append(lambda: work(*args, **kwargs))
            return Future()

    monkeypatch.setattr(reset_mail, "_sender", Sender())
    monkeypatch.setattr("vink.accounts.reset_mail.connection.close", lambda: None)

    def deliver() -> None:
        while waiting:
            waiting.pop()()

    return deliver


def ask(client: Client, email: str = ADDRESS) -> Any:
    return client.post("/password/forgotten/", {"email": email})


def link_of(message: Any) -> str:
    [link] = re.findall(rf"{settings.SITE_URL}(/password/new/\S+)", str(message.body))
    return str(link)


def html_of(message: object) -> str:
    assert isinstance(message, EmailMultiAlternatives)
    [(content, kind)] = message.alternatives
    assert kind == "text/html"
    return str(content)


def read(response: Any) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_from_the_mail_to_a_new_password(client: Client, ida: User, postman: Postman) -> None:
    assert ask(client, "Ida@Kommune.Example").headers["Location"] == "/password/forgotten/sent/"
    postman()
    [message] = mail.outbox
    assert (message.to, message.subject) == ([ADDRESS], "Ny adgangskode til Vink")

    form = client.get(link_of(message), follow=True)
    assert "Vælg en ny adgangskode For brugeren ida." in read(form)
    assert "token" not in form.request["PATH_INFO"]
    assert link_of(message) != form.request["PATH_INFO"]  # the link itself is in no Referer header
    done = client.post(form.request["PATH_INFO"], NEW_TWICE)

    assert done.headers["Location"] == "/password/new/done/"
    assert client.login(username="ida", password=NEW_PASSWORD)
    assert not client.login(username="ida", password=PASSWORD)


def test_the_link_leads_to_the_site_whatever_host_the_request_names(
    client: Client, ida: User, postman: Postman, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = [".kk.dk"], "https://vink.kk.dk"

    client.post("/password/forgotten/", {"email": ADDRESS}, headers={"Host": "vink.kk.dk:1337"})
    client.post("/password/forgotten/", {"email": ADDRESS}, headers={"Host": "evil.kk.dk"})
    postman()

    assert len(mail.outbox) == 2
    for message in mail.outbox:
        for text in (str(message.body), html_of(message)):
            assert "https://vink.kk.dk/password/new/" in text
            assert "1337" not in text
            assert "evil" not in text


def test_no_mail_leads_nowhere(
    client: Client, ida: User, postman: Postman, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SITE_URL = ""

    ask(client)
    postman()

    assert mail.outbox == []
    assert "SITE_URL is not set" in caplog.text


def test_the_mail_says_the_same_as_text_and_as_html(client: Client, ida: User, postman: Postman) -> None:
    ask(client)
    postman()
    [message] = mail.outbox
    html = html_of(message)

    assert "Kære Ida Bo" in str(message.body)
    for sentence in [
        "Nogen har bedt om en ny adgangskode til Vink for brugeren ida.",
        "Linket virker i 2 timer og kun én gang.",
        "Var det ikke dig, skal du ikke gøre noget: din adgangskode er den samme som før.",
        link_of(message),
    ]:
        assert sentence in str(message.body)
        assert sentence in html
    assert '<html lang="da">' in html
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(hours=2)


def test_the_mail_and_its_page_are_in_the_users_language(client: Client, ida: User, postman: Postman) -> None:
    User.objects.filter(pk=ida.pk).update(language="en")
    ask(client)
    postman()
    [message] = mail.outbox

    assert '<html lang="en">' in html_of(message)
    page = client.get(link_of(message), follow=True)
    assert '<html lang="en">' in page.content.decode()
    assert page.headers["Content-Language"] == "en"


def test_asking_looks_nothing_up_and_answers_all_alike(
    client: Client,
    ida: User,
    postman: Postman,
    clock: Clock,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    answers = []
    for email in [ADDRESS, "nobody@kommune.example"]:
        ask(client, f"warm-up-{email}")
        with django_assert_num_queries(8) as queries:
            answers.append(ask(client, email))
        assert not [query for query in queries.captured_queries if "accounts_user" in query["sql"]]

    known, unknown = answers
    assert known.content == unknown.content
    assert known.headers["Location"] == unknown.headers["Location"]
    assert known.cookies.keys() == unknown.cookies.keys()
    postman()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_nobody_inactive_gets_a_mail_and_whoever_has_no_password_yet_does(
    client: Client, postman: Postman
) -> None:
    UserFactory.create(email="gone@kommune.example", is_active=False)
    new = UserFactory.create(email="new@kommune.example")
    new.set_unusable_password()
    new.save()

    ask(client, "gone@kommune.example")
    ask(client, "new@kommune.example")
    postman()

    assert [message.to for message in mail.outbox] == [["new@kommune.example"]]


def test_a_mail_for_each_user_of_an_address(client: Client, ida: User, postman: Postman) -> None:
    UserFactory.create(username="ida-admin", email=ADDRESS)
    ask(client)
    postman()

    assert len(mail.outbox) == 2
    assert len([message for message in mail.outbox if "for brugeren ida-admin." in str(message.body)]) == 1


@pytest.mark.parametrize("email", [ADDRESS, "nobody@kommune.example"])
def test_the_fourth_mail_waits_whether_or_not_anybody_has_the_address(
    client: Client, ida: User, postman: Postman, clock: Clock, email: str
) -> None:
    for _time in range(3):
        assert ask(client, email).status_code == 302

    refused = ask(client, email.upper())

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "30"
    assert "For mange forsøg. Vent 30 sekunder, og prøv igen." in read(refused)


def test_a_visitor_asks_for_no_more_than_thirty_addresses(
    client: Client, postman: Postman, clock: Clock
) -> None:
    for number in range(30):
        assert ask(client, f"{number}@kommune.example").status_code == 302

    assert ask(client, ADDRESS).status_code == 429


@pytest.mark.parametrize("typed", ["", "ida", "ida@"])
def test_what_is_no_address_is_said(client: Client, typed: str) -> None:
    page = read(ask(client, typed))

    assert "Skriv din mailadresse." in page or "Skriv en hel mailadresse" in page


def test_a_link_works_once_and_not_after_another_password(
    client: Client, ida: User, postman: Postman
) -> None:
    ask(client)
    postman()
    link = link_of(mail.outbox[0])
    ida.set_password(NEW_PASSWORD)
    ida.save()

    page = client.get(link, follow=True)

    assert page.status_code == 410
    assert "Linket virker ikke længere" in read(page)
    assert "ida" not in read(page)


@pytest.mark.parametrize(
    "link", ["/password/new/MQ/made-up/", "/password/new/%C3%A6/x/", "/password/new/OTk5/x-y/"]
)
def test_a_made_up_link_tells_nothing(client: Client, link: str) -> None:
    page = client.get(link)

    assert page.status_code == 410
    assert "Linket virker ikke længere" in read(page)


def test_whoever_was_slowed_signs_in_by_the_new_password_at_once(
    client: Client, ida: User, postman: Postman, clock: Clock
) -> None:
    for _time in range(6):
        refused = client.post("/login/", {"username": "ida", "password": "forkert"})
    assert refused.status_code == 429
    ask(client)
    postman()
    form = client.get(link_of(mail.outbox[0]), follow=True)
    client.post(form.request["PATH_INFO"], NEW_TWICE)

    assert client.post("/login/", {"username": "ida", "password": NEW_PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("", "", "Skriv en ny adgangskode."),
        ("kort", "kort", "mindst 12 tegn"),
        ("adgangskode-ida-bo", "noget-andet", "De to adgangskoder er ikke ens."),
    ],
)
def test_a_password_that_does_not_do_is_explained(
    client: Client, ida: User, postman: Postman, first: str, second: str, message: str
) -> None:
    ask(client)
    postman()
    form = client.get(link_of(mail.outbox[0]), follow=True)

    page = client.post(form.request["PATH_INFO"], {"new_password1": first, "new_password2": second})

    assert message in read(page)
    assert client.login(username="ida", password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_the_mail_is_sent_by_a_thread_of_its_own(client: Client, ida: User) -> None:
    ask(client)
    reset_mail._sender.shutdown(wait=True)
    reset_mail._sender = type(reset_mail._sender)(max_workers=2)

    assert [message.to for message in mail.outbox] == [[ADDRESS]]
