"""What becomes of judgements that were approved, closed or published when what they rest on is changed?

Whoever changes a plan does it under a `Watch`. At its end all judgements of the plan's rounds are held
against those at its beginning. Where one that was approved, or that stands in a closed or published round,
would be another, a reason is asked for and everything is shown first. Then what is approved goes back to
those who report it, with that reason; what is published stands as it was approved, and the difference is told
there.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.actions import history
from plans.actions.submission_checks import check_word
from plans.domain.basis_changes import BasisChange
from plans.domain.basis_text import UnknownForm, written
from plans.enums import RoundState, SubmissionState
from plans.judgements import Judgement, approved_judgement, departed, departure, judgements_in
from plans.models import ActionPlan, Approval, Publication, ReportingRound, ResultGoal, Submission
from plans.models.history_chain import hold_history
from plans.permissions import Person

Key = tuple[int, int]  # a round and a goal


class Outcome(StrEnum):
    """What becomes of a judgement whose basis is changed."""

    RETURNED = "returned"  # it was approved
    STANDS = "stands"  # it is published as it was approved
    CHANGES = "changes"  # nobody has approved it, but its round is closed or published


@dataclass(frozen=True, slots=True)
class Affected:
    """A judgement that would be another; `now` is None where the goal would be in the round no more.

    `stood` is the published judgement, where the plan says something else already before the change.
    """

    round: ReportingRound
    goal: ResultGoal
    outcome: Outcome
    published: int | None  # the number of the round's last version
    before: Judgement
    now: Judgement | None
    changes: tuple[BasisChange, ...]
    stood: Judgement | None = None


class JudgementsRestOnIt(Exception):
    """Nothing is changed yet: first a reason, by somebody who has seen these judgements.

    `seen` tells them from any others; whoever changes it after all sends it back with the reason.
    """

    def __init__(self, affected: tuple[Affected, ...], seen: str) -> None:
        super().__init__(f"{len(affected)} judgements rest on it")
        self.affected = affected
        self.seen = seen


@dataclass(slots=True)
class Watch:
    """Over a change by a person, of a row or of a page of rows: for what reason, and what they have seen."""

    by: Person
    why: str = ""
    seen: str = ""
    _before: dict[int, Mapping[Key, Judgement]] = field(default_factory=dict)

    def begin(self, plan: ActionPlan) -> None:
        """Remember the plan's judgements that may not change unseen; its rounds are locked meanwhile."""
        if plan.pk not in self._before:
            hold_history(plan.pk)
            self._before[plan.pk] = judgements_in(_resting(plan.pk))

    def end(self) -> None:
        """Hold them against those now, and let what follows come. Raises JudgementsRestOnIt.

        Raises ValidationError for a reason that cannot be kept.
        """
        affected = [each for plan, before in self._before.items() for each in _affected(plan, before)]
        self._before.clear()
        if not affected:
            return
        seen = _mark(affected)
        if seen != self.seen or not self.why.strip():
            raise JudgementsRestOnIt(tuple(affected), seen)
        why = check_word(self.why, "why", _("Skriv, hvorfor det ændres."))
        for each in affected:
            _follow(each, why, self.by, timezone.now())


@contextmanager
def watched(plan: ActionPlan | None, watch: Watch | None, *, by: Person, why: str = "") -> Iterator[None]:
    """Watch over a change of the plan: under `watch`, which its owner ends, or under a watch of its own."""
    with transaction.atomic():
        own = watch or Watch(by, why)
        if plan is not None and plan.pk is not None:
            own.begin(plan)
        yield
        if watch is None:
            own.end()


