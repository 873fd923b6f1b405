"""Does a status report tell of each goal its areas, parts, heading, judgement and status, and count them?

Tests the goals in a status report: areas, overrides, tolerance, indicators and counts.
"""

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plans.domain.values import Reason
from plans.enums import Basis, Boundary, Measure, PreventionLevel, ReasonCode, Status, SubmissionState
from plans.status_report import AreaLine
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
from tests.plans.reported_plans import (
    ONLY_2018,
    TODAY,
    counted_goal,
    only_goal,
    report_on,
    shared_goal,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("replaced", "to_be_confirmed"), [(Status.NOT_ACHIEVED, False), (Status.IN_PROGRESS, True)]
)
def test_an_override_stands_and_is_to_be_confirmed_when_the_rules_status_has_changed(
    replaced: Status, to_be_confirmed: bool
) -> None:
    # 8 of 10: 20 % below
    goal = counted_goal(EffortAreaFactory.create(), "goal", target=10, value=8)
    SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=goal.plan),
        goal=goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="To møder blev aflyst af værten.",
        override_replaced=replaced,
    )

    report = report_on(goal.plan)
    status = only_goal(report)

    assert (status.status, status.computed_status) == (Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED)
    assert status.override is not None
    assert status.override.reason == "To møder blev aflyst af værten."
    assert (status.override.replaced, status.override.to_be_confirmed) == (replaced, to_be_confirmed)
    # it is counted as it stands
    assert (report.counts[Status.PARTLY_ACHIEVED], report.counts[Status.NOT_ACHIEVED]) == (1, 0)


def test_a_goal_of_two_areas_is_there_once_with_its_lead_area_first() -> None:
    plan = ActionPlanFactory.create()
    two = EffortAreaFactory.create(plan=plan, number=2, title="Foregribende", anticipatory=True)
    three = EffortAreaFactory.create(plan=plan, number=3, title="Indgribende", interventive=True)
    one = EffortAreaFactory.create(plan=plan, number=1, title="Forebyggende")
    shared_goal(two, "70-pct", numerator=3, denominator=4, further_areas=[three, one])

    report = report_on(plan)

    assert only_goal(report).areas == (
        AreaLine(two.pk, 2, "Foregribende", (PreventionLevel.ANTICIPATORY,)),
        AreaLine(one.pk, 1, "Forebyggende", ()),
        AreaLine(three.pk, 3, "Indgribende", (PreventionLevel.INTERVENTIVE,)),
    )
    assert sum(report.counts.values()) == 1


def test_a_goal_brings_its_heading_footnotes_and_what_was_submitted() -> None:
    area = EffortAreaFactory.create()
    heading = GoalHeadingFactory.create(area=area, text="Mål for indsatsen *", footnote="* Fra 2015")
    goal = counted_goal(area, "goal", heading=heading, footnote="Opgøres årligt")
    submission = SubmissionFactory.create(
        round=ReportingRoundFactory.create(plan=area.plan),
        goal=goal,
        sub_heading="Dialog",
        commentary="<p>Afholdt.</p>",
        footnote="* Inkl. 2018",
        version=3,
    )

    status = only_goal(report_on(area.plan))

    assert (status.heading, status.heading_footnote) == ("Mål for indsatsen *", "* Fra 2015")
    assert status.footnote == "Opgøres årligt"
    text = status.submission
    assert text is not None
    assert (text.id, text.state, text.version) == (submission.pk, SubmissionState.DRAFT, 3)
    assert (text.sub_heading, text.commentary, text.footnote) == ("Dialog", "<p>Afholdt.</p>", "* Inkl. 2018")


