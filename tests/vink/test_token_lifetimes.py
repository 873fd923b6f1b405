"""Until when does an access token work, and what does it say afterwards?

Tests the last day of a token, what its maker chooses, and *Forlæng et år*.
"""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.vink.conftest import Clock
from vink.accounts import proof
from vink.accounts.access_tokens import make_token
from vink.accounts.models import AccessToken, User

PLANS = "/api/v1/plans/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return UserFactory.create(contributor=True, username="ida")


@pytest.fixture
def mine(client: Client, ida: User) -> Client:
    client.force_login(ida)
    return client


@pytest.fixture
def token(ida: User) -> str:
    return make_token(by=ida, name="Power BI")


def status_of(authorization: str) -> int:
    """The answer to a program, which keeps no cookie."""
    return Client().get(PLANS, headers={"Authorization": authorization}).status_code


def lengthen(client: Client) -> str:
    """The profile after *Forlæng et år*, with the password that is asked for where the clock was set on."""
    address = f"/me/tokens/{AccessToken.objects.get().pk}/lengthen/"
    return client.post(address, {proof.PASSWORD: PASSWORD}, follow=True).content.decode()


def detail_of(token: str) -> str:
    answer = Client().get(PLANS, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    return str(answer.json()["detail"])


def test_a_token_works_for_a_year_and_says_when_it_has_expired(
    mine: Client, token: str, clock: Clock
) -> None:
    clock.now = datetime(2021, 1, 14, 9, 0, tzinfo=UTC)
    AccessToken.objects.update(expires_on=date(2021, 1, 15))
    assert "Udløber 15.01.2021" in mine.get("/me/").content.decode()
    clock.forward(days=1)
    assert status_of(f"Bearer {token}") == 200  # the day is the last on which it works

    clock.forward(days=1)

    assert detail_of(token) == (
        "Adgangsnøglen udløb 15.01.2021. Den, der har oprettet den, kan forlænge den på sin profil i Vink."
    )
    assert "Udløb 15.01.2021 og virker ikke længere" in profile_of(mine)
    page = lengthen(mine)
    assert "Adgangsnøglen Power BI virker nu til og med 16.01.2022." in page
    assert status_of(f"Bearer {token}") == 200


def profile_of(client: Client) -> str:
    person = User.objects.get(username="ida")
    client.force_login(person)  # the session of before is long over
    return client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("months", "last_day"),
    [
        ({}, date(2021, 1, 15)),
        ({"months": "1"}, date(2020, 2, 15)),
        ({"months": "24"}, date(2022, 1, 15)),
    ],
)
def test_its_maker_says_how_long_it_works(
    clock: Clock, mine: Client, months: dict[str, str], last_day: date
) -> None:
    assert mine.post("/me/tokens/", {"name": "Excel", **months}).status_code == 201

    assert AccessToken.objects.get().expires_on == last_day


def test_nobody_makes_one_that_works_for_longer_than_two_years(clock: Clock, mine: Client) -> None:
    response = mine.post("/me/tokens/", {"name": "Excel", "months": "120"})

    assert response.status_code == 422
    assert response.content.decode().count("Vælg, hvor længe nøglen skal virke.") == 2
    mine.post("/me/tokens/", {"name": "Excel"})
    assert "virker nu til og med 15.01.2022" in lengthen(mine)
    assert "Forlæng et år" not in mine.get("/me/").content.decode()
    lengthen(mine)
    assert AccessToken.objects.get().expires_on == date(2022, 1, 15)


def test_a_token_that_ended_with_a_new_password_says_so_and_is_not_lengthened(
    mine: Client, ida: User, token: str
) -> None:
    ida.set_password("fire-ord-i-snevejr")
    ida.save()
    mine.force_login(ida)

    assert detail_of(token).startswith("Adgangsnøglen er ophørt, fordi dens ejer har fået en ny adgangskode")
    page = mine.get("/me/").content.decode()
    assert "Virker ikke længere: din adgangskode eller rolle er ændret" in page
    assert "Forlæng et år" not in page
    assert "Nøglen kan ikke forlænges. Tilbagekald den, og opret en ny." in lengthen(mine)
    detail_of(token)
