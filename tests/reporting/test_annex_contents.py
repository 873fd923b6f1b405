"""Does the annex say of each goal what the status report does, with the notes that it must be read with?

Tests the rows and notes of the annex that `annex_of` makes of a status report.
"""

from datetime import date
from decimal import Decimal

import pytest

from plans.enums import Basis, Boundary, Measure, Status
from plans.models import ActionPlan, EffortArea, ResultGoal
from plans.richtext import rich
from reporting.annex.contents import annex_of
from reporting.annex.memo import Annex, AnnexRow, Note
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    GoalHeadingFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.reported_plans import counted_goal, counted_part, report_on, shared_goal

pytestmark = pytest.mark.django_db

STRICT_15 = "Ved mindre end 15% afvigelse fra resultatmålet er status angivet som delvist nået."
INCLUSIVE_20 = "Ved højst 20% afvigelse fra resultatmålet er status angivet som delvist nået."


def annex(plan: ActionPlan) -> Annex:
    return annex_of(report_on(plan))


def rows(memo: Annex) -> list[AnnexRow]:
    return [row for table in memo.tables for row in table.rows]


def partly_achieved(area: EffortArea, key: str, *, order: int = 1) -> ResultGoal:
    # 9 of 10: 10 %
    return counted_goal(area, key, target=10, value=9, order=order)


def own_tolerance(area: EffortArea, key: str, *, order: int) -> ResultGoal:
    """A goal that is 20 % off, just within its own tolerance."""
    goal = ResultGoalFactory.create(area=area, key=key, order=order)
    indicator = IndicatorFactory.create(
        goal=goal, tolerance_percent=20, tolerance_basis=Basis.RELATIVE, tolerance_boundary=Boundary.INCLUSIVE
    )
    TargetFactory.create(indicator=indicator, value=10)
    MeasurementFactory.create(indicator=indicator, value=8)
    return goal


# --- Notes ------------------------------------------------------------------------------------------------


def test_the_tolerance_is_noted_once_under_the_first_table_with_a_goal_partly_met() -> None:
    plan = ActionPlanFactory.create()
    first, second, third = (EffortAreaFactory.create(plan=plan, number=number) for number in (1, 2, 3))
    counted_goal(first, "achieved", order=1, target=10, value=10)
    counted_goal(first, "not-achieved", order=2, target=10, value=8)  # 20 %
    partly_achieved(second, "partly", order=3)
    partly_achieved(second, "partly-too", order=4)
    partly_achieved(third, "partly-also", order=5)

    memo = annex(plan)

    assert [[row.note_number for row in table.rows] for table in memo.tables] == [[None, None], [1, 1], [1]]
    assert [table.notes for table in memo.tables] == [(), (Note(1, STRICT_15),), ()]


def test_without_a_goal_partly_met_there_is_no_note() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "achieved", order=1, target=10, value=10)
    counted_goal(area, "not-achieved", order=2, target=10, value=8)
    counted_goal(area, "not-reported", order=3, target=10, value=None)
    counted_goal(area, "no-target", order=4, target=None, value=10)

    memo = annex(area.plan)

    assert [row.note_number for row in rows(memo)] == [None] * 4
    assert [table.notes for table in memo.tables] == [()]


def test_each_tolerance_has_a_note_of_its_own() -> None:
    area = EffortAreaFactory.create()
    own_tolerance(area, "inclusive-20", order=1)
    partly_achieved(area, "by-plan", order=2)
    own_tolerance(area, "inclusive-20-too", order=3)

    memo = annex(area.plan)

    assert [row.note_number for row in rows(memo)] == [1, 2, 1]
    assert memo.tables[0].notes == (Note(1, INCLUSIVE_20), Note(2, STRICT_15))


def test_the_tolerance_is_that_of_the_part_which_is_partly_met() -> None:
    # 20 of 10, with a tolerance of its own; 9 of 10: 10 %
    goal = own_tolerance(EffortAreaFactory.create(), "two-parts", order=1)
    MeasurementFactory.create(indicator=goal.indicators.get(), value=20, as_of=date(2020, 1, 1))
    counted_part(goal, target=10, value=9)

    (table,) = annex(goal.plan).tables

    assert table.notes == (Note(1, STRICT_15),)


def test_percentage_points_are_noted_for_shares_and_percent_for_counts() -> None:
    plan = ActionPlanFactory.create(tolerance_basis=Basis.POINTS, tolerance_percent=Decimal("12.5"))
    StatusWordFactory.create(plan=plan, status=Status.PARTLY_ACHIEVED, word="delvist indfriet")
    area = EffortAreaFactory.create(plan=plan)
    shared_goal(area, "share", order=1, numerator=58, denominator=100)  # 70 − 58 = 12 points
    partly_achieved(area, "count", order=2)

    (table,) = annex(plan).tables

    ending = "afvigelse fra resultatmålet er status angivet som delvist indfriet."
    assert table.notes == (
        Note(1, f"Ved mindre end 12,5 procentpoints {ending}"),
        Note(2, f"Ved mindre end 12,5% {ending}"),
    )


