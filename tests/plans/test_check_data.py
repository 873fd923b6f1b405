"""Does check_data find what crosses the tables and does not agree, and name the object?

Tests the command `check_data`, with rows that the database allows but that do not agree with each other.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.actions.plan_import import import_plan
from plans.consistency import findings, findings_by_plan, plans_to_check
from plans.enums import Accumulation, Status, SubmissionState
from plans.models import (
    ActionPlan,
    EffortArea,
    Indicator,
    Measurement,
    ResultGoal,
    Submission,
)
from plans.planfile.reading import read_plan_file
from tests.factories import (
    BudgetLineFactory,
    DecisionFactory,
    EffortAreaFactory,
    ExclusionFactory,
    KeyFigureFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    ReportFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.planfile.files import VINK, vink
from tests.plans.planfile.new_municipality import new_plan

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(finding) for finding in findings()]


def a_share() -> Measurement:
    """3 of 4 in 2019, in the plan p."""
    return MeasurementFactory.create(
        indicator__share=True,
        indicator__goal__key="g",
        indicator__goal__area__plan__slug="p",
        indicator__goal__area__number=1,
        numerator=3,
        denominator=4,
    )


@pytest.mark.slow
def test_nothing_is_found_where_all_agrees() -> None:
    for slug in VINK:
        import_plan(plan_file=read_plan_file(vink(slug)))
    output = StringIO()

    call_command("check_data", stdout=output)

    assert output.getvalue() == "Alt stemmer.\n"


def test_one_plan_or_the_rest_from_one_on_can_be_checked_alone() -> None:
    ExclusionFactory.create(measurement=a_share(), due_on=date(2019, 12, 31))
    EffortAreaFactory.create(plan__slug="o")
    EffortAreaFactory.create(plan__slug="q")
    output = StringIO()

    call_command("check_data", plan="o", stdout=output)
    call_command("check_data", since="q", stdout=output)

    assert output.getvalue() == "Alt stemmer.\nAlt stemmer.\n"
    for chosen in ({"plan": "p"}, {"since": "o"}):
        with pytest.raises(CommandError, match=r"1 ting stemmer ikke:\n  p: "):
            call_command("check_data", **chosen)
    with pytest.raises(CommandError, match="Der er ingen handleplan med adressen r"):
        call_command("check_data", plan="r")


def test_five_plans_take_no_more_queries_than_one() -> None:
    first = import_plan(plan_file=read_plan_file(new_plan(slug="en")))
    with CaptureQueriesContext(connection) as for_one:
        alone = list(findings_by_plan([first]))
    for slug in ("to", "tre", "fire", "fem"):
        import_plan(plan_file=read_plan_file(new_plan(slug=slug)))
    with CaptureQueriesContext(connection) as for_five:
        together = list(findings_by_plan(plans_to_check()))

    assert len(for_five) == len(for_one) + 1  # which plans there are
    assert together == alone * 5 == [[]] * 5


def test_what_is_found_ends_the_command_with_an_error() -> None:
    ExclusionFactory.create(measurement=a_share(), due_on=date(2019, 12, 31))

    with pytest.raises(CommandError) as caught:
        call_command("check_data")

    assert str(caught.value).splitlines()[0] == "1 ting stemmer ikke:"
    assert "Skulle indgå fra 2019-12-31, før tallet blev opgjort (2019-12-31)." in str(caught.value)


def total_is_none() -> str:
    a_share()
    Measurement.objects.update(cohort_total=6)
    return (
        "p: goals[0] (g).indicators[0].measurements[0] (2019).cohort_total:"
        " 4 talt med og 0 frafald giver 4, ikke 6."
    )


def targets_of_both_kinds() -> str:
    indicator = a_share().indicator
    TargetFactory.create(indicator=indicator, year=2019)
    TargetFactory.create(indicator=indicator, year=None)
    return (
        "p: goals[0] (g).indicators[0].targets:"
        " Her skal stå måltal for årene eller ét for hele planen (plan), ikke begge dele."
    )


def a_target_outside_the_plan() -> str:
    TargetFactory.create(indicator=a_share().indicator, year=2020)
    return "p: goals[0] (g).indicators[0].targets.2020: Året skal ligge i planens år, 2018-2019."


def a_figure_outside_the_plan() -> str:
    a_share()
    Measurement.objects.update(year=2017)
    return (
        "p: goals[0] (g).indicators[0].measurements[0] (2017).year: Året skal ligge i planens år, 2018-2019."
    )


def a_figure_that_does_not_fit() -> str:
    a_share()
    Indicator.objects.update(measure="count", accumulation=Accumulation.SUM)
    return "p: goals[0] (g).indicators[0].measurements[0] (2019).numerator: Tallet passer ikke til målet."


def half_a_person() -> str:
    measurement = MeasurementFactory.create(value=Decimal("14.5"), indicator__goal__area__plan__slug="p")
    Indicator.objects.filter(pk=measurement.indicator_id).update(counts_people=True)
    return (
        f"p: goals[0] ({measurement.indicator.goal.key}).indicators[0].measurements[0] (2019).value:"
        " Der tælles personer. Skriv et helt tal uden decimaler, fx 15."
    )


def parts_that_do_not_add_up() -> str:
    MeasurementPartFactory.create(measurement=a_share(), value=Decimal(2), adds_up=True)
    return "p: goals[0] (g).indicators[0].measurements[0] (2019).parts: Delene giver 2, men helheden er 3."


def a_round_outside_the_plan() -> str:
    """With an override, for which there is nothing to compute then."""
    SubmissionFactory.create(
        round__plan__slug="p",
        round__first_year=2021,
        override=Status.ACHIEVED,
        override_reason="Regnet om",
        override_replaced=Status.NOT_ACHIEVED,
        goal__area__number=1,
    )
    return "p: rounds[0] (2021).years: Årene skal ligge i planens år, 2018-2019."


def a_goal_twice_in_a_report() -> str:
    goal = a_share().indicator.goal
    report = ReportFactory.create(round__plan=goal.plan)
    for label in ("Tabel 1", "Tabel 2"):
        ReportRowFactory.create(table=ReportTableFactory.create(report=report, label=label), goal=goal)
    return (
        "p: rounds[0] (2019).report.tables[1] (Tabel 2).rows[0] (g).goal:"
        " Målet står allerede i Tabel 1; det afrapporteres én gang."
    )


def an_override_that_replaces_another_status() -> str:
    """15 of 10 is achieved, but the judgement was made when the rule said that it was not."""
    goal = MeasurementFactory.create(indicator__goal__area__plan__slug="p").indicator.goal
    TargetFactory.create(indicator=goal.indicators.get())
    Submission.objects.create(
        round=ReportFactory.create(round__plan=goal.plan).round,
        goal=goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="Kun delvist",
        override_replaced=Status.NOT_ACHIEVED,
    )
    expected = "Den egne vurdering erstatter »ikke nået«, men beregnes nu til »nået«; bekræft den."
    return f"p 2019: {goal.key}: {expected}"


def unclean_commentary() -> str:
    submission = SubmissionFactory.create(commentary="<script>x()</script>")
    expected = "Teksten indeholder mere end den tilladte formatering."
    return f"{submission.round.plan.slug} 2019: {submission.goal.key}: {expected}"


def a_decision_on_nothing() -> str:
    decision = DecisionFactory.create()
    expected = "En beslutning skal gælde en handleplan eller en fastlåst version."
    return f"beslutning {decision.pk} ({str(decision)[:80]}): {expected}"


CASES = [
    total_is_none,
    targets_of_both_kinds,
    a_target_outside_the_plan,
    a_figure_outside_the_plan,
    a_figure_that_does_not_fit,
    half_a_person,
    parts_that_do_not_add_up,
    a_round_outside_the_plan,
    a_goal_twice_in_a_report,
    an_override_that_replaces_another_status,
    unclean_commentary,
    a_decision_on_nothing,
]


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_it_is_found_and_nothing_else(make: Callable[[], str]) -> None:
    expected = make()

    assert found() == [expected]


def a_goal_in_the_area_of_another() -> str:
    goal = ResultGoalFactory.create()
    ResultGoal.objects.update(area=EffortAreaFactory.create(number=goal.area.number))
    return "Indsatsområdet skal høre til målets egen handleplan."


def a_goal_shared_with_the_area_of_another() -> str:
    goal = ResultGoalFactory.create()
    goal.further_areas.add(EffortAreaFactory.create())
    return "Indsatsområdet skal høre til målets egen handleplan."


def a_key_figure_of_the_area_of_another() -> str:
    KeyFigureFactory.create(area=EffortAreaFactory.create())
    return "Indsatsområdet skal høre til nøgletallets egen handleplan."


def a_key_figure_of_the_indicator_of_another() -> str:
    KeyFigureFactory.create(indicator=a_share().indicator)
    return "Indikatoren skal høre til nøgletallets egen handleplan."


def a_budget_line_of_the_area_of_another() -> str:
    BudgetLineFactory.create(area=EffortAreaFactory.create())
    return "Indsatsområdet skal høre til budgettabellens egen handleplan."


def a_submission_on_the_goal_of_another() -> str:
    SubmissionFactory.create(goal=ResultGoalFactory.create())
    return "Målet skal høre til rundens egen handleplan."


def a_report_row_for_the_goal_of_another() -> str:
    ReportRowFactory.create(goal=ResultGoalFactory.create())
    return "Målet skal høre til afrapporteringens egen handleplan."


def a_goal_that_follows_one_of_no_predecessor() -> str:
    ResultGoalFactory.create(predecessor=ResultGoalFactory.create())
    return "Målet skal videreføre et mål i den plan, som handleplanen viderefører."


def plans_in_a_ring() -> str:
    first = EffortAreaFactory.create().plan
    second = EffortAreaFactory.create(plan__predecessor=first).plan
    ActionPlan.objects.filter(pk=first.pk).update(predecessor=second)
    return "En handleplan kan ikke videreføre sig selv, heller ikke gennem andre planer."


FOREIGN = [
    a_goal_in_the_area_of_another,
    a_goal_shared_with_the_area_of_another,
    a_key_figure_of_the_area_of_another,
    a_key_figure_of_the_indicator_of_another,
    a_budget_line_of_the_area_of_another,
    a_submission_on_the_goal_of_another,
    a_report_row_for_the_goal_of_another,
    a_goal_that_follows_one_of_no_predecessor,
    plans_in_a_ring,
]


@pytest.mark.parametrize("make", FOREIGN, ids=lambda make: make.__name__)
def test_rows_of_another_plan_are_found(make: Callable[[], str]) -> None:
    expected = make()

    assert expected in {finding.expected for finding in findings()}


@pytest.mark.slow
def test_what_a_plan_file_may_say_is_not_found() -> None:
    """But the judgements in it, which replace a status that the rule does not give."""
    import_plan(plan_file=read_plan_file(new_plan()))
    Submission.objects.update(override="", override_reason="", override_replaced="")

    assert found() == []
    assert EffortArea.objects.count() == 3


def test_an_approval_of_which_nothing_is_recorded_is_named() -> None:
    row = SubmissionFactory.create(goal__wording="10 dialoger", state=SubmissionState.APPROVED)

    assert [line for line in found() if "godkendt" in line] == [
        f"indberetning {row.pk} ({row}): Det skal være registreret, hvad der blev godkendt."
    ]
