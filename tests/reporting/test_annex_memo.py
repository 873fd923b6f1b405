"""Is the annex set as its memo has it, or proposed without one, and Danish in either case?

Tests the head, tables and order of the annex, with a memo and without.
"""

from datetime import date

import pytest
from django.template.loader import render_to_string

from plans.enums import Status
from plans.models import ActionPlan
from reporting.annex.contents import annex_of
from reporting.annex.memo import Annex, AnnexTable
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    SubmissionFactory,
)
from tests.marked_english import marked_english
from tests.plans.reported_plans import counted_goal, report_on, shared_goal

pytestmark = pytest.mark.django_db


def annex(plan: ActionPlan) -> Annex:
    return annex_of(report_on(plan))


def memo_of_2019() -> ActionPlan:
    """A plan with a memo whose two tables have the goals in another order than the plan."""
    plan = ActionPlanFactory.create()
    area = EffortAreaFactory.create(plan=plan, number=1, title="Forebyggende indsats")
    first, second, left_out = (
        counted_goal(area, key, order=order) for order, key in enumerate("abc", start=1)
    )
    report = ReportFactory.create(
        round__plan=plan,
        kind="Notat",
        case_number="2020-0007694",
        document_number="2020-0007694-2",
        case_officer="",
        sender="CF 3. kontor\n\nBernstorffsgade 17\n",
        ean="5798009710581",
        website="www.kk.dk",
        intro="Nedenfor afrapporteres for 2019.",
        closing="<p>Med venlig hilsen</p>",
    )
    table_1 = ReportTableFactory.create(
        report=report, order=1, label="Tabel 1", title="Civilsamfund", notes="Se s. 2"
    )
    table_2 = ReportTableFactory.create(report=report, order=2, label="Tabel 2", title="Borgere")
    ReportRowFactory.create(table=table_2, goal=first)
    ReportRowFactory.create(table=table_1, goal=second, wording="Mål b, som bilaget skriver det")
    assert left_out.report_rows.count() == 0
    return plan


def test_the_memo_decides_the_head_the_tables_and_the_order() -> None:
    memo = annex(memo_of_2019())

    assert memo.kind == "Notat"
    assert memo.title == "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"
    assert memo.dated_on == date(2020, 1, 15)
    # what the memo does not have is not named
    assert memo.details == (("Sagsnummer", "2020-0007694"), ("Dokumentnummer", "2020-0007694-2"))
    assert memo.document_number == "2020-0007694-2"
    assert memo.sender == ("CF 3. kontor", "Bernstorffsgade 17")
    assert (memo.sender_details, memo.website) == ((("EAN-nummer", "5798009710581"),), "www.kk.dk")
    assert memo.author == "CF 3. kontor"
    assert (memo.intro, memo.closing) == (
        "<p>Nedenfor afrapporteres for 2019.</p>",
        "<p>Med venlig hilsen</p>",
    )
    assert [
        (table.label, table.title, table.goal_heading, table.report_heading, table.remarks)
        for table in memo.tables
    ] == [
        ("Tabel 1", "Civilsamfund", "Resultatmål", "Afrapportering 2019", "Se s. 2"),
        ("Tabel 2", "Borgere", "Resultatmål", "Afrapportering 2019", ""),
    ]
    # the memo leaves goal c out
    assert [[row.wording for row in table.rows] for table in memo.tables] == [
        ["Mål b, som bilaget skriver det"],
        ["Mål a"],
    ]


def test_without_a_memo_one_is_proposed_from_the_areas() -> None:
    plan = ActionPlanFactory.create(title="VINK handleplan <2018-2019>")
    second = EffortAreaFactory.create(plan=plan, number=2, title="Borgere")
    first = EffortAreaFactory.create(plan=plan, number=1, title="Civilsamfund")
    EffortAreaFactory.create(plan=plan, number=3, title="Uden mål")
    counted_goal(second, "a", order=1, further_areas=[first])
    counted_goal(first, "b", order=2)
    ReportingRoundFactory.create(plan=plan)

    memo = annex(plan)

    assert (memo.kind, memo.dated_on) == ("Notat", date(2020, 1, 15))
    assert memo.title == "Bilag 1. Afrapportering for 2019 på VINK handleplan <2018-2019>"
    assert (memo.details, memo.document_number, memo.sender, memo.website, memo.closing) == (
        (),
        "",
        (),
        "",
        "",
    )
    assert memo.author == "VINK handleplan <2018-2019>"
    # a goal of two areas stands once, in a table of the goals that they share
    assert [(table.label, table.title, [row.wording for row in table.rows]) for table in memo.tables] == [
        ("Tabel 1", "Civilsamfund", ["Mål b"]),
        ("Tabel 2", "Civilsamfund og borgere", ["Mål a"]),
    ]
    assert [table.report_heading for table in memo.tables] == ["Afrapportering 2019"] * 2


def test_a_plan_without_goals_has_an_annex_without_tables() -> None:
    assert annex(ActionPlanFactory.create()).tables == ()


@pytest.mark.parametrize("with_memo", [True, False])
def test_the_annex_is_danish_when_the_reader_has_chosen_english(with_memo: bool) -> None:
    plan = memo_of_2019() if with_memo else ActionPlanFactory.create()
    area = EffortAreaFactory.create(plan=plan)
    counted_goal(area, "partly", target=10, value=9)  # 10 %
    counted_goal(area, "not-reported", value=None)
    round_ = plan.rounds.first() or ReportingRoundFactory.create(plan=plan)
    overridden = shared_goal(area, "overridden", numerator=7, denominator=15)
    SubmissionFactory.create(
        round=round_,
        goal=overridden,
        override=Status.PARTLY_ACHIEVED,
        override_reason="Se bemærkningen.",
        override_replaced=Status.NOT_ACHIEVED,
    )
    in_danish = annex(plan)

    with marked_english():
        in_english = annex(plan)
        page = render_to_string("reporting/annex/body.html", {"annex": in_english})

    assert in_english == in_danish
    assert "«" not in page
    assert "15. januar 2020" in page


def test_an_annex_has_no_row_of_another_plan_or_a_withdrawn_goal() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "own")
    gone = counted_goal(area, "withdrawn", withdrawn_from=2019)
    counted_goal(EffortAreaFactory.create(), "of-another-plan")
    table = ReportTableFactory.create(report__round__plan=area.plan)
    for goal in (gone, area.goals.get(key="own")):
        ReportRowFactory.create(table=table, goal=goal)

    (only,) = annex(area.plan).tables

    assert isinstance(only, AnnexTable)
    assert [row.wording for row in only.rows] == ["Mål own"]
