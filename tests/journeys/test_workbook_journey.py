"""Does a person report a round in Excel by keyboard alone? On a desk and on a telephone, errors included."""

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from plans.models import Measurement, Submission
from tests.desk.workbook.filling import ADVICE, DIALOGUE, EMPLOYED, NAME, address, filled
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits, laid_out
from tests.plans.entry_plan import EntryPlan, entry_plan

DESK, TELEPHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
MOST_STOPS = 60


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


def tab_to(page: Page, words: str) -> None:
    """Go on by the tabulator until what is called so has the focus."""
    laid_out(page)
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused_text = page.evaluate(
            "() => { const at = document.activeElement;"
            " return (at.labels && at.labels.length ? at.labels[0] : at).textContent.trim() }"
        )
        if focused_text == words:
            return
    pytest.fail(f"{words} is not reached by the keyboard")


def choose(page: Page, file: Path) -> None:
    """Choose a file by the space bar, as the focus is on its field."""
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_a_round_is_reported_in_excel(
    page: Page,
    there: EntryPlan,
    signed_in: SignIn,
    axe: AxeCheck,
    tmp_path: Path,
    size: ViewportSize,
) -> None:
    # Who listens only when the key is pressed may be too late for the browser.
    page.on("filechooser", lambda _chooser: None)
    page.set_viewport_size(size)
    signed_in(page, there.karin).goto(there.address)

    # given: the workbook, fetched from the page of the figures
    tab_to(page, "Indberet i Excel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Indberetning 2019 i Excel")
    axe(page)
    assert fits(page)
    tab_to(page, "Hent arbejdsbog (.xlsx)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == NAME
    fetched = download.value.path().read_bytes()

    # when: it is sent with two cells that cannot be
    file = tmp_path / NAME
    seven = {"numerator": "syv", "denominator": "15"}
    file.write_bytes(filled(fetched, {DIALOGUE: {"value": "femten"}, EMPLOYED: seven}))
    tab_to(page, "Udfyldt arbejdsbog")
    choose(page, file)
    tab_to(page, "Vis ændringerne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 celler skal rettes")).to_be_visible()
    expect(page.locator(".workbook-problems")).to_be_focused()
    expect(page.locator(".workbook-problems li").first).to_contain_text("E3: Antal kan ikke læses.")
    axe(page)
    assert fits(page)

    # and: another file altogether
    file.write_bytes(b"no workbook")
    tab_to(page, "Udfyldt arbejdsbog")
    choose(page, file)
    tab_to(page, "Vis ændringerne")
    page.keyboard.press("Enter")
    expect(page.locator(".form-error-message")).to_contain_text("Filen er ikke en Excel-projektmappe")
    expect(page.locator("#id_workbook")).to_be_focused()
    axe(page)

    # and: filled in as it should be
    right = {"numerator": 9, "denominator": 15, "commentary": "Ni af de femten.\n• Fire i job\n• Fem i skole"}
    file.write_bytes(
        filled(
            fetched,
            {DIALOGUE: {"value": 15}, EMPLOYED: right, ADVICE: {"judged": "Indfriet", "basis": "Alle."}},
        )
    )
    choose(page, file)
    tab_to(page, "Vis ændringerne")
    page.keyboard.press("Enter")
    expect(page.locator(".workbook-counts")).to_contain_text("3 tal ændres")
    expect(page.locator(".workbook-goal").nth(1)).to_contain_text("Delvist nået")
    axe(page)
    assert fits(page)
    assert not Measurement.objects.filter(year=2019).exists()

    # then: all of it is saved, seen on the page of the figures
    page.goto(page.url.partition("#")[0])
    tab_to(page, "Gem ændringerne")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Gemt fra arbejdsbogen: 3 tal og 1 tekst.")
    expect(page.locator(f"#figure-{there.dialogue.pk}-2019-figure")).to_have_value("15")
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == Decimal(15)
    assert "<li>Fire i job</li>" in Submission.objects.get(goal=there.employed.goal).commentary


def test_what_somebody_changed_meanwhile_is_told_before_and_at_the_confirmation(
    page: Page,
    there: EntryPlan,
    signed_in: SignIn,
    axe: AxeCheck,
    tmp_path: Path,
    expected_console_errors: list[str],
) -> None:
    expected_console_errors.append("status of 409")
    signed_in(page, there.karin).goto(address(there))
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent arbejdsbog").click()
    file = tmp_path / NAME
    fetched = download.value.path().read_bytes()
    file.write_bytes(filled(fetched, {DIALOGUE: {"value": 15}, ADVICE: {"judged": "Indfriet"}}))
    page.locator("#id_workbook").set_input_files(file)
    page.get_by_role("button", name="Vis ændringerne").click()
    expect(page.locator(".workbook-counts")).to_contain_text("2 tal ændres")

    Measurement.objects.create(
        indicator=there.dialogue, year=2019, as_of=there.round.as_of, value=Decimal(13)
    )
    page.get_by_role("button", name="Gem ændringerne").click()

    expect(page.locator(".workbook-refusal")).to_contain_text("Intet er gemt: Noget er ændret")
    expect(page.locator(".workbook-three")).to_contain_text("Gemt nu 13")
    expect(page.locator(".workbook-three")).to_contain_text("I filen 15")
    axe(page)
    page.get_by_role("button", name="Gem ændringerne").click()
    expect(page.locator(".messages")).to_contain_text("Gemt fra arbejdsbogen: 1 tal og 0 tekster.")
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == Decimal(13)
