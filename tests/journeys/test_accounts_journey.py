"""Does a person get in, out and back in again by the keyboard alone, at a desk and on a telephone?

A journey in the browser: signing in and out, waiting after wrong guesses, a forgotten password, the profile,
and a new password.
"""

import re
import time
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD, EffortAreaFactory, ResponsibilityFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.patience import PATIENCE
from vink.accounts.models import User

NEW_PASSWORD = "regnvejr-på-brolægning"
SIZES = [pytest.param((1280, 800), id="desk"), pytest.param((390, 844), id="telephone")]
WAIT = re.compile(r"For mange forsøg\. Vent \d+ sekunder, og prøv igen\.")

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ida() -> User:
    """A contributor with two areas."""
    user = UserFactory.create(
        contributor=True, username="ida", first_name="Ida", last_name="Bo", email="ida@kommune.example"
    )
    area = EffortAreaFactory.create(number=1)
    second = EffortAreaFactory.create(plan=area.plan, number=2, title="Mentorer for unge")
    ResponsibilityFactory.create(user=user, area=area)
    ResponsibilityFactory.create(user=user, area=second)
    return user


@pytest.fixture(autouse=True, params=SIZES)
def size(request: pytest.FixtureRequest, page: Page) -> Iterator[tuple[int, int]]:
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    yield request.param
    assert fits(page), "the page is wider than the screen"


