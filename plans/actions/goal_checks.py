"""What must hold of a goal, its indicators and their targets? Errors by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from plans.actions.belonging import has_values
from plans.actions.plan_checks import within_years
from plans.domain.agreement import FULL_SHARE, TargetProblem, target_problem
from plans.domain.measures import traits
from plans.enums import Measure
from plans.models import Indicator, ResultGoal, Target
from plans.wording.choices import CHOICES

Errors = Iterator[tuple[str, str]]
Lists = Mapping[str, Any]

_TARGETS = {
    TargetProblem.NOTHING: lambda: _("Skriv et måltal eller, for en vurdering, målet i ord."),
    TargetProblem.VALUE_MISSING: lambda: _("Skriv et måltal; kun en vurdering kan nøjes med ord."),
    TargetProblem.NEGATIVE: lambda: _("Et måltal er mindst 0."),
    TargetProblem.ABOVE_FULL_SHARE: lambda: _("En andel er højst 100 procent. Skriv fx 70."),
}


def goal_errors(goal: ResultGoal, lists: Lists) -> Errors:
    """A goal's areas and heading are of its own plan, what it follows is of an earlier one."""
    if not has_values(goal, "plan_id", "area_id"):
        return
    stored = ResultGoal.objects.filter(pk=goal.pk).first() if goal.pk else None
    if stored and stored.plan_id != goal.plan_id:
        yield "plan", _("Et mål kan ikke flyttes til en anden handleplan.")
    if stored and stored.key != goal.key:
        yield (
            "key",
            _("Nøglen kan ikke ændres: filer og senere mål henviser til den. Skriv %(key)s.")
            % {"key": stored.key},
        )
    if goal.area.plan_id != goal.plan_id:
        yield "area", _("Vælg et indsatsområde af %(plan)s.") % {"plan": goal.plan}
    if goal.heading is not None and goal.heading.area_id != goal.area_id:
        yield "heading", _("Vælg en overskrift i område %(area)s, eller ingen.") % {"area": goal.area}
    further = lists.get("further_areas", [])
    if any(area.plan_id != goal.plan_id for area in further):
        yield "further_areas", _("Vælg kun indsatsområder af %(plan)s.") % {"plan": goal.plan}
    elif any(area.pk == goal.area_id for area in further):
        yield "further_areas", _("Målets eget område står allerede ovenfor. Vælg kun de øvrige.")
    yield from _predecessor_errors(goal)
    if goal.withdrawn_from is not None and goal.withdrawn_from not in goal.plan.period:
        yield "withdrawn_from", within_years(goal.plan.period)


def _predecessor_errors(goal: ResultGoal) -> Errors:
    before = goal.predecessor
    if before is None:
        return
    if before.plan_id == goal.plan_id:
        yield (
            "predecessor",
            _("Et mål kan kun videreføre et mål i en anden, tidligere plan. Vælg et derfra, eller ingen."),
        )
    elif before.plan.starts_on >= goal.plan.starts_on:
        yield (
            "predecessor",
            _("Et mål kan kun videreføre et mål i en tidligere plan. %(plan)s begynder ikke tidligere.")
            % {"plan": before.plan},
        )


def indicator_errors(indicator: Indicator, _lists: Lists) -> Errors:
    """What an indicator measures fits how years are put together, and the figures that are there."""
    measure = Measure(indicator.measure) if indicator.measure in set(Measure) else None
    if measure is None:
        return
    fitting = traits(measure).accumulations
    if indicator.accumulation and indicator.accumulation not in fitting:
        words = " · ".join(sorted(str(CHOICES[type(way)][way]) for way in fitting))
        yield (
            "accumulation",
            _("Det passer ikke til det, der opgøres. Vælg en af disse: %(words)s.") % {"words": words},
        )
    stored = Indicator.objects.filter(pk=indicator.pk).first() if indicator.pk else None
    if stored and stored.goal_id != indicator.goal_id:
        yield "goal", _("En indikator kan ikke flyttes til et andet mål.")
    if stored and stored.measure != indicator.measure:
        yield from _measure_errors(stored, measure)
    yield from _tolerance_errors(indicator)


def _measure_errors(stored: Indicator, measure: Measure) -> Errors:
    if stored.measurements.exists():
        yield "measure", _("Der er indberettet tal for indikatoren, så det, der opgøres, kan ikke ændres.")
    elif any(target_problem(measure, target.value, target.text) for target in stored.targets.all()):
        yield "measure", _("Måltallene passer ikke til det. Ret eller slet dem først.")


def _tolerance_errors(indicator: Indicator) -> Errors:
    own = (indicator.tolerance_percent, indicator.tolerance_basis, indicator.tolerance_boundary)
    expected = _("Egen tolerance består af tal, grundlag og grænse. Udfyld alle tre, eller ingen af dem.")
    if indicator.tolerance_percent is not None and not 0 <= indicator.tolerance_percent <= FULL_SHARE:
        yield "tolerance_percent", _("Tolerancen er fra 0 til 100, fx 15.")
    filled = [value not in (None, "") for value in own]
    if any(filled) and not all(filled):
        names = ("tolerance_percent", "tolerance_basis", "tolerance_boundary")
        yield names[filled.index(False)], expected


def target_errors(target: Target, _lists: Lists) -> Errors:
    """A target is of a year of the plan, and can be judged by."""
    indicator = target.indicator
    if target.year is not None and target.year not in indicator.goal.plan.period:
        yield "year", within_years(indicator.goal.plan.period)
    if indicator.measure not in set(Measure):
        return
    problem = target_problem(Measure(indicator.measure), target.value, target.text)
    if problem is not None:
        yield "value", _TARGETS[problem]()
