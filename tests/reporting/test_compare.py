"""Does the comparison tell what became of each goal, within a plan and from one plan to the next?

Tests the page and the Excel file that compare two periods or two plans.
"""

import re
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from plans.enums import Basis, Boundary, Measure, Status
from plans.models import ActionPlan, EffortArea, Indicator, ResultGoal, Submission
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal, shared_goal
from tests.reporting import vink_plans

pytestmark = pytest.mark.django_db

# session, user, plans, rounds, nine for the status reports
QUERIES = 13
LINEAGE = 2  # which goal follows which, and what each of them counts


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def page(client: Client, **chosen: str) -> str:
    """The page; `other=` is `with=`, which Python has for itself."""
    response = client.get(f"/compare/?{address_of(chosen)}")
    assert response.status_code == 200
    return response.content.decode()


def address_of(chosen: dict[str, str]) -> str:
    return urlencode({"with" if name == "other" else name: value for name, value in chosen.items()})


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def outcomes(html: str) -> dict[str, list[str]]:
    """The goals under each outcome that has any, in order."""
    groups = re.findall(r'<tbody id="(\w+)".*?</tbody>', html, re.DOTALL)
    bodies = re.findall(r'<tbody id="\w+".*?</tbody>', html, re.DOTALL)
    goal = r'compare-table__goal"[^>]*>\s*<a [^>]*>(.*?)</a>'
    return {name: re.findall(goal, body) for name, body in zip(groups, bodies, strict=True)}


def row_of(html: str, goal: str) -> str:
    rows = re.findall(r'<tr role="row">\s*<th class="compare-table__goal".*?</tr>', html, re.DOTALL)
    (found,) = [text_of(row) for row in rows if f">{goal}</a>" in row.partition("</th>")[0]]
    return found


def chosen_in(html: str) -> list[str]:
    """What the four lists stand on."""
    return re.findall(r'<option value="([^"]*)" selected>', html)


def two_years(
    plan: ActionPlan, key: str, before: int | None, now: int | None, withdrawn_from: int | None = None
) -> ResultGoal:
    """A goal of 10 a year with a figure for 2018 and one for 2019."""
    area = EffortArea.objects.filter(plan=plan).first() or EffortAreaFactory.create(plan=plan)
    goal = counted_goal(area, key, value=now, withdrawn_from=withdrawn_from)
    indicator = Indicator.objects.get(goal=goal)
    TargetFactory.create(indicator=indicator, year=2018)
    if before is not None:
        MeasurementFactory.create(indicator=indicator, year=2018, as_of=date(2018, 12, 31), value=before)
    return goal


def reported(plan: ActionPlan, year: int, goal: ResultGoal) -> Submission:
    """A round of the year in which something was said of the goal."""
    round_ = ReportingRoundFactory.create(plan=plan, first_year=year, as_of=date(year + 1, 1, 15))
    return SubmissionFactory.create(round=round_, goal=goal)


@pytest.fixture
def plan() -> ActionPlan:
    """2018 and 2019 of seven goals, and both years reported."""
    plan = ActionPlanFactory.create(slug="vink", title="VINK")
    better = two_years(plan, "bedre", 9, 12)  # 10 % off, then reached
    two_years(plan, "vaerre", 10, 5)  # reached, then 50 % off
    two_years(plan, "samme", 4, 5)  # 60 % off, then 50 %
    two_years(plan, "mangler", None, 10)
    two_years(plan, "udgaaet", 10, None, withdrawn_from=2019)
    reported(plan, 2018, better)
    reported(plan, 2019, better)
    return plan


# --- Two periods ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
def test_the_last_report_is_compared_with_the_one_before_it(reader: Client) -> None:
    html = page(reader)

    assert chosen_in(html) == ["vink", "2019", "vink", "2018"]
    assert outcomes(html) == {
        "worse": ["Mål vaerre"],
        "better": ["Mål bedre"],
        "unchanged": ["Mål samme"],
        "not_comparable": ["Mål mangler"],
        "dropped": ["Mål udgaaet"],
    }
    assert "5 resultatmål: 1 dårligere, 1 bedre, 1 uændret, 1 kan ikke sammenlignes og 1 udgået." in " ".join(
        html.split()
    )
    assert row_of(html, "Mål bedre").endswith("Delvist nået 9 mod 10 Nået 12 mod 10 +3 (+33 pct.)")
    assert row_of(html, "Mål vaerre").endswith("Nået 10 mod 10 Ikke nået 5 mod 10 −5 (−50 pct.)")
    assert row_of(html, "Mål mangler").endswith("Ikke afrapporteret – mod 10 Nået 10 mod 10 –")
    assert row_of(html, "Mål udgaaet").endswith("Nået 10 mod 10 Intet mål –")


