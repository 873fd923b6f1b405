"""How far has a goal come from draft to approved, and what is left to do? Told beside its figures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.round.sheet import EntrySheet
from plans.enums import SubmissionState
from plans.status_report import GoalStatus
from plans.wording.choices import CHOICES
from plans.wording.statuses import capitalised


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalState:
    """A goal's way in the round."""

    id: str
    goal: int
    wording: str
    state: str  # a SubmissionState, empty before anything was said
    word: str
    because: str  # why it was sent back
    has_text: bool
    lacks_text: bool  # it says nothing, and it must
    can_change: bool
    can_withdraw: bool
    version: int | None
    url: str  # where its text is written


def goal_state(sheet: EntrySheet, goal: GoalStatus) -> GoalState:
    """The goal's submission, or that there is none."""
    submission, may_change = goal.submission, sheet.access.may_change(goal)
    is_begun = any(sheet.stored(part.id, slot) for part, slot in sheet.figures_of(goal))
    state = submission.state if submission else None
    return GoalState(
        id=f"state-{goal.id}",
        goal=goal.id,
        wording=goal.reported_wording,
        state=state or "",
        word=state_word(state or SubmissionState.DRAFT) if state or is_begun else _("Ikke begyndt"),
        because=submission.returned_because if submission and state is SubmissionState.RETURNED else "",
        has_text=goal.has_text,
        lacks_text=goal.lacks_text,
        can_change=may_change,
        can_withdraw=may_change and state is SubmissionState.SUBMITTED,
        version=submission.version if submission else None,
        url=reverse("goal_entry", args=[sheet.report.plan.slug, sheet.report.period, goal.key]),
    )


def state_word(state: SubmissionState) -> str:
    """What the state is called on its own: "Kladde"."""
    return capitalised(str(CHOICES[SubmissionState][state]))
