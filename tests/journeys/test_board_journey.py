"""Does a reader, by keyboard alone, find goals on the board, share what they see, and take it along?

A journey in the browser over the board of a plan: filters, the address to share, and the files.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.factories import ResponsibilityFactory, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits, laid_out
from tests.reporting import vink_plans

BOARD = "/plans/vink-2018-19/status/2019/"
EMPLOYED = "70 pct. af alle borgere, der gennemfører 1-1 forløb, er i enten uddannelse"


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["1280", "390"])
def reader(request: pytest.FixtureRequest, transactional_db: None, page: Page, signed_in: SignIn) -> Page:
    plan = vink_plans.load(*vink_plans.SLUGS)
    karin = UserFactory.create(contributor=True, first_name="Karin", last_name="Holm")
    ResponsibilityFactory.create(user=karin, area=plan.areas.get(number=3))
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return signed_in(page, UserFactory.create())


def press_until_focus_is_on(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until what matches has the focus."""
    laid_out(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by Tab")


def test_a_reader_filters_shares_the_address_and_takes_the_goals_along(
    reader: Page, browser: Browser, axe: AxeCheck, signed_in: SignIn, base_url: str, tmp_path: Path
) -> None:
    # given the plan, from which the board is one step away
    reader.goto("/plans/vink-2018-19/")
    press_until_focus_is_on(reader, f'a[href="{BOARD}"]')
    reader.keyboard.press("Enter")
    expect(reader.get_by_text("Viser alle 7 resultatmål")).to_be_visible()
    axe(reader)

    # and they see all periods, a line for each goal
    press_until_focus_is_on(reader, f'a[href="{BOARD}?view=dense"]')
    reader.keyboard.press("Enter")
    expect(reader.locator(".board-table")).to_be_visible()
    assert fits(reader)
    axe(reader)

    # when the filters are opened and an area is chosen
    press_until_focus_is_on(reader, "#board-filter-summary")
    reader.keyboard.press("Enter")
    press_until_focus_is_on(reader, '[name="area"][value="3"]')
    reader.keyboard.press("Space")

    # then the board has its goals, the focus is where it was, and the number is read aloud
    expect(reader.get_by_text("Viser 2 af 7 resultatmål").first).to_be_visible()
    expect(reader.locator('[name="area"][value="3"]')).to_be_focused()
    expect(reader.locator("#live")).to_have_text("Viser 2 af 7 resultatmål")
    expect(reader.get_by_role("link", name="Fjern filteret Område: 3. Indgribende indsats")).to_be_visible()
    assert fits(reader)
    axe(reader)

    # and the status besides leaves one, in the address too
    press_until_focus_is_on(reader, '[name="status"][value="not_achieved"]')
    reader.keyboard.press("Space")
    expect(reader.get_by_text("Viser 1 af 7 resultatmål").first).to_be_visible()
    expect(reader).to_have_url(f"{base_url}{BOARD}?area=3&status=not_achieved&view=dense")

    # when a colleague opens that address
    context = browser.new_context(base_url=base_url, viewport=reader.viewport_size)
    colleague = signed_in(context.new_page(), UserFactory.create())
    colleague.goto(reader.url)

    # then they see the same goal
    table = "Resultatmål efter periode"
    expect(colleague.get_by_role("region", name=table).get_by_role("link", name=EMPLOYED)).to_be_visible()
    matrix = colleague.locator(".board-table")
    assert matrix.inner_text() == reader.locator(".board-table").inner_text()
    context.close()

    # when the reader takes it along
    press_until_focus_is_on(reader, 'a[href*="tavle.xlsx"]')
    with reader.expect_download() as download:
        reader.keyboard.press("Enter")
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)

    # then Excel has that goal alone, with shares as percentages
    sheet = load_workbook(kept)["Tavle"]
    assert kept.name == "status-vink-2018-19.xlsx"
    assert sheet["A2"].value.startswith("Område: 3. Indgribende indsats")
    assert sheet["A2"].value.endswith("Status: Ikke nået")
    headings = {cell.value: column for column, cell in enumerate(sheet[5], start=1)}
    reached = sheet.cell(6, headings["Opnået 2019"])
    assert (sheet.max_row, reached.value, reached.number_format) == (6, 7 / 15, "0%")
    assert sheet.cell(6, headings["Måltal 2019"]).value == 0.7

    # and going back brings back what was chosen before
    reader.go_back()
    expect(reader.get_by_text("Viser 2 af 7 resultatmål").first).to_be_visible()


