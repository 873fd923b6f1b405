"""Is the annex as PDF fit for the archive, for every reader, for the eye? veraPDF and pypdf read it back."""

import dataclasses
import logging
import re
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import translation

from plans.pdf.document import CharactersMissing, FontsMissing, render_pdf
from reporting.annex.memo import Annex
from reporting.annex.rendering import render_document
from tests.reporting.annex_samples import ANNEX_2016_2017, ANNEX_2019, paragraphs, row, safe
from tests.reporting.annex_strain import BARE_ANNEX, EMPTY_TABLE_ANNEX, strained_annex
from tests.reporting.pdf_reading import LOWER_EDGE, TaggedPdf
from tests.verapdf import validate_pdf

pytestmark = pytest.mark.slow

SAMPLES = {
    "2019": ANNEX_2019,
    "2016-17": ANNEX_2016_2017,
    "200 strained goals": strained_annex(200),
    "no goals": BARE_ANNEX,
    "an empty table": EMPTY_TABLE_ANNEX,
}
every_sample = pytest.mark.parametrize("name", SAMPLES)
DAY = date(2020, 1, 15)
TEXT_HEIGHT = (297 - 25 - 23) / 25.4 * 72  # points


@cache
def document(name: str) -> str:
    return render_document(SAMPLES[name])


class Complaints(logging.Handler):
    """Gathers what is logged as a warning, or worse, while it is there."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def __enter__(self) -> list[str]:
        logging.getLogger().addHandler(self)
        return self.messages

    def __exit__(self, *_exception: object) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@cache
def pdf_and_complaints(name: str) -> tuple[bytes, list[str]]:
    """Set a sample, once for all that is asked of it, and keep what was complained of meanwhile."""
    with Complaints() as complaints:
        return render_pdf(document(name), created=SAMPLES[name].dated_on), complaints


def pdf(name: str) -> bytes:
    return pdf_and_complaints(name)[0]


@cache
def tagged(name: str) -> TaggedPdf:
    return TaggedPdf(pdf(name))


def pdf_of(annex: Annex) -> TaggedPdf:
    return TaggedPdf(render_pdf(render_document(annex), created=annex.dated_on))


def with_commentary(html: str) -> Annex:
    goal = row("Ét mål", "Målet er nået.", html)
    return dataclasses.replace(ANNEX_2019, tables=(dataclasses.replace(ANNEX_2019.tables[0], rows=(goal,)),))


class WrittenText(HTMLParser):
    """The text of a document's body, without the links back that only the screen shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = False
        self.feed(html[html.index("<body") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # HTMLParser's
        self.hidden = ("class", "annex-back") in attrs

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # HTMLParser's
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def letters(text: str) -> str:
    """Leave out spaces and hyphens, which the ends of lines take and give."""
    return re.sub(r"[\s-]", "", text)


@every_sample
def test_it_is_archivable_and_accessible_in_one_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "bilag.pdf"
    file.write_bytes(pdf(name))

    assert validate_pdf(file, flavours="ua1,2a") == []


def test_the_rows_of_two_hundred_long_goals_are_set_as_well_as_those_of_a_few() -> None:
    read = tagged("200 strained goals")

    check_page_ends(read)
    # no goal's wording stands on one page while the report on it begins on another
    begun = [read.first_pages(row) for row in read.elements("TR")]
    assert len(begun) == 200 + 10
    assert [pages for pages in begun if len(set(pages)) > 1] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_same_annex_gives_the_same_bytes(language: str) -> None:
    with translation.override(language):
        again = render_pdf(render_document(ANNEX_2016_2017), created=ANNEX_2016_2017.dated_on)

    assert again == pdf("2016-17")


@every_sample
def test_it_reads_as_the_web_page_does(name: str) -> None:
    written = "".join(WrittenText(document(name)).parts)

    assert letters(tagged(name).text) == letters(written)


@every_sample
def test_setting_it_gives_no_cause_for_complaint(name: str) -> None:
    assert pdf_and_complaints(name)[1] == []


def test_a_cause_for_complaint_is_noted() -> None:
    with Complaints() as complaints:
        render_pdf(
            "<!doctype html><html lang=da><title>B</title><style>p { colour: red; }</style><p>B</p></html>",
            created=DAY,
        )

    assert complaints == ["Ignored `colour: red` at 1:5, unknown property."]


def test_it_names_itself() -> None:
    reader, catalog = tagged("2019").reader, tagged("2019").catalog
    assert reader.metadata is not None

    assert catalog["/Lang"] == "da"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"
    assert reader.metadata.author == "Københavns Kommune"
    assert str(reader.metadata["/CreationDate"]) == str(reader.metadata["/ModDate"]) == "D:20200115"


def test_a_publication_has_its_moment() -> None:
    moment = datetime(2020, 1, 22, 9, 30, 15, 123456, tzinfo=UTC)
    reader = TaggedPdf(render_pdf(document("2019"), created=moment)).reader

    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]) == "D:20200122093015+00'00"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(document("2019"), created=datetime(2020, 1, 22, 9, 30))  # noqa: DTZ001  # the fault in question


