"""Who answers for what a check found in a report? An approver, with a reason, while that is what is found."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plans.actions import history
from plans.enums import Treatment
from plans.models import Acknowledgement, Report
from plans.models.fields import LONGEST_TEXT
from plans.models.history_chain import hold_history
from plans.permissions import Person, check_publishes


@transaction.atomic
def acknowledge(
    *,
    by: Person,
    report: Report,
    check_code: str,
    finding_key: str,
    found: str,
    treatment: Treatment,
    reason: str,
    replaces: int | None,
) -> Acknowledgement:
    """Answer for what the check `check_code` found under `finding_key`, with what is done about it and why.

    `replaces` is the acknowledgement of this place that the person saw, by its key: one for something else
    that was found there before; None where there was none. Raises PermissionDenied, ValidationError by field,
    and `history.Conflict` when somebody else has acknowledged it meanwhile.
    """
    check_publishes(by)
    _check_reason(reason)
    plan = report.round.plan
    hold_history(plan.pk)
    stored = Acknowledgement.objects.select_for_update().filter(
        report=report, check_code=check_code, place=finding_key
    )
    earlier = stored.first()
    if earlier is not None:
        if earlier.pk != replaces:
            raise history.Conflict(earlier)
        history.remove(earlier, by=by, plan=plan)
    acknowledgement = Acknowledgement(
        report=report,
        check_code=check_code,
        place=finding_key,
        found=found,
        treatment=treatment.value,
        reason=reason.strip(),
        acknowledged_by_id=by.pk,
    )
    try:
        with transaction.atomic():
            return history.add(acknowledgement, by=by, plan=plan, why=acknowledgement.reason)
    except IntegrityError:
        # Somebody else was first; without such a row the error is another one.
        other = stored.first()
        if other is None:
            raise
        raise history.Conflict(other) from None


@transaction.atomic
def withdraw_acknowledgement(*, by: Person, report: Report, acknowledgement: int) -> None:
    """Take an acknowledgement of the report back, by its key; the check asks again.

    Nothing happens where somebody else has taken it back already. Raises PermissionDenied.
    """
    check_publishes(by)
    hold_history(report.round.plan_id)
    stored = Acknowledgement.objects.select_for_update().filter(report=report, pk=acknowledgement).first()
    if stored is not None:
        history.remove(stored, by=by, plan=report.round.plan)


def _check_reason(reason: str) -> None:
    problem = ""
    if not reason.strip():
        problem = _("Begrundelsen mangler. Skriv, hvorfor det kan bringes, som det er.")
    elif len(reason) > LONGEST_TEXT:
        problem = _("Teksten er for lang; højst %(most)s tegn.") % {"most": LONGEST_TEXT}
    elif "\x00" in reason:
        problem = _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
    if problem:
        raise ValidationError({"reason": problem})
