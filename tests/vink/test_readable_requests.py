"""Is a NUL in an address, a cookie or a form refused before the database fails on it?

Tests every address of a page with a NUL in it, and every form with one in every field.
"""

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.rows_made_once import MadeOnce, Once
from tests.vink.door_rules import RULES, World, make_world
from tests.vink.doors import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OWN = [each for each in addresses() if each.name in RULES]


@pytest.fixture(scope="module")
def made_world(once: Once) -> MadeOnce[World]:
    return once(make_world)


@pytest.fixture
def world(made_world: MadeOnce[World]) -> World:
    return made_world.copy()


@pytest.fixture
def browser() -> Client:
    browser = Client()
    browser.force_login(UserFactory.create(administrator=True))
    return browser


@pytest.mark.parametrize("address", ["/plans/a%00b/", "/?page=%00", "/search/?q=%00", "/me/?next=%2F%00"])
def test_an_address_with_a_nul_is_refused(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 400
    assert browser.post(address).status_code == 400


@pytest.mark.parametrize("name", ["sessionid", "django_language", "csrftoken", "other"])
def test_so_is_a_cookie(name: str) -> None:
    browser = Client(headers={"cookie": f'{name}="a\\000b"'})

    assert browser.get("/login/").status_code == 400


def test_a_form_with_a_nul_in_every_field_breaks_no_page(world: World, browser: Client) -> None:
    for address in OWN:
        typed = {
            name: f"{value}\x00" for name, value in RULES[address.name].typed(world).items() if name != "do"
        }

        answer = browser.post(address.url(world), typed)

        assert answer.status_code < 500, address
