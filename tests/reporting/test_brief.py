"""Is the ledelsesoverblik always one page, with what failed first, and fit for archive and every reader?

Tests the managers' overview (ledelsesoverblik): its contents, its length, and its page and PDF.
"""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertRedirects

from plans.domain.values import Period
from plans.enums import Accumulation, AmountKind, Measure, RoundState, Status, SubmissionState
from plans.models import ActionPlan, Indicator, Measurement, ResultGoal, Submission, Target
from plans.pdf.order import pdf_of
from plans.status_report import status_report
from reporting.brief.contents import Brief, brief_of
from reporting.brief.details import STEPS, Details, worth_trying
from reporting.brief.rendering import brief_order, render_document
from reporting.brief.views import facts_of
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    BudgetTableFactory,
    EffortAreaFactory,
    ReportingRoundFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.plans.reported_plans import counted_goal, counted_part, full_plan, shared_goal
from tests.reporting import vink_plans
from tests.reporting.pdf_reading import TaggedPdf
from tests.reporting.publishing_plan import publishing_plan
from tests.verapdf import validate_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TODAY = date(2021, 6, 1)
YEAR = Period(2019, 2019)
LONG = (
    "70 pct. af alle de borgere, der gennemfører et en-til-en-forløb med mentor, coach eller rådgiver, er i"
    " enten ordinær uddannelse, beskæftigelse eller et virksomhedsrettet tilbud indenfor tolv måneder efter"
    " afslutningen, opgjort på deres egne oplysninger og jobcentrets registreringer af samme borgere i året "
)


def brief(plan: ActionPlan, details: Details = STEPS[0], period: Period = YEAR) -> Brief:
    return brief_of(facts_of(status_report(plan, period, today=TODAY)), details)


def valid_pdf(plan: ActionPlan, folder: Path, period: Period = YEAR) -> TaggedPdf:
    """The file, which keeps every rule of PDF/UA-1 and PDF/A-2a."""
    content = pdf_of(brief_order(facts_of(status_report(plan, period, today=TODAY))))
    path = folder / "ledelsesoverblik.pdf"
    path.write_bytes(content)
    assert validate_pdf(path, "ua1,2a") == []
    return TaggedPdf(content)


def many_goals(count: int, *, long: bool, failing: bool = False) -> ActionPlan:
    """A plan of so many goals: achieved, partly, not, missing, one after the other; or all failed."""
    title = LONG[:290] if long else "Handleplan"
    plan = ActionPlanFactory.create(title=title, slug=f"plan-{count}")
    area = EffortAreaFactory.create(plan=plan)
    goals = ResultGoal.objects.bulk_create(
        ResultGoal(
            plan=plan,
            area=area,
            key=f"g-{number}",
            order=number,
            wording=f"{number}. {LONG * 2 if long else 'møder'}",
        )
        for number in range(1, count + 1)
    )
    parts = Indicator.objects.bulk_create(
        Indicator(goal=goal, order=1, measure=Measure.COUNT, accumulation=Accumulation.SUM) for goal in goals
    )
    Target.objects.bulk_create(Target(indicator=part, year=2019, value=Decimal(10)) for part in parts)
    round_ = ReportingRoundFactory.create(plan=plan)
    values = [1] if failing else [10, 9, 1, None]
    Measurement.objects.bulk_create(
        Measurement(indicator=part, year=2019, as_of=round_.as_of, value=Decimal(value))
        for index, part in enumerate(parts)
        if (value := values[index % len(values)]) is not None
    )
    commentary = f"<p>{LONG * 3 if long else 'Afholdt.'}</p>"
    Submission.objects.bulk_create(
        Submission(round=round_, goal=goal, commentary=commentary) for goal in goals
    )
    return plan


# --- What it says ------------------------------------------------------------------------------------------


