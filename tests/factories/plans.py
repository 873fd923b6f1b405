"""What is an action plan made of, apart from its goals?

Factories of plans, status words, areas, efforts, responsibilities, key figures and decisions.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import date
from decimal import Decimal

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.enums import VoteSide
from plans.models import (
    ActionPlan,
    Decision,
    DecisionRemark,
    DecisionVote,
    Effort,
    EffortArea,
    KeyFigure,
    KeyFigurePart,
    Responsibility,
    StatusWord,
)
from tests.factories.people import UserFactory


class ActionPlanFactory(DjangoModelFactory[ActionPlan]):
    """A plan of 2018 and 2019, with the usual tolerance: less than 15 percent of the target."""

    class Meta:
        model = ActionPlan

    title = "VINK handleplan 2018-2019"
    slug = Sequence(lambda n: f"plan-{n}")
    starts_on = date(2018, 1, 1)
    ends_on = date(2019, 12, 31)


class StatusWordFactory(DjangoModelFactory[StatusWord]):
    """A plan's own word for a status; `status=` and `word=` are the test's."""

    class Meta:
        model = StatusWord

    plan = SubFactory(ActionPlanFactory)


class EffortAreaFactory(DjangoModelFactory[EffortArea]):
    class Meta:
        model = EffortArea

    plan = SubFactory(ActionPlanFactory)
    number = Sequence(lambda n: n + 1)
    title = "Målrettet forebyggende indsats i civilsamfundet"


class EffortFactory(DjangoModelFactory[Effort]):
    class Meta:
        model = Effort

    area = SubFactory(EffortAreaFactory)
    order = Sequence(lambda n: n + 1)
    title = "Moskenetværk"


class ResponsibilityFactory(DjangoModelFactory[Responsibility]):
    """An area given to a contributor, from before every plan and without an end."""

    class Meta:
        model = Responsibility

    user = SubFactory(UserFactory, contributor=True)
    area = SubFactory(EffortAreaFactory)
    starts_on = date(2009, 1, 1)


class KeyFigureFactory(DjangoModelFactory[KeyFigure]):
    class Meta:
        model = KeyFigure

    plan = SubFactory(ActionPlanFactory)
    order = Sequence(lambda n: n + 1)
    label = "Henvendelser"
    value = Decimal(48)


class KeyFigurePartFactory(DjangoModelFactory[KeyFigurePart]):
    class Meta:
        model = KeyFigurePart

    key_figure = SubFactory(KeyFigureFactory)
    order = Sequence(lambda n: n + 1)
    label = "heraf begrundede"
    value = Decimal(19)


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    committee = "Beskæftigelses- og Integrationsudvalget"
    decided_on = date(2010, 12, 6)
    title = "Midtvejsstatus"


class DecisionVoteFactory(DjangoModelFactory[DecisionVote]):
    class Meta:
        model = DecisionVote

    decision = SubFactory(DecisionFactory)
    side = VoteSide.FOR
    count = 8


class DecisionRemarkFactory(DjangoModelFactory[DecisionRemark]):
    class Meta:
        model = DecisionRemark

    decision = SubFactory(DecisionFactory)
    order = Sequence(lambda n: n + 1)
    party = "V"
    text = "Venstre ønsker en evaluering."
