"""Do small numbers stay inside the house wherever the program writes figures, and nowhere else?

Tests that small numbers which an approver has chosen to suppress or round are so in files and publications.
"""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from plans import queries
from plans.disclosure.treatment import for_outside
from plans.enums import Status, Treatment
from plans.findings import findings
from plans.models import Measurement, ResultGoal, Submission
from reporting.annex.excel import render_xlsx
from reporting.goal_rows import goal_rows
from reporting.publish.draft import draft_of
from reporting.publish.record import record_of
from reporting.status_json import status_json
from tests.factories import (
    AcknowledgementFactory,
    ExclusionFactory,
    MeasurementFactory,
    PublicationFactory,
    ReportFactory,
    ReportingRoundFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.reported_plans import BOTH_YEARS, counted_part, report_on
from tests.reporting.checked_reports import CheckedReport

pytestmark = pytest.mark.django_db

HIDDEN = "Tallene er skjult, fordi de er så små, at de kan pege på enkeltpersoner."


@pytest.fixture
def checked() -> CheckedReport:
    return CheckedReport()


def choose(checked: CheckedReport, treatment: Treatment) -> None:
    """Answer what is found of small figures."""
    for finding in checked.found():
        if finding.of_figures:
            AcknowledgementFactory.create(
                report=checked.report,
                check_code=finding.code,
                place=finding.key,
                found=finding.found,
                treatment=treatment,
            )


def add_share(checked: CheckedReport, numerator: int, denominator: int, **figure: int) -> ResultGoal:
    return checked.add_goal(
        "arbejde",
        "<p>Som ventet.</p>",
        share=True,
        people=True,
        numerator=numerator,
        denominator=denominator,
        **figure,
    )


def excel_row(checked: CheckedReport) -> dict[str, Any]:
    sheet = load_workbook(BytesIO(render_xlsx(for_outside(checked.status)))).worksheets[0]
    headings, values = list(sheet.iter_rows(max_row=2, values_only=True))
    return {str(heading): value for heading, value in zip(headings, values, strict=True) if value is not None}


def figures_of(row: dict[str, Any]) -> dict[str, Any]:
    names = ("Opnået", "Tæller", "Nævner", "Afventer", "Afvigelse")
    return {name: row[name] for name in names if name in row}


def indicator_json(checked: CheckedReport) -> dict[str, Any]:
    (goal,) = status_json(for_outside(checked.status))["goals"]
    (indicator,) = goal["indicators"]
    assert goal["actual"] == indicator["actual"]
    assert goal["deviation"] == indicator["deviation"]
    names = ("actual", "numerator", "denominator", "pending", "deviation", "treatment", "withheld")
    return {name: indicator[name] for name in names if name in indicator}


def test_small_numbers_are_told_until_somebody_chooses_otherwise(checked: CheckedReport) -> None:
    add_share(checked, 3, 4)
    choose(checked, Treatment.KEEP)

    assert for_outside(checked.status) == checked.status
    assert figures_of(excel_row(checked)) == {"Opnået": 0.75, "Tæller": 3, "Nævner": 4}
    assert indicator_json(checked) == {
        "actual": 75,
        "numerator": 3,
        "denominator": 4,
        "pending": 0,
        "deviation": None,
    }


def test_suppressed_numbers_are_in_no_file_and_the_judgement_stays(checked: CheckedReport) -> None:
    add_share(checked, 2, 4)  # 50 of 70 percent: not achieved
    choose(checked, Treatment.SUPPRESS)

    row = excel_row(checked)
    assert figures_of(row) == {"Opnået": "skjult", "Tæller": "<5", "Nævner": "<5", "Afvigelse": "skjult"}
    assert (row["Status"], row["Måltal"], row["Begrundelse"]) == ("Ikke nået", 0.7, HIDDEN)
    assert indicator_json(checked) == {
        "actual": None,
        "numerator": None,
        "denominator": None,
        "pending": 0,
        "deviation": None,
        "treatment": "suppress",
        "withheld": {"actual": None, "numerator": "<5", "denominator": "<5", "deviation": None},
    }


def test_what_would_give_the_few_away_goes_with_them(checked: CheckedReport) -> None:
    add_share(checked, 12, 15, pending=1)  # 15 − 12 − 1 = 2 are not
    choose(checked, Treatment.SUPPRESS)

    assert figures_of(excel_row(checked)) == {
        "Opnået": "skjult",
        "Tæller": "skjult",
        "Nævner": "skjult",
        "Afventer": "<5",
    }


def test_rounded_counts_go_by_five_without_a_percentage(checked: CheckedReport) -> None:
    add_share(checked, 12, 15)
    choose(checked, Treatment.ROUND)

    row = excel_row(checked)
    assert figures_of(row) == {"Opnået": "skjult", "Tæller": 10, "Nævner": 15}
    assert row["Begrundelse"].startswith("Antal er afrundet til nærmeste fem og procenter skjult")
    assert indicator_json(checked)["withheld"] == {"actual": None}
    assert [row.lines[0].actual for row in goal_rows(for_outside(checked.status))] == ["ca. 10 af 15"]


@pytest.mark.parametrize(
    ("value", "treatment", "expected"),
    [
        (4, Treatment.SUPPRESS, "<5"),
        (3, Treatment.ROUND, 5),
        (2, Treatment.ROUND, 0),
    ],
)
def test_a_small_count_is_suppressed_or_rounded(
    checked: CheckedReport, value: int, treatment: Treatment, expected: str | int
) -> None:
    checked.add_goal("borgere", "<p>Få kom.</p>", people=True, value=value)
    choose(checked, treatment)

    assert figures_of(excel_row(checked)) == {"Opnået": expected, "Afvigelse": "skjult"}


def test_nothing_of_the_figures_is_left_in_what_is_passed_on(checked: CheckedReport) -> None:
    goal = add_share(checked, 3, 4)
    TargetFactory.create(indicator=goal.indicators.get(), year=2018, value=70)
    MeasurementFactory.create(
        indicator=goal.indicators.get(), year=2018, as_of="2018-12-31", numerator=1, denominator=4
    )
    choose(checked, Treatment.SUPPRESS)
    both = report_on(checked.plan, BOTH_YEARS)

    (hidden,) = for_outside(both).goals[0].indicators

    # 4 of 8 over both years: 2018 missed its own target, and by how much
    assert both.goals[0].indicators[0].assessment.notes
    assert (hidden.facts.figures, hidden.assessment.notes, hidden.assessment.one_case) == ((), (), ())
    assert hidden.assessment.reason.values.get("deviation") is None


def test_the_choice_of_one_part_leaves_the_others(checked: CheckedReport) -> None:
    goal = add_share(checked, 3, 4)
    counted_part(goal, target=10, value=15, label="Møder")
    choose(checked, Treatment.SUPPRESS)

    disclosed_goal = for_outside(checked.status).goals[0]

    assert [part.assessment.actual for part in disclosed_goal.indicators] == [None, 15]
    assert disclosed_goal.status is Status.ACHIEVED


def test_a_choice_holds_while_other_small_numbers_must_be_confirmed_and_ends_with_them(
    checked: CheckedReport,
) -> None:
    goal = add_share(checked, 3, 4)
    choose(checked, Treatment.SUPPRESS)
    figure = Measurement.objects.get(indicator__goal=goal)

    figure.numerator = 2
    figure.save()
    assert figures_of(excel_row(checked))["Tæller"] == "<5"

    figure.numerator, figure.denominator = 40, 50
    figure.save()
    assert figures_of(excel_row(checked))["Tæller"] == 40


def test_who_is_left_out_is_told_nowhere_so_that_the_figures_stay(checked: CheckedReport) -> None:
    goal = add_share(checked, 40, 50)
    ExclusionFactory.create(measurement=Measurement.objects.get(indicator__goal=goal), count=2)
    choose(checked, Treatment.SUPPRESS)

    assert figures_of(excel_row(checked))["Tæller"] == 40


def test_the_files_from_the_page_and_from_the_command_hide_and_the_pages_do_not(
    checked: CheckedReport, client: Client, tmp_path: Any
) -> None:
    add_share(checked, 3, 4)
    choose(checked, Treatment.SUPPRESS)
    client.force_login(UserFactory.create())

    fetched = client.get("/plans/vink/annex/2019/bilag-1.xlsx").content
    call_command(
        "annex", "vink", "--period", "2019", "--format", "xlsx", "--output", str(tmp_path / "a.xlsx")
    )

    for content in (fetched, (tmp_path / "a.xlsx").read_bytes()):
        assert load_workbook(BytesIO(content)).worksheets[0]["I2"].value == "<5"
    assert "3 af 4" in client.get("/plans/vink/status/2019/").content.decode()
    assert "3 af 4" in client.get("/plans/vink/goals/arbejde/").content.decode()


def test_the_data_of_a_publication_hide(checked: CheckedReport) -> None:
    add_share(checked, 3, 4)
    choose(checked, Treatment.SUPPRESS)
    status = checked.status

    record = record_of(draft_of(status))

    assert record["goals"][0]["indicators"][0]["numerator"] is None
    assert record["goals"][0]["told"]["figures"][0]["actual"] == "skjult"
    assert "3 af 4" not in json.dumps(record, default=str)


def hide_three_of_four_in_2019(checked: CheckedReport, text: str = "") -> ResultGoal:
    """40 of 50 in 2018, and 3 of 4 in 2019, which are suppressed."""
    goal = add_share(checked, 3, 4)
    part = goal.indicators.get()
    TargetFactory.create(indicator=part, year=2018, value=70)
    MeasurementFactory.create(indicator=part, year=2018, as_of="2018-12-31", numerator=40, denominator=50)
    Submission.objects.filter(goal=goal).update(commentary=text)
    choose(checked, Treatment.SUPPRESS)
    return goal


def lock_version(checked: CheckedReport) -> None:
    """Version 1 of the report as it is, with its JSON and no other file of its own."""
    record = record_of(draft_of(checked.status), number=1)
    PublicationFactory.create(report=checked.report, status_report=json.dumps(record).encode())


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ({"numerator": 44, "denominator": 55}, "forskellen fra version 1 er 1 i mål og 1 i alt"),
        ({"numerator": 41}, "forskellen fra version 1 er 2 i mål og 2 ikke i mål"),
        ({"pending": 3}, "3 afventer og forskellen fra version 1 er 3 ikke i mål og 3 afventer"),
        ({"numerator": 48, "denominator": 64}, None),  # five more of each tell of nobody
        ({}, None),
    ],
)
def test_a_version_that_differs_by_few_people_gives_them_away(
    checked: CheckedReport, figure: dict[str, int], found: str | None
) -> None:
    # given a version that told a figure exactly, and its correction
    goal = add_share(checked, 43, 54)
    lock_version(checked)
    Measurement.objects.filter(indicator__goal=goal).update(**figure)

    # then the checks ask, and what is chosen holds
    assert [each.found for each in checked.found() if each.of_figures] == ([found] if found else [])
    choose(checked, Treatment.SUPPRESS)
    assert indicator_json(checked)["numerator"] == (None if found else figure.get("numerator", 43))