def test_what_failed_comes_first_with_why_and_what_went_well_last() -> None:
    plan = ActionPlanFactory.create()
    area = EffortAreaFactory.create(plan=plan)
    round_ = ReportingRoundFactory.create(plan=plan, state=RoundState.CLOSED)
    counted_goal(area, "nået", order=1)
    counted_goal(area, "næsten", value=9, order=2)
    failed = shared_goal(area, "arbejde", numerator=7, denominator=15, order=3)
    counted_goal(area, "mangler", value=None, order=4)
    two = counted_goal(area, "to dele", value=1, order=5)
    counted_part(two, target=5, value=4, label="høringer")
    SubmissionFactory.create(
        round=round_,
        goal=failed,
        state=SubmissionState.APPROVED,
        commentary="<p>Otte borgere søger stadig. De får en mentor.</p>",
    )

    overview = brief(plan)

    assert [(group.status, group.title) for group in overview.groups] == [
        (Status.NOT_ACHIEVED, "Ikke nået (2)"),
        (Status.PARTLY_ACHIEVED, "Delvist nået (1)"),
        (Status.NOT_REPORTED, "Ikke afrapporteret (1)"),
    ]
    first = overview.groups[0].goals[0]
    (line,) = first.row.lines
    assert (line.target, line.actual, line.deviation) == ("70 pct.", "47 pct. (7 af 15)", "33 pct.")
    assert first.comment == "Otte borgere søger stadig."
    # without a word about it, the rule's own reason
    assert (
        overview.groups[1].goals[0].comment
        == "Afvigelsen er 10 pct., inden for tolerancen (mindre end 15 pct.)."
    )
    assert overview.achieved is not None
    assert [goal.wording for goal in overview.achieved.goals] == ["Mål nået"]
    assert overview.summary == "5 resultatmål: 1 nået, 1 delvist nået, 2 ikke nået, 1 ikke afrapporteret"
    assert sum(part.width for part in overview.segments) > 680  # of 700, the gaps left out
    assert overview.progress == ("Indberetningen er lukket. 1 af 5 mål er godkendt.",)
    assert overview.changes == ("Bilaget for perioden er ikke fastlåst.",)


def test_it_tells_what_is_left_out_step_by_step() -> None:
    plan = many_goals(40, long=False)

    fewer = brief(plan, Details(achieved=8, partly=9, failed=10, open=0))

    assert [(group.status, len(group.goals), group.rest) for group in fewer.groups] == [
        (Status.NOT_ACHIEVED, 10, ""),
        (Status.PARTLY_ACHIEVED, 9, "og 1 andet delvist nået mål"),
        (Status.NOT_REPORTED, 0, "10 mål, der ikke er afrapporteret"),
    ]
    assert fewer.achieved is not None
    assert fewer.achieved.rest == "og 2 andre nåede mål"


def test_every_step_tells_less_than_the_one_before() -> None:
    for more, less in pairwise(STEPS):
        assert more != less
        for name in ("failed", "partly", "open", "achieved", "changes", "wording", "comment", "title"):
            assert getattr(less, name) <= getattr(more, name), name
        assert less.failed >= less.partly >= less.open


def test_what_cannot_fit_is_not_tried() -> None:
    plan = many_goals(200, long=False)

    tried = list(worth_trying(status_report(plan, YEAR, today=TODAY)))

    # 50 of each status: with 8 achieved there would still be 158 lines
    assert tried == [step for step in STEPS if step.open < 50 and step.partly < 50]


def test_money_and_progress_are_told_where_they_are_known() -> None:
    plan = full_plan(1)
    table = BudgetTableFactory.create(plan=plan, title="Økonomi")
    BudgetLineFactory.create(table=table, amount=Decimal("5.4"))
    BudgetLineFactory.create(table=table, amount=Decimal("3.2"), kind=AmountKind.SPENT)
    BudgetLineFactory.create(table=BudgetTableFactory.create(plan=plan), amount=Decimal(9))

    overview = brief(plan)

    # 3.2 of 5.4: 59.26 pct.
    assert overview.money == ("Økonomi, 2018–2019: 3,2 af 5,4 mio. kr. brugt (59 pct.).",)
    assert overview.progress == (
        "0 af 2 tal er indberettet.",
        "0 af 1 mål er sendt ind.",
        "0 af 1 mål er godkendt.",
        "Indberetningen har ingen frist.",
    )


def test_spending_known_of_some_posts_is_not_told_as_all_of_it() -> None:
    plan = full_plan(1)
    table = BudgetTableFactory.create(plan=plan, title="Økonomi")
    for year, amount in ((2018, "3"), (2019, "2")):
        BudgetLineFactory.create(table=table, first_year=year, last_year=year, amount=Decimal(amount))
    spent = {"first_year": 2018, "last_year": 2018, "kind": AmountKind.SPENT}
    BudgetLineFactory.create(table=table, amount=Decimal("2.3"), **spent)

    # 2.3 of 3 + 2 is 46 pct., and nobody has said what was spent of the 2
    assert brief(plan).money == (
        "Økonomi, 2018–2019: 2,3 af 5 mio. kr. brugt (46 pct.); kun oplyst for 1 af 2 poster.",
    )


def test_a_goal_under_way_is_told_against_target_and_time() -> None:
    overview = brief(vink_plans.load(vink_plans.PILOT), period=Period(2009, 2011))

    (under_way,) = overview.groups
    assert under_way.status is Status.IN_PROGRESS
    # 40 of 150 after 14 of 24 months, whatever was written of the course
    (course,) = (goal for goal in under_way.goals if goal.row.url.endswith("/efteruddannelse/"))
    assert "27 pct. af mål" in course.comment
    assert "måneder" in course.comment


