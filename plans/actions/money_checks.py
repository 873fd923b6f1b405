"""What must hold of key figures, budget lines and decisions? Errors by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from plans.actions.belonging import has_values
from plans.models import BudgetLine, Decision, KeyFigure

Errors = Iterator[tuple[str, str]]
Lists = Mapping[str, Any]


def key_figure_errors(figure: KeyFigure, _lists: Lists) -> Errors:
    """A key figure covers days in order, and is of an area or indicator of its own plan."""
    if figure.starts_on and figure.ends_on and figure.ends_on < figure.starts_on:
        yield "ends_on", _("Den sidste dag kan ikke ligge før den første.")
    if not has_values(figure, "plan_id"):
        return
    if figure.area is not None and figure.area.plan_id != figure.plan_id:
        yield "area", _("Vælg et indsatsområde af %(plan)s.") % {"plan": figure.plan}
    if figure.indicator is not None and figure.indicator.goal.plan_id != figure.plan_id:
        yield "indicator", _("Vælg en indikator af %(plan)s.") % {"plan": figure.plan}


def budget_line_errors(line: BudgetLine, _lists: Lists) -> Errors:
    """A budget line is of an area of the plan or of a category, for years in order."""
    if line.first_year and line.last_year and line.last_year < line.first_year:
        yield "last_year", _("Det sidste år kan ikke ligge før det første.")
    if line.area is None and not line.category:
        yield "category", _("Vælg et indsatsområde, eller skriv, hvad posten er til.")
    if line.area is not None and line.area.plan_id != line.table.plan_id:
        yield "area", _("Vælg et indsatsområde af %(plan)s.") % {"plan": line.table.plan}


def decision_errors(decision: Decision, lists: Lists) -> Errors:
    """A decision is about something, and what was decided on a locked version goes on being that."""
    if "plans" in lists and not lists["plans"] and decision.publication_id is None:
        yield (
            "plans",
            _("Vælg den eller de handleplaner, beslutningen handler om, eller en fastlåst version."),
        )
    stored = Decision.objects.filter(pk=decision.pk).first()
    if stored is None or stored.publication_id is None or not stored.outcome.strip():
        return
    if not decision.outcome.strip():
        yield "outcome", _("En beslutning kan rettes, men ikke slettes. Skriv, hvad udvalget besluttede.")
    if decision.publication_id is None:
        yield "publication", _("Beslutningen handler om en fastlåst version. Vælg, hvilken den handler om.")


def is_decided(decision: Decision) -> bool:
    """Whether anything is kept of what the committee decided: its decision, its vote, or its minutes."""
    return bool(decision.outcome.strip()) or decision.votes.exists() or decision.remarks.exists()
