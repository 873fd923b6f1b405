"""Is a person asked about what looks odd, and not held up? By keyboard alone, also on a telephone."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plans.models import Change, Indicator, Measurement
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.journeys.waiting import wait_until
from tests.plans.entry_plan import EntryPlan, entry_plan

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
ODD = "Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12."


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def karin(request: pytest.FixtureRequest, page: Page, there: EntryPlan, signed_in: SignIn) -> Page:
    page.set_viewport_size(request.param)
    return signed_in(page, there.karin)


def field(page: Page, indicator: Indicator) -> Locator:
    return page.locator(f"#figure-{indicator.pk}-2019-figure")


def question(page: Page, indicator: Indicator) -> Locator:
    return page.locator(f"#figure-{indicator.pk}-2019-question")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def stored(indicator: Indicator) -> Measurement:
    return Measurement.objects.get(indicator=indicator, year=2019)


def goal_address(there: EntryPlan, indicator: Indicator) -> str:
    return f"{there.address}goals/{indicator.goal.key}/"


def test_in_the_grid_tab_goes_on_and_the_answer_is_a_key_away(
    karin: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    karin.goto(there.address)
    field(karin, there.dialogue).fill("1200")
    karin.keyboard.press("Tab")

    # the next field has the focus while the question comes
    expect(field(karin, there.employed)).to_be_focused()
    expect(question(karin, there.dialogue)).to_contain_text(ODD)
    expect(karin.locator("#live")).to_contain_text(ODD)
    expect(field(karin, there.employed)).to_be_focused()
    axe(karin)
    assert fits(karin)
    # no way by Tab leads through the answers, forwards or back
    field(karin, there.dialogue).focus()
    on_the_way = []
    for _each in range(8):
        karin.keyboard.press("Tab")
        on_the_way.append(focused(karin))
    for _each in range(8):
        karin.keyboard.press("Shift+Tab")
        on_the_way.append(focused(karin))
    assert field(karin, there.employed).get_attribute("id") in on_the_way
    assert not [each for each in on_the_way if "-question" in each]

    field(karin, there.dialogue).focus()
    karin.keyboard.press("Alt+ArrowDown")
    expect(karin.get_by_role("button", name="Ret til 12")).to_be_focused()
    karin.keyboard.press("Escape")
    expect(field(karin, there.dialogue)).to_be_focused()
    karin.keyboard.press("Alt+ArrowDown")
    karin.keyboard.press("Tab")
    expect(karin.get_by_role("button", name="Ja, 1.200 er rigtigt")).to_be_focused()
    karin.keyboard.press("Enter")

    expect(question(karin, there.dialogue)).to_have_count(0)
    expect(karin.locator("#live")).to_contain_text("Noteret som rigtigt: 1.200.")
    expect(field(karin, there.dialogue)).to_be_focused()
    confirmed = karin.get_by_text("Bekræftet af Karin Holm, ")
    expect(confirmed).to_be_visible()
    axe(karin)
    assert fits(karin)
    karin.reload()
    expect(field(karin, there.dialogue)).to_have_value("1200")
    expect(karin.locator("[data-question]")).to_have_count(0)
    expect(confirmed).to_be_visible()


def test_after_the_answer_ctrl_z_takes_the_figure_back(karin: Page, there: EntryPlan) -> None:
    karin.goto(there.address)
    field(karin, there.dialogue).fill("4,5")
    karin.keyboard.press("Tab")
    expect(question(karin, there.dialogue)).to_contain_text("Er 4,5 rigtigt?")
    field(karin, there.dialogue).focus()
    karin.keyboard.press("Alt+ArrowDown")
    karin.get_by_role("button", name="Ja, 4,5 er rigtigt").press("Enter")

    expect(karin.locator("#live")).to_contain_text("Noteret som rigtigt: 4,5.")
    expect(field(karin, there.dialogue)).to_be_focused()
    expect(karin.get_by_role("button", name="Fortryd")).to_be_visible()
    karin.keyboard.press("Control+z")
    expect(field(karin, there.dialogue)).to_have_value("")
    wait_until(karin, lambda: not Measurement.objects.filter(indicator=there.dialogue, year=2019))


def test_a_hundred_alone_is_taken_as_percent_with_one_press(
    karin: Page, there: EntryPlan, axe: AxeCheck
) -> None:
    karin.goto(there.address)
    field(karin, there.employed).fill("100")
    karin.keyboard.press("Enter")

    expect(question(karin, there.employed)).to_contain_text("Mener du 100 pct.?")
    expect(field(karin, there.employed)).to_have_value("100")
    assert focused(karin) != field(karin, there.employed).get_attribute("id")  # not called back
    axe(karin)
    assert fits(karin)
    question(karin, there.employed).get_by_role("button", name="100 pct.").click()
    expect(field(karin, there.employed)).to_have_value("100 pct.")
    expect(question(karin, there.employed)).to_have_count(0)
    wait_until(karin, lambda: Measurement.objects.filter(indicator=there.employed))
    assert stored(there.employed).percentage == 100


def test_on_the_goals_page_it_is_asked_as_one_types(karin: Page, there: EntryPlan, axe: AxeCheck) -> None:
    karin.goto(goal_address(there, there.dialogue))
    figure = karin.get_by_role("textbox", name="Tallet for 2019")
    figure.fill("1200")

    expect(question(karin, there.dialogue)).to_contain_text(ODD)
    axe(karin)
    assert fits(karin)
    figure.focus()
    karin.keyboard.press("Tab")
    assert "-question" not in focused(karin)
    figure.focus()
    karin.keyboard.press("Alt+ArrowDown")
    karin.keyboard.press("Enter")  # the likely figure goes into the field
    expect(figure).to_have_value("12")
    expect(figure).to_be_focused()
    expect(question(karin, there.dialogue)).to_have_count(0)

    figure.fill("1200")
    expect(question(karin, there.dialogue)).to_contain_text(ODD)
    question(karin, there.dialogue).get_by_role("button", name="Ja, 1.200 er rigtigt").click()
    expect(question(karin, there.dialogue)).to_have_count(0)
    assert Change.objects.get(kind="answer").new == "2019: 1200"
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019)
    figure.focus()
    karin.keyboard.press("Enter")  # saves the page
    expect(karin.locator("main")).to_contain_text("Gemt:")
    expect(question(karin, there.dialogue)).to_have_count(0)
    assert stored(there.dialogue).value == 1200


def test_a_text_that_says_another_figure_blocks_nothing(karin: Page, there: EntryPlan, axe: AxeCheck) -> None:
    karin.goto(goal_address(there, there.dialogue))
    karin.get_by_role("textbox", name="Tallet for 2019").fill("15")
    karin.locator(".rich-text__editor").first.click()
    karin.keyboard.type("I alt 13 aktiviteter i 2019.")

    asked = karin.locator("#text-question")
    expect(asked).to_contain_text("Teksten siger 13, men tallet er 15. Er det rigtigt?")
    axe(karin)
    karin.get_by_role("button", name="Gem og send ind").click()
    karin.wait_for_url("**/tasks/**")
    expect(karin.locator("main")).to_contain_text("Sendt ind og venter på godkendelse")


def test_without_scripts_tab_reaches_the_answers(
    browser: Browser, base_url: str, there: EntryPlan, page: Page, signed_in: SignIn
) -> None:
    cookies = signed_in(page, there.karin).context.cookies()
    plain = browser.new_context(java_script_enabled=False, base_url=base_url)
    plain.add_cookies(cookies)  # type: ignore[arg-type]  # as they were given
    grid = plain.new_page()
    grid.goto(there.address)
    field(grid, there.dialogue).fill("1200")
    grid.keyboard.press("Enter")

    expect(question(grid, there.dialogue)).to_contain_text(ODD)
    tab_to(grid, grid.get_by_role("button", name="Ja, 1.200 er rigtigt"), most=120)
    grid.keyboard.press("Enter")
    expect(question(grid, there.dialogue)).to_have_count(0)
    # on the goal's page Enter in a field saves, and answers nothing
    grid.goto(goal_address(there, there.dialogue))
    grid.get_by_role("textbox", name="Tallet for 2019").fill("1300")
    grid.keyboard.press("Enter")
    expect(question(grid, there.dialogue)).to_contain_text("Er 1.300 rigtigt?")
    grid.get_by_role("textbox", name="Tallet for 2019").focus()
    grid.keyboard.press("Enter")
    expect(question(grid, there.dialogue)).to_contain_text("Er 1.300 rigtigt?")
    plain.close()
