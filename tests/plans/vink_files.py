"""How do tests read the three VINK plan files and judge what is in them?

Reads the plan files of plans/data, and gives their goals, indicators and published judgements as the rule
takes them.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.values import Assessment, Figure, IndicatorFacts, Period, Span, TargetValue, Tolerance
from plans.enums import Boundary, Measure, Status
from plans.planfile.reading import read_plan_file
from plans.planfile.schema import PlanFile
from plans.planfile.schema_base import SourcedEntry
from plans.planfile.schema_goals import WHOLE_PLAN, GoalEntry, IndicatorEntry, MeasurementEntry
from plans.planfile.schema_rounds import ReportEntry, RoundEntry

DATA = Path(__file__).parents[2] / "plans" / "data"
PUBLISHED = Path(__file__).parents[1] / "data" / "published.csv"
PILOT, EARLIER, LATER = SLUGS = ("vink-2009-10", "vink-2016-17", "vink-2018-19")
WHOLE_PILOT = Period(2009, 2011)
WHOLE_2016_17 = Period(2016, 2017)
ONLY_2019 = Period(2019, 2019)


@cache
def read(slug: str) -> PlanFile:
    return read_plan_file((DATA / f"{slug}.yaml").read_bytes())


def goal(plan: PlanFile, key: str) -> GoalEntry:
    return next(goal for goal in plan.goals if goal.key == key)


def round_of(plan: PlanFile, period: Period) -> RoundEntry:
    (found,) = (round_ for round_ in plan.rounds if round_.years == period)
    return found


def report_of(plan: PlanFile, period: Period) -> ReportEntry:
    report = round_of(plan, period).report
    assert report is not None
    return report


def entries(value: object) -> Iterator[SourcedEntry]:
    """Every entry of the file that can say where it comes from."""
    if isinstance(value, SourcedEntry):
        yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from entries(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from entries(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from entries(item)


def figure_of(entry: MeasurementEntry) -> Figure:
    return Figure(
        year=entry.year,
        as_of=entry.as_of,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        percentage=entry.percentage,
        judged=entry.judged,
        unmeasurable=entry.unmeasurable,
        pending=entry.pending,
        provisional=entry.provisional,
    )


def facts_of(plan: PlanFile, indicator: IndicatorEntry) -> IndicatorFacts:
    tolerance = indicator.tolerance or plan.plan.tolerance
    return IndicatorFacts(
        measure=indicator.measure,
        direction=indicator.direction,
        accumulation=indicator.accumulation,
        tolerance=Tolerance(
            tolerance.percent, tolerance.basis, inclusive=tolerance.boundary is Boundary.INCLUSIVE
        ),
        targets=[
            TargetValue(None if key == WHOLE_PLAN else int(key), target.value, target.text)
            for key, target in indicator.targets.items()
        ],
        figures=[figure_of(entry) for entry in indicator.measurements],
        carries_over=indicator.carries_over,
        label=indicator.label,
    )


def judge(plan: PlanFile, goal: GoalEntry, period: Period, as_of: date) -> Assessment:
    span = Span(plan.plan.starts_on, plan.plan.ends_on)
    return assess_goal(
        [
            (
                indicator.label,
                assess_indicator(facts_of(plan, indicator), period, plan=span, as_of=as_of),
            )
            for indicator in goal.indicators
        ]
    )


def judged_in_report(plan: PlanFile, period: Period) -> list[tuple[int, int, str, Assessment]]:
    """Table, position, goal and assessment in the annex's own order."""
    round_ = round_of(plan, period)
    return [
        (number, position, row.goal, judge(plan, goal(plan, row.goal), period, round_.as_of))
        for number, table in enumerate(report_of(plan, period).tables, 1)
        for position, row in enumerate(table.rows, 1)
    ]


def word(plan: PlanFile, goal: GoalEntry, status: Status) -> str:
    """The plan's own word, that for shares where the goal is one."""
    is_share = {indicator.measure for indicator in goal.indicators} == {Measure.SHARE}
    if is_share and status in plan.plan.words_for_shares:
        return plan.plan.words_for_shares[status]
    return plan.plan.words[status]


def published(slug: str) -> list[tuple[int, int, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        return [
            (int(row["table"]), int(row["position"]), row["published"])
            for row in csv.DictReader(lines)
            if row["plan"] == slug
        ]
