"""Which goals stand otherwise now than in the annex that was published last? For many reports in one go."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import translation

from plans import queries
from plans.disclosure.treatment import all_for_outside
from plans.models import Publication
from plans.status_report import GoalStatus, StatusReport
from reporting.goal_rows import goal_row
from reporting.publish.differences import Difference, goal_differences
from reporting.publish.record import disclosed_goal
from reporting.status_json import goal_json

# A goal's place in the annex is the memo's affair, and its reason follows from the rest.
_NOT_THE_GOALS = {"told", "reason", "table", "position"}


@dataclass(frozen=True, slots=True)
class ChangedGoal:
    """A goal that differs from the last version, with what differs; a new one has none."""

    goal: GoalStatus
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class SinceAnnex:
    """What has happened to a report's goals since its last version."""

    number: int
    published_at: datetime
    changed: tuple[ChangedGoal, ...]


def since_annex(reports: Collection[StatusReport]) -> dict[int, SinceAnnex]:
    """For each of these reports that was published, by round, how its goals differ from the last version.

    As many queries for many reports as for one. What only the memo says is not compared here.
    """
    of_round = {report.round.pk: report for report in reports if report.round}
    published = queries.latest_records(of_round)
    if not published:
        return {}
    # Most reports have rested since: nothing of theirs needs to be compared.
    changed_at = queries.changed_at([of_round[pk].plan.pk for pk in published])
    touched = {
        pk: of_round[pk]
        for pk, version in published.items()
        if changed_at.get(of_round[pk].plan.pk, version.published_at) > version.published_at
    }
    outside = dict(zip(touched, all_for_outside(touched.values()), strict=True)) if touched else {}
    return {
        pk: SinceAnnex(
            version.number,
            version.published_at,
            tuple(_changed(version, outside[pk])) if pk in outside else (),
        )
        for pk, version in published.items()
    }


def _changed(version: Publication, report: StatusReport) -> Iterator[ChangedGoal]:
    record = json.loads(bytes(version.status_report))
    before = {goal["key"]: goal for goal in record.get("goals", ())}
    for goal in report.goals:
        if goal.key not in before:
            if not goal.is_left_out:
                yield ChangedGoal(goal, ())
        elif not _is_same(before[goal.key], goal):
            found = goal_differences(before[goal.key], _record(report, goal))
            if found:
                yield ChangedGoal(goal, found)


def _is_same(before: Mapping[str, Any], goal: GoalStatus) -> bool:
    """Whether figures, status and texts are as they were; no words are made, which takes long."""
    now = goal_json(goal, "")
    disclosed_then, submission = before["told"], goal.submission
    texts = ("sub_heading", "commentary", "footnote")
    return all(
        disclosed_then[name] == (getattr(submission, name) if submission else "") for name in texts
    ) and all(before.get(name) == value for name, value in now.items() if name not in _NOT_THE_GOALS)


def _record(report: StatusReport, goal: GoalStatus) -> dict[str, Any]:
    alone = replace(report, goals=(goal,))
    with translation.override("da"):
        row = goal_row(alone, goal, 1)
    record = {**goal_json(goal, row.explanation), "told": disclosed_goal(goal, row)}
    through_json: dict[str, Any] = json.loads(json.dumps(record))
    return through_json


def first_differences(changed: ChangedGoal, most: int = 2) -> Sequence[Difference]:
    """The first of what differs, for a line that has no room for all."""
    return changed.differences[:most]
