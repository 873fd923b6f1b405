"""What is to be done next about a goal in a round? Sent back, something missing, ready, waiting, approved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.domain.slots import Slot, slots
from plans.enums import Measure, SubmissionState
from plans.queries import PastExclusion
from plans.status_report import GoalStatus, StatusReport


class Step(StrEnum):
    """The next step with a goal, the most urgent first."""

    RETURNED = "returned"
    MISSING = "missing"
    READY = "ready"
    WAITS = "waits"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that the round asks for and has not got; `label` is empty in a goal of one indicator."""

    label: str
    measure: Measure
    slot: Slot


@dataclass(frozen=True, slots=True)
class DueAgain:
    """Cases that an earlier figure left out and that belong to this round's."""

    count: int
    people: bool
    year: Slot
    reason: str
    due_on: date


@dataclass(frozen=True, slots=True)
class GoalTask:
    """A goal in an open round, and what is still to be done about it."""

    goal: GoalStatus
    missing: tuple[MissingFigure, ...]
    due_again: tuple[DueAgain, ...]

    @property
    def state(self) -> SubmissionState:
        """How far the goal has come; what nobody has begun is a draft."""
        return self.goal.submission.state if self.goal.submission else SubmissionState.DRAFT

    @property
    def is_handed_in(self) -> bool:
        """Whether the contributor has done their part."""
        return self.state in {SubmissionState.SUBMITTED, SubmissionState.APPROVED}

    @property
    def lacks_commentary(self) -> bool:
        """Whether a goal that was missed, all its figures given, lacks the text that must say why."""
        return not self.missing and self.goal.lacks_text

    @property
    def lacks_confirmation(self) -> bool:
        """Whether the judgement by hand stands on another figure than the one that it replaced."""
        return self.goal.override is not None and self.goal.override.to_be_confirmed

    @property
    def step(self) -> Step:
        """The next step with the goal."""
        if self.state is SubmissionState.RETURNED:
            return Step.RETURNED
        if self.state is SubmissionState.SUBMITTED:
            return Step.WAITS
        if self.state is SubmissionState.APPROVED:
            return Step.APPROVED
        is_missing = self.missing or self.lacks_commentary or self.lacks_confirmation
        return Step.MISSING if is_missing else Step.READY


def goal_task(report: StatusReport, goal: GoalStatus, past: Iterable[PastExclusion], since: date) -> GoalTask:
    """What is to be done about the goal in the report's round.

    `past` are exclusions of the goal's indicators, `since` the day of the last round for earlier years:
    whoever was due by then belonged to that round.
    """
    return GoalTask(goal, _missing(report, goal), tuple(_due_again(goal, past, since, report.as_of)))


def _missing(report: StatusReport, goal: GoalStatus) -> tuple[MissingFigure, ...]:
    return tuple(
        MissingFigure(part.label if len(goal.indicators) > 1 else "", part.facts.measure, slot)
        for part in goal.indicators
        for slot in slots(part.facts, report.period, plan=report.plan.span, as_of=report.as_of)
        if not any(each.year == slot and each.as_of == report.as_of for each in part.facts.figures)
    )


def _due_again(
    goal: GoalStatus, past: Iterable[PastExclusion], since: date, as_of: date
) -> Sequence[DueAgain]:
    people = {part.id: part.counts_people for part in goal.indicators}
    return [
        DueAgain(each.count, people[each.indicator], each.year, each.reason, each.due_on)
        for each in past
        if each.indicator in people
        and since < each.due_on <= as_of
        and each.as_of < as_of
        and (each.corrected_on is None or each.corrected_on >= as_of)
    ]
