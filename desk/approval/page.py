"""What does an approver see of a round? Each goal with its figures, judgement, text and state, by area."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from desk.approval.states import state_key, word_of
from desk.round.figure_rows import FigureRow, figure_row
from desk.round.judgements import GoalJudgement, goal_judgement
from desk.round.override_form import OverrideForm
from desk.round.questions import asked_of_stored_text
from desk.round.sheet import EntrySheet
from plans import queries
from plans.actions.submission_checks import approval_errors, entered_by_oneself, to_be_confirmed
from plans.enums import Status, SubmissionState
from plans.four_eyes import who_entered
from plans.judgements import fingerprints
from plans.models import Change
from plans.richtext import clean
from plans.status_report import GoalStatus, StatusReport
from plans.wording import figures
from plans.wording.areas import shared_with
from plans.wording.explanation import missing_explanation
from plans.wording.statuses import capitalised


@dataclass(frozen=True, slots=True)
class Answer:
    """What the last attempt came to: what was typed or chosen, and why it was not done."""

    errors: tuple[str, ...] = ()  # told at the head of the page
    goal: int | None = None  # the goal whose form must be corrected
    because: str = ""  # as typed there
    error: str = ""  # at its field
    chosen: frozenset[int] = frozenset()  # goals whose boxes stay ticked
    changed: frozenset[int] = frozenset()  # goals that somebody changed meanwhile
    judgement: OverrideForm | None = None  # how the goal was to be judged, with what is wrong with it

    @property
    def wrong_fields(self) -> list[tuple[str, str]]:
        """The fields that must be corrected: the id of each, and what is wrong with it."""
        wrong = [(f"because-{self.goal}", self.error)] if self.error else []
        if self.judgement is not None:
            bad = (field for field in self.judgement if field.errors)
            wrong += [(field.id_for_label, " ".join(str(error) for error in field.errors)) for field in bad]
        return wrong

    @property
    def typed(self) -> str:
        """The reason that was typed for the goal, for sending it back or for judging it otherwise."""
        return self.because or str(self.judgement["override_reason"].value() or "" if self.judgement else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnJudgement:
    """A judgement that stands instead of the rule's, beside what the rule says."""

    by: str  # "Karin Holm, 15. januar 2020 kl. 10.42"
    reason: str
    computed: Status
    computed_word: str
    to_be_confirmed: str  # why it asks to be confirmed; empty where it does not


@dataclass(frozen=True, slots=True)
class ApprovalFigure:
    """A figure, and beside the last of each of several indicators how that one stands."""

    row: FigureRow
    status: Status | None
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGoal:
    """A goal on the page; `seen` is what its box posts."""

    id: int
    anchor: str
    url: str
    wording: str
    heading: str
    shared: str
    state: str
    state_word: str
    state_by: str  # "Karin Holm, 15. januar 2020 kl. 10.42"
    returned_because: str
    figures: tuple[ApprovalFigure, ...]
    judgement: GoalJudgement
    own: OwnJudgement | None
    proposal: OverrideForm | None  # where the reader may judge the goal otherwise
    sub_heading: str
    commentary: SafeString
    text_confirmed: str  # who has let the text stand beside another figure
    lacking: str  # that it has no explanation and is asked for one, if so
    footnote: str
    obstacles: tuple[str, ...]  # why it cannot be approved as it stands
    version: int | None
    seen: str
    can_choose: bool
    is_chosen: bool
    can_return: bool
    can_reopen: bool
    can_confirm: bool
    is_changed: bool
    because: str
    error: str

    @property
    def proposes(self) -> bool:
        """Whether the form for judging it otherwise was just filled in."""
        return self.proposal is not None and self.proposal.is_bound

    @property
    def keeps_typed(self) -> bool:
        """Whether one of its forms shows again what was typed there."""
        return bool(self.because and (self.can_return or self.can_reopen)) or self.proposes


@dataclass(frozen=True, slots=True)
class ApprovalArea:
    """An area with its goals."""

    id: str
    title: str
    goals: list[ApprovalGoal] = field(default_factory=list)


def approval_areas(
    sheet: EntrySheet, *, chosen: str, choose_all: bool, answer: Answer, reader: frozenset[int]
) -> list[ApprovalArea]:
    """The goals by their lead area, in the plan's order; of one state if `chosen` names it.

    `reader` are those in whose place one approves nothing that they entered.
    """
    goals = [
        goal for goal in sheet.report.in_plan_order if not chosen or state_key(sheet.report, goal) == chosen
    ]
    submissions = [goal.submission.id for goal in goals if goal.submission]
    changes = _Changes(queries.latest_states(submissions), queries.latest_overrides(submissions))
    waiting = [goal for goal in goals if state_key(sheet.report, goal) == SubmissionState.SUBMITTED]
    entered = who_entered(sheet.report, waiting) if waiting else {}
    own = frozenset(goal for goal, people in entered.items() if reader & people)
    seen = seen_by_approver(sheet.report)
    areas: dict[int, ApprovalArea] = {}
    for goal in goals:
        lead = goal.areas[0]
        title = f"{lead.number}. {lead.title}"
        area = areas.setdefault(lead.id, ApprovalArea(f"area-{lead.id}", title))
        obstacle = entered_by_oneself(reader) if goal.id in own else ""
        judged = seen.get(goal.id, "")
        area.goals.append(
            _goal(sheet, goal, changes, choose_all=choose_all, answer=answer, obstacle=obstacle, seen=judged)
        )
    return list(areas.values())


