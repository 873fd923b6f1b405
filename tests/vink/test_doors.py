"""Does everybody get in where they should and nowhere else? Every address by every method for everybody.

The addresses come from the URL configuration, so that a page that is new is held against the table at once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.rows_made_once import MadeOnce, Once
from tests.vink.door_rules import (
    ADMINISTRATION,
    EXEMPT,
    NO_TOKEN,
    RULES,
    SIGN_IN,
    SIGNED_IN,
    STRANGERS,
    Answer,
    Visitor,
    World,
    make_world,
)
from tests.vink.doors import Address, Offers, addresses, database, name_of, offers_of, written

ALL = addresses()
OWN = [each for each in ALL if each.name in RULES]
ADMINISTERED = [each for each in ALL if each.is_administration]
METHODS = ["GET", "POST"]
# no page, and one whose samples lead nowhere
OFFER_NOTHING = {
    "brief_pdf",
    "annex_pdf",
    "annex_docx",
    "annex_xlsx",
    "components",
    "publication_file",
    "shared_file",
}

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_databases]


@pytest.fixture(scope="module")
def made_world(once: Once) -> MadeOnce[World]:
    return once(make_world)


@pytest.fixture
def world(made_world: MadeOnce[World]) -> World:
    return made_world.copy()


@dataclass(frozen=True)
class Seen:
    """What somebody got at a door; `is_page` of their own, not the one that refuses them."""

    answer: Answer
    content: str
    is_page: bool
    has_changed: bool  # what is stored


@dataclass(frozen=True)
class Arrived:
    """Everybody's session, and all that is stored before anybody has done anything; nobody changes it."""

    sessions: Mapping[Visitor, str]
    stored: Mapping[str, list[dict[str, Any]]]
    looks: dict[tuple[Visitor, str], Seen] = field(default_factory=dict)

    def come(self, visitor: Visitor) -> Client:
        """Give the browser of a visitor who has signed in before; a session that a door ends is undone."""
        client = Client()
        if visitor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[visitor]
        return client

    def answer(self, world: World, visitor: Visitor, address: Address, method: str, **headers: str) -> Seen:
        """Give what the visitor gets, and undo it, so that the next finds the same."""
        with undone(), written() as statements:
            response = knock(self.come(visitor), world, address, method, **headers)
            content = b"".join(response).decode(errors="replace")
            # where nothing was written, nothing has to be compared
            has_changed = bool(statements) and database() != self.stored
        is_page = response.status_code == 200 and "html" in response.headers["Content-Type"]
        return Seen(answer_of(response), content, is_page, has_changed)

    def look(self, world: World, visitor: Visitor, address: Address) -> Seen:
        """Give what the visitor gets to see there, for which the page is asked once."""
        key = (visitor, address.name)
        if key not in self.looks:
            self.looks[key] = self.answer(world, visitor, address, "GET")
        return self.looks[key]


@pytest.fixture(scope="module")
def arrived(once: Once, made_world: MadeOnce[World]) -> Arrived:
    return once(lambda: let_in(made_world.rows)).rows


def let_in(world: World) -> Arrived:
    """Sign everybody in who may."""
    clients = {visitor: come(world, visitor) for visitor in world.people}
    sessions = {
        visitor: client.cookies[settings.SESSION_COOKIE_NAME].value for visitor, client in clients.items()
    }
    return Arrived(sessions, database())


