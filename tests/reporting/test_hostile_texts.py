"""What if every text of a plan means harm? It is shown as the text that it is; nothing is run or fetched."""

import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from openpyxl import load_workbook

from plans.actions.plan_import import import_plan
from plans.domain.values import Period
from plans.models import ActionPlan, Report, ReportRow, ReportTable, StatusWord, Submission
from plans.models.fields import LONGEST_TEXT
from plans.planfile.problems import InvalidPlanFileError
from plans.planfile.reading import read_plan_file
from plans.status_report import status_report
from plans.typeface import normalise
from reporting.publish.draft import draft_of
from reporting.publish.files import Files, render_files
from reporting.publish.publishing import SomethingInTheWay
from tests.desk.entry_page import read
from tests.factories import UserFactory
from tests.reporting.docx_reading import WordFile
from tests.reporting.hostile_texts import SHORT, UNSEEN, harmful, hostile_plan_file
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.publishing_plan import NOW, PublishingPlan, publishing_plan
from tests.reporting.test_pdf import WrittenText, letters
from tests.reporting.vink_plans import DATA, LATER
from tests.verapdf import validate_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

ANNEX = f"/plans/{LATER}/annex/2019/"
REFUSED = 422
MEGABYTE = "x" * 1_000_000
IN_AN_ANNEX = {
    *("article", "section", "header", "div", "h1", "h2", "h3", "p", "br", "span", "sup", "strong", "em"),
    *("ul", "li", "a", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}


@pytest.fixture
def nobody_calls() -> Iterator[str]:
    """An address at which somebody listens; the test fails if any process has called there."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/harm"
        with pytest.raises(BlockingIOError):
            listening.accept()


class AnnexTags(HTMLParser):
    """The elements of the annex within a page or document, and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "article"
        if self.inside:
            self.tags.add(tag)
            self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"


def check_is_plain(html: str) -> None:
    """The annex has the elements of an annex, no attribute that does something, and links to known places."""
    annex = AnnexTags(html)
    assert annex.tags <= IN_AN_ANNEX
    assert [name for name, _ in annex.attributes if name.startswith("on") or name in {"style", "src"}] == []
    links = [value for name, value in annex.attributes if name == "href"]
    assert [link for link in links if not link.startswith(("#annex-", "https://www.kk.dk"))] == []


def stored_files() -> Files:
    plan = ActionPlan.objects.get()
    report = status_report(plan, Period(2019, 2019), today=plan.ends_on)
    return render_files(draft_of(report), number=2, correction_note=SHORT, now=NOW)


@pytest.mark.parametrize("kind", ["http", "file"])
def test_whatever_a_plan_file_says_is_only_text(
    client: Client, nobody_calls: str, kind: str, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("SECRET-IN-A-FILE")
    address = nobody_calls if kind == "http" else secret.as_uri()
    import_plan(plan_file=read_plan_file(hostile_plan_file(address)))
    client.force_login(UserFactory.create(administrator=True))

    # on the page
    page = client.get(ANNEX).content.decode()
    check_is_plain(page)
    (article,) = read(page).all("article")
    assert SHORT in article.with_class("sheet-title")[0].text
    assert harmful(address).translate(dict.fromkeys(map(ord, UNSEEN)))[:40] in article.text

    # in what a publication keeps, with the same words in the same order
    files = stored_files()
    document = files.html.decode()
    check_is_plain(document)
    written = letters(normalise("".join(WrittenText(document).parts)))
    pdf = tmp_path / "bilag.pdf"
    pdf.write_bytes(files.pdf)
    assert validate_pdf(pdf) == []
    assert letters(TaggedPdf(files.pdf).text) == written
    word = WordFile(files.docx)
    assert letters(normalise(word.text)) == written
    assert word.all("instrText") == []
    assert {field.get(field.keys()[0]) for field in word.all("fldSimple")} <= {" SEQ Tabel \\* ARABIC "}

    # and in Excel, as texts that are never reckoned
    book = load_workbook(BytesIO(client.get(f"{ANNEX}bilag-1.xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("INCLUDETEXT" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []

    everything = [page, document, TaggedPdf(files.pdf).text, word.text, str([cell.value for cell in cells])]
    assert [text for text in everything if "SECRET-IN-A-FILE" in text] == []


# --- What the font cannot show ----------------------------------------------------------------------------

# each in a field of its own: an emoji, Arabic, Hebrew, a control character, an unassigned one, …
UNKNOWN = "😀مשא\x07\x1b\x9f中あ☃𝔸\ue000ไॐ🇩\u0378♥⚽"


def spoil(ready: PublishingPlan) -> dict[str, str]:
    """Put a character that the font lacks into every field that the annex prints; by field."""
    unknown = iter(dict.fromkeys(UNKNOWN))
    spoilt = {}

    def put(model: type, *names: str) -> None:
        stored = model.objects.get()  # type: ignore[attr-defined]
        for name in names:
            spoilt[name] = next(unknown)
            setattr(stored, name, f"{getattr(stored, name)} x{spoilt[name]}x")
        stored.save()

    head = ["kind", "title", "case_number", "document_number", "case_officer", "sender", "website"]
    put(Report, *head, "intro", "closing")
    put(ReportTable, "label", "title", "column_heading", "notes")
    put(ReportRow, "heading", "wording")
    put(Submission, "sub_heading", "commentary", "footnote")
    return spoilt


def test_publication_says_which_character_stands_in_the_way_and_where(client: Client) -> None:
    ready = publishing_plan()
    spoilt = spoil(ready)
    client.force_login(ready.approver)

    with pytest.raises(SomethingInTheWay) as refused:
        ready.publish()

    blocking = [finding for finding in refused.value.findings if finding.code == "unknown_characters"]
    assert {
        finding.key.rsplit("/")[-1]: finding.found.split("U+")[-1].rstrip(")") for finding in blocking
    } == {name: f"{ord(character):04X}" for name, character in spoilt.items()}
    # the file that one asks for is not made either, and the page says why
    answer = client.get("/plans/vink/annex/2019/bilag-1.pdf", follow=True)
    (alert,) = [node for node in read(answer.content.decode()).with_class("alert") if "U+1F600" in node.text]
    assert all(f"U+{ord(character):04X}" in alert.text for character in spoilt.values())


def test_a_character_in_the_plans_own_word_stops_publication_too() -> None:
    ready = publishing_plan()
    StatusWord.objects.update(word="nået 😀")

    with pytest.raises((SomethingInTheWay, ValidationError), match=r"😀 \(U\+1F600\)"):
        ready.publish()


# --- A megabyte -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("head", "title"),
        ("head", "kind"),
        ("head", "case_number"),
        ("head", "document_number"),
        ("head", "case_officer"),
        ("head", "sender"),
        ("head", "website"),
        ("intro", "intro"),
        ("closing", "closing"),
        ("table", "label"),
        ("table", "title"),
        ("table", "column_heading"),
        ("table", "notes"),
        ("goal", "heading"),
        ("goal", "wording"),
    ],
)
def test_a_megabyte_is_told_at_its_field(client: Client, part: str, field: str) -> None:
    ready = publishing_plan()
    client.force_login(ready.approver)
    numbers = {"table": ReportTable.objects.get().pk, "goal": ready.submission.goal_id}
    form_key = f"{part}-{numbers[part]}" if part in numbers else part
    editor = "/plans/vink/annex/2019/edit/"
    (form,) = read(client.get(f"{editor}?edit={form_key}").content.decode()).with_class("report-form")

    posted = {"do": "save", **form.fields(), field: MEGABYTE}
    answer = client.post(editor, posted)

    assert answer.status_code == REFUSED
    answer_page = read(answer.content.decode())
    (problem,) = [
        each for each in answer_page.with_class("form-error-message") if "hidden" not in each.attributes
    ]
    assert re.search(r"højst (fylde )?[\d.]+ tegn", problem.text)
    assert [link.attributes["href"] for link in answer_page.with_class("error-summary")[0].all("a")] == [
        f"#{form_key}-{field}"
    ]
    assert Report.objects.get().version == ready.report.version


def test_a_megabyte_in_a_plan_file_is_told_at_its_place() -> None:
    file = (DATA / f"{LATER}.yaml").read_text()
    before, rest = file.split("  introduction: |-\n", maxsplit=1)
    after = rest[rest.index("  predecessor:") :]

    with pytest.raises(InvalidPlanFileError) as refused:
        read_plan_file(f"{before}  introduction: {MEGABYTE}\n{after}".encode())

    (problem,) = refused.value.problems
    assert str(problem).startswith("plan.introduction (linje ")
    assert str(problem).endswith(f": Teksten er for lang; højst {LONGEST_TEXT} tegn.")