@dataclass(frozen=True, slots=True)
class _Changes:
    """By submission, the latest change of its state and of its judgement."""

    states: Mapping[int, Change]
    overrides: Mapping[int, Change]


def _goal(  # noqa: PLR0913  # what a row is made of, named where it is made
    sheet: EntrySheet,
    goal: GoalStatus,
    changes: _Changes,
    *,
    choose_all: bool,
    answer: Answer,
    obstacle: str,
    seen: str,
) -> ApprovalGoal:
    report, submission = sheet.report, goal.submission
    state = submission.state if submission else None
    is_open = sheet.access.round_is_open
    is_submitted = is_open and state is SubmissionState.SUBMITTED
    obstacles = tuple(approval_errors(report, goal)) if is_submitted else ()
    if is_submitted and obstacle:
        obstacles = (*obstacles, obstacle)
    can_choose = is_submitted and not obstacles
    own = _own_judgement(report, goal, changes)
    proposed = answer.judgement if answer.goal == goal.id else None
    return ApprovalGoal(
        id=goal.id,
        anchor=f"goal-{goal.id}",
        url=reverse("goal", args=[report.plan.slug, goal.key]),
        wording=goal.reported_wording,
        heading=goal.heading,
        shared=shared_with([area.number for area in goal.areas[1:]]),
        state=state_key(report, goal),
        state_word=word_of(state_key(report, goal)),
        state_by=_by(changes.states.get(submission.id)) if submission else "",
        returned_because=submission.returned_because if submission else "",
        figures=_figures(sheet, goal),
        judgement=goal_judgement(report, goal),
        own=own,
        proposal=(proposed or proposal_form(report, goal)) if is_submitted else None,
        sub_heading=submission.sub_heading if submission else "",
        commentary=_html(submission.commentary if submission else ""),
        text_confirmed=asked_of_stored_text(sheet, goal).confirmed,
        lacking=missing_explanation(is_lacking=goal.lacks_text),
        footnote=submission.footnote if submission else "",
        obstacles=obstacles,
        version=submission.version if submission else None,
        seen=seen,
        can_choose=can_choose,
        is_chosen=can_choose and (choose_all or goal.id in answer.chosen),
        can_return=is_submitted,
        can_reopen=is_open and state is SubmissionState.APPROVED,
        can_confirm=is_submitted and own is not None and bool(own.to_be_confirmed),
        is_changed=goal.id in answer.changed,
        because=answer.because if answer.goal == goal.id else "",
        error=answer.error if answer.goal == goal.id else "",
    )


def _figures(sheet: EntrySheet, goal: GoalStatus) -> tuple[ApprovalFigure, ...]:
    """The goal's figures; each indicator's status beside the last of its figures, where there are several."""
    words, found = sheet.report.words, []
    for part in goal.indicators:
        rows = [figure_row(sheet, goal, part, slot) for slot in sheet.slots_by_indicator[part.id]]
        status = part.assessment.status if len(goal.indicators) > 1 else None
        word = capitalised(words.word(status, part.facts.measure)) if status else ""
        found += [ApprovalFigure(row, None, "") for row in rows[:-1]]
        found += [ApprovalFigure(row, status, word) for row in rows[-1:]]
    return tuple(found)


def proposal_form(
    report: StatusReport, goal: GoalStatus, posted: Mapping[str, str] | None = None
) -> OverrideForm:
    """How the goal could be judged otherwise, as it is judged now or as `posted`."""
    own = goal.override
    return OverrideForm(
        posted,
        measure=goal.measure,
        words=report.words,
        initial={"override": own.status.value, "override_reason": own.reason} if own else {},
        auto_id=f"judge-{goal.id}-%s",
    )


def seen_by_approver(report: StatusReport) -> dict[int, str]:
    """What an approver has seen of each goal: its submission, the version, and what it is judged by."""
    judged = fingerprints(report)
    return {
        goal.id: f"{goal.id}:{goal.submission.id}:{goal.submission.version}:{judged[goal.id]}"
        for goal in report.goals
        if goal.submission is not None
    }


def _own_judgement(report: StatusReport, goal: GoalStatus, changes: _Changes) -> OwnJudgement | None:
    if goal.override is None:
        return None
    return OwnJudgement(
        by=_by(changes.overrides.get(goal.submission.id)) if goal.submission else "",
        reason=goal.override.reason,
        computed=goal.computed_status,
        computed_word=capitalised(report.words.word(goal.computed_status, goal.measure)),
        to_be_confirmed=to_be_confirmed(report, goal) if goal.override.to_be_confirmed else "",
    )


def _by(change: Change | None) -> str:
    """Who brought the goal to its state, and when; nothing for what was read from a file."""
    if change is None or change.who is None:
        return ""
    when = timezone.localtime(change.when)
    return _("%(who)s, %(day)s kl. %(time)s") % {
        "who": change.who.display_name,
        "day": figures.day(when.date()),
        "time": date_format(when, "TIME_FORMAT"),
    }


def _html(text: str) -> SafeString:
    return mark_safe(clean(text))  # noqa: S308  # sanitised
