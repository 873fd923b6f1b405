"""Does what was approved still hold? A judgement that rests on something else by now is not published."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from plans import queries
from plans.disclosure.behind import FiguresBehind
from plans.domain.basis_text import UnknownForm
from plans.enums import SubmissionState
from plans.findings.finding import Finding
from plans.findings.places import Places
from plans.judgements import (
    Departure,
    Judgement,
    approved_judgement,
    beside_of,
    departure,
    judgements_in,
    judgements_of,
)
from plans.models import Approval
from plans.status_report import GoalStatus
from plans.wording.basis_changes import basis_lines


def not_as_approved(places: Places, behind: FiguresBehind) -> Iterator[Finding]:
    """Approved goals whose judgement is not the one that was approved, or of which that is not known."""
    status = places.status
    approved = [
        goal
        for goal in status.goals
        if goal.submission is not None and goal.submission.state is SubmissionState.APPROVED
    ]
    if not approved or status.round is None:
        return
    kept = queries.latest_approvals([status.round.pk])
    beside = {
        (indicator, each.figure.year, each.figure.as_of): beside_of(each.exclusions, each.parts)
        for indicator, figures in behind.items()
        for each in figures
    }
    judged = judgements_of([status], beside)
    if any(goal.submission and goal.submission.stands_since for goal in approved):
        # What is shown of them is what was approved; the checks look at what the plan says now.
        judged |= judgements_in([status.round])
    for goal in approved:
        key = (status.round.pk, goal.id)
        yield from _of_goal(places, goal, kept.get(key), judged)


def _of_goal(
    places: Places,
    goal: GoalStatus,
    approval: Approval | None,
    judged: Mapping[tuple[int, int], Judgement],
) -> Iterator[Finding]:
    round_ = places.status.round
    if approval is None or round_ is None:
        yield _finding(
            places, goal, "approval_unrecorded", _("Det er ikke registreret, hvad der blev godkendt.")
        )
        return
    now = judged.get((round_.pk, goal.id))
    if now is None:
        message = _("Målet er udgået af planen, siden det blev godkendt.")
        yield _finding(places, goal, "basis_changed", message)
        return
    try:
        found = departure(approved_judgement(approval), now)
    except UnknownForm:
        message = _("Det, der blev godkendt, kan denne udgave af Vink ikke læse.")
        yield _finding(places, goal, "approval_unrecorded", message)
        return
    if found is not None:
        yield _finding(places, goal, "basis_changed", _differences(places, goal, found))


def _differences(places: Places, goal: GoalStatus, found: Departure) -> str:
    words = places.status.words
    changes = "; ".join(str(line) for line in basis_lines(found.changes, words)).rstrip(".")
    sentences = []
    if changes:
        sentence = _("Grundlaget er ændret, siden målet blev godkendt: %(changes)s.")
        sentences.append(sentence % {"changes": changes})
    if found.before.status is not found.now.status:
        sentences.append(
            _("Målet blev godkendt som »%(before)s« og er nu »%(now)s«.")
            % {
                "before": words.word(found.before.status, goal.measure),
                "now": words.word(found.now.status, goal.measure),
            }
        )
    if not sentences:
        sentences = [_("Tallet beregnes anderledes, end da målet blev godkendt.")]
    return " ".join(sentences)


def _finding(places: Places, goal: GoalStatus, code: str, message: str) -> Finding:
    return Finding(
        code=code,
        location=places.goal(goal),
        message=message,
        why=_(
            "Genåbn målet, så det kan sendes ind og godkendes, som det er nu, eller ret grundlaget tilbage."
        ),
        url=places.goal_entry(goal),
        link=_("Se målet"),
        blocks=True,
        key=goal.key,
    )
