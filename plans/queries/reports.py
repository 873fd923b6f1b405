"""What has happened to a round's report, and which goals can stand in it?

Reads the latest change of a report, its tables or its rows, and the goals of the plan that can be put into a
table.
"""

from django.db.models import Q

from plans.models import ActionPlan, Change, Report, ReportRow, ReportTable, ResultGoal


def latest_report_change(report: Report) -> Change | None:
    """The latest entry in the history of a report, its tables and rows, also gone ones, with who made it."""
    tables = list(ReportTable.objects.filter(report=report).values_list("pk", flat=True))
    rows = ReportRow.objects.filter(table__in=tables).values("pk")
    of_report = (
        Q(kind="report", object_id=report.pk)
        | Q(kind="reporttable", object_id__in=tables)
        | Q(kind="reporttable", field="report", old=str(report.pk))
        | Q(kind="reportrow", object_id__in=rows)
        | Q(kind="reportrow", field="table", old__in=[str(pk) for pk in tables])
    )
    return Change.objects.filter(of_report, plan=report.round.plan_id).select_related("who").last()


def adopted_goals(plan: ActionPlan) -> dict[int, ResultGoal]:
    """The plan's goals as adopted, with their headings, by id."""
    return {goal.pk: goal for goal in ResultGoal.objects.filter(plan=plan).select_related("heading")}
