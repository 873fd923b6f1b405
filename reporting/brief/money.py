"""What does the managers' overview tell of a plan's spending?

`spending_of` sums up what was spent and budgeted in each budget table that has spending.
"""

from dataclasses import dataclass
from decimal import Decimal

from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import ActionPlan
from reporting.money.spent import spent_lines
from reporting.plan_page.budget import come_to, sheet
from reporting.plan_page.reading import budget_tables_of


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent in a table's years, and of which budget; None where the table has no budget."""

    title: str
    period: Period
    spent: Decimal
    budget: Decimal | None
    unit: str
    reported: int  # posts of which somebody has said what was spent
    posts: int


def spending_of(plan: ActionPlan) -> tuple[Spending, ...]:
    """The plan's tables that say what was spent; two queries."""
    found = []
    for table in budget_tables_of(plan):
        budget_sheet = sheet(table, list(table.lines.all()))
        if not budget_sheet.periods:
            continue
        spent = come_to([budget_sheet], budget_sheet.whole, AmountKind.SPENT)
        if spent is not None:
            budget = come_to([budget_sheet], budget_sheet.whole, AmountKind.BUDGET)
            whole = spent_lines([budget_sheet])[-1]
            reported = whole.asked - whole.unreported
            found.append(
                Spending(table.title, budget_sheet.whole, spent, budget, table.unit, reported, whole.asked)
            )
    return tuple(found)
