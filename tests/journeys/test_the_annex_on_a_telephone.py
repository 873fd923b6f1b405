"""Can the annex be read on a telephone, and followed by those who hear it?

Tests the annex's HTML in a browser: accessibility, no sideways scrolling, cells under one another, links
between notes and their marks.
"""

import pytest
from playwright.sync_api import Page, expect

from reporting.annex.rendering import render_document
from tests.journeys.conftest import AxeCheck
from tests.journeys.layout import fits
from tests.reporting.annex_samples import ANNEX_2016_2017
from tests.reporting.annex_strain import strained_annex

TELEPHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


@pytest.mark.parametrize("size", [TELEPHONE, DESK], ids=["telephone", "desk"])
def test_the_document_is_accessible_and_never_scrolls_sideways(
    page: Page, axe: AxeCheck, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.set_content(render_document(strained_annex(20)))

    assert fits(page)
    axe(page)


def test_a_goals_two_cells_stand_under_one_another_and_are_still_a_table(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(render_document(ANNEX_2016_2017))
    table = page.get_by_role("table", name="Tabel 2. Rådgivning og opkvalificering af frontpersonale")
    goal = table.get_by_role("row").nth(1)
    wording = goal.get_by_role("rowheader").bounding_box()
    report = goal.get_by_role("cell").bounding_box()

    expect(table.get_by_role("columnheader")).to_have_count(2)
    assert wording is not None
    assert report is not None
    assert report["y"] == pytest.approx(wording["y"] + wording["height"], abs=1)
    assert report["x"] == wording["x"]


def test_a_note_and_its_place_lead_to_each_other(page: Page) -> None:
    page.set_content(render_document(ANNEX_2016_2017))

    page.get_by_role("link", name="Note 1").click()
    expect(page.locator("#annex-note-1:target")).to_contain_text("Ved mindre end 15% afvigelse")

    page.get_by_role("link", name="Tilbage til mål 1 i Tabel 1").click()
    expect(page.locator("#annex-call-1-1:target")).to_be_in_viewport()