@pytest.mark.usefixtures("plan")
def test_the_earlier_period_stands_first_whichever_was_chosen_first(reader: Client) -> None:
    html = page(reader, plan="vink", period="2018", other="vink", period2="2019")

    assert "Fra 2018 til 2019" in html
    assert outcomes(html)["better"] == ["Mål bedre"]


@pytest.mark.usefixtures("plan")
def test_sums_of_a_year_and_of_two_are_compared_by_the_year(reader: Client) -> None:
    html = page(reader, plan="vink", period="2018-2019", other="vink", period2="2018")

    assert "Perioderne er ikke lige lange" in html
    assert "Perioderne overlapper" in html
    # 21 in two years are 10.5 a year: 1.5 more than 9
    assert row_of(html, "Mål bedre").endswith("9 mod 10 Nået 21 mod 20 +2 om året")
    # 15 in two years are 7.5 a year: 2.5 less than 10
    assert row_of(html, "Mål vaerre").endswith("10 mod 10 Ikke nået 15 mod 20 −3 om året")
    chosen = {"plan": "vink", "period": "2018-2019", "with": "vink", "period2": "2018"}
    sheet = book(reader, **chosen)["Sammenligning"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    rows = {sheet.cell(row, columns["Resultatmål"]).value: row for row in range(5, 10)}
    change = sheet.cell(rows["Mål bedre"], columns["Ændring"])
    assert (change.value, change.number_format) == (
        1.5,
        '+#,##0" om året";-#,##0" om året";0" om året"',
    )


def test_shares_that_differ_do_not_look_alike(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    goal = shared_goal(
        EffortAreaFactory.create(plan=plan), "andel", numerator=141, denominator=200, target=60
    )
    indicator = Indicator.objects.get(goal=goal)
    TargetFactory.create(indicator=indicator, year=2018, value=60)
    MeasurementFactory.create(
        indicator=indicator, year=2018, as_of=date(2018, 12, 31), numerator=139, denominator=200
    )
    reported(plan, 2018, goal)
    reported(plan, 2019, goal)

    # 69.5 and 70.5: both would be 70 or 71
    assert row_of(page(reader), "Mål andel").endswith(
        "Nået 70 pct. (139 af 200) mod 60 pct. Nået 71 pct. (141 af 200) mod 60 pct. +1 procentpoint"
    )
    MeasurementFactory.create(
        indicator=indicator, year=2019, as_of=date(2020, 1, 10), numerator=1398, denominator=2000
    )
    # 69.5 and 69.9 are told apart by a decimal
    assert row_of(page(reader), "Mål andel").endswith(
        "Nået 69,5 pct. (139 af 200) mod 60 pct. Nået 69,9 pct. (1.398 af 2.000) mod 60 pct."
        " +0,4 procentpoint"
    )


def test_a_share_differs_by_percentage_points_and_a_judgement_stands_with_what_it_replaced(
    reader: Client,
) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    area = EffortAreaFactory.create(plan=plan)
    goal = shared_goal(area, "andel", numerator=7, denominator=15)
    indicator = Indicator.objects.get(goal=goal)
    TargetFactory.create(indicator=indicator, year=2018, value=70)
    MeasurementFactory.create(
        indicator=indicator, year=2018, as_of=date(2018, 12, 31), numerator=11, denominator=14
    )
    reported(plan, 2018, goal)
    submission = reported(plan, 2019, goal)
    Submission.objects.filter(pk=submission.pk).update(
        override=Status.PARTLY_ACHIEVED, override_reason="Få borgere.", override_replaced=Status.NOT_ACHIEVED
    )

    html = page(reader)

    # 7/15 − 11/14 = 46.67 − 78.57 = −31.9
    assert row_of(html, "Mål andel").endswith(
        "Nået 79 pct. (11 af 14) mod 70 pct."
        " Delvist nået (forslag; beregnet: ikke nået) 47 pct. (7 af 15) mod 70 pct. −32 procentpoint"
    )
    assert list(outcomes(html)) == ["worse"]


# --- Two plans --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_two_vink_plans_by_lineage(reader: Client) -> None:
    """The round of 2018 reported nothing, so 2019 stands beside the plan before."""
    vink_plans.load(*vink_plans.SLUGS)

    html = page(reader)

    assert chosen_in(html) == [vink_plans.LATER, "2019", vink_plans.EARLIER, "2016-2017"]
    assert {name: len(goals) for name, goals in outcomes(html).items()} == {
        "worse": 1,
        "unchanged": 2,
        "new": 4,
        "dropped": 11,
    }
    (worse,) = outcomes(html)["worse"]
    row_text = row_of(html, worse)
    assert "Indfriet 79 pct. (11 af 14) mod 70 pct. Ikke nået 47 pct. (7 af 15) mod 70 pct." in row_text
    assert (
        "Ny definition: Nævneren var »Borgere, der har været i mentorforløb eller forløb i den"
        " resocialiserende indsats« og er nu »Borgere i 1-1 forløb«."
        " Tallene kan ikke uden videre sammenlignes." in row_text
    )
    assert (
        "−32 procentpoint" in row_text
    )  # a change for every goal that has two figures, with its reservation
    assert "Før: 70 % af alle borgere, som tilbydes mentorforløb" in row_text


def succession() -> tuple[ActionPlan, ActionPlan, ActionPlan]:
    """Three plans of a year each, one after the other."""
    plans: list[ActionPlan] = []
    for year in (2017, 2018, 2019):
        plans.append(
            ActionPlanFactory.create(
                slug=f"plan-{year}",
                starts_on=date(year, 1, 1),
                ends_on=date(year, 12, 31),
                predecessor=plans[-1] if plans else None,
            )
        )
    first, second, third = plans
    return first, second, third


def test_a_goal_that_was_split_is_told_and_a_plan_between_is_stepped_over(reader: Client) -> None:
    first, second, third = succession()
    whole = counted_goal(EffortAreaFactory.create(plan=first), "hele", year=2017, value=10)
    between = counted_goal(EffortAreaFactory.create(plan=second), "imens", year=2018, predecessor=whole)
    area = EffortAreaFactory.create(plan=third)
    for key, value in (("del-1", 10), ("del-2", 3)):
        counted_goal(area, key, value=value, predecessor=between)

    html = page(reader, plan="plan-2019", other="plan-2017")

    assert outcomes(html) == {"worse": ["Mål del-2"], "unchanged": ["Mål del-1"]}
    for key in ("del-1", "del-2"):
        assert "Målet er delt: det tidligere mål er afløst af 2 mål" in row_of(html, f"Mål {key}")


def test_another_tolerance_and_a_new_part_are_told(reader: Client) -> None:
    first, second, _third = succession()
    ActionPlan.objects.filter(pk=second.pk).update(
        tolerance_percent=10, tolerance_basis=Basis.RELATIVE, tolerance_boundary=Boundary.INCLUSIVE
    )
    goal = counted_goal(EffortAreaFactory.create(plan=first), "maal", year=2017, value=9)
    later = counted_goal(EffortAreaFactory.create(plan=second), "maal", year=2018, value=9, predecessor=goal)
    IndicatorFactory.create(goal=later, label="Høringer", measure=Measure.COUNT)

    row_text = row_of(page(reader, plan="plan-2018", other="plan-2017"), "Mål maal")

    assert "Tolerancen var mindre end 15 pct. og er nu højst 10 pct." in row_text
    assert "Høringer: Ny del." in row_text


def test_plans_that_have_nothing_to_do_with_each_other_say_so(reader: Client) -> None:
    first, second, _third = succession()
    for plan in (first, second):
        counted_goal(EffortAreaFactory.create(plan=plan), "samme-noegle")

    html = page(reader, plan="plan-2018", other="plan-2017")

    assert list(outcomes(html)) == ["new", "dropped"]
    assert "Intet mål i den ene plan er angivet som afløser for et mål i den anden." in html


def test_a_circle_of_goals_does_not_go_round_for_ever(reader: Client) -> None:
    _first, second, third = succession()
    one = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=third), wording="Ét")
    other = ResultGoalFactory.create(area=one.area, wording="To", predecessor=one)
    ResultGoal.objects.filter(pk=one.pk).update(predecessor=other)

    html = page(reader, plan="plan-2019", other=second.slug)

    assert sorted(outcomes(html)["new"]) == ["To", "Ét"]


