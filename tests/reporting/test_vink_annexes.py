"""Do the annexes of the real plans say what the published ones say, from the database to the page?

Tests the annexes of the three VINK plans as page, PDF and Word file.
"""

from pathlib import Path

import pytest
from django.test import Client

from plans.actions.plan_import import import_plan
from plans.domain.values import Period
from plans.planfile.reading import read_plan_file
from plans.typeface import normalise
from reporting.annex.contents import annex_of
from reporting.annex.memo import Annex
from reporting.management.arguments import requested_report
from tests.factories import UserFactory
from tests.reporting.docx_reading import WordFile
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.test_pdf import WrittenText, letters
from tests.verapdf import validate_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLANS = Path(__file__).parents[2] / "plans" / "data"


@pytest.fixture(autouse=True)
def the_three_plans() -> None:
    for slug in ("vink-2009-10", "vink-2016-17", "vink-2018-19"):
        import_plan(plan_file=read_plan_file((PLANS / f"{slug}.yaml").read_bytes()))


def annex(slug: str, period: str) -> Annex:
    return annex_of(requested_report(slug, Period.parse(period)))


def test_the_annex_of_2019_has_its_tables_and_judgements_in_order() -> None:
    memo = annex("vink-2018-19", "2019")

    assert [table.label for table in memo.tables] == ["Tabel 1", "Tabel 2", "Tabel 3"]
    assert [[row.sentence for row in table.rows] for table in memo.tables] == [
        ["Målet er nået."] * 3,
        ["Målet er nået."] * 2,
        ["Målet er ikke nået.", "Målet er nået."],
    ]
    assert [table.notes for table in memo.tables] == [(), (), ()]  # no goal is partly met


def test_the_annex_of_2016_17_has_its_note_once_and_its_own_headings() -> None:
    memo = annex("vink-2016-17", "2016-2017")

    assert [[row.sentence for row in table.rows] for table in memo.tables] == [
        ["Målet er delvist indfriet."] + ["Målet er indfriet."] * 5 + ["Målet kan ikke opgøres i procent."],
        ["Målet er indfriet."] + ["Målet er delvist indfriet."] * 2 + ["Målet er indfriet."],
        ["Målet er ikke indfriet.", "Målet er indfriet.", "Målet kan ikke opgøres i procent."],
    ]
    notes = [note.text for table in memo.tables for note in table.notes]
    assert notes == ["Ved mindre end 15% afvigelse fra resultatmålet er status angivet som delvist indfriet."]
    assert [row.heading for row in memo.tables[0].rows] == [
        "Understøttelse af koordineringsenhedens mål",
        "",
        "",
        "",
        "",
        "Progressionsmålinger for en-til-en forløb",
        "",
    ]
    assert [label for label, _ in memo.details] == ["Sagsnummer", "Dokumentnummer"]  # no person, no role


@pytest.mark.parametrize(("slug", "period"), [("vink-2018-19", "2019"), ("vink-2016-17", "2016-2017")])
def test_pdf_and_word_read_as_the_page_does(client: Client, slug: str, period: str, tmp_path: Path) -> None:
    client.force_login(UserFactory.create())
    address = f"/plans/{slug}/annex/{period}/"

    page = client.get(address).content.decode()
    pdf = client.get(f"{address}bilag-1.pdf").content
    word = client.get(f"{address}bilag-1.docx").content

    annexed = page[page.index('<article class="annex"') : page.index("</article>")]
    page_letters = letters(normalise("".join(WrittenText(f"<body>{annexed}").parts)))
    assert letters(TaggedPdf(pdf).text) == page_letters
    assert letters(normalise(WordFile(word).text)) == page_letters
    file = tmp_path / "bilag.pdf"
    file.write_bytes(pdf)
    assert validate_pdf(file) == []


def test_the_status_page_keeps_the_sources_reservation(client: Client) -> None:
    client.force_login(UserFactory.create())

    page = client.get("/plans/vink-2016-17/status/2016-2017/").content.decode()

    assert "ca. 2.100" in page
