"""Do the board's files hold what the page shows, in its order, with the right types for a Danish Excel?

Tests the board's Excel, CSV and JSON files.
"""

import csv
import json
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import cast
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook

from plans.enums import Basis
from plans.models import Measurement
from reporting.status_json import status_json
from tests.factories import ActionPlanFactory, IndicatorFactory, ResultGoalFactory, UserFactory
from tests.plans.reported_plans import counted_goal, counted_part, report_on
from tests.reporting.board_plan import BOARD, SLUG, BoardPlan, board_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


@pytest.fixture
def plan() -> BoardPlan:
    return board_plan()


def file(client: Client, extension: str, **filters: str) -> HttpResponse:
    response = cast("HttpResponse", client.get(f"{BOARD}tavle.{extension}?{urlencode(filters)}"))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="status-{SLUG}.{extension}"'
    return response


def book(client: Client, **filters: str) -> Workbook:
    return load_workbook(BytesIO(file(client, "xlsx", **filters).content))


def lines(client: Client, **filters: str) -> list[list[str]]:
    content = file(client, "csv", **filters).content
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# --- Excel ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
def test_excel_has_numbers_as_numbers_and_shares_as_percentages(reader: Client) -> None:
    sheet = book(reader, sort="-deviation", period="2019")["Tavle"]

    headings = [cell.value for cell in sheet[5]]
    assert headings == [
        *["Nr.", "Indsatsområde", "Niveau", "Resultatmål", "Del", "Enhed"],
        *["Status 2018", "Opnået 2018", "Status 2019", "Opnået 2019", "Status 2018–2019", "Opnået 2018–2019"],
        *["Måltal 2019", "Tæller 2019", "Nævner 2019", "Afvigelse 2019"],
    ]
    goal_rows = [
        {heading: cell.value for heading, cell in zip(headings, row, strict=True) if cell.value is not None}
        for row in sheet.iter_rows(min_row=6)
    ]
    assert [row["Resultatmål"] for row in goal_rows] == ["Ærø", "Åben", "Abe", "Zoo"]
    assert goal_rows[1] == {
        "Nr.": 2,
        "Indsatsområde": "2. Foregribende indsats · 3. Exit",
        "Niveau": "foregribende, indgribende",
        "Resultatmål": "Åben",
        "Status 2018": "Kan ikke opgøres",
        "Status 2019": "Ikke nået",
        "Opnået 2019": 7 / 15,
        "Status 2018–2019": "Ikke nået",
        "Opnået 2018–2019": 7 / 15,
        "Måltal 2019": 0.7,
        "Tæller 2019": 7,
        "Nævner 2019": 15,
        "Afvigelse 2019": pytest.approx(1 / 3),  # (70 − 46.7) / 70
    }
    formats = {
        heading: sheet.cell(7, column).number_format for column, heading in enumerate(headings, start=1)
    }
    assert formats["Opnået 2019"] == "0%"
    assert formats["Måltal 2019"] == "0%"
    assert formats["Tæller 2019"] == "#,##0"
    assert formats["Afvigelse 2019"] == "0%"
    assert (sheet["J6"].value, sheet["J6"].number_format) == (2, "#,##0")


@pytest.mark.usefixtures("plan")
def test_excel_says_what_it_shows_and_keeps_its_headings_in_sight(reader: Client) -> None:
    made = book(reader, area="1", text="zoo", period="2019")
    sheet = made["Tavle"]

    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "VINK handleplan 2018-2019",
        "Søgning: zoo · Område: 1. Åbne døre",
        "Viser 1 af 4 resultatmål. Alle mål, periode for periode. 2019 er opgjort 15. januar 2020.",
    ]
    assert sheet.freeze_panes == "E6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.auto_filter.ref == "A5:P6"
    about = {row[0].value: row[1].value for row in made["Om tallene"].iter_rows(min_row=2)}
    assert about["Filtre"] == "Søgning: zoo · Område: 1. Åbne døre"
    assert (about["Viste mål"], about["Mål i planen"]) == (1, 4)
    assert about["Tolerance"] == "Mindre end 15 pct."
    assert about["Rækkefølge"] == "Område"
    assert made.properties.created == datetime(2020, 1, 15)  # noqa: DTZ001  # a file's own has no zone


@pytest.mark.usefixtures("plan")
def test_excel_counts_as_the_page_does(reader: Client) -> None:
    rows = list(book(reader)["Optælling"].iter_rows(values_only=True))

    assert rows[0] == (
        *("Optalt for", "Gruppe", "Periode", "Mål i alt"),
        *("Nået", "Delvist nået", "Ikke nået", "Kan ikke opgøres", "I gang", "Ikke afrapporteret"),
    )
    # the shared goal is one of the plan's four, and one of each of its areas'
    assert ("Plan", "I alt", "2019", 4, 1, 0, 2, 0, 0, 1) in rows
    assert ("Indsatsområde", "2. Foregribende indsats", "2019", 1, 0, 0, 1, 0, 0, 0) in rows
    assert ("Indsatsområde", "3. Exit", "2019", 2, 0, 0, 1, 0, 0, 1) in rows
    assert ("Niveau", "Indgribende", "2018", 2, 0, 0, 0, 2, 0, 0) in rows


