"""How does one goal stand in a report? Its parts as plain values, which every screen and file shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from plans.domain.basis_changes import judges_otherwise
from plans.domain.display import yardstick_of
from plans.domain.values import Assessment, IndicatorFacts, Period, Yardstick
from plans.enums import Measure, PreventionLevel, Status, SubmissionState


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area that a goal belongs to."""

    id: int
    number: int
    title: str
    levels: tuple[PreventionLevel, ...]


@dataclass(frozen=True, slots=True)
class IndicatorStatus:
    """One indicator, what the rule read of it, and how it stands."""

    id: int
    label: str
    unit: str
    counts_people: bool
    facts: IndicatorFacts
    assessment: Assessment
    counted: str  # what the numerator is defined as
    among: str  # and the denominator


@dataclass(frozen=True, slots=True)
class Override:
    """A judgement that stands instead of the rule's; to be confirmed again when the rule's changes."""

    status: Status
    reason: str
    replaced: Status
    to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class SubmissionText:
    """What was submitted on a goal in the round."""

    id: int
    state: SubmissionState
    sub_heading: str
    commentary: str
    footnote: str
    version: int
    returned_because: str = ""  # the approver's last word, from the return until the approval
    stands_since: datetime | None = None  # since when it stands as approved although the plan has changed


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """One goal: its place and wordings, its indicators, how it stands and what was said of it.

    `table` and `position` are the report's where there is one, else the area's number and the plan's order.
    """

    id: int
    key: str
    wording: str
    reported_wording: str
    heading: str
    heading_footnote: str
    footnote: str
    areas: tuple[AreaLine, ...]  # the lead area first
    table: int
    position: int
    plan_position: tuple[int, int]  # the lead area's number, then the plan's order
    period: Period  # the part of the report's in which something is expected of the goal
    indicators: tuple[IndicatorStatus, ...]
    assessment: Assessment
    override: Override | None
    submission: SubmissionText | None
    is_left_out: bool = False  # other goals stand in the round's report, and this one does not

    @property
    def status(self) -> Status:
        """How the goal stands: as overridden, else as computed."""
        return self.override.status if self.override else self.computed_status

    @property
    def computed_status(self) -> Status:
        """How the goal stands by the rule alone."""
        return self.assessment.status

    @property
    def is_proposal(self) -> bool:
        """Whether it stands as somebody has judged it, and nobody has approved that yet."""
        approved = self.submission is not None and self.submission.state is SubmissionState.APPROVED
        return self.override is not None and not approved

    @property
    def asks_for_text(self) -> bool:
        """Whether a text must say why the goal was missed, wholly or in part; elsewhere a text is voluntary.

        A judgement of one's own has its reason already.
        """
        return self.override is None and self.status in {Status.PARTLY_ACHIEVED, Status.NOT_ACHIEVED}

    @property
    def has_text(self) -> bool:
        """Whether anything was written of it for the annex."""
        return self.submission is not None and bool(self.submission.commentary.strip())

    @property
    def lacks_text(self) -> bool:
        """Whether it says nothing, and must."""
        return self.asks_for_text and not self.has_text

    @property
    def stands_as_approved(self) -> bool:
        """Whether it is judged on what was approved, because the plan has changed since it was published."""
        submission = self.submission
        return (
            submission is not None
            and submission.state is SubmissionState.APPROVED
            and submission.stands_since is not None
        )

    def is_judged_otherwise(self, others: Iterable["GoalStatus"]) -> bool:
        """Whether it rests on the plan as it is, and one of the `others` on something else, as approved."""
        if self.stands_as_approved:
            return False
        now = {part.id: part.facts for part in self.indicators}
        return any(
            part.id not in now or judges_otherwise(part.facts, now[part.id])
            for other in others
            if other.stands_as_approved
            for part in other.indicators
        )

    @property
    def measure(self) -> Measure | None:
        """What the goal is measured as; None where its indicators differ."""
        measures = {indicator.facts.measure for indicator in self.indicators}
        return measures.pop() if len(measures) == 1 else None


# A share: its indicator, numerator and denominator.
Share = tuple[int, int | None, int | None]


def yardsticks_of_several(goals: Iterable[GoalStatus]) -> dict[Share, tuple[Yardstick, ...]]:
    """What each share stands against in these goals, where that is more than one thing."""
    against: dict[Share, list[Yardstick]] = defaultdict(list)
    for part in (part for goal in goals for part in goal.indicators):
        yardstick = yardstick_of(part.assessment, part.facts)
        if part.assessment.numerator is not None and yardstick is not None:
            found = against[_share(part)]
            if yardstick not in found:
                found.append(yardstick)
    return {share: tuple(found) for share, found in against.items() if len(found) > 1}


def with_yardsticks(goal: GoalStatus, against: Mapping[Share, tuple[Yardstick, ...]]) -> GoalStatus:
    """The goal, whose shares know all that they stand against, to be written with the decimals for it."""
    if not any(_share(part) in against for part in goal.indicators):
        return goal
    parts = tuple(
        replace(part, assessment=replace(part.assessment, also_against=against.get(_share(part), ())))
        for part in goal.indicators
    )
    return replace(
        goal, indicators=parts, assessment=parts[0].assessment if len(parts) == 1 else goal.assessment
    )


def _share(part: IndicatorStatus) -> Share:
    return part.id, part.assessment.numerator, part.assessment.denominator
