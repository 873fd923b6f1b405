"""What does somebody meet who guesses at the sign-in page, and somebody who signs in as they should?

Tests the sign-in page: waiting after wrong guesses, known browsers, and redirects.
"""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import strip_tags

from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts.models import Attempts, User

NO_MATCH = "Brugernavn og adgangskode passer ikke sammen."
WAIT_30 = "For mange forsøg. Vent 30 sekunder, og prøv igen."

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return UserFactory.create(username="ida")


def sign_in(client: Client, username: str, password: str, *, address: str = "192.0.2.7") -> tuple[int, str]:
    """Give the answer's status and what a reader reads."""
    typed = {"username": username, "password": password}
    response = client.post("/login/", typed, REMOTE_ADDR=address)
    return response.status_code, " ".join(strip_tags(response.content.decode()).split())


def fail(client: Client, username: str, times: int, *, address: str = "192.0.2.7") -> None:
    for _time in range(times):
        status, page = sign_in(client, username, "forkert", address=address)
        assert (status, NO_MATCH in page) == (200, True)


@pytest.mark.parametrize("username", ["ida", "bo", "nobody"])
def test_the_sixth_guess_waits_whether_or_not_there_is_such_an_account(
    client: Client, clock: Clock, ida: User, username: str
) -> None:
    UserFactory.create(username="bo", is_active=False)
    fail(client, username, 5)

    status, page = sign_in(client, username, "forkert")

    assert status == 429
    assert WAIT_30 in page
    assert NO_MATCH not in page


def test_the_answer_to_a_program_says_how_long(client: Client, clock: Clock, ida: User) -> None:
    fail(client, "ida", 5)
    clock.forward(seconds=10.5)

    response = client.post("/login/", {"username": "ida", "password": PASSWORD})

    assert response.headers["Retry-After"] == "20"


def test_while_one_waits_even_the_right_password_is_refused(client: Client, clock: Clock, ida: User) -> None:
    fail(client, "ida", 5)

    assert sign_in(client, "ida", PASSWORD)[0] == 429
    clock.forward(seconds=30)
    assert sign_in(client, "ida", PASSWORD)[0] == 302


def test_each_further_failure_doubles_the_wait(client: Client, clock: Clock, ida: User) -> None:
    fail(client, "ida", 5)
    clock.forward(seconds=30)
    fail(client, "ida", 1)

    assert "Vent 60 sekunder" in sign_in(client, "ida", "forkert")[1]


def test_the_right_password_lets_one_start_afresh(client: Client, clock: Clock, ida: User) -> None:
    fail(client, "ida", 4)
    assert sign_in(client, "ida", PASSWORD)[0] == 302

    stranger = Client()
    fail(stranger, "ida", 5)


def test_a_guesser_is_slowed_from_whatever_address(client: Client, clock: Clock, ida: User) -> None:
    for number in range(5):
        fail(client, "ida", 1, address=f"192.0.2.{number}")

    assert sign_in(client, "ida", "forkert", address="192.0.2.99")[0] == 429


@pytest.mark.slow
def test_an_address_is_slowed_over_all_accounts_and_no_other(client: Client, clock: Clock, ida: User) -> None:
    for number in range(50):
        fail(client, f"gæt{number}", 1)

    assert sign_in(client, "ida", PASSWORD)[0] == 429
    assert sign_in(client, "ida", PASSWORD, address="192.0.2.8")[0] == 302


@pytest.mark.slow
def test_signing_in_between_does_not_forgive_an_address(client: Client, clock: Clock, ida: User) -> None:
    for number in range(49):
        fail(client, f"gæt{number}", 1)
    assert sign_in(client, "ida", PASSWORD)[0] == 302
    stranger = Client()
    fail(stranger, "gæt", 1)

    assert sign_in(stranger, "endnu-et-gæt", "forkert")[0] == 429


def test_a_stranger_does_not_keep_the_owner_out(client: Client, clock: Clock, ida: User) -> None:
    # given a browser with which ida signed in once
    assert sign_in(client, "ida", PASSWORD)[0] == 302
    client.post("/logout/")
    # when somebody in the same house has guessed at her account until they must wait
    stranger = Client()
    fail(stranger, "ida", 5)
    assert sign_in(stranger, "ida", "forkert")[0] == 429

    # then she signs in, and the stranger still waits
    assert sign_in(client, "ida", PASSWORD)[0] == 302
    assert sign_in(stranger, "ida", PASSWORD)[0] == 429