def test_an_indicators_own_tolerance_goes_before_the_plans() -> None:
    # 80 of 100: 20 %
    plan = ActionPlanFactory.create(tolerance_percent=20, tolerance_boundary=Boundary.INCLUSIVE)
    area = EffortAreaFactory.create(plan=plan)
    counted_goal(area, "by-plan", order=1, target=100, value=80)
    goal = ResultGoalFactory.create(area=area, key="by-itself", order=2)
    indicator = IndicatorFactory.create(
        goal=goal, tolerance_percent=20, tolerance_basis=Basis.RELATIVE, tolerance_boundary=Boundary.STRICT
    )
    TargetFactory.create(indicator=indicator, value=100)
    MeasurementFactory.create(indicator=indicator, value=80)

    statuses = {goal.key: goal.status for goal in report_on(plan).goals}

    assert statuses == {"by-plan": Status.PARTLY_ACHIEVED, "by-itself": Status.NOT_ACHIEVED}


def test_the_plans_words_come_with_the_report() -> None:
    plan = ActionPlanFactory.create()
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    StatusWordFactory.create(status=Status.ACHIEVED, word="gennemført")  # another plan's

    assert report_on(plan).words.word(Status.ACHIEVED) == "indfriet"


def test_a_goal_without_an_indicator_cannot_be_measured() -> None:
    goal = ResultGoalFactory.create()

    status = only_goal(report_on(goal.plan))

    assert (status.status, status.assessment.reason) == (Status.NOT_MEASURABLE, Reason(ReasonCode.NO_TARGET))
    assert (status.indicators, status.measure) == ((), None)


def test_a_goal_of_several_measures_has_none() -> None:
    goal = counted_goal(EffortAreaFactory.create(), "goal")
    assert only_goal(report_on(goal.plan)).measure is Measure.COUNT

    IndicatorFactory.create(goal=goal, share=True)

    assert only_goal(report_on(goal.plan)).measure is None


def test_parts_come_in_their_order_with_what_the_rule_read() -> None:
    goal = ResultGoalFactory.create()
    second = IndicatorFactory.create(goal=goal, order=2, label="høringer", unit="høringer")
    first = IndicatorFactory.create(goal=goal, order=1, label="møder", unit="møder", counts_people=True)
    for indicator, value in ((second, 2), (first, 4)):
        TargetFactory.create(indicator=indicator, value=3)
        MeasurementFactory.create(indicator=indicator, value=value)

    parts = only_goal(report_on(goal.plan)).indicators

    assert [(part.id, part.label, part.unit, part.counts_people) for part in parts] == [
        (first.pk, "møder", "møder", True),
        (second.pk, "høringer", "høringer", False),
    ]
    # 2 of 3: 33.3 %
    assert [part.assessment.deviation for part in parts] == [None, Fraction(100, 3)]
    assert [target.value for target in parts[0].facts.targets] == [Decimal(3)]


def test_all_six_statuses_are_counted() -> None:
    area = EffortAreaFactory.create()
    counted_goal(area, "achieved", target=10, value=10, year=2018)
    counted_goal(area, "achieved-too", target=10, value=11, year=2018)
    counted_goal(area, "partly", target=10, value=9, year=2018)
    counted_goal(area, "not", target=10, value=1, year=2018)
    counted_goal(area, "without-target", target=None, value=5, year=2018)
    counted_goal(area, "without-figure", target=10, value=None, year=2018)
    counted_goal(area, "for-the-whole-plan", target=10, value=None, year=None)
    counted_goal(area, "withdrawn", withdrawn_from=2018)

    counts = report_on(area.plan, ONLY_2018, as_of=date(2019, 1, 31)).counts

    assert list(counts.items()) == [
        (Status.ACHIEVED, 2),
        (Status.PARTLY_ACHIEVED, 1),
        (Status.NOT_ACHIEVED, 1),
        (Status.NOT_MEASURABLE, 1),
        (Status.IN_PROGRESS, 1),
        (Status.NOT_REPORTED, 1),
    ]


def test_a_status_without_goals_counts_zero() -> None:
    report = report_on(ActionPlanFactory.create())

    assert report.goals == ()
    assert dict(report.counts) == dict.fromkeys(Status, 0)


def test_a_report_is_frozen() -> None:
    report = report_on(ActionPlanFactory.create())

    with pytest.raises(FrozenInstanceError):
        report.as_of = TODAY  # type: ignore[misc]
