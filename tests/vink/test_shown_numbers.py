"""Does every page and file show figures that come to the status told beside them?

Tests the figures on pages and in files against their status, with figures close to a target or a tolerance.
"""

import html
import json
import re
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from plans.actions.plan_import import import_plan
from plans.models import EffortArea
from plans.planfile.reading import read_plan_file
from tests.factories import ResponsibilityFactory, UserFactory
from tests.reporting.docx_reading import WordFile

pytestmark = pytest.mark.django_db

PLAN = """
plan: {slug: tal, title: Tal tæt på grænsen, starts_on: 2024-01-01, ends_on: 2025-12-31}
areas: [{number: 1, title: Område}]
goals:
  - key: medarbejdere
    wording: Medarbejdere deltager
    areas: [1]
    indicators:
      - {measure: count, unit: medarbejdere, accumulation: sum, targets: {2024: 2000, 2025: 2000},
         measurements: [{year: 2024, as_of: 2025-01-15, value: 1995}]}
  - key: job
    wording: I job ifølge opgivelse
    areas: [1]
    indicators:
      - {measure: share, accumulation: pooled, targets: {2024: 70, 2025: 70},
         measurements: [{year: 2024, as_of: 2025-01-15, percentage: 59.5}]}
  - key: tilfredse
    wording: Tilfredse ifølge opgivelse
    areas: [1]
    indicators:
      - {measure: share, accumulation: pooled, targets: {2024: 94.5, 2025: 94.5},
         measurements: [{year: 2024, as_of: 2025-01-15, percentage: 94.5}]}
  - key: uddannelse
    wording: I uddannelse ifølge optælling
    areas: [1]
    indicators:
      - {measure: share, accumulation: pooled, targets: {2024: 70, 2025: 70},
         measurements: [{year: 2024, as_of: 2025-01-15, numerator: 119, denominator: 200}]}
  - key: frafald
    wording: Afbrudte forløb
    areas: [1]
    indicators:
      - {measure: share, direction: at_most, accumulation: pooled, targets: {2024: 5.2, 2025: 5.2},
         measurements: [{year: 2024, as_of: 2025-01-15, numerator: 11, denominator: 200}]}
  - key: visitation
    wording: Visiteret til tiden
    areas: [1]
    indicators:
      - {measure: share, accumulation: pooled, targets: {2024: 100, 2025: 100},
         measurements: [{year: 2024, as_of: 2025-01-15, numerator: 999, denominator: 1000}]}
rounds:
  - years: 2024
    as_of: 2025-01-15
    state: open
    submissions:
      - {goal: job, commentary: <p>Se tallet.</p>, state: submitted}
    report:
      kind: Notat
      title: Bilag 1
      dated_on: 2025-01-15
      tables:
        - label: Tabel 1
          title: Område
          column_heading: Afrapportering 2024
          rows: [{goal: medarbejdere}, {goal: job}, {goal: tilfredse}, {goal: uddannelse}, {goal: frafald},
                 {goal: visitation}]
"""
DEVIATION = "0,3 pct."  # 1.995 of 2.000 are 0.25 % off
FIGURES = (
    "59,5 pct.",  # given, and 119 of 200; 60 of 70 would be partly achieved
    "94,5 pct.",  # given, and exactly the target
    "5,5 pct.",  # 11 of 200; 6 against at most 5.2 would not be achieved
    "99,9 pct.",  # 999 of 1.000, which is not all
)
# What rounding to whole numbers would make of them.
CONTRADICTIONS = (
    "Afvigelsen er 0 pct.",
    "60 pct. (119 af 200)",
    "119 af 200 (60 pct.)",
    "119 af 200 = 60 pct.",
    "95 pct.",
    "6 pct. (11 af 200)",
    "11 af 200 (6 pct.)",
    "11 af 200 = 6 pct.",
    "100 pct. (999 af 1.000)",
    "999 af 1.000 (100 pct.)",
    "999 af 1.000 = 100 pct.",
)


@pytest.fixture
def client_in(client: Client) -> Client:
    import_plan(plan_file=read_plan_file(PLAN.encode()), why="")
    client.force_login(UserFactory.create(approver=True))
    return client


@pytest.fixture
def contributor(client_in: Client) -> Client:
    given = ResponsibilityFactory.create(area=EffortArea.objects.get())
    client_in.force_login(given.user)
    return client_in


