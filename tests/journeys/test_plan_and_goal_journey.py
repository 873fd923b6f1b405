"""Does a reader come from the plans to a plan's text, to one of its goals, and on to the goal before it?

A journey in the browser over a plan's page and its goals' pages, at a desk and on a telephone.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits
from tests.reporting import vink_plans

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
LONGEST_PLAN = 6000  # pixels


@pytest.fixture
def reader(transactional_db: None, page: Page, signed_in: SignIn) -> Page:
    vink_plans.load(*vink_plans.SLUGS)
    return signed_in(page, UserFactory.create())


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_a_reader_follows_a_goal_through_the_plans(reader: Page, axe: AxeCheck, size: dict[str, int]) -> None:
    # given the plan of 2018–19, as its document reads
    reader.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    reader.goto("/plans/vink-2018-19/")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("VINK’s handleplan 2018-19")
    expect(reader.get_by_role("link", name="Planen")).to_have_attribute("aria-current", "page")
    assert fits(reader)
    axe(reader)

    # when they jump to the money by the local contents
    reader.get_by_role("navigation", name="På denne side").get_by_role("link", name="Økonomi").click()
    expect(reader.get_by_role("heading", name="Økonomi", exact=True)).to_be_in_viewport()
    expect(reader.get_by_role("table", name="Tabel 2: Budget")).to_contain_text("I alt")

    # and open a goal
    goal = "70 pct. af alle borgere, der gennemfører 1-1 forløb, er i enten uddannelse"
    reader.get_by_role("link", name=goal).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(goal)

    # then how it stands is in the first screen, at a desk with its picture and what was said of it
    expect(reader.get_by_role("region", name="Status 2019")).to_be_in_viewport(ratio=1)
    if size == DESK:
        expect(reader.locator("figure.trend")).to_be_in_viewport(ratio=1)
        commentary = reader.get_by_role("region", name="Afrapportering 2019")
        expect(commentary).to_contain_text("47 pct. var i uddannelse eller beskæftigelse indenfor 12 måneder")
        expect(commentary.locator(".prose")).to_be_in_viewport(ratio=1)

    # and what was changed is folded, with its count, and opens by the keyboard
    fold = reader.locator("summary", has_text="1 ændring")
    expect(reader.get_by_text("Indlæst", exact=True)).to_be_hidden()
    fold.press("Enter")
    expect(reader.get_by_text("Indlæst", exact=True)).to_be_visible()

    # and the picture tells its finding, and the table beside it has every figure
    picture = reader.get_by_role("img", name="Fra 79 pct. i 2016–2017 til 47 pct. i 2019")
    expect(picture).to_be_visible()
    expect(reader.get_by_role("table", name="Tal og status")).to_contain_text("47 pct. (7 af 15)")
    assert fits(reader)
    newest = picture.get_by_text("2019", exact=True).bounding_box()
    assert newest is not None
    assert newest["x"] + newest["width"] <= size["width"]
    axe(reader)

    # and the goal before it is one step away
    reader.get_by_role("link", name="70 % af alle borgere, som tilbydes mentorforløb").click()
    expect(reader.get_by_text("Senere mål")).to_be_visible()
    axe(reader)


@pytest.mark.parametrize("slug", vink_plans.SLUGS)
def test_a_plan_is_read_at_a_desk_without_scrolling_past_its_prose(reader: Page, slug: str) -> None:
    reader.set_viewport_size(DESK)  # type: ignore[arg-type]  # width and height

    reader.goto(f"/plans/{slug}/")

    # 4.006, 5.710 and 5.182 pixels; with the prose unfolded they were 16.754, 13.283 and more
    assert reader.evaluate("document.documentElement.scrollHeight") <= LONGEST_PLAN
    expect(reader.locator(".goal-list__goal").first).to_be_in_viewport(ratio=1)


def test_folded_text_opens_by_the_keyboard_and_stands_open_on_paper(reader: Page) -> None:
    # given the plan of 2018-19, whose introduction is folded
    reader.goto("/plans/vink-2018-19/")
    fold = reader.locator("details", has_text="Læs indledningen")
    ending = fold.locator("p").last
    expect(ending).to_be_hidden()

    # when its line is chosen by the keyboard, then it can be read
    fold.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(ending).to_be_visible()
    reader.keyboard.press("Enter")
    expect(ending).to_be_hidden()

    # and paper has it, folded or not
    folded = fold.bounding_box()
    reader.emulate_media(media="print")
    printed = fold.bounding_box()
    assert folded is not None
    assert printed is not None
    assert folded["height"] < 60
    assert printed["height"] > 1000


@pytest.mark.parametrize("slug", ["vink-2009-10", "vink-2016-17"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_every_plan_is_readable_with_its_remarks_open(
    reader: Page, axe: AxeCheck, size: dict[str, int], slug: str
) -> None:
    reader.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    reader.goto(f"/plans/{slug}/")

    for remark in reader.locator("details").all():
        remark.evaluate("element => { element.open = true }")

    assert fits(reader)
    axe(reader)


def test_the_keyboard_alone_opens_a_remark_and_a_goal(reader: Page) -> None:
    # given the plan's page
    reader.goto("/plans/vink-2016-17/")
    remark = reader.locator(".plan-rule details")

    # when the remark's line has the focus and Enter is pressed
    remark.locator("summary").focus()
    reader.keyboard.press("Enter")

    # then it is open
    expect(remark).to_have_attribute("open", "")
    expect(remark).to_contain_text("Tolerancen står i Bilag 1")

    # and a goal is reached by its link
    reader.get_by_role("link", name="Minimum 15 lokale aktører og foreninger").first.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Minimum 15 lokale aktører")


@pytest.mark.parametrize(
    "address",
    [
        "/plans/vink-2009-10/goals/bekymringshenvendelser/",
        "/plans/vink-2016-17/goals/moeder-og-hoeringer/",
        "/plans/vink-2016-17/goals/frontmedarbejdere/",
        "/plans/vink-2016-17/goals/foraeldrekurser/",
    ],
)
def test_every_kind_of_goal_fits_a_telephone(reader: Page, axe: AxeCheck, address: str) -> None:
    reader.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    reader.goto(address)

    assert fits(reader)
    axe(reader)