def type_in(page: Page, *texts: str) -> None:
    """Type into the fields in their order, from the one that has the focus, and send the form."""
    expect(page.locator("input:focus")).to_be_visible()  # the browser sets it a moment after loading
    for index, text in enumerate(texts):
        if index:
            page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def press(page: Page, name: str, role: str = "link") -> None:
    """Go by Tab to a link or button and press it; the focus must get there and be seen."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # one of its roles
    tab_to(page, wanted)
    expect(wanted).not_to_have_css("box-shadow", "none")
    page.keyboard.press("Enter")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def errors_of(page: Page) -> Locator:
    return page.locator(".error-summary")


def test_signing_in_wrong_and_right_and_out_again(page: Page, ida: User, axe: AxeCheck) -> None:
    # given the sign-in page, met on the way to another
    page.goto("/me/")
    heading(page, "Log på Vink")
    axe(page)

    # when the password is wrong
    type_in(page, "ida", "forkert-adgangskode")
    # then it is said above the form, where the focus is, without telling which of the two was wrong
    expect(errors_of(page)).to_contain_text("Brugernavn og adgangskode passer ikke sammen.")
    expect(errors_of(page)).to_be_focused()
    expect(page).to_have_title("Fejl: Log på – Vink")
    axe(page)

    # when it is right
    page.get_by_label("Brugernavn").focus()
    page.keyboard.press("Control+A")
    type_in(page, "ida", PASSWORD)
    # then one is where one wanted to go
    heading(page, "Min profil")
    axe(page)

    # when one signs out
    press(page, "Log af", "button")
    # then it says so, and the page before is closed
    heading(page, "Du er logget af")
    axe(page)
    page.go_back()
    heading(page, "Log på Vink")


def test_whoever_guesses_waits(
    page: Page, ida: User, axe: AxeCheck, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("status of 429")
    page.goto("/login/")

    # when somebody guesses five times, and once more
    for _time in range(6):
        page.get_by_label("Brugernavn").fill("ida")
        page.get_by_label("Adgangskode").focus()
        type_in(page, "forkert-adgangskode")
        expect(errors_of(page)).to_be_focused()

    # then they are told how long to wait
    expect(errors_of(page)).to_contain_text(WAIT)
    axe(page)


def test_from_a_forgotten_password_to_a_new_one(
    page: Page, ida: User, axe: AxeCheck, base_url: str, settings: LazySettings
) -> None:
    settings.SITE_URL = base_url  # where the mail's link leads
    # given somebody at the sign-in page who forgot the password
    page.goto("/login/")
    press(page, "Glemt adgangskode?")
    heading(page, "Glemt adgangskode")
    axe(page)

    # when they ask for the mail
    type_in(page, "ida@kommune")
    expect(errors_of(page)).to_contain_text("Skriv en hel mailadresse")
    axe(page)
    page.get_by_label("Mailadresse").focus()
    page.keyboard.press("Control+A")
    type_in(page, ida.email)
    heading(page, "Se i din mail")
    axe(page)

    # and follow its link
    page.goto(_link_in_the_mail())
    heading(page, "Vælg en ny adgangskode")
    expect(page.get_by_label("Ny adgangskode", exact=True)).to_be_focused()
    axe(page)
    type_in(page, "kort", "kort")
    expect(errors_of(page)).to_contain_text("mindst 12 tegn")
    axe(page)
    page.get_by_label("Ny adgangskode", exact=True).focus()
    type_in(page, NEW_PASSWORD, NEW_PASSWORD)
    heading(page, "Din adgangskode er skiftet")
    axe(page)

    # then they sign in by the new one
    press(page, "Log på")
    heading(page, "Log på Vink")
    type_in(page, "ida", NEW_PASSWORD)
    expect(page.get_by_role("link", name="Ida Bo")).to_be_visible()


def test_a_link_that_was_used_leads_to_a_new_one(
    page: Page, axe: AxeCheck, expected_console_errors: list[str]
) -> None:
    expected_console_errors.append("status of 410")
    page.goto("/password/new/MQ/brugt/")

    heading(page, "Linket virker ikke længere")
    axe(page)
    press(page, "Få et nyt link")
    heading(page, "Glemt adgangskode")


def _link_in_the_mail() -> str:
    deadline = time.monotonic() + PATIENCE
    while not mail.outbox:  # a thread of its own sends it
        assert time.monotonic() < deadline, "no mail was sent"
        time.sleep(0.05)
    [link] = re.findall(r"http://\S+", str(mail.outbox[0].body))
    return str(link)


def test_the_profile_and_another_language(page: Page, ida: User, axe: AxeCheck, signed_in: SignIn) -> None:
    # given a contributor, who comes to the profile by her name
    signed_in(page, ida).goto("/")
    press(page, "Ida Bo")
    heading(page, "Min profil")
    expect(page.get_by_text("2. Mentorer for unge")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "da")
    axe(page)

    # when she chooses English
    page.get_by_role("radio", name="Dansk").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    # then the page is English from now on
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    axe(page)


def test_a_new_password_of_ones_own(page: Page, ida: User, axe: AxeCheck, signed_in: SignIn) -> None:
    signed_in(page, ida).goto("/me/")
    press(page, "Skift adgangskode")
    heading(page, "Skift adgangskode")
    axe(page)

    type_in(page, "forkert", NEW_PASSWORD, "noget-andet")
    expect(errors_of(page)).to_contain_text("Det er ikke din nuværende adgangskode.")
    expect(errors_of(page)).to_contain_text("De to adgangskoder er ikke ens.")
    axe(page)
    page.get_by_label("Nuværende adgangskode").focus()
    type_in(page, PASSWORD, NEW_PASSWORD, NEW_PASSWORD)

    heading(page, "Min profil")
    expect(page.get_by_text("Din adgangskode er skiftet.")).to_be_visible()
    axe(page)


@pytest.fixture
def refusals(expected_console_errors: list[str]) -> None:
    """Chromium reports a page that is refused or missing."""
    expected_console_errors += ["status of 403", "status of 404"]


@pytest.mark.usefixtures("refusals")
@pytest.mark.parametrize(
    ("address", "text"),
    [("/admin/", "Det har du ikke adgang til"), ("/plans/ingenting/", "Siden findes ikke")],
)
def test_a_closed_or_missing_page_leads_on(
    page: Page,
    ida: User,
    axe: AxeCheck,
    signed_in: SignIn,
    address: str,
    text: str,
) -> None:
    signed_in(page, ida).goto(address)

    heading(page, text)
    axe(page)
    press(page, "Gå til forsiden")
    heading(page, "Handleplaner")
