"""How does an approver make the annex of a round? By keyboard alone, on a desk and on a telephone."""

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from plans.models import Change, Report, ReportRow
from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn, editor
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.reporting.vink_plans import SLUGS, load
from vink.accounts.models import User

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
EDITOR, EARLIER = "/plans/vink-2018-19/annex/2018/edit/", "/plans/vink-2018-19/annex/2019/edit/"
FARTHEST = 150  # presses of the tab key


@pytest.fixture
def approver(transactional_db: None) -> User:
    load(*SLUGS)
    return UserFactory.create(approver=True)


def press(page: Page, name: str, *, role: str = "button") -> None:
    """Go to what is called so, and press it."""
    tab_to(page, page.get_by_role(role, name=name, exact=True), most=FARTHEST)  # type: ignore[arg-type]  # button or link
    page.keyboard.press("Enter")


def write(page: Page, field: Locator, text: str) -> None:
    """Go to a field and write in place of what it holds."""
    tab_to(page, field, most=FARTHEST)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def annex_table(page: Page, number: int) -> Locator:
    return page.locator("#report-preview table").nth(number - 1)


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_a_report_is_made_and_changed_by_the_keyboard_alone(
    page: Page, approver: User, signed_in: SignIn, axe: AxeCheck, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    signed_in(page, approver).goto(EDITOR)
    axe(page)

    # given the report that is proposed: the goals of areas 2 and 3 in a table of their own
    press(page, "Opret bilaget")
    expect(page.locator(".alert-success")).to_contain_text("Bilaget er oprettet")
    expect(page.locator("#report-preview table")).to_have_count(3)
    expect(annex_table(page, 3).get_by_role("rowheader")).to_have_count(2)
    axe(page)
    assert fits(page)

    # when a table is renamed, first without a title
    press(page, "Rediger Tabel 1", role="link")
    expect(page.get_by_label("Nummer")).to_be_focused()
    axe(page)
    assert fits(page)
    write(page, page.get_by_label("Titel"), " ")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    write(page, page.get_by_label("Titel"), "Civilsamfund")
    page.keyboard.press("Enter")
    expect(annex_table(page, 1).locator("caption")).to_have_text("Tabel 1. Civilsamfund")
    expect(page.get_by_role("link", name="Rediger Tabel 1")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Tabel 1 er gemt.")

    # and parted from its second goal on
    tab_to(page, page.locator(".report-more__summary").nth(1), most=FARTHEST)
    page.keyboard.press("Enter")
    press(page, "Begynd en ny tabel her")
    write(page, page.get_by_label("Titel"), "Moskeer og unge")
    page.keyboard.press("Enter")
    expect(annex_table(page, 2).locator("caption")).to_have_text("Tabel 2. Moskeer og unge")
    expect(annex_table(page, 4).locator("caption")).to_contain_text("Tabel 4. ")

    # and a goal goes up into the table before
    press(page, "Flyt op i Tabel 1: Kapacitetsopbygning af 5 lokale institutioner og foreninger, herunder …")
    expect(annex_table(page, 1).get_by_role("rowheader")).to_have_count(2)
    expect(page.get_by_role("button", name="Flyt op: Kapacitetsopbygning")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Flyttet til Tabel 1, plads 2")

    # and is worded in another way, with a reason
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ordlyd i bilaget")).to_be_focused()
    write(page, page.get_by_label("Ordlyd i bilaget"), "Kapacitetsopbygning af 5 lokale moskeer")
    write(page, page.get_by_label("Hvorfor ordlyden er ændret"), "Kun moskeer i 2018")
    press(page, "Gem")

    # then the annex says so, and the difference is shown
    expect(annex_table(page, 1).get_by_role("rowheader").nth(1)).to_have_text(
        "Kapacitetsopbygning af 5 lokale moskeer"
    )
    expect(page.locator(".changes del")).to_have_text(
        ["fjernet: institutioner og foreninger, herunder ,", "fjernet: , ved kontinuerligt samarbejde,"]
    )
    expect(page.get_by_text("Kun moskeer i 2018")).to_be_visible()
    axe(page)
    assert fits(page)

    # and it can be taken back
    press(page, "Fortryd")
    expect(page.locator(".changes")).to_have_count(0)
    row = ReportRow.objects.get(goal__key="kapacitetsopbygning", table__report__round__first_year=2018)
    assert (row.wording, row.table.title) == ("", "Civilsamfund")
    assert (
        Change.objects.filter(kind="reportrow", object_id=row.pk, field="wording", who=approver).count() == 2
    )


def test_goals_are_dragged_to_where_they_are_to_stand(page: Page, approver: User, signed_in: SignIn) -> None:
    page.set_viewport_size({"width": 1280, "height": 2800})  # both ends of the way are in sight
    signed_in(page, approver).goto(EARLIER)
    goals = page.locator(".report-goal")

    # from the third table's end over the second table's first goal
    goals.nth(6).locator(".report-goal__handle").drag_to(goals.nth(3), target_position={"x": 60, "y": 4})

    expect(annex_table(page, 2).get_by_role("rowheader").first).to_contain_text("vurderes 6 måneder efter")
    expect(annex_table(page, 3).get_by_role("rowheader")).to_have_count(1)

    # into a table without goals
    page.get_by_role("button", name="Tilføj en tabel").click()
    page.get_by_role("link", name="Annullér").click()
    expect(goals.first).to_have_attribute("draggable", "true")
    empty = page.locator(".report-table").nth(3)
    goals.first.locator(".report-goal__handle").drag_to(empty.locator("h3"))

    expect(annex_table(page, 4).get_by_role("rowheader")).to_have_text(
        ["10 målrettede dialogaktiviteter med borgere og lokale aktører"]
    )


def test_a_text_is_formatted_and_not_lost_by_leaving(
    page: Page, approver: User, signed_in: SignIn, axe: AxeCheck
) -> None:
    signed_in(page, approver).goto(EARLIER)
    page.get_by_role("link", name="Rediger Afslutning").click()
    expect(page.get_by_role("heading", name="Afslutning")).to_be_focused()
    text = editor(page, "Afslutning")
    tab_to(page, text, most=FARTHEST)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Alle mål er ")
    page.keyboard.press("ControlOrMeta+b")
    page.keyboard.type("opgjort")
    axe(page)

    # leaving asks, and staying keeps the words
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.close(run_before_unload=True)
    expect(text).to_have_text("Alle mål er opgjort")
    assert asked == ["beforeunload"]

    press(page, "Gem")

    expect(page.locator("#report-preview .annex-text").last).to_have_text("Alle mål er opgjort")
    assert Report.objects.get(round__first_year=2019).closing == "<p>Alle mål er <strong>opgjort</strong></p>"
