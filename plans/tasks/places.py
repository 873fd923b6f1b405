"""Where does one do something about a goal?"""

from django.urls import reverse

from plans.status_report import GoalStatus, StatusReport


def goal_page(report: StatusReport, goal: GoalStatus) -> str:
    """Where the goal is entered, in the report's round."""
    return reverse("goal_entry", args=[report.plan.slug, report.period, goal.key])


def approval_of(report: StatusReport, goal: GoalStatus) -> str:
    """Where the goal is approved or sent back."""
    return f"{reverse('approval', args=[report.plan.slug, report.period])}#goal-{goal.id}"
