"""What does a browser keep of what was typed? Nothing of who signed out, all of who was signed out."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import SignIn
from vink.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

KEEP = "(key) => localStorage.setItem(key, '{\"at\": 1}')"
KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('vink-draft:'))"


@pytest.fixture
def ida() -> User:
    return UserFactory.create()


def test_who_signs_out_leaves_nothing_and_touches_nobody_elses(
    page: Page, ida: User, signed_in: SignIn
) -> None:
    # given what ida typed, and another before her, in this browser
    own, other = f"vink-draft:{ida.pk}:goal#tab", f"vink-draft:{ida.pk}0:goal#tab"
    signed_in(page, ida).goto("/")
    page.evaluate(KEEP, own)
    page.evaluate(KEEP, other)

    # when she signs out
    page.get_by_role("button", name="Log af").click()
    expect(page.get_by_role("heading", name="Du er logget af")).to_be_visible()

    # then hers is gone
    assert page.evaluate(KEYS) == [other]


def test_who_was_signed_out_meanwhile_keeps_what_was_typed(page: Page, ida: User, signed_in: SignIn) -> None:
    # given what ida typed, and a session that has ended
    own = f"vink-draft:{ida.pk}:goal#tab"
    signed_in(page, ida).goto("/")
    page.evaluate(KEEP, own)
    Session.objects.all().delete()

    # when she presses the button all the same
    page.get_by_role("button", name="Log af").click()
    expect(page.get_by_role("heading", name="Du er logget af")).to_be_visible()

    # then it is there for her
    assert page.evaluate(KEYS) == [own]
    # and an address that somebody gave her takes nothing
    page.goto("/logged-out/?ended")
    assert page.evaluate(KEYS) == [own]
