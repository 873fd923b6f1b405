"""How is it recorded what was spent of a budget line, or taken back? In an open round, with its history.

A budget line with an area is reported by that area's people, one without by anybody who has an area of the
plan. What was spent is a budget line of its own, beside the one that it was spent of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from plans import permissions, queries
from plans.actions import history
from plans.actions.goal_entry import NotSaved
from plans.actions.round_locks import lock_round
from plans.enums import AmountKind
from plans.models import BudgetLine, BudgetTable, Change, EffortArea, ReportingRound
from plans.models.fields import LONGEST_TEXT, holds_figure
from plans.permissions import Person
from plans.wording import problems


@dataclass(frozen=True, slots=True)
class SpentInput:
    """What was spent in the table's unit, None for a dash; and a note on it."""

    amount: Decimal | None
    note: str = ""

    @classmethod
    def of(cls, stored: BudgetLine) -> "SpentInput":
        """The amount and note of a stored line."""
        return cls(stored.amount, stored.footnote)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSpending:
    """What a person says was spent of a budget line; `version` is of the amount they saw, None of none."""

    row_id: str
    line: BudgetLine
    spent: SpentInput
    version: int | None


@transaction.atomic
def save_spending(
    *,
    by: Person,
    round: ReportingRound,
    entries: Sequence[GivenSpending],
    today: date,
) -> list[BudgetLine]:
    """Record all that was given, or nothing; the rows as they are then, in the same order.

    Raises PermissionDenied, and `NotSaved` with everything that stands in the way.
    """
    refusals: dict[str, ValidationError] = {}
    conflicts: dict[str, history.Conflict] = {}
    saved = []
    for each in sorted(entries, key=lambda one: one.line.table_id):  # locked in the same order by everybody
        try:
            with transaction.atomic():
                row = record_spent(
                    by=by, round=round, line=each.line, spent=each.spent, version=each.version, today=today
                )
            saved.append(row)
        except ValidationError as refusal:
            refusals[each.row_id] = refusal
        except history.Conflict as conflict:
            conflicts[each.row_id] = conflict
    if refusals or conflicts:
        raise NotSaved(refusals, conflicts)
    return saved


@transaction.atomic
def record_spent(
    *,
    by: Person,
    round: ReportingRound,
    line: BudgetLine,
    spent: SpentInput,
    version: int | None,
    today: date,
    why: str = "",
) -> BudgetLine:
    """Record what was spent of the budget line `line`.

    `version` is that of the amount the person saw, None where there was none. Raises PermissionDenied,
    ValidationError by field, and `history.Conflict` when somebody else recorded another amount meanwhile.
    """
    stored = _lock(by, round, line, today)
    _check(spent)
    if stored is None and version is not None:
        raise history.Removed(_removal(line))
    if stored is None:
        return _first(by, line, spent, why)
    if SpentInput.of(stored) == spent:
        return stored
    if version != stored.version:
        raise history.Conflict(stored)
    values = {"amount": spent.amount, "footnote": spent.note}
    return history.change(stored, values, version=version, by=by, plan=line.table.plan, why=why)


@transaction.atomic
def retract_spent(
    *,
    by: Person,
    round: ReportingRound,
    line: BudgetLine,
    version: int | None,
    today: date,
    why: str = "",
) -> None:
    """Take a first amount, which a person has just entered, back to "missing"; the history keeps it.

    What a document says stays, and so does what was corrected: it is corrected again. Where there is no
    amount, nothing is done. Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    stored = _lock(by, round, line, today)
    if stored is None:
        return
    if version != stored.version:
        raise history.Conflict(stored)
    if stored.version > 1 or not queries.entered_by_hand(stored):
        raise ValidationError({"amount": _("Beløbet kan ikke tages tilbage. Skriv det rigtige beløb.")})
    history.remove(stored, by=by, plan=line.table.plan, why=why)


def check_spending_open(
    *,
    by: Person,
    round: ReportingRound,  # the field's own word
    line: BudgetLine,
    today: date,
) -> None:
    """Raises PermissionDenied and ValidationError unless the person may write what was spent of the line."""
    _lock(by, round, line, today)


def _lock(by: Person, round_: ReportingRound, line: BudgetLine, today: date) -> BudgetLine | None:
    """What is stored of the line, its round and table locked. Raises unless the person may write it."""
    plan = line.table.plan
    own = EffortArea.objects.filter(plan=plan).values_list("pk", flat=True)
    areas = [line.area_id] if line.area_id is not None else list(own)
    permissions.check_enters_spending(by, areas, queries.areas_given_to(by.pk, today))
    current = lock_round(round_, "amount")
    if current.plan_id != plan.pk:
        raise ValidationError({"amount": _("Posten hører ikke til rundens handleplan.")})
    if line.first_year > current.last_year or line.last_year < current.first_year:
        raise ValidationError({"amount": _("Runden omfatter ikke postens år.")})
    BudgetTable.objects.select_for_update().get(pk=line.table_id)
    if line.kind != AmountKind.BUDGET or line.stated_total or not BudgetLine.objects.filter(pk=line.pk):
        raise ValidationError({"amount": _("Budgetposten er ændret imens. Genindlæs siden.")})
    stored = queries.spent_of(line)
    if len(stored) > 1:
        raise ValidationError({"amount": problems.spent_in_several_lines()})
    return stored[0] if stored else None


def _check(spent: SpentInput) -> None:
    errors = {}
    if spent.amount is not None and not holds_figure(spent.amount):
        errors["amount"] = _("Beløbet kan ikke gemmes. Skriv et tal med højst 4 decimaler.")
    if "\x00" in spent.note:
        errors["note"] = problems.not_a_text(_("Noten"))
    elif len(spent.note) > LONGEST_TEXT:
        errors["note"] = problems.text_too_long(_("Noten"), LONGEST_TEXT)
    if errors:
        raise ValidationError(errors)


def _removal(line: BudgetLine) -> Change | None:
    """The latest change that took back the amount spent of the line, or None."""
    held = {"kind": AmountKind.SPENT.value, "table": line.table_id, "category": line.category}
    wanted = {**held, "area": line.area_id, "first_year": line.first_year, "funding": line.funding}
    plan = line.table.plan_id
    return queries.latest_removal(
        "budgetline", plan, {name: value for name, value in wanted.items() if value}
    )


def _first(by: Person, line: BudgetLine, spent: SpentInput, why: str) -> BudgetLine:
    last = BudgetLine.objects.filter(table=line.table_id).aggregate(last=Max("order"))["last"] or 0
    row = BudgetLine(
        table=line.table,
        order=last + 1,
        area_id=line.area_id,
        category=line.category,
        first_year=line.first_year,
        last_year=line.last_year,
        funding=line.funding,
        kind=AmountKind.SPENT,
        amount=spent.amount,
        footnote=spent.note,
    )
    try:
        with transaction.atomic():
            return history.add(row, by=by, plan=line.table.plan, why=why)
    except IntegrityError as error:
        # An administrator has added a line to the table by another way, which takes no lock.
        raise ValidationError({"amount": _("Tabellen blev ændret imens. Gem igen.")}) from error
