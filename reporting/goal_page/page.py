"""What is there to know of one goal? Everything on its page, written out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.values import IndicatorFacts, Period
from plans.enums import Measure, Status, SubmissionState
from plans.judgements import Departure
from plans.models import Publication, ResultGoal, Submission
from plans.richtext import rich
from plans.status_report import StatusReport, status_reports
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.statuses import PlanWords
from reporting.goal_page.charts import Chart, trend_chart
from reporting.goal_page.definitions import Definition, HowMeasured, definitions, indicator_name
from reporting.goal_page.figure_details import FigureDetail, figure_details
from reporting.goal_page.findings import finding, slots_text
from reporting.goal_page.hands import hands
from reporting.goal_page.kept import departures, kept_definitions, kept_part
from reporting.goal_page.periods import Reports, Stage, StageRows, slots, stage_rows, stages
from reporting.goal_page.reading import GoalReading
from reporting.goal_page.wordings import Wording, wordings
from reporting.goal_rows import GoalRow, goal_rows
from reporting.plan_page.document import Link
from reporting.plan_page.source_notes import SourceNote, source_note


@dataclass(frozen=True, slots=True)
class Trend:
    """A picture, what it tells, and each of its periods in words."""

    chart: Chart
    finding: str
    description: str


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """One indicator: how it is measured, how it went, and what stands behind the figures."""

    anchor: str
    name: str  # empty where the goal has only one
    trend: Trend | None
    definitions: tuple[Definition, ...]
    basis: str  # that they are what was approved, where the plan has changed since
    stages: tuple[StageRows, ...]
    details: tuple[FigureDetail, ...]
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class Commentary:
    """What was said of the goal in a round."""

    round: int
    period: str
    as_of: str
    sub_heading: str
    text: SafeString
    footnote: str
    judgement: str  # why another judgement than the rule's stands
    state: str  # "godkendt"
    hands: tuple[str, ...]  # who entered it, sent it in and approved it
    published: Link | None  # the newest version of the report that tells it
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class RelatedGoal:
    """A goal before or after this one."""

    relation: str
    plan_title: str
    wording: str
    url: str
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The whole page."""

    wording: str
    areas: tuple[Link, ...]
    heading: str
    heading_footnote: str
    footnote: str
    withdrawn: str
    period: str
    as_of: str
    standing: GoalRow | None  # in the period that is reported, or was last
    indicators: tuple[IndicatorPart, ...]
    commentary: Commentary | None  # of the period in which it is shown how the goal stands
    commentaries: tuple[Commentary, ...]  # of the other rounds
    wordings: tuple[Wording, ...]
    related: tuple[RelatedGoal, ...]
    source: SourceNote | None

    @property
    def has_trends(self) -> bool:
        """Whether there is a picture of any of its figures."""
        return any(part.trend for part in self.indicators)


def goal_page(reading: GoalReading, latest: Period, *, today: date) -> GoalPage:
    """The goal's page; every status on it is that of the status reports of the plans in its line.

    `latest` is the period of its own plan in which it is shown how the goal stands.
    """
    goal = reading.goal
    periods = {latest} | {period for plan in reading.plans for period in _periods(plan.period)}
    reports = status_reports(reading.plans, periods, today=today, goals=[each.pk for each in reading.line])
    report, found = reports[goal.plan_id, latest], departures(reading)
    commentaries = _commentaries(reading, found, report.words)
    own = next((each for each in commentaries if each.round == (report.round and report.round.pk)), None)
    return GoalPage(
        wording=goal.wording,
        areas=_areas(reading),
        heading=goal.heading.text if goal.heading else "",
        heading_footnote=goal.heading.footnote if goal.heading else "",
        footnote=goal.footnote,
        withdrawn=_("Udgået fra og med %(year)s") % {"year": goal.withdrawn_from}
        if goal.withdrawn_from
        else "",
        period=figures.years(latest),
        as_of=figures.day(report.as_of),
        standing=_standing(report, goal),
        indicators=tuple(
            _indicator(reading, reports, (report, found), index)
            for index in range(len(reading.indicators.get(goal.pk, [])))
        ),
        commentary=own,
        commentaries=tuple(each for each in commentaries if each is not own),
        wordings=wordings(goal, reading.report_rows),
        related=tuple(_related(reading)),
        source=source_note(goal),
    )


def _periods(plan: Period) -> list[Period]:
    return [*(Period(year, year) for year in plan.years), plan]


def _areas(reading: GoalReading) -> tuple[Link, ...]:
    plan = reverse("plan", args=[reading.goal.plan.slug])
    own = [reading.goal.area, *sorted(reading.goal.further_areas.all(), key=lambda area: area.number)]
    return tuple(Link(f"{area.number}. {area.title}", f"{plan}#area-{area.number}") for area in own)


def _standing(report: StatusReport, goal: ResultGoal) -> GoalRow | None:
    """None where the goal was withdrawn before the period."""
    own = tuple(each for each in report.goals if each.id == goal.pk)
    return next(iter(goal_rows(replace(report, goals=own))), None)


