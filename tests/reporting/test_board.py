"""Does the board show the goals that its address asks for, in that order, and counted right?

Tests the board's page: its cells, filters, sorting, counts, addresses and queries.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains, assertRedirects

from plans.enums import Status, SubmissionState
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    StatusWordFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal, counted_part, full_plan
from tests.reporting.board_plan import ADDRESS, BOARD, SLUG, BoardPlan, asked, board_plan

pytestmark = pytest.mark.django_db

# session, user, the plan, its rounds, nine for the status reports, who is responsible
QUERIES = 14


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


@pytest.fixture
def plan() -> BoardPlan:
    return board_plan()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def goals_on(page: bytes) -> list[str]:
    """The goals of the matrix, in order."""
    return re.findall(r'<th class="board-table__goal"[^>]*>\s*<a href="[^"]*">(.*?)</a>', page.decode())


def row_headers(page: str) -> list[str]:
    """The goals of the full table, in order."""
    return [text_of(each) for each in re.findall(r'<th scope="row".*?</th>', page, re.DOTALL)]


def rows(page: bytes) -> dict[str, list[str]]:
    """The cells of every goal of the matrix."""
    found = re.findall(r'<tr role="row">\s*<th class="board-table__goal".*?</tr>', page.decode(), re.DOTALL)
    cells = {}
    for row in found:
        (goal,) = goals_on(row.encode())
        cells[goal] = [text_of(cell) for cell in re.findall(r"<td .*?</td>", row, re.DOTALL)]
    return cells


def totals(page: bytes) -> dict[str, list[str]]:
    """The counts of every group."""
    (table,) = re.findall(r'<table class="[^"]*board-totals.*?</table>', page.decode(), re.DOTALL)
    lines = re.findall(r'<tr role="row">\s*<th class="board-totals__.*?</tr>', table, re.DOTALL)
    return {
        text_of(re.search(r"<th.*?</th>", line, re.DOTALL)[0]): [  # type: ignore[index]  # there is one
            text_of(cell) for cell in re.findall(r"<td .*?</td>", line, re.DOTALL)
        ]
        for line in lines
    }


# --- Matrix and counts ------------------------------------------------------------------------------------


def test_each_goal_has_a_cell_for_each_period_and_its_figures_in_the_chosen_one(
    reader: Client, plan: BoardPlan
) -> None:
    StatusWordFactory.create(plan=plan.plan, status=Status.ACHIEVED, word="indfriet")

    page = asked(reader)

    # 2018 | 2019 | 2018–2019 | target, actual and deviation of 2019
    no_target = "Kan ikke opgøres intet måltal"
    assert rows(page) == {
        "Zoo": [no_target, "Indfriet 15", "Indfriet 15", "10", "15", "–"],
        "Ærø": [no_target, "Ikke nået 2", "Ikke nået 2", "10", "2", "80 pct."],
        # 7 of 15 = 46.7 %; (70 − 46.7) / 70 = 33.3 %
        "Åben": [
            no_target,
            "Ikke nået 47 pct.",
            "Ikke nået 47 pct.",
            "70 pct.",
            "47 pct. (7 af 15)",
            "33 pct.",
        ],
        "Abe": [no_target, "Ikke afrapporteret", "Ikke afrapporteret", "10", "–", "–"],
    }
    assert re.findall(r'board-table__area".*?<span>(.*?)</span>', page.decode(), re.DOTALL) == [
        "1. Åbne døre",
        "2. Foregribende indsats",
        "3. Exit",
    ]
    assert '<span class="cell-note">Fælles med område 3</span>' in page.decode()
    assert f'href="/plans/{SLUG}/goals/work/#indicator-1-figures"' in page.decode()


def test_a_years_figure_beneath_a_period_that_lacks_others_is_named_as_that_years(
    reader: Client, plan: BoardPlan
) -> None:
    TargetFactory.create(indicator=plan.work.indicators.get(), year=2018, value=Decimal(70))

    dense = rows(asked(reader, period="2018-2019"))["Åben"]
    full = reader.get(f"/plans/{SLUG}/status/2018-2019/?view=full").content.decode()

    # 2018 | 2019 | 2018–2019 | target, actual and deviation of 2018–2019
    assert dense[:3] == ["Ikke afrapporteret", "Ikke nået 47 pct.", "Ikke afrapporteret 2019: 47 pct."]
    assert dense[4] == "2019: 47 pct. (7 af 15)"
    assert "2019: 47 pct. (7 af 15)" in full


@pytest.mark.usefixtures("plan")
def test_a_shared_goal_counts_once_in_the_plan_and_in_each_of_its_areas_and_levels(reader: Client) -> None:
    # 2018: no target; 2019 and both years: 1 achieved, 2 not, 1 not reported; "work" is in areas 2 and 3
    assert totals(asked(reader)) == {
        "I alt": ["4", "4 Kan ikke opgøres", *["1 Nået, 2 Ikke nået, 1 Ikke afrapporteret"] * 2],
        "Forebyggende": ["2", "2 Kan ikke opgøres", *["1 Nået, 1 Ikke nået"] * 2],
        "Foregribende": ["1", "1 Kan ikke opgøres", *["1 Ikke nået"] * 2],
        "Indgribende": ["2", "2 Kan ikke opgøres", *["1 Ikke nået, 1 Ikke afrapporteret"] * 2],
        "1. Åbne døre": ["2", "2 Kan ikke opgøres", *["1 Nået, 1 Ikke nået"] * 2],
        "2. Foregribende indsats": ["1", "1 Kan ikke opgøres", *["1 Ikke nået"] * 2],
        "3. Exit": ["2", "2 Kan ikke opgøres", *["1 Ikke nået, 1 Ikke afrapporteret"] * 2],
    }


@pytest.mark.usefixtures("plan")
def test_a_chosen_area_has_no_neighbours_counted_in_part(reader: Client) -> None:
    page = asked(reader, area="2")

    assert goals_on(page) == ["Åben"]
    assert list(totals(page)) == ["I alt", "Foregribende", "Indgribende", "2. Foregribende indsats"]


def test_a_goal_has_no_status_once_it_is_withdrawn(reader: Client, plan: BoardPlan) -> None:
    counted_goal(plan.areas[0], "gone", wording="Udgået mål", year=2018, withdrawn_from=2019)

    page = asked(reader, period="2018")

    assert rows(page)["Udgået mål"] == ["Nået 15", "Udgået", "Nået 15", "10", "15", "–"]
    assert totals(page)["I alt"] == [
        "5",
        "1 Nået, 4 Kan ikke opgøres",
        "1 Nået, 2 Ikke nået, 1 Ikke afrapporteret",
        "2 Nået, 2 Ikke nået, 1 Ikke afrapporteret",
    ]


def test_a_goal_of_several_parts_names_them(reader: Client, plan: BoardPlan) -> None:
    goal = counted_goal(plan.areas[0], "parts", wording="Dele", target=None, value=None)
    goal.indicators.all().delete()
    counted_part(goal, target=6, value=4, label="møder")
    counted_part(goal, target=3, value=3, label="høringer")

    assert rows(asked(reader))["Dele"][1] == "Ikke nået møder: 4 høringer: 3"


def test_a_judgement_that_overrides_the_rule_says_what_was_computed(reader: Client, plan: BoardPlan) -> None:
    SubmissionFactory.create(
        round=plan.round,
        goal=plan.workshops,
        override=Status.PARTLY_ACHIEVED,
        override_reason="To mere er aftalt.",
        override_replaced=Status.NOT_ACHIEVED,
    )

    page = asked(reader, status=Status.PARTLY_ACHIEVED.value)

    assert rows(page) == {
        "Ærø": [
            "Kan ikke opgøres intet måltal",
            "Delvist nået 2 (forslag; beregnet: ikke nået)",
            "Ikke nået 2",
            "10",
            "2",
            "80 pct.",
        ]
    }


def test_the_columns_are_the_years_the_plan_and_what_else_is_reported(
    reader: Client, plan: BoardPlan
) -> None:
    ReportingRoundFactory.create(plan=plan.plan, first_year=2018, last_year=2019, as_of=date(2020, 3, 1))
    ReportingRoundFactory.create(plan=plan.plan, first_year=2021)  # a mistake

    page = reader.get(BOARD, follow=True).content.decode()

    head = page.partition('class="plan-head__pages"')[0]
    switcher = re.findall(r'class="periods__link" href="[^"]*"([^>]*)>([^<]*)<', head)
    assert switcher == [("", "2018"), ("", "2019"), (' aria-current="page"', "2018–2019")]
    assert [text_of(each) for each in re.findall(r'class="board-day">(.*?)<', page)] == [
        "opgjort 15. januar 2020",
        "opgjort 1. marts 2020",
    ]


# --- Filters ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("filters", "goals"),
    [
        ({}, ["Zoo", "Ærø", "Åben", "Abe"]),
        ({"area": "1"}, ["Zoo", "Ærø"]),
        ({"area": "3"}, ["Åben", "Abe"]),  # a further area counts as the lead
        ({"area": ["1", "3"]}, ["Zoo", "Ærø", "Åben", "Abe"]),
        ({"level": "anticipatory"}, ["Åben"]),
        ({"level": ["preventive", "anticipatory"]}, ["Zoo", "Ærø", "Åben"]),
        ({"status": "not_achieved"}, ["Ærø", "Åben"]),
        ({"status": "not_achieved", "period": "2018"}, None),
        ({"status": ["achieved", "not_reported"]}, ["Zoo", "Abe"]),
        ({"missing": "figures"}, ["Abe"]),
        ({"missing": "commentary"}, ["Ærø", "Åben", "Abe"]),  # one of them has a submission without
        ({"text": "aerø"}, None),  # Danish spells it "ae" nowhere
        ({"text": "ÆRØ"}, ["Ærø"]),
        ({"text": "aaben"}, ["Åben"]),
        ({"text": "ærlig"}, ["Zoo"]),  # its heading
        ({"text": "aabne døre"}, ["Zoo", "Ærø"]),  # its area, in any order
        ({"text": "døre zoo"}, ["Zoo"]),
        ({"text": "100%_"}, None),
        ({"area": "1", "status": "not_achieved", "text": "æ"}, ["Ærø"]),
    ],
)
def test_a_filter_leaves_the_goals_that_pass_it(
    reader: Client, filters: dict[str, str | list[str]], goals: list[str] | None
) -> None:
    page = asked(reader, **filters)

    assert goals_on(page) == (goals or [])
    assert ("Ingen resultatmål passer til filtrene" in page.decode()) == (goals is None)
    total_text = (
        "Viser alle 4 resultatmål" if not filters or (goals and len(goals) == 4) else "af 4 resultatmål"
    )
    assert total_text in page.decode()


def test_a_person_is_found_by_the_areas_that_are_theirs_today(reader: Client, plan: BoardPlan) -> None:
    today = timezone.localdate()
    karin, bo, former = (
        UserFactory.create(contributor=True, first_name=name, last_name="Holm")
        for name in ("Karin", "Bo", "Ib")
    )
    ResponsibilityFactory.create(user=karin, area=plan.areas[2])
    ResponsibilityFactory.create(user=bo, area=plan.areas[0])
    ResponsibilityFactory.create(user=former, area=plan.areas[0], ends_on=today - timedelta(days=1))
    ResponsibilityFactory.create(area=EffortAreaFactory.create())  # of another plan
    gone = ResponsibilityFactory.create(area=plan.areas[1], user__is_active=False).user

    page = asked(reader, person=str(karin.pk))

    assert goals_on(page) == ["Åben", "Abe"]
    offered = re.findall(r'<option value="(\d+)"', page.decode())
    assert offered == [str(bo.pk), str(karin.pk)]
    for other in (former, gone):
        response = reader.get(f"{ADDRESS}?view=dense&person={other.pk}")
        assertContains(response, "Personen har ikke ansvar", status_code=422)
        assertNotContains(response, "Ib Holm", status_code=422)


@pytest.mark.usefixtures("plan")
def test_what_was_chosen_can_be_taken_away_piece_by_piece_or_all_at_once(reader: Client) -> None:
    page = asked(
        reader, area=["1", "3"], status="not_achieved", text="Æ & b", period="2019", sort="-goal"
    ).decode()

    chips = re.findall(r'<a class="chip" href="([^"]*)"><span class="sr-only">(.*?)</span>(.*?)\s*<svg', page)
    rest = "sort=-goal&amp;view=dense"
    search = "text=%C3%86+%26+b"
    assert chips == [
        (
            f"{ADDRESS}?area=1&amp;area=3&amp;status=not_achieved&amp;{rest}",
            "Fjern filteret ",
            "Søgning: Æ &amp; b",
        ),
        (
            f"{ADDRESS}?{search}&amp;area=3&amp;status=not_achieved&amp;{rest}",
            "Fjern filteret ",
            "Område: 1. Åbne døre",
        ),
        (
            f"{ADDRESS}?{search}&amp;area=1&amp;status=not_achieved&amp;{rest}",
            "Fjern filteret ",
            "Område: 3. Exit",
        ),
        (f"{ADDRESS}?{search}&amp;area=1&amp;area=3&amp;{rest}", "Fjern filteret ", "Status: Ikke nået"),
    ]
    assert f'href="{ADDRESS}?{rest}">Fjern filtre</a>' in page


@pytest.mark.usefixtures("plan")
def test_an_address_to_share_says_what_was_chosen_and_nothing_else(reader: Client) -> None:
    sent = reader.get(f"{ADDRESS}?text=&person=&missing=&area=2&sort=&view=dense")

    assertRedirects(sent, f"{ADDRESS}?area=2&view=dense")


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BOARD, f"{ADDRESS}?view=dense"),  # 2019 was reported last
        (f"{BOARD}?period=2018&area=2", f"/plans/{SLUG}/status/2018/?area=2&view=dense"),
        (f"{BOARD}?period=2018-2019&sort=-2018", f"/plans/{SLUG}/status/2018-2019/?sort=-2018&view=dense"),
        # another period than the path's goes before it
        (f"{ADDRESS}?period=2018&status=achieved", f"/plans/{SLUG}/status/2018/?status=achieved"),
    ],
)
def test_the_addresses_that_there_were_lead_to_the_same_goals(reader: Client, old: str, new: str) -> None:
    assertRedirects(reader.get(old), new)


@pytest.mark.usefixtures("plan")
def test_what_the_boards_address_gets_wrong_is_said_where_it_leads(reader: Client) -> None:
    response = reader.get(f"{BOARD}?period=1990&area=9", follow=True)

    assertContains(response, "Planen har ingen periode 1990.", status_code=422)
    assertContains(response, "Planen har intet område 9.", status_code=422)


# --- Dense and in full ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
def test_in_full_each_goal_is_told_with_why_it_stands_so(reader: Client) -> None:
    page = reader.get(f"{ADDRESS}?status=not_achieved").content.decode()

    assert row_headers(page) == ["Ærø", "Åben"]
    assert "Viser 2 af 4 resultatmål" in text_of(page)
    # (10 − 2) / 10
    assert "80 pct." in text_of(page)
    assert "board-table" not in page


@pytest.mark.usefixtures("plan")
def test_one_switches_between_dense_and_full_and_keeps_the_goals(reader: Client) -> None:
    in_full = reader.get(f"{ADDRESS}?area=1&sort=-goal").content.decode()
    dense = asked(reader, area="1", sort="2018").decode()

    assert f'href="{ADDRESS}?area=1&amp;sort=-goal&amp;view=dense">Tæt</a>' in in_full
    # there is no column of 2018 to sort by in the full view
    assert f'href="{ADDRESS}?area=1&amp;view=full">Fuld</a>' in dense


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Zoo", "Ærø", "Åben", "Abe"]),
        ("-goal", ["Åben", "Ærø", "Zoo", "Abe"]),
        ("status", ["Ærø", "Åben", "Abe", "Zoo"]),
        ("-deviation", ["Ærø", "Åben", "Abe", "Zoo"]),
        ("-2018", ["Zoo", "Ærø", "Åben", "Abe"]),  # a column that only the dense view has
    ],
)
def test_in_full_the_goals_come_in_the_order_that_was_chosen(
    reader: Client, sort: str, order: list[str]
) -> None:
    page = reader.get(f"{ADDRESS}?sort={sort}", follow=True).content.decode()

    assert row_headers(page) == order


@pytest.mark.one_database
@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=9", "Planen har intet område 9."),
        ("area=%3Cb%3E", "Planen har intet område &lt;b&gt;."),
        ("level=deep", "Planen har intet niveau deep."),
        ("status=won", "Der er ingen status won."),
        ("person=x", "Personen har ikke ansvar"),
        ("missing=all", "Vælg, hvad målene mangler: tal eller tekst."),
        (
            "missing=commentary&period=2018",
            "Der er ingen indberetning for 2018, så ingen tekster mangler.",
        ),
        ("period=1990", "Planen har ingen periode 1990."),
        ("sort=pk", "Målene kan ikke sorteres efter pk."),
        ("sort=target", "Målene kan ikke sorteres efter target."),
        ("view=wide", "Der er ingen visning wide."),
        (f"text={'a' * 101}", "Søg efter højst 100 tegn."),
    ],
)
@pytest.mark.parametrize(
    "path", [f"{ADDRESS}?view=dense&", *(f"{BOARD}tavle.{kind}?" for kind in ("csv", "xlsx", "json"))]
)
def test_what_an_address_gets_wrong_is_said_and_no_file_is_given(
    reader: Client, query: str, expected: str, path: str
) -> None:
    response = reader.get(f"{path}{query}", follow=True)

    assertContains(response, expected, status_code=422)
    assert response.headers["Content-Type"].startswith("text/html")
    assertContains(response, 'class="board-filter" open', status_code=422)


def test_nonsense_beside_the_filters_changes_nothing(reader: Client, plan: BoardPlan) -> None:
    assert goals_on(asked(reader, page="7", utm="x")) == ["Zoo", "Ærø", "Åben", "Abe"]


# --- Order ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("area", ["Zoo", "Ærø", "Åben", "Abe"]),
        ("goal", ["Abe", "Zoo", "Ærø", "Åben"]),
        ("-goal", ["Åben", "Ærø", "Zoo", "Abe"]),
        # not achieved, not reported, achieved
        ("2019", ["Ærø", "Åben", "Abe", "Zoo"]),
        ("-2019", ["Zoo", "Abe", "Åben", "Ærø"]),
        ("2018-2019", ["Ærø", "Åben", "Abe", "Zoo"]),
        # 46.7, 15, 2, none
        ("-figure", ["Åben", "Zoo", "Ærø", "Abe"]),
        ("figure", ["Abe", "Ærø", "Zoo", "Åben"]),
        # 80 %, 33 %, then those without
        ("-deviation", ["Ærø", "Åben", "Abe", "Zoo"]),
    ],
)
def test_the_goals_come_in_the_order_that_was_chosen(reader: Client, sort: str, order: list[str]) -> None:
    page = asked(reader, sort=sort)

    assert goals_on(page) == order
    is_sorted = re.search(r'aria-sort="(\w+)"', page.decode())
    assert (is_sorted and is_sorted[1]) == (
        None if sort == "area" else "descending" if sort.startswith("-") else "ascending"
    )


@pytest.mark.usefixtures("plan")
def test_sorting_keeps_the_filters(reader: Client) -> None:
    page = asked(reader, area="1", sort="goal").decode()

    assert f'class="data-table__sort" href="{ADDRESS}?area=1&amp;sort=-goal&amp;view=dense"' in page
    assert f'class="data-table__sort" href="{ADDRESS}?area=1&amp;sort=2018-2019&amp;view=dense"' in page
    assert '<input type="hidden" name="sort" value="goal">' in page
    assert "sorteret efter Resultatmål, stigende" in text_of(page)


# --- The page ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plan")
def test_a_script_gets_the_board_alone_and_the_address_to_show(reader: Client) -> None:
    htmx = {"HX-Request": "true"}

    part = reader.get(f"{ADDRESS}?text=&area=1&person=", headers=htmx)
    whole = reader.get(f"{ADDRESS}?area=1", headers={**htmx, "HX-History-Restore-Request": "true"})
    wrong = reader.get(f"{ADDRESS}?area=9", headers=htmx)

    assert part.content.strip().startswith(b'<div class="board" id="board">')
    assert part.headers["HX-Push-Url"] == f"{ADDRESS}?area=1"
    assert "Viser 2 af 4 resultatm" in part.headers["HX-Trigger"]
    assertContains(part, 'class="board-filter" open')
    assertContains(whole, "<!doctype html>")
    assert wrong.content.strip().startswith(b'<div class="board" id="board">')
    assertContains(wrong, "Planen har intet område 9.", status_code=422)


def test_a_plan_without_goals_or_areas_says_so(reader: Client) -> None:
    ActionPlanFactory.create(slug=SLUG)

    response = reader.get(f"{ADDRESS}?view=dense")

    assertContains(response, "Planen har ingen resultatmål endnu")
    assertNotContains(response, "Niveau")


@pytest.mark.usefixtures("plan")
def test_the_board_is_one_of_the_plans_pages(reader: Client) -> None:
    links = re.findall(r'class="plan-head__tab" href="([^"]*)"([^>]*)', reader.get(ADDRESS).content.decode())

    assert links[:2] == [(f"/plans/{SLUG}/", ""), (ADDRESS, ' aria-current="page"')]
    assert reader.get("/plans/findes-ikke/board/").status_code == 404
    assert reader.get(f"{BOARD}tavle.pdf").status_code == 404


@pytest.mark.usefixtures("plan")
def test_the_counts_lead_to_the_goals_that_have_the_status(reader: Client) -> None:
    page = asked(reader, text="r").decode()

    assertInHTML(f'<a href="{ADDRESS}?text=r&amp;view=dense&amp;status=not_achieved">Ikke nået</a>', page)


def test_what_people_wrote_is_text_on_the_page(reader: Client, plan: BoardPlan) -> None:
    counted_goal(plan.areas[0], "script", wording="<script>alert(1)</script>")

    assertNotContains(reader.get(ADDRESS), "<script>alert(1)")
    assertNotContains(reader.get(f"{ADDRESS}?view=dense"), "<script>alert(1)")
    assertNotContains(reader.get(f"{ADDRESS}?text=%3Cscript%3Ealert(1)"), "<script>alert(1)")


@pytest.mark.parametrize("goals", [1, 3])
@pytest.mark.parametrize("query", ["", "&status=achieved&missing=commentary&text=m&sort=-deviation"])
@pytest.mark.parametrize(
    "path", ["status/2019/?view=dense", "status/2019/?view=full", "board/tavle.csv?", "board/tavle.json?"]
)
def test_the_boards_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int, query: str, path: str
) -> None:
    full = full_plan(goals)
    for area in full.areas.all():
        ResponsibilityFactory.create(area=area)
    assert full.rounds.filter(submissions__state=SubmissionState.DRAFT).exists()

    with django_assert_num_queries(QUERIES + path.startswith("board")):  # that a file was fetched is kept
        response = reader.get(f"/plans/{full.slug}/{path}{query}")

    assert response.status_code == 200
