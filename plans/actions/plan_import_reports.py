"""How do the rounds, reports, budgets, key figures and decisions of a plan file become rows?

`import_rounds`, `import_money` and `import_decisions` add the rows, each with its history, after the areas
and goals that they refer to.
"""

from collections.abc import Sequence

from plans.actions.plan_import_goals import Areas, Goals
from plans.actions.plan_import_rows import NewRows, row_of
from plans.models import (
    BudgetLine,
    BudgetTable,
    Decision,
    DecisionRemark,
    DecisionVote,
    KeyFigure,
    KeyFigurePart,
    Report,
    ReportingRound,
    ReportRow,
    ReportTable,
    Submission,
)
from plans.planfile.schema import PlanFile
from plans.planfile.schema_money import DecisionEntry
from plans.planfile.schema_rounds import OverrideEntry, ReportEntry, RoundEntry
from plans.planfile.stored import decision_values


def import_rounds(rows: NewRows, entries: Sequence[RoundEntry], goals: Goals) -> list[ReportingRound]:
    """Add the rounds with what was submitted and reported in each."""
    made = [
        (
            entry,
            row_of(
                ReportingRound,
                entry,
                plan=rows.plan,
                first_year=entry.years.first,
                last_year=entry.years.last,
            ),
        )
        for entry in entries
    ]
    rows.add([row for _, row in made])
    rows.add(
        [
            row_of(
                Submission,
                submission,
                round=row,
                goal=goals.goals[submission.goal],
                **_override(submission.override),
            )
            for entry, row in made
            for submission in entry.submissions
        ]
    )
    _import_reports(rows, [(entry.report, row) for entry, row in made if entry.report], goals)
    return [row for _, row in made]


def _override(override: OverrideEntry | None) -> dict[str, str]:
    if override is None:
        return {"override": ""}
    return {
        "override": override.status,
        "override_reason": override.reason,
        "override_replaced": override.replaces,
    }


def _import_reports(
    rows: NewRows, entries: Sequence[tuple[ReportEntry, ReportingRound]], goals: Goals
) -> None:
    reports = [(entry, row_of(Report, entry, round=round_)) for entry, round_ in entries]
    rows.add([row for _, row in reports])
    tables = [
        (table, row_of(ReportTable, table, report=row, order=order))
        for entry, row in reports
        for order, table in enumerate(entry.tables, 1)
    ]
    rows.add([row for _, row in tables])
    rows.add(
        [
            row_of(ReportRow, line, table=row, goal=goals.goals[line.goal], order=order)
            for table, row in tables
            for order, line in enumerate(table.rows, 1)
        ]
    )


def import_money(rows: NewRows, file: PlanFile, areas: Areas, goals: Goals) -> None:
    """Add the key figures and the budget tables."""
    figures = [
        (
            entry,
            row_of(
                KeyFigure,
                entry,
                plan=rows.plan,
                order=order,
                area=areas.areas[entry.area] if entry.area else None,
                indicator=goals.indicators[entry.indicator.goal, entry.indicator.order]
                if entry.indicator
                else None,
            ),
        )
        for order, entry in enumerate(file.key_figures, 1)
    ]
    rows.add([row for _, row in figures])
    rows.add(
        [
            row_of(KeyFigurePart, part, key_figure=row, order=order)
            for entry, row in figures
            for order, part in enumerate(entry.parts, 1)
        ]
    )
    tables = [
        (entry, row_of(BudgetTable, entry, plan=rows.plan, order=order))
        for order, entry in enumerate(file.budget_tables, 1)
    ]
    rows.add([row for _, row in tables])
    rows.add(
        [
            row_of(
                BudgetLine,
                line,
                table=row,
                order=order,
                area=areas.areas[line.area] if line.area else None,
                first_year=line.years.first,
                last_year=line.years.last,
            )
            for entry, row in tables
            for order, line in enumerate(entry.lines, 1)
        ]
    )


def import_decisions(rows: NewRows, entries: Sequence[DecisionEntry]) -> None:
    """Add the decisions; one that another plan has brought already, word for word, is shared."""
    made = []
    for entry in entries:
        decision = _same_decision(entry)
        if decision is None:
            decision = row_of(Decision, entry)
            made.append((entry, decision))
            rows.add([decision])
        decision.plans.add(rows.plan)
        rows.note(decision, "plans", rows.plan.pk)
    rows.add(
        [
            row_of(DecisionVote, vote, decision=row, side=side)
            for entry, row in made
            for side, vote in entry.votes.items()
        ]
    )
    rows.add(
        [
            row_of(DecisionRemark, remark, decision=row, order=order)
            for entry, row in made
            for order, remark in enumerate(entry.remarks, 1)
        ]
    )


def _same_decision(entry: DecisionEntry) -> Decision | None:
    candidates = Decision.objects.filter(
        committee=entry.committee, decided_on=entry.decided_on, title=entry.title
    ).prefetch_related("votes", "remarks")
    for decision in candidates:
        if DecisionEntry.model_validate(decision_values(decision)) == entry:
            return decision
    return None
