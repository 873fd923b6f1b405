"""By whose hands did figures and judgements become what they are? By the history, whatever their role now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from plans.enums import SubmissionState
from plans.models import Change, Measurement

FigureKey = tuple[int, int | None, date]  # the indicator, the year or the whole plan, and as of when

# What an approver does to a submission, which is not to report it: also to confirm another's judgement, where
# the rule has come to another status since.
_APPROVING = ("returned_because", "stands_since", "override_replaced")
_APPROVED_STATES = (SubmissionState.APPROVED.value, SubmissionState.RETURNED.value)
# A judgement counts while it stands: whoever takes theirs back, or has it replaced, stands behind it no more.
_JUDGING = ("override", "override_reason")
REPORTING = ~Q(field__in=(*_APPROVING, *_JUDGING)) & ~Q(field="state", new__in=_APPROVED_STATES)


def who_recorded(keys: Collection[FigureKey]) -> dict[FigureKey, set[int]]:
    """Who entered or changed each of these figures; two queries, however many there are."""
    wanted = set(keys)
    rows = Measurement.objects.filter(
        indicator__in={key[0] for key in wanted}, as_of__in={key[2] for key in wanted}
    )
    columns = rows.order_by().values_list("pk", "indicator_id", "year", "as_of")
    key_of = {pk: (indicator, year, as_of) for pk, indicator, year, as_of in columns}
    key_of = {pk: key for pk, key in key_of.items() if key in wanted}
    found: dict[FigureKey, set[int]] = defaultdict(set)
    for pk, who in _people("measurement", key_of):
        found[key_of[pk]].add(who)
    return dict(found)


def who_reported(submissions: Collection[int]) -> dict[int, set[int]]:
    """Who wrote or sent in each of these submissions, or gave the judgement that stands; two queries."""
    found: dict[int, set[int]] = defaultdict(set)
    for pk, who in _people("submission", submissions, REPORTING):
        found[pk].add(who)
    judged = Change.objects.filter(kind="submission", object_id__in=list(submissions), field__in=_JUDGING)
    latest = {(change.object_id, change.field): change for change in judged.order_by("pk")}
    for change in latest.values():
        if change.new and change.who_id is not None:  # one that was taken back says nothing now
            found[change.object_id].add(change.who_id)
    return dict(found)


def _people(
    kind: str, ids: Mapping[int, object] | Collection[int], condition: Q | None = None
) -> Iterable[tuple[int, int]]:
    changes = Change.objects.filter(condition or Q(), kind=kind, object_id__in=list(ids), who__isnull=False)
    return changes.order_by().values_list("object_id", "who_id").distinct()


def changes_by_hand(submissions: Collection[int], measurements: Collection[int]) -> list[Change]:
    """What people, not the program, did to these rows, the oldest first, with who they are."""
    about = Q(kind="submission", object_id__in=submissions) | Q(
        kind="measurement", object_id__in=measurements
    )
    changes = Change.objects.filter(about, who__isnull=False).select_related("who")
    return list(changes.order_by("pk"))
