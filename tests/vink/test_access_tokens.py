"""Does a person's access token read the feed, and nothing else, for as long as they want it to?

Tests the access tokens to the feed: making, showing, using and revoking them.
"""

import base64
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern
from pytest_django import DjangoAssertNumQueries

import desk.urls
import reporting.urls
import vink.accounts.urls
from plans.models import Change
from reporting.feed.addresses import is_feed
from tests.factories import ActionPlanFactory, UserFactory
from tests.vink.conftest import Clock
from tests.vink.doors import database
from vink.accounts.access_tokens import MOST, make_token
from vink.accounts.models import AccessToken, User

PLANS = "/api/v1/plans/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return UserFactory.create(contributor=True, username="ida", first_name="Ida", last_name="Bo")


@pytest.fixture
def mine(client: Client, ida: User) -> Client:
    client.force_login(ida)
    return client


@pytest.fixture
def token(ida: User) -> str:
    return make_token(by=ida, name="Power BI")


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def status_of(authorization: str, address: str = PLANS) -> int:
    """The answer to a program, which keeps no cookie."""
    return Client().get(address, headers={"Authorization": authorization}).status_code


def history_of(person: User) -> list[tuple[str, str, str]]:
    changes = Change.objects.filter(who=person, kind="accesstoken")
    return list(changes.values_list("field", "old", "new"))


def test_a_token_is_shown_once_and_kept_as_its_digest(mine: Client, ida: User) -> None:
    response = mine.post("/me/tokens/", {"name": "Excel på kontoret"})

    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "private, no-store"
    page = response.content.decode()
    [secret] = set(re.findall(r"vink_[\w-]{43}", page))
    assert "Den vises kun denne ene gang" in page
    assert status_of(f"Bearer {secret}") == 200
    profile = mine.get("/me/").content.decode()
    assert "Excel på kontoret" in profile
    assert secret not in profile
    assert secret not in repr(database())
    assert secret not in repr(dict(mine.session))
    assert history_of(ida) == [("name", "", "Excel på kontoret")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Skriv, hvad nøglen skal bruges til."),
        ("x" * 61, "Navnet må højst være 60 tegn. Gør det kortere."),
        ("Power BI", "Du har allerede en adgangsnøgle med det navn. Vælg et andet."),
    ],
)
def test_a_name_that_does_not_do_is_told_at_its_field(
    mine: Client, token: str, name: str, message: str
) -> None:
    response = mine.post("/me/tokens/", {"name": name})

    assert response.status_code == 422
    page = response.content.decode()
    assert "Fejl: Min profil" in page
    assert page.count(message) == 2  # at the head of the page and at the field
    assert f'value="{name}"' in page or not name
    assert AccessToken.objects.count() == 1


def test_nobody_has_more_tokens_than_they_can_look_after(mine: Client, ida: User) -> None:
    for number in range(MOST):
        make_token(by=ida, name=f"nr. {number}")

    response = mine.post("/me/tokens/", {"name": "én til"})

    assert response.status_code == 422
    assert "Du har 10 adgangsnøgler og kan ikke få flere." in response.content.decode()
    # what is revoked no longer counts, and its name is free
    mine.post(f"/me/tokens/{AccessToken.objects.get(name='nr. 3').pk}/revoke/")
    assert mine.post("/me/tokens/", {"name": "nr. 3"}).status_code == 201


def test_a_revoked_token_opens_nothing(mine: Client, ida: User, token: str) -> None:
    address = f"/me/tokens/{AccessToken.objects.get().pk}/revoke/"
    assert "Det kan ikke fortrydes" in mine.get(address).content.decode()
    assert status_of(f"Bearer {token}") == 200

    page = mine.post(address, follow=True).content.decode()

    assert "Adgangsnøglen Power BI er tilbagekaldt." in page
    assert "Du har ingen adgangsnøgler." in page
    assert status_of(f"Bearer {token}") == 401
    assert [field for field, _old, _new in history_of(ida)] == ["name", "revoked_at"]
    assert mine.post(address).status_code == 404


def test_nobody_elses_token_is_shown_or_revoked(mine: Client) -> None:
    others = make_token(by=UserFactory.create(), name="En andens")

    address = f"/me/tokens/{AccessToken.objects.get().pk}/revoke/"

    assert "En andens" not in mine.get("/me/").content.decode()
    assert (mine.get(address).status_code, mine.post(address).status_code) == (404, 404)
    assert status_of(f"Bearer {others}") == 200