def _indicator(
    reading: GoalReading,
    reports: Reports,
    report_and_departures: tuple[StatusReport, Mapping[int, Departure]],
    index: int,
) -> IndicatorPart:
    goal, (report, found), words = reading.goal, report_and_departures, report_and_departures[0].words
    own = reading.indicators[goal.pk]
    indicator = own[index]
    line = stages(reading.line, reading.indicators, reading.measurements, goal, index)
    years = goal.plan.period
    has_years = years.first != years.last
    standing = next((each for each in report.goals if each.id == goal.pk), None)
    kept = kept_part(standing, indicator, found)
    return IndicatorPart(
        anchor=f"indicator-{index + 1}",
        name=indicator_name(indicator) if len(own) > 1 else "",
        trend=_trend(line, reports, words, Measure(indicator.measure), indicator.unit),
        definitions=kept_definitions(indicator, kept, words, several_years=has_years)
        if kept
        else definitions(HowMeasured.of(indicator, goal.plan.tolerance), words, several_years=has_years),
        basis=_("Som målet blev godkendt for %(years)s.") % {"years": figures.years(report.period)}
        if kept
        else "",
        stages=tuple(stage_rows(stage, reports, goal) for stage in line),
        details=figure_details(
            reading.measurements.get(indicator.pk, []),
            years,
            words,
            _facts(reports, goal, indicator.pk),
            [
                part
                for report_ in reports.values()
                for each in report_.goals
                for part in each.indicators
                if part.id == indicator.pk
            ],
        ),
        source=source_note(indicator),
    )


def _facts(reports: Reports, goal: ResultGoal, indicator: int) -> IndicatorFacts | None:
    """What the rule knows of the indicator; None where the goal was withdrawn before the plan began."""
    whole = reports[goal.plan_id, goal.plan.period]
    parts = (part for each in whole.goals for part in each.indicators)
    return next((part.facts for part in parts if part.id == indicator), None)


def _trend(
    line: Sequence[Stage], reports: Reports, words: PlanWords, measure: Measure, unit: str
) -> Trend | None:
    """None where there is no number to draw."""
    drawn = list(slots(line, reports))
    if traits(measure).is_judged or not any(slot.actual is not None for slot in drawn):
        return None
    in_words: Mapping[Status, str] = {status: words.word(status, measure) for status in Status}

    def tick_text(value: Fraction) -> str:
        return figures.amount(value, measure)

    return Trend(
        chart=trend_chart(drawn, tick_text=tick_text, words=in_words),
        finding=finding(drawn, measure, unit),
        description=slots_text(drawn, in_words),
    )


def _commentaries(reading: GoalReading, found: Mapping[int, Departure], words: PlanWords) -> list[Commentary]:
    by_submission = hands(reading, found, words)
    return [
        Commentary(
            round=submission.round_id,
            period=figures.years(submission.round.period),
            as_of=figures.day(submission.round.as_of),
            sub_heading=submission.sub_heading,
            text=rich(submission.commentary),
            footnote=submission.footnote,
            judgement=_judgement(submission, words),
            state=str(CHOICES[SubmissionState][SubmissionState(submission.state)]),
            hands=by_submission.get(submission.pk, ()),
            published=_published(reading.published.get(submission.round_id), submission, reading.goal),
            source=source_note(submission) if submission.remark else None,
        )
        for submission in reading.submissions
    ]


def _published(publication: Publication | None, submission: Submission, goal: ResultGoal) -> Link | None:
    """The published report; what is said now may differ from it, which its own page tells."""
    if publication is None:
        return None
    values = {"number": publication.number, "day": figures.day(timezone.localdate(publication.published_at))}
    args = [goal.plan.slug, submission.round.period, publication.number]
    label = _("Fastlåst %(day)s, version %(number)s") % values
    return Link(label, reverse("publication", args=args))


def _judgement(submission: Submission, words: PlanWords) -> str:
    if not submission.override:
        return ""
    return _("Vurderet som %(judged)s i stedet for %(computed)s: %(why)s") % {
        "judged": words.word(Status(submission.override)),
        "computed": words.word(Status(submission.override_replaced)),
        "why": submission.override_reason,
    }


def _related(reading: GoalReading) -> list[RelatedGoal]:
    """The goals before this one and after it, the oldest first."""
    own_index = reading.line.index(reading.goal)
    related = [
        (_("Tidligere mål") if index < own_index else _("Senere mål"), goal)
        for index, goal in enumerate(reading.line)
        if index != own_index
    ] + [(_("Senere mål"), goal) for goal in reading.branches]
    return [
        RelatedGoal(
            relation=relation,
            plan_title=goal.plan.title,
            wording=goal.wording,
            url=reverse("goal", args=[goal.plan.slug, goal.key]),
            source=source_note(goal) if goal.remark else None,
        )
        for relation, goal in related
    ]
