"""Which goals are no longer as a version tells them? Those opened again or changed, with both statuses."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans import queries
from plans.enums import SubmissionState
from plans.judgements import departed, judgements_in
from plans.models import Approval, Publication
from plans.status_report import GoalStatus, StatusReport
from plans.wording.basis_changes import BasisLine, basis_lines
from plans.wording.choices import CHOICES
from plans.wording.statuses import PlanWords, capitalised
from reporting.publish.differences import Difference
from reporting.publish.since import since_annex


@dataclass(frozen=True, slots=True)
class GoalSince:
    """A goal that is another now than in the version: its status there and now, and what differs.

    `published` is empty for a goal that the version does not have, and `state` where nobody has reported it.
    """

    wording: str
    published: str
    now: str
    state: str
    lines: tuple[BasisLine | Difference, ...]
    texts: str  # "Afrapportering, Fodnote": which texts are others


@dataclass(frozen=True, slots=True)
class _Read:
    """The approvals and differences of the round, by goal."""

    words: PlanWords
    approvals: Mapping[int, Approval]  # at the publication
    lines: Mapping[int, tuple[BasisLine, ...]]
    differences: Mapping[int, tuple[Difference, ...]]


def goals_since(status: StatusReport, publication: Publication) -> tuple[GoalSince, ...]:
    """The goals of the report that differ from its last version, in the order of the report.

    Those that stand as published are none of them (`standing_goals`). Of a version of another form, as an
    earlier program made it, nothing is told.
    """
    if status.round is None:
        return ()
    try:
        record = json.loads(queries.stored_file(publication, "status_report"))
        in_version = {goal["key"]: (goal["text"], goal["told"]["status"]) for goal in record["goals"]}
        [since] = since_annex([status]).values()
    except (KeyError, TypeError, ValueError):
        return ()
    approvals = queries.approvals_until(status.round.pk, publication.published_at)
    read = _Read(
        status.words,
        approvals,
        _lines(status, approvals),
        {each.goal.id: each.differences for each in since.changed},
    )
    found = [_of_goal(goal, in_version.get(goal.key), read) for goal in status.goals if not _stands(goal)]
    reported_keys = {goal.key for goal in status.goals if not goal.is_left_out}
    return (*(each for each in found if each), *_gone(in_version, reported_keys))


def _stands(goal: GoalStatus) -> bool:
    return goal.submission is not None and goal.submission.stands_since is not None


def _lines(status: StatusReport, approvals: Mapping[int, Approval]) -> dict[int, tuple[BasisLine, ...]]:
    """What the judgement of each goal rests on now that it did not when it was published."""
    if status.round is None or not approvals:
        return {}
    judged = judgements_in([status.round])
    found = {pk: departed(approval, judged.get((status.round.pk, pk))) for pk, approval in approvals.items()}
    return {pk: basis_lines(each.changes, status.words) for pk, each in found.items() if each}


def _of_goal(goal: GoalStatus, in_version: tuple[str, str] | None, read: _Read) -> GoalSince | None:
    """The goal where it differs; `in_version` is its wording and its status in the version."""
    if goal.is_left_out:
        return None
    lines, differences = read.lines.get(goal.id, ()), read.differences.get(goal.id, ())
    was_approved = in_version is not None and goal.id in read.approvals
    state = goal.submission.state if goal.submission else None
    is_opened = was_approved and state is not SubmissionState.APPROVED
    if in_version is not None and not (lines or differences or is_opened):
        return None
    figures = tuple(each for each in differences if not each.is_text and each.label != _("Status"))
    return GoalSince(
        wording=goal.wording,
        published=in_version[1] if in_version else "",
        now=capitalised(read.words.word(goal.status, goal.measure)),
        state=str(CHOICES[SubmissionState][state]) if state else "",
        lines=lines or figures,
        texts=", ".join(each.label for each in differences if each.is_text),
    )


def _gone(in_version: Mapping[str, tuple[str, str]], reported_keys: set[str]) -> Iterator[GoalSince]:
    for key, (wording, published) in in_version.items():
        if key not in reported_keys:
            yield GoalSince(wording, published, _("Målet er ikke med"), "", (), "")
