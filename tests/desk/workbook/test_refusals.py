"""Which files are turned away, and what is their sender told? Each with one sentence, and nothing is kept."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from plans.models import Draft, Measurement
from plans.workbook.columns import PLACES
from plans.workbook.package import LARGEST_FILE, LARGEST_UNPACKED, MOST_TAGS
from plans.workbook.token import Token
from tests.desk.workbook.filling import (
    ADVICE,
    ADVICE_SHEET,
    DIALOGUE,
    DIALOGUE_SHEET,
    EMPLOYED,
    address,
    changed,
    confirm,
    fetch,
    filled,
    repacked,
    send,
)
from tests.factories import ReportingRoundFactory
from tests.plans.entry_plan import EntryPlan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOT_A_WORKBOOK = "Filen er ikke en Excel-projektmappe (.xlsx). Send den arbejdsbog, du har hentet her."
SWOLLEN = "Filen fylder for meget, når den pakkes ud. Hent arbejdsbogen igen, og udfyld kun dens felter."
MACROS = "Filen indeholder makroer. Gem den som Excel-projektmappe uden makroer (.xlsx)."
LINKED = "Filen henter data fra andre filer (eksterne kæder). Bryd kæderne i Excel, og send den igen."
EMBEDDED = "Filen indeholder indlejrede objekter (OLE eller ActiveX). Slet dem, og send den igen."
DECLARED = "Filen indeholder XML-erklæringer (DOCTYPE), som Excel ikke skriver. Hent arbejdsbogen igen."
TOO_LARGE = "Filen er større end 5 MB. Hent arbejdsbogen igen, og indsæt ikke billeder i den."
BROKEN = "Filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og send den igen."
ALTERED = "Filen er ikke en arbejdsbog fra Vink, eller dens skjulte ark er ændret. Hent en ny."
A_NUMBER = "Skriv et almindeligt tal, fx 15."
NAME_BACK = "Her skal stå »Antal«. Giv kolonnen navnet tilbage, eller hent en ny arbejdsbog."
SHEET_BACK = (
    "Arket mangler eller har fået et andet navn. Giv det navnet tilbage, eller hent en ny arbejdsbog."
)
STRANGE = "Rækken er ikke fra arbejdsbogen. Slet den; nye mål og tal oprettes ikke i Excel."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
SHEET_PART = "xl/worksheets/sheet2.xml"
LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="http://evil.test/x"'
    b' TargetMode="External"/></Relationships>'
)
Parts = dict[str, bytes]


@pytest.fixture
def content(karin: Client, there: EntryPlan) -> bytes:
    return filled(fetch(karin, there), {DIALOGUE: {"value": 15}})


def add(name: str, part: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: part})


def after_the_declaration(text: bytes) -> Callable[[Parts], None]:
    """Put a text where a document type stands."""

    def change(parts: Parts) -> None:
        parts[SHEET_PART] = b'<?xml version="1.0"?>' + text + parts[SHEET_PART]

    return change


def in_utf_16(parts: Parts) -> None:
    """Hide a document type from whoever searches for it byte by byte."""
    text = '<?xml version="1.0" encoding="utf-16"?>' + ENTITIES.decode() + parts[SHEET_PART].decode()
    parts[SHEET_PART] = text.encode("utf-16")


def called_otherwise(name: str, encoding: str = "utf-8") -> Callable[[Parts], None]:
    """A sheet with entities under a name that does not say it is XML; the workbook leads to it."""

    def change(parts: Parts) -> None:
        text = ENTITIES.decode() + parts.pop(SHEET_PART).decode().removeprefix("<?xml version='1.0'?>")
        parts[name] = text.encode(encoding)
        relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
        for part in (relations, types):
            before = SHEET_PART.removeprefix("xl/").encode()
            parts[part] = parts[part].replace(before, name.removeprefix("xl/").encode())

    return change


def macro_type(parts: Parts) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def only(name: str, part: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(name, part)
    return file.getvalue()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(add("xl/vbaProject.bin", b"macro"), MACROS, id="macros"),
        pytest.param(macro_type, MACROS, id="type-with-macros"),
        pytest.param(add("xl/macrosheets/sheet1.xml", b"<a/>"), MACROS, id="excel-4-macros"),
        pytest.param(add("xl/externalLinks/externalLink1.xml", b"<a/>"), LINKED, id="external-link"),
        pytest.param(add("xl/connections.xml", b"<a/>"), LINKED, id="connection"),
        pytest.param(
            add("xl/worksheets/_rels/sheet2.xml.rels", LINK % b"oleObject"), LINKED, id="external-relation"
        ),
        pytest.param(add("xl/embeddings/oleObject1.bin", OLE), EMBEDDED, id="ole"),
        pytest.param(add("xl/activeX/activeX1.xml", b"<a/>"), EMBEDDED, id="activex"),
        pytest.param(after_the_declaration(ENTITIES), DECLARED, id="entities"),
        pytest.param(after_the_declaration(b" " * 65_515 + ENTITIES), DECLARED, id="entities-across-pieces"),
        pytest.param(in_utf_16, NOT_A_WORKBOOK, id="entities-in-utf-16"),
        pytest.param(called_otherwise("xl/worksheets/sheet2.bin"), DECLARED, id="entities-in-bin"),
        pytest.param(called_otherwise("xl/media/image1.png"), DECLARED, id="entities-in-a-picture"),
        pytest.param(called_otherwise("xl/worksheets/sheet2.bin", "utf-16-le"), DECLARED, id="utf-16-in-bin"),
        pytest.param(
            add("docProps/app.xml", b'<?xml version="1.0" encoding="cp037"?><a/>'),
            NOT_A_WORKBOOK,
            id="ebcdic",
        ),
        pytest.param(add("xl/media/a.bin", bytes(1024 * 1024)), SWOLLEN, id="ratio"),
        pytest.param(add(SHEET_PART, b"<a><b>"), BROKEN, id="broken-xml"),
        pytest.param(
            add("xl/sharedStrings.xml", b"<a>" + b"<b/>" * MOST_TAGS + b"</a>"),
            SWOLLEN,
            id="many-tags-packed-tightly",
        ),
    ],
)
def test_what_a_workbook_must_not_hold(
    karin: Client, there: EntryPlan, content: bytes, change: Callable[[Parts], None], sentence: str
) -> None:
    page = send(karin, there, repacked(content, change))

    assert (page.status, page.file_error) == (422, sentence)
    assert page.root.one("input", id="id_workbook").attributes["aria-invalid"] == "true"
    assert not Draft.objects.exists()


def test_a_link_that_a_person_clicks_is_harmless(karin: Client, there: EntryPlan, content: bytes) -> None:
    linked = repacked(content, add("xl/worksheets/_rels/sheet2.xml.rels", LINK % b"hyperlink"))

    assert len(send(karin, there, linked).changes) == 1


def test_parts_that_are_many_large_or_strangely_packed(
    karin: Client, there: EntryPlan, content: bytes
) -> None:
    letters = bytes(range(65, 91)) * 4
    many = repacked(content, lambda parts: parts.update({f"a{n}.bin": b"" for n in range(400)}))
    tags = repacked(content, add("xl/a.xml", b"<a>" + b"<b/>" * MOST_TAGS + b"</a>"), compression=ZIP_STORED)
    bombs = {
        "many": many,
        # 25 MB in 26-letter runs: 100 MB would be the same, packed to a few hundred kB
        "bomb": repacked(content, add("xl/media/a.bin", letters * (LARGEST_UNPACKED // 100))),
        "bzip2": repacked(content, lambda _parts: None, compression=ZIP_BZIP2),
        "not-whole": content[: len(content) // 2],
        "scrambled": content[:2000] + bytes(500) + content[2500:],
    }
    file_errors = {name: send(karin, there, file).file_error for name, file in bombs.items()}

    assert file_errors == {
        "many": NOT_A_WORKBOOK,
        "bomb": SWOLLEN,
        "bzip2": NOT_A_WORKBOOK,
        "not-whole": NOT_A_WORKBOOK,
        "scrambled": NOT_A_WORKBOOK,
    }
    assert send(karin, there, tags).file_error.startswith("Filen har for mange celler.")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        ("a.xls", OLE, "Filen er i det gamle Excel-format (.xls). Gem den som Excel-projektmappe (.xlsx)."),
        (
            "a.xlsx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "Filen er beskyttet med en adgangskode. Fjern adgangskoden i Excel, gem, og send den igen.",
        ),
        ("a.csv", b"M\xe5l;15\r\n", NOT_A_WORKBOOK),
        ("a.xlsx", b"", NOT_A_WORKBOOK),
        ("a.pdf", b"%PDF-1.7", NOT_A_WORKBOOK),
        ("a.docx", only("word/document.xml", b"<a/>"), NOT_A_WORKBOOK),
        ("a.ods", only("content.xml", b"<a/>"), NOT_A_WORKBOOK),
        (
            "a.xlsb",
            only("xl/workbook.bin", b""),
            "Filen er i formatet .xlsb. Gem den som Excel-projektmappe (.xlsx).",
        ),
    ],
)
def test_other_kinds_of_file(karin: Client, there: EntryPlan, name: str, file: bytes, sentence: str) -> None:
    # an empty file is told by Django's own parser as none at all
    expected = sentence if file else "Vælg den udfyldte arbejdsbog først. Den slutter på .xlsx."
    page = send(karin, there, file, name=name)

    assert page.status == 422
    assert page.file_error in {sentence, expected}


def test_no_file_at_all(karin: Client, there: EntryPlan) -> None:
    response = karin.post(address(there), {"action": "upload"})

    assert response.status_code == 422
    assert "Vælg den udfyldte arbejdsbog først. Den slutter på .xlsx." in response.content.decode()


def test_a_file_that_is_too_large_is_neither_kept_nor_parsed(
    karin: Client, there: EntryPlan, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    request_of_six = RequestFactory().post(
        "/", {"action": "upload", "workbook": SimpleUploadedFile("a.xlsx", bytes(LARGEST_FILE + 2**20))}
    )
    # the fields before the file are still there, the token against forgery among them
    assert (list(request_of_six.FILES), request_of_six.POST["action"]) == ([], "upload")

    page = send(karin, there, bytes(LARGEST_FILE + 2**20))

    assert (page.status, page.file_error) == (413, TOO_LARGE)
    assert send(karin, there, bytes(LARGEST_FILE + 1)).file_error == TOO_LARGE
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_of_another_round_or_with_an_altered_mark(
    karin: Client, there: EntryPlan, content: bytes
) -> None:
    other = ReportingRoundFactory.create(plan=there.plan, first_year=2018, as_of=date(2019, 1, 15))
    signed = Token(other.pk, "2019-01-15", (DIALOGUE_SHEET,), {}).signed()

    def of_the_other(book: Workbook) -> None:
        book["Vink"]["A2"] = signed

    def altered(book: Workbook) -> None:
        token = str(book["Vink"]["A2"].value)
        book["Vink"]["A2"] = token[:40] + ("a" if token[40] != "a" else "b") + token[41:]

    assert send(karin, there, changed(content, of_the_other)).file_error == (
        "Arbejdsbogen hører til en anden indberetning. Hent den, der hører til denne."
    )
    assert send(karin, there, changed(content, altered)).file_error == ALTERED
    assert send(karin, there, changed(content, lambda book: book.remove(book["Vink"]))).file_error == ALTERED


def test_everything_that_is_wrong_is_told_at_once_by_sheet_and_cell(
    karin: Client, there: EntryPlan, content: bytes
) -> None:
    content = filled(
        content,
        {
            DIALOGUE: {"value": "=10+5", "commentary": "=HYPERLINK(1)"},
            EMPLOYED: {"numerator": 7, "denominator": 5},
            ADVICE: {"judged": "Måske", "basis": date(2020, 1, 1)},
        },
    )
    # what openpyxl takes for a formula because it begins as one is a text where a person writes it
    content = changed(content, lambda book: setattr(book[DIALOGUE_SHEET]["O3"], "data_type", "s"))

    page = send(karin, there, content)

    assert page.status == 422
    assert page.problems == [
        f"{DIALOGUE_SHEET}, E3: Cellen indeholder en formel. Skriv et almindeligt tal, fx 15.",
        f"{ADVICE_SHEET}, K4: Cellen indeholder en dato eller et klokkeslæt. Skriv almindelig tekst.",
        f"{ADVICE_SHEET}, F3: 7 af 5: det første tal må ikke være større.",
        f"{ADVICE_SHEET}, J4: Vælg et af svarene på listen: »Indfriet«, »Delvist nået«, »Ikke nået«.",
    ]
    assert not Draft.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("sheet_row", "cells", "cell", "sentence"),
    [
        (
            DIALOGUE,
            {"value": True},
            "E3",
            f"Cellen indeholder SAND eller FALSK. {A_NUMBER}",
        ),
        (
            DIALOGUE,
            {"value": datetime(2020, 1, 1)},  # noqa: DTZ001  # Excel knows no zones
            "E3",
            f"Cellen indeholder en dato eller et klokkeslæt. {A_NUMBER}",
        ),
        (
            DIALOGUE,
            {"value": time(12)},
            "E3",
            f"Cellen indeholder en dato eller et klokkeslæt. {A_NUMBER}",
        ),
        (
            DIALOGUE,
            {"value": "#DIV/0!"},
            "E3",
            f"Cellen indeholder en fejlværdi. {A_NUMBER}",
        ),
        (DIALOGUE, {"value": "femten"}, "E3", "Antal kan ikke læses. Skriv det med cifre, fx 15."),
        (DIALOGUE, {"value": -3}, "E3", "Antal kan ikke være mindre end 0. Skriv fx 15."),
        (
            DIALOGUE,
            {"value": 10**15},
            "E3",
            "Antal er for stort: højst 11 cifre før kommaet. Skriv fx 15.",
        ),
        (
            DIALOGUE,
            {"value": 1.23456},
            "E3",
            "Antal har for mange decimaler: højst 4, og intet afrundes for dig. Skriv fx 14,25.",
        ),
        (DIALOGUE, {"value": "\u0661\u0665"}, "E3", "Antal kan ikke læses. Skriv det med cifre, fx 15."),
        (DIALOGUE, {"value": "\u200f15"}, "E3", "Antal kan ikke læses. Skriv det med cifre, fx 15."),
        (
            DIALOGUE,
            {"reason": "Aflyst."},
            "L3",
            "Du har skrevet, hvorfor det ikke kan opgøres. Vælg også årsagen på listen.",
        ),
        (DIALOGUE, {"unmeasurable": "Ikke afholdt"}, "M3", "Skriv, hvorfor tallet ikke kan opgøres."),
        (
            DIALOGUE,
            {"value": 2, "unmeasurable": "Ikke afholdt"},
            "L3",
            "»Antal« er også udfyldt. Opgiv kun det ene: slet det, der ikke gælder.",
        ),
        (DIALOGUE, {"sub_heading": "x" * 201}, "N3", "Underoverskrift må højst fylde 200 tegn."),
        (DIALOGUE, {"commentary": "x" * 20_001}, "O3", "Afrapportering må højst fylde 20.000 tegn."),
        (DIALOGUE, {"pending": 2}, "I3", "Cellen hører ikke til rækken. Slet det, der står i den."),
        (EMPLOYED, {"numerator": 107}, "G3", "Feltet er tomt. Skriv begge tal"),
        (EMPLOYED, {"numerator": 7.5, "denominator": 15}, "F3", "I mål skal være et helt tal uden decimaler"),
        (EMPLOYED, {"percentage": 101}, "H3", "En procent kan højst være 100."),
        (EMPLOYED, {"percentage": "47 pct", "pending": 2}, "I3", "Afventende og i alt i gruppen kan kun"),
        (EMPLOYED, {"pending": 2}, "F3", "Skriv også »I mål« og »Ud af«"),
        (
            EMPLOYED,
            {"numerator": 7, "denominator": 15, "percentage": 47},
            "H3",
            "»I mål« er også udfyldt.",
        ),
        (
            ADVICE,
            {"judged": "Måske"},
            "J4",
            "Vælg et af svarene på listen: »Indfriet«, »Delvist nået«, »Ikke nået«.",
        ),
        (ADVICE, {"basis": "Alle fik sparring."}, "J4", "Vurdering mangler. Vælg den på listen"),
    ],
)
def test_what_cannot_be_a_figure(
    karin: Client,
    there: EntryPlan,
    sheet_row: tuple[str, int],
    cells: dict[str, Any],
    cell: str,
    sentence: str,
) -> None:
    page = send(karin, there, filled(fetch(karin, there), {sheet_row: cells}))

    assert page.status == 422
    (problem,) = page.problems
    assert problem.startswith(f"{sheet_row[0]}, {cell}: {sentence}")


def test_columns_sheets_and_rows_that_are_not_as_they_were(
    karin: Client, there: EntryPlan, content: bytes
) -> None:
    def rename_a_column(book: Workbook) -> None:
        book[DIALOGUE_SHEET]["E2"] = "Total"

    def remove_a_column(book: Workbook) -> None:
        book[DIALOGUE_SHEET].delete_cols(PLACES["before"])

    def rename_a_sheet(book: Workbook) -> None:
        book[DIALOGUE_SHEET].title = "Mine tal"

    def swap_two_rows(book: Workbook) -> None:
        sheet = book[ADVICE_SHEET]
        for column in range(1, PLACES["key"]):
            sheet.cell(3, column).value, sheet.cell(4, column).value = (
                sheet.cell(4, column).value,
                sheet.cell(3, column).value,
            )

    def copy_a_row(book: Workbook) -> None:
        sheet = book[DIALOGUE_SHEET]
        for column in range(1, len(PLACES) + 1):
            sheet.cell(4, column).value = sheet.cell(3, column).value

    def add_a_row(book: Workbook) -> None:
        book[DIALOGUE_SHEET].cell(9, PLACES["value"]).value = 4

    def problems(change: Callable[[Workbook], None]) -> list[str]:
        page = send(karin, there, changed(content, change))
        assert page.status == 422
        return [each.split(" Hent ")[0] for each in page.problems]

    moved = "Rækken er flyttet, kopieret eller har fået en anden tekst."
    assert problems(rename_a_column) == [f"{DIALOGUE_SHEET}, E2: {NAME_BACK}"]
    assert len(problems(remove_a_column)) == len(PLACES) - PLACES["before"] + 1
    assert problems(rename_a_sheet) == [f"{DIALOGUE_SHEET}, A1: {SHEET_BACK}"]
    assert problems(swap_two_rows) == [f"{ADVICE_SHEET}, A3: {moved}", f"{ADVICE_SHEET}, A4: {moved}"]
    assert problems(copy_a_row) == [f"{DIALOGUE_SHEET}, A4: {moved}"]
    assert problems(add_a_row) == [f"{DIALOGUE_SHEET}, A9: {STRANGE}"]


def test_a_sheet_of_ones_own_is_told_and_left(karin: Client, there: EntryPlan, content: bytes) -> None:
    page = send(karin, there, changed(content, lambda book: book.create_sheet("Kladde")))

    assert "Disse ark er ikke fra Vink og er ikke læst: Kladde" in page.text
    assert len(page.changes) == 1


def test_a_figure_on_a_sheet_of_ones_own_is_told_with_its_cell_though_nothing_else_changed(
    karin: Client, there: EntryPlan
) -> None:
    def jot(book: Workbook) -> None:
        book.create_sheet("Kladde")["B3"] = 15

    page = send(karin, there, changed(fetch(karin, there), jot))

    assert "Ikke læst i filen: Kladde (B3)" in page.html
    assert page.changes == []


def test_what_stands_below_the_table_is_told(karin: Client, there: EntryPlan, content: bytes) -> None:
    def scribble(book: Workbook) -> None:
        sheet = book[DIALOGUE_SHEET]
        sheet.merge_cells(start_row=8, end_row=9, start_column=1, end_column=4)
        sheet["A8"] = "Tallene er foreløbige"
        sheet["B12"] = "husk"

    page = send(karin, there, changed(content, scribble))

    unread = [item.text for box in page.root.with_class("workbook-unread") for item in box.all("li")]
    assert unread == [f"{DIALOGUE_SHEET}, A8, B12: står uden for skemaet."]


def test_what_stands_beside_the_table_or_is_hidden_by_merged_cells_is_told(
    karin: Client, there: EntryPlan, content: bytes
) -> None:
    def scribble(book: Workbook) -> None:
        book[ADVICE_SHEET].merge_cells("O3:O4")
        book[ADVICE_SHEET]["O3"] = "Gælder begge mål"
        book[ADVICE_SHEET].cell(4, len(PLACES) + 3).value = "husk"
        for column in range(1, 9):
            book[DIALOGUE_SHEET].cell(7, len(PLACES) + column).value = column

    page = send(karin, there, changed(content, scribble))

    unread = [item.text for box in page.root.with_class("workbook-unread") for item in box.all("li")]
    beside = [f"{get_column_letter(len(PLACES) + column)}7" for column in range(1, 6)]
    assert unread == [
        f"{DIALOGUE_SHEET}, {', '.join(beside)} …: står uden for skemaet.",
        f"{ADVICE_SHEET}, {get_column_letter(len(PLACES) + 3)}4: står uden for skemaet.",
        f"{ADVICE_SHEET}, O3:O4: flettede celler; kun O3 er læst. Ophæv fletningen.",
    ]
    assert any("Gælder begge mål" in change for change in page.changes)


def test_a_strict_workbook_is_named_as_such(karin: Client, there: EntryPlan) -> None:
    def make_strict(parts: Parts) -> None:
        for name in parts:
            if name.endswith((".xml", ".rels")):
                parts[name] = (
                    parts[name]
                    .replace(
                        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                    )
                    .replace(
                        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                    )
                )

    page = send(karin, there, repacked(fetch(karin, there), make_strict))

    assert (page.status, page.file_error) == (
        422,
        (
            "Filen er gemt som Strict Open XML. Gem den som almindelig Excel-projektmappe (.xlsx),"
            " og send den igen."
        ),
    )


@pytest.mark.parametrize("second", [b"ikke en fil", OLE, bytes(LARGEST_FILE + 2**20)])
def test_a_refused_second_file_puts_the_first_away(
    karin: Client, there: EntryPlan, content: bytes, second: bytes
) -> None:
    """ "Gem ændringerne" beside the refusal would have written the first file."""
    seen = send(karin, there, content).seen
    before = Measurement.objects.count()

    page = send(karin, there, second)

    assert page.file_error.endswith("Den fil, du sendte før, er også fjernet; intet fra den er gemt.")
    assert "Gem ændringerne" not in page.text
    assert page.changes == []
    assert not Draft.objects.exists()
    confirm(karin, there, seen)
    assert Measurement.objects.count() == before


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("value", "number_format", "after"),
    [
        (0.47, "0%", "47"),
        (0.4725, "0.00%", "47,25"),
        (0.5, r"0.0\%", "0,5"),
        (0.5, '0.0" %"', "0,5"),
        (47, '0" %"', "47"),
        (47, r"0\ \%;-0\ \%", "47"),
        (0.47, '0" procent "%', "47"),
        (0.5, "0.0[$%-406]", "0,5"),
        (47, "_%0", "47"),
        (47, "General", "47"),
        ("47 %", "General", "47"),
        ("0,47 pct.", "General", "0,47"),
        (0.0047, "0.00%", "0,47"),
    ],
)
def test_a_percentage_is_what_its_cell_shows(
    karin: Client, there: EntryPlan, value: Any, number_format: str, after: str
) -> None:
    def fill(book: Workbook) -> None:
        cell = book[EMPLOYED[0]].cell(EMPLOYED[1], PLACES["percentage"])
        cell.value, cell.number_format = value, number_format

    page = send(karin, there, changed(fetch(karin, there), fill))

    assert page.changes == [f"Procent {ADVICE_SHEET}, H3 Før: – → Efter: {after}"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("value", "number_format", "large", "small"),
    [
        (0.47, "General", "47", "0,47"),
        (0.47, "0.00", "47", "0,47"),
        ("0,47", "@", "47", "0,47"),
        (1, "General", "100", "1"),
        (7 / 15, "General", "46,6667", "0,4667"),
        (0.47, "_%0.00", "47", "0,47"),
    ],
)
def test_a_percentage_that_may_be_a_share_of_one_is_asked_about(
    karin: Client, there: EntryPlan, value: Any, number_format: str, large: str, small: str
) -> None:
    """47 % that is pasted as a value arrives as 0.47."""

    def fill(book: Workbook) -> None:
        cell = book[EMPLOYED[0]].cell(EMPLOYED[1], PLACES["percentage"])
        cell.value, cell.number_format = value, number_format

    page = send(karin, there, changed(fetch(karin, there), fill))

    (warning,) = page.root.with_class("alert-warning")
    assert warning.text.endswith(
        f"Ikke læst i filen: {ADVICE_SHEET}, H3: Procent: Mener du {large} pct. eller {small} pct.?"
        f" Skriv {large} % eller {small} %."
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"numerator": 100},
            (
                "G3: Feltet er tomt. Skriv begge tal, fx 7 i »I mål« og 15 i »Ud af«."
                " Mener du 100 pct., så skriv det i »Procent«."
            ),
        ),
        (
            {"numerator": 0.98},
            (
                "F3: I mål skal være et helt tal uden decimaler, fx 2."
                " Mener du 98 pct. eller 0,98 pct., så skriv det i »Procent«."
            ),
        ),
        ({"percentage": 0.47}, "H3: Procent: Mener du 47 pct. eller 0,47 pct.? Skriv 47 % eller 0,47 %."),
    ],
)
def test_a_number_alone_for_a_share_is_asked_about_and_the_rest_of_the_file_is_saved(
    karin: Client, there: EntryPlan, cells: dict[str, Any], sentence: str
) -> None:
    page = send(karin, there, filled(fetch(karin, there), {DIALOGUE: {"value": 15}, EMPLOYED: cells}))

    assert (page.status, page.problems) == (200, [])
    unread = [item.text for box in page.root.with_class("workbook-unread") for item in box.all("li")]
    assert unread == [f"{ADVICE_SHEET}, {sentence}"]
    assert page.changes == [f"Antal {DIALOGUE_SHEET}, E3 Før: – → Efter: 15"]

    after = confirm(karin, there, page.seen)
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 15
    assert not Measurement.objects.filter(indicator=there.employed, year=2019)
    assert f"Ikke læst i filen: {ADVICE_SHEET}, {sentence}" in after.text


def test_half_a_percent_that_is_stored_is_not_asked_about(karin: Client, there: EntryPlan) -> None:
    def fill(book: Workbook) -> None:
        book[EMPLOYED[0]].cell(EMPLOYED[1], PLACES["percentage"]).value = "0,5 %"

    confirm(karin, there, send(karin, there, changed(fetch(karin, there), fill)).seen)

    page = send(karin, there, filled(fetch(karin, there), {DIALOGUE: {"value": 15}}))

    assert page.changes == [f"Antal {DIALOGUE_SHEET}, E3 Før: – → Efter: 15"]


def test_a_count_in_a_cell_that_shows_percent_is_still_refused(karin: Client, there: EntryPlan) -> None:
    def fill(book: Workbook) -> None:
        cell = book[DIALOGUE[0]].cell(DIALOGUE[1], PLACES["value"])
        cell.value, cell.number_format = 15, '0" %"'

    page = send(karin, there, changed(fetch(karin, there), fill))

    assert page.problems == [f"{DIALOGUE_SHEET}, E3: Cellen er formateret som procent. {A_NUMBER}"]


def test_a_row_at_the_end_of_the_world(karin: Client, there: EntryPlan, content: bytes) -> None:
    """A row's number is not counted up to."""

    def far_away(parts: Parts) -> None:
        far = b'<row r="2147483647"><c r="XFD2147483647"><v>1</v></c></row></sheetData>'
        parts[SHEET_PART] = parts[SHEET_PART].replace(b"</sheetData>", far)

    assert len(send(karin, there, repacked(content, far_away, compression=ZIP_DEFLATED)).changes) == 1


