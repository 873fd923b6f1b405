"""Which figures may leave the house? The report as its files tell it, small numbers suppressed or rounded.

The one place where this is decided. Whatever writes figures of a report for readers outside takes its report
from here: the annex's Excel file, the JSON of a publication, pictures in the annex. Internal pages do not.
Only figures that the program writes are treated: texts are people's own, and a check names the passage.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from plans import queries
from plans.disclosure.behind import FiguresBehind, figures_behind
from plans.disclosure.discreet import HIDDEN, DiscreetIndicator
from plans.disclosure.small_numbers import FEW_PEOPLE, FEWEST, few_people_key, is_small, small_numbers
from plans.domain.assessment import assess_goal
from plans.domain.measures import traits
from plans.domain.rounding import rounded
from plans.domain.values import Reason
from plans.enums import ReasonCode, Treatment
from plans.models import Report
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport

ROUNDED_TO = 5
RESERVATION = "ca."


def for_outside(status: StatusReport) -> StatusReport:
    """The report as `disclosed` by the choices made in its round's memo, where there is one."""
    return disclosed(status, queries.report_of(status.round) if status.round else None)


def disclosed(status: StatusReport, memo: Report | None) -> StatusReport:
    """The report with the figures that may be told outside the house; statuses and targets are as they were.

    The choice made for a part's small numbers holds until another is made, even where it must be confirmed
    because other small numbers were found since; it does nothing once there are none.

    Args:
        status: the report with its exact figures
        memo: its round's memo, whose acknowledgements hold the choices; None leaves everything as it is
    """
    chosen = {
        key: Treatment(acknowledgement.treatment)
        for (code, key), acknowledgement in (queries.acknowledgements_of(memo) if memo else {}).items()
        if code == FEW_PEOPLE and acknowledgement.treatment != Treatment.KEEP
    }
    return treated(status, chosen, figures_behind(status)) if chosen else status


def treated(status: StatusReport, chosen: Mapping[str, Treatment], behind: FiguresBehind) -> StatusReport:
    """The report with these choices for small numbers, by their keys; `behind` are its figures' rows."""
    return replace(status, goals=tuple(_goal(goal, chosen, behind) for goal in status.goals))


def _goal(goal: GoalStatus, chosen: Mapping[str, Treatment], behind: FiguresBehind) -> GoalStatus:
    indicators = []
    for indicator in goal.indicators:
        treatment = chosen.get(few_people_key(goal, indicator))
        has_small = bool(small_numbers(indicator, behind[indicator.id]).counts)
        indicators.append(_discreet(indicator, treatment) if treatment and has_small else indicator)
    if len(indicators) != 1:
        # Of several parts only names and statuses are told.
        return replace(goal, indicators=tuple(indicators))
    assessment = assess_goal([(part.label, part.assessment) for part in indicators])
    return replace(goal, indicators=tuple(indicators), assessment=assessment)


def _discreet(indicator: IndicatorStatus, treatment: Treatment) -> DiscreetIndicator:
    """The part without what gives the small numbers away: a percentage of so few, and how far off it is."""
    assessment = indicator.assessment
    hidden = {}
    if assessment.actual is not None:
        hidden["actual"] = HIDDEN
    if assessment.deviation is not None:
        hidden["deviation"] = HIDDEN
    rounded_counts: dict[str, int] = {}
    for name, count in _counts(indicator).items():
        if treatment is Treatment.ROUND:
            rounded_counts[name] = _rounded(count)
            hidden.pop(name, None)
        else:
            hidden[name] = f"<{FEWEST}" if is_small(count) else HIDDEN
    actual = rounded_counts.get("actual")
    discreet = replace(
        assessment,
        actual=None if actual is None else Fraction(actual),
        deviation=None,
        numerator=rounded_counts.get("numerator"),
        denominator=rounded_counts.get("denominator"),
        pending=rounded_counts.get("pending", 0),
        qualifier=RESERVATION if rounded_counts else "",
        reason=_without_figures(assessment.reason),
        notes=tuple(note for note in assessment.notes if note.code is not ReasonCode.YEARS_MISSED),
        one_case=(),
    )
    return DiscreetIndicator(
        id=indicator.id,
        label=indicator.label,
        unit=indicator.unit,
        counts_people=indicator.counts_people,
        facts=replace(indicator.facts, figures=()),
        assessment=discreet,
        counted=indicator.counted,
        among=indicator.among,
        treatment=treatment,
        withheld=hidden,
    )


def _counts(indicator: IndicatorStatus) -> dict[str, Fraction]:
    """The part's counts by their names in `Assessment`; nobody awaited is no count."""
    assessment = indicator.assessment
    counts = {
        "numerator": assessment.numerator,
        "denominator": assessment.denominator,
        "pending": assessment.pending or None,
        "actual": assessment.actual if traits(indicator.facts.measure).counts_things else None,
    }
    return {name: Fraction(count) for name, count in counts.items() if count is not None}


def _without_figures(reason: Reason) -> Reason:
    """The reason without how far off the figure is."""
    values = {
        name: None if name in {"deviation", "share_of_target"} else value
        for name, value in reason.values.items()
    }
    return Reason(reason.code, values)


def _rounded(count: Fraction) -> int:
    return int(rounded(count / ROUNDED_TO)) * ROUNDED_TO
