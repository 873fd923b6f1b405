"""What must hold of a plan, its areas, its rounds, and whom they are given to? Errors by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from plans.actions.belonging import has_values
from plans.domain.agreement import FULL_SHARE
from plans.domain.values import Period
from plans.enums import Role, RoundState
from plans.models import (
    ActionPlan,
    EffortArea,
    GoalHeading,
    Measurement,
    ReportingRound,
    ReportRow,
    Responsibility,
    ResultGoal,
    Target,
)
from plans.wording import figures

Errors = Iterator[tuple[str, str]]
Lists = Mapping[str, Any]


def plan_errors(plan: ActionPlan, _lists: Lists) -> Errors:
    """Dates in order, an earlier predecessor, an address that stays, years that hold what was entered."""
    if plan.tolerance_percent is not None and not 0 <= plan.tolerance_percent <= FULL_SHARE:
        yield "tolerance_percent", _("Tolerancen er fra 0 til 100, fx 15.")
    stored = ActionPlan.objects.filter(pk=plan.pk).first() if plan.pk else None
    if stored and stored.slug != plan.slug:
        yield (
            "slug",
            _("Adressen kan ikke ændres: links til planen skal blive ved med at virke. Skriv %(slug)s.")
            % {"slug": stored.slug},
        )
    if not has_values(plan, "starts_on", "ends_on"):
        return
    if plan.ends_on < plan.starts_on:
        yield "ends_on", _("Planen kan ikke slutte, før den begynder. Vælg en senere dag.")
        return
    if plan.predecessor is not None and plan.predecessor.starts_on >= plan.starts_on:
        yield (
            "predecessor",
            _("En plan kan kun videreføre en tidligere plan. Vælg en, der begynder før denne."),
        )
    if stored:
        yield from _outside_new_years(plan)


def _outside_new_years(plan: ActionPlan) -> Errors:
    """Nothing that was promised, entered or reported may fall outside the plan's years."""
    kept = [
        *_years(Target.objects.filter(indicator__goal__plan=plan), "year", "year"),
        *_years(Measurement.objects.filter(indicator__goal__plan=plan), "year", "year"),
        *_years(ReportingRound.objects.filter(plan=plan), "first_year", "last_year"),
        *_years(ResultGoal.objects.filter(plan=plan), "withdrawn_from", "withdrawn_from"),
    ]
    sentence = _("Planen har måltal, tal eller runder for %(year)s. Planens år skal omfatte dem.")
    if kept and min(kept) < plan.period.first:
        yield "starts_on", sentence % {"year": min(kept)}
    if kept and max(kept) > plan.period.last:
        yield "ends_on", sentence % {"year": max(kept)}


def _years(rows: Any, first: str, last: str) -> list[int]:
    found = rows.aggregate(first=Min(first), last=Max(last))
    return [year for year in (found["first"], found["last"]) if year is not None]


def area_errors(area: EffortArea, _lists: Lists) -> Errors:
    """An area stays in its plan."""
    stored = EffortArea.objects.filter(pk=area.pk).first() if area.pk else None
    if stored and stored.plan_id != area.plan_id:
        yield "plan", _("Et indsatsområde kan ikke flyttes til en anden handleplan.")


def heading_errors(heading: GoalHeading, _lists: Lists) -> Errors:
    """A heading stays in the area of its goals."""
    if heading.pk and heading.goals.exclude(area_id=heading.area_id).exists():
        yield "area", _("Der står mål under overskriften, og de hører til et andet område.")


def responsibility_errors(responsibility: Responsibility, _lists: Lists) -> Errors:
    """Areas are given to people who enter figures, from a day to a later one."""
    user = responsibility.user if responsibility.user_id else None
    if user is not None and user.role != Role.CONTRIBUTOR:
        yield (
            "user",
            _("%(name)s er ikke indberetter. Vælg en indberetter, eller giv personen rollen først.")
            % {"name": user.display_name},
        )
    elif user is not None and not user.is_active and responsibility.ends_on is None:
        yield (
            "user",
            _("%(name)s er deaktiveret. Vælg en anden, eller skriv, hvornår ansvaret sluttede.")
            % {"name": user.display_name},
        )
    if (
        has_values(responsibility, "starts_on", "ends_on")
        and responsibility.ends_on
        and responsibility.ends_on < responsibility.starts_on
    ):
        yield "ends_on", _("Ansvaret kan ikke slutte, før det begynder.")


def round_errors(round_: ReportingRound, _lists: Lists) -> Errors:
    """A round reports years of its plan, as of a day that stays once figures have been entered."""
    if not has_values(round_, "plan_id", "first_year", "last_year"):
        return
    if round_.last_year < round_.first_year:
        yield "last_year", _("Det sidste år kan ikke ligge før det første.")
        return
    for field, year in (("first_year", round_.first_year), ("last_year", round_.last_year)):
        if year not in round_.plan.period:
            yield field, within_years(round_.plan.period)
            return
    same = ReportingRound.objects.filter(
        plan=round_.plan_id, first_year=round_.first_year, last_year=round_.last_year
    )
    if round_.state == RoundState.OPEN and same.filter(state=RoundState.OPEN).exclude(pk=round_.pk).exists():
        yield "first_year", _("Der er allerede en åben runde for årene. Luk den, før du åbner en anden.")
    is_compared = round_.state == RoundState.OPEN and has_values(round_, "as_of")
    later = same.filter(as_of__gt=round_.as_of).order_by("-as_of").first() if is_compared else None
    if later is not None:
        # Every page shows the latest round of its years: figures of an earlier one could not be entered.
        yield (
            "as_of",
            _("Der er en senere runde for årene, opgjort %(day)s. Ret tallene i den.")
            % {"day": figures.day(later.as_of)},
        )
    stored = ReportingRound.objects.filter(pk=round_.pk).first() if round_.pk else None
    if stored and (stored.plan_id, stored.period) != (round_.plan_id, round_.period):
        yield (
            "first_year",
            _("En runde kan ikke flyttes til en anden plan eller andre år. Åbn en ny runde for andre år."),
        )
    if stored and stored.as_of != round_.as_of and has_figures(stored):
        yield (
            "as_of",
            _("Der er indberettet tal pr. %(day)s. Behold dagen, eller åbn en ny runde for den nye dag.")
            % {"day": figures.day(stored.as_of)},
        )


def has_figures(round_: ReportingRound) -> bool:
    """Whether somebody has entered figures as of the round's day."""
    return Measurement.objects.filter(indicator__goal__plan=round_.plan_id, as_of=round_.as_of).exists()


def report_row_errors(row: ReportRow, _lists: Lists) -> Errors:
    """A goal of the reported plan stands once in a report."""
    if not has_values(row, "goal_id", "table_id"):
        return
    report = row.table.report
    if row.goal.plan_id != report.round.plan_id:
        yield (
            "goal",
            _("Målet hører til en anden handleplan end afrapporteringen. Vælg et mål af %(plan)s.")
            % {"plan": report.round.plan},
        )
    other = ReportRow.objects.filter(table__report=report, goal=row.goal_id).exclude(pk=row.pk)
    existing = other.exclude(table=row.table_id).select_related("table").first()
    if existing is not None:
        yield (
            "goal",
            _("Målet står allerede i %(table)s; det afrapporteres én gang.")
            % {"table": existing.table.label},
        )


def within_years(years: Period) -> str:
    """A year that lies outside the plan."""
    return _("Året skal ligge i planens år, %(years)s.") % {"years": figures.years(years)}
