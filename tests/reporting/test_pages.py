"""Do the status and annex pages show what they should, to whom they should, and lead on from there?

Tests the status page and the annex's page: access, addresses, contents and queries.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.enums import Role, Status
from plans.models import ActionPlan
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal, full_plan, shared_goal

pytestmark = pytest.mark.django_db

SLUG = "vink-2018-19"
PAGES = ["status", "annex", "annex_pdf"]
# session, user, the plan, its rounds, nine for the status report, who is responsible
STATUS_QUERIES = 14
# and the memo, its tables and their rows
ANNEX_QUERIES = 15


@pytest.fixture
def plan() -> ActionPlan:
    return ActionPlanFactory.create(slug=SLUG)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def address(page: str, period: str = "2019", slug: str = SLUG) -> str:
    return reverse(page, args=[slug, period])


def row_headers(page: bytes) -> list[str]:
    """What names each row of the page's table, in order."""
    headers = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page.decode(), re.DOTALL)
    return [re.sub(r"<[^>]*>", "", header).strip() for header in headers]


# --- Who, and what is not there ---------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("slug", [SLUG, "findes-ikke"])
@pytest.mark.parametrize("page", PAGES)
def test_without_a_sign_in_there_is_only_the_sign_in(client: Client, page: str, slug: str) -> None:
    # the same whether there is such a plan or not
    path = address(page, slug=slug)

    assertRedirects(client.get(path), f"{reverse('login')}?next={path}")


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("role", Role)
def test_every_role_sees_every_page(client: Client, role: Role) -> None:
    client.force_login(UserFactory.create(role=role))

    assert [client.get(path).status_code for path in ["/", *map(address, PAGES)]] == [200] * 4


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("slug", "period"),
    [
        ("findes-ikke", "2019"),
        (SLUG, "2017"),
        (SLUG, "2020"),
        (SLUG, "2016-2017"),
        (SLUG, "2020-2021"),
        (SLUG, "2017-2018"),
        (SLUG, "2019-2021"),
    ],
)
def test_an_unknown_plan_and_other_years_are_not_found(
    reader: Client, page: str, slug: str, period: str
) -> None:
    assert reader.get(address(page, period, slug)).status_code == 404


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    "period", ["19", "20199", "2019-2018", "2019-", "0000", "0000-2019", "0999-2019", "2019%20"]
)
def test_what_is_no_period_is_not_found(reader: Client, period: str) -> None:
    assert reader.get(f"/plans/{SLUG}/status/{period}/").status_code == 404


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_read(reader: Client, page: str) -> None:
    assert reader.post(address(page)).status_code == 405


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("page", PAGES)
def test_the_head_of_a_page_can_be_asked_for(reader: Client, page: str) -> None:
    assert reader.head(address(page)).status_code == 200


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("period", ["2018", "2018-2019"])
@pytest.mark.parametrize("page", PAGES)
def test_every_period_of_the_plan_has_its_pages(reader: Client, page: str, period: str) -> None:
    assert reader.get(address(page, period)).status_code == 200


# --- Status -----------------------------------------------------------------------------------------------


def test_the_status_page_shows_each_goal_and_how_it_stands(reader: Client, plan: ActionPlan) -> None:
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    area = EffortAreaFactory.create(plan=plan, number=2, title="Indgribende indsats")
    shared_goal(area, "arbejde", order=1, numerator=7, denominator=15)
    counted_goal(area, "unge", order=2, target=200, value=1362)
    ResultGoalFactory.create(area=area, order=3, wording="Uden indikator")
    counted_goal(EffortAreaFactory.create(), "another-plans")
    counted_goal(area, "withdrawn", order=4, withdrawn_from=2019)
    ReportingRoundFactory.create(plan=plan)

    response = reader.get(address("status"))

    assert row_headers(response.content) == ["Mål arbejde", "Mål unge", "Uden indikator"]
    for text in (
        "Opgjort 15. januar 2020.",
        "De viste resultatmål fordelt på status 2019",
        "47 pct. (7 af 15)",
        "Afvigelsen er 33 pct.; den skal være under 15 pct. for »delvist nået«.",
        "Én færre i mål: 6 af 15 = 40 pct., ikke nået.",
        "1.362",
        "Indfriet",
        "Der er intet måltal for perioden.",
        "2. Indgribende indsats",
    ):
        assertContains(response, text)


