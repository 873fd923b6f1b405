"""How is a row written so that its history is whole, and nobody overwrites anybody? Used by every action."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Protocol, TypeVar, cast

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.actions.trail import log_event
from plans.models import ActionPlan, Change, EffortArea, fields
from plans.models.change import as_text
from plans.models.history_chain import hold_history
from plans.permissions import Person, principal_of


class Versioned(Protocol):
    """A row that carries a version."""

    version: int


class Conflict(Exception):
    """Somebody else changed the row after it was read. `current` is the row as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current._meta.verbose_name} was changed meanwhile")
        self.current = current


class Removed(Conflict):
    """Somebody took the row away after it was read. `change` tells who; None where nothing is known of it."""

    def __init__(self, change: Change | None) -> None:
        Exception.__init__(self, "the row was removed meanwhile")
        self.change = change


Row = TypeVar("Row", bound=models.Model)
_OF_PEOPLE = frozenset({"user", "responsibility", "accesstoken", "deputy"})
_NO_PERSONAL_TEXT = frozenset(
    {
        "role",
        "is_active",
        "area",
        "user",
        "person",
        "deputy",
        "starts_on",
        "ends_on",
        "ended_at",
        "expires_on",
    }
)


def kind_of(row: models.Model) -> str:
    """The name under which history keeps rows of this table, "measurement"."""
    return row._meta.model_name or ""


def add(row: Row, *, by: Person | None, plan: ActionPlan | None, why: str = "") -> Row:
    """Save a new row; history gets each of its fields that holds something."""
    _hold(plan)
    row.save(force_insert=True)
    _write(row, _all_new(row), by=by, plan=plan, why=why)
    return row


def add_all(
    rows: Sequence[models.Model], *, by: Person | None, plan: ActionPlan | None, why: str = ""
) -> None:
    """Save new rows of one table, and their history as `add` would write it, in few queries."""
    if not rows:
        return
    _hold(plan)
    type(rows[0])._default_manager.bulk_create(rows)
    Change.objects.bulk_create(
        change for row in rows for change in _changes(row, _all_new(row), by=by, plan=plan, why=why)
    )


def change(
    row: Row,
    values: Mapping[str, object],
    *,
    version: int,
    by: Person | None,
    plan: ActionPlan | None,
    why: str = "",
    is_held: bool = False,
) -> Row:
    """Set `values` on a versioned row, and write what changed to its history. Returns it as it is then.

    `version` is the one that the person saw. A row that `is_held` was read under the lock, and is not read
    again. Where the row already says `values`, nothing is written and nothing is wrong. Raises `Conflict`
    when somebody else was first.
    """
    model = type(row)
    current = copy(row) if is_held else model._default_manager.get(pk=row.pk)
    changed = {
        name: (getattr(current, name), value)
        for name, value in values.items()
        if as_text(getattr(current, name)) != as_text(value)
    }
    if not changed:
        return current
    _hold(plan)
    new = {name: value for name, (_, value) in changed.items()}
    updated = model._default_manager.filter(pk=row.pk, version=version).update(**new, version=version + 1)
    if not updated:
        raise Conflict(model._default_manager.get(pk=row.pk))
    _write(current, changed, by=by, plan=plan, why=why)
    for name, value in {**new, "version": version + 1}.items():
        field = cast("models.Field[object, object]", current._meta.get_field(name))
        setattr(current, name, value if field.is_relation else field.to_python(value))
    return current


