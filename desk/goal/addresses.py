"""Where is a goal's entry page, what belongs to it, and who may write on it? Its addresses and the check."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from desk.goal.kept_draft import draft_key_of
from desk.goal.subject import RoundGoal
from desk.round.access import area_ids
from plans import permissions

SAVED = "goal_entry_saved"  # the cookie that says whose local draft the next page forgets


def urls_of(round_goal: RoundGoal) -> dict[str, str]:
    """The addresses of the page, of what its scripts ask, and of its line on the round's page."""
    report, goal = round_goal.sheet.report, round_goal.goal
    url_args = [report.plan.slug, report.period, goal.key]
    return {
        "page": reverse("goal_entry", args=url_args),
        "preview": reverse("goal_entry_preview", args=url_args),
        "draft": reverse("goal_entry_draft", args=url_args),
        "entry": f"{reverse('entry', args=url_args[:2])}#goal-{goal.id}",
    }


def check_may_write(round_goal: RoundGoal) -> None:
    """Raises PermissionDenied unless the person enters this goal's figures."""
    access = round_goal.sheet.access
    permissions.check_enter(access.person, area_ids(round_goal.goal), access.given)


def forget_local_draft(response: HttpResponse, round_goal: RoundGoal) -> None:
    """Let the next page drop what the browser itself has kept of this one.

    By a cookie of the browser's session: the session's own row would take three more statements.
    """
    response.set_cookie(
        SAVED, draft_key_of(round_goal), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
