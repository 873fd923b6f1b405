"""How far has a goal come from draft to approved, and what is left to do? Told beside its figures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.round.sheet import EntrySheet
from plans.enums import SubmissionState
from plans.status_report import GoalStatus, StatusReport
from plans.wording.choices import CHOICES
from plans.wording.explanation import missing_explanation
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
    lacking: str  # that it has no explanation and is asked for one, if so
    can_change: bool
    can_withdraw: bool
    version: int | None
    url: str  # where its text is written
    note: str = ""  # what has just become of its state


def goal_state(sheet: EntrySheet, goal: GoalStatus) -> GoalState:
    """The goal's submission, or that there is none."""
    submission, may_change = goal.submission, sheet.access.may_change(goal)
    state = submission.state if submission else None
    return GoalState(
        id=f"state-{goal.id}",
        goal=goal.id,
        wording=goal.reported_wording,
        state=state or "",
        word=state_word(state_of(sheet.report, goal)),
        because=submission.returned_because if submission and state is SubmissionState.RETURNED else "",
        has_text=goal.has_text,
        lacking=missing_explanation(is_lacking=goal.lacks_text),
        can_change=may_change,
        can_withdraw=may_change and state is SubmissionState.SUBMITTED,
        version=submission.version if submission else None,
        url=reverse("goal_entry", args=[sheet.report.plan.slug, sheet.report.period, goal.key]),
    )


def draft_again() -> str:
    """What is said where a change has taken a goal that was sent in back to draft."""
    return _("Målet er ikke længere sendt ind. Send det ind igen.")


def goals_draft_again(count: int) -> str:
    """What is said where one writing has taken so many goals back to draft."""
    return ngettext(
        "%(n)s mål er ikke længere sendt ind. Send det ind igen.",
        "%(n)s mål er ikke længere sendt ind. Send dem ind igen.",
        count,
    ) % {"n": count}


def sent_again() -> str:
    """What is said where undoing has put a goal back among those sent in."""
    return _("Målet er sendt ind igen, som det var.")


def state_of(report: StatusReport, goal: GoalStatus) -> SubmissionState | None:
    """How far the goal has come; a figure of the round makes it a draft, None is before that."""
    if goal.submission is not None:
        return goal.submission.state
    figures = (figure for part in goal.indicators for figure in part.facts.figures)
    return SubmissionState.DRAFT if any(each.as_of == report.as_of for each in figures) else None


def state_word(state: SubmissionState | None) -> str:
    """What the state is called on its own: "Ikke sendt ind", and before anything was given "Ikke begyndt"."""
    return _("Ikke begyndt") if state is None else capitalised(str(CHOICES[SubmissionState][state]))
