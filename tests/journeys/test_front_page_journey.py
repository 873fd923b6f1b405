"""Does a manager with ten minutes find the goals that failed, why, and the overview, by keyboard alone?

A journey in the browser from the front page to the goals that were not met and to the managers' overview.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.factories import UserFactory, VisitFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.reporting import vink_plans

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
MOST_TABS = 60


@pytest.fixture
def manager(transactional_db: None, page: Page, signed_in: SignIn) -> Page:
    before = timezone.now()
    vink_plans.load(*vink_plans.SLUGS)
    person = UserFactory.create()
    VisitFactory.create(user=person, previous_at=before, latest_at=timezone.now())
    return signed_in(page, person)


def go_to(page: Page, link: Locator) -> None:
    """Go by Tab to the link, whose focus must be seen."""
    tab_to(page, link)
    style = "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).boxShadow]"
    assert link.evaluate(style) != ["none", "none"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_ten_minutes_before_the_meeting(manager: Page, axe: AxeCheck, size: dict[str, int]) -> None:
    # given the front page, which answers four questions at a look
    page = manager
    page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    page.goto("/")
    answers = page.locator(".answer__link")
    expect(answers).to_have_count(4)
    for answer in answers.all():
        expect(answer).to_be_in_viewport()
    expect(page.get_by_role("region", name="7 resultatmål fordelt på status")).to_contain_text("1 Ikke nået")
    assert fits(page)
    axe(page)

    # when they follow, by keyboard alone, what needs attention to the goal that failed
    go_to(page, page.get_by_role("link", name="Hvad kræver opmærksomhed?"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Det kræver opmærksomhed")).to_be_in_viewport()
    failed = page.locator(".attention__goal").first
    expect(failed).to_contain_text("Ikke nået")
    expect(failed).to_contain_text("47 pct. (7 af 15) mod måltal 70 pct.; afvigelsen er 33 pct.")
    go_to(page, failed.get_by_role("link").first)
    page.keyboard.press("Enter")

    # then they read why
    expect(page.get_by_role("heading", level=1)).to_contain_text("uddannelse eller beskæftigelse")
    page.go_back()

    # and the plan's overview comes along as a file
    link = page.get_by_role("link", name="Ledelsesoverblik (PDF)").first
    go_to(page, link)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "ledelsesoverblik-vink-2018-19-2019.pdf"

    # the same overview on the screen says what failed first
    page.goto("/plans/vink-2018-19/brief/2019/")
    expect(page.locator(".brief-group h2").first).to_have_text("Ikke nået (1)")
    expect(page.get_by_role("img", name="7 resultatmål: 6 nået, 1 ikke nået")).to_be_visible()
    assert fits(page)
    axe(page)


def test_a_status_shows_its_goals_on_the_board(manager: Page, axe: AxeCheck) -> None:
    manager.goto("/")
    counts = manager.get_by_role("region", name="7 resultatmål fordelt på status")
    go_to(manager, counts.get_by_role("link", name="Ikke nået"))
    manager.keyboard.press("Enter")

    expect(manager).to_have_url("/plans/vink-2018-19/status/2019/?status=not_achieved")
    expect(manager.get_by_text("Viser 1 af 7 resultatmål")).to_be_visible()

    # what others changed is told with the goal, and the ended plans are folded below
    manager.goto("/?needs=all&news=all")
    expect(manager.locator(".news__goal").first).to_be_visible()
    ended = manager.get_by_text("2 afsluttede planer")
    ended.focus()
    manager.keyboard.press("Enter")
    expect(manager.get_by_role("heading", name="Handleplan 2016-17")).to_be_visible()
    axe(manager)


def test_nothing_is_told_by_colour_alone(manager: Page, axe: AxeCheck) -> None:
    # given forced colours
    manager.emulate_media(forced_colors="active")
    manager.goto("/?needs=not_achieved")

    # then the chosen matter and the state of each goal stand in words
    chosen = manager.locator(".matter[aria-current]")
    expect(chosen).to_contain_text("Ikke nået")
    assert chosen.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    expect(manager.locator(".attention__goal .status").first).to_contain_text("Ikke nået")
    axe(manager)

    # and in grey each part of the picture keeps its own hatching
    manager.emulate_media(forced_colors="none")
    fills = manager.locator(".plan-card .status-bar").first.evaluate(
        "bar => [...bar.querySelectorAll('rect[fill]')].map(part => part.getAttribute('fill'))"
    )
    assert len(fills) == len(set(fills)) == 2