def test_a_version_that_hid_the_figure_gives_nobody_away(checked: CheckedReport) -> None:
    goal = add_share(checked, 3, 4)
    choose(checked, Treatment.SUPPRESS)
    lock_version(checked)
    Measurement.objects.filter(indicator__goal=goal).update(numerator=7, denominator=14)

    assert [each.found for each in checked.found() if each.of_figures] == []


def fed(client: Client, period: str) -> dict[str, Any]:
    (goal,) = client.get(f"/api/v1/plans/vink/status/{period}/").json()["goals"]
    part: dict[str, Any] = goal["indicators"][0]
    return part


def test_the_feed_hides_what_the_files_hide(checked: CheckedReport, client: Client) -> None:
    hide_three_of_four_in_2019(checked)
    client.force_login(UserFactory.create())

    part = fed(client, "2019")
    rows = client.get("/api/v1/goals/").json()["rows"]

    assert (part["numerator"], part["denominator"], part["actual"], part["status"]) == (
        None,
        None,
        None,
        "achieved",
    )
    assert {row["period"]: (row["numerator"], row["denominator"]) for row in rows} == {
        "2018": (40, 50),
        "2019": (None, None),
        "2018-2019": (None, None),  # 43 of 54, less the 40 of 50, would tell 3 of 4
    }