def test_its_bookmarks_are_the_headings() -> None:
    titles = tagged("2019").titles()

    assert titles[:3] == [
        (1, "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"),
        (2, "Tabel 1. Målrettet forebyggende indsats i civilsamfundet"),
        (3, "Dialogaktiviteter"),
    ]
    assert [level for level, _ in titles] == [1, 2, 3, 3, 3, 2, 3, 3, 2, 3, 3]


@pytest.mark.parametrize(
    ("name", "tables", "goals"), [("2019", 3, 7), ("2016-17", 3, 14), ("200 strained goals", 10, 200)]
)
def test_a_table_that_goes_over_pages_is_one_table(name: str, tables: int, goals: int) -> None:
    read = tagged(name)

    assert [len(read.elements(kind)) for kind in ("Table", "Caption", "THead", "TBody")] == [tables] * 4
    assert len(read.elements("TR")) == tables + goals
    assert len(read.elements("TH")) == 2 * tables + goals
    assert len(read.elements("TD")) == goals


@pytest.mark.parametrize("name", ["2019", "2016-17", "200 strained goals"])
def test_every_cell_knows_its_headings(name: str) -> None:
    read = tagged(name)
    scopes = {heading["/ID"]: heading["/A"]["/Scope"] for heading in read.elements("TH")}
    listed = read.root["/IDTree"]["/Names"][::2]

    assert listed == sorted(scopes)
    assert [[scopes[name] for name in cell["/A"]["/Headers"]] for cell in read.elements("TD")] == [
        ["/Row", "/Column"]
    ] * len(read.elements("TD"))


def test_running_heads_and_page_numbers_are_not_read_aloud() -> None:
    read = tagged("2019")
    headings = ["Resultatmål", "Afrapportering 2019"]
    head = ["Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019", "Dok.nr. 2020-0007694-2"]

    assert [page.pagination for page in read.pages] == [
        ["Side 1 af 3"],
        [*headings, *head, "Side 2 af 3"],
        [*headings, *head, "Side 3 af 3"],
    ]
    assert "Side 2" not in read.text


def test_a_memo_without_a_document_number_has_the_title_alone_as_running_head() -> None:
    read = pdf_of(dataclasses.replace(ANNEX_2019, details=()))

    assert read.pages[1].pagination[2:] == [ANNEX_2019.title, "Side 2 af 3"]


def test_the_note_is_linked_and_its_link_described() -> None:
    links = [
        (note.get_object()["/Contents"], note.get_object().get("/Dest"))
        for page in tagged("2016-17").reader.pages
        for note in page.get("/Annots", [])
    ]

    assert links == [("Note 1", "annex-note-1")]


