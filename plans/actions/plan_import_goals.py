"""How do the areas, goals, targets and figures of a plan file become rows?

`import_areas` and `import_goals` add the rows, each with its history; the goals and areas are returned by key
and number, so that the rest of the file can refer to them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plans.actions.plan_import_rows import NewRows, row_of
from plans.enums import PreventionLevel
from plans.models import (
    Effort,
    EffortArea,
    Exclusion,
    GoalHeading,
    GoalWording,
    Indicator,
    Measurement,
    MeasurementPart,
    ResultGoal,
    Target,
)
from plans.planfile.schema import AreaEntry
from plans.planfile.schema_goals import WHOLE_PLAN, GoalEntry, IndicatorEntry, MeasurementEntry


@dataclass(frozen=True, slots=True)
class Areas:
    """A plan's areas by number, and their headings by number and text."""

    areas: dict[int, EffortArea] = field(default_factory=dict)
    headings: dict[tuple[int, str], GoalHeading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goals:
    """A plan's goals by key, and their indicators by key and position from 1."""

    goals: dict[str, ResultGoal] = field(default_factory=dict)
    indicators: dict[tuple[str, int], Indicator] = field(default_factory=dict)


def import_areas(rows: NewRows, entries: Sequence[AreaEntry]) -> Areas:
    """Add the areas with their efforts and headings."""
    found = Areas()
    for entry in entries:
        levels = {level.value: level in entry.levels for level in PreventionLevel}
        found.areas[entry.number] = row_of(EffortArea, entry, plan=rows.plan, **levels)
    rows.add(list(found.areas.values()))
    rows.add(
        [
            row_of(Effort, effort, area=found.areas[entry.number], order=order)
            for entry in entries
            for order, effort in enumerate(entry.efforts, 1)
        ]
    )
    for entry in entries:
        for order, heading in enumerate(entry.headings, 1):
            row = row_of(GoalHeading, heading, area=found.areas[entry.number], order=order)
            found.headings[entry.number, heading.text] = row
    rows.add(list(found.headings.values()))
    return found


def import_goals(
    rows: NewRows, entries: Sequence[GoalEntry], areas: Areas, earlier: Mapping[str, ResultGoal]
) -> Goals:
    """Add the goals with their indicators, targets and figures; `earlier` are the predecessor's goals."""
    found = Goals()
    for order, entry in enumerate(entries, 1):
        lead = entry.areas[0]
        found.goals[entry.key] = row_of(
            ResultGoal,
            entry,
            plan=rows.plan,
            order=order,
            area=areas.areas[lead],
            heading=areas.headings[lead, entry.heading] if entry.heading else None,
            predecessor=earlier[entry.predecessor] if entry.predecessor else None,
        )
    rows.add(list(found.goals.values()))
    _share(rows, entries, areas, found)
    rows.add(
        [
            row_of(GoalWording, wording, goal=found.goals[entry.key])
            for entry in entries
            for wording in entry.wordings
        ]
    )
    _import_indicators(rows, entries, found)
    return found


def _share(rows: NewRows, entries: Sequence[GoalEntry], areas: Areas, found: Goals) -> None:
    """Add the further areas of the goals that several areas share."""
    pairs = ResultGoal.further_areas.through
    shared = [(found.goals[entry.key], entry.areas[1:]) for entry in entries if len(entry.areas) > 1]
    pairs.objects.bulk_create(
        pairs(resultgoal=goal, effortarea=areas.areas[number])
        for goal, numbers in shared
        for number in numbers
    )
    for goal, numbers in shared:
        rows.note(goal, "further_areas", ", ".join(str(number) for number in numbers))


def _import_indicators(rows: NewRows, entries: Sequence[GoalEntry], found: Goals) -> None:
    made: list[tuple[IndicatorEntry, Indicator]] = []
    for goal in entries:
        for order, entry in enumerate(goal.indicators, 1):
            tolerance = {}
            if entry.tolerance:
                tolerance = {
                    "tolerance_percent": entry.tolerance.percent,
                    "tolerance_basis": entry.tolerance.basis,
                    "tolerance_boundary": entry.tolerance.boundary,
                }
            row = row_of(Indicator, entry, goal=found.goals[goal.key], order=order, **tolerance)
            found.indicators[goal.key, order] = row
            made.append((entry, row))
    rows.add([row for _, row in made])
    rows.add(
        [
            row_of(Target, target, indicator=row, year=None if key == WHOLE_PLAN else int(key))
            for entry, row in made
            for key, target in entry.targets.items()
        ]
    )
    _import_measurements(rows, made)


def _import_measurements(rows: NewRows, indicators: Sequence[tuple[IndicatorEntry, Indicator]]) -> None:
    made: list[tuple[MeasurementEntry, Measurement]] = [
        (entry, row_of(Measurement, entry, indicator=indicator))
        for indicator_entry, indicator in indicators
        for entry in indicator_entry.measurements
    ]
    rows.add([row for _, row in made])
    rows.add(
        [
            row_of(Exclusion, exclusion, measurement=row, order=order)
            for entry, row in made
            for order, exclusion in enumerate(entry.exclusions, 1)
        ]
    )
    rows.add(
        [
            row_of(MeasurementPart, part, measurement=row, order=order)
            for entry, row in made
            for order, part in enumerate(entry.parts, 1)
        ]
    )
