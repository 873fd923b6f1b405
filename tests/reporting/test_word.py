"""Is the annex as a Word file the same memo as the web page's, and made as a person would make it in Word?

Tests the annex's Word file.
"""

import dataclasses
import re
from functools import cache

import pytest
from django.utils import translation
from docx.oxml.ns import qn

from reporting.annex.memo import Annex, Note
from reporting.annex.rendering import render_document
from reporting.annex.word import render_docx
from tests.reporting.annex_samples import ANNEX_2016_2017, ANNEX_2019, bullets, row, safe
from tests.reporting.annex_strain import BARE_ANNEX, EMPTY_TABLE_ANNEX, NESTED, strained_annex
from tests.reporting.docx_reading import WordFile, attribute, style_of, text_of
from tests.reporting.test_pdf import WrittenText, letters

SAMPLES = {
    "2019": ANNEX_2019,
    "2016-17": ANNEX_2016_2017,
    "200 strained goals": strained_annex(200),
    "no goals": BARE_ANNEX,
    "an empty table": EMPTY_TABLE_ANNEX,
}
every_sample = pytest.mark.parametrize("name", SAMPLES)
TITLE = "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"


@cache
def word(name: str) -> WordFile:
    return WordFile(render_docx(SAMPLES[name]))


def with_commentary(html: str, **parts: object) -> Annex:
    goal = row("Ét mål", "Målet er nået.", html)
    table = dataclasses.replace(ANNEX_2019.tables[0], rows=(goal,))
    return dataclasses.replace(ANNEX_2019, tables=(table,), **parts)  # type: ignore[arg-type]


# --- What is read -----------------------------------------------------------------------------------------


@every_sample
def test_it_reads_as_the_web_page_does(name: str) -> None:
    written = "".join(WrittenText(render_document(SAMPLES[name])).parts)

    assert letters(word(name).text) == letters(written)


def test_its_headings_are_words_own_and_those_of_the_page() -> None:
    headings = word("2019").in_style("Title", "Heading1", "Heading2", "Heading3")

    assert headings == [
        ("Title", "Notat"),
        ("Heading1", TITLE),
        ("Heading2", "Tabel 1. Målrettet forebyggende indsats i civilsamfundet"),
        ("Heading3", "Dialogaktiviteter"),
        ("Heading3", "Kapacitetsopbygning"),
        ("Heading3", "Dialog med unge"),
        ("Heading2", f"Tabel 2. {ANNEX_2019.tables[1].title}"),
        ("Heading3", "Opkvalificering af faggrupper"),
        ("Heading3", "Visitation af sager"),
        ("Heading2", f"Tabel 3. {ANNEX_2019.tables[2].title}"),
        ("Heading3", "Borgere i uddannelse eller beskæftigelse"),
        ("Heading3", "Efter endt 1-1 forløb"),
    ]


def test_a_memo_without_a_kind_begins_with_its_title() -> None:
    file = WordFile(render_docx(dataclasses.replace(ANNEX_2016_2017, kind="")))

    assert next(file.paragraphs()) == ("Heading1", ANNEX_2016_2017.title)


@every_sample
def test_every_style_that_is_used_is_there(name: str) -> None:
    defined = {style.style_id for style in word(name).document.styles}

    assert {style for style, _ in word(name).paragraphs() if style} <= defined


def test_the_first_pages_margin_is_text_in_frames() -> None:
    framed = [
        (style_of(paragraph), text_of(paragraph))
        for paragraph in word("2019").all("p")
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None
    ]

    assert framed == [
        ("NotatMargen", "15. januar 2020"),
        ("NotatMargen", "Sagsnummer2020-0007694"),
        ("NotatMargen", "Dokumentnummer2020-0007694-2"),
        ("NotatAfsender", "".join(ANNEX_2019.sender)),
        ("NotatAfsender", "EAN-nummer5798009710581"),
        ("NotatAfsender", "www.kk.dk"),
    ]


# --- Tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["2019", "2016-17", "200 strained goals"])
def test_the_header_row_and_no_other_comes_again_on_every_page(name: str) -> None:
    tables = [table.findall(qn("w:tr")) for table in word(name).all("tbl")]

    assert [len(rows) for rows in tables] == [1 + len(table.rows) for table in SAMPLES[name].tables]
    for rows in tables:
        assert [each.find(f".//{qn('w:tblHeader')}") is not None for each in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]


def test_only_a_long_row_may_go_over_two_pages() -> None:
    splits = [
        each.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for each in word("2019").all("tbl")[0][2:]
    ]

    # the header row, and three goals: one in 9 lines, two in more than 12
    assert splits == [False, False, True, True]


