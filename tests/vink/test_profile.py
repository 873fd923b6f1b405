"""What does a person see and change on their own page?

Tests the profile page: areas, language and password.
"""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.timezone import localdate

from tests.factories import PASSWORD, EffortAreaFactory, ResponsibilityFactory, UserFactory
from tests.vink.conftest import Clock
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "en-helt-ny-adgangskode"


@pytest.fixture
def ida() -> User:
    return UserFactory.create(
        contributor=True, username="ida", first_name="Ida", last_name="Bo", email="ida@kommune.example"
    )


@pytest.fixture
def mine(client: Client, ida: User) -> Client:
    client.force_login(ida)
    return client


def read(client: Client, address: str = "/me/") -> str:
    return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_who_one_is_to_vink(mine: Client) -> None:
    assert (
        "Navn Ida Bo Brugernavn ida Mailadresse ida@kommune.example Rolle Indberetter Skift adgangskode"
        in read(mine)
    )


def test_the_areas_that_are_given_now_or_later(mine: Client, ida: User, clock: Clock) -> None:
    today = localdate()  # 15 January 2020
    area = EffortAreaFactory.create(number=1, title="Netværk", plan__title="Plan 2018-2019")
    for number, title, starts_on, ends_on in [
        (2, "Mentorer", date(2018, 3, 1), today),
        (3, "Rådgivning", date(2020, 2, 1), None),
        (4, "Kurser", date(2018, 1, 1), date(2020, 1, 14)),
    ]:
        other = EffortAreaFactory.create(plan=area.plan, number=number, title=title)
        ResponsibilityFactory.create(user=ida, area=other, starts_on=starts_on, ends_on=ends_on)
    ResponsibilityFactory.create(user=ida, area=area, starts_on=date(2018, 1, 1))
    ResponsibilityFactory.create(area__plan=area.plan, area__title="En andens område")

    page_text = read(mine)

    assert (
        "Dine områder Plan 2018-2019 1. Netværk siden 1. januar 2018"
        " 2. Mentorer 1. marts 2018 – 15. januar 2020 3. Rådgivning fra 1. februar 2020 Dit sprog"
        in page_text
    )
    assert "Kurser" not in page_text
    assert "En andens område" not in page_text


def test_a_contributor_without_an_area_is_told_who_gives_one(mine: Client) -> None:
    assert "Ingen områder er givet til dig." in read(mine)


def test_nobody_else_is_told_of_areas(client: Client) -> None:
    client.force_login(UserFactory.create(approver=True))

    assert "Dine områder" not in read(client)


def test_the_language_is_the_persons_from_now_on(mine: Client, ida: User) -> None:
    response = mine.post("/me/", {"language": "en"}, follow=True)

    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.content.decode()
    ida.refresh_from_db()
    assert ida.language == "en"


def test_a_language_that_vink_does_not_speak_is_refused(mine: Client, ida: User) -> None:
    response = mine.post("/me/", {"language": "de"})

    assert response.status_code == 422
    assert "Fejl: Min profil" in response.content.decode()
    ida.refresh_from_db()
    assert ida.language == "da"


def test_nothing_else_is_changed_by_posting_it(mine: Client, ida: User) -> None:
    mine.post("/me/", {"language": "en", "role": "administrator", "username": "root", "is_superuser": "on"})

    ida.refresh_from_db()
    assert (ida.role, ida.username, ida.is_superuser) == ("contributor", "ida", False)


def test_the_name_in_the_head_leads_here(mine: Client) -> None:
    assert '<a class="site-user__name" href="/me/">Ida Bo</a>' in mine.get("/").content.decode()


def test_a_new_password_needs_the_old_one(mine: Client) -> None:
    typed = {"old_password": "forkert", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    response = mine.post("/me/password/", typed)

    assert "Det er ikke din nuværende adgangskode. Prøv igen." in response.content.decode()
    assert not Client().login(username="ida", password=NEW_PASSWORD)


def test_guessing_the_old_password_from_an_open_screen_is_slowed(mine: Client, clock: Clock) -> None:
    typed = {"old_password": "forkert", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    for _time in range(5):
        mine.post("/me/password/", typed)

    response = mine.post("/me/password/", typed | {"old_password": PASSWORD})

    assert "Vent 30 sekunder, og prøv igen." in response.content.decode()
    assert not Client().login(username="ida", password=NEW_PASSWORD)


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_djangos_own_marks_open_nothing(client: Client, flag: str) -> None:
    reader = UserFactory.create(**{flag: True})

    assert not reader.has_perm("plans.change_actionplan")
    assert not reader.has_module_perms("plans")


def test_the_role_opens_the_administration() -> None:
    made = User.objects.create_superuser("anne", password=PASSWORD)

    assert made.role == "administrator"
    assert made.has_perm("plans.change_actionplan")
    made.is_active = False
    assert not made.has_perm("plans.change_actionplan")