def test_what_finds_nothing_says_so_and_leads_back(reader: Page, axe: AxeCheck) -> None:
    # given a board on which nothing fits, shared from elsewhere
    reader.goto(f"{BOARD}?text=findes+ikke&status=in_progress")
    expect(reader.get_by_role("heading", name="Ingen resultatmål passer til filtrene")).to_be_visible()
    axe(reader)

    # when the filters are taken away
    press_until_focus_is_on(reader, ".empty a")
    reader.keyboard.press("Enter")

    # then every goal is there again
    expect(reader.get_by_text("Viser alle 7 resultatmål")).to_be_visible()

    # and a wrong address says what is wrong, and is mended where it is
    reader.goto(f"{BOARD}?area=9&period=1990")
    expect(reader.locator(".error-summary")).to_contain_text("Planen har intet område 9.")
    axe(reader)
    press_until_focus_is_on(reader, '[name="area"][value="1"]')
    reader.keyboard.press("Space")
    expect(reader.locator(".error-summary")).to_have_count(0)
    expect(reader.get_by_text("Viser 3 af 7 resultatmål").first).to_be_visible()


def test_ten_minutes_without_colours_or_scripts_are_enough(
    reader: Page, browser: Browser, axe: AxeCheck, signed_in: SignIn, base_url: str
) -> None:
    # given a browser with forced colours and without scripts
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, forced_colors="active", viewport=reader.viewport_size
    )
    plain = signed_in(context.new_page(), UserFactory.create())
    plain.goto("/plans/vink-2016-17/board/")

    # when the form is sent by its button
    plain.locator("#board-filter-summary").press("Enter")
    plain.get_by_label("Søg i mål, overskrifter og områder").fill("MØDER i")
    plain.locator("#board-filter-show").press("Enter")

    # then the board is filtered, and words say what colours would
    expect(plain).to_have_url(f"{base_url}/plans/vink-2016-17/status/2016-2017/?text=M%C3%98DER+i&view=dense")
    cell = plain.locator(".board-cell--chosen")
    expect(cell).to_contain_text("Ikke indfriet")
    expect(cell).to_contain_text("Møder i medborgerforum: 4")
    expect(plain.get_by_role("button", name="Udskriv")).to_be_hidden()
    context.close()

    # and on paper the filters are gone, and the goals are not
    reader.goto("/plans/vink-2016-17/board/?status=not_achieved")
    expect(reader.get_by_role("button", name="Udskriv")).to_be_visible()
    reader.emulate_media(media="print")
    expect(reader.locator(".board-filter")).to_be_hidden()
    expect(reader.get_by_text("Status: Ikke indfriet")).to_be_visible()
    expect(reader.locator(".board-table thead")).to_be_visible()


def test_a_unit_is_told_in_whole_words_and_on_a_telephone_from_the_left(reader: Page) -> None:
    reader.goto(f"{BOARD}?view=full")
    unit = reader.locator(".figure-line--unit", has_text="10 dialogaktiviteter")

    last_word = """element => {
        const text = [...element.childNodes].find(node => node.textContent.includes("dialogaktiviteter"));
        const range = document.createRange();
        range.setStart(text, text.textContent.indexOf("dialogaktiviteter"));
        range.setEnd(text, text.textContent.indexOf("dialogaktiviteter") + "dialogaktiviteter".length);
        return range.getClientRects().length;
    }"""
    assert unit.evaluate(last_word) == 1  # on one line
    if reader.viewport_size and reader.viewport_size["width"] == 390:
        left = """element => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return range.getBoundingClientRect().left;
        }"""
        below = reader.locator("td[data-label='Opnået']").first
        edges = [round(each.evaluate(left)) for each in (unit, below)]
        assert edges[0] == edges[1]
    assert fits(reader)