def test_a_known_browser_is_slowed_too(client: Client, clock: Clock, ida: User) -> None:
    sign_in(client, "ida", PASSWORD)
    client.post("/logout/")
    fail(client, "ida", 5)

    assert sign_in(client, "ida", PASSWORD)[0] == 429


@pytest.mark.parametrize("cookie", ["", "made-up", "made:up:too"])
def test_a_made_up_cookie_makes_no_browser_known(
    client: Client, clock: Clock, ida: User, cookie: str
) -> None:
    fail(client, "ida", 5)
    client.cookies["vink_known_browser"] = cookie

    assert sign_in(client, "ida", PASSWORD)[0] == 429


def test_a_browser_is_known_to_one_account_only(client: Client, clock: Clock, ida: User) -> None:
    UserFactory.create(username="bo")
    sign_in(client, "ida", PASSWORD)
    client.post("/logout/")
    fail(Client(), "bo", 5)

    assert sign_in(client, "bo", PASSWORD)[0] == 429


def test_nothing_typed_is_kept(client: Client, clock: Clock) -> None:
    fail(client, "min-adgangskode-i-det-forkerte-felt", 1)

    assert "adgangskode" not in repr(list(Attempts.objects.values_list()))


@pytest.mark.parametrize(
    ("next_page", "led_to"),
    [
        ("/me/", "/me/"),
        ("/plans/vink/?a=1", "/plans/vink/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///evil.example", "/"),
    ],
)
def test_one_is_led_on_within_the_site_only(client: Client, ida: User, next_page: str, led_to: str) -> None:
    typed = {"username": "ida", "password": PASSWORD, "next": next_page}

    assert client.post("/login/", typed).headers["Location"] == led_to
    # the page does not pass on either what it would not follow
    page = Client().get("/login/", {"next": next_page}).content.decode()
    assert (f'name="next" value="{next_page}"' in page) == (led_to == next_page)


def test_the_cookies_are_for_the_server_alone(client: Client, ida: User) -> None:
    sign_in(client, "ida", PASSWORD)

    for name in [settings.SESSION_COOKIE_NAME, "vink_known_browser"]:
        assert client.cookies[name]["httponly"] is True
        assert client.cookies[name]["samesite"] == "Lax"


# --- Names that differ in case ---


@pytest.mark.parametrize("typed", ["Æbleskov", "æbleskov", "ÆBLESKOV"])
def test_one_signs_in_in_whatever_case(client: Client, typed: str) -> None:
    person = UserFactory.create(username="Æbleskov")

    status, _page = sign_in(client, typed, PASSWORD)

    assert status == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_accounts_that_are_alike_already_each_sign_in_as_before_and_are_named(
    client: Client, ida: User
) -> None:
    """An older version let both in. Neither is lost; a third spelling belongs to neither."""
    other = UserFactory.create(username="Ida")

    for person in (ida, other):
        assert sign_in(client, person.username, PASSWORD)[0] == 302
        assert client.session["_auth_user_id"] == str(person.pk)
        client.logout()
    assert sign_in(client, "IDA", PASSWORD)[0] == 200
    message = (
        "ida, Ida: Brugernavnene er ens bortset fra store og små bogstaver. Giv alle på nær én et andet."
    )
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("check_data")
    other.first_name = "Ny"
    other.full_clean()


def test_a_name_that_differs_in_case_alone_is_refused(ida: User) -> None:
    message = "Navnet er optaget, måske skrevet med andre store og små bogstaver. Vælg et andet."

    with pytest.raises(ValidationError) as refused:
        User(username="IDA", password="x").full_clean()  # no password
    assert refused.value.message_dict == {"username": [message]}
    with pytest.raises(CommandError, match=r"username is already taken|bruger"):
        call_command("createsuperuser", interactive=False, username="Ida", email="a@example.test")

    ida.username = "Ida"  # one's own name may be written otherwise
    ida.full_clean()


def test_guesses_in_several_cases_are_guesses_at_one_account(client: Client, ida: User) -> None:
    for typed in ("ida", "Ida", "IDA", "iDa", "idA"):
        fail(client, typed, 1)

    assert WAIT_30 in sign_in(client, "IdA", PASSWORD)[1]


def test_a_form_from_a_browser_without_cookies_leads_to_sign_in() -> None:
    """Whoever lost session and token at once signs in; a page that is open too long is another matter."""
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/me/", {"language": "en"})
    script = strict.post("/me/", {"language": "en"}, headers={"HX-Request": "true"})
    sign_in = strict.post("/login/", {"username": "karin", "password": "x"})

    assert (page.status_code, page.headers["Location"]) == (302, "/login/?next=/me/")
    assert script.status_code == 401
    assert sign_in.status_code == 403
