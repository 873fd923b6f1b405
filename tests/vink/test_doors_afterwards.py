"""Does what somebody could open stay shut when they may no longer? Every address, after each such change.

Goes through the addresses of `test_doors` with a session that was begun before somebody was deactivated, came
back, lost their role or did nothing for too long; with a new session in the lower role; and with a token.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from zeal import zeal_ignore

from plans.enums import Role
from tests.rows_made_once import MadeOnce, Once
from tests.vink.door_rules import (
    EXEMPT,
    NO_TOKEN,
    RULES,
    SIGN_IN,
    Answer,
    Visitor,
    World,
    make_world,
)
from tests.vink.doors import Address, written
from tests.vink.test_doors import ADMINISTERED, METHODS, OWN, answer_of, knock, undone
from vink.accounts.access_tokens import make_token
from vink.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

# Each address once, by somebody who could do much there: whoever is signed out is the same stranger.
DOORS: Mapping[Visitor, list[Address]] = {
    Visitor.APPROVER: OWN,
    Visitor.ADMINISTRATOR: ADMINISTERED,
}


@pytest.fixture(scope="module")
def made_world(once: Once) -> MadeOnce[World]:
    return once(make_world)


@pytest.fixture
def world(made_world: MadeOnce[World]) -> World:
    return made_world.copy()


def deactivate(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def deactivate_and_take_back(person: User) -> None:
    deactivate(person)
    User.objects.filter(pk=person.pk).update(is_active=True)


def lower(person: User) -> None:
    User.objects.filter(pk=person.pk).update(role=Role.READER)


def leave_alone_for_an_hour(person: User) -> None:
    over = timezone.now() - timedelta(seconds=1)
    assert Session.objects.update(expire_date=over)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "change",
    [deactivate, deactivate_and_take_back, lower, leave_alone_for_an_hour],
    ids=lambda each: each.__name__,
)
@pytest.mark.parametrize("visitor", DOORS, ids=str)
def test_a_session_of_before_opens_nothing(
    world: World, visitor: Visitor, change: Callable[[User], None], method: str
) -> None:
    browser = Client()
    browser.force_login(world.people[visitor])
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    change(world.people[visitor])
    answers: dict[str, Answer] = {}

    for address in DOORS[visitor]:
        # Django fetches a session to look at it, and once more to end it.
        with undone(), zeal_ignore([{"model": "sessions.Session"}]):
            browser.cookies[settings.SESSION_COOKIE_NAME] = key
            answers[address.name] = answer_of(knock(browser, world, address, method))

    assert {name for name, answer in answers.items() if answer not in {SIGN_IN, NO_TOKEN}} <= EXEMPT


@pytest.mark.parametrize("method", METHODS)
def test_who_signs_in_in_a_lower_role_opens_what_that_role_opens(world: World, method: str) -> None:
    lower(world.people[Visitor.APPROVER])
    browser = Client()
    browser.force_login(User.objects.get(pk=world.people[Visitor.APPROVER].pk))
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value
    answers: dict[str, Answer] = {}

    for address in OWN:
        with undone():  # a session that a door ends, too
            browser.cookies[settings.SESSION_COOKIE_NAME] = key
            answers[address.name] = answer_of(knock(browser, world, address, method))

    rules = {name: rule.get if method == "GET" else rule.post for name, rule in RULES.items()}
    assert answers == {each.name: rules[each.name][Visitor.READER] for each in OWN}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("visitor", DOORS, ids=str)
def test_a_token_opens_the_feed_and_nothing_else(world: World, visitor: Visitor, method: str) -> None:
    bearer = {"Authorization": f"Bearer {make_token(by=world.people[visitor], name='Program')}"}
    Client().get("/api/v1/plans/", headers=bearer)  # notes that it is used today

    with written() as statements:
        answers = {
            each.name: answer_of(knock(Client(), world, each, method, **bearer)) for each in DOORS[visitor]
        }

    assert statements == []
    opened = {name for name, answer in answers.items() if answer not in {SIGN_IN, NO_TOKEN, 405}}
    feed = {name for name in answers if name.startswith("feed_")} if method == "GET" else set()
    assert opened - EXEMPT == feed