def plain(answer: str) -> str:
    """The words of a page, and what stands in its fields."""
    fields = " ".join(re.findall(r'<input [^>]*value="([^"]*)"', answer))
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer) + fields).split())


def contradictions(text: str) -> list[str]:
    return [wrong for wrong in CONTRADICTIONS if re.search(rf"(?<![\d,]){re.escape(wrong)}", text)]


@pytest.mark.parametrize(
    "address",
    [
        "/plans/tal/status/2024/",
        "/plans/tal/status/2024/?view=dense",
        "/plans/tal/brief/2024/",
        "/plans/tal/approval/2024/",
        "/compare/?before=tal:2024&now=tal:2025",
    ],
)
def test_a_page_of_many_goals(client_in: Client, address: str) -> None:
    text = plain(client_in.get(address).content.decode())

    assert [figure for figure in FIGURES if figure not in text] == []
    assert contradictions(text) == []


@pytest.mark.parametrize(
    ("address", "figures"),
    [
        ("/plans/tal/entry/2024/", FIGURES[:2]),  # shares of counts stand as their counts
        ("/plans/tal/entry/2024/submit/", FIGURES),
    ],
)
def test_a_page_of_who_enters_figures(contributor: Client, address: str, figures: tuple[str, ...]) -> None:
    text = plain(contributor.get(address).content.decode())

    assert [figure for figure in figures if figure not in text] == []
    assert contradictions(text) == []


@pytest.mark.parametrize("address", ["/plans/tal/goals/{key}/", "/plans/tal/entry/2024/goals/{key}/"])
@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("medarbejdere", [f"Afvigelsen er {DEVIATION}"]),
        ("job", ["59,5 pct."]),
        ("tilfredse", ["94,5 pct."]),
        ("uddannelse", ["119 af 200", "59,5 pct.", "Én mere i mål: 120 af 200 = 60 pct., delvist nået."]),
        ("frafald", ["11 af 200", "5,5 pct."]),
        ("visitation", ["999 af 1.000", "99,9 pct."]),
    ],
)
def test_a_page_of_one_goal(client_in: Client, address: str, key: str, figures: list[str]) -> None:
    text = plain(client_in.get(address.format(key=key)).content.decode())

    assert [figure for figure in figures if figure not in text] == []
    assert contradictions(text) == []


@pytest.mark.parametrize("output_format", ["table", "json", "csv"])
def test_the_command(client_in: Client, output_format: str) -> None:
    out = StringIO()
    call_command("plan_status", "tal", "--period=2024", "--format", output_format, stdout=out)

    assert f"Afvigelsen er {DEVIATION}" in out.getvalue()
    assert contradictions(out.getvalue()) == []


def test_the_feed(client_in: Client) -> None:
    rows = client_in.get("/api/v1/goals/?plan=tal").json()["rows"]
    reasons = json.dumps([row["reason"] for row in rows], ensure_ascii=False)

    assert f"Afvigelsen er {DEVIATION}" in reasons
    assert contradictions(reasons) == []


def test_the_annex_and_its_word_file(client_in: Client) -> None:
    page = plain(client_in.get("/plans/tal/annex/2024/").content.decode())
    word = WordFile(client_in.get("/plans/tal/annex/2024/bilag-1.docx").content).text

    for text in (page, word):
        assert "Medarbejdere deltager" in text
        assert contradictions(text) == []


def test_excel_formats_its_numbers_as_the_page_writes_them(client_in: Client) -> None:
    content = client_in.get("/plans/tal/annex/2024/bilag-1.xlsx").content
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    columns = {cell.value: get_column_letter(number) for number, cell in enumerate(sheet[1], start=1)}

    def formats(heading: str) -> list[str]:
        return [sheet[f"{columns[heading]}{row}"].number_format for row in range(2, 8)]

    assert formats("Opnået") == ["#,##0", "0.0%", "0.0%", "0.0%", "0.0%", "0.0%"]
    assert formats("Måltal") == ["#,##0", "0%", "0.0%", "0%", "0.0%", "0%"]
    # 0.25, 15, none, 15, 5.77 and 0.1 %
    assert formats("Afvigelse") == ["0.0%", "0%", "General", "0%", "0%", "0.0%"]
