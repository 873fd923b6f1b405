"""What does a large municipality's database hold? Plans of many goals and years, with figures and history."""

from datetime import date
from decimal import Decimal

from plans.enums import Accumulation, Measure
from plans.models import (
    ActionPlan,
    Change,
    EffortArea,
    Indicator,
    Measurement,
    ReportingRound,
    Responsibility,
    ResultGoal,
    Submission,
    Target,
)
from tests.benchmarks.big_numbers import AREAS, FIRST_YEAR, TARGET, YEARS
from vink.accounts.models import User


def build_plan(slug: str, *, goals: int, contributor: User) -> ActionPlan:
    """A plan over ten years: every third goal a share, figures for every year, a round for the last one."""
    last = FIRST_YEAR + YEARS - 1
    plan = ActionPlan.objects.create(
        title=f"Handleplan {slug}", slug=slug, starts_on=date(FIRST_YEAR, 1, 1), ends_on=date(last, 12, 31)
    )
    areas = EffortArea.objects.bulk_create(
        EffortArea(plan=plan, number=number, title=f"Indsatsområde {number}", preventive=True)
        for number in range(1, AREAS + 1)
    )
    Responsibility.objects.bulk_create(
        Responsibility(user=contributor, area=area, starts_on=plan.starts_on) for area in areas
    )
    made = ResultGoal.objects.bulk_create(
        ResultGoal(
            plan=plan,
            key=f"maal-{number}",
            order=number,
            wording=f"{number} borgere deltager i aktiviteter, der styrker deres tilknytning til byen",
            area=areas[number % AREAS],
        )
        for number in range(1, goals + 1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            goal=goal,
            order=1,
            measure=Measure.SHARE if goal.order % 3 == 0 else Measure.COUNT,
            accumulation=Accumulation.POOLED if goal.order % 3 == 0 else Accumulation.SUM,
        )
        for goal in made
    )
    _add_figures(plan, indicators)
    round_ = ReportingRound.objects.create(
        plan=plan, first_year=last, last_year=last, as_of=date(last + 1, 1, 15)
    )
    Submission.objects.bulk_create(
        Submission(round=round_, goal=goal, commentary="<p>Aktiviteterne er gennemført.</p>") for goal in made
    )
    return plan


def _add_figures(plan: ActionPlan, indicators: list[Indicator]) -> None:
    years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
    Target.objects.bulk_create(
        Target(indicator=indicator, year=year, value=Decimal(TARGET))
        for indicator in indicators
        for year in years
    )
    measurements = Measurement.objects.bulk_create(
        _measurement(indicator, year) for indicator in indicators for year in years
    )
    Change.objects.bulk_create(
        Change(plan=plan, kind="measurement", object_id=measurement.pk, field="value", new="60")
        for measurement in measurements
    )


def _measurement(indicator: Indicator, year: int) -> Measurement:
    # Between 50 and 89, so that every status occurs.
    reached = 50 + (indicator.goal.order * 7 + year) % 40
    as_of = date(year + 1, 1, 15)
    if indicator.measure == Measure.SHARE:
        return Measurement(indicator=indicator, year=year, as_of=as_of, numerator=reached, denominator=100)
    return Measurement(indicator=indicator, year=year, as_of=as_of, value=Decimal(reached))
