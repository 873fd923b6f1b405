"""Does a person who signs in land on what waits, and get to it by keyboard, at a desk and on a telephone?

A journey in the browser over the page of tasks of a contributor and of an approver.
"""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from plans.enums import SubmissionState
from plans.models import ReportingRound
from tests.factories import PASSWORD, SubmissionFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.plans.entry_plan import ADVICE, DIALOGUE, EntryPlan, entry_plan

SIZES = [pytest.param((1280, 800), id="desk"), pytest.param((390, 844), id="telephone")]
WHY = "Tallet er fra 2018. Tjek det, og send det ind igen."


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    """A round that is overdue, in which a goal was sent back and another waits for approval."""
    there = entry_plan()
    ReportingRound.objects.update(deadline=localdate() - timedelta(days=1))
    returned = {"state": SubmissionState.RETURNED, "returned_because": WHY}
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, **returned)
    SubmissionFactory.create(round=there.round, goal=there.advice.goal, state=SubmissionState.SUBMITTED)
    return there


@pytest.fixture(autouse=True, params=SIZES)
def size(request: pytest.FixtureRequest, page: Page) -> None:
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})


def go_to(page: Page, name: str) -> None:
    """Go by Tab to a link and press it; the focus must get there and be seen."""
    link = page.get_by_role("main").get_by_role("link", name=name, exact=True)
    tab_to(page, link, most=40)
    expect(link).not_to_have_css("box-shadow", "none")
    page.keyboard.press("Enter")


def test_a_contributor_signs_in_and_goes_to_what_was_sent_back(
    page: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    # given the sign-in page
    page.goto("/login/")
    expect(page.get_by_label("Brugernavn")).to_be_focused()

    # when karin signs in
    page.keyboard.type("karin")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    # then she meets her tasks: what was sent back first, with why
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine opgaver")
    expect(page.get_by_role("link", name="Mine opgaver 2 venter")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("1 dag over fristen")).to_be_visible()
    returned = page.get_by_role("group", name="Sendt tilbage til dig")
    expect(returned).to_contain_text(WHY)
    expect(page.get_by_text(ADVICE)).to_be_hidden()  # it waits for somebody else
    page.get_by_text("1 mål venter på godkendelse").click()
    expect(page.get_by_text(ADVICE)).to_be_visible()
    axe(page)
    assert fits(page)

    # and one press leads to the goal
    go_to(page, DIALOGUE)
    expect(page).to_have_url(re.compile(f"{there.address}goals/{there.dialogue.goal.key}/"))
    expect(page.get_by_text(DIALOGUE).first).to_be_visible()


def test_an_approver_sees_how_far_everybody_is(
    page: Page, there: EntryPlan, signed_in: SignIn, axe: AxeCheck
) -> None:
    signed_in(page, UserFactory.create(approver=True)).goto("/tasks/")

    expect(page.get_by_role("group", name="Venter på godkendelse")).to_contain_text(ADVICE)
    expect(page.get_by_role("group", name="Sendt tilbage")).to_contain_text(WHY)
    expect(page.get_by_text("0 af 1 mål er sendt ind").first).to_be_visible()
    axe(page)
    assert fits(page)


def test_when_there_is_nothing_to_do_the_page_says_so(
    page: Page, transactional_db: None, signed_in: SignIn, axe: AxeCheck
) -> None:
    signed_in(page, UserFactory.create(contributor=True)).goto("/tasks/")

    expect(page.get_by_role("heading", name="Ingen områder er givet til dig")).to_be_visible()
    axe(page)
    assert fits(page)
