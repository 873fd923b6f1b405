"""Which rows has a plan most of? Targets, figures, submissions, rows of reports, read as plain values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plans.models import (
    ActionPlan,
    Exclusion,
    GoalWording,
    Indicator,
    Measurement,
    MeasurementPart,
    ReportRow,
    ResultGoal,
    Submission,
    Target,
)
from plans.planfile.schema_base import Entry
from plans.planfile.schema_goals import (
    ExclusionEntry,
    GoalEntry,
    IndicatorEntry,
    MeasurementEntry,
    PartEntry,
    TargetEntry,
    WordingEntry,
)
from plans.planfile.schema_rounds import ReportRowEntry, SubmissionEntry

Values = dict[str, Any]

# A judgement that goes before the rule's: its columns, and what they are called in a file.
OVERRIDE = {"override": "status", "override_reason": "reason", "override_replaced": "replaces"}
# What a goal refers to, and an indicator's own tolerance.
OF_GOAL = ("area__number", "heading__text", "predecessor__key")
TOLERANCE = ("tolerance_percent", "tolerance_basis", "tolerance_boundary")


@dataclass(frozen=True, slots=True)
class PlanRowValues:
    """The kinds of rows that a plan has most of, under the ids of what they belong to.

    A plan of ten years has some two thousand of them: they are read as plain values, since a model and a
    prefetch for each of them takes more than twice as long.
    """

    goals: Mapping[int, Sequence[Values]]  # by plan
    further_areas: Mapping[int, Sequence[int]]  # their numbers, by goal
    wordings: Mapping[int, Sequence[Values]]
    indicators: Mapping[int, Sequence[Values]]
    targets: Mapping[int, Sequence[Values]]
    measurements: Mapping[int, Sequence[Values]]
    exclusions: Mapping[int, Sequence[Values]]
    parts: Mapping[int, Sequence[Values]]
    submissions: Mapping[int, Sequence[Values]]
    report_rows: Mapping[int, Sequence[Values]]

    @classmethod
    def of(cls, plans: Sequence[ActionPlan]) -> "PlanRowValues":
        """Reads the rows of these plans, each kind in its own order."""
        goals = ResultGoal.objects.filter(plan__in=plans).order_by("order")
        wordings = GoalWording.objects.filter(goal__plan__in=plans).order_by("pk")
        indicators = Indicator.objects.filter(goal__plan__in=plans).order_by("order")
        targets = Target.objects.filter(indicator__goal__plan__in=plans).order_by("year")
        figures = Measurement.objects.filter(indicator__goal__plan__in=plans).order_by("year", "as_of")
        of_figure = {"measurement__indicator__goal__plan__in": plans}
        exclusions = Exclusion.objects.filter(**of_figure).order_by("order")
        parts = MeasurementPart.objects.filter(**of_figure).order_by("order")
        submissions = Submission.objects.filter(round__plan__in=plans).order_by("goal__plan", "goal__order")
        rows = ReportRow.objects.filter(table__report__round__plan__in=plans).order_by("order")
        return cls(
            _by_parent(goals, "plan", GoalEntry, besides=["pk", *OF_GOAL]),
            _further_areas(plans),
            _by_parent(wordings, "goal", WordingEntry),
            _by_parent(indicators, "goal", IndicatorEntry, besides=["pk", *TOLERANCE]),
            _by_parent(targets, "indicator", TargetEntry, besides=["year"]),
            _by_parent(figures, "indicator", MeasurementEntry, besides=["pk"]),
            _by_parent(exclusions, "measurement", ExclusionEntry),
            _by_parent(parts, "measurement", PartEntry),
            _by_parent(submissions, "round", SubmissionEntry, besides=["goal__key", *OVERRIDE]),
            _by_parent(rows, "table", ReportRowEntry, besides=["goal__key"]),
        )


def _further_areas(plans: Sequence[ActionPlan]) -> dict[int, list[int]]:
    shared = ResultGoal.further_areas.through.objects.filter(resultgoal__plan__in=plans)
    numbers: dict[int, list[int]] = defaultdict(list)
    in_order = shared.order_by("effortarea__plan", "effortarea__number")
    for goal, number in in_order.values_list("resultgoal_id", "effortarea__number"):
        numbers[goal].append(number)
    return numbers


def _by_parent(
    rows: QuerySet[Any], parent: str, entry: type[Entry], besides: Sequence[str] = ()
) -> dict[int, list[Values]]:
    """Returns what a plan file says of the rows, and the columns `besides`, by the id of their parents."""
    columns = {field.name for field in rows.model._meta.concrete_fields if not field.is_relation}
    names = [name for name in entry.model_fields if name in columns and name not in besides]
    optional = [name for name in names if entry.model_fields[name].default is None]
    groups: dict[int, list[Values]] = defaultdict(list)
    for values in rows.values(f"{parent}_id", *names, *besides):
        for name in optional:
            if values[name] == "":
                values[name] = None
        groups[values.pop(f"{parent}_id")].append(values)
    return groups