def test_a_tables_widths_stand_in_its_grid_and_in_every_cell() -> None:
    for table in word("2016-17").all("tbl"):
        grid = [attribute(each, "w") for each in table.iter(qn("w:gridCol"))]
        cells = [attribute(each, "w") for each in table.iter(qn("w:tcW"))]

        assert grid == ["2948", "4876"]  # 52 and 86 mm in twentieths of a point
        assert cells == grid * (len(cells) // 2)


def test_a_table_tells_its_title_and_its_headings_to_who_does_not_see_it() -> None:
    table = word("2019").all("tbl")[0]

    (caption,) = table.iter(qn("w:tblCaption"))
    (look,) = table.iter(qn("w:tblLook"))
    assert attribute(caption, "val") == "Tabel 1. Målrettet forebyggende indsats i civilsamfundet"
    assert (attribute(look, "firstRow"), attribute(look, "firstColumn")) == ("1", "1")


def test_a_tables_number_counts_on_unless_the_memo_numbers_otherwise() -> None:
    second = dataclasses.replace(ANNEX_2019.tables[1], label="Tabel 4")
    file = WordFile(render_docx(dataclasses.replace(ANNEX_2019, tables=(ANNEX_2019.tables[0], second))))

    assert [attribute(each, "instr") for each in file.all("fldSimple")] == [" SEQ Tabel \\* ARABIC "]
    assert [text[:8] for _, text in file.in_style("Heading2")] == ["Tabel 1.", "Tabel 4."]


# --- Commentary and notes ---------------------------------------------------------------------------------


def test_bullets_are_lists_to_the_third_level() -> None:
    file = WordFile(render_docx(with_commentary(NESTED)))

    assert [each for each in file.paragraphs() if each[0].startswith("List")] == [
        ("ListBullet", "Et punkt med fed og kursiv skrift"),
        ("ListBullet2", "et punkt i punktet"),
        ("ListBullet2", "og et uden afsnit"),
        ("ListBullet3", "tredje trin"),
        ("ListBullet", "Et punkt i to afsnit,"),
        ("ListContinue", "hvor dette er det andet."),
        ("ListBullet", "Et punktover to linjer"),
    ]
    numbered = {
        style.style_id: style.element.find(f".//{qn('w:numId')}") is not None
        for style in file.document.styles
        if style.style_id.startswith("ListBullet")
    }
    assert numbered == {"ListBullet": True, "ListBullet2": True, "ListBullet3": True}


def test_a_deeper_list_stays_at_the_third_level() -> None:
    deep = "<ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul></li></ul>"
    file = WordFile(render_docx(with_commentary(deep)))

    assert file.in_style("ListBullet3") == [("ListBullet3", "3"), ("ListBullet3", "4")]


def test_bold_italic_and_line_breaks_stay() -> None:
    html = "<p>  Et <strong>fedt <em>og kursivt</em></strong>\n ord<br> og\xa0mere <em> </em></p><p> </p>"
    file = WordFile(render_docx(with_commentary(html)))
    (paragraph,) = [each for each in file.all("p") if text_of(each).startswith("Et fedt")]

    runs = [
        (text_of(each), each.find(f".//{qn('w:b')}") is not None, each.find(f".//{qn('w:i')}") is not None)
        for each in paragraph.iter(qn("w:r"))
    ]
    assert runs == [
        ("Et ", False, False),
        ("fedt ", True, False),
        ("og kursivt", True, True),
        (" ord", False, False),
        ("", False, False),
        ("og\xa0mere", False, False),
    ]
    assert len(list(paragraph.iter(qn("w:br")))) == 1


def test_a_note_and_its_mark_lead_to_one_another() -> None:
    file = word("2016-17")
    marks = {attribute(each, "name"): text_of(each.getparent()) for each in file.all("bookmarkStart")}
    links = [
        (attribute(each, "anchor"), attribute(each, "tooltip"), text_of(each))
        for each in file.all("hyperlink")
    ]

    note = ANNEX_2016_2017.tables[0].notes[0].text
    assert marks == {"henvisning_1": "Målet er delvist indfriet.1", "note_1": f"1 {note}"}
    assert links == [("note_1", "Note 1", "1"), ("henvisning_1", "Tilbage til målet", "1")]
    assert file.in_style("Tabelnote")[-1] == ("Tabelnote", f"1 {note}")


def test_bookmarks_are_the_only_ones_of_their_name_and_number() -> None:
    table = dataclasses.replace(
        ANNEX_2016_2017.tables[0], notes=(Note(1, "En"), Note(1, "Den samme"), Note(2, "Ingen henviser"))
    )
    file = WordFile(render_docx(dataclasses.replace(ANNEX_2016_2017, tables=(table, table))))
    names = [attribute(each, "name") for each in file.all("bookmarkStart")]
    numbers = [attribute(each, "id") for each in file.all("bookmarkStart")]

    assert names == ["henvisning_1", "note_1"]
    assert len(set(numbers)) == 2
    assert numbers == [attribute(each, "id") for each in file.all("bookmarkEnd")]
    assert {attribute(each, "anchor") for each in file.all("hyperlink")} == set(names)


# --- The file ---------------------------------------------------------------------------------------------


def test_it_is_danish_on_a4_in_arial() -> None:
    file = word("2019")
    section = file.document.sections[0]

    assert re.findall(r'<w:lang w:val="([^"]*)"', file.parts["word/styles.xml"]) == ["da-DK"]
    assert set(re.findall(r'w:ascii="([^"]*)"', file.parts["word/styles.xml"])) == {"Arial"}
    assert (section.page_width, section.page_height) == (11906 * 635, 16838 * 635)  # 210 × 297 mm in EMU


def test_every_page_tells_its_number_and_all_but_the_first_what_it_belongs_to() -> None:
    section = word("2019").document.sections[0]

    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == f"{TITLE} · Dok.nr. 2020-0007694-2"
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        footer_text = re.sub(
            r"<w:fldSimple w:instr=\" (\w+) \">.*?</w:fldSimple>", r"[\1]", word("2019").parts[footer]
        )
        assert re.sub(r"<[^>]*>|\n *", "", footer_text) == "Side [PAGE] af [NUMPAGES]"


def test_it_names_itself() -> None:
    properties = word("2019").document.core_properties

    assert (properties.title, properties.subject) == (TITLE, "Notat")
    assert (properties.author, properties.last_modified_by) == ("Københavns Kommune", "Københavns Kommune")
    assert properties.language == "da-DK"
    assert properties.created == properties.modified
    assert str(properties.created) == "2020-01-15 00:00:00+00:00"


@every_sample
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_same_annex_gives_the_same_bytes(name: str, language: str) -> None:
    with translation.override(language):
        again = render_docx(SAMPLES[name])

    assert again == render_docx(SAMPLES[name])
    assert {entry.date_time for entry in WordFile(again).entries} == {(1980, 1, 1, 0, 0, 0)}


def test_it_holds_nothing_but_the_memo() -> None:
    """No template's thumbnail, no printer's settings, no name of a person or program of somebody else's."""
    assert sorted(word("2019").parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


HOSTILE = (
    "\x00\x01\x0b\x1b\ud800\ufffe</w:t></w:r>&lt;<script>alert(1)</script>{ INCLUDETEXT } ]]> 漢 😀 مرحبا"
)


def test_hostile_text_is_text() -> None:
    goal = dataclasses.replace(
        row("", "", heading="", note_number=1),
        heading=HOSTILE,
        wording=HOSTILE,
        sentence=HOSTILE,
        sub_heading=HOSTILE,
        commentary=safe(
            f"<p>{HOSTILE}</p><p onclick='x'><img src='http://localhost/a.png'>Efter</p></ul></p>"
        ),
        footnote=HOSTILE,
    )
    table = dataclasses.replace(
        ANNEX_2019.tables[0],
        label=HOSTILE,
        title=HOSTILE,
        goal_heading=HOSTILE,
        report_heading=HOSTILE,
        rows=(goal,),
        notes=(Note(1, HOSTILE),),
        remarks=f"{HOSTILE}\n\n{HOSTILE}",
    )
    annex = Annex(
        kind=HOSTILE,
        title=HOSTILE * 10,
        dated_on=ANNEX_2019.dated_on,
        details=(("Dokument" + HOSTILE, HOSTILE),),
        sender=(HOSTILE,),
        sender_details=((HOSTILE, HOSTILE),),
        website=HOSTILE,
        author=HOSTILE * 10,
        intro=safe(HOSTILE),
        closing=safe(f"<ul>{HOSTILE}"),
        tables=(table,),
    )

    file = WordFile(render_docx(annex))

    text = "</w:t></w:r>&lt;<script>alert(1)</script>{ INCLUDETEXT } ]]> 漢 😀 مرحبا"
    assert file.in_style("Title") == [("Title", text)]
    assert file.document.core_properties.title == " ".join([text] * 10)[:254] + "…"
    assert "Efter" in file.text
    # nothing is fetched, and no field but the table's number is reckoned
    assert "TargetMode" not in "".join(text for name, text in file.parts.items() if name.endswith(".rels"))
    assert {each.tag for each in file.body.iter()}.isdisjoint(
        {qn("w:instrText"), qn("w:drawing"), qn("w:object")}
    )
    assert file.all("fldSimple") == []


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("www.kk.dk", "https://www.kk.dk"),
        ("www.kk.dk/vink/bilag-1", "https://www.kk.dk/vink/bilag-1"),
        ("kk.dk:80@localhost", None),
        ('www.kk.dk/" TargetMode="Internal', None),
        ("javascript:alert(1)", None),
        ("www.blå bær.dk", None),
    ],
)
def test_only_a_plain_address_is_a_link(website: str, address: str | None) -> None:
    """Word takes a whole file for damaged where one address is not as it expects."""
    file = WordFile(render_docx(dataclasses.replace(ANNEX_2019, website=website)))
    targets = [relation.target_ref for relation in file.document.part.rels.values() if relation.is_external]

    assert targets == ([address] if address else [])
    assert file.in_style("NotatAfsender")[-1][1] == website


@pytest.mark.slow
def test_a_megabyte_of_text_is_written() -> None:
    html = bullets(*["Et punkt med <strong>fed</strong> skrift og en række ord"] * 20_000)

    assert len(WordFile(render_docx(with_commentary(html))).in_style("ListBullet")) == 20_000
