"""Do the report commands give the figures that people script against, and say clearly what is wrong?

Tests the commands `plan_status` and `annex`.
"""

import csv
import io
import json
from datetime import date
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from plans.enums import Status
from plans.models import ActionPlan
from reporting.status_json import status_json
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import counted_goal, counted_part, report_on, shared_goal

pytestmark = pytest.mark.django_db

SLUG = "vink-2018-19"


@pytest.fixture
def plan() -> ActionPlan:
    """Three goals: a count achieved, a share overridden, and one of two parts."""
    plan = ActionPlanFactory.create(slug=SLUG)
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    area = EffortAreaFactory.create(plan=plan, number=1)
    counted_goal(area, "dialog", order=1, target=1000, value=1362)
    share = shared_goal(area, "arbejde", order=2, numerator=7, denominator=15)
    parts = ResultGoalFactory.create(area=area, key="forum", order=3, wording="Møder; høringer")
    counted_part(parts, target=6, value=4, label="møder")
    counted_part(parts, target=3, value=3, label="høringer")
    SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=plan),
        goal=share,
        override=Status.PARTLY_ACHIEVED,
        override_reason='To "gamle" sager; se bilag.',
        override_replaced=Status.NOT_ACHIEVED,
    )
    return plan


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


# --- plan_status ------------------------------------------------------------------------------------------

TABLE = """\
VINK handleplan 2018-2019 · 2019 · 15. januar 2020

  1. Mål dialog
     1.362 / 1.000
     Indfriet. Måltallet er nået.

  2. Mål arbejde
     47 pct. (7 af 15) / 70 pct.
     Delvist nået (forslag; beregnet: ikke nået). To "gamle" sager; se bilag.

  3. Møder; høringer
     møder: 4 / 6; høringer: 3 / 3
     Ikke nået. Den dårligste del afgør: møder er ikke nået.

Indfriet: 1 · Delvist nået: 1 · Ikke nået: 1
"""


@pytest.mark.usefixtures("plan")
def test_the_table_is_in_danish_whatever_language_is_active() -> None:
    assert run("plan_status", SLUG, "--period", "2019") == TABLE
    with marked_english():
        assert run("plan_status", SLUG, "--period", "2019", "--format", "table") == TABLE


def test_json_is_the_status_report_in_danish(plan: ActionPlan) -> None:
    out = run("plan_status", SLUG, "--period", "2019", "--format", "json")

    assert json.loads(out) == status_json(report_on(plan))
    assert "Måltallet er nået." in out  # letters as they are, not as \u escapes
    with marked_english():
        assert run("plan_status", SLUG, "--period", "2019", "--format", "json") == out


@pytest.mark.usefixtures("plan")
def test_csv_has_a_line_a_goal() -> None:
    out = run("plan_status", SLUG, "--period", "2019", "--format", "csv")

    header, *lines = csv.reader(io.StringIO(out))
    assert header == [
        "key",
        "text",
        "table",
        "position",
        "status",
        "computed_status",
        "actual",
        "target",
        "deviation",
        "reason",
    ]
    # (70 − 46.66667)/70 = 33.33333 %
    assert lines == [
        ["dialog", "Mål dialog", "1", "1", "achieved", "achieved", "1362", "1000", "", "Måltallet er nået."],
        [
            "arbejde",
            "Mål arbejde",
            "1",
            "2",
            "partly_achieved",
            "not_achieved",
            "46.6667",
            "70",
            "33.3333",
            'To "gamle" sager; se bilag.',
        ],
        [
            "forum",
            "Møder; høringer",
            "1",
            "3",
            "not_achieved",
            "not_achieved",
            "",
            "",
            "",
            "Den dårligste del afgør: møder er ikke nået.",
        ],
    ]
    assert "\r" not in out


