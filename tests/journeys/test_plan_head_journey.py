"""Does the head of a plan's pages stay where it is, from page to page and on every width?

Measures each part of the head on each page, and goes from tab to tab with a chosen period.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.reporting import vink_plans

PLAN = "/plans/vink-2018-19/"
PARTS = {
    "head": ".plan-head",
    "way": ".plan-head__way",
    "plan": ".plan-head__plan",
    "periods": ".plan-head .periods",
    "tabs": ".plan-head__tabs",
}
# Every page of the plan for 2018, which is not the period that one sees without choosing.
PAGES = {
    "plan": f"{PLAN}?period=2018",
    "status": f"{PLAN}status/2018/",
    "entry": f"{PLAN}entry/2018/",
    "spending": f"{PLAN}entry/2018/spending/",
    "approval": f"{PLAN}approval/2018/",
    "annex": f"{PLAN}annex/2018/",
    "checks": f"{PLAN}annex/2018/checks/",
    "editor": f"{PLAN}annex/2018/edit/",
    "publications": f"{PLAN}annex/2018/publications/",
    "redactions": f"{PLAN}redactions/?period=2018",
    "money": f"{PLAN}money/?period=2018",
    "brief": f"{PLAN}brief/2018/",
}
HEADINGS = {
    "status": "Status 2018",
    "entry": "Indberetning 2018",
    "spending": "Forbrug 2018",
    "approval": "Godkendelse 2018",
    "annex": "Bilag 1 for 2018",
    "checks": "Kontrol af bilag 1 for 2018",
    "editor": "Rediger bilag 1 for 2018",
    "publications": "Fastlåste versioner af bilag 1 for 2018",
    "redactions": "Sletning af personoplysninger",
    "money": "Økonomi",
    "brief": "Ledelsesoverblik 2018",
}


def boxes(page: Page) -> dict[str, Any]:
    """Where each part of the head lies on the page."""
    return {name: page.locator(selector).bounding_box() for name, selector in PARTS.items()}


def tab_tops(page: Page) -> dict[str, tuple[float, float]]:
    """The height of each tab, and how wide it is."""
    tabs = page.locator(".plan-head__tab")
    found = {}
    for tab in tabs.all():
        box = tab.bounding_box()
        assert box is not None
        found[tab.inner_text()] = (box["y"], box["width"])
    return found


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 800), (390, 844), (320, 700)], ids=["1280", "390", "320"]
)
def test_the_head_stays_where_it_is_on_every_page_of_a_plan(
    page: Page, signed_in: SignIn, axe: AxeCheck, width: int, height: int
) -> None:
    # given an approver, who sees every tab
    plan = vink_plans.load(*vink_plans.SLUGS)
    goal = plan.goals.order_by("order").first()
    assert goal is not None
    page.set_viewport_size({"width": width, "height": height})
    signed_in(page, UserFactory.create(approver=True))
    addresses = {**PAGES, "goal": f"{PLAN}goals/{goal.key}/?period=2018"}

    # when they open each page of the plan
    seen, tabs = {}, {}
    for name, address in addresses.items():
        page.goto(address)
        seen[name], tabs[name] = boxes(page), tab_tops(page)
        # then the page has its own name, the period is the chosen one, and the current tab is in view
        if name in HEADINGS:
            expect(page.get_by_role("heading", level=1).first).to_have_text(HEADINGS[name])
        expect(page.locator(".plan-head .periods__link[aria-current]")).to_have_text("2018")
        expect(page.locator(".plan-head__plan")).to_have_text("VINK’s handleplan 2018-19")
        expect(page.locator(".plan-head__tab[aria-current]")).to_be_in_viewport(ratio=1)
        assert page.locator(".plan-head__tab").count() == len(tabs["plan"])

    # and no part of the head has moved by a pixel
    assert {name: each for name, each in seen.items() if each != seen["plan"]} == {}
    assert {name: each for name, each in tabs.items() if each != tabs["plan"]} == {}
    axe(page)


def test_the_chosen_period_stays_from_tab_to_tab(page: Page, signed_in: SignIn) -> None:
    # given the status of 2018, where 2019 is the period that was reported last
    vink_plans.load(*vink_plans.SLUGS)
    signed_in(page, UserFactory.create(approver=True))
    page.goto(f"{PLAN}status/2018/")

    # when one goes through every tab, then 2018 is still the period
    for number in range(page.locator(".plan-head__tab").count()):
        page.locator(".plan-head__tab").nth(number).click()
        expect(page.locator(".plan-head__tab").nth(number)).to_have_attribute("aria-current", "page")
        expect(page.locator(".plan-head .periods__link[aria-current]")).to_have_text("2018")

    # and on a goal's page too
    page.goto(f"{PLAN}status/2018/")
    page.locator(".data-table tbody a").first.click()
    expect(page.locator(".plan-head .periods__link[aria-current]")).to_have_text("2018")
    expect(page.locator(".standing")).to_contain_text("2018")
