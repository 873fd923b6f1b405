"""What does the database say of a plan, in the terms of a plan file? In a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Prefetch, QuerySet

from plans.domain.values import Period
from plans.enums import Measure
from plans.models import (
    ActionPlan,
    BudgetLine,
    BudgetTable,
    Decision,
    EffortArea,
    KeyFigure,
    Report,
    ReportingRound,
    StatusWord,
)
from plans.planfile.ordering import in_order
from plans.planfile.schema import AreaEntry, EffortEntry, HeadingEntry, PlanFile, PlanHead
from plans.planfile.schema_base import Entry
from plans.planfile.schema_goals import (
    WHOLE_PLAN,
)
from plans.planfile.schema_money import (
    BudgetLineEntry,
    BudgetTableEntry,
    DecisionEntry,
    KeyFigureEntry,
    KeyFigurePartEntry,
    RemarkEntry,
    VoteEntry,
)
from plans.planfile.schema_rounds import (
    ReportEntry,
    ReportTableEntry,
    RoundEntry,
)
from plans.planfile.stored_rows import OF_GOAL, OVERRIDE, TOLERANCE, PlanRowValues, Values

WORDS = {
    "words": "",
    "words_for_shares": Measure.SHARE.value,
    "words_for_counts": Measure.COUNT.value,
    "words_for_judgements": Measure.JUDGEMENT.value,
}


def stored_plan_file(plan: ActionPlan) -> PlanFile:
    """The stored plan as a plan file.

    Raises pydantic's ValidationError for rows that no file could hold; `manage.py check_data` tells which.
    """
    return in_order(PlanFile.model_validate(stored_values(plan)))


def stored_values(plan: ActionPlan) -> Values:
    """The rows of the plan as nested keys and values, whether a file may hold them or not."""
    return stored_values_of([plan])[0]


def stored_values_of(plans: Sequence[ActionPlan]) -> list[Values]:
    """The same for each of the plans, in as many queries as for one, which are most of the time it takes."""
    read = _as_stored().in_bulk([plan.pk for plan in plans])
    row_values = PlanRowValues.of(plans)
    return [_values(read[plan.pk], row_values) for plan in plans]


def _as_stored() -> QuerySet[ActionPlan]:
    """Plans with what is read of them as models, each kind in its own order."""
    rounds = ReportingRound.objects.select_related("report").prefetch_related("report__tables")
    return ActionPlan.objects.select_related("predecessor").prefetch_related(
        Prefetch("words", StatusWord.objects.order_by("pk")),
        "areas__efforts",
        "areas__headings",
        Prefetch("rounds", rounds),
        Prefetch("key_figures", KeyFigure.objects.select_related("area", "indicator__goal")),
        "key_figures__parts",
        "budget_tables__lines__area",
        "decisions__votes",
        "decisions__remarks",
    )


def _values(plan: ActionPlan, row_values: PlanRowValues) -> Values:
    goals = row_values.goals.get(plan.pk, ())
    positions = {
        indicator["pk"]: position
        for goal in goals
        for position, indicator in enumerate(row_values.indicators.get(goal["pk"], ()), 1)
    }
    return {
        "plan": _plan(plan),
        "areas": [_area(area) for area in plan.areas.all()],
        "goals": [_goal(goal, row_values) for goal in goals],
        "rounds": [_round(row, row_values) for row in plan.rounds.all()],
        "key_figures": [_key_figure(figure, positions) for figure in plan.key_figures.all()],
        "budget_tables": [_budget_table(table) for table in plan.budget_tables.all()],
        "decisions": [decision_values(decision) for decision in plan.decisions.all()],
    }


def _columns(row: models.Model, entry: type[Entry], **besides: Any) -> Values:
    """What the row's columns say, under the names of the entry, and what is not a column `besides`."""
    values = {}
    for name, field in entry.model_fields.items():
        if name not in besides:
            value = getattr(row, name)
            # an empty choice, such as no judgement, is nothing and not an empty text
            values[name] = None if value == "" and field.default is None else value
    return values | besides


def _each(rows: Iterable[models.Model], entry: type[Entry]) -> list[Values]:
    return [_columns(row, entry) for row in rows]