def change_all(
    rows: Sequence[fields.Versioned],
    values: Mapping[str, object],
    *,
    versions: Mapping[int, int],
    by: Person | None,
    plan: ActionPlan | None,
    why: str = "",
) -> None:
    """Set the same `values` on several rows of one table at once, as `change` would, in few queries.

    `versions` are those that the person saw, by key; the rows must be locked. Raises `Conflict` with the
    first row that somebody else changed; then nothing is written.
    """
    if not rows:
        return
    for row in rows:
        if row.version != versions[row.pk]:
            raise Conflict(row)
    changes = [
        each
        for row in rows
        for each in _changes(
            row,
            {name: (getattr(row, name), value) for name, value in values.items()},
            by=by,
            plan=plan,
            why=why,
        )
    ]
    _hold(plan)
    table = type(rows[0])._default_manager
    table.filter(pk__in=[row.pk for row in rows]).update(**values, version=models.F("version") + 1)
    Change.objects.bulk_create(changes)


def remove(row: models.Model, *, by: Person | None, plan: ActionPlan | None, why: str = "") -> None:
    """Delete a row; the history keeps each of its fields, and each list beside it, that held something."""
    held: dict[str, tuple[object, object]] = {
        name: (old, None) for name, (_none, old) in _all_new(row).items()
    }
    for beside in row._meta.many_to_many:
        held[beside.name] = (list_text(getattr(row, beside.name).all()), None)
    _write(row, held, by=by, plan=plan, why=why)
    row.delete()


def note(
    row: models.Model,
    field: str,
    old: object,
    new: object,
    *,
    by: Person | None,
    plan: ActionPlan | None,
    why: str = "",
) -> None:
    """Write one change that is not a column of `row` itself: a list beside it, a set of areas."""
    _write(row, {field: (old, new)}, by=by, plan=plan, why=why)


def list_text(rows: Iterable[models.Model]) -> str:
    """A list beside a row as the history keeps it: areas by number, other rows by key."""
    keys = sorted(row.number if isinstance(row, EffortArea) else row.pk for row in rows)
    return ", ".join(str(key) for key in keys)


def _hold(plan: ActionPlan | None) -> None:
    """Lock the history before the row: everybody locks in this order."""
    if plan is None or plan.pk is not None:
        hold_history(plan.pk if plan else None)


def _own_fields(row: models.Model) -> list["models.Field[object, object]"]:
    left_out = {"id", "version"}
    return [field for field in row._meta.concrete_fields if field.name not in left_out]


def _all_new(row: models.Model) -> dict[str, tuple[object, object]]:
    return {field.name: (None, getattr(row, field.attname)) for field in _own_fields(row)}


def _write(
    row: models.Model,
    changed: Mapping[str, tuple[object, object]],
    *,
    by: Person | None,
    plan: ActionPlan | None,
    why: str,
) -> None:
    written = Change.objects.bulk_create(_changes(row, changed, by=by, plan=plan, why=why))
    if kind_of(row) in _OF_PEOPLE:
        transaction.on_commit(lambda: _log(row, written))


def _log(row: models.Model, written: Sequence[Change]) -> None:
    """Tell the log who may do what from now on; of all else only that it changed."""
    for each in written:
        is_word = each.field in _NO_PERSONAL_TEXT
        log_event(
            "person_changed",
            person=each.who_id,
            object={"kind": each.kind, "id": row.pk, "field": each.field},
            old=each.old if is_word else None,
            new=each.new if is_word else None,
        )


def _changes(
    row: models.Model,
    changed: Mapping[str, tuple[object, object]],
    *,
    by: Person | None,
    plan: ActionPlan | None,
    why: str,
) -> Iterator[Change]:
    reason = _as_deputy(by, why)
    return (
        Change(
            plan=plan,
            kind=kind_of(row),
            object_id=row.pk,
            field=name,
            old=as_text(old),
            new=as_text(new),
            who_id=by.pk if by else None,
            why=reason,
        )
        for name, (old, new) in changed.items()
        if as_text(old) != as_text(new)
    )


def _as_deputy(by: Person | None, why: str) -> str:
    """The reason, which tells first for whom a deputy acted."""
    principal = principal_of(by) if by else None
    if principal is None:
        return why
    with override("da"):
        note = _("Som stedfortræder for %(name)s.") % {"name": principal.display_name}
    return f"{note} {why}".strip()
