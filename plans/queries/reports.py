"""What has happened to a round's report, and which goals can stand in it?"""

from django.db.models import Q

from plans.models import ActionPlan, Change, Report, ReportRow, ReportTable, ResultGoal


def latest_report_change(report: Report) -> Change | None:
    """The latest entry in the history of a report with its tables and rows, with who made it."""
    tables = ReportTable.objects.filter(report=report).values("pk")
    rows = ReportRow.objects.filter(table__report=report).values("pk")
    of_report = (
        Q(kind="report", object_id=report.pk)
        | Q(kind="reporttable", object_id__in=tables)
        | Q(kind="reportrow", object_id__in=rows)
    )
    return Change.objects.filter(of_report, plan=report.round.plan_id).select_related("who").last()


def adopted_goals(plan: ActionPlan) -> dict[int, ResultGoal]:
    """The plan's goals as adopted, with their headings, by id."""
    return {goal.pk: goal for goal in ResultGoal.objects.filter(plan=plan).select_related("heading")}