def test_everything_wrong_in_one_row_is_told_at_once(karin: Client, there: EntryPlan) -> None:
    """A cell of no use, or that is not asked for, hides no other, nor is it taken for one that is empty."""
    fills: dict[tuple[str, int], dict[str, Any]] = {
        DIALOGUE: {"value": "tolv stk", "pending": 2, "sub_heading": "x" * 201, "commentary": "=A1"},
        EMPLOYED: {"numerator": "=1+1", "denominator": 15, "pending": "to"},
        ADVICE: {"judged": "Næsten", "basis": "=A1"},
    }

    page = send(karin, there, filled(fetch(karin, there), fills))

    assert sorted(page.problems) == [
        f"{DIALOGUE_SHEET}, E3: Antal kan ikke læses. Skriv det med cifre, fx 15.",
        f"{DIALOGUE_SHEET}, I3: Cellen hører ikke til rækken. Slet det, der står i den.",
        f"{DIALOGUE_SHEET}, N3: Underoverskrift må højst fylde 200 tegn. Skriv kortere.",
        f"{DIALOGUE_SHEET}, O3: Cellen indeholder en formel. Skriv almindelig tekst.",
        f"{ADVICE_SHEET}, F3: Cellen indeholder en formel. Skriv et almindeligt tal, fx 7.",
        f"{ADVICE_SHEET}, I3: Afventer kan ikke læses. Skriv det med cifre, fx 2.",
        f"{ADVICE_SHEET}, J4: Vælg et af svarene på listen: »Indfriet«, »Delvist nået«, »Ikke nået«.",
        f"{ADVICE_SHEET}, K4: Cellen indeholder en formel. Skriv almindelig tekst.",
    ]
    assert not Measurement.objects.filter(year=2019).exists()
