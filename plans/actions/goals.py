"""How does a goal go out of its plan? From a year on, with a reason; what was reported before stays."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.judgements_kept import Watch
from plans.actions.row_checks import check
from plans.models import ResultGoal
from plans.permissions import Person, check_administers


@transaction.atomic
def withdraw_goal(
    *, by: Person, goal: ResultGoal, from_year: int, why: str, version: int, seen: str = ""
) -> ResultGoal:
    """Leave the goal out of reports on `from_year` and later.

    `seen` are the judgements that the person saw would change. Raises PermissionDenied, ValidationError by
    field for a year outside the plan or without a reason, `history.Conflict`, and `JudgementsRestOnIt`.
    """
    return _set_year(by, goal, from_year, version, Watch(by, why, seen))


@transaction.atomic
def restore_goal(*, by: Person, goal: ResultGoal, why: str, version: int, seen: str = "") -> ResultGoal:
    """Take a withdrawn goal into reports again. Raises as `withdraw_goal` does."""
    return _set_year(by, goal, None, version, Watch(by, why, seen))


def _set_year(by: Person, goal: ResultGoal, year: int | None, version: int, watch: Watch) -> ResultGoal:
    check_administers(by)
    why = watch.why.strip()
    if not why:
        raise ValidationError({"why": _("Skriv hvorfor, fx »Udvalget besluttede det den 3. marts«.")})
    changed = ResultGoal.objects.get(pk=goal.pk)
    changed.withdrawn_from = year
    check(changed)
    watch.begin(goal.plan)
    saved = history.change(goal, {"withdrawn_from": year}, version=version, by=by, plan=goal.plan, why=why)
    watch.end()
    return saved
