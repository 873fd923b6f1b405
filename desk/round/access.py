"""Who may change a goal's figures in a round, and what does the page say to those who may not?

`Access` holds a person, the areas given to them and the round; it answers what they may change, and gives the
sentence that says why the rest is locked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plans import queries
from plans.enums import Role, RoundState, SubmissionState
from plans.models import ReportingRound
from plans.permissions import Person, can_enter
from plans.status_report import GoalStatus, StatusReport


@dataclass(frozen=True, slots=True)
class Access:
    """A person, the areas given to them today, and the round."""

    person: Person
    given: frozenset[int]
    round: ReportingRound

    @property
    def round_is_open(self) -> bool:
        """Whether figures can be entered at all."""
        return self.round.state == RoundState.OPEN

    def is_mine(self, goal: GoalStatus) -> bool:
        """Whether the person enters this goal's figures."""
        return can_enter(self.person, area_ids(goal), self.given)

    def may_change(self, goal: GoalStatus) -> bool:
        """Whether the goal's figures can be changed now, by this person."""
        return self.is_mine(goal) and self.round_is_open and not is_approved(goal)

    def locked_because(self, goal: GoalStatus) -> str:
        """Why this goal is locked; empty where it is not, or where `notice` says why all of them are."""
        if self.round_is_open and is_approved(goal):
            return _("Målet er godkendt, og dets tal er låst. En godkender kan genåbne det.")
        if self.given and not self.is_mine(goal):
            return _("Området er givet til andre, som indberetter tallet.")
        return ""

    def locked_in_row(self, goal: GoalStatus) -> str:
        """The same in few words, for a row among many."""
        if self.round_is_open and is_approved(goal):
            return _("Låst, fordi målet er godkendt")
        return self.locked_because(goal)

    def notice(self, goals: Iterable[GoalStatus]) -> str:
        """The sentence on top of the page that says why nothing can be entered; empty where something can."""
        if not self.round_is_open:
            return _("Runden er lukket. Du kan se tallene, men ikke rette dem.")
        if self.person.role != Role.CONTRIBUTOR:
            return _("Du kan se tallene, men ikke rette dem. Det gør de ansvarlige for området.")
        own = [goal for goal in goals if self.is_mine(goal)]
        if not own:
            return _(
                "Ingen af planens områder er givet til dig, så du kan læse tallene, men ikke ændre dem."
                " En administrator kan give dig et område."
            )
        if all(is_approved(goal) for goal in own):
            return _("Alle dine mål er godkendt, og tallene er låst. En godkender kan genåbne et mål.")
        return ""


def access_of(person: Person, report: StatusReport, round_: ReportingRound, *, today: date) -> Access:
    """What `person` may do in a round of the report's plan; areas of other plans are left out."""
    in_plan = {area for goal in report.goals for area in area_ids(goal)}
    return Access(person, queries.areas_given_to(person.pk, today) & in_plan, round_)


def area_ids(goal: GoalStatus) -> list[int]:
    """The areas that share the goal."""
    return [area.id for area in goal.areas]


def is_approved(goal: GoalStatus) -> bool:
    """Whether the goal's figures of the round are locked by approval."""
    return goal.submission is not None and goal.submission.state is SubmissionState.APPROVED
