"""Which judgements stand as they were published although the plan has changed? With what changed, and why."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.judgements import Judgement, departed, judgements_in
from plans.models import Approval, Change
from plans.status_report import GoalStatus, StatusReport
from plans.wording import figures
from plans.wording.basis_changes import BasisLine, basis_lines
from plans.wording.statuses import capitalised


@dataclass(frozen=True, slots=True)
class StandingGoal:
    """A goal that stands as it was approved; `now` is empty where its status would be the same."""

    wording: str
    status: str
    now: str
    lines: tuple[BasisLine, ...]
    why: str
    who_when: str  # "Ida Holm, 3. februar 2020"


def standing_goals(status: StatusReport) -> tuple[StandingGoal, ...]:
    """The goals of a published report that stand as approved although the plan says something else."""
    standing = [goal for goal in status.goals if goal.submission and goal.submission.stands_since]
    if not standing or status.round is None:
        return ()
    round_ = status.round
    approvals, judged = queries.latest_approvals([round_.pk]), judgements_in([round_])
    reasons = queries.latest_changes_of(
        "submission", [goal.submission.id for goal in standing if goal.submission], "stands_since"
    )
    return tuple(
        _standing(
            status, goal, approvals.get((round_.pk, goal.id)), judged.get((round_.pk, goal.id)), reasons
        )
        for goal in standing
    )


def _standing(
    status: StatusReport,
    goal: GoalStatus,
    approval: Approval | None,
    now: Judgement | None,
    reasons: dict[int, Change],
) -> StandingGoal:
    lines: tuple[BasisLine, ...] = ()
    otherwise = ""
    found = departed(approval, now)
    if now is None:
        otherwise = _("Målet er ikke med")
    elif found is not None:
        lines = basis_lines(found.changes, status.words)
        if found.now.status is not found.before.status:
            otherwise = capitalised(status.words.word(found.now.status, goal.measure))
    change = reasons.get(goal.submission.id) if goal.submission else None
    return StandingGoal(
        wording=goal.wording,
        status=capitalised(status.words.word(goal.status, goal.measure)),
        now=otherwise,
        lines=lines,
        why=change.why if change else "",
        who_when=_by(change) if change else "",
    )


def _by(change: Change) -> str:
    day = figures.day(timezone.localtime(change.when).date())
    if change.who is None:
        return day
    return _("%(who)s, %(when)s") % {
        "who": change.who.get_full_name() or change.who.get_username(),
        "when": day,
    }
