"""In which order do lists stand whose order says nothing? Areas, rounds, submissions, figures, decisions.

The database keeps no order of its own for these; so that a file and the plan made of it are the same, both
are put in the same order.
"""

from plans.enums import PreventionLevel
from plans.planfile.schema import AreaEntry, PlanFile
from plans.planfile.schema_goals import GoalEntry, IndicatorEntry, MeasurementEntry
from plans.planfile.schema_money import DecisionEntry
from plans.planfile.schema_rounds import RoundEntry


def in_order(file: PlanFile) -> PlanFile:
    """The same plan in the order in which it is written."""
    position = {goal.key: number for number, goal in enumerate(file.goals)}
    rounds = sorted(file.rounds, key=lambda entry: (entry.years, entry.as_of))
    return file.model_copy(
        update={
            "areas": tuple(_area(area) for area in sorted(file.areas, key=lambda area: area.number)),
            "goals": tuple(_goal(goal) for goal in file.goals),
            "rounds": tuple(_round(entry, position) for entry in rounds),
            "decisions": tuple(sorted(file.decisions, key=_order_of_decision)),
        }
    )


def _area(area: AreaEntry) -> AreaEntry:
    levels = tuple(level for level in PreventionLevel if level in area.levels)
    return area.model_copy(update={"levels": levels})


def _goal(goal: GoalEntry) -> GoalEntry:
    lead, *further = goal.areas
    return goal.model_copy(
        update={
            "areas": (lead, *sorted(further)),
            "indicators": tuple(_indicator(indicator) for indicator in goal.indicators),
        }
    )


def _indicator(indicator: IndicatorEntry) -> IndicatorEntry:
    measurements = tuple(sorted(indicator.measurements, key=_order_of_measurement))
    targets = dict(sorted(indicator.targets.items()))
    return indicator.model_copy(update={"measurements": measurements, "targets": targets})


def _order_of_measurement(measurement: MeasurementEntry) -> tuple[bool, int, int]:
    """By year and date, those of the whole plan last."""
    whole_plan = measurement.year is None
    return whole_plan, measurement.year or 0, measurement.as_of.toordinal()


def _round(entry: RoundEntry, position: dict[str, int]) -> RoundEntry:
    submissions = sorted(entry.submissions, key=lambda submission: position[submission.goal])
    return entry.model_copy(update={"submissions": tuple(submissions)})


def _order_of_decision(decision: DecisionEntry) -> tuple[int, str, str, str, str]:
    day = decision.decided_on.toordinal()
    return day, decision.item_number, decision.case_number, decision.title, decision.committee
