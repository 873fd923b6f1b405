"""How much of a budget is spent, and what is left of it? Exact, in Decimal; a dash is worth nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WHOLE = 100  # percent
UNLIKELY = 20  # times the budget: more likely kroner than millions of them


@dataclass(frozen=True, slots=True)
class Tally:
    """What was set aside and what was spent of it; None is a dash, or nothing given."""

    budget: Decimal | None
    spent: Decimal | None

    @property
    def remaining(self) -> Decimal | None:
        """What is left, below 0 where more was spent; None where one of both is missing."""
        return None if self.budget is None or self.spent is None else self.budget - self.spent

    @property
    def share(self) -> Fraction | None:
        """How many percent of the budget are spent; None where there is no budget, or more came back."""
        if self.spent is None or self.spent < 0 or not self.budget or self.budget < 0:
            return None
        return Fraction(self.spent) / Fraction(self.budget) * WHOLE

    @property
    def is_over(self) -> bool:
        """Whether more was spent than set aside."""
        return self.remaining is not None and self.remaining < 0

    @property
    def is_refund(self) -> bool:
        """Whether more came back than was spent."""
        return self.spent is not None and self.spent < 0

    @property
    def is_unlikely(self) -> bool:
        """Whether the amount looks as if it was given in another unit."""
        return self.share is not None and self.share > UNLIKELY * WHOLE


def together(tallies: Iterable[Tally]) -> Tally:
    """What several budgets come to together."""
    each = list(tallies)
    return Tally(_added(one.budget for one in each), _added(one.spent for one in each))


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