@pytest.mark.usefixtures("plan")
def test_the_same_board_is_the_same_bytes(reader: Client) -> None:
    assert file(reader, "xlsx", period="2019").content == file(reader, "xlsx", period="2019").content


def test_a_goal_of_several_parts_has_a_row_for_each(reader: Client, plan: BoardPlan) -> None:
    goal = ResultGoalFactory.create(area=plan.areas[0], key="parts", wording="Dele")
    counted_part(goal, target=6, value=4, label="møder")
    counted_part(goal, target=3, value=3, label="høringer")
    ResultGoalFactory.create(area=plan.areas[0], key="none", wording="Dele uden tal")

    sheet = book(reader, text="dele", period="2019")["Tavle"]

    cells = [(row[0].value, row[4].value, row[9].value, row[12].value) for row in sheet.iter_rows(min_row=6)]
    assert cells == [(1, "møder", 4, 6), (1, "høringer", 3, 3), (2, None, None, None)]


def test_points_and_decimals_are_as_the_page_has_them(reader: Client, plan: BoardPlan) -> None:
    plan.plan.tolerance_basis = Basis.POINTS
    plan.plan.save()
    Measurement.objects.filter(indicator__goal=plan.dialogue).update(value=Decimal("14.5"))

    sheet = book(reader, period="2019")["Tavle"]

    deviation = sheet["P8"]
    assert (deviation.value, deviation.number_format) == (
        pytest.approx(70 - 100 * 7 / 15),
        '0" procentpoint"',
    )
    assert (sheet["J6"].value, sheet["J6"].number_format) == (14.5, "#,##0.0")
    assert [row[9] for row in lines(reader, period="2019")[1:4]] == ["14,5", "2", "46,6667%"]


# --- No text is ever reckoned -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])
def test_a_text_is_never_a_formula(reader: Client, plan: BoardPlan, text: str) -> None:
    counted_goal(plan.areas[0], "evil", order=0, wording=text)

    cell = book(reader)["Tavle"]["D6"]
    asked_for = book(reader, text="=1")["Tavle"]["A2"]

    assert (cell.data_type, cell.value) == ("s", text)
    assert (asked_for.data_type, asked_for.value) == ("s", "Søgning: =1")
    assert lines(reader)[1][3] == f"'{text}"


# --- CSV and JSON -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
def test_csv_is_what_a_danish_excel_opens(reader: Client) -> None:
    response = file(reader, "csv", status="not_achieved", sort="-goal", period="2019")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbfNr.;Indsatsomr\xc3\xa5de;Niveau;")
    work, workshops = lines(reader, status="not_achieved", sort="-goal", period="2019")[1:]
    no_target = ["Kan ikke opgøres", ""]
    assert work == [
        *["1", "2. Foregribende indsats · 3. Exit", "foregribende, indgribende", "Åben", "", ""],
        *[*no_target, "Ikke nået", "46,6667%", "Ikke nået", "46,6667%", "70%", "7", "15", "33,3333%"],
    ]
    assert workshops[3:] == ["Ærø", "", "", *no_target, *["Ikke nået", "2"] * 2, "10", "", "", "80%"]


def test_json_is_the_status_report_of_what_is_shown(reader: Client, plan: BoardPlan) -> None:
    content = json.loads(file(reader, "json", status="not_achieved", sort="-goal", period="2019").content)

    assert content["filters"] == {"status": ["not_achieved"], "period": ["2019"], "sort": ["-goal"]}
    assert (content["plan"], content["period"], content["shown"], content["total"]) == (
        SLUG,
        [2019, 2019],
        2,
        4,
    )
    assert [each["period"] for each in content["periods"]] == [[2018, 2018], [2019, 2019], [2018, 2019]]
    whole = status_json(report_on(plan.plan))
    by_key = {goal["key"]: goal for goal in whole["goals"]}
    assert content["periods"][1]["goals"] == [by_key["work"], by_key["workshops"]]
    assert content["periods"][1]["counts"]["not_achieved"] == 2


@pytest.mark.usefixtures("plan")
def test_the_files_are_in_danish_whoever_reads(client: Client) -> None:
    client.force_login(UserFactory.create(language="en"))

    assert lines(client)[0][:2] == ["Nr.", "Indsatsområde"]
    assert lines(client)[1][6] == "Kan ikke opgøres"
    assert book(client)["Tavle"]["A3"].value.startswith("Viser alle 4 resultatmål.")


def test_a_judgement_has_its_target_in_words(reader: Client, plan: BoardPlan) -> None:
    goal = ResultGoalFactory.create(area=plan.areas[0], order=0, wording="Sparring")
    indicator = IndicatorFactory.create(goal=goal, judgement=True)
    indicator.targets.create(year=2019, text="Al sparring, der bedes om")

    assert lines(reader, period="2019")[1][12] == "Al sparring, der bedes om"


def test_a_plan_without_goals_has_files_too(reader: Client) -> None:
    ActionPlanFactory.create(slug=SLUG)

    assert len(lines(reader)) == 1
    assert book(reader)["Tavle"].auto_filter.ref == "A5:P5"
    assert json.loads(file(reader, "json").content)["shown"] == 0
