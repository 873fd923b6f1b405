"""What has a plan promised, and how is it measured?

Factories of result goals with headings and other wordings, of indicators and of targets.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from factory.declarations import PostGeneration, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from plans.enums import Accumulation, Measure
from plans.models import (
    EffortArea,
    GoalHeading,
    GoalWording,
    Indicator,
    ResultGoal,
    Target,
)
from tests.factories.plans import EffortAreaFactory


def _share_with(goal: ResultGoal, _create: bool, areas: Iterable[EffortArea] | None, **_extra: Any) -> None:
    goal.further_areas.set(areas or [])


class GoalHeadingFactory(DjangoModelFactory[GoalHeading]):
    class Meta:
        model = GoalHeading

    area = SubFactory(EffortAreaFactory)
    order = Sequence(lambda n: n + 1)
    text = "Understøttelse af koordineringsenhedens mål"


class ResultGoalFactory(DjangoModelFactory[ResultGoal]):
    """A goal without indicators; `further_areas=[…]` shares it."""

    class Meta:
        model = ResultGoal
        skip_postgeneration_save = True

    area = SubFactory(EffortAreaFactory)
    plan = SelfAttribute("area.plan")
    key = Sequence(lambda n: f"goal-{n}")
    order = Sequence(lambda n: n + 1)
    wording = "10 målrettede dialogaktiviteter med borgere og lokale aktører"

    further_areas = PostGeneration(_share_with)


class GoalWordingFactory(DjangoModelFactory[GoalWording]):
    class Meta:
        model = GoalWording

    goal = SubFactory(ResultGoalFactory)
    place = "Bilag 1"
    text = "Viden om radikalisering udbredes"


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """A count that is summed over years; `share=True` or `judgement=True` for the other measures."""

    class Meta:
        model = Indicator

    class Params:
        share = Trait(measure=Measure.SHARE, accumulation=Accumulation.POOLED, counts_people=True)
        judgement = Trait(measure=Measure.JUDGEMENT, accumulation=Accumulation.LATEST)

    goal = SubFactory(ResultGoalFactory)
    order = Sequence(lambda n: n + 1)
    measure = Measure.COUNT
    accumulation = Accumulation.SUM


class TargetFactory(DjangoModelFactory[Target]):
    """10 in 2019; `year=None` for the whole plan."""

    class Meta:
        model = Target

    indicator = SubFactory(IndicatorFactory)
    year = 2019
    value = Decimal(10)
