"""Does a row agree with the rows around it? What no constraint of the database holds, told at its field."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from plans.actions import goal_checks, money_checks, plan_checks
from plans.models import (
    ActionPlan,
    BudgetLine,
    Decision,
    EffortArea,
    GoalHeading,
    Indicator,
    KeyFigure,
    ReportingRound,
    ReportRow,
    Responsibility,
    ResultGoal,
    Target,
)
from plans.models.fields import LONGEST_TEXT

Lists = Mapping[str, Collection[models.Model]]
Errors = dict[str, str]

FIRST_YEAR, LAST_YEAR, LARGEST_NUMBER = 1900, 2200, 9999
_YEARS = {"year", "first_year", "last_year", "started_year", "withdrawn_from"}

_CHECKS: dict[type[models.Model], Any] = {
    ActionPlan: plan_checks.plan_errors,
    EffortArea: plan_checks.area_errors,
    GoalHeading: plan_checks.heading_errors,
    Responsibility: plan_checks.responsibility_errors,
    ReportingRound: plan_checks.round_errors,
    ReportRow: plan_checks.report_row_errors,
    ResultGoal: goal_checks.goal_errors,
    Indicator: goal_checks.indicator_errors,
    Target: goal_checks.target_errors,
    KeyFigure: money_checks.key_figure_errors,
    BudgetLine: money_checks.budget_line_errors,
    Decision: money_checks.decision_errors,
}


def check(row: models.Model, lists: Lists | None = None, *, but: Collection[str] = ()) -> None:
    """Raises ValidationError by field unless the row agrees with what is stored.

    `lists` are the rows beside it that are to be (`further_areas`, `plans`). Fields in `but` are checked by
    who knows all rows of the page: an order that two rows exchange.
    """
    errors: Errors = dict(_text_errors(row)) | dict(room_errors(row))
    find = _CHECKS.get(type(row))
    if find is not None:
        errors |= dict(find(row, lists or {}))
    if not errors:
        errors = dict(_taken(row, but))
    if errors:
        raise ValidationError(errors)


def _text_errors(row: models.Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not isinstance(value, str):
            continue
        if "\x00" in value:
            yield field.name, _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
        most = field.max_length or LONGEST_TEXT
        if len(value) > most:
            yield field.name, _("Teksten er for lang; højst %(most)s tegn.") % {"most": most}


def room_errors(row: models.Model) -> Iterator[tuple[str, str]]:
    """Years, days, orders and small counts that no plan has, and not every database can keep."""
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield column.name, _("Vælg en dag i årene fra %(first)s til %(last)s.") % years
        if not isinstance(value, int) or not isinstance(column, models.PositiveSmallIntegerField):
            continue
        if column.name in _YEARS and not FIRST_YEAR <= value <= LAST_YEAR:
            yield column.name, _("Skriv et årstal fra %(first)s til %(last)s.") % years
        elif not 0 <= value <= LARGEST_NUMBER:
            yield column.name, _("Skriv et helt tal fra 0 til %(most)s.") % {"most": LARGEST_NUMBER}


def _taken(row: models.Model, but: Collection[str]) -> Iterator[tuple[str, str]]:
    """What may be there once only and is there already."""
    columns = {column.name: column for column in row._meta.concrete_fields}
    together = [[name] for name, column in columns.items() if column.unique and not column.primary_key]
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            # A unique year is two constraints, of which one holds for rows without a year.
            for_whole_plan = constraint.condition is not None and "year" not in constraint.fields
            together.append([*constraint.fields, *(["year"] if for_whole_plan else [])])
    for names in together:
        if set(names) & set(but):
            continue
        values = {name: getattr(row, columns[name].attname) for name in names}
        if values[names[0]] is None:
            continue
        same = Q(**{f"{n}__isnull" if v is None else n: True if v is None else v for n, v in values.items()})
        if type(row)._default_manager.filter(same).exclude(pk=row.pk).exists():
            last = names[-1]
            label = str(columns[last].verbose_name)
            yield (
                last,
                _("%(label)s %(value)s findes her allerede. Vælg en anden.")
                % {
                    "label": label[:1].upper() + label[1:],
                    "value": "" if values[last] is None else values[last],
                },
            )