# --- Choosing ---------------------------------------------------------------------------------------------


def test_without_plans_the_page_says_what_comes_first(reader: Client) -> None:
    assert "Der er ingen handleplaner endnu" in page(reader)
    assert reader.get("/compare/sammenligning.xlsx").status_code == 404


def test_a_plan_without_goals_is_said_to_be_empty(reader: Client) -> None:
    ActionPlanFactory.create(slug="tom")

    assert "Der er ingen resultatmål at sammenligne." in page(reader)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"plan": "nej"}, "Der er ingen handleplan »nej«. Vælg en på listen."),
        ({"with": "nej"}, "Der er ingen handleplan »nej«. Vælg en på listen."),
        ({"period": "2017"}, "VINK har ingen periode »2017«. Vælg en på listen."),
        ({"period2": "<b>"}, "VINK har ingen periode »&lt;b&gt;«. Vælg en på listen."),
        (
            {"period": "2018", "with": "vink", "period2": "2018"},
            "Det er den samme periode af den samme handleplan.",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_by_field(reader: Client, asked: dict[str, str], error: str) -> None:
    response = reader.get(f"/compare/?{urlencode(asked)}")
    html = response.content.decode()

    assert response.status_code == 422
    assert error in html.partition('id="id_')[0]  # in the summary, with a link to its field
    assert "compare-table" not in html
    assert reader.get(f"/compare/sammenligning.xlsx?{urlencode(asked)}").status_code == 422


@pytest.mark.usefixtures("plan")
def test_what_was_left_empty_is_filled_in_in_the_address(reader: Client) -> None:
    response = reader.get("/compare/?plan=vink&period=&with=&period2=2018")

    assert response.status_code == 302
    assert response.headers["Location"] == "/compare/?plan=vink&period=2019&with=vink&period2=2018"


@pytest.mark.usefixtures("plan")
def test_a_period_alone_is_one_of_the_same_plan(reader: Client) -> None:
    assert chosen_in(page(reader, period2="2018-2019")) == ["vink", "2019", "vink", "2018-2019"]


def test_a_script_gets_the_comparison_alone_with_the_other_plans_periods(reader: Client) -> None:
    first, second, _third = succession()
    counted_goal(EffortAreaFactory.create(plan=first), "maal", year=2017)

    response = reader.get(f"/compare/?plan={second.slug}&with={first.slug}", headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div class="compare"')
    assert chosen_in(response.content.decode()) == ["plan-2018", "2018", "plan-2017", "2017"]
    assert (
        response.headers["HX-Push-Url"] == "/compare/?plan=plan-2018&period=2018&with=plan-2017&period2=2017"
    )
    assert "1 resultatm" in response.headers["HX-Trigger"]


@pytest.mark.usefixtures("plan")
def test_the_status_page_and_the_board_lead_here(reader: Client) -> None:
    for address in ("/plans/vink/status/2018/", "/plans/vink/board/?period=2018"):
        assert '"/compare/?plan=vink&amp;period=2018"' in reader.get(address, follow=True).content.decode()


# --- Excel and speed --------------------------------------------------------------------------------------


def book(client: Client, **chosen: str) -> Any:
    response = client.get(f"/compare/sammenligning.xlsx?{urlencode(chosen)}")
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content))


