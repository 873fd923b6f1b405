"""How far is a goal of the entry plan? Figures given, and the goal handed in, by the actions themselves."""

from datetime import date
from decimal import Decimal

from plans.actions import submissions
from plans.actions.measurements import record_figure
from plans.figures.input import FigureInput
from plans.models import Change, Indicator, Measurement, ResultGoal, Submission
from tests.plans.entry_plan import EntryPlan
from vink.accounts.models import User

TODAY = date(2020, 1, 10)


def count(value: int) -> FigureInput:
    return FigureInput(value=Decimal(value))


def give(
    there: EntryPlan,
    indicator: Indicator,
    figure: FigureInput,
    *,
    version: int | None = None,
    by: User | None = None,
) -> Measurement:
    """Record a figure for 2019, as karin unless it is somebody else."""
    return record_figure(
        by=by or there.karin,
        round=there.round,
        indicator=indicator,
        year=2019,
        figure=figure,
        version=version,
        today=TODAY,
    )


def submission_of(there: EntryPlan, goal: ResultGoal) -> Submission:
    return Submission.objects.get(round=there.round, goal=goal)


def submit(there: EntryPlan, goal: ResultGoal, *, by: User | None = None) -> Submission:
    """Hand the goal in as it is."""
    stored = Submission.objects.filter(round=there.round, goal=goal).first()
    return submissions.submit(
        by=by or there.karin,
        round=there.round,
        goal=goal,
        version=stored.version if stored else None,
        today=TODAY,
    )


def write(
    there: EntryPlan,
    goal: ResultGoal,
    commentary: str,
    *,
    version: int | None = None,
    by: User | None = None,
) -> Submission:
    """Write the text, as karin unless it is somebody else."""
    return submissions.save_text(
        by=by or there.karin,
        round=there.round,
        goal=goal,
        sub_heading="",
        commentary=commentary,
        footnote="",
        version=version,
        today=TODAY,
    )


def history_of(kind: str, object_id: int, *fields: str) -> list[tuple[str, str, str, str, str]]:
    """The history of these fields: field, from, to, who and why."""
    rows = Change.objects.filter(kind=kind, object_id=object_id, field__in=fields)
    return [
        (row.field, row.old, row.new, row.who.username if row.who else "", row.why)
        for row in rows.select_related("who")
    ]
