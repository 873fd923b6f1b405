"""Where does a plan stand in a period, on a date? One frozen report, which every screen and file shows."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.values import Assessment, Figure, IndicatorFacts, Period, Span, Tolerance
from plans.enums import Accumulation, Direction, Measure, PreventionLevel, Status, SubmissionState
from plans.models import ActionPlan, Indicator, ReportingRound, ReportRow, ResultGoal, Submission
from plans.queries import PlanRows, plan_rows
from plans.wording.statuses import PlanWords


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
    def measure(self) -> Measure | None:
        """What the goal is measured as; None where its indicators differ."""
        measures = {indicator.facts.measure for indicator in self.indicators}
        return measures.pop() if len(measures) == 1 else None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A plan × a period × a date."""

    plan: ActionPlan
    words: PlanWords
    period: Period
    as_of: date
    round: ReportingRound | None
    reported: frozenset[Period]  # the periods that the plan's rounds are for
    goals: tuple[GoalStatus, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many goals have each of the six statuses."""
        counted = Counter(goal.status for goal in self.goals)
        return {status: counted[status] for status in Status}


def status_report(
    plan: ActionPlan, period: Period, *, today: date, as_of: date | None = None
) -> StatusReport:
    """Where `plan` stands in `period`, as known on `as_of`; without it on the round's date, else `today`.

    Raises ValueError when the period has a year that the plan has not.
    """
    if period.first not in plan.period or period.last not in plan.period:
        raise ValueError(f"the plan runs {plan.period}, not in {period}")
    return status_reports([plan], [period], today=today, as_of=as_of)[plan.pk, period]


def status_reports(
    plans: Collection[ActionPlan],
    periods: Collection[Period] | Mapping[int, Collection[Period]],
    *,
    today: date,
    as_of: date | None = None,
    goals: Collection[int] | None = None,
) -> dict[tuple[int, Period], StatusReport]:
    """The report of every plan for every period that it has a year of, by plan id and period.

    `periods` are those of all plans, or by its id each plan's own. With `goals`, the reports are of these ids
    alone. As many queries for many as for one.
    """
    pairs = [
        (plan, period)
        for plan in plans
        for period in (periods[plan.pk] if isinstance(periods, Mapping) else periods)
        if period.first <= plan.period.last and period.last >= plan.period.first
    ]
    if not pairs:
        return {}
    years = [period for _, period in pairs]
    rows = plan_rows(plans, min(p.first for p in years), max(p.last for p in years), goals)
    return {(plan.pk, period): _report(plan, period, rows, today, as_of) for plan, period in pairs}


def with_figure(report: StatusReport, goal: GoalStatus, indicator: int, figure: Figure) -> GoalStatus:
    """How `goal` of `report` would stand if `figure` of its indicator were given; nothing is stored.

    It goes instead of the figure for the same year and date, where there is one.
    """
    parts = tuple(
        _with_figure(report, goal, part, figure) if part.id == indicator else part for part in goal.indicators
    )
    assessment = assess_goal([(part.label, part.assessment) for part in parts])
    override = goal.override and replace(
        goal.override, to_be_confirmed=goal.override.replaced is not assessment.status
    )
    return replace(goal, indicators=parts, assessment=assessment, override=override)


def _with_figure(
    report: StatusReport, goal: GoalStatus, part: IndicatorStatus, figure: Figure
) -> IndicatorStatus:
    others = [each for each in part.facts.figures if (each.year, each.as_of) != (figure.year, figure.as_of)]
    facts = replace(part.facts, figures=[*others, figure])
    assessment = assess_indicator(facts, goal.period, plan=report.plan.span, as_of=report.as_of)
    return replace(part, facts=facts, assessment=assessment)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all goals of one report have in common."""

    span: Span
    tolerance: Tolerance
    period: Period
    as_of: date
    round: ReportingRound | None
    areas: Mapping[int, AreaLine]
    rows: PlanRows


def _report(
    plan: ActionPlan, period: Period, rows: PlanRows, today: date, as_of: date | None
) -> StatusReport:
    rounds = rows.rounds.get(plan.pk, [])
    round_ = _round(rounds, period, as_of)
    frame = _Frame(
        span=plan.span,
        tolerance=plan.tolerance,
        period=period,
        as_of=as_of or (round_.as_of if round_ else today),
        round=round_,
        areas={pk: AreaLine(pk, area.number, area.title, area.levels) for pk, area in rows.areas.items()},
        rows=rows,
    )
    placed = {row.goal_id: row for row in rows.report_rows.get(round_.pk, [])} if round_ else {}
    goals = [
        _goal(frame, goal, placed.get(goal.pk))
        for goal in rows.goals.get(plan.pk, [])
        if goal.withdrawn_from is None or goal.withdrawn_from > max(period.first, plan.period.first)
    ]
    words = PlanWords.of(rows.words.get(plan.pk, []))
    reported = frozenset(each.period for each in rounds)
    return StatusReport(plan, words, period, frame.as_of, round_, reported, _in_order(goals, placed))


def _round(rounds: Collection[ReportingRound], period: Period, as_of: date | None) -> ReportingRound | None:
    """The latest round for exactly this period, not after `as_of`."""
    fitting = [r for r in rounds if r.period == period and (as_of is None or r.as_of <= as_of)]
    return max(fitting, key=lambda r: r.as_of, default=None)


def _in_order(goals: list[GoalStatus], placed: Mapping[int, ReportRow]) -> tuple[GoalStatus, ...]:
    """The report's order first, then what the report leaves out, in the plan's order."""
    in_report = sorted((g for g in goals if g.id in placed), key=lambda goal: (goal.table, goal.position))
    return (*in_report, *(goal for goal in goals if goal.id not in placed))


def _goal(frame: _Frame, goal: ResultGoal, place: ReportRow | None) -> GoalStatus:
    rows = frame.rows
    period = frame.period
    if goal.withdrawn_from is not None and goal.withdrawn_from in period:
        # From the year of its withdrawal on, nothing is expected of a goal.
        period = Period(period.first, goal.withdrawn_from - 1)
    indicators = tuple(_indicator(frame, indicator, period) for indicator in rows.indicators.get(goal.pk, []))
    assessment = assess_goal([(indicator.label, indicator.assessment) for indicator in indicators])
    submission = rows.submissions.get((frame.round.pk, goal.pk)) if frame.round else None
    areas = tuple(frame.areas[pk] for pk in (goal.area_id, *rows.further_areas.get(goal.pk, ())))
    return GoalStatus(
        id=goal.pk,
        key=goal.key,
        wording=goal.wording,
        reported_wording=(place.wording if place else "") or goal.wording,
        heading=(place.heading if place else "") or (goal.heading.text if goal.heading else ""),
        heading_footnote=goal.heading.footnote if goal.heading else "",
        footnote=goal.footnote,
        areas=areas,
        table=place.table.order if place else areas[0].number,
        position=place.order if place else goal.order,
        period=period,
        indicators=indicators,
        assessment=assessment,
        override=_override(submission, assessment.status),
        submission=_submission(submission),
        is_left_out=place is None and frame.round is not None and frame.round.pk in rows.report_rows,
    )


def _indicator(frame: _Frame, indicator: Indicator, period: Period) -> IndicatorStatus:
    facts = IndicatorFacts(
        measure=Measure(indicator.measure),
        direction=Direction(indicator.direction),
        accumulation=Accumulation(indicator.accumulation),
        tolerance=indicator.own_tolerance or frame.tolerance,
        targets=frame.rows.targets.get(indicator.pk, ()),
        figures=frame.rows.figures.get(indicator.pk, ()),
        carries_over=indicator.carries_over,
        label=indicator.label,
    )
    assessment = assess_indicator(facts, period, plan=frame.span, as_of=frame.as_of)
    return IndicatorStatus(
        indicator.pk, indicator.label, indicator.unit, indicator.counts_people, facts, assessment
    )


def _override(submission: Submission | None, computed: Status) -> Override | None:
    if submission is None or not submission.override:
        return None
    replaced = Status(submission.override_replaced)
    return Override(
        Status(submission.override), submission.override_reason, replaced, replaced is not computed
    )


def _submission(submission: Submission | None) -> SubmissionText | None:
    if submission is None:
        return None
    return SubmissionText(
        submission.pk,
        SubmissionState(submission.state),
        submission.sub_heading,
        submission.commentary,
        submission.footnote,
        submission.version,
        submission.returned_because,
    )
