"""How did an indicator go, period by period, through all the plans that its goal was in?

`stages` follows the indicator through the plans; `stage_rows` makes the table of its periods, and `slots` the
points of the trend picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from plans.domain.values import Period
from plans.enums import Measure, Status
from plans.models import Indicator, Measurement, ResultGoal
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording import figures
from plans.wording.measurements import figure_text
from reporting.goal_page.chart_geometry import Slot
from reporting.goal_page.definitions import changes_between, comparable
from reporting.goal_rows import GoalRow, IndicatorLine, goal_rows
from reporting.plan_page.terms import period_words

Reports = Mapping[tuple[int, Period], StatusReport]


@dataclass(frozen=True, slots=True)
class Stage:
    """A plan's goal with its indicator: one stage of the line that the page follows."""

    goal: ResultGoal
    indicator: Indicator
    part_index: int  # which of the goal's indicators it is
    measurements: Sequence[Measurement]
    changes: tuple[str, ...]  # what is counted otherwise than at the stage before
    on_axis: bool  # whether its figures fit on one axis with those of the goal that is shown


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """How the indicator stood in one period."""

    period: str
    target: str
    actual: str
    deviation: str
    as_of: str
    status: str
    word: str
    note: str
    explanation: str
    one_case: tuple[str, ...]
    basis: str = ""  # what it rests on, where the periods do not rest on the same


@dataclass(frozen=True, slots=True)
class StageRows:
    """The rows of one stage, under its plan's name."""

    plan_title: str
    wording: str
    url_args: tuple[str, str]
    is_shown_goal: bool
    changes: tuple[str, ...]
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator in one period, as the status report has it."""

    report: StatusReport
    goal: GoalStatus
    indicator: IndicatorStatus
    measurements: Sequence[Measurement]
    part_index: int

    @property
    def row(self) -> GoalRow:
        """The goal as the status page words it."""
        return goal_rows(replace(self.report, goals=(self.goal,)))[0]

    @property
    def has_figure(self) -> bool:
        """Whether there is a number to draw."""
        return self.indicator.assessment.actual is not None

    def counting(self) -> Measurement | None:
        """The figure that the status is based on; the newest of them where there are several."""
        known = [
            each
            for each in self.measurements
            if each.as_of <= self.report.as_of
            and (each.year in self.report.period if each.year else self._is_whole)
        ]
        whole = [each for each in known if each.year is None]
        return max(whole or known, key=lambda each: (each.year or 0, each.as_of), default=None)

    @property
    def _is_whole(self) -> bool:
        return self.report.period == self.report.plan.period


def stages(
    line: Sequence[ResultGoal],
    indicators: Mapping[int, Sequence[Indicator]],
    measurements: Mapping[int, Sequence[Measurement]],
    shown_goal: ResultGoal,
    part_index: int,
) -> list[Stage]:
    """The stages of the line that have an indicator in this place."""
    pairs = [
        (goal, indicators[goal.pk][part_index])
        for goal in line
        if len(indicators.get(goal.pk, ())) > part_index
    ]
    current = indicators[shown_goal.pk][part_index]
    return [
        Stage(
            goal=goal,
            indicator=indicator,
            part_index=part_index,
            measurements=measurements.get(indicator.pk, ()),
            changes=changes_between(pairs[index - 1][1], indicator) if index else (),
            on_axis=comparable(indicator, current),
        )
        for index, (goal, indicator) in enumerate(pairs)
    ]


def standings(stage: Stage, reports: Reports) -> list[Standing]:
    """The years with a target or a figure of their own, then the whole plan; at least the whole plan."""
    plan = stage.goal.plan
    years = [standing for year in plan.period.years if (standing := _standing(stage, reports, year))]
    judged = [standing for standing in years if _has_own_target_or_figure(standing)]
    if plan.period.first == plan.period.last:
        return judged or years
    whole = _standing(stage, reports, None)
    return [*judged, whole] if whole else judged


def stage_rows(stage: Stage, reports: Reports, shown_goal: ResultGoal) -> StageRows:
    """The stage's periods as rows of a table."""
    goal, found = stage.goal, standings(stage, reports)
    return StageRows(
        plan_title=goal.plan.title,
        wording=goal.wording,
        url_args=(goal.plan.slug, goal.key),
        is_shown_goal=goal.pk == shown_goal.pk,
        changes=stage.changes,
        rows=tuple(_row(standing, [each.goal for each in found]) for standing in found),
    )