def test_a_period_that_shares_a_year_would_give_it_away_until_its_own_round_chooses(
    checked: CheckedReport, client: Client
) -> None:
    goal = hide_three_of_four_in_2019(checked)
    client.force_login(UserFactory.create())
    both = ReportFactory.create(
        round=ReportingRoundFactory.create(plan=checked.plan, first_year=2018, last_year=2019)
    )
    memo = queries.report_of(both.round)
    assert memo is not None

    found = [each for each in findings(report_on(checked.plan, BOTH_YEARS), memo) if each.of_figures]

    assert fed(client, "2018-2019")["numerator"] is None
    (finding,) = found
    assert finding.message == (
        "Tallene er så små, at de kan pege på enkeltpersoner: 3 i mål, 1 ikke i mål, 4 i alt og de skjulte"
        " tal for 2019 kan regnes ud af dem."
    )
    AcknowledgementFactory.create(
        report=both,
        check_code=finding.code,
        place=finding.key,
        found=finding.found,
        treatment=Treatment.KEEP,
    )
    assert fed(client, "2018-2019")["numerator"] == 43
    assert fed(client, "2019")["numerator"] is None
    Measurement.objects.filter(indicator__goal=goal, year=2019).update(numerator=30, denominator=40)
    both.acknowledgements.all().delete()
    assert fed(client, "2018-2019")["numerator"] == 70  # nothing is hidden any more


def test_the_overview_hides_the_figures_and_the_text_that_repeats_them_until_it_is_let_stand(
    checked: CheckedReport, client: Client
) -> None:
    goal = hide_three_of_four_in_2019(checked, "<p>75 pct. kom i arbejde.</p>")
    client.force_login(UserFactory.create())
    address = "/plans/vink/brief/2019/"

    hidden = client.get(address).content.decode()

    (finding,) = [each for each in checked.found() if each.code == "few_people_in_text"]
    assert finding.message == "Teksten gentager tal, der er skjult: »75 pct.«."
    assert ("75 pct. kom" in hidden, "3 af 4" in hidden) == (False, False)
    AcknowledgementFactory.create(
        report=checked.report, check_code=finding.code, place=finding.key, found=finding.found
    )
    (outside,) = for_outside(checked.status).goals
    assert outside.submission is not None
    assert outside.submission.commentary == "<p>75 pct. kom i arbejde.</p>"
    Submission.objects.filter(goal=goal).update(commentary="<p>3 af 4 kom i arbejde.</p>")
    (changed,) = for_outside(checked.status).goals
    assert changed.submission is not None
    assert changed.submission.commentary == "Teksten er holdt tilbage, fordi den gentager skjulte tal."
