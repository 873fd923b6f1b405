"""Does an approver get a report out, correct it, share it and take it back, by keyboard alone?

A journey in the browser: a report is published, corrected, shared without sign-in, and the share revoked.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from plans.actions.measurements import record_figure
from plans.actions.rounds import close_round, reopen_round
from plans.actions.submissions import approve, reopen, save_text, submit
from plans.figures.input import FigureInput
from plans.models import Measurement, Publication, ReportingRound, Submission
from tests.factories import ResponsibilityFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.reporting.publishing_plan import URL, PublishingPlan, publishing_plan

TELEPHONE: ViewportSize = {"width": 390, "height": 844}  # test_checks_journey.py publishes at a desk
MOST_TABS = 80
TODAY = date(2020, 2, 1)


@pytest.fixture
def ready(transactional_db: None) -> PublishingPlan:
    return publishing_plan()


@pytest.fixture
def at_work(page: Page, ready: PublishingPlan, signed_in: SignIn) -> Page:
    """Anne has opened the page of the publications."""
    page.set_viewport_size(TELEPHONE)
    signed_in(page, ready.approver).goto(URL)
    return page


@pytest.fixture
def stranger(at_work: Page, browser: Browser) -> Iterator[Page]:
    """Somebody else's browser, as large; what it complains of fails the test."""
    context = browser.new_context(viewport=at_work.viewport_size, locale="da-DK")
    troubles: list[str] = []
    context.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    yield context.new_page()
    context.close()
    # the last address is not found, on purpose
    assert [trouble for trouble in troubles if "404" not in trouble] == []


def press(page: Page, locator: Locator, key: str = "Enter") -> None:
    tab_to(page, locator, most=MOST_TABS)
    page.keyboard.press(key)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def correct_the_figure(ready: PublishingPlan) -> None:
    """The round and the goal are opened again, the contributor corrects, the approver approves."""
    administrator = UserFactory.create(administrator=True)
    goal, indicator = ready.submission.goal, ready.figure.indicator
    karin = ResponsibilityFactory.create(area=goal.area).user
    round_ = reopen_round(by=administrator, round=ready.round, version=ready.round.version)

    def version() -> int:
        return Submission.objects.get().version

    reopen(by=ready.approver, round=round_, goal=goal, version=version(), because="Der var 14")
    record_figure(
        by=karin,
        round=round_,
        indicator=indicator,
        year=2019,
        figure=FigureInput(value=Decimal(14)),
        version=Measurement.objects.get().version,
        today=TODAY,
    )
    save_text(
        by=karin,
        round=round_,
        goal=goal,
        sub_heading="",
        commentary="<p>VINK afholdt i alt 14 dialogaktiviteter.</p>",
        footnote="",
        version=version(),
        today=TODAY,
    )
    submit(by=karin, round=round_, goal=goal, version=version(), today=TODAY)
    approve(by=ready.approver, round=round_, versions={ready.submission.pk: version()}, today=TODAY)
    round_ = ReportingRound.objects.get()
    close_round(by=administrator, round=round_, version=round_.version)


def publish(page: Page, number: int, note: str = "") -> None:
    """Confirm, press the button, and wait for the files to be made."""
    if note:
        tab_to(page, page.get_by_label("Hvad er rettet, og hvorfor?"), most=MOST_TABS)
        page.keyboard.type(note)
    press(page, page.get_by_label("Jeg har læst bilaget"), "Space")
    press(page, button(page, f"Fastlås version {number}"))
    published = f"Bilag 1 for 2019, version {number}"
    expect(page.get_by_role("heading", level=1)).to_have_text(published)


def read_without_sign_in(stranger: Page, address: str, axe: AxeCheck) -> None:
    """Read the shared version, take its PDF along, and read the accessibility statement."""
    stranger.goto(address)
    expect(stranger.get_by_text("VINK afholdt i alt 14 dialogaktiviteter.")).to_be_visible()
    expect(stranger.get_by_text("Rettelse i version 2")).to_be_visible()
    axe(stranger)
    assert fits(stranger)
    with stranger.expect_download() as download:
        press(stranger, stranger.get_by_role("link", name="Hent PDF"))
    assert download.value.path().read_bytes() == bytes(Publication.objects.get(number=2).pdf)
    press(stranger, stranger.get_by_role("link", name="Tilgængelighedserklæring"))
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Tilgængelighedserklæring")
    axe(stranger)


def test_a_report_is_published_corrected_shared_and_taken_back(
    at_work: Page, stranger: Page, ready: PublishingPlan, axe: AxeCheck
) -> None:
    page = at_work
    axe(page)
    assert fits(page)

    # given that the tick was forgotten, the page says so
    press(page, button(page, "Fastlås version 1"))
    expect(page.locator(".error-summary")).to_contain_text("Sæt kryds ved, at du har læst bilaget")
    axe(page)

    # when the annex is published, then its version can be read
    publish(page, 1)
    axe(page)
    assert fits(page)
    press(page, page.locator(".alert-success").get_by_role("link", name="Læs bilaget"))
    expect(page.get_by_text("VINK afholdt i alt 15 dialogaktiviteter.")).to_be_visible()
    expect(page.locator(".annex thead tr")).to_have_css("background-color", "rgb(237, 242, 243)")
    axe(page)

    # when a figure is corrected, then the page says so, and version 2 goes out with a note
    correct_the_figure(ready)
    page.goto(URL)
    expect(page.get_by_text("VINK afholdt i alt 14 dialogaktiviteter.")).to_be_visible()
    axe(page)
    assert fits(page)
    publish(page, 2, note="Der var 14 aktiviteter, ikke 15.")
    expect(page.get_by_text("Der var 14 aktiviteter, ikke 15.")).to_be_visible()
    page.goto(f"{URL}1/")
    press(page, page.get_by_role("link", name="Gå til den version, der gælder"))
    expect(page).to_have_url(re.compile("publications/2/$"))

    # when it is shared, then everybody reads it without sign-in
    press(page, button(page, "Del uden login"))
    address = page.locator(".shared-address a").inner_text()
    axe(page)
    read_without_sign_in(stranger, address, axe)

    # and when the sharing is revoked, nobody does
    press(page, page.locator("summary", has_text="Træk delingen tilbage"))
    press(page, button(page, "Ja, træk delingen tilbage"))
    expect(button(page, "Del uden login")).to_be_visible()
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404
