"""How is all that a person says of a goal kept at once? Figures, text and judgement: all of it or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError

from plans.actions.drafts import discard_draft
from plans.actions.held_goals import HeldGoals, held_or_holding
from plans.actions.history import Conflict
from plans.actions.measurements import record_figure, retract_figure
from plans.actions.submissions import confirm_override, save_text, set_override, submit, withdraw
from plans.enums import Status, SubmissionState
from plans.figures.input import FigureInput
from plans.models import Indicator, ReportingRound, ResultGoal, Submission
from plans.permissions import Person

Result = TypeVar("Result")


class Then(StrEnum):
    """What is to be done with the submission once everything is saved."""

    NOTHING = "nothing"
    CONFIRM = "confirm"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"


# The places of a goal besides its figures, by which errors and conflicts are told.
TEXT, JUDGEMENT, GOAL = "text", "judgement", "goal"


@dataclass(frozen=True, slots=True)
class GivenFigure:
    """A figure, the place at which it was typed, and the version of the one that was there before.

    None takes that one back, so that it is missing again.
    """

    section_id: str
    indicator: Indicator
    year: int | None
    figure: FigureInput | None
    version: int | None


@dataclass(frozen=True, slots=True)
class GivenText:
    """What is said of the goal in the annex; the commentary is HTML.

    `version` is that of the submission in which the person saw the text.
    """

    sub_heading: str
    commentary: str
    footnote: str
    version: int | None


@dataclass(frozen=True, slots=True)
class GivenJudgement:
    """A judgement instead of the rule's; None lets the rule's stand.

    `version` is that of the submission in which the person saw the judgement.
    """

    status: Status | None
    reason: str
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenGoal:
    """What a person has changed of a goal; None and nothing for what they left as it was.

    `computed` is the rule's status with these figures.
    """

    figures: Sequence[GivenFigure] = ()
    text: GivenText | None = None
    judgement: GivenJudgement | None = None
    computed: Status = Status.NOT_REPORTED
    then: Then = Then.NOTHING


class NotSaved(Exception):
    """Nothing was kept: what was refused, and what somebody else changed meanwhile, by place."""

    def __init__(self, refusals: Mapping[str, ValidationError], conflicts: Mapping[str, Conflict]) -> None:
        super().__init__(f"not saved: {', '.join([*refusals, *conflicts])}")
        self.refusals = refusals
        self.conflicts = conflicts


def save_goal(
    *,
    by: Person,
    round: ReportingRound,
    goal: ResultGoal,
    entry: GivenGoal,
    draft: str,
    today: date,
    held: HeldGoals | None = None,
) -> None:
    """Keep all of `entry`, do what comes then, and throw the draft of that key away.

    `draft` is empty where there is none. `held` are goals, this one among them, in whose transaction it is
    done; without it, it is done in one of its own. Raises PermissionDenied, and `NotSaved` with everything
    that stands in the way: then nothing of it may be kept.
    """
    with held_or_holding(held, goal, by=by, today=today) as goals:
        attempt = _Attempt()
        writing = _Writing(by=by, round=round, goal=goal, today=today, held=goals)
        text, judgement = entry.text, entry.judgement
        # The text goes first: a figure takes a submitted goal back to draft, and so raises its version.
        saved = None
        if text is not None:
            saved = attempt.at(TEXT, partial(writing.save_text, text))
        if judgement is not None:
            # Both stand in one row, whose version the text has raised.
            is_of_same = saved is not None and text is not None and text.version == judgement.version
            version = saved.version if is_of_same and saved else judgement.version
            attempt.at(JUDGEMENT, partial(writing.judge, judgement, entry.computed, version))
        for figure in entry.figures:
            attempt.at(figure.section_id, partial(writing.record, figure))
        if not attempt.has_failed and entry.then is not Then.NOTHING:
            section_id = JUDGEMENT if entry.then is Then.CONFIRM else GOAL
            attempt.at(section_id, partial(writing.go_on, entry))
        attempt.check()
        if draft:
            discard_draft(by=by, key=draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """Who writes on which goal in which round, and the goal as it is held meanwhile."""

    by: Person
    round: ReportingRound
    goal: ResultGoal
    today: date
    held: HeldGoals

    def save_text(self, text: GivenText) -> Submission:
        return save_text(
            by=self.by,
            round=self.round,
            goal=self.goal,
            sub_heading=text.sub_heading,
            commentary=text.commentary,
            footnote=text.footnote,
            version=text.version,
            today=self.today,
            held=self.held,
        )

    def judge(self, judgement: GivenJudgement, computed: Status, version: int | None) -> Submission:
        return set_override(
            by=self.by,
            round=self.round,
            goal=self.goal,
            status=judgement.status,
            reason=judgement.reason,
            computed=computed,
            version=version,
            today=self.today,
            held=self.held,
        )

    def record(self, entry: GivenFigure) -> None:
        if entry.figure is None:
            retract_figure(
                by=self.by,
                round=self.round,
                indicator=entry.indicator,
                year=entry.year,
                version=entry.version,
                today=self.today,
                held=self.held,
            )
            return
        record_figure(
            by=self.by,
            round=self.round,
            indicator=entry.indicator,
            year=entry.year,
            figure=entry.figure,
            version=entry.version,
            today=self.today,
            held=self.held,
        )

    def go_on(self, entry: GivenGoal) -> None:
        """Do what `entry.then` says, with the submission as this transaction has left it."""
        stored = self.held.submissions.get((self.round.pk, self.goal.pk))
        version = stored.version if stored else None
        if entry.then is Then.SUBMIT:
            submit(
                by=self.by,
                round=self.round,
                goal=self.goal,
                version=version,
                today=self.today,
                held=self.held,
            )
        elif entry.then is Then.CONFIRM:
            confirm_override(
                by=self.by,
                round=self.round,
                goal=self.goal,
                computed=entry.computed,
                version=version or 0,
                today=self.today,
                held=self.held,
            )
        elif stored is not None and stored.state == SubmissionState.SUBMITTED:
            # What was changed has withdrawn it already.
            withdraw(
                by=self.by,
                round=self.round,
                goal=self.goal,
                version=stored.version,
                today=self.today,
                held=self.held,
            )


@dataclass
class _Attempt:
    """Everything is tried, so that everything that is wrong is told at once."""

    refusals: dict[str, ValidationError] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)

    @property
    def has_failed(self) -> bool:
        return bool(self.refusals or self.conflicts)

    def at(self, section_id: str, write: Callable[[], Result]) -> Result | None:
        try:
            return write()
        except ValidationError as refusal:
            self.refusals[section_id] = refusal
        except Conflict as conflict:
            self.conflicts[section_id] = conflict
        return None

    def check(self) -> None:
        if self.has_failed:
            raise NotSaved(self.refusals, self.conflicts)
