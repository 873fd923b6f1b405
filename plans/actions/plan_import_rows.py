"""How does an entry of a plan file become a row? Its values are the columns of the same name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from plans.actions import history
from plans.models import ActionPlan
from plans.permissions import Person
from plans.planfile.schema_base import Entry

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class NewRows:
    """Adds rows to one plan, for one person and reason."""

    plan: ActionPlan
    by: Person | None
    why: str

    def add(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Save new rows of one table with their history."""
        history.add_all(rows, by=self.by, plan=self.plan, why=self.why)
        return rows

    def note(self, row: models.Model, field: str, new: object) -> None:
        """Write to the row's history what a list beside it now holds."""
        history.note(row, field, "", new, by=self.by, plan=self.plan)


def row_of(model: type[Row], entry: Entry, **besides: Any) -> Row:
    """A row, not saved, with the entry's values and what the entry has no column for `besides`."""
    values = {}
    for column in model._meta.concrete_fields:
        if column.name in type(entry).model_fields and column.name not in besides:
            value = getattr(entry, column.name)
            if value is not None or column.null:
                values[column.name] = value
    return model(**values, **besides)