def test_what_people_wrote_is_text_on_the_page(reader: Client, plan: ActionPlan) -> None:
    ResultGoalFactory.create(area__plan=plan, wording="Mål <script>alert(1)</script>")

    for page in ("status", "annex"):
        response = reader.get(address(page))
        assertContains(response, "Mål &lt;script&gt;alert(1)&lt;/script&gt;")
        assertNotContains(response, "<script>alert(1)")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Åben", "Zoo", "Ærø", "Æble"]),
        ("?sort=goal", ["Zoo", "Æble", "Ærø", "Åben"]),
        ("?sort=-goal", ["Åben", "Ærø", "Æble", "Zoo"]),
        # achieved and not measurable have none; then 10 %, then 50 %
        ("?sort=deviation", ["Ærø", "Æble", "Zoo", "Åben"]),
        ("?sort=-deviation", ["Åben", "Zoo", "Æble", "Ærø"]),
        # the worst first; what cannot be measured last
        ("?sort=status", ["Åben", "Zoo", "Ærø", "Æble"]),
        ("?sort=-status", ["Æble", "Ærø", "Zoo", "Åben"]),
        # 1: Ærø, Æble; 2: Åben, Zoo
        ("?sort=area", ["Ærø", "Æble", "Åben", "Zoo"]),
        # no such column, and one that does not sort
        ("?sort=pk", ["Åben", "Zoo", "Ærø", "Æble"]),
        ("?sort=target", ["Åben", "Zoo", "Ærø", "Æble"]),
        ("?page=7", ["Åben", "Zoo", "Ærø", "Æble"]),
    ],
)
def test_the_reports_order_is_kept_unless_a_column_is_chosen(
    reader: Client, plan: ActionPlan, sort: str, order: list[str]
) -> None:
    one, two = (EffortAreaFactory.create(plan=plan, number=number) for number in (1, 2))
    for number, (area, wording, value, target) in enumerate(
        [(two, "Åben", 5, 10), (two, "Zoo", 9, 10), (one, "Ærø", 10, 10), (one, "Æble", 1, None)], start=1
    ):
        counted_goal(area, f"goal-{number}", order=number, wording=wording, value=value, target=target)

    assert row_headers(reader.get(address("status") + sort).content) == order


@pytest.mark.usefixtures("plan")
def test_a_plan_without_goals_says_so(reader: Client) -> None:
    assertContains(reader.get(address("status")), "Planen har ingen resultatmål i perioden")


@pytest.mark.parametrize("page", ["status", "annex"])
def test_one_can_go_to_the_plans_other_pages_and_periods(reader: Client, plan: ActionPlan, page: str) -> None:
    ReportingRoundFactory.create(plan=plan, first_year=2018, last_year=2019)

    html = reader.get(address(page)).content.decode()

    for other in ("status", "entry", "annex"):
        current = ' aria-current="page"' if other == page else ""
        assert f'href="{address(other)}"{current}' in html
    links = re.findall(rf'href="/plans/{SLUG}/{page}/([0-9-]+)/"([^>]*)', html)
    periods = [(period, "aria-current" in rest) for period, rest in links]
    assert [each for each in periods if each[0] != "2019"] == [("2018", False), ("2018-2019", False)]
    assert ("2019", True) in periods


@pytest.mark.parametrize("goals", [1, 3])
@pytest.mark.parametrize("sort", ["", "?sort=status"])
def test_the_status_pages_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int, sort: str
) -> None:
    plan = full_plan(goals)

    with django_assert_num_queries(STATUS_QUERIES):
        reader.get(address("status", slug=plan.slug) + sort)


# --- Annex ------------------------------------------------------------------------------------------------


def memo_with(commentary: str) -> None:
    """A memo for 2019 on the plan, with one goal."""
    goal = counted_goal(EffortAreaFactory.create(plan=ActionPlan.objects.get(slug=SLUG)), "dialog")
    round_ = ReportingRoundFactory.create(plan=goal.plan)
    table = ReportTableFactory.create(report=ReportFactory.create(round=round_))
    ReportRowFactory.create(table=table, goal=goal)
    SubmissionFactory.create(round=round_, goal=goal, commentary=commentary)


@pytest.mark.usefixtures("plan")
def test_the_annex_is_a_page_and_a_file(reader: Client) -> None:
    memo_with("VINK afholdt 15 dialogaktiviteter.")

    page, file = reader.get(address("annex")), reader.get(address("annex_pdf"))

    assertContains(page, "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019")
    assertContains(page, "VINK afholdt 15 dialogaktiviteter.")
    assertContains(page, f'href="{address("annex_pdf")}"')
    assert row_headers(page.content) == ["Mål dialog"]
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == f'attachment; filename="bilag-1-{SLUG}-2019.pdf"'
    assert file.content.startswith(b"%PDF-")


@pytest.mark.usefixtures("plan")
def test_a_letter_that_the_typeface_lacks_is_named_on_the_page(reader: Client) -> None:
    memo_with("Afholdt på 漢字.")

    response = reader.get(address("annex_pdf"), follow=True)

    assertRedirects(response, address("annex"))
    (message,) = response.context["messages"]
    assert "漢" in str(message)
    assertContains(response, "漢")
    assert str(message) == (
        "Bilagets skrifttype mangler disse tegn: 漢 (U+6F22), 字 (U+5B57). "
        "Ret teksten her: Tabel 1, mål 1: Mål dialog – afrapportering (漢 (U+6F22), 字 (U+5B57))."
    )


@pytest.mark.parametrize("goals", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("annex", ANNEX_QUERIES), ("annex_pdf", ANNEX_QUERIES + 1)])
def test_the_annexs_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int, page: str, queries: int
) -> None:
    """That a file was fetched is kept in the trail, which is one more."""
    plan = full_plan(goals)

    with django_assert_num_queries(queries):
        reader.get(address(page, slug=plan.slug))
