"""How does a goal come from draft to approved in a round? What is said of it, and who lets it go on.

Contributors of the goal's areas write, submit, take back and override; approvers approve, send back, reopen,
and confirm or change an overriding judgement while it lies with them. Each locks the round.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.actions import history
from plans.actions.approvals import keep_approved
from plans.actions.held_goals import HeldGoals, held_or_holding
from plans.actions.round_locks import JUDGEMENT_CHANGED, TEXT_CHANGED, lock_round, open_round
from plans.actions.submission_checks import (
    check_complete,
    check_not_approved,
    check_override,
    check_signs,
    check_texts,
    check_word,
    standing,
    why_left_to_others,
    why_not_approved,
)
from plans.actions.submission_rows import check_judges, stored_in, write_submission
from plans.enums import Status, SubmissionState
from plans.four_eyes import who_entered
from plans.judgements import fingerprint, fingerprints, judgements_of
from plans.models import ReportingRound, ResultGoal, Submission
from plans.permissions import Person, can_approve, check_approves, hands_of
from plans.richtext import clean

DRAFT, SUBMITTED, APPROVED, RETURNED = (
    SubmissionState.DRAFT,
    SubmissionState.SUBMITTED,
    SubmissionState.APPROVED,
    SubmissionState.RETURNED,
)


def save_text(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    sub_heading: str,
    commentary: str,
    footnote: str,
    version: int | None,
    today: date,
    why: str = "",
    held: HeldGoals | None = None,
) -> Submission:
    """Keep what is said of the goal; the commentary is cleaned. A submitted goal becomes a draft again.

    `version` is that of the submission that the person saw, None where there was none. `held` are goals, this
    one among them, in whose transaction it is done; without it, it is done in one of its own. Raises
    PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        goals.check_contributor(goal)
        typed = {"sub_heading": sub_heading.strip(), "footnote": footnote.strip()}
        check_texts({**typed, "commentary": commentary})
        texts = {**typed, "commentary": clean(commentary)}
        check_texts(texts)
        stored = stored_in(goals, round, goal, "commentary")
        check_signs(texts, stored)
        check_not_approved(stored)
        return write_submission(
            goals, stored, round, goal, texts, version=version, by=by, redo=TEXT_CHANGED, why=why
        )


def set_override(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    status: Status | None,
    reason: str,
    computed: Status,
    version: int | None,
    today: date,
    why: str = "",
    held: HeldGoals | None = None,
) -> Submission:
    """Let `status` stand instead of the rule's, with its reason; None lets the rule's stand again.

    `computed` is the rule's status that the person saw. A contributor's change takes a submitted goal back to
    draft; an approver has seen what they change. `held` is as for `save_text`. Raises PermissionDenied,
    ValidationError by field, and `history.Conflict`.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        stored = stored_in(goals, round, goal, "override")
        check_judges(goals, goal, stored)
        check_not_approved(stored)
        values = {"override": "", "override_reason": "", "override_replaced": ""}
        if status is not None:
            check_override(status, computed)
            why = check_word(
                reason, "override_reason", _("Skriv, hvorfor vurderingen er en anden end den beregnede.")
            )
            values = {"override": status.value, "override_reason": why, "override_replaced": computed.value}
        redo = "" if can_approve(by) else JUDGEMENT_CHANGED
        return write_submission(
            goals, stored, round, goal, values, version=version, by=by, redo=redo, why=why
        )


def confirm_override(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    computed: Status,
    version: int,
    today: date,
    held: HeldGoals | None = None,
) -> Submission:
    """Let the overriding judgement stand, although the rule now comes to `computed`.

    `held` is as for `save_text`. Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        stored = stored_in(goals, round, goal, "override")
        check_judges(goals, goal, stored)
        check_not_approved(stored)
        if stored is None or not stored.override:
            raise ValidationError({"override": _("Der er ingen egen vurdering at bekræfte.")})
        check_override(Status(stored.override), computed)
        values = {"override_replaced": computed.value}
        return write_submission(goals, stored, round, goal, values, version=version, by=by)


