"""When can figures be entered? A round is opened for years of a plan, closed, and opened again."""

from datetime import date

from django.db import transaction

from plans.actions import history
from plans.actions.row_checks import check
from plans.enums import RoundState
from plans.models import ActionPlan, ReportingRound
from plans.permissions import Person, check_administers


@transaction.atomic
def open_round(
    *,
    by: Person,
    plan: ActionPlan,
    first_year: int,
    last_year: int,
    as_of: date,
    deadline: date | None = None,
) -> ReportingRound:
    """Open a round for these years of the plan.

    Raises PermissionDenied, and ValidationError by field for years outside the plan, for a round that is
    there already with this day, and while one for the same years is still open.
    """
    check_administers(by)
    round_ = ReportingRound(
        plan=plan, first_year=first_year, last_year=last_year, as_of=as_of, deadline=deadline
    )
    check(round_)
    return history.add(round_, by=by, plan=plan)


@transaction.atomic
def close_round(*, by: Person, round: ReportingRound, version: int) -> ReportingRound:
    """Close the round: no more figures can be entered. Raises PermissionDenied and `history.Conflict`."""
    return _set_state(by, round, RoundState.CLOSED, version)


@transaction.atomic
def reopen_round(*, by: Person, round: ReportingRound, version: int) -> ReportingRound:
    """Let figures be entered again. Raises PermissionDenied and `history.Conflict`."""
    return _set_state(by, round, RoundState.OPEN, version)


def _set_state(by: Person, round_: ReportingRound, state: RoundState, version: int) -> ReportingRound:
    check_administers(by)
    changed = ReportingRound.objects.get(pk=round_.pk)
    changed.state = state
    check(changed)
    return history.change(round_, {"state": state.value}, version=version, by=by, plan=round_.plan)