def come(world: World, visitor: Visitor, *, enforce_csrf_checks: bool = False) -> Client:
    """Give the visitor's browser."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    user = world.people.get(visitor)
    if user is not None:
        client.force_login(user)
    return client


def knock(client: Client, world: World, address: Address, method: str, **headers: str) -> Any:
    """Give the answer to a visitor who sends what the rule says."""
    if method not in METHODS:
        return client.generic(method, address.url(world), headers=headers)
    typed = RULES[address.name].typed(world) if method == "POST" and address.name in RULES else {}
    send = client.post if method == "POST" else client.get
    return send(address.url(world), typed, headers=headers)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what a visitor does, so that the next finds the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer_of(response: HttpResponse) -> Answer:
    """The answer's status; SIGN_IN where it leads to the sign-in page, be it by the administration's."""
    led_to = response.headers.get("Location", "")
    return SIGN_IN if led_to.startswith(("/login/?next=/", "/admin/login/?next=/")) else response.status_code


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    names = {each.name for each in ALL if not each.is_administration}
    missing, stale = sorted(names - RULES.keys()), sorted(RULES.keys() - names)

    assert not missing, (
        f"Who may go to {', '.join(missing)}? Add a rule to RULES in tests/vink/door_rules.py: what everybody"
        " gets to GET and to POST there. (An address without a name needs a name first.)"
    )
    assert not stale, f"There is no address named {', '.join(stale)}: take the rule out of door_rules.py."


def test_a_rule_answers_everybody() -> None:
    for name, rule in RULES.items():
        assert rule.get.keys() == rule.post.keys() == set(Visitor), name


def test_what_is_written_is_noticed_and_what_looking_writes_is_not(world: World) -> None:
    reader = come(world, Visitor.READER)
    with written() as by_looking:
        assert reader.get("/").status_code == 200  # which is noted as a visit
    with written() as by_changing:
        type(world.entry.plan).objects.update(title="Another")

    assert by_looking == []
    assert [sql.split()[0] for sql in by_changing] == ["UPDATE"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", OWN, ids=str)
def test_everybody_gets_the_answer_of_the_table(
    world: World, arrived: Arrived, address: Address, method: str
) -> None:
    rule = RULES[address.name]
    expected = rule.get if method == "GET" else rule.post
    given: dict[Visitor, Answer] = {}
    for visitor in Visitor:
        is_look = method == "GET"
        seen = (
            arrived.look(world, visitor, address)
            if is_look
            else arrived.answer(world, visitor, address, method)
        )
        given[visitor] = seen.answer
        if visitor in STRANGERS or seen.answer in {403, 404}:
            assert [part for part in world.content if part in seen.content] == [], visitor
        # what was refused has changed nothing, and looking at a page never does
        assert not seen.has_changed or (not is_look and seen.answer in {201, 302}), visitor

    assert given == expected


def test_everybody_has_arrived(world: World, arrived: Arrived) -> None:
    """Without this the test above would also pass where a session is not theirs, or something has changed."""
    found = {visitor: arrived.come(visitor).get("/").status_code for visitor in Visitor}

    assert found == {visitor: 302 if visitor in STRANGERS else 200 for visitor in Visitor}
    assert arrived.come(Visitor.OWN).get("/").context["user"] == world.people[Visitor.OWN]
    assert database() == arrived.stored


@pytest.mark.parametrize("name", ["entry", "goal_entry", "goal_entry_draft", "profile"])
def test_what_may_be_done_is_done(world: World, name: str) -> None:
    """Without this the test above would also pass where nobody's figures are stored."""
    [address] = [each for each in ALL if each.name == name]
    before = database()

    knock(come(world, Visitor.OWN), world, address, "POST")

    assert database() != before


@pytest.mark.one_database
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("visitor", STRANGERS, ids=str)
def test_strangers_get_in_nowhere_but_at_the_exempt_pages(
    world: World, arrived: Arrived, visitor: Visitor, method: str
) -> None:
    seen = {each.name: arrived.answer(world, visitor, each, method) for each in ALL}

    assert {name for name, door in seen.items() if door.answer not in {SIGN_IN, NO_TOKEN}} == EXEMPT
    assert [name for name, door in seen.items() if door.has_changed] == []


@pytest.mark.one_database
@pytest.mark.parametrize("method", METHODS)
def test_a_script_of_a_stranger_gets_no_page_to_swap_in(world: World, arrived: Arrived, method: str) -> None:
    closed = [each for each in ALL if each.name not in {*EXEMPT, f"{ADMINISTRATION}:login"}]

    for address in closed:
        seen = arrived.answer(world, Visitor.ANONYMOUS, address, method, **{"HX-Request": "true"})
        assert (seen.answer, seen.content, seen.has_changed) == (401, "", False), address


@pytest.mark.one_database
@pytest.mark.parametrize("address", OWN, ids=str)
def test_scripts_are_refused_as_people_are(world: World, arrived: Arrived, address: Address) -> None:
    refused = [visitor for visitor in SIGNED_IN if RULES[address.name].post[visitor] == 403]

    for visitor in refused:
        seen = arrived.answer(world, visitor, address, "POST", **{"HX-Request": "true"})
        assert (seen.answer, seen.has_changed) == (403, False), visitor


@pytest.mark.one_database
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_change_nothing(world: World, arrived: Arrived, method: str) -> None:
    for address in OWN:
        seen = arrived.answer(world, Visitor.OWN, address, method)
        # the sign-in pages send somebody who is in on, or read PUT as a form sent empty
        is_account = address.name in {*EXEMPT, "password_change"} or address.name.startswith("admin_")
        assert seen.answer == 405 or is_account, address
        assert not seen.has_changed, address


@pytest.mark.one_database
@pytest.mark.parametrize("visitor", [Visitor.OWN, Visitor.ADMINISTRATOR], ids=str)
def test_nothing_is_posted_without_the_pages_own_token(
    world: World, arrived: Arrived, visitor: Visitor
) -> None:
    client = come(world, visitor, enforce_csrf_checks=True)

    with written() as statements:
        for address in ALL:
            assert knock(client, world, address, "POST").status_code == 403, address

    assert not statements or database() == arrived.stored


# --- The administration -------------------------------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "visitor", [each for each in SIGNED_IN if each is not Visitor.ADMINISTRATOR], ids=str
)
def test_the_administration_is_for_administrators(
    world: World, arrived: Arrived, visitor: Visitor, method: str
) -> None:
    for address in ADMINISTERED:
        seen = arrived.answer(world, visitor, address, method)
        assert seen.answer in {SIGN_IN, 403}, address
        assert not seen.has_changed, address
        assert [part for part in world.content if part in seen.content] == [], address
    # to sign in once more leads nowhere
    [login] = [each for each in ADMINISTERED if each.name == f"{ADMINISTRATION}:login"]
    assert arrived.answer(world, visitor, login, method).answer == 403


