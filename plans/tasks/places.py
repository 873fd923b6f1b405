"""On which page is a goal entered, and on which is it approved?

The addresses of both pages for a goal in a round.
"""

from django.urls import reverse

from plans.status_report import GoalStatus, StatusReport


def goal_page(report: StatusReport, goal: GoalStatus) -> str:
    """The address of the goal's entry page in the report's round."""
    return reverse("goal_entry", args=[report.plan.slug, report.period, goal.key])


def approval_of(report: StatusReport, goal: GoalStatus) -> str:
    """The address at which the goal is approved or sent back."""
    return f"{reverse('approval', args=[report.plan.slug, report.period])}#goal-{goal.id}"