def test_a_program_shows_the_token_by_bearer_or_as_the_password(token: str) -> None:
    assert status_of(f"Bearer {token}") == 200
    assert status_of(f"bearer  {token}") == 200
    assert status_of(basic("ida", token)) == 200
    assert status_of(basic("", token)) == 200


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer vink_",
        "Bearer vink_æøå",
        "Basic",
        "Basic %%%",
        "Basic /w==",  # no UTF-8
        "Basic aWRh",  # "ida", without a password
        "Negotiate abc",
        basic("ida", "brolægning-i-regnvejr"),  # ida's own password
    ],
)
def test_whatever_is_no_token_is_refused(ida: User, token: str, header: str) -> None:
    response = Client().get(PLANS, headers={"Authorization": header})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Vink", Basic realm="Vink", charset="UTF-8"'
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.json()["status"] == 401


def test_a_wrong_token_is_refused_whoever_is_signed_in(mine: Client) -> None:
    assert mine.get(PLANS).status_code == 200
    assert mine.get(PLANS, headers={"Authorization": "Bearer vink_forkert"}).status_code == 401


def test_the_token_of_somebody_who_has_gone_is_dead(ida: User, token: str) -> None:
    User.objects.filter(pk=ida.pk).update(is_active=False)

    assert status_of(f"Bearer {token}") == 401


@pytest.mark.parametrize("address", ["/", "/me/", "/api/", "/tasks/", "/admin/", "/plans/vink/status/2019/"])
def test_a_token_opens_no_page(token: str, address: str) -> None:
    ActionPlanFactory.create(slug="vink")
    for header in [f"Bearer {token}", basic("ida", token)]:
        response = Client().get(address, headers={"Authorization": header})
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_token_never_writes(token: str, method: str) -> None:
    program = Client(enforce_csrf_checks=True)
    status_of(f"Bearer {token}")  # notes that it is used today
    before = database()

    answers = {
        program.generic(method, address, headers={"Authorization": f"Bearer {token}"}).status_code
        for address in [PLANS, "/api/v1/goals/", "/api/v1/nothing/"]
    }
    at_pages = program.generic(method, "/me/tokens/", headers={"Authorization": f"Bearer {token}"})

    assert answers == {405}
    assert at_pages.status_code in {302, 403}
    assert database() == before


def test_a_token_starts_no_session_and_changes_no_language(ida: User) -> None:
    User.objects.filter(pk=ida.pk).update(language="en")
    program = Client()

    header = f"Bearer {make_token(by=ida, name='Excel')}"
    response = program.get(PLANS, headers={"Authorization": header})

    assert response.headers["Content-Language"] == "da"
    assert not program.cookies


def test_its_last_use_is_noted_once_a_day(
    mine: Client, token: str, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    used = "Senest brugt 15. januar 2020"
    assert "Ikke brugt endnu" in mine.get("/me/").content.decode()
    with django_assert_num_queries(5):  # the token, the day of its use, the plans, their rounds, the trail
        status_of(f"Bearer {token}")
    assert used in mine.get("/me/").content.decode()
    clock.forward(hours=2)
    with django_assert_num_queries(4):
        status_of(f"Bearer {token}")
    clock.forward(days=1)
    status_of(f"Bearer {token}")

    assert AccessToken.objects.get().last_used_on == date(2020, 1, 16)


def test_whoever_guesses_waits_and_nobody_else(ida: User, token: str, clock: Clock) -> None:
    for _time in range(50):
        assert status_of("Bearer vink_gættet") == 401
    assert Client().get(PLANS).status_code == 401  # a program that asks whether it needs a token guesses not

    response = Client().get(PLANS, headers={"Authorization": "Bearer vink_gættet"})

    assert (response.status_code, response.headers["Retry-After"]) == (429, "30")
    assert response.json()["detail"] == "For mange forsøg. Vent 30 sekunder, og prøv igen."
    # from the same address a right token reads on, and people sign in
    assert status_of(f"Bearer {token}") == 200
    typed = {"username": "ida", "password": "brolægning-i-regnvejr"}
    assert Client().post("/login/", typed).status_code == 302
    clock.forward(seconds=30)
    assert status_of("Bearer vink_gættet") == 401


def test_a_person_in_a_browser_is_led_to_sign_in() -> None:
    response = Client().get(PLANS, headers={"Sec-Fetch-Mode": "navigate"})

    assert (response.status_code, response.headers["Location"]) == (302, f"/login/?next={PLANS}")


def test_the_feed_and_nothing_else_is_beneath_its_address() -> None:
    everything = [*reporting.urls.urlpatterns, *desk.urls.urlpatterns, *vink.accounts.urls.urlpatterns]
    patterns = [each for each in everything if isinstance(each, URLPattern)]
    feed = {str(each.name) for each in patterns if is_feed(f"/{each.pattern}")}

    assert feed == {each.name for each in patterns if str(each.name).startswith("feed_")}
    assert len(feed) == 5