@pytest.mark.usefixtures("plan")
def test_excel_has_the_pages_goals_in_its_order_with_numbers_as_numbers(reader: Client) -> None:
    found = book(reader)

    sheet = found["Sammenligning"]
    headings = [cell.value for cell in sheet[4]]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert [row["Resultatmål"] for row in rows] == [
        goal for goals in outcomes(page(reader)).values() for goal in goals
    ]
    assert [row["Udfald"] for row in rows][:2] == ["Dårligere", "Bedre"]
    worse = rows[0]
    assert (worse["Status 2018"], worse["Status 2019"]) == ("Nået", "Ikke nået")
    assert (worse["Opnået 2018"], worse["Opnået 2019"], worse["Ændring"]) == (10, 5, -5)
    assert [row["Ændring"] for row in rows] == [-5, 3, 1, None, None]
    assert rows[-1]["Status 2019"] is None
    assert list(found["Optælling"].iter_rows(min_row=2, values_only=True)) == [
        ("Dårligere", 1),
        ("Bedre", 1),
        ("Uændret", 1),
        ("Kan ikke sammenlignes", 1),
        ("Nye", 0),
        ("Udgået", 1),
        ("I alt", 5),
    ]
    assert "VINK, 2018, opgjort 15. januar 2019" in [row[1].value for row in found["Om tallene"]]