def test_it_tells_what_changed_since_the_annex() -> None:
    there = publishing_plan()
    there.publish()
    assert brief(there.plan).changes == (
        "Ingen mål er ændret siden version 1 af bilaget, fastlåst 1. februar 2020.",
    )
    Measurement.objects.filter(pk=there.figure.pk).update(value=Decimal(17))
    there.plan.changes.create(kind="measurement", object_id=there.figure.pk, field="value", new="17")

    assert brief(there.plan).changes == (
        "1 mål er ændret siden version 1 af bilaget, fastlåst 1. februar 2020.",
        "10 målrettede dialogaktiviteter med borgere og lokale aktører: opnået: 15 → 17",
    )


# --- One page ----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "long", "failing"),
    [(0, False, False), (1, True, False), (14, True, False), (40, True, False), (200, True, True)],
)
def test_it_is_always_one_page(count: int, tmp_path: Path, *, long: bool, failing: bool) -> None:
    file = valid_pdf(many_goals(count, long=long, failing=failing), tmp_path)

    assert len(file.pages) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "period"),
    [
        ("vink-2009-10", Period(2009, 2010)),
        ("vink-2016-17", Period(2016, 2017)),
        ("vink-2018-19", YEAR),
    ],
)
def test_the_three_plans_are_told_whole(slug: str, period: Period, tmp_path: Path) -> None:
    plan = vink_plans.load(*vink_plans.SLUGS[: vink_plans.SLUGS.index(slug) + 1])

    file = valid_pdf(plan, tmp_path, period)

    assert len(file.pages) == 1
    report = status_report(plan, period, today=TODAY)
    for goal in report.goals:
        start = " ".join(goal.reported_wording.split())[:40]
        assert start.replace(" ", "") in file.text.replace(" ", ""), goal.key
    (picture,) = file.elements("Figure")
    assert str(picture["/Alt"]).startswith(f"{len(report.goals)} resultatmål: ")
    assert {"H1", "H2", "Table", "TH"} <= {tag for piece in file.texts for tag in piece.tags}


# --- Page and file -----------------------------------------------------------------------------------------


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def test_the_page_leads_to_the_file(reader: Client) -> None:
    full_plan(1)
    plan = ActionPlan.objects.get()
    url_args = [plan.slug, "2019"]

    page, file = reader.get(reverse("brief", args=url_args)), reader.get(reverse("brief_pdf", args=url_args))

    assertContains(page, "Ledelsesoverblik 2019")
    link = f'href="{reverse("brief_pdf", args=url_args)}"'
    board = reader.get(f"{reverse('board', args=[plan.slug])}?period=2019", follow=True)
    for leading in (page, reader.get(reverse("status", args=url_args)), board):
        assertContains(leading, link)
    assert file.headers["Content-Type"] == "application/pdf"
    name = f"ledelsesoverblik-{plan.slug}-2019.pdf"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file.content.startswith(b"%PDF-")
    # the same twice
    assert reader.get(reverse("brief_pdf", args=url_args)).content == file.content


def test_a_letter_that_the_typeface_lacks_is_named_on_the_page(reader: Client) -> None:
    plan = ActionPlanFactory.create(title="Plan for 漢字")

    response = reader.get(reverse("brief_pdf", args=[plan.slug, "2019"]), follow=True)

    assertRedirects(response, reverse("brief", args=[plan.slug, "2019"]))
    (message,) = response.context["messages"]
    assert "漢" in str(message)


def test_what_people_wrote_is_text(reader: Client) -> None:
    counted_goal(
        EffortAreaFactory.create(plan__slug="vink"), "g", wording="<script>alert(1)</script>", value=1
    )

    assertContains(reader.get("/plans/vink/brief/2019/"), "&lt;script&gt;alert(1)&lt;/script&gt;")


@pytest.mark.parametrize("url_args", [("findes-ikke", "2019"), ("vink", "2017"), ("vink", "2018-2020")])
def test_an_unknown_plan_and_other_years_are_not_found(reader: Client, url_args: tuple[str, str]) -> None:
    ActionPlanFactory.create(slug="vink")

    assert reader.get(reverse("brief", args=url_args)).status_code == 404
    assert reader.get(reverse("brief_pdf", args=url_args)).status_code == 404


@pytest.mark.parametrize("goals", [1, 3])
def test_the_queries_do_not_grow(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries, goals: int
) -> None:
    plan = full_plan(goals)
    BudgetLineFactory.create(table=BudgetTableFactory.create(plan=plan), amount=Decimal(9))

    # session, user, plan, nine of the report, three of the round's tasks, the annex, tables and lines
    with django_assert_num_queries(19):
        reader.get(reverse("brief", args=[plan.slug, "2019"]))


def test_the_document_is_danish_in_every_language() -> None:
    plan = full_plan(1)
    facts = facts_of(status_report(plan, YEAR, today=TODAY))

    assert '<html lang="da">' in render_document(brief_of(facts, STEPS[0]), facts)
