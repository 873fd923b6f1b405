"""When does a session end, and what does a page that is still open learn of it?

Tests how long a session lasts, signing out, and caching.
"""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends import db as django_sessions
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from zeal import zeal_ignore

from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "en-helt-ny-adgangskode"


@pytest.fixture
def ida() -> User:
    return UserFactory.create(username="ida")


@pytest.fixture
def signed_in(client: Client, ida: User) -> Client:
    client.post("/login/", {"username": "ida", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


@pytest.mark.slow
def test_a_session_ends_with_the_working_day_whatever_is_done_in_it(clock: Clock, signed_in: Client) -> None:
    for _time in range(11):
        clock.forward(minutes=54)
        assert is_in(signed_in)
    clock.forward(minutes=5)
    signed_in.post("/me/", {"language": "en"})  # a message is put by, and the session perhaps saved
    session = signed_in.session
    session["something"] = "changed"
    session.save()
    assert is_in(signed_in)

    clock.forward(minutes=2)

    assert not is_in(signed_in)
    assert timedelta(hours=10) == settings.SESSION_ENDS_AFTER


def test_a_session_that_nobody_uses_ends_after_an_hour(clock: Clock, signed_in: Client) -> None:
    assert timedelta(minutes=60) == settings.SESSION_IDLE_AFTER
    clock.forward(minutes=59)
    assert is_in(signed_in)
    clock.forward(minutes=59)
    assert is_in(signed_in)

    clock.forward(minutes=61)

    assert signed_in.get("/tasks/").headers["Location"] == "/login/?next=/tasks/"
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_the_use_of_a_session_is_noted_once_a_minute(clock: Clock, signed_in: Client) -> None:
    def ends() -> datetime:
        return Session.objects.get().expire_date

    assert ends() == clock.now + timedelta(minutes=60)
    before = ends()
    clock.forward(seconds=59)
    is_in(signed_in)
    assert ends() == before

    clock.forward(seconds=1)
    is_in(signed_in)

    assert ends() == before + timedelta(minutes=1)


def test_a_session_of_before_the_upgrade_goes_on(ida: User) -> None:
    """It was signed by Django's own store, and knows neither beginning nor use."""
    older = django_sessions.SessionStore()
    older["_auth_user_id"], older["_auth_user_backend"] = str(ida.pk), settings.AUTHENTICATION_BACKENDS[0]
    older["_auth_user_hash"] = AbstractBaseUser.get_session_auth_hash(ida)
    older.create()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(older.session_key)

    assert is_in(browser)
    assert Session.objects.get().expire_date <= timezone.now() + timedelta(minutes=60)


def test_the_sessions_name_changes_at_sign_in(client: Client, ida: User) -> None:
    session = client.session
    session["left"] = "by somebody who waits for ida to sign in"
    session.save()
    before = str(session.session_key)

    client.post("/login/", {"username": "ida", "password": PASSWORD})

    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_a_new_password_ends_the_other_sessions_and_not_this_one(signed_in: Client, ida: User) -> None:
    elsewhere = Client()
    elsewhere.post("/login/", {"username": "ida", "password": PASSWORD})
    assert is_in(elsewhere)

    typed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    response = signed_in.post("/me/password/", typed, follow=True)

    assert "Din adgangskode er skiftet." in response.content.decode()
    assert is_in(signed_in)
    # Django fetches the session to look at it, and once more to end it.
    with zeal_ignore([{"model": "sessions.Session"}]):
        assert not is_in(elsewhere)


def test_whoever_is_deactivated_is_out_at_once(signed_in: Client, ida: User) -> None:
    User.objects.filter(pk=ida.pk).update(is_active=False)

    assert not is_in(signed_in)


def test_signing_out_ends_the_session_and_says_so(signed_in: Client) -> None:
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value

    response = signed_in.post("/logout/", follow=True)

    assert response.redirect_chain == [("/logged-out/?ended", 302)]
    assert "Du er logget af" in response.content.decode()
    signed_in.cookies[settings.SESSION_COOKIE_NAME] = session
    assert not is_in(signed_in)


def test_one_whose_session_has_ended_signs_out_all_the_same(client: Client) -> None:
    assert client.post("/logout/").headers["Location"] == "/logged-out/"


def test_nobody_who_is_in_reads_that_they_are_out(signed_in: Client) -> None:
    assert signed_in.get("/logged-out/").headers["Location"] == "/"


def test_a_script_learns_that_the_session_has_ended(client: Client) -> None:
    response = client.post("/me/", {"language": "en"}, headers={"HX-Request": "true"})

    assert response.status_code == 401
    assert response.content == b""


def test_what_a_signed_in_person_read_is_in_no_cache(signed_in: Client) -> None:
    assert signed_in.get("/").headers["Cache-Control"] == "private, no-store"


def test_housekeeping_deletes_the_sessions_that_have_ended(ida: User) -> None:
    kept, ended = Client(), Client()
    for browser in (kept, ended):
        browser.force_login(ida)
    Session.objects.filter(pk=ended.session.session_key).update(
        expire_date=timezone.now() - timedelta(hours=1)
    )
    written = StringIO()

    call_command("housekeeping", stdout=written)

    assert written.getvalue() == "1 udløbet session er slettet.\n"
    assert [row.pk for row in Session.objects.all()] == [kept.session.session_key]
