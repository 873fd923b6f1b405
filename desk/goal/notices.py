"""What is said after a goal was saved? What happened to it, what others changed, and what it still lacks."""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.utils.translation import gettext as _

from desk.goal.overtaken import overtaken_parts
from desk.goal.saving import Outcome
from desk.goal.subject import RoundGoal, round_goal_or_404
from plans.actions.goal_entry import Then
from plans.wording.explanation import explanations_missing


def add_messages(request: WSGIRequest, round_goal: RoundGoal, outcome: Outcome, then: Then) -> None:
    """Say what was saved, and what others have changed of the parts that the person left as they were."""
    sheet, goal = round_goal.sheet, round_goal.goal
    overtaken = overtaken_parts(outcome.subject)
    if then is not Then.NOTHING or outcome.subject.is_changed:
        messages.success(request, _done(then) % {"goal": goal.reported_wording})
    elif outcome.kept:
        messages.info(request, _("Det, der var gemt, er beholdt. Dit er ikke gemt."))
    else:
        messages.info(request, _("Du har ikke ændret noget, så der er ikke gemt noget."))
    if then is Then.SUBMIT:
        stored = round_goal_or_404(sheet.report.plan.slug, sheet.report.period, goal.key, sheet.access.person)
        overtaken = [*overtaken, *filter(None, [explanations_missing(int(stored.goal.lacks_text))])]
    for sentence in overtaken:
        messages.warning(request, sentence)


def _done(then: Then) -> str:
    """The message of what has happened to the goal, with its wording still to be filled in."""
    return {
        Then.NOTHING: _("Gemt: %(goal)s"),
        Then.CONFIRM: _("Gemt, og den egne vurdering er bekræftet: %(goal)s"),
        Then.SUBMIT: _("Sendt ind og venter på godkendelse: %(goal)s"),
        Then.WITHDRAW: _("Trukket tilbage og kan rettes: %(goal)s"),
    }[then]
