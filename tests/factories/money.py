"""What may be spent?

Factories of budget tables and their lines.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.models import BudgetLine, BudgetTable
from tests.factories.plans import ActionPlanFactory


class BudgetTableFactory(DjangoModelFactory[BudgetTable]):
    class Meta:
        model = BudgetTable

    plan = SubFactory(ActionPlanFactory)
    order = Sequence(lambda n: n + 1)
    title = "Budget 2018-2019"


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    table = SubFactory(BudgetTableFactory)
    order = Sequence(lambda n: n + 1)
    category = "Mentorkorps"
    first_year = 2018
    last_year = 2019
