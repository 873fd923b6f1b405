"""Which meeting treats a version, and what did it decide? Meetings are added, corrected and deleted."""

from collections.abc import Mapping
from copy import copy

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.administration import why_not_deleted
from plans.actions.row_checks import check
from plans.models import ActionPlan, Decision, Publication, Report
from plans.models.history_chain import hold_history
from plans.permissions import Person, check_publishes

# What tells the meetings of a version apart.
_SAME_MEETING = ("committee", "decided_on", "title")
# What a person fills in of a meeting; the rest comes from documents.
MEETING_FIELDS = (*_SAME_MEETING, "case_number", "item_number", "outcome")


@transaction.atomic
def add_decision(*, by: Person, publication: Publication, decision: Decision) -> Decision:
    """Keep that a committee has the publication on its agenda, and what it decided, if it has.

    `decision` is not stored yet. Where the same was kept already, as by a form that was sent twice, nothing
    is written, and the meeting that is there is returned. Raises PermissionDenied, and ValidationError by
    field, also where the meeting is there with something else.
    """
    check_publishes(by)
    _wait_for_others(publication)
    decision.publication = publication
    _check_meeting(decision)
    there = _same_meeting(decision)
    if there is not None:
        if any(getattr(decision, name) not in {"", getattr(there, name)} for name in MEETING_FIELDS[3:]):
            raise ValidationError({"title": _there_already()})
        return there
    return history.add(decision, by=by, plan=_plan(publication))


@transaction.atomic
def change_meeting(
    *, by: Person, publication: Publication, decision: Decision, values: Mapping[str, object], version: int
) -> Decision:
    """Correct what is kept of a meeting; the history keeps what was there.

    `values` are of `MEETING_FIELDS`, `version` is the one that the person saw. Raises PermissionDenied,
    ValidationError by field, and `history.Conflict`.
    """
    check_publishes(by)
    _wait_for_others(publication)
    corrected = copy(decision)
    for name in MEETING_FIELDS:
        setattr(corrected, name, values[name])
    _check_meeting(corrected)
    if _same_meeting(corrected) is not None:
        raise ValidationError({"title": _there_already()})
    new = {name: values[name] for name in MEETING_FIELDS}
    return history.change(decision, new, version=version, by=by, plan=_plan(publication))


@transaction.atomic
def delete_meeting(*, by: Person, publication: Publication, decision: Decision, version: int) -> None:
    """Take a meeting that has decided nothing off the publication; the history keeps what it was.

    Raises PermissionDenied, ValidationError where something was decided, and `history.Conflict`.
    """
    check_publishes(by)
    _wait_for_others(publication)
    current = Decision.objects.filter(pk=decision.pk).first()
    if current is None:
        return
    refusal = why_not_deleted(current)
    if refusal:
        raise ValidationError(refusal)
    if current.version != version:
        raise history.Conflict(current)
    history.remove(current, by=by, plan=_plan(publication))


@transaction.atomic
def write_outcome(
    *, by: Person, publication: Publication, decision: Decision, outcome: str, version: int
) -> Decision:
    """Say what the committee decided on the item that stood on its agenda.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    check_publishes(by)
    if decision.publication_id != publication.pk:
        raise ValidationError({"outcome": _("Punktet handler om en anden fastlåst version.")})
    if not outcome.strip():
        raise ValidationError({"outcome": _("Skriv, hvad udvalget besluttede.")})
    decided = copy(decision)
    decided.outcome = outcome
    check(decided)
    return history.change(decision, {"outcome": outcome}, version=version, by=by, plan=_plan(publication))


@transaction.atomic
def connect_decision(*, by: Person, publication: Publication, decision: Decision, version: int) -> Decision:
    """Say that a decision which is there already was about the publication.

    Raises PermissionDenied, ValidationError by field for one that is about another publication, and
    `history.Conflict`.
    """
    check_publishes(by)
    if decision.publication_id not in {None, publication.pk}:
        raise ValidationError({"decision": _("Beslutningen handler om en anden fastlåst version.")})
    return history.change(
        decision, {"publication": publication}, version=version, by=by, plan=_plan(publication)
    )


def _wait_for_others(publication: Publication) -> None:
    """Let whoever writes of the same report at this moment finish first; SQLite lets one write at a time."""
    hold_history(publication.report.round.plan_id)
    Report.objects.select_for_update().get(pk=publication.report_id)


def _check_meeting(decision: Decision) -> None:
    missing = {
        name: text
        for name, text in {
            "committee": _("Skriv, hvilket udvalg der behandler det."),
            "title": _("Skriv punktets titel."),
        }.items()
        if not getattr(decision, name).strip()
    }
    if missing:
        raise ValidationError(missing)
    check(decision)


def _same_meeting(decision: Decision) -> Decision | None:
    """Another row of the same item at the same meeting, whatever the case and the spaces."""
    others = Decision.objects.filter(publication=decision.publication_id, decided_on=decision.decided_on)
    mark = _mark(decision)
    return next((each for each in others.exclude(pk=decision.pk) if _mark(each) == mark), None)


def _mark(decision: Decision) -> list[str]:
    return [" ".join(str(getattr(decision, name)).split()).casefold() for name in _SAME_MEETING]


def _there_already() -> str:
    return _(
        "Punktet står her allerede med samme udvalg, dato og titel. Vælg »Ret« ved det for at ændre det."
    )


def _plan(publication: Publication) -> ActionPlan:
    return ActionPlan.objects.get(rounds__report=publication.report_id)
