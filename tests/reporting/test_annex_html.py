"""Is the annex as HTML a proper document? Danish, self-contained, each heading and note in its place."""

import dataclasses
import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from reporting.annex.memo import Annex, AnnexTable, Note
from reporting.annex.rendering import render_document, style_source
from reporting.templatetags.annex_rows import is_long
from tests.reporting.annex_samples import ANNEX_2016_2017, ANNEX_2019, paragraphs, plain_bullets, row
from tests.reporting.annex_strain import BARE_ANNEX, EMPTY_TABLE_ANNEX, strained_annex


class Elements(HTMLParser):
    """Every element of a document with its attributes and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        texts: list[str] = []
        self.found.append((tag, {name: value or "" for name, value in attrs}, texts))
        if tag not in {"br", "col", "meta"}:
            self.open.append(texts)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # HTMLParser's
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for texts in self.open:
            texts.append(data)

    def all(self, *tags: str) -> list[tuple[str, dict[str, str], str]]:
        return [
            (tag, attributes, "".join(texts).strip()) for tag, attributes, texts in self.found if tag in tags
        ]

    def texts(self, tag: str) -> list[str]:
        return [text for _, _, text in self.all(tag)]


def body(annex: Annex) -> Elements:
    return Elements(render_to_string("reporting/annex/body.html", {"annex": annex}))


def with_tables(*tables: AnnexTable) -> Annex:
    return dataclasses.replace(ANNEX_2019, tables=tables)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_annex_is_danish_whatever_the_reader_speaks(language: str) -> None:
    with translation.override(language):
        html = render_document(ANNEX_2019)

    assert '<html lang="da">' in html
    assert "<p>15. januar 2020</p>" in html


def test_the_document_needs_no_other_file() -> None:
    html = render_document(strained_annex(20))

    assert html.startswith("<!doctype html>")
    assert (
        re.findall(r"<(?:link|script|img|iframe|object)\b|\b(?:src|srcset|style)=|url\(|@import", html) == []
    )
    assert html.count("<style>") == 1


def test_a_security_policy_can_allow_the_documents_own_style() -> None:
    html = render_document(ANNEX_2019)
    style = html[html.index("<style>") + len("<style>") : html.index("</style>")]

    assert style_source(html) == f"'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def test_a_document_without_a_style_has_none_to_allow() -> None:
    with pytest.raises(ValueError, match="no style element"):
        style_source("<p>Notat</p>")


def test_the_headings_go_from_the_title_by_the_tables_to_the_reports() -> None:
    headings = [(tag, text) for tag, _, text in body(ANNEX_2019).all("h1", "h2", "h3", "h4")]

    assert headings == [
        ("h1", "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"),
        ("h2", "Tabel 1. Målrettet forebyggende indsats i civilsamfundet"),
        ("h3", "Dialogaktiviteter"),
        ("h3", "Kapacitetsopbygning"),
        ("h3", "Dialog med unge"),
        ("h2", f"Tabel 2. {ANNEX_2019.tables[1].title}"),
        ("h3", "Opkvalificering af faggrupper"),
        ("h3", "Visitation af sager"),
        ("h2", f"Tabel 3. {ANNEX_2019.tables[2].title}"),
        ("h3", "Borgere i uddannelse eller beskæftigelse"),
        ("h3", "Efter endt 1-1 forløb"),
    ]


def test_every_header_cell_tells_what_it_heads_in_markup_and_role() -> None:
    headers = body(ANNEX_2019).all("th")

    assert [(attributes["scope"], attributes["role"]) for _, attributes, _ in headers[:3]] == [
        ("col", "columnheader"),
        ("col", "columnheader"),
        ("row", "rowheader"),
    ]
    assert [text for _, _, text in headers[:2]] == ["Resultatmål", "Afrapportering 2019"]
    # 3 tables with 2 columns and 3 + 2 + 2 goals
    assert [attributes["scope"] for _, attributes, _ in headers].count("col") == 6
    assert [attributes["scope"] for _, attributes, _ in headers].count("row") == 7


def test_the_table_keeps_its_meaning_when_the_telephone_lays_it_out_anew() -> None:
    roles = {
        tag: {attributes.get("role") for _, attributes, _ in body(ANNEX_2019).all(tag)} for tag in TABLE_TAGS
    }

    assert roles == {
        "thead": {"rowgroup"},
        "tbody": {"rowgroup"},
        "tr": {"row"},
        "th": {"columnheader", "rowheader"},
        "td": {"cell"},
    }


TABLE_TAGS = ("thead", "tbody", "tr", "th", "td")


def test_each_cell_carries_its_columns_heading_for_the_telephone() -> None:
    cells = [
        attributes for _, attributes, _ in body(ANNEX_2016_2017).all("th", "td") if "data-label" in attributes
    ]

    assert [attributes["data-label"] for attributes in cells[-2:]] == ["Resultatmål", "Status for 2016-17"]
    assert len(cells) == 2 * 14


def test_a_note_stands_once_with_links_both_ways() -> None:
    note = ANNEX_2016_2017.tables[0].notes[0]
    elements = body(ANNEX_2016_2017)
    links = [(attributes["href"], attributes["aria-label"]) for _, attributes, _ in elements.all("a")]

    assert "".join(elements.texts("article")).count(note.text) == 1
    assert links == [("#annex-note-1", "Note 1"), ("#annex-call-1-1", "Tilbage til mål 1 i Tabel 1")]


def test_a_later_table_may_refer_to_an_earlier_note() -> None:
    first, second, _ = ANNEX_2019.tables
    noted = dataclasses.replace(
        first,
        rows=tuple(dataclasses.replace(goal, note_number=1) for goal in first.rows[:2]),
        notes=(Note(1, "Ved mindre end 15% afvigelse."),),
    )
    later = dataclasses.replace(
        second, rows=(second.rows[0], dataclasses.replace(second.rows[1], note_number=1))
    )

    links = [attributes["href"] for _, attributes, _ in body(with_tables(noted, later)).all("a")]

    assert [link for link in links if link.startswith("#annex-call")] == [
        "#annex-call-1-1",
        "#annex-call-1-2",
        "#annex-call-2-2",
    ]
    assert links.count("#annex-note-1") == 3


def test_every_link_within_the_page_leads_to_one_place() -> None:
    elements = body(strained_annex(60))
    names = [attributes["id"] for _, attributes, _ in elements.found if "id" in attributes]
    targets = {
        attributes["href"][1:] for _, attributes, _ in elements.all("a") if attributes["href"].startswith("#")
    }

    assert len(names) == len(set(names))
    assert targets == set(names)


def test_text_is_never_taken_for_markup() -> None:
    hostile = "<script>alert(1)</script>"
    goal = row(hostile, hostile, heading=hostile, sub_heading=hostile, footnote=hostile, note_number=1)
    table = AnnexTable(hostile, hostile, hostile, hostile, (goal,), (Note(1, hostile),), hostile)
    annex = dataclasses.replace(
        with_tables(table),
        kind=hostile,
        title=hostile,
        details=((hostile, hostile),),
        sender=(hostile,),
        sender_details=((hostile, hostile),),
        website=f'"{hostile}',
        author=hostile,
    )

    html = render_document(annex)

    assert "<script" not in html
    # author, two texts of the head section, its title, and the memo itself
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 15


def test_what_a_memo_lacks_leaves_no_trace() -> None:
    elements = body(BARE_ANNEX)

    assert [tag for tag, _, _ in elements.all("table", "section", "a", "span", "sup", "ul")] == []
    assert elements.texts("p") == ["Notat", "15. januar 2020"]
    assert '<meta name="author"' not in render_document(BARE_ANNEX)
    assert "data-document" not in render_document(BARE_ANNEX).split("<body")[1]


def test_a_goal_without_commentary_leaves_no_empty_parts() -> None:
    table = AnnexTable(
        "Tabel 1", "Kurser", "Resultatmål", "Status", (row("Ét kursus", "Målet er nået."),), (), ""
    )
    elements = body(with_tables(table))

    assert elements.texts("td") == ["Målet er nået."]
    assert elements.texts("h3") == []
    assert "" not in elements.texts("p")


def test_a_table_without_goals_says_so() -> None:
    elements = body(EMPTY_TABLE_ANNEX)

    assert elements.texts("h2") == ["Tabel 1. Uden mål"]
    assert elements.texts("p")[-1] == "Tabellen har ingen resultatmål."
    assert elements.texts("table") == []


@pytest.mark.parametrize(
    ("wording", "commentary", "expected"),
    [
        ("x" * 24 * 12, "", False),  # 12 lines of 24 characters
        ("x" * 24 * 12 + "x", "", True),
        ("Mål", paragraphs("x" * 46 * 11), False),  # the sentence and 11 lines of 46 characters
        ("Mål", paragraphs("x" * 46 * 11 + "x"), True),
        ("Mål", plain_bullets(*["Punkt"] * 11), False),  # the sentence and 11 lines, however short
        ("Mål", plain_bullets(*["Punkt"] * 12), True),
        ("Mål", "<p>" + "<br>".join(["Linje"] * 11) + "</p>", False),
        ("Mål", "<p>" + "<br>".join(["Linje"] * 12) + "</p>", True),
        ("Mål", paragraphs("<strong>" + "x" * 46 * 11 + "</strong>"), False),  # tags take no place
    ],
)
def test_only_a_long_row_may_break_across_pages(wording: str, commentary: str, expected: bool) -> None:
    assert is_long(row(wording, "Målet er nået.", commentary)) is expected
