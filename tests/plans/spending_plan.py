"""A plan with money to spend: areas 1 and 3 of the plan to enter figures for, and a line of no area."""

from dataclasses import dataclass
from decimal import Decimal

from plans.actions.spending import SpentInput, record_spent
from plans.models import BudgetLine, BudgetTable
from tests.factories import BudgetLineFactory, BudgetTableFactory, UserFactory
from tests.plans.entry_plan import EntryPlan
from vink.accounts.models import User


@dataclass(frozen=True)
class SpendingPlan:
    """The plan, its tables, and the lines of 2019; Karin has area 1, and Bo area 3."""

    entry: EntryPlan
    frame: BudgetTable
    table: BudgetTable
    shared: BudgetLine
    karins: BudgetLine
    bos: BudgetLine

    @property
    def address(self) -> str:
        return f"{self.entry.address}spending/"

    def spend(
        self, line: BudgetLine, amount: str | None, *, by: User, version: int | None = None
    ) -> BudgetLine:
        """Record an amount as the page would."""
        return record_spent(
            by=by,
            round=self.entry.round,
            line=line,
            spent=SpentInput(Decimal(amount) if amount else None),
            version=version,
            today=self.entry.round.as_of,
        )


def spending_plan(entry: EntryPlan) -> SpendingPlan:
    """4,1 in the frame; 1,5 and 0,35 by area, and 0,5 of 2018, which the round is not about."""
    plan = entry.plan
    first, third = entry.dialogue.goal.area, entry.others.goal.area
    frame = BudgetTableFactory.create(plan=plan, title="Økonomi")
    table = BudgetTableFactory.create(plan=plan, title="Områderne")
    of_2019 = {"first_year": 2019, "last_year": 2019, "category": ""}
    shared = BudgetLineFactory.create(
        table=frame, **(of_2019 | {"category": "Indsatsen"}), funding="Budget 2016", amount=Decimal("4.1")
    )
    BudgetLineFactory.create(
        table=frame, **(of_2019 | {"category": "I alt"}), amount=Decimal("4.1"), stated_total=True
    )
    karins = BudgetLineFactory.create(table=table, **of_2019, area=first, amount=Decimal("1.5"))
    bos = BudgetLineFactory.create(table=table, **of_2019, area=third, amount=Decimal("0.35"))
    BudgetLineFactory.create(
        table=table, first_year=2018, last_year=2018, category="", area=first, amount=Decimal("0.5")
    )
    return SpendingPlan(entry, frame, table, shared, karins, bos)


def somebody(role: str) -> User:
    """A person of another role."""
    return UserFactory.create(**{role: True})
