"""Does a page go sideways when somebody writes a word or an address longer than a telephone is wide?

Opens every page of a plan whose texts all hold one, at four widths and on paper.
"""

import pytest
from playwright.sync_api import Page

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan
from plans.planfile.reading import read_plan_file
from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.reporting import vink_plans
from tests.reporting.hostile_texts import LONG_WORD, long_worded_plan_file

PLAN = "/plans/vink-2018-19/"
WIDTHS = (1280, 768, 390, 320)
TELEPHONE = 390
EARLIER = (vink_plans.EARLIER, vink_plans.PILOT)
# A4 without its margins, A5, and A5 without its margins, in CSS pixels.
PAPERS = (690, 559, 438)


@pytest.fixture
def pages(transactional_db: None) -> list[str]:
    """Every page of a plan whose texts all hold a long word, and most a long address."""
    for slug in (vink_plans.LATER, *EARLIER):
        import_plan(plan_file=read_plan_file(long_worded_plan_file(slug)), why="")
    goals = ActionPlan.objects.get(slug=vink_plans.LATER).goals.order_by("order")
    entry, annex = f"{PLAN}entry/2019/", f"{PLAN}annex/2019/"
    return [
        "/",
        PLAN,
        f"{PLAN}status/2019/",
        f"{PLAN}status/2019/?view=dense",
        *(f"{PLAN}goals/{goal.key}/" for goal in goals),
        entry,
        *(f"{entry}goals/{goal.key}/" for goal in goals[:2]),
        f"{entry}spending/",
        f"{PLAN}approval/2019/",
        annex,
        f"{annex}checks/",
        f"{annex}edit/",
        f"{annex}publications/",
        f"{PLAN}redactions/",
        f"{PLAN}money/",
        *(
            f"/plans/{slug}/{page}"
            for slug in (vink_plans.EARLIER, vink_plans.PILOT)
            for page in ("", "money/")
        ),
        f"{PLAN}brief/2019/",
        "/compare/?plan=vink-2018-19&period=2019",
    ]


def beyond(page: Page) -> list[str]:
    """What reaches beyond the right edge of the page, without what scrolls in a frame of its own."""
    found: list[str] = page.evaluate(
        """() => {
          const edge = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= edge) return [];
          const places = [...document.querySelectorAll("main *, header *")]
            .map((each) => [each, each.getBoundingClientRect().right])
            .filter(([, right]) => right > edge + 1)
            .map(([each, right]) => `${each.tagName}.${each.className} ${Math.round(right)}`);
          return [document.documentElement.scrollWidth, ...places.slice(0, 12)].map(String);
        }"""
    )
    return found


def frames_scrolled(page: Page) -> list[str]:
    """The tables that go sideways within their frames."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".table-frame")]
          .filter((each) => each.scrollWidth > each.clientWidth + 1)
          .map((each) => `${each.firstElementChild.className} ${each.scrollWidth} of ${each.clientWidth}`)"""
    )
    return found


def test_no_page_goes_sideways_whatever_is_written(
    page: Page, signed_in: SignIn, pages: list[str], axe: AxeCheck
) -> None:
    approver = UserFactory.create(approver=True, first_name=LONG_WORD[:30], last_name="Holm")
    signed_in(page, approver)
    sideways = {}
    for address in pages:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if found := [*beyond(page), *(frames_scrolled(page) if width <= TELEPHONE else [])]:
                sideways[f"{address} at {width}"] = found
        page.emulate_media(media="print")
        for width in PAPERS:
            page.set_viewport_size({"width": width, "height": 800})
            if found := beyond(page):
                sideways[f"{address} on paper of {width}"] = found
        page.emulate_media(media="screen")

    assert not sideways, "\n".join(f"{where}: {found}" for where, found in sideways.items())
    axe(page)
