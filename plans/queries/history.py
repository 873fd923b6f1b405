"""What has happened to a row, and which changes were made together?

Reads the history: the latest change of a row, changes grouped into events (what one person did to one row at
one time), removed rows, and what is shown on the goals' pages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from plans.enums import AmountKind
from plans.models import (
    ActionPlan,
    Change,
    Indicator,
    Measurement,
    ResultGoal,
    Submission,
    Target,
)
from plans.queries.answers import ANSWER, FIGURE, TEXT

# Changes that one action writes come close together; they are shown as one event.
ONE_EVENT = timedelta(seconds=0.5)
_MOST_OF_AN_EVENT = 100  # no row has as many columns


def kinds_of_changes() -> list[str]:
    """The kinds of rows of which there is any history, in order.

    One entry of the index for each kind is read, and not all of the history.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE found AS (
                SELECT MIN(kind) AS kind FROM plans_change
                UNION ALL
                SELECT (SELECT MIN(kind) FROM plans_change WHERE kind > found.kind)
                FROM found WHERE kind IS NOT NULL
            )
            SELECT kind FROM found WHERE kind IS NOT NULL
            """
        )
        return [kind for (kind,) in cursor.fetchall()]


def latest_change(kind: str, object_id: int, fields: Collection[str] = ()) -> Change | None:
    """The latest entry in an object's history, with who made it; with `fields`, about one of these alone."""
    changes = Change.objects.filter(kind=kind, object_id=object_id)
    if fields:
        changes = changes.filter(field__in=fields)
    return changes.select_related("who").order_by("pk").last()


def latest_change_among(rows: Mapping[str, Collection[int]]) -> Change | None:
    """The latest entry in the history of any of these rows, by kind, with who made it."""
    of_rows = Q()
    for kind, ids in rows.items():
        of_rows |= Q(kind=kind, object_id__in=ids)
    changes = Change.objects.filter(of_rows) if of_rows else Change.objects.none()
    return changes.select_related("who").order_by("pk").last()


def events_since(change: Change) -> list[list[Change]]:
    """The events of the object from the newest back to the one that `change` belongs to."""
    changes = Change.objects.filter(kind=change.kind, object_id=change.object_id).order_by("-pk")
    later = list(changes.filter(pk__gte=change.pk))
    earlier = list(changes.filter(pk__lt=change.pk)[:_MOST_OF_AN_EVENT])
    events = made_together([*later, *earlier])
    of_change = next(index for index, event in enumerate(events) if change in event)
    return events[: of_change + 1]


