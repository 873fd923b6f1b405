"""How is a status report told to a machine? Plain JSON values, stable: people script against them."""

from typing import Any

from plans.disclosure.discreet import treatment_of, withheld
from plans.domain.values import Number
from plans.enums import Treatment
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording import figures
from reporting.goal_rows import goal_rows


def status_json(report: StatusReport) -> dict[str, Any]:
    """The report as JSON values; shares and deviations in percent, half up to four decimals."""
    sentences = [row.explanation for row in goal_rows(report)]
    return {
        "plan": report.plan.slug,
        "period": [report.period.first, report.period.last],
        "as_of": report.as_of.isoformat(),
        "goals": [goal_json(goal, reason) for goal, reason in zip(report.goals, sentences, strict=True)],
        "counts": {status.value: count for status, count in report.counts.items()},
    }


def goal_json(goal: GoalStatus, reason: str) -> dict[str, Any]:
    """A goal of the report; `reason` is the sentence that explains its status."""
    assessment = goal.assessment
    return {
        "key": goal.key,
        "text": goal.reported_wording,
        "table": goal.table,
        "position": goal.position,
        "status": goal.status.value,
        "computed_status": goal.computed_status.value,
        "actual": _number(assessment.actual),
        "target": _number(assessment.target),
        "deviation": _number(assessment.deviation),
        "reason": reason,
        "reason_code": assessment.reason.code.value,
        "indicators": [_indicator(indicator) for indicator in goal.indicators],
    }


def _indicator(indicator: IndicatorStatus) -> dict[str, Any]:
    assessment = indicator.assessment
    values: dict[str, Any] = {
        "label": indicator.label,
        "measure": indicator.facts.measure.value,
        "unit": indicator.unit,
        "status": assessment.status.value,
        "actual": _number(assessment.actual),
        "target": _number(assessment.target),
        "deviation": _number(assessment.deviation),
        "reason_code": assessment.reason.code.value,
        "numerator": assessment.numerator,
        "denominator": assessment.denominator,
        "pending": assessment.pending,
    }
    if treatment_of(indicator) is not Treatment.KEEP:
        values["treatment"] = treatment_of(indicator).value
        values["withheld"] = {name: instead or None for name, instead in withheld(indicator).items()}
    return values


def _number(value: Number | None) -> int | float | None:
    """A JSON number; whole ones without decimals."""
    short = figures.machine_number(value)
    if short is None:
        return None
    return int(short) if short == short.to_integral_value() else float(short)
