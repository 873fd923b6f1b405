"""How does an administrator change the tables? A row or a page at once, checked, and with its history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.belonging import PARENT, guard_of, parent_of, plan_of, version_of
from plans.actions.judgements_kept import Watch, watched
from plans.actions.money_checks import is_decided
from plans.actions.plan_checks import has_figures
from plans.actions.rights_mails import notify_of_responsibility
from plans.actions.row_checks import Lists, check
from plans.actions.together_checks import check_together
from plans.models import (
    ActionPlan,
    BudgetTable,
    Decision,
    EffortArea,
    Indicator,
    KeyFigure,
    ReportingRound,
    Responsibility,
    ResultGoal,
    StatusWord,
    Target,
)
from plans.models.change import as_text
from plans.models.fields import Versioned
from plans.models.history_chain import hold_history
from plans.permissions import Person, check_administers

Row = TypeVar("Row", bound=models.Model)

KEPT = (ActionPlan, EffortArea, ResultGoal)
# What judgements rest on; no other row is watched over.
RESTED_ON = (ActionPlan, Indicator, ReportingRound, ResultGoal, StatusWord, Target)
# The rows that are nothing without the row that they are part of, and are deleted with it.
PARTS: dict[type[models.Model], tuple[str, ...]] = {
    BudgetTable: ("lines",),
    Decision: ("votes", "remarks"),
    Indicator: ("targets",),
    KeyFigure: ("parts",),
}
# What two rows of a page may exchange, and where they wait meanwhile: above every order and year.
EXCHANGED = ("order", "year")
_PARKED = 30_000


@dataclass(frozen=True, slots=True)
class RowChange:
    """New values for a row; `version` is the one that the person saw, None where the table has none."""

    row: models.Model
    values: Mapping[str, object]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of one table to be added, changed and deleted together with the row that they are part of."""

    model: type[models.Model]
    added: Sequence[models.Model] = field(default=())
    changed: Sequence[RowChange] = field(default=())
    deleted: Sequence[models.Model] = field(default=())


@transaction.atomic
def add_row(
    *, by: Person, row: Row, lists: Lists | None = None, why: str = "", watch: Watch | None = None
) -> Row:
    """Save a new row and the lists beside it.

    `watch` is one over more than this row. Raises PermissionDenied, ValidationError by field, and
    `JudgementsRestOnIt`.
    """
    check_administers(by)
    check(row, lists)
    if isinstance(row, Responsibility):
        notify_of_responsibility(by=by, before=None, after=row)
    with watched(_rested_on(row), watch, by=by, why=why):
        added = history.add(row, by=by, plan=plan_of(row), why=why)
        for name, rows in (lists or {}).items():
            _set_list(added, name, rows, by=by)
    return added


@transaction.atomic
def change_row(
    *,
    by: Person,
    row: Row,
    change: RowChange,
    lists: Lists | None = None,
    why: str = "",
    watch: Watch | None = None,
) -> Row:
    """Set values on a stored row, and the lists beside it; `watch` is one over more than this row.

    Raises PermissionDenied, ValidationError by field, `history.Conflict` when somebody else was first, and
    `JudgementsRestOnIt`.
    """
    check_administers(by)
    before = Responsibility.objects.get(pk=row.pk) if isinstance(row, Responsibility) else None
    for name, value in change.values.items():
        setattr(row, name, value)
    check(row, lists)
    if isinstance(row, Responsibility) and change.values:
        notify_of_responsibility(by=by, before=before, after=row)
    with watched(_rested_on(row), watch, by=by, why=why):
        return _change_row(by, row, change, lists, why)


def _change_row(by: Person, row: Row, change: RowChange, lists: Lists | None, why: str) -> Row:
    saved, version = row, change.version
    if isinstance(row, Versioned):
        if version is None:
            raise ValueError("a versioned row is changed from the version that the person saw")
        saved = history.change(row, change.values, version=version, by=by, plan=plan_of(row), why=why)
        version = version_of(saved)
    elif _write_change(change, type(row)._default_manager.get(pk=row.pk), by, why):
        _raise_version(row, version)
    changed_lists = [name for name, rows in (lists or {}).items() if _set_list(saved, name, rows, by=by)]
    if changed_lists:
        # A list beside the row has no version of its own: the row's is raised for it.
        _raise_version(saved, version)
        saved.refresh_from_db()
    return saved


@transaction.atomic
def save_page(
    *, by: Person, owner: models.Model, page: PageRows, version: int | None, watch: Watch | None = None
) -> int | None:
    """Delete, change and add rows that are part of `owner`, and give its version, which is raised for them.

    `version` is that of `owner` (or of the row that guards it) as the person saw it. Rows may change places.
    `watch` is one over more than these rows, and has the reason. Raises PermissionDenied, ValidationError,
    `history.Conflict`, and `JudgementsRestOnIt`.
    """
    check_administers(by)
    if not (page.added or page.changed or page.deleted):
        return version
    why = watch.why if watch else ""
    _hold(owner)
    with watched(_rested_on(owner) if page.model in RESTED_ON else None, watch, by=by):
        for row in page.deleted:
            _delete(row, by, why)
        _change_rows(page, by, why)
        for row in page.added:
            check(row)
            history.add(row, by=by, plan=plan_of(row), why=why)
        check_together(page.model, owner, list(_rows_of(page.model, owner)))
        _raise_version(owner, version)
    return None if version is None else version + 1


@transaction.atomic
def delete_row(*, by: Person, row: models.Model, watch: Watch | None = None) -> None:
    """Delete a row with its parts; `watch` is one that has the reason.

    Raises PermissionDenied, ValidationError when the row is needed, and `JudgementsRestOnIt`.
    """
    check_administers(by)
    refusal = why_not_deleted(row)
    if refusal:
        raise ValidationError(refusal)
    why = watch.why if watch else ""
    _hold(row)