def made_together(changes: Iterable[Change]) -> list[list[Change]]:
    """Groups the changes, the newest first, into events: what one person did to one row at one time."""
    groups: list[list[Change]] = []
    for change in changes:
        if groups and _is_of_event(groups[-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _is_of_event(later: list[Change], change: Change) -> bool:
    last = later[-1]
    return (
        change.kind != ANSWER  # each is of a value of its own
        and (last.kind, last.object_id, last.who_id, last.why)
        == (change.kind, change.object_id, change.who_id, change.why)
        and all(each.field != change.field for each in later)
        and last.when - change.when < ONE_EVENT
    )


def latest_states(submissions: Collection[int]) -> dict[int, Change]:
    """For each of these submissions the latest change of its state, with who made it."""
    return latest_changes_of("submission", submissions, "state")


def latest_overrides(submissions: Collection[int]) -> dict[int, Change]:
    """For each of these submissions the latest change of its own judgement, with who made it."""
    return latest_changes_of("submission", submissions, "override")


def latest_changes_of(kind: str, ids: Collection[int], field: str) -> dict[int, Change]:
    """For each of these objects the latest change of the field, with who made it."""
    changes = Change.objects.filter(kind=kind, object_id__in=ids, field=field)
    return {change.object_id: change for change in changes.select_related("who").order_by("pk")}


def latest_removal(kind: str, plan_id: int, held: Mapping[str, object]) -> Change | None:
    """The latest removal of a row of this kind that held all of these values, with who made it; or None."""
    rows: set[int] | None = None
    for field, value in held.items():
        gone = Change.objects.filter(plan=plan_id, kind=kind, field=field, old=str(value), new="")
        found = set(gone.values_list("object_id", flat=True))
        rows = found if rows is None else rows & found
    gone = Change.objects.filter(plan=plan_id, kind=kind, field__in=held, object_id__in=rows or (), new="")
    return gone.select_related("who").order_by("pk").last()


def is_undone(taken_back: Change, indicators: Collection[int]) -> bool:
    """Whether a goal is again as it was before a change of a figure took its submission back to draft.

    `taken_back` is the change of the submission's state, which comes after that of the figure; `indicators`
    are the goal's. What was taken away and given anew counts as the same where it says the same.
    """
    plan = taken_back.plan_id
    figures = set(Measurement.objects.filter(indicator__in=indicators).values_list("pk", flat=True))
    if plan is not None:
        figures |= retracted_figures(plan, indicators).keys()
    about = Q(kind="measurement", object_id__in=figures) | Q(
        kind=taken_back.kind, object_id=taken_back.object_id
    )
    changes = Change.objects.filter(about)
    earlier = made_together(changes.filter(pk__lt=taken_back.pk).order_by("-pk")[:_MOST_OF_AN_EVENT])
    if not earlier or earlier[0][0].kind != "measurement":
        return False
    return _comes_to_nothing([*reversed(earlier[0]), *changes.filter(pk__gt=taken_back.pk).order_by("pk")])


def _comes_to_nothing(changes: Iterable[Change]) -> bool:
    """Whether these changes, the oldest first, leave all as it was."""
    before: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    after: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for each in changes:
        before[each.kind, each.object_id].setdefault(each.field, each.old)
        after[each.kind, each.object_id][each.field] = each.new

    def differing(
        columns: Mapping[tuple[str, int], Mapping[str, str]],
    ) -> list[tuple[str, list[tuple[str, str]]]]:
        rows = (
            (
                row[0],
                sorted(
                    (name, text)
                    for name, text in of_row.items()
                    if text and before[row][name] != after[row][name]
                ),
            )
            for row, of_row in columns.items()
        )
        return sorted(row for row in rows if row[1])

    return differing(before) == differing(after)


def change_of(plan_id: int, change_id: int) -> Change | None:
    """An entry in the plan's history, or None."""
    return Change.objects.filter(plan=plan_id, pk=change_id).first()


def retracted_figures(plan_id: int, indicators: Collection[int]) -> dict[int, tuple[int, int | None]]:
    """The figures of these indicators that were taken back: indicator and year, by the row's former id."""
    gone = Change.objects.filter(
        plan=plan_id, kind="measurement", field="indicator", new="", old__in=[str(pk) for pk in indicators]
    )
    of_indicator = {row: int(indicator) for row, indicator in gone.values_list("object_id", "old")}
    if not of_indicator:
        return {}
    cleared = Change.objects.filter(kind="measurement", object_id__in=of_indicator, field="year", new="")
    years = {row: int(year) for row, year in cleared.values_list("object_id", "old")}
    return {row: (indicator, years.get(row)) for row, indicator in of_indicator.items()}


def history_on_pages(plan_id: int) -> QuerySet[Change]:
    """The entries that pages show to everybody: of the plan's goals, and of the amounts spent of its budget.

    All other entries are read in the administration alone.
    """
    goals = ResultGoal.objects.filter(plan=plan_id)
    indicators = Indicator.objects.filter(goal__in=goals)
    figures = Measurement.objects.filter(indicator__in=indicators)
    retracted = retracted_figures(plan_id, list(indicators.values_list("pk", flat=True)))
    is_shown = (
        Q(kind="resultgoal", object_id__in=goals.values("pk"))
        | Q(kind="indicator", object_id__in=indicators.values("pk"))
        | Q(kind="target", object_id__in=Target.objects.filter(indicator__in=indicators).values("pk"))
        | Q(kind="measurement", object_id__in=figures.values("pk"))
        | Q(kind="measurement", object_id__in=list(retracted))
        | Q(kind="submission", object_id__in=Submission.objects.filter(goal__in=goals).values("pk"))
        | Q(kind=ANSWER, field=FIGURE, object_id__in=indicators.values("pk"))
        | Q(kind=ANSWER, field=TEXT, object_id__in=goals.values("pk"))
        | Q(kind="budgetline", field="footnote", object_id__in=spent_lines(plan_id).values("object_id"))
    )
    return Change.objects.filter(is_shown, plan=plan_id)


def meeting_changes(publication_id: int, meetings: Collection[int]) -> list[Change]:
    """The entries of a version's meetings, also of deleted ones, the newest first, with who made them."""
    decisions = Change.objects.filter(kind="decision")
    version = str(publication_id)
    once = decisions.filter(Q(new=version) | Q(old=version), field="publication").order_by()
    is_of_version = Q(object_id__in=meetings) | Q(object_id__in=once.values("object_id"))
    return list(decisions.filter(is_of_version).select_related("who").order_by("-pk"))


def spent_lines(plan_id: int) -> QuerySet[Change]:
    """The entries of every line that says or once said what was spent; what was taken back is among them."""
    changes = Change.objects.filter(plan=plan_id, kind="budgetline")
    is_spent = Q(field="kind") & (Q(new=AmountKind.SPENT) | Q(old=AmountKind.SPENT))
    return changes.filter(object_id__in=changes.filter(is_spent).order_by().values("object_id")).order_by()


def latest_changes(
    kinds: Collection[str], fields: Collection[str], limit: int, *, not_by: int
) -> list[Change]:
    """The latest `limit` entries about these fields of rows of these kinds, but for one person's own.

    The newest come first. No index is of the time: a limit alone keeps the answer quick.
    """
    changes = Change.objects.filter(kind__in=kinds, field__in=fields, plan__isnull=False)
    changes = changes.exclude(who=not_by)
    return list(changes.select_related("who").order_by("-pk")[:limit])


def changed_at(plans: Collection[int]) -> dict[int, datetime]:
    """When anything of these plans was changed last, by plan; none without history."""
    latest = Change.objects.filter(plan=OuterRef("pk")).order_by("-pk").values("when")[:1]
    rows = ActionPlan.objects.filter(pk__in=plans).order_by().annotate(at=Subquery(latest))
    return {plan: at for plan, at in rows.values_list("pk", "at") if at is not None}
