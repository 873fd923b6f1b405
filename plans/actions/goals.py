"""How does a goal go out of its plan? From a year on, with a reason; what was reported before stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.row_checks import check
from plans.models import ResultGoal
from plans.permissions import Person, check_administers


@transaction.atomic
def withdraw_goal(*, by: Person, goal: ResultGoal, from_year: int, why: str, version: int) -> ResultGoal:
    """Leave the goal out of reports on `from_year` and later.

    Raises PermissionDenied, ValidationError by field for a year outside the plan or without a reason, and
    `history.Conflict`.
    """
    return _set_year(by, goal, from_year, why, version)


@transaction.atomic
def restore_goal(*, by: Person, goal: ResultGoal, why: str, version: int) -> ResultGoal:
    """Take a withdrawn goal into reports again. Raises as `withdraw_goal` does."""
    return _set_year(by, goal, None, why, version)


def _set_year(by: Person, goal: ResultGoal, year: int | None, why: str, version: int) -> ResultGoal:
    check_administers(by)
    if not why.strip():
        raise ValidationError({"why": _("Skriv hvorfor, fx »Udvalget besluttede det den 3. marts«.")})
    asked = ResultGoal.objects.get(pk=goal.pk)
    asked.withdrawn_from = year
    check(asked)
    return history.change(
        goal, {"withdrawn_from": year}, version=version, by=by, plan=goal.plan, why=why.strip()
    )
