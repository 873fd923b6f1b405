"""Do the rows that stand together on a page agree? Orders, years, parts of a whole; told for all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from plans.domain.agreement import mixes_years_and_whole_plan, parts_make_the_whole
from plans.models import KeyFigurePart, ReportRow, Target
from plans.wording import figures


def check_together(model: type[models.Model], owner: models.Model, rows: Sequence[Any]) -> None:
    """Raises ValidationError unless `rows`, all of `owner`'s rows of this table, agree."""
    problems = list(_order_problems(rows))
    if model is Target:
        problems += _target_problems(rows)
    if model is KeyFigurePart:
        problems += _part_problems(owner, rows)
    if model is ReportRow:
        problems += _report_row_problems(rows)
    if problems:
        raise ValidationError(problems)


def _order_problems(rows: Sequence[Any]) -> Iterator[str]:
    orders = Counter(row.order for row in rows if hasattr(row, "order"))
    for order, count in orders.items():
        if count > 1:
            yield _("Rækkefølgen %(order)s står %(count)s gange. Giv hver sin.") % {
                "order": order,
                "count": count,
            }


def _target_problems(targets: Sequence[Target]) -> Iterator[str]:
    years = [target.year for target in targets]
    if mixes_years_and_whole_plan(years):
        yield _("Skriv måltal for årene eller ét for hele planen (uden år), ikke begge dele.")
    for year, count in Counter(years).items():
        if count > 1 and year is None:
            yield _("Der er flere måltal for hele planen (uden år). Behold ét.")
        elif count > 1:
            yield _("Der er flere måltal for %(year)s. Behold ét.") % {"year": year}


def _part_problems(owner: Any, parts: Sequence[KeyFigurePart]) -> Iterator[str]:
    adding = [part.value for part in parts if part.adds_up]
    if owner.value is not None and not parts_make_the_whole(owner.value, adding):
        yield _("Delene giver %(sum)s, men helheden er %(whole)s.") % {
            "sum": figures.number(sum(adding, Decimal(0))),
            "whole": figures.number(owner.value),
        }


def _report_row_problems(rows: Sequence[ReportRow]) -> Iterator[str]:
    for goal, count in Counter(row.goal for row in rows if row.goal_id).items():
        if count > 1:
            yield _("Målet »%(goal)s« står %(count)s gange; det afrapporteres én gang.") % {
                "goal": goal,
                "count": count,
            }
