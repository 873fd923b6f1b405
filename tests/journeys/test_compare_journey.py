"""Does a manager see what became better or worse, by the keyboard alone, and take it along to Excel?

A journey in the browser over the page that compares two periods or plans.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.factories import UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.keyboard import tab_to
from tests.journeys.layout import fits
from tests.reporting import vink_plans

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.fixture
def manager(transactional_db: None, page: Page, signed_in: SignIn) -> Page:
    vink_plans.load(*vink_plans.SLUGS)
    return signed_in(page, UserFactory.create())


def go_to(page: Page, name: str, role: str = "link") -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]  # a role


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_a_manager_compares_by_the_keyboard_alone(
    manager: Page, axe: AxeCheck, size: dict[str, int], tmp_path: Path
) -> None:
    # given the status of 2019
    manager.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
    manager.goto("/plans/vink-2018-19/status/2019/")

    # when they go to the comparison
    go_to(manager, "Sammenlign")
    manager.keyboard.press("Enter")

    # then 2019 stands beside what was reported of the plan before, the worst first
    expect(manager.get_by_role("heading", name="Fra 2016–2017 til 2019")).to_be_visible()
    expect(manager.get_by_role("list", name="18 resultatmål: 1 dårligere, 2 uændret")).to_be_visible()
    worse = manager.locator("#worse")
    expect(worse).to_contain_text("Ny definition: Nævneren var")
    assert fits(manager)
    axe(manager)

    # and Excel opens the same goals with numbers as numbers
    go_to(manager, "Excel")
    with manager.expect_download() as download:
        manager.keyboard.press("Enter")
    file = tmp_path / "sammenligning.xlsx"
    download.value.save_as(file)
    sheet = load_workbook(file)["Sammenligning"]
    worst = {heading.value: cell.value for heading, cell in zip(sheet[4], sheet[5], strict=True)}
    assert worst["Opnået 2019"] == pytest.approx(7 / 15)
    assert sheet.max_row == 4 + 19  # 18 goals, one of two parts

    # when they choose the pilot instead, its periods come along
    manager.get_by_label("Sammenlign med handleplan").focus()
    manager.keyboard.type("VINK-prog")
    expect(manager.get_by_role("heading", name="Fra 2009–2011 til 2019")).to_be_visible()
    expect(manager.get_by_label("Sammenlign med periode")).to_have_value("2009-2011")
    expect(manager.get_by_label("Sammenlign med handleplan")).to_be_focused()
    assert "with=vink-2009-10&period2=2009-2011" in manager.url

    # and a period with the button; the address that a colleague gets shows the same
    manager.keyboard.press("Tab")
    manager.keyboard.type("2010")
    go_to(manager, "Sammenlign", role="button")
    manager.keyboard.press("Enter")
    expect(manager.get_by_role("heading", name="Fra 2010 til 2019")).to_be_visible()
    manager.goto(manager.url)
    expect(manager.get_by_role("heading", name="Fra 2010 til 2019")).to_be_visible()

    # and what cannot be compared is told where it stands
    manager.goto("/compare/?plan=vink-2018-19&period=2019&with=vink-2018-19&period2=2019")
    expect(manager.locator(".error-summary")).to_be_focused()
    expect(manager.locator(".error-summary")).to_contain_text("den samme periode af den samme handleplan")
    axe(manager)
