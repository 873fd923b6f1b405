"""What was spent of a plan's budget, line by line, and who reported it when?

A `SpendingPost` joins a budget line with the amount spent of it; `spending_history` tells each change of such
an amount.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from plans.domain.spending import Tally
from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import BudgetLine, Change
from plans.queries.history import made_together, spent_lines

# What a budget line and the amount spent of it have in common.
POST_KEY = ("table_id", "area_id", "category", "first_year", "last_year", "funding")


@dataclass(frozen=True, slots=True)
class SpendingPost:
    """A budget line, or several with the same `POST_KEY`, and the lines of what was spent of it."""

    budget_lines: tuple[BudgetLine, ...]
    spent_lines: tuple[BudgetLine, ...]

    @property
    def line(self) -> BudgetLine:
        """The line by which the post is known."""
        return self.budget_lines[0]

    @property
    def stored(self) -> BudgetLine | None:
        """The line of what was spent; None where nobody has reported it."""
        return self.spent_lines[0] if self.spent_lines else None

    @property
    def tally(self) -> Tally:
        """The sums of the budget lines and of the amounts spent."""
        return Tally(_added(self.budget_lines), _added(self.spent_lines))

    @property
    def is_missing(self) -> bool:
        """Whether money was set aside, and nobody has said what was spent of it."""
        return self.tally.budget is not None and not self.spent_lines


def spending_lines(plans: Collection[int]) -> list[BudgetLine]:
    """What these plans set aside and spent, without the sums, in the tables' order."""
    rows = BudgetLine.objects.filter(
        table__plan__in=plans, stated_total=False, kind__in=[AmountKind.BUDGET, AmountKind.SPENT]
    )
    rows = rows.select_related("table__plan", "area")
    return list(rows.order_by("table__plan", "table__order", "table", "order", "pk"))


def spending_posts(lines: Iterable[BudgetLine], period: Period) -> list[SpendingPost]:
    """The budget lines among `lines` of which a year is in `period`, with what was spent of each."""
    budget: dict[tuple[object, ...], list[BudgetLine]] = defaultdict(list)
    spent: dict[tuple[object, ...], list[BudgetLine]] = defaultdict(list)
    for line in lines:
        if line.first_year <= period.last and period.first <= line.last_year:
            found = budget if line.kind == AmountKind.BUDGET else spent
            found[post_key(line)].append(line)
    return [SpendingPost(tuple(rows), tuple(spent.get(key, ()))) for key, rows in budget.items()]


def post_key(line: BudgetLine) -> tuple[object, ...]:
    """The values by which a budget line and the amount spent of it belong together."""
    return tuple(getattr(line, name) for name in POST_KEY)


def spent_of(line: BudgetLine) -> list[BudgetLine]:
    """The lines of what was spent of a budget line."""
    same = {name: getattr(line, name) for name in POST_KEY}
    return list(BudgetLine.objects.filter(**same, kind=AmountKind.SPENT, stated_total=False))


@dataclass(frozen=True, slots=True)
class SpendingChange:
    """What a person did to one amount at one time; an amount is None for a dash."""

    post_key: tuple[str, ...]  # table, area, category, first year, last year, funding: as the history has it
    who: str  # empty where it came from a file
    when: datetime
    is_first: bool
    is_gone: bool
    amount: tuple[Decimal | None, Decimal | None] | None  # before and after; None where it stayed
    note: tuple[str, str] | None  # the same


def spending_history(plan_id: int) -> list[SpendingChange]:
    """All that happened to the amounts spent of the plan's budget, the newest first.

    Amounts that were taken back are among them; nothing but their history is left.
    """
    rows = spent_lines(plan_id)
    by_line: dict[int, list[Change]] = defaultdict(list)
    for change in rows.select_related("who").order_by("-pk"):
        by_line[change.object_id].append(change)
    entries = [
        (event[0].pk, entry)
        for of_line in by_line.values()
        for event in made_together(of_line)
        if (entry := _change(_post_key_of(of_line), event))
    ]
    return [entry for _pk, entry in sorted(entries, key=lambda each: each[0], reverse=True)]


def entered_by_hand(line: BudgetLine) -> bool:
    """Whether a person has entered this amount, rather than a file."""
    kinds = Change.objects.filter(kind="budgetline", object_id=line.pk, field="kind", who__isnull=False)
    return kinds.filter(old="", new=AmountKind.SPENT).exists()


def _change(post_key: tuple[str, ...], event: Sequence[Change]) -> SpendingChange | None:
    """What an event did to an amount; None where it changed neither amount nor note."""
    fields = {change.field: change for change in event}
    kind, amount, note = (fields.get(name) for name in ("kind", "amount", "footnote"))
    if kind is None and amount is None and note is None:
        return None
    before, after = (_decimal(amount.old), _decimal(amount.new)) if amount else (None, None)
    who = event[0].who
    return SpendingChange(
        post_key=post_key,
        who=who.display_name if who else "",
        when=event[0].when,
        is_first=kind is not None and kind.old == "",
        is_gone=kind is not None and kind.new == "",
        amount=(before, after) if amount or kind else None,
        note=(note.old, note.new) if note else None,
    )


def _post_key_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """The `POST_KEY` values of a row by its history, also of one that is gone; they never change."""
    columns = ("table", "area", "category", "first_year", "last_year", "funding")
    held = {change.field: change.new or change.old for change in changes}
    return tuple(held.get(column, "") for column in columns)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _added(lines: Iterable[BudgetLine]) -> Decimal | None:
    known = [line.amount for line in lines if line.amount is not None]
    return sum(known, Decimal(0)) if known else None
