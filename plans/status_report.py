"""Where does a plan stand in a period, on a date? One frozen report, which every screen and file shows."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.basis import JudgementBasis
from plans.domain.scope import expected_period
from plans.domain.values import IndicatorFacts, Period, Span, Tolerance
from plans.enums import Accumulation, Direction, Measure, Status, SubmissionState
from plans.goal_status import (
    AreaLine,
    GoalStatus,
    IndicatorStatus,
    Override,
    SubmissionText,
    with_yardsticks,
    yardsticks_of_several,
)
from plans.models import ActionPlan, Indicator, ReportingRound, ReportRow, ResultGoal, Submission
from plans.queries import PlanRows, plan_rows
from plans.wording.statuses import PlanWords

__all__ = [
    "AreaLine",
    "GoalStatus",
    "IndicatorStatus",
    "Override",
    "StatusReport",
    "SubmissionText",
    "report_of_rows",
    "round_reports",
    "status_report",
    "status_reports",
]


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

    @property
    def in_plan_order(self) -> list[GoalStatus]:
        """The goals as the plan has them, by area: the order of work, whatever the annex puts first."""
        return sorted(self.goals, key=lambda goal: goal.plan_position)


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
    return _shown_alike(
        {
            (plan.pk, period): report_of_rows(plan, period, rows, today=today, as_of=as_of)
            for plan, period in pairs
        }
    )


def _shown_alike(reports: dict[tuple[int, Period], StatusReport]) -> dict[tuple[int, Period], StatusReport]:
    """The reports, in which a share that counts in several periods is written alike in all of them."""
    several = yardsticks_of_several(goal for report in reports.values() for goal in report.goals)
    if not several:
        return reports
    return {
        key: replace(report, goals=tuple(with_yardsticks(goal, several) for goal in report.goals))
        for key, report in reports.items()
    }


def round_reports(rounds: Collection[ReportingRound]) -> dict[int, StatusReport]:
    """The report of each of these rounds on its own day, by round; as many queries for many as for one.

    All goals are judged as the plan is now, those as well that stand as they were approved.
    """
    if not rounds:
        return {}
    plans = {round_.plan_id: round_.plan for round_ in rounds}
    first, last = min(each.first_year for each in rounds), max(each.last_year for each in rounds)
    rows = replace(plan_rows(list(plans.values()), first, last), standing={})
    return {
        each.pk: report_of_rows(plans[each.plan_id], each.period, rows, today=each.as_of, as_of=each.as_of)
        for each in rounds
    }


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


def report_of_rows(
    plan: ActionPlan, period: Period, rows: PlanRows, *, today: date, as_of: date | None = None
) -> StatusReport:
    """The report that these rows make; without `as_of` on the round's date, else `today`."""
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
    report_rows = {row.goal_id: row for row in rows.report_rows.get(round_.pk, [])} if round_ else {}
    goals = [
        status
        for goal in rows.goals.get(plan.pk, [])
        if (status := _goal(frame, goal, report_rows.get(goal.pk))) is not None
    ]
    words = PlanWords.of(rows.words.get(plan.pk, []))
    reported = frozenset(each.period for each in rounds)
    return StatusReport(plan, words, period, frame.as_of, round_, reported, _in_order(goals, report_rows))


def _round(rounds: Collection[ReportingRound], period: Period, as_of: date | None) -> ReportingRound | None:
    """The latest round for exactly this period, not after `as_of`."""
    fitting = [r for r in rounds if r.period == period and (as_of is None or r.as_of <= as_of)]
    return max(fitting, key=lambda r: r.as_of, default=None)


def _in_order(goals: list[GoalStatus], report_rows: Mapping[int, ReportRow]) -> tuple[GoalStatus, ...]:
    """The report's order first, then what the report leaves out, in the plan's order."""
    in_report = sorted(
        (g for g in goals if g.id in report_rows), key=lambda goal: (goal.table, goal.position)
    )
    return (*in_report, *(goal for goal in goals if goal.id not in report_rows))


def _goal(frame: _Frame, goal: ResultGoal, report_row: ReportRow | None) -> GoalStatus | None:
    """How the goal stands; None where nothing is expected of it."""
    rows = frame.rows
    submission = rows.submissions.get((frame.round.pk, goal.pk)) if frame.round else None
    approved = rows.standing.get(submission.pk) if submission else None
    period = expected_period(frame.period, frame.span.period, goal.withdrawn_from)
    wording = goal.wording
    if approved is not None:
        period, wording = approved.period, approved.wording
    if period is None:
        return None
    of_goal = rows.indicators.get(goal.pk, [])
    indicators = (
        _approved(approved, of_goal)
        if approved is not None
        else tuple(_indicator(frame, indicator, period) for indicator in of_goal)
    )
    assessment = assess_goal([(indicator.label, indicator.assessment) for indicator in indicators])
    areas = tuple(frame.areas[pk] for pk in (goal.area_id, *rows.further_areas.get(goal.pk, ())))
    return GoalStatus(
        id=goal.pk,
        key=goal.key,
        wording=wording,
        reported_wording=(report_row.wording if report_row else "") or wording,
        heading=(report_row.heading if report_row else "") or (goal.heading.text if goal.heading else ""),
        heading_footnote=goal.heading.footnote if goal.heading else "",
        footnote=goal.footnote,
        areas=areas,
        table=report_row.table.order if report_row else areas[0].number,
        position=report_row.order if report_row else goal.order,
        plan_position=(areas[0].number, goal.order),
        period=period,
        indicators=indicators,
        assessment=assessment,
        override=_override(submission, assessment.status),
        submission=_submission(submission),
        is_left_out=report_row is None and frame.round is not None and frame.round.pk in rows.report_rows,
    )


def _facts(frame: _Frame, indicator: Indicator) -> IndicatorFacts:
    """All that the rule needs to know of the indicator, whatever the period."""
    known = frame.rows.facts.get(indicator.pk)
    if known is not None:
        return known
    facts = frame.rows.facts[indicator.pk] = IndicatorFacts(
        measure=Measure(indicator.measure),
        direction=Direction(indicator.direction),
        accumulation=Accumulation(indicator.accumulation),
        tolerance=indicator.own_tolerance or frame.tolerance,
        targets=frame.rows.targets.get(indicator.pk, ()),
        figures=frame.rows.figures.get(indicator.pk, ()),
        carries_over=indicator.carries_over,
        label=indicator.label,
    )
    return facts


def _indicator(frame: _Frame, indicator: Indicator, period: Period) -> IndicatorStatus:
    facts = _facts(frame, indicator)
    assessment = assess_indicator(facts, period, plan=frame.span, as_of=frame.as_of)
    return IndicatorStatus(
        indicator.pk,
        indicator.label,
        indicator.unit,
        indicator.counts_people,
        facts,
        assessment,
        counted=indicator.numerator,
        among=indicator.denominator,
    )


def _approved(basis: JudgementBasis, of_goal: Collection[Indicator]) -> tuple[IndicatorStatus, ...]:
    """The indicators as they were approved, in their order of now."""
    kept = {each.id: each for each in basis.indicators}
    return tuple(
        IndicatorStatus(
            row.pk,
            kept[row.pk].label,
            kept[row.pk].unit,
            row.counts_people,
            kept[row.pk].facts,
            assess_indicator(kept[row.pk].facts, basis.period, plan=basis.plan, as_of=basis.as_of),
            counted=kept[row.pk].counted,
            among=kept[row.pk].among,
        )
        for row in of_goal
        if row.pk in kept
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
        submission.stands_since,
    )
