"""How far have a round's goals come? The states on the way to approval, and how many goals have each."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.round.states import state_of, state_word
from plans.enums import SubmissionState
from plans.status_report import GoalStatus, StatusReport

NOT_BEGUN = "none"
# In the order in which a goal goes through them.
STATES = (
    NOT_BEGUN,
    SubmissionState.DRAFT,
    SubmissionState.RETURNED,
    SubmissionState.SUBMITTED,
    SubmissionState.APPROVED,
)


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many goals have come so far, and where they are shown alone."""

    state: str
    word: str
    count: int
    url: str
    current: bool


def state_key(report: StatusReport, goal: GoalStatus) -> str:
    """How far the goal has come in the round, as the address names it."""
    state = state_of(report, goal)
    return state.value if state else NOT_BEGUN


def state_counts(report: StatusReport, chosen: str) -> list[StateCount]:
    """How many goals have each state; all of them first. `chosen` is the state that the page is about."""
    counted = Counter(state_key(report, goal) for goal in report.goals)
    page = reverse("approval", args=[report.plan.slug, report.period])
    everything = StateCount("", _("Alle"), len(report.goals), page, chosen == "")
    return [
        everything,
        *(
            StateCount(str(state), word_of(state), counted[state], f"{page}?state={state}", chosen == state)
            for state in STATES
        ),
    ]


def word_of(state: str) -> str:
    """What the state is called on its own, also before anything was given: "Ikke begyndt", "Indsendt"."""
    return state_word(None if state == NOT_BEGUN else SubmissionState(state))