def test_as_of_a_date_later_figures_are_not_known(plan: ActionPlan) -> None:
    indicator = plan.goals.get(key="dialog").indicators.get()
    MeasurementFactory.create(indicator=indicator, value=1, as_of=date(2020, 3, 1))

    def actual(*as_of: str) -> object:
        output = json.loads(run("plan_status", SLUG, "--period", "2019", "--format", "json", *as_of))
        return (output["as_of"], output["goals"][0]["actual"], output["goals"][1]["status"])

    assert actual() == ("2020-01-15", 1362, "partly_achieved")
    assert actual("--as-of", "2020-03-01") == ("2020-03-01", 1, "partly_achieved")
    # before the round nobody had overridden anything, and before the year's end nobody had counted
    assert actual("--as-of", "2019-12-31") == ("2019-12-31", 1362, "not_achieved")
    assert actual("--as-of", "2019-06-30") == ("2019-06-30", None, "in_progress")


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["findes-ikke", "--period", "2019"],
            "Der er ingen handleplan med adressen findes-ikke. Planer: vink-2018-19.",
        ),
        ([SLUG, "--period", "2020"], "Planen vink-2018-19 løber i 2018-2019, ikke i 2020."),
        ([SLUG, "--period", "2016-2017"], "Planen vink-2018-19 løber i 2018-2019, ikke i 2016-2017."),
        ([SLUG, "--period", "19"], "en periode skrives 2019 eller 2016-2017, ikke 19"),
        ([SLUG, "--period", "2019-2018"], "en periode skrives 2019 eller 2016-2017, ikke 2019-2018"),
        ([SLUG, "--period", "2019 "], "en periode skrives 2019 eller 2016-2017, ikke 2019 "),
        ([SLUG, "--period", "2019", "--as-of", "15.1.2020"], "en dato skrives 2019-12-31, ikke 15.1.2020"),
        ([SLUG, "--period", "2019", "--as-of", "2019-02-30"], "en dato skrives 2019-12-31, ikke 2019-02-30"),
        ([SLUG], "--period"),
        ([SLUG, "--period", "2019", "--format", "xml"], "xml"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as error:
        run("plan_status", *arguments)

    assert message in str(error.value)


def test_without_any_plan_the_error_says_so() -> None:
    with pytest.raises(CommandError, match=r"Der er ingen handleplan med adressen vink\. Planer: ingen\."):
        run("plan_status", "vink", "--period", "2019")


# --- annex ------------------------------------------------------------------------------------------------


def annex(path: Path, kind: str, *more: str, period: str = "2019", slug: str = SLUG) -> str:
    return run("annex", slug, "--period", period, "--format", kind, "--output", str(path), *more)


@pytest.mark.usefixtures("plan")
def test_the_annex_is_written_as_a_web_page(tmp_path: Path) -> None:
    file = tmp_path / "bilag-1.html"

    output = annex(file, "html")

    html = file.read_text(encoding="utf-8")
    assert output == f"{file}: {len(file.read_bytes())} byte\n"
    assert html.startswith('<!doctype html>\n<html lang="da">')
    assert "<title>Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019</title>" in html
    assert "Målet er indfriet." in html
    with marked_english():
        annex(tmp_path / "english.html", "html")
    assert (tmp_path / "english.html").read_text(encoding="utf-8") == html


@pytest.mark.usefixtures("plan")
def test_the_annex_is_written_as_pdf(tmp_path: Path) -> None:
    file = tmp_path / "bilag-1.pdf"

    output = annex(file, "pdf")

    content = file.read_bytes()
    assert (content[:5], content.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    assert output == f"{file}: {len(content)} byte\n"
    # the same report gives the same file, to the byte
    annex(file, "pdf")
    assert file.read_bytes() == content


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("kind", "part", "expected"),
    [("docx", "word/document.xml", "Målet er indfriet."), ("xlsx", "xl/worksheets/sheet1.xml", "Indfriet")],
)
def test_the_annex_is_written_for_word_and_excel(tmp_path: Path, kind: str, part: str, expected: str) -> None:
    file = tmp_path / f"bilag-1.{kind}"

    output = annex(file, kind)

    content = file.read_bytes()
    assert output == f"{file}: {len(content)} byte\n"
    with ZipFile(file) as archive:
        assert expected in unescape(archive.read(part).decode())
    # the same report gives the same file, to the byte, in whatever language
    with marked_english():
        annex(file, kind)
    assert file.read_bytes() == content


@pytest.mark.usefixtures("plan")
def test_an_annex_of_nothing_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "bilag-1.html"

    with pytest.raises(CommandError, match="Planer: vink-2018-19"):
        annex(file, "html", slug="findes-ikke")
    with pytest.raises(CommandError, match="løber i 2018-2019, ikke i 2017"):
        annex(file, "html", period="2017")

    assert not file.exists()


@pytest.mark.usefixtures("plan")
def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="findes-ikke"):
        annex(tmp_path / "findes-ikke" / "bilag-1.html", "html")