def _resting(plan: int) -> list[ReportingRound]:
    """The plan's rounds that are closed or published, or in which something is approved."""
    latest = Publication.objects.filter(report__round=OuterRef("pk")).order_by("-number")
    rounds = ReportingRound.objects.filter(plan=plan).select_for_update(of=("self",)).select_related("plan")
    rounds = rounds.annotate(
        published=Subquery(latest.values("number")[:1]),
        published_at=Subquery(latest.values("published_at")[:1]),
    )
    approved = set(
        Submission.objects.filter(round__plan=plan, state=SubmissionState.APPROVED).values_list(
            "round_id", flat=True
        )
    )
    return [
        each
        for each in rounds.order_by("pk")
        if each.state == RoundState.CLOSED or each.published is not None or each.pk in approved
    ]


def _affected(plan: int, before: Mapping[Key, Judgement]) -> Iterator[Affected]:
    if not before:
        return
    rounds = {each.pk: each for each in _resting(plan)}
    now = judgements_in(list(rounds.values()))
    changed = [key for key, judgement in before.items() if _differs(judgement, now.get(key))]
    if not changed:
        return
    goals = ResultGoal.objects.in_bulk([goal for _round, goal in changed])
    approvals = queries.latest_approvals(rounds)
    for key in changed:
        round_, approval = rounds[key[0]], approvals.get(key)
        outcome = _outcome(round_, approval)
        if outcome is None:
            continue
        judgement = now.get(key)
        yield Affected(
            round=round_,
            goal=goals[key[1]],
            outcome=outcome,
            published=round_.published,  # type: ignore[attr-defined]  # asked for with it
            before=before[key],
            now=judgement,
            changes=_changes(before[key], judgement),
            stood=_stood(approval, before[key]) if outcome is Outcome.STANDS else None,
        )


def _changes(before: Judgement, now: Judgement | None) -> tuple[BasisChange, ...]:
    found = departure(before, now) if now else None
    return found.changes if found else ()


def _differs(before: Judgement, now: Judgement | None) -> bool:
    return now is None or departure(before, now) is not None


def _outcome(round_: ReportingRound, approval: Approval | None) -> Outcome | None:
    """What becomes of it; None where it is still being reported, and nothing rests on it."""
    published_at: datetime | None = round_.published_at  # type: ignore[attr-defined]  # asked for with it
    if approval is not None:
        approved_at = approval.approved_at
        is_published = published_at is not None and (approved_at is None or approved_at <= published_at)
        return Outcome.STANDS if is_published else Outcome.RETURNED
    if round_.state == RoundState.CLOSED or published_at is not None:
        return Outcome.CHANGES
    return None


def _stood(approval: Approval | None, before: Judgement) -> Judgement | None:
    """What was approved, where the plan says something else; None where it is the same or cannot be read."""
    found = departed(approval, before)
    return found.before if found else None


def _mark(affected: list[Affected]) -> str:
    outcomes = [
        (
            each.round.pk,
            each.goal.pk,
            each.outcome.value,
            each.now.status.value if each.now else "",
            written(each.now.basis) if each.now else "",
        )
        for each in affected
    ]
    return hashlib.sha256(repr(sorted(outcomes)).encode()).hexdigest()[:16]


def _follow(affected: Affected, why: str, by: Person, now: datetime) -> None:
    """Send an approved goal back, or let a published judgement stand on what was approved."""
    if affected.outcome is Outcome.CHANGES:
        return
    stored = Submission.objects.get(round=affected.round, goal=affected.goal)
    values: dict[str, object] = {"stands_since": None}
    if affected.outcome is Outcome.RETURNED:
        values |= {"state": SubmissionState.RETURNED.value, "returned_because": why}
    elif not _is_as_approved(stored, affected.now):
        values["stands_since"] = stored.stands_since or now
    history.change(stored, values, version=stored.version, by=by, plan=affected.round.plan, why=why)


def _is_as_approved(submission: Submission, now: Judgement | None) -> bool:
    approval = submission.approvals.order_by("pk").last()
    if approval is None or now is None:
        return False
    try:
        return departure(approved_judgement(approval), now) is None
    except UnknownForm:
        return False
