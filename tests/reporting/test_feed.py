"""Does a program read from the feed exactly what Vink shows, described as it is, at a steady price?

Tests the JSON feed for programs such as Power BI, and its OpenAPI description.
"""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reporting.feed import shapes
from reporting.feed.words import MEANINGS
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    PublicationFactory,
    ReportFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    TargetFactory,
    UserFactory,
)
from tests.marked_english import marked_english
from tests.reporting import vink_plans

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def from_plan_status(slug: str, period: str) -> Any:
    out = StringIO()
    call_command("plan_status", slug, "--period", period, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def pages(client: Client) -> Iterator[list[dict[str, Any]]]:
    """The rows of each plan, as a program follows them."""
    address: str | None = "/api/v1/goals/"
    while address:
        answer = client.get(address.removeprefix(SITE)).json()
        yield answer["rows"]
        address = answer["next"]


@pytest.mark.slow
def test_the_feed_says_what_plan_status_says_of_the_three_plans(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    answer = reader.get("/api/v1/plans/")
    plans = shapes.Plans.model_validate_json(answer.content).plans
    rows = [row for page in pages(reader) for row in page]

    assert [plan.plan for plan in plans] == ["vink-2018-19", "vink-2016-17", "vink-2009-10"]
    expected_rows = []
    for plan in plans:
        for period in plan.periods:
            response = reader.get(period.status_url.removeprefix(SITE))
            expected = from_plan_status(plan.plan, period.period)
            assert response.json() == expected
            shapes.StatusAnswer.model_validate_json(response.content)
            expected_rows += flat(plan.plan, period.period, expected)
    assert {row["plan"] for row in expected_rows} == set(vink_plans.SLUGS)
    names = expected_rows[0].keys()
    assert [{name: row[name] for name in names} for row in rows] == expected_rows


def flat(plan: str, period: str, status: dict[str, Any]) -> list[dict[str, Any]]:
    """What the flat rows are to hold of a status report."""
    figures = ["target", "actual", "deviation", "numerator", "denominator", "pending", "measure", "unit"]
    return [
        {
            "plan": plan,
            "period": period,
            "as_of": status["as_of"],
            "goal": goal["key"],
            "goal_text": goal["text"],
            "status": goal["status"],
            "computed_status": goal["computed_status"],
            "reason": goal["reason"],
            "indicator": number,
            "indicator_label": part["label"],
            "indicator_status": part["status"],
            **{name: part[name] for name in figures},
        }
        for goal in status["goals"]
        for number, part in enumerate(goal["indicators"], start=1)
    ]


def test_a_row_is_complete(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink", title="VINK 2018-2019")
    area = EffortAreaFactory.create(plan=plan, number=2, title="Mentorer", preventive=True, interventive=True)
    other = EffortAreaFactory.create(plan=plan, number=3, title="Kurser", anticipatory=True)
    goal = ResultGoalFactory.create(
        area=area, key="job", wording="70 pct. i job", further_areas=[other], order=4
    )
    indicator = IndicatorFactory.create(goal=goal, share=True, unit="borgere")
    TargetFactory.create(indicator=indicator, value=70)
    MeasurementFactory.create(indicator=indicator, numerator=7, denominator=15, pending=2)
    ReportingRoundFactory.create(plan=plan)

    rows = reader.get("/api/v1/goals/?plan=vink").json()["rows"]
    [row] = [each for each in rows if each["period"] == "2019"]

    # 7/15 = 46.66667 %; (70 − 46.66667)/70 = 33.33333 %
    assert row == {
        "plan": "vink",
        "plan_title": "VINK 2018-2019",
        "period": "2019",
        "first_year": 2019,
        "last_year": 2019,
        "as_of": "2020-01-15",
        "has_round": True,
        "goal": "job",
        "goal_text": "70 pct. i job",
        "table": 2,
        "position": 4,
        "area_number": 2,
        "area": "Mentorer",
        "areas": "2. Mentorer · 3. Kurser",
        "levels": "preventive,anticipatory,interventive",
        "level_words": "forebyggende, foregribende, indgribende",
        "status": "not_achieved",
        "status_word": "ikke nået",
        "computed_status": "not_achieved",
        "reason": "Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«.",
        "reason_code": "beyond_tolerance",
        "indicator": 1,
        "indicator_label": "",
        "measure": "share",
        "unit": "borgere",
        "direction": "at_least",
        "indicator_status": "not_achieved",
        "indicator_status_word": "ikke nået",
        "target": 70,
        "actual": 46.6667,
        "deviation": 33.3333,
        "deviation_basis": "relative",
        "numerator": 7,
        "denominator": 15,
        "pending": 2,
        "url": f"{SITE}/plans/vink/goals/job/",
    }


def test_a_goal_without_indicators_has_its_row(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="tomt")

    rows = reader.get(f"/api/v1/goals/?plan={goal.plan.slug}").json()["rows"]

    assert [(row["period"], row["goal"], row["indicator"], row["target"], row["unit"]) for row in rows] == [
        (period, "tomt", None, None, "") for period in ["2018", "2019", "2018-2019"]
    ]
    shapes.GoalRow.model_validate(rows[0])


def test_each_page_holds_a_plan_and_leads_to_the_next(reader: Client) -> None:
    for slug in ["a", "b", "c"]:
        ResultGoalFactory.create(area__plan__slug=slug)

    followed = [{row["plan"] for row in page} for page in pages(reader)]

    assert followed == [{"a"}, {"b"}, {"c"}]
    only = reader.get("/api/v1/goals/?plan=b").json()
    assert ({row["plan"] for row in only["rows"]}, only["next"]) == ({"b"}, None)


def test_without_plans_there_is_nothing_to_read(reader: Client) -> None:
    assert reader.get("/api/v1/plans/").json() == {"plans": []}
    assert reader.get("/api/v1/goals/").json() == {"next": None, "rows": []}
    assert reader.get("/api/v1/publications/").json() == {"publications": []}


def test_the_publications_are_told_without_their_files(reader: Client) -> None:
    report = ReportFactory.create(round__plan__slug="vink", round__plan__title="VINK", title="Bilag 1")
    PublicationFactory.create(report=report)
    PublicationFactory.create(report=report, number=2, correction_note="7 af 15")

    response = reader.get("/api/v1/publications/")

    publications = shapes.Publications.model_validate_json(response.content).publications
    assert {(each.number, each.is_newest, each.correction_note) for each in publications} == {
        (1, False, ""),
        (2, True, "7 af 15"),
    }
    [first] = [each for each in response.json()["publications"] if each["number"] == 1]
    assert first == {
        "plan": "vink",
        "plan_title": "VINK",
        "period": "2019",
        "number": 1,
        "is_newest": False,
        "title": "Bilag 1",
        "published_at": "2020-01-16T09:30:00Z",
        "published_by": "Anne Lund",
        "correction_note": "",
        "html_sha256": "0" * 64,
        "pdf_sha256": "1" * 64,
        "docx_sha256": "2" * 64,
        "url": f"{SITE}/plans/vink/annex/2019/publications/1/",
    }


def test_what_is_unchanged_is_not_sent_again(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    first = reader.get("/api/v1/plans/")
    assert first.headers["Cache-Control"] == "private, no-cache"
    etag = first.headers["ETag"]

    again = reader.get("/api/v1/plans/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    plan.title = "Et andet navn"
    plan.save()
    changed = reader.get("/api/v1/plans/", headers={"If-None-Match": etag})
    assert (changed.status_code, changed.headers["ETag"] == etag) == (200, False)


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/api/v1/", 404, "Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        ("/api/v1/plans/ingen/status/2019/", 404, "Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        ("/api/v1/plans/vink/status/2031/", 404, "Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        ("/api/v1/goals/?plan=ingen", 404, "Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        ("/api/v1/goals/?plan=", 404, "Det findes ikke. Se adresserne i /api/v1/openapi.json."),
        ("/api/v1/goals/?plann=vink", 400, "Adressen har noget, der ikke kendes: plann."),
        ("/api/v1/goals/?plan=vink&from=vink", 400, "Skriv enten plan eller from, ikke begge."),
        ("/api/v1/plans/?side=2", 400, "Adressen har noget, der ikke kendes: side."),
    ],
)
def test_what_cannot_be_had_is_a_problem_in_json(
    reader: Client, address: str, status: int, detail: str
) -> None:
    ActionPlanFactory.create(slug="vink")

    response = reader.get(address)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = shapes.Problem.model_validate_json(response.content)
    assert (problem.type, problem.status, problem.detail) == ("about:blank", status, detail)


def test_it_is_only_read(reader: Client) -> None:
    response = reader.post("/api/v1/plans/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.json()["detail"] == "Her kan man kun læse."
    head = reader.head("/api/v1/plans/")
    assert (head.status_code, head.content) == (200, b"")


def test_the_feed_is_danish_whoever_reads(client: Client) -> None:
    ActionPlanFactory.create(slug="vink")
    client.force_login(UserFactory.create(language="en"))

    with marked_english():
        for address in ["/api/v1/goals/", "/api/v1/openapi.json", "/api/v1/plans/vink/status/2019/"]:
            response = client.get(address)
            assert response.headers["Content-Language"] == "da"
            assert "¤" not in response.content.decode()
        assert client.get("/api/").headers["Content-Language"] == "en"


def test_with_a_size_the_plans_come_page_by_page(reader: Client) -> None:
    slugs = [ActionPlanFactory.create().slug for _number in range(5)]
    everything = reader.get("/api/v1/plans/").json()

    met, address = [], "/api/v1/plans/?size=2"
    sizes = []
    while address:
        answer = reader.get(address.removeprefix(SITE)).json()
        shapes.PlansPage.model_validate(answer)
        sizes.append(len(answer["plans"]))
        met += answer["plans"]
        address = answer["next"]

    assert sizes == [2, 2, 1]
    assert met == everything["plans"]
    assert {plan["plan"] for plan in met} == set(slugs)
    assert everything.keys() == {"plans"}  # as it always was


@pytest.mark.parametrize(
    ("query", "status"),
    [("size=0", 400), ("size=1001", 400), ("size=x", 400), ("from=vink", 400), ("size=5&from=x", 404)],
)
def test_a_page_of_plans_that_there_is_not(reader: Client, query: str, status: int) -> None:
    ActionPlanFactory.create(slug="vink")

    assert reader.get(f"/api/v1/plans/?{query}").status_code == status


@pytest.mark.parametrize("name", ["plan", "from"])
def test_an_odd_sign_is_refused_by_the_feed(reader: Client, name: str) -> None:
    assert reader.get("/api/v1/goals/", {name: "a\x00"}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/api/v1/plans/", 5), ("/api/v1/publications/", 4), ("/api/v1/goals/?plan=first", 15)],
)
def test_the_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int, number: int
) -> None:
    for index in range(number):
        plan = ActionPlanFactory.create(slug=f"plan-x{index}" if index else "first")
        report = ReportFactory.create(round__plan=plan)
        PublicationFactory.create(report=report)
        for _goal in range(number):
            area = EffortAreaFactory.create(plan=plan)
            indicator = IndicatorFactory.create(goal__area=area)
            TargetFactory.create(indicator=indicator)
            MeasurementFactory.create(indicator=indicator)

    with django_assert_num_queries(queries):  # two say who is signed in, one that the feed was read
        reader.get(address)


def test_the_description_names_every_address_and_field(reader: Client) -> None:
    ActionPlanFactory.create(slug="vink")
    described = reader.get("/api/v1/openapi.json").json()
    schemas = described["components"]["schemas"]

    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": SITE}]
    for path, methods in described["paths"].items():
        address = path.format(plan="vink", period="2019")
        assert reader.get(address).status_code == 200, address
        assert methods.keys() == {"get"}
    assert len(described["paths"]) == 4
    for name, schema in schemas.items():
        shape = getattr(shapes, name, None)
        if shape is not None and "properties" in schema:
            assert schema["properties"].keys() == shape.model_fields.keys()
            assert all(each["description"] for each in schema["properties"].values())
    references = set(_references(described))
    assert references == {f"#/components/schemas/{name}" for name in schemas}
    fields = {name for shape in shapes.Shape.__subclasses__() for name in shape.model_fields}
    assert fields == {name for name in MEANINGS if "." not in name}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_people_read_how_it_is_used(reader: Client) -> None:
    page = reader.get("/api/").content.decode()

    assert "Data til Excel og Power BI" in page
    assert f"{SITE}/api/v1/goals/" in page
    assert all(f"<code>{name}</code>" in page for name in shapes.GoalRow.model_fields)
    assert 'href="/api/"' in reader.get("/me/").content.decode()