def test_an_override_is_noted_instead_of_the_tolerance() -> None:
    area = EffortAreaFactory.create()
    round_ = ReportingRoundFactory.create(plan=area.plan)
    raised = counted_goal(area, "raised", order=1, target=10, value=8)
    partly_achieved(area, "partly", order=2)
    lowered = shared_goal(area, "lowered", order=3, numerator=0, denominator=0)
    for goal, status, replaced, reason in (
        (raised, Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED, "To møder blev aflyst af værten."),
        (lowered, Status.NOT_ACHIEVED, Status.NOT_MEASURABLE, "Kurset blev ikke udbudt."),
    ):
        SubmissionFactory.create(
            round=round_, goal=goal, override=status, override_reason=reason, override_replaced=replaced
        )

    memo = annex(area.plan)

    assert [row.sentence for row in rows(memo)] == [
        "Målet er delvist nået.",
        "Målet er delvist nået.",
        "Målet er ikke nået.",
    ]
    assert [row.note_number for row in rows(memo)] == [1, 2, 3]
    judged = "Status er fastsat efter en konkret vurdering; beregnet status:"
    assert memo.tables[0].notes == (
        Note(1, f"{judged} ikke nået. To møder blev aflyst af værten."),
        Note(2, STRICT_15),
        Note(3, f"{judged} kan ikke opgøres. Kurset blev ikke udbudt."),
    )


# --- Rows -------------------------------------------------------------------------------------------------


def test_a_row_says_the_status_in_the_plans_words_and_what_was_submitted() -> None:
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(
        plan=plan, status=Status.NOT_MEASURABLE, measure=Measure.SHARE, word="kan ikke opgøres i procent"
    )
    goal = shared_goal(EffortAreaFactory.create(plan=plan), "goal", numerator=0, denominator=0)
    of_2018 = ReportingRoundFactory.create(plan=plan, first_year=2018)
    SubmissionFactory.create(round=of_2018, goal=goal, commentary="Året før", footnote="2018")
    SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=plan),
        goal=goal,
        sub_heading="Forældrecoaching",
        commentary="Der er 4 aktive forløb.\n\nDet sidste er < 1 måned gammelt.",
        footnote="* Dækker også 2018",
    )

    assert rows(annex(plan)) == [
        AnnexRow(
            heading="",
            wording="Mål goal",
            sentence="Målet kan ikke opgøres i procent.",
            note_number=None,
            sub_heading="Forældrecoaching",
            commentary=rich("<p>Der er 4 aktive forløb.</p><p>Det sidste er &lt; 1 måned gammelt.</p>"),
            footnote="* Dækker også 2018",
        )
    ]


def test_a_goal_without_an_indicator_has_its_sentence() -> None:
    goal = ResultGoalFactory.create()

    assert [row.sentence for row in rows(annex(goal.plan))] == ["Målet kan ikke opgøres."]


def test_a_heading_stands_once_over_the_first_of_its_goals() -> None:
    plan = ActionPlanFactory.create()
    first, second = (EffortAreaFactory.create(plan=plan, number=number) for number in (1, 2))
    support = GoalHeadingFactory.create(area=first, text="Koordineringsenhedens mål *")
    progress = GoalHeadingFactory.create(area=first, text="Progression")
    same_name = GoalHeadingFactory.create(area=second, text="Progression")
    places = ((first, support), (first, support), (first, None), (first, progress), (second, same_name))
    for number, (area, heading) in enumerate(places, start=1):
        counted_goal(area, f"goal-{number}", heading=heading)

    tables = annex(plan).tables

    assert [[row.heading for row in table.rows] for table in tables] == [
        ["Koordineringsenhedens mål *", "", "", "Progression"],
        # a new table says it again
        ["Progression"],
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("Afholdt.", "<p>Afholdt.</p>"),
        ("A & B\n\nC", "<p>A &amp; B</p>\n<p>C</p>"),
        ("Færre end <5 borgere\n\nog >3", "<p>Færre end &lt;5 borgere</p>\n<p>og &gt;3</p>"),
        ("Se <bilag 2>\nside 3", "<p>Se &lt;bilag 2&gt;<br>side 3</p>"),
        ("Første<br>anden", "<p>Første<br>anden</p>"),
        ("<p>Fed <b>skrift</b></p>", "<p>Fed <strong>skrift</strong></p>"),
        ("<p>Hej<script>alert(1)</script></p>", "<p>Hej</p>"),
        ('<p onclick="x()">Hej <a href="https://example.org">der</a></p>', "<p>Hej der</p>"),
    ],
)
def test_texts_are_paragraphs_and_nothing_harmful(text: str, html: str) -> None:
    assert rich(text) == html
