"""Does a plan's own page read as its document, leave out what there is not, and stay cheap?

Tests the page of a plan as it was adopted.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.enums import VoteSide
from plans.models import (
    ActionPlan,
    BudgetLine,
    BudgetTable,
    Decision,
    DecisionRemark,
    DecisionVote,
    Effort,
    KeyFigure,
    KeyFigurePart,
)
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    GoalHeadingFactory,
    IndicatorFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    StatusWordFactory,
    UserFactory,
)
from tests.reporting import vink_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def page(client: Client, slug: str) -> str:
    response = client.get(f"/plans/{slug}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.slow
def test_the_plan_of_2016_17_reads_as_its_document(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    text = page(reader, vink_plans.EARLIER)

    assert (
        "I planen er et mål »indfriet«, »delvist indfriet« eller »ikke indfriet«; det er »delvist indfriet«, "
        "når tallet afviger mindre end 15 pct. fra måltallet; om en andel, der ikke kan måles, står der "
        "»kan ikke opgøres i procent«." in text
    )
    assert 'Viderefører <a href="/plans/vink-2009-10/">' in text
    assert 'Afløst af <a href="/plans/vink-2018-19/">' in text
    assert "Understøttelse af koordineringsenhedens mål *" in text
    assert "* Det blev i Budget 2016 besluttet at etablere" in text
    assert 'href="/plans/vink-2016-17/goals/visitation/"' in text
    assert "giver tilsammen 2,35 + 1,8 = 4,15 mod rammens 4,1 mio. kr." in text
    assert "heraf 17 vurderet som begrundede henvendelser" in text
    assert "Beslutninger" not in text  # the sources have none on this plan


@pytest.mark.slow
def test_a_goal_of_two_areas_stands_in_both_and_says_so(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    text = page(reader, vink_plans.LATER)

    assert text.count('href="/plans/vink-2018-19/goals/ikke-radikaliseringstruet/"') >= 2
    assert "Fælles med område 3" in text
    assert "Fælles med område 2" in text
    assert "7 resultatmål" in text


@pytest.mark.slow
def test_every_goal_has_its_status_and_figures_before_the_plans_long_texts(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    text = page(reader, vink_plans.LATER)
    in_words = " ".join(re.sub(r"<[^>]*>", " ", text).split())

    assert "Målenes status er for 2019, opgjort 15. januar 2020. Se status" in in_words
    goal = "70 pct. af alle borgere, der gennemfører 1-1 forløb, er i enten uddannelse eller beskæftigelse"
    assert in_words.count(f"Ikke nået {goal}") == 2  # 7 of 15 = 47 pct., in both of its areas
    assert in_words.count("47 pct. (7 af 15) · måltal 70 pct.") == 2
    assert in_words.index(f"Ikke nået {goal}") < in_words.index("Læs indledningen")
    assert '<summary class="details-summary">Formål, indhold, målgruppe og effekt</summary>' in text
    assert '<summary class="details-summary">6 indsatser</summary>' in text
    assert '<summary class="details-summary">11 nøgletal</summary>' in text


@pytest.mark.slow
def test_the_statuses_are_of_the_period_that_was_chosen(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    chosen = reader.get("/plans/vink-2018-19/?period=2018").content.decode()

    assert "Målenes status er for 2018" in chosen
    assert "Ikke afrapporteret" in chosen
    assert 'href="/plans/vink-2018-19/goals/visitation/?period=2018"' in chosen


def test_a_withdrawn_goal_says_so_where_its_status_would_stand(reader: Client) -> None:
    area = EffortAreaFactory.create(plan=ActionPlanFactory.create(slug="plan"))
    ReportingRoundFactory.create(plan=area.plan)
    ResultGoalFactory.create(area=area, withdrawn_from=2018)

    text = page(reader, "plan")

    assert '<span class="muted">Udgået fra og med 2018</span>' in text
    assert "status--" not in text


def test_the_vote_of_2010_is_told_by_side_and_party(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT)

    text = page(reader, vink_plans.PILOT)

    assert "<dt>For stemte</dt> <dd><strong>9</strong> (A, B, F, C, V, O)</dd>" in text
    assert "<dt>Imod stemte</dt> <dd><strong>1</strong> (Ø)</dd>" in text
    assert "<dt>Undlod at stemme</dt> <dd><strong>ingen</strong></dd>" in text
    assert "Protokolbemærkning fra Ø" in text


def test_a_plan_without_anything_says_what_is_missing_and_leaves_out_the_rest(reader: Client) -> None:
    ActionPlanFactory.create(slug="tom")

    text = page(reader, "tom")

    assert "Planen har ingen indsatsområder endnu" in text
    for chapter in ("Formål", "Indledning", "Økonomi</h2>", "Nøgletal", "Beslutninger", "På denne side"):
        assert chapter not in text


def test_markup_in_a_plans_text_is_shown_not_obeyed(reader: Client) -> None:
    ActionPlanFactory.create(slug="tekst", aims="<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(reader, "tekst")


def test_an_unknown_plan_is_not_found(reader: Client) -> None:
    assert reader.get("/plans/findes-ikke/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    ActionPlanFactory.create(slug="lukket")

    response = client.get("/plans/lukket/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/login/")


def test_the_plans_pages_name_the_plan_first(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="plan")
    ReportingRoundFactory.create(plan=plan)

    text = page(reader, "plan")

    assert '<a class="plan-head__tab" href="/plans/plan/" aria-current="page">' in text
    assert 'href="/plans/plan/status/2019/"' in text


def long_plan(slug: str, times: int) -> ActionPlan:
    plan = ActionPlanFactory.create(
        slug=slug, predecessor=ActionPlanFactory.create(), starts_on=date(2018, 1, 1)
    )
    StatusWordFactory.create(plan=plan, status="achieved", word="indfriet")
    for number in range(times):
        ActionPlanFactory.create(predecessor=plan)
        area = EffortAreaFactory.create(plan=plan, number=number + 1)
        Effort.objects.create(area=area, order=1, title="Temadage", remark="Se tabel 1.")
        other = EffortAreaFactory.create(plan=plan, number=number + 100)
        goal = ResultGoalFactory.create(
            area=area, heading=GoalHeadingFactory.create(area=area), further_areas=[other]
        )
        table = BudgetTable.objects.create(plan=plan, order=number, title="Økonomi")
        BudgetLine.objects.create(
            table=table, order=1, area=area, first_year=2018, last_year=2018, amount=Decimal(1)
        )
        figure = KeyFigure.objects.create(
            plan=plan,
            order=number,
            label="Henvendelser",
            value=Decimal(48),
            area=area,
            indicator=IndicatorFactory.create(goal=goal),
        )
        KeyFigurePart.objects.create(key_figure=figure, order=1, label="begrundede", value=Decimal(19))
        decision = Decision.objects.create(committee="Udvalget", decided_on=date(2018, 1, 1), title="Planen")
        decision.plans.add(plan)
        DecisionVote.objects.create(decision=decision, side=VoteSide.FOR, count=9)
        DecisionRemark.objects.create(decision=decision, party="Ø", text="Nej.")
    return plan


@pytest.mark.parametrize("times", [1, 3])
def test_a_long_plan_takes_as_many_queries_as_a_short_one(reader: Client, times: int) -> None:
    long_plan("lang", times)

    with CaptureQueriesContext(connection) as queries:
        page(reader, "lang")

    assert len(queries) == 24