@pytest.mark.parametrize("method", METHODS)
def test_the_administration_answers_administrators(world: World, method: str) -> None:
    client = come(world, Visitor.ADMINISTRATOR)

    for address in ADMINISTERED:
        with undone():
            assert knock(client, world, address, method).status_code < 500, address
    assert client.get("/admin/").status_code == 200


def test_an_unknown_address_in_the_administration_is_refused_as_a_known_one(world: World) -> None:
    reader = come(world, Visitor.READER)

    for url in ["/admin/plans/actionplan/1/change/", "/admin/plans/nothing/", "/admin/nothing/at/all/"]:
        assert reader.get(url, follow=True).status_code == 403, url


# --- What may not be done is not shown --------------------------------------------------------------------


def offered_to(world: World, arrived: Arrived, visitor: Visitor, address: Address) -> Offers | None:
    """What the page offers the visitor; None where it is no page to them."""
    seen = arrived.look(world, visitor, address)
    return offers_of(seen.content, address.url(world)) if seen.is_page else None


def is_open(url: str, visitor: Visitor, method: str) -> bool:
    name = name_of(url)
    if name.startswith(f"{ADMINISTRATION}:"):
        return visitor is Visitor.ADMINISTRATOR
    answers = RULES[name].post if method == "POST" else RULES[name].get
    return answers[visitor] in {200, 201, 302, SIGN_IN}  # the mark at the top leads strangers to sign in


@pytest.mark.one_database
@pytest.mark.parametrize("address", [each for each in OWN if each.name not in OFFER_NOTHING], ids=str)
def test_a_page_offers_only_what_its_reader_may_do(world: World, arrived: Arrived, address: Address) -> None:
    for visitor in Visitor:
        offers = offered_to(world, arrived, visitor, address)
        if offers is None:
            continue
        closed_links = {link for link in offers.links if not is_open(link, visitor, "GET")}
        closed_forms = {form for form in offers.forms if not _may_send(form, visitor, address)}
        assert (closed_links, closed_forms) == (set(), set()), visitor


def _may_send(form: str, visitor: Visitor, page: Address) -> bool:
    """Whether the form may be shown; everybody has the rows of their own areas, and their own sign-ins."""
    if page.name == "entry" and name_of(form) in {"entry", "entry_column", "entry_withdraw"}:
        return visitor in {Visitor.OWN, Visitor.ELSEWHERE}
    if page.name == "sessions" and name_of(form) == "session_end":
        return visitor in SIGNED_IN  # the address of the rule is nobody's
    return is_open(form, visitor, "POST")


@pytest.mark.one_database
@pytest.mark.parametrize("address", [each for each in OWN if RULES[each.name].asks], ids=str)
def test_a_page_asks_those_who_may_answer(world: World, arrived: Arrived, address: Address) -> None:
    for visitor in Visitor:
        offers = offered_to(world, arrived, visitor, address)
        if offers is not None:
            own = {form for form in offers.forms if name_of(form) == address.name}
            assert bool(own) == is_open(address.url(world), visitor, "POST"), visitor


def test_the_sheet_asks_each_contributor_for_their_own_figures(world: World) -> None:
    [entry] = [each for each in ALL if each.name == "entry"]
    asked = {}
    for visitor in SIGNED_IN:
        page = come(world, visitor).get(entry.url(world), {"goals": "all"}).content.decode()
        indicators = [world.entry.dialogue, world.entry.employed, world.entry.advice, world.entry.others]
        asked[visitor] = [f'name="indicator" value="{indicator.pk}"' in page for indicator in indicators]

    nothing = [False, False, False, False]
    assert asked == {
        Visitor.READER: nothing,
        Visitor.OWN: [True, True, True, False],
        Visitor.ELSEWHERE: [False, True, False, True],  # the second goal is shared by both areas
        Visitor.ENDED: nothing,
        Visitor.APPROVER: nothing,
        Visitor.ADMINISTRATOR: nothing,
    }


def test_every_page_has_one_heading_of_its_own(world: World, arrived: Arrived) -> None:
    """A page that shows a document, such as the annex, is named once: by itself."""
    counts: dict[str, set[int]] = {}
    for visitor in (Visitor.OWN, Visitor.APPROVER, Visitor.ADMINISTRATOR):
        for address in OWN:
            seen = arrived.look(world, visitor, address)
            if seen.is_page and seen.content.lstrip().startswith("<!doctype html>"):
                counts.setdefault(address.name, set()).add(seen.content.count("<h1"))

    pages = {"annex", "brief", "report_editor", "status", "goal", "money", "plan", "publication"}
    assert pages <= counts.keys()
    assert {name: count for name, count in counts.items() if count != {1}} == {}
