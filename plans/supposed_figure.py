"""How would a goal stand if another figure were given? Nothing is stored."""

from dataclasses import replace

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.values import Figure
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport


def with_figure(report: StatusReport, goal: GoalStatus, indicator: int, figure: Figure) -> GoalStatus:
    """How `goal` of `report` would stand if `figure` of its indicator were given; nothing is stored.

    It goes instead of the figure for the same year and date, where there is one.
    """
    parts = tuple(
        _with_figure(report, goal, part, figure) if part.id == indicator else part for part in goal.indicators
    )
    assessment = assess_goal([(part.label, part.assessment) for part in parts])
    override = goal.override and replace(
        goal.override, to_be_confirmed=goal.override.replaced is not assessment.status
    )
    return replace(goal, indicators=parts, assessment=assessment, override=override)


def _with_figure(
    report: StatusReport, goal: GoalStatus, part: IndicatorStatus, figure: Figure
) -> IndicatorStatus:
    others = [each for each in part.facts.figures if (each.year, each.as_of) != (figure.year, figure.as_of)]
    facts = replace(part.facts, figures=[*others, figure])
    assessment = assess_indicator(facts, goal.period, plan=report.plan.span, as_of=report.as_of)
    return replace(part, facts=facts, assessment=assessment)
