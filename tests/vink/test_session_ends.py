"""Does what somebody lost end everywhere at once? Sessions and access tokens, by every door.

A number on the person, part of what each session and token must show, is raised by a new password, another
role, going and coming back; nothing of that is put back by the same state coming back.
"""

from collections.abc import Callable
from io import StringIO
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from zeal import zeal_ignore

from plans.enums import Role
from tests.factories import PASSWORD, UserFactory
from vink.accounts import people
from vink.accounts.access_tokens import make_token
from vink.accounts.models import User

NEW_PASSWORD = "fire-ord-i-snevejr"
PLANS = "/api/v1/plans/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    UserFactory.create(administrator=True)  # somebody who is left to administer
    return UserFactory.create(approver=True, username="ida")


@pytest.fixture
def begun(ida: User) -> "Begun":
    return Begun(ida)


class Begun:
    """A browser and a program that came in before."""

    def __init__(self, person: User) -> None:
        self.browser = Client()
        self.browser.force_login(person)
        self.secret = make_token(by=person, name="Power BI")

    def works(self) -> tuple[bool, bool]:
        """Whether the session does, and whether the token does."""
        # Django fetches a session to look at it, and once more to end it.
        with zeal_ignore([{"model": "sessions.Session"}]):
            page = self.browser.get("/me/")
        rows = Client().get(PLANS, headers={"Authorization": f"Bearer {self.secret}"})
        return page.status_code == 200, rows.status_code == 200


def administrator() -> User:
    return User.objects.get(role=Role.ADMINISTRATOR)


def change(person: User, **values: object) -> None:
    people.change_person(
        by=administrator(),
        person=person,
        values=values,
        version=people.version_of(person),
        today=timezone.localdate(),
    )


def set_by_command(person: User) -> None:
    with patch("getpass.getpass", return_value=NEW_PASSWORD):
        call_command("changepassword", person.username, stdout=StringIO())


def set_by_hand(person: User) -> None:
    person.set_password(NEW_PASSWORD)
    person.save()


def lower(person: User) -> None:
    change(person, role=Role.READER)


def go_and_come_back(person: User) -> None:
    change(person, is_active=False)
    change(person, is_active=True)


def lower_and_raise(person: User) -> None:
    lower(person)
    change(person, role=Role.APPROVER)


def in_bulk(**values: object) -> Callable[[User], None]:
    def do(person: User) -> None:
        User.objects.filter(pk=person.pk).update(**values)

    return do


def back_and_forth_in_bulk(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    User.objects.filter(pk=person.pk).update(is_active=True)


def by_bulk_update(person: User) -> None:
    person.role = Role.READER
    User.objects.bulk_update([person], ["role"])


@pytest.mark.parametrize(
    "end",
    [
        set_by_command,
        set_by_hand,
        lower,
        lower_and_raise,
        go_and_come_back,
        in_bulk(role=Role.CONTRIBUTOR),
        in_bulk(password=make_password(NEW_PASSWORD)),
        back_and_forth_in_bulk,
        by_bulk_update,
    ],
    ids=lambda end: getattr(end, "__name__", "do"),
)
def test_what_was_begun_before_ends(ida: User, begun: Begun, end: Callable[[User], None]) -> None:
    assert begun.works() == (True, True)

    end(User.objects.get(pk=ida.pk))

    assert begun.works() == (False, False)


def test_who_has_never_been_signed_out_keeps_what_was_begun(ida: User, begun: Begun) -> None:
    """Whatever else is stored of a person ends nothing; neither does a role that a reader gets."""
    reader = UserFactory.create()
    readers = Begun(reader)

    change(ida, email="ida@kommune.example", first_name="Ida", language="en")
    User.objects.filter(pk=ida.pk).update(is_active=True, last_name="Bo")
    change(reader, role=Role.CONTRIBUTOR)

    assert begun.works() == readers.works() == (True, True)


def test_an_older_copy_of_a_person_puts_nothing_back(ida: User, begun: Begun) -> None:
    older = User.objects.get(pk=ida.pk)
    lower(ida)

    older.save()  # with the old role: it is put back, and the end is not

    assert begun.works() == (False, False)
    assert User.objects.get(pk=ida.pk).session_epoch == 1


def test_a_forgotten_password_that_is_set_anew_ends_the_tokens(ida: User, begun: Begun) -> None:
    ida.refresh_from_db()
    who = urlsafe_base64_encode(force_bytes(ida.pk))
    link = f"/password/new/{who}/{default_token_generator.make_token(ida)}/"
    stranger = Client()
    form = stranger.get(link).headers["Location"]
    typed = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    assert stranger.post(form, typed).status_code == 302
    assert begun.works() == (False, False)


def test_the_session_in_which_one_changes_ones_password_goes_on(ida: User, begun: Begun) -> None:
    own_browser = Client()
    own_browser.force_login(ida)
    typed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    assert own_browser.post("/me/password/", typed).status_code == 302

    assert own_browser.get("/me/").status_code == 200
    assert begun.works() == (False, False)


def test_a_password_that_is_kept_in_a_newer_way_ends_no_token(
    ida: User, begun: Begun, settings: LazySettings
) -> None:
    hashers = "django.contrib.auth.hashers."
    older = ida.password
    settings.PASSWORD_HASHERS = [f"{hashers}PBKDF2SHA1PasswordHasher", *settings.PASSWORD_HASHERS]

    assert Client().login(username="ida", password=PASSWORD)

    ida.refresh_from_db()
    assert ida.password.startswith("pbkdf2_sha1$")
    assert ida.password != older
    assert begun.works()[1]
