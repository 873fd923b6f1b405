"""Who let a value stand that looked odd? Kept in the history, so that nobody is asked of it again.

Whoever may enter the value may answer, while it can be entered. Nothing of the value itself is changed.
"""

from datetime import date

from django.db import transaction

from plans import permissions, queries
from plans.actions.held_goals import HeldGoals, held_or_holding
from plans.actions.round_locks import check_figure_open, open_round
from plans.actions.spending import check_spending_open
from plans.models import ActionPlan, BudgetLine, Change, Indicator, ReportingRound, ResultGoal
from plans.queries.answers import ANSWER, FIGURE, SPENT, TEXT


def answer_figure(
    *,
    by: permissions.Person,
    round: ReportingRound,  # the field's own word
    indicator: Indicator,
    year: int | None,
    key: str,
    today: date,
    held: HeldGoals | None = None,
) -> None:
    """Let a figure of `indicator` stand; `key` names year and value (`plans.domain.questions.slot_key`).

    `held` is as for `record_figure`. Raises PermissionDenied, and ValidationError where it is locked.
    """
    with held_or_holding(held, indicator.goal, by=by, today=today) as goals:
        goals.check_contributor(indicator.goal)
        check_figure_open(goals, round, indicator, year)
        _keep(by, goals.plan, FIGURE, indicator.pk, key)


def answer_text(
    *,
    by: permissions.Person,
    round: ReportingRound,  # the field's own word
    goal: ResultGoal,
    key: str,
    today: date,
    held: HeldGoals | None = None,
) -> None:
    """Let a number in the text of `goal` stand beside a figure; `key` names the round and both.

    Raises as the other.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        goals.check_contributor(goal)
        open_round(round, goals.rounds, "commentary")
        _keep(by, goals.plan, TEXT, goal.pk, key)


@transaction.atomic
def answer_spent(
    *,
    by: permissions.Person,
    round: ReportingRound,  # the field's own word
    line: BudgetLine,
    key: str,
    today: date,
) -> None:
    """Let an amount spent of `line` stand; `key` names it. Raises as the others."""
    check_spending_open(by=by, round=round, line=line, today=today)
    _keep(by, line.table.plan, SPENT, line.pk, key)


def _keep(by: permissions.Person, plan: ActionPlan, field: str, subject: int, key: str) -> None:
    if key not in queries.answered(field, [subject]).get(subject, {}):
        Change.objects.create(plan=plan, kind=ANSWER, object_id=subject, field=field, new=key, who_id=by.pk)