def slots(stages_in_line: Sequence[Stage], reports: Reports) -> Iterator[Slot]:
    """The periods of the trend picture: a plan's years where any has a figure, else the whole plan."""
    follows = False
    for stage in stages_in_line:
        if not stage.on_axis:
            follows = False
            continue
        for index, standing in enumerate(_drawn(standings(stage, reports))):
            yield _slot(standing, new_definition=follows and index == 0 and bool(stage.changes))
        follows = True


def _drawn(found: list[Standing]) -> list[Standing]:
    whole = [each for each in found if each.report.period == each.report.plan.period]
    years = [each for each in found if each not in whole]
    return years if any(each.has_figure for each in years) else whole or years


def _standing(stage: Stage, reports: Reports, year: int | None) -> Standing | None:
    """None where the goal was withdrawn before the period."""
    plan = stage.goal.plan
    report = reports[plan.pk, plan.period if year is None else Period(year, year)]
    for goal in report.goals:
        if goal.id == stage.goal.pk:
            return Standing(
                report, goal, goal.indicators[stage.part_index], stage.measurements, stage.part_index
            )
    return None


def _has_own_target_or_figure(standing: Standing) -> bool:
    """Whether the year has a target or a figure of its own."""
    period = standing.report.period
    facts = standing.indicator.facts
    years = {target.year for target in facts.targets} | {figure.year for figure in facts.figures}
    return period.first in years


def _row(standing: Standing, periods: Sequence[GoalStatus]) -> PeriodRow:
    row, counting = standing.row, standing.counting()
    line = row.lines[standing.part_index]
    line_or_row = row if len(row.lines) == 1 else line
    return PeriodRow(
        period=period_words(standing.report.period, standing.report.plan.period),
        target=line.target,
        actual=line.actual,
        deviation=line.deviation,
        as_of=_as_of(counting, line_or_row),
        status=line_or_row.status.value,
        word=line_or_row.word,
        note=_note(line_or_row),
        explanation=line_or_row.why,
        one_case=row.one_case,
        basis=_basis(standing.goal, periods),
    )


def _basis(goal: GoalStatus, periods: Sequence[GoalStatus]) -> str:
    if goal.stands_as_approved:
        return _("Som det blev godkendt.")
    return _("Efter planen, som den er nu.") if goal.is_judged_otherwise(periods) else ""


def _as_of(counting: Measurement | None, line_or_row: GoalRow | IndicatorLine) -> str:
    if counting is None or line_or_row.status is Status.NOT_REPORTED:
        return figures.NO_FIGURE
    return figures.day(counting.as_of)


def _note(line_or_row: GoalRow | IndicatorLine) -> str:
    return line_or_row.note if isinstance(line_or_row, GoalRow) else ""


def _slot(standing: Standing, *, new_definition: bool) -> Slot:
    facts, assessment = standing.indicator.facts, standing.indicator.assessment
    counting = standing.counting()
    text = figure_text(counting.figure, standing.report.words) if counting else figures.NO_FIGURE
    if assessment.actual is not None:
        text = figures.qualified(assessment, facts)
    earlier = [
        each.figure.actual
        for each in standing.measurements
        if counting is not None and each.year == counting.year and each.as_of < counting.as_of
    ]
    return Slot(
        label=figures.years(standing.report.period),
        actual=assessment.actual,
        actual_text=text,
        target=assessment.target,
        target_text=figures.target_beside(assessment, facts),
        tolerance=facts.tolerance.for_measure(Measure(facts.measure)),
        direction=facts.direction,
        status=standing.goal.status if len(standing.goal.indicators) == 1 else assessment.status,
        earlier=tuple(value for value in earlier if value is not None),
        new_definition=new_definition,
    )