def test_it_brings_its_fonts_and_uses_no_other() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in tagged("200 strained goals").reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }

    assert fonts == {"Annex-Sans", "Annex-Sans-Bold", "Annex-Sans-Italic"}


@pytest.mark.parametrize("name", ["2019", "2016-17"])
def test_the_published_memos_take_three_pages(name: str) -> None:
    """The municipality's own have 4 and 3."""
    assert len(tagged(name).reader.pages) == 3


@pytest.mark.parametrize("lines", range(0, 30, 3))
def test_no_page_ends_with_a_heading_or_with_a_third_of_it_empty(lines: int) -> None:
    more = paragraphs(*["Uddybende linje"] * lines)
    read = pdf_of(dataclasses.replace(ANNEX_2016_2017, intro=safe(ANNEX_2016_2017.intro + more)))
    check_page_ends(read)


def check_page_ends(read: TaggedPdf) -> None:
    """No page ends with a heading or a bare judgement, or a third of it empty, unless the memo ends there."""
    for last, following in pairwise(read.texts):
        if last.page + 1 != following.page:
            continue
        assert not {"H1", "H2", "Caption", "THead"} & set(last.tags), last
        if "TD" in following.tags:  # the same goal's report goes on
            assert "H3" not in last.tags, last
            assert not last.text.startswith("Målet"), last
        assert (read.lowest_text(last.page) - LOWER_EDGE) / TEXT_HEIGHT < 1 / 3


def test_a_text_cannot_make_the_server_fetch_anything(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """The sanitiser lets none of this through; the PDF must not depend on it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-IN-A-FILE")

    def no_network(*_: object) -> None:
        raise AssertionError("the PDF called the network")

    monkeypatch.setattr("socket.socket.connect", no_network)
    addresses = [
        secret.as_uri(),
        "http://127.0.0.1:9/a.png",
        "https://localhost/a.png",
        "//localhost/a",
        "data:,a",
    ]
    hostile = "".join(
        f'<img src="{address}"><object data="{address}"></object><iframe src="{address}"></iframe>'
        f'<link rel="attachment" href="{address}"><link rel="stylesheet" href="{address}">'
        f'<style>@import "{address}"; p {{ background: url("{address}") }}</style>'
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/><use href="{address}"/></svg>'
        for address in addresses
    )

    read = pdf_of(with_commentary(f"<p>Før</p>{hostile}<p>Efter</p><script>alert(1)</script>"))

    assert "FørEfter" in letters(read.text)
    assert "SECRET" not in read.text
    assert read.reader.attachments == {}
    refused = [message for message in caplog.messages if "The annex may not fetch" in message]
    assert any(secret.as_uri() in message for message in refused)
    assert any("http://127.0.0.1:9/a.png" in message for message in refused)


def test_characters_that_the_font_lacks_stop_the_pdf_and_are_named() -> None:
    annex = with_commentary("<p>Vi hygger os ☃ og 漢, ☃ og &#9731;</p>")

    with pytest.raises(
        CharactersMissing, match=r"mangler disse tegn: ☃ \(U\+2603\), 漢 \(U\+6F22\)\."
    ) as error:
        render_pdf(render_document(annex), created=date(2020, 1, 15))

    assert error.value.characters == ["☃ (U+2603)", "漢 (U+6F22)"]


def test_characters_with_a_twin_in_the_font_are_replaced() -> None:
    read = pdf_of(with_commentary("<p>1\u20111\u202fforløb\u200b ☒ på \u0061\u030abent vand</p>"))

    assert "1-1\xa0forløb × på åbent vand" in read.text


def test_without_its_fonts_the_pdf_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    page = document("2019")  # its stylesheet is found in the way that is taken away below
    monkeypatch.setattr("plans.typeface.finders.find", lambda _: None)

    with pytest.raises(FontsMissing, match=r"IBMPlexSans-Regular\.ttf .*make setup"):
        render_pdf(page, created=date(2020, 1, 15))
