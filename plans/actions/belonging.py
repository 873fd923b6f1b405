"""Which plan does a row belong to, and whose version guards it? The way up from every table."""

from typing import Any, cast

from django.db import models

from plans.models import (
    ActionPlan,
    BudgetLine,
    BudgetTable,
    DecisionRemark,
    DecisionVote,
    Effort,
    EffortArea,
    GoalHeading,
    GoalWording,
    Indicator,
    KeyFigure,
    KeyFigurePart,
    Report,
    ReportingRound,
    ReportRow,
    ReportTable,
    Responsibility,
    ResultGoal,
    StatusWord,
    Target,
)
from plans.models.fields import Versioned

# What a row is a part of.
PARENT: dict[type[models.Model], str] = {
    BudgetLine: "table",
    BudgetTable: "plan",
    DecisionRemark: "decision",
    DecisionVote: "decision",
    Effort: "area",
    EffortArea: "plan",
    GoalHeading: "area",
    GoalWording: "goal",
    Indicator: "goal",
    KeyFigure: "plan",
    KeyFigurePart: "key_figure",
    Report: "round",
    ReportRow: "table",
    ReportTable: "report",
    ReportingRound: "plan",
    Responsibility: "area",
    ResultGoal: "plan",
    StatusWord: "plan",
    Target: "indicator",
}


def has_values(row: models.Model, *columns: str) -> bool:
    """Whether these columns are filled in, which the form of a row that is being made may have left open."""
    return all(getattr(row, column) is not None for column in columns)


def parent_of(row: models.Model) -> models.Model | None:
    """What the row is a part of; None for a plan, a decision, and a row that does not say it yet."""
    name = PARENT.get(type(row))
    if name is None:
        return None
    # A row that is being made may know what it will be part of before that has a key.
    field = cast("models.ForeignKey[Any, Any]", row._meta.get_field(name))
    if getattr(row, field.attname) is None and not field.is_cached(row):
        return None
    return cast("models.Model", getattr(row, name))


def parts_of(row: models.Model) -> dict[str, list[int]]:
    """The rows that are part of this one, by the name of their kind."""
    return {
        str(table._meta.model_name): list(
            table._default_manager.filter(**{name: row}).values_list("pk", flat=True)
        )
        for table, name in PARENT.items()
        if table._meta.get_field(name).related_model is type(row)
    }


def plan_of(row: models.Model) -> ActionPlan | None:
    """The plan that the row belongs to; None for a decision, which may be of several."""
    current: models.Model | None = row
    while current is not None and not isinstance(current, ActionPlan):
        current = parent_of(current)
    return current


def guard_of(row: models.Model) -> Versioned | None:
    """The row whose version tells that somebody changed this one: itself, or what it is a part of."""
    current: models.Model | None = row
    while current is not None and not isinstance(current, Versioned):
        current = parent_of(current)
    return current


def version_of(row: models.Model) -> int | None:
    """The version that a person sees who opens the row."""
    guard = guard_of(row)
    return None if guard is None else guard.version