def _plan(plan: ActionPlan) -> Values:
    words: dict[str, dict[str, str]] = {key: {} for key in WORDS}
    key_of = {measure: key for key, measure in WORDS.items()}
    for word in plan.words.all():
        words[key_of[word.measure]][word.status] = word.word
    return _columns(
        plan,
        PlanHead,
        predecessor=plan.predecessor.slug if plan.predecessor else None,
        tolerance=_tolerance({name: getattr(plan, name) for name in TOLERANCE}),
        **words,
    )


def _tolerance(columns: Values) -> Values | None:
    percent, basis, boundary = (columns.pop(name) for name in TOLERANCE)
    return None if percent is None else {"percent": percent, "basis": basis, "boundary": boundary}


def _area(area: EffortArea) -> Values:
    return _columns(
        area,
        AreaEntry,
        efforts=_each(area.efforts.all(), EffortEntry),
        headings=_each(area.headings.all(), HeadingEntry),
    )


def _goal(goal: Values, row_values: PlanRowValues) -> Values:
    pk = goal.pop("pk")
    lead, heading, predecessor = (goal.pop(name) for name in OF_GOAL)
    return goal | {
        "areas": [lead, *row_values.further_areas.get(pk, ())],
        "heading": heading,
        "predecessor": predecessor,
        "wordings": row_values.wordings.get(pk, []),
        "indicators": [_indicator(indicator, row_values) for indicator in row_values.indicators.get(pk, ())],
    }


def _indicator(indicator: Values, row_values: PlanRowValues) -> Values:
    pk = indicator.pop("pk")
    return indicator | {
        "tolerance": _tolerance(indicator),
        "targets": {_target_key(target.pop("year")): target for target in row_values.targets.get(pk, ())},
        "measurements": [_measurement(figure, row_values) for figure in row_values.measurements.get(pk, ())],
    }


def _target_key(year: int | None) -> str:
    return WHOLE_PLAN if year is None else str(year)


def _measurement(figure: Values, row_values: PlanRowValues) -> Values:
    pk = figure.pop("pk")
    return figure | {"exclusions": row_values.exclusions.get(pk, []), "parts": row_values.parts.get(pk, [])}


def _round(row: ReportingRound, row_values: PlanRowValues) -> Values:
    report = getattr(row, "report", None)
    return _columns(
        row,
        RoundEntry,
        years=row.period,
        submissions=[_submission(values) for values in row_values.submissions.get(row.pk, ())],
        report=_report(report, row_values) if report else None,
    )


def _submission(values: Values) -> Values:
    override = {name: values.pop(column) for column, name in OVERRIDE.items()}
    return values | {"goal": values.pop("goal__key"), "override": override if override["status"] else None}


def _report(report: Report, row_values: PlanRowValues) -> Values:
    tables = [
        _columns(
            table,
            ReportTableEntry,
            rows=[row | {"goal": row.pop("goal__key")} for row in row_values.report_rows.get(table.pk, ())],
        )
        for table in report.tables.all()
    ]
    return _columns(report, ReportEntry, tables=tables)


def _key_figure(figure: KeyFigure, positions: Mapping[int, int]) -> Values:
    """A key figure; `positions` tells which of its goal's indicators each one is."""
    indicator = figure.indicator
    reference = None
    if indicator:
        reference = {"goal": indicator.goal.key, "order": positions.get(indicator.pk, indicator.order)}
    return _columns(
        figure,
        KeyFigureEntry,
        area=figure.area.number if figure.area else None,
        indicator=reference,
        parts=_each(figure.parts.all(), KeyFigurePartEntry),
    )


def _budget_table(table: BudgetTable) -> Values:
    return _columns(table, BudgetTableEntry, lines=[_budget_line(line) for line in table.lines.all()])


def _budget_line(line: BudgetLine) -> Values:
    return _columns(
        line,
        BudgetLineEntry,
        area=line.area.number if line.area else None,
        years=Period(line.first_year, line.last_year),
        amount="-" if line.amount is None else line.amount,
    )


def decision_values(decision: Decision) -> Values:
    """A decision as nested keys and values."""
    return _columns(
        decision,
        DecisionEntry,
        votes={vote.side: _columns(vote, VoteEntry) for vote in decision.votes.all()},
        remarks=_each(decision.remarks.all(), RemarkEntry),
    )
