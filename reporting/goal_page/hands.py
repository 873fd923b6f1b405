"""Who entered what was reported of a goal, who sent it in, and who approved it? Told for each round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.enums import Recorded, SubmissionState
from plans.judgements import Departure
from plans.models import Approval, Change, Submission
from plans.wording import figures
from plans.wording.basis_changes import BasisLine, basis_lines
from plans.wording.statuses import PlanWords
from reporting.goal_page.reading import GoalReading

_REPORTED = {"sub_heading", "commentary", "footnote"}


def hands(
    reading: GoalReading, found: Mapping[int, Departure], words: PlanWords
) -> dict[int, tuple[str, ...]]:
    """By submission the sentences that tell it; none for what was read from a file and never touched.

    `found` is how the plan departs by now from what stands as it was approved.
    """
    submissions = reading.submissions
    if not submissions:
        return {}
    own = [row.pk for row in reading.indicators.get(reading.goal.pk, [])]
    measured = {row.pk: row.as_of for pk in own for row in reading.measurements.get(pk, [])}
    by_row: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in queries.changes_by_hand([row.pk for row in submissions], list(measured)):
        by_row[change.kind, change.object_id].append(change)
    approvals = queries.latest_approvals([row.round_id for row in submissions])
    by_submission = {}
    for row in submissions:
        history = by_row["submission", row.pk]
        entered = [change for change in history if change.field in _REPORTED]
        for pk, as_of in measured.items():
            entered += by_row["measurement", pk] if as_of == row.round.as_of else []
        approval = approvals.get((row.round_id, row.goal_id))
        changes = basis_lines(found[row.pk].changes, words) if row.pk in found else ()
        by_submission[row.pk] = tuple(_sentences(row, entered, history, approval, changes))
    return by_submission


def _sentences(
    submission: Submission,
    entered: list[Change],
    history: list[Change],
    approval: Approval | None,
    changes: Collection[BasisLine],
) -> Iterable[str]:
    if entered:
        names = dict.fromkeys(_name(change) for change in sorted(entered, key=lambda each: each.pk))
        yield _("Indberettet af %(names)s.") % {"names": figures.listed(list(names))}
    judged = next((each for each in reversed(history) if each.field == "override" and each.new), None)
    if submission.override and judged is not None:
        yield _("Vurderet af %(name)s %(day)s.") % {"name": _name(judged), "day": _day(judged)}
    state = SubmissionState(submission.state)
    if state in {SubmissionState.SUBMITTED, SubmissionState.APPROVED}:
        sent = _last(history, SubmissionState.SUBMITTED)
        if sent is not None:
            yield _("Sendt ind af %(name)s %(day)s.") % {"name": _name(sent), "day": _day(sent)}
    if state is SubmissionState.APPROVED:
        yield from _approval_sentences(submission, history, approval, changes)


def _approval_sentences(
    submission: Submission,
    history: list[Change],
    approval: Approval | None,
    changes: Collection[BasisLine],
) -> Iterable[str]:
    """Who approved it, since when that is known, and whether it stands so though the plan has changed."""
    approved = _last(history, SubmissionState.APPROVED)
    if approved is not None:
        yield _("Godkendt af %(name)s %(day)s.") % {"name": _name(approved), "day": _day(approved)}
    if approval is not None and approval.recorded == Recorded.UPGRADE:
        yield _("Grundlaget for godkendelsen er registreret ved opgradering.")
    if approval is not None and approval.recorded == Recorded.IMPORT:
        yield _("Grundlaget for godkendelsen er registreret, da planen blev indlæst.")
    if submission.stands_since is not None:
        values = {
            "day": figures.day(timezone.localtime(submission.stands_since).date()),
            "changes": "; ".join(str(line) for line in changes).rstrip("."),
        }
        if changes:
            sentence = _(
                "Målet står, som det blev godkendt, selv om planen er ændret siden %(day)s: %(changes)s."
            )
        else:
            sentence = _("Målet står, som det blev godkendt, selv om planen er ændret %(day)s.")
        yield sentence % values


def _last(history: list[Change], state: SubmissionState) -> Change | None:
    return next(
        (each for each in reversed(history) if (each.field, each.new) == ("state", state.value)), None
    )


def _name(change: Change) -> str:
    who = change.who
    return (who.get_full_name() or who.get_username()) if who else ""


def _day(change: Change) -> str:
    return figures.day(timezone.localtime(change.when).date())
