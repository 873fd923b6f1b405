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
    if isinstance(row, Responsibility):
        notify_of_responsibility(by=by, before=row, after=None)
    with watched(_rested_on(row), watch, by=by):
        owner = parent_of(row)
        for name in PARTS.get(type(row), ()):
            for part in getattr(row, name).all():
                _delete(part, by, why)
        _delete(row, by, why)
        if owner is not None and isinstance(owner, Versioned):
            _raise_version(owner, owner.version)


def _hold(row: models.Model) -> None:
    plan = plan_of(row)
    hold_history(plan.pk if plan else None)


def _rested_on(row: models.Model) -> ActionPlan | None:
    """The plan whose judgements may rest on the row; None where none can."""
    return plan_of(row) if isinstance(row, RESTED_ON) else None


def why_not_deleted(row: models.Model) -> str:
    """Why the row cannot be deleted, in a sentence; empty where it can."""
    name = str(row._meta.verbose_name)
    if isinstance(row, ResultGoal):
        return _("Et resultatmål kan ikke slettes. Lad det udgå fra et år i stedet.")
    if isinstance(row, KEPT):
        return _("Det kan ikke slettes, for det har tal og historik. Ret det i stedet.")
    if isinstance(row, ReportingRound) and has_figures(row):
        return _("Runden kan ikke slettes, for der er indberettet tal i den. Luk den i stedet.")
    if isinstance(row, Decision) and row.publication_id is not None and is_decided(row):
        return _("En beslutning om en fastlåst version kan ikke slettes. Ret den i stedet.")
    hanging = sorted({str(each._meta.verbose_name_plural) for each in _what_hangs_on(row)})
    if hanging:
        return _("%(name)s »%(row)s« kan ikke slettes, for der hører %(hanging)s til.") % {
            "name": name[:1].upper() + name[1:],
            "row": row,
            "hanging": ", ".join(hanging),
        }
    return ""


def parts_of(row: models.Model) -> list[models.Model]:
    """The rows that are deleted together with the row."""
    return [part for name in PARTS.get(type(row), ()) for part in getattr(row, name).all()]


def _what_hangs_on(row: models.Model) -> Iterable[models.Model]:
    """The rows that keep `row` from being deleted, its own parts aside."""
    parts = {(type(part), part.pk) for part in parts_of(row)}
    for each in (row, *parts_of(row)):
        collector = Collector(using="default")
        try:
            collector.collect([each])
        except ProtectedError as error:
            yield from (o for o in error.protected_objects if (type(o), o.pk) not in parts)


def _rows_of(model: type[models.Model], owner: models.Model) -> Iterator[models.Model]:
    yield from model._default_manager.filter(**{PARENT[model]: owner})


def _change_rows(page: PageRows, by: Person, why: str) -> None:
    """Change rows of one table, with their history; two that get each other's order or year change places."""
    stored = page.model._default_manager.in_bulk([change.row.pk for change in page.changed])
    for number, change in enumerate(page.changed):
        parked = {name: _PARKED + number for name in EXCHANGED if name in change.values}
        if parked:
            page.model._default_manager.filter(pk=change.row.pk).update(**parked)
    for change in page.changed:
        _write_change(change, stored[change.row.pk], by, why)
    for change in page.changed:
        for name, value in change.values.items():
            setattr(change.row, name, value)
        check(change.row)


def _write_change(change: RowChange, stored: models.Model, by: Person, why: str) -> bool:
    """Write what differs from what is `stored`, with its history; whether anything did."""
    differs: dict[str, Any] = {
        name: value
        for name, value in change.values.items()
        if as_text(getattr(stored, name)) != as_text(value)
    }
    if not differs:
        return False
    rows = type(stored)._default_manager.filter(pk=stored.pk)
    if isinstance(stored, Versioned):
        rows = rows.filter(version=change.version or 0)
        differs["version"] = models.F("version") + 1
    if not rows.update(**differs):
        raise history.Conflict(type(stored)._default_manager.get(pk=stored.pk))
    for name, value in differs.items():
        if name != "version":
            history.note(stored, name, getattr(stored, name), value, by=by, plan=plan_of(change.row), why=why)
    return True


def _set_list(row: models.Model, name: str, rows: Iterable[models.Model], *, by: Person) -> bool:
    """Make `rows` the list `name` beside the row; whether that changed it."""
    beside = getattr(row, name)
    old, new = history.list_text(beside.all()), history.list_text(rows)
    if old == new:
        return False
    beside.set(rows)
    history.note(row, name, old, new, by=by, plan=plan_of(row))
    return True


def _delete(row: models.Model, by: Person, why: str) -> None:
    refusal = why_not_deleted(row)
    if refusal:
        raise ValidationError(refusal)
    history.remove(row, by=by, plan=plan_of(row), why=why)


def _raise_version(row: models.Model, version: int | None) -> None:
    """Tell everybody who has the page open that it changed."""
    guard = guard_of(row)
    if guard is None:
        return
    rows = type(guard)._default_manager.filter(pk=guard.pk)
    if version is None or not rows.filter(version=version).update(version=models.F("version") + 1):
        raise history.Conflict(type(guard)._default_manager.get(pk=guard.pk))