def submit(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    version: int | None,
    today: date,
    judged: str | None = None,
    held: HeldGoals | None = None,
) -> Submission:
    """Hand the goal to the approver: all its figures are given.

    `judged` is the fingerprint of the judgement that the person saw; without it that is not compared. `held`
    is as for `save_text`. Raises PermissionDenied, ValidationError by field (`figure` names each that
    is missing, `override` asks for a confirmation), and `history.Conflict`.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        goals.check_contributor(goal)
        stored = stored_in(goals, round, goal, NON_FIELD_ERRORS)
        check_not_approved(stored)
        current = open_round(round, goals.rounds, NON_FIELD_ERRORS)
        report = goals.report(current.period, as_of=current.as_of)
        check_complete(report, goal)
        if judged is not None and fingerprints(report).get(goal.pk) != judged:
            raise history.Conflict(stored or goal)
        return write_submission(
            goals, stored, round, goal, {"state": SUBMITTED.value}, version=version, by=by
        )


def withdraw(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    version: int,
    today: date,
    held: HeldGoals | None = None,
) -> Submission:
    """Take a submitted goal back to draft, as long as it is not approved.

    `held` is as for `save_text`. Raises PermissionDenied, ValidationError, and `history.Conflict`.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        goals.check_contributor(goal)
        stored = stored_in(goals, round, goal, NON_FIELD_ERRORS)
        check_not_approved(stored)
        if stored is None or stored.state not in {SUBMITTED, DRAFT}:
            raise ValidationError({NON_FIELD_ERRORS: _("Målet er ikke sendt ind.")})
        return write_submission(goals, stored, round, goal, {"state": DRAFT.value}, version=version, by=by)


@transaction.atomic
def approve(
    *,
    by: Person,
    round: ReportingRound,
    versions: Mapping[int, int],
    today: date,
    judged: Mapping[int, str] | None = None,
) -> list[Submission]:
    """Approve these submissions, by id with the version that the person saw: all of them or none.

    `judged` has the fingerprint of the judgement that the person saw, by submission; without it that is not
    compared.
    Those that the person reported, judged or sent in are left for somebody else, and the rest is given back.
    Raises PermissionDenied, ValidationError that names the goals which cannot be approved, also where none
    is left, and `history.Conflict` with the first that somebody changed meanwhile.
    """
    check_approves(by)
    locked = lock_round(round, NON_FIELD_ERRORS)
    rows = Submission.objects.filter(round=locked, pk__in=versions).select_related("goal").order_by("pk")
    chosen = list(rows)
    if not chosen or len(chosen) != len(versions):
        raise ValidationError({NON_FIELD_ERRORS: _("Vælg de mål, der skal godkendes.")})
    for each in chosen:
        if each.version != versions[each.pk]:
            raise history.Conflict(each)
    report = standing(locked, [each.goal_id for each in chosen], today)
    judgements = judgements_of([report])
    for each in chosen:
        if judged is not None and fingerprint(judgements[locked.pk, each.goal_id]) != judged.get(each.pk):
            raise history.Conflict(each)
    entered = who_entered(report, report.goals)
    own = [each for each in chosen if hands_of(by) & entered.get(each.goal_id, frozenset())]
    chosen = [each for each in chosen if each not in own]
    errors = why_not_approved(report, chosen) if chosen else why_left_to_others(own, hands_of(by))
    if errors:
        raise ValidationError({NON_FIELD_ERRORS: errors})
    values = {"state": APPROVED.value, "returned_because": ""}
    history.change_all(chosen, values, versions=versions, by=by, plan=locked.plan)
    keep_approved(chosen, judgements, by=by)
    return list(rows.filter(pk__in=[each.pk for each in chosen]))


def send_back(
    *, by: Person, round: ReportingRound, goal: ResultGoal, version: int, because: str
) -> Submission:
    """Send a submitted goal back to those who report it, with a word.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    check_approves(by)
    word = check_word(because, "because", _("Skriv, hvad der skal rettes."))
    return _return(by, round, goal, version, word, SUBMITTED)


def reopen(*, by: Person, round: ReportingRound, goal: ResultGoal, version: int, because: str) -> Submission:
    """Unlock an approved goal, with the reason; those who report it can correct and submit it again.

    Raises PermissionDenied, ValidationError by field, and `history.Conflict`.
    """
    check_approves(by)
    word = check_word(because, "because", _("Skriv, hvorfor målet genåbnes."))
    return _return(by, round, goal, version, word, APPROVED)


def _return(
    by: Person,
    round_: ReportingRound,
    goal: ResultGoal,
    version: int,
    because: str,
    expected: SubmissionState,
) -> Submission:
    with held_or_holding(None, goal, by=by, today=timezone.localdate()) as goals:
        stored = stored_in(goals, round_, goal, NON_FIELD_ERRORS)
        if stored is not None and stored.version != version:
            raise history.Conflict(stored)
        if stored is None or stored.state != expected:
            not_there = {
                SUBMITTED: _("Målet er ikke sendt ind og kan ikke sendes tilbage."),
                APPROVED: _("Målet er ikke godkendt og kan ikke genåbnes."),
            }
            raise ValidationError({NON_FIELD_ERRORS: not_there[expected]})
        values = {"state": RETURNED.value, "returned_because": because, "stands_since": None}
        return write_submission(goals, stored, round_, goal, values, version=version, by=by)