@pytest.mark.slow
def test_excel_of_two_plans_has_shares_as_percentages_and_the_new_definition(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    sheet = book(reader)["Sammenligning"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    before = sheet.cell(5, columns["Opnået 2016–2017"])

    assert before.value == pytest.approx(11 / 14)
    assert before.number_format == "0%"
    assert [sheet.cell(5, columns[name]).value for name in ("Tæller 2019", "Nævner 2019")] == [7, 15]
    assert "Ny definition: Nævneren var »Borgere" in sheet.cell(5, columns["Bemærk"]).value
    assert sheet.cell(5, columns["Ændring"]).value == pytest.approx(100 * (7 / 15 - 11 / 14))
    assert sheet.cell(5, columns["Ændring"]).number_format.startswith('+#,##0" procentpoint";')


def test_the_same_comparison_is_the_same_file(reader: Client, plan: ActionPlan) -> None:
    address = f"/compare/sammenligning.xlsx?plan={plan.slug}"

    assert reader.get(address, follow=True).content == reader.get(address, follow=True).content


@pytest.mark.parametrize("goals", [1, 3])
def test_many_goals_take_as_many_queries_as_few(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int
) -> None:
    first, second, _third = succession()
    before, now = (EffortAreaFactory.create(plan=plan) for plan in (first, second))
    for number in range(goals):
        goal = counted_goal(before, f"maal-{number}", year=2017)
        later = counted_goal(now, f"maal-{number}", year=2018, predecessor=goal)
    reported(first, 2017, goal)
    reported(second, 2018, later)

    with django_assert_num_queries(QUERIES + LINEAGE):
        page(reader, plan=second.slug, other=first.slug)


@pytest.mark.usefixtures("plan")
def test_two_periods_of_a_plan_need_no_lineage(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(QUERIES):
        page(reader)


def test_of_very_many_plans_the_newest_can_be_chosen_and_any_by_its_address(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporting.compare.sides.MOST_PLANS", 2)
    oldest = ActionPlanFactory.create(slug="x-oldest", starts_on=date(2001, 1, 1), ends_on=date(2002, 12, 31))
    old = ActionPlanFactory.create(
        slug="x-old", starts_on=date(2003, 1, 1), ends_on=date(2004, 12, 31), predecessor=oldest
    )
    for year in (2010, 2012, 2014):
        ActionPlanFactory.create(slug=f"x-{year}", starts_on=date(year, 1, 1), ends_on=date(year + 1, 12, 31))

    offered = _offered(reader.get("/compare/", follow=True).content.decode())
    by_address = reader.get("/compare/", {"plan": old.slug, "period": "2004"}, follow=True).content.decode()

    assert offered == ["x-2014", "x-2012"]
    assert _offered(by_address) == ["x-2014", "x-2012", "x-old", "x-oldest"]
    assert 'value="x-old" selected' in by_address
    assert "nyeste kan vælges her" in by_address
    assert reader.get("/compare/", {"plan": "x-2010x"}).status_code == 422


def _offered(html: str) -> list[str]:
    (select,) = re.findall('<select name="plan".*?</select>', html, re.DOTALL)
    return re.findall('<option value="([^"]+)"', select)
