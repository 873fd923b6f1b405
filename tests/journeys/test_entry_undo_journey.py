"""What does Ctrl+Z take back of the figures that a page has saved? Each save in its order, nothing twice."""

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from plans.models import Measurement
from tests.journeys.conftest import SignIn
from tests.journeys.test_entry_journey import field, paste, row, stored, undo_message
from tests.plans.entry_plan import EntryPlan, entry_plan


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.fixture
def at_the_desk(page: Page, there: EntryPlan, signed_in: SignIn) -> Page:
    signed_in(page, there.karin).goto(there.address)
    return page


def press_undo(page: Page, times: int = 1) -> None:
    """Press Ctrl+Z, each time once the page has been given the answer to what it sent before."""
    for _ in range(times):
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.keyboard.press("Control+z")
        expect(page.locator(".htmx-request")).to_have_count(0)


def press_without_effect(page: Page, *keys: str) -> None:
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    for key in keys:
        page.keyboard.press(key)
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert posted == []


def shares(page: Page, there: EntryPlan) -> list[str]:
    """What stands in the fields of the two figures of one line each, and of the judgement."""
    return [
        field(page, there.dialogue).input_value(),
        field(page, there.employed).input_value(),
        field(page, there.advice, "judged").input_value(),
    ]


def give_figure(page: Page, into: Locator, text: str) -> None:
    into.fill(text)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Enter")
    expect(page.locator(".htmx-request")).to_have_count(0)


@pytest.mark.parametrize("by", ["key", "button"])
def test_a_column_that_is_undone_stays_so_and_what_was_saved_before_it_is_undone_next(
    at_the_desk: Page, there: EntryPlan, by: str
) -> None:
    page = at_the_desk
    give_figure(page, field(page, there.employed), "5 af 15")
    give_figure(page, field(page, there.dialogue), "7")
    paste(page, field(page, there.dialogue), "8\n9 af 15\nDelvist nået\n")
    expect(undo_message(page)).to_have_text("3 tal er gemt.")

    if by == "key":
        press_undo(page)
    else:
        page.get_by_role("button", name="Fortryd indsæt").click()

    expect(undo_message(page)).to_have_text("Indsæt er fortrudt: 3 tal er, som de var.")
    assert shares(page, there) == ["7", "5 af 15", ""]

    field(page, there.advice, "judged").focus()
    press_undo(page)  # the 7, which was saved last before the column

    assert shares(page, there) == ["", "5 af 15", ""]
    expect(field(page, there.dialogue)).to_be_focused()
    expect(undo_message(page)).to_have_count(0)
    press_undo(page)  # the 5 of 15
    assert shares(page, there) == ["", "", ""]
    expect(field(page, there.employed)).to_be_focused()
    press_without_effect(page, "Control+z", "Control+y", "Control+Shift+z")
    assert not Measurement.objects.filter(year=2019).exists()


def test_columns_and_single_figures_are_undone_in_the_order_in_which_they_were_saved(
    at_the_desk: Page, there: EntryPlan
) -> None:
    """A column, one of its figures corrected twice, another column; and a figure that is put back again."""
    page = at_the_desk
    paste(page, field(page, there.dialogue), "1\n1 af 15\n")
    expect(undo_message(page)).to_have_text("2 tal er gemt.")
    give_figure(page, field(page, there.dialogue), "2")
    expect(undo_message(page)).to_have_count(0)
    give_figure(page, field(page, there.dialogue), "3")
    paste(page, field(page, there.dialogue), "4\n4 af 15\n")
    expect(undo_message(page)).to_have_text("2 tal er gemt.")

    seen = []
    for _ in range(4):
        press_undo(page)
        seen.append(shares(page, there)[:2])

    assert seen == [["3", "1 af 15"], ["2", "1 af 15"], ["1", "1 af 15"], ["", ""]]
    expect(undo_message(page)).to_have_text("Indsæt er fortrudt: 2 tal er, som de var.")

    paste(page, field(page, there.dialogue), "6\n6 af 15\n")
    expect(undo_message(page)).to_have_text("2 tal er gemt.")
    row(page, there.dialogue).get_by_role("button", name="Fortryd").click()
    expect(field(page, there.dialogue)).to_have_value("")
    press_undo(page)  # what is left of the column
    assert shares(page, there)[:2] == ["", ""]
    expect(undo_message(page)).to_have_text("Indsæt er fortrudt: 1 tal er, som de var.")
    press_without_effect(page, "Control+z")

    give_figure(page, field(page, there.dialogue), "8")
    give_figure(page, field(page, there.dialogue), "9")
    press_undo(page)
    row(page, there.dialogue).get_by_role("button", name="Fortryd til 9").click()
    expect(field(page, there.dialogue)).to_have_value("9")
    for before in ("8", ""):
        press_undo(page)
        expect(field(page, there.dialogue)).to_have_value(before)
    press_without_effect(page, "Control+z")


def test_ctrl_z_never_takes_back_what_another_tab_has_saved(at_the_desk: Page, there: EntryPlan) -> None:
    page = at_the_desk
    give_figure(page, field(page, there.dialogue), "6")
    paste(page, field(page, there.dialogue), "7\n7 af 15\n")
    expect(undo_message(page)).to_have_text("2 tal er gemt.")
    other = page.context.new_page()
    other.goto(there.address)
    give_figure(other, field(other, there.dialogue), "20")

    press_undo(page)

    expect(undo_message(page)).to_contain_text("1 kunne ikke fortrydes; se hvorfor ved feltet.")
    expect(row(page, there.dialogue)).to_contain_text("Tallet er ændret siden")
    press_without_effect(page, "Control+z")
    assert stored(there.dialogue).value == Decimal(20)
    assert not Measurement.objects.filter(indicator=there.employed, year=2019).exists()
    page.reload()
    field(page, there.dialogue).focus()
    press_without_effect(page, "Control+z")
    assert stored(there.dialogue).value == Decimal(20)


def test_an_undo_that_cannot_be_sent_can_be_tried_again(
    at_the_desk: Page, there: EntryPlan, expected_console_errors: list[str]
) -> None:
    expected_console_errors += ["net::ERR_FAILED", "htmx:sendError"]
    page = at_the_desk
    give_figure(page, field(page, there.dialogue), "6")
    page.route("**/entry/2019/", lambda route: route.abort())
    page.keyboard.press("Control+z")
    expect(page.locator("#failure")).to_contain_text("Der er ingen forbindelse til Vink.")
    page.unroute_all()

    press_undo(page)

    assert shares(page, there)[0] == ""
    give_figure(page, field(page, there.dialogue), "9")
    press_undo(page)
    assert shares(page, there)[0] == ""
