"""Is what was typed kept when the session ends where the password is asked for, or one turns back there?

Journeys through the page that asks for the password, for each form that it guards in another way.
"""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, PublicationFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from vink.accounts.models import AccessToken, User

pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE = "Bekræft, at det er dig"


@pytest.fixture(autouse=True)
def always_asked(settings: LazySettings) -> None:
    settings.PROVED_FOR = timedelta(seconds=-1)


@pytest.fixture(autouse=True)
def proof_is_asked(expected_console_errors: list[str]) -> None:
    """Chromium reports the status of the page that asks."""
    expected_console_errors += ["status of 401"]


def _publication() -> str:
    found = PublicationFactory.create()
    round_ = found.report.round
    kwargs = {"slug": round_.plan.slug, "period": round_.period, "number": found.number}
    return reverse("publication", kwargs=kwargs)


# Who, from which page; what they type by the field's name; the button.
CASES: dict[str, tuple[str, Callable[[], str], dict[str, str], str]] = {
    "invitation": (
        "administrator",
        lambda: "/admin/accounts/user/add/",
        {"username": "karin", "email": "karin@kommune.example", "role": "approver"},
        "Gem",
    ),
    "token": ("reader", lambda: "/me/", {"name": "Regnearket", "months": "6"}, "Opret adgangsnøgle"),
    "share": ("approver", _publication, {"sharing-months": "24"}, "Del uden login"),
    "deputy": (
        "approver",
        lambda: "/me/",
        {"starts_on": "2030-03-02", "ends_on": "2030-04-02"},
        "Udpeg stedfortræder",
    ),
}
EVERY = pytest.mark.parametrize("case", CASES)


def _asked(page: Page, case: str, signed_in: SignIn) -> tuple[User, str]:
    role, address_of, typed, button = CASES[case]
    person = UserFactory.create(role=role, username="ada")
    address = address_of()
    signed_in(page, person).goto(address)
    for name, value in typed.items():
        _fill(page, name, value)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return person, address


def _fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main [name='{name}'], #content [name='{name}']").last
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def _holds(page: Page, case: str) -> None:
    for name, value in CASES[case][2].items():
        expect(page.locator(f"main [name='{name}'], #content [name='{name}']").last).to_have_value(value)


@EVERY
def test_what_is_carried_along_outlives_the_session(
    page: Page, axe: AxeCheck, signed_in: SignIn, case: str
) -> None:
    # given somebody before the page that asks for the password, whose session ends there
    _person, address = _asked(page, case, signed_in)
    Session.objects.all().delete()

    # when they confirm, they learn that nothing is saved, and that it is kept, but not their password
    page.get_by_label("Din adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".typed-again")).to_contain_text("så det, du sendte, er ikke gemt.")
    assert PASSWORD not in json.dumps(page.evaluate("({...sessionStorage, ...localStorage})"))
    axe(page)

    # and after the sign-in they are where they were, with what they typed
    page.get_by_label("Brugernavn").fill("ada")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".typed-again")).to_contain_text("Felterne er udfyldt igen")
    assert page.evaluate("location.pathname") == address
    _holds(page, case)
    assert page.evaluate("sessionStorage.getItem('vink-typed')") is None


@EVERY
def test_who_turns_back_finds_what_they_typed(page: Page, signed_in: SignIn, case: str) -> None:
    _person, address = _asked(page, case, signed_in)

    page.get_by_role("link", name="Fortryd").click()

    expect(page.locator(".typed-again")).to_have_text(
        "Intet er gemt. Felterne er udfyldt igen med det, du skrev."
    )
    assert page.evaluate("location.pathname") == address
    _holds(page, case)


def test_a_wrong_password_and_then_the_right_one_leave_nothing_behind(page: Page, signed_in: SignIn) -> None:
    _asked(page, "token", signed_in)
    for password in ("forkert", PASSWORD):
        page.get_by_label("Din adgangskode").fill(password)
        page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Regnearket")
    assert AccessToken.objects.get().name == "Regnearket"
    assert page.evaluate("sessionStorage.getItem('vink-typed')") is None
    expect(page.locator(".typed-again")).to_have_count(0)


def test_who_gives_up_administering_is_told_the_truth(page: Page, axe: AxeCheck, signed_in: SignIn) -> None:
    # given two administrators, of whom one makes themselves a reader
    UserFactory.create(administrator=True)
    ada = UserFactory.create(administrator=True, username="ada")
    signed_in(page, ada).goto(f"/admin/accounts/user/{ada.pk}/change/")
    page.get_by_label("Rolle").select_option("reader")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_label("Din adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")

    # then they are told so, and nothing else
    expect(page.get_by_role("heading", level=1)).to_have_text("Log på Vink")
    expect(page.locator(".messages")).to_have_text("Det er gemt. Du er nu læser. Log på igen.")
    expect(page.locator(".typed-again")).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('vink-typed')") is None
    axe(page)

    # and they sign in as a reader, on a reader's first page
    page.get_by_label("Brugernavn").fill("ada")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".site-user__role")).to_have_text("læser")
    expect(page.locator(".typed-again")).to_have_count(0)
