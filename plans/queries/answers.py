"""Which values that looked odd did somebody let stand? Their answers are kept in the history, for good."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from plans.models import Change

ANSWER = "answer"  # the history's kind; a figure's answers are kept by its indicator, a text's by its goal
FIGURE, TEXT, SPENT = "figure", "text", "spent"  # the field that was asked about


@dataclass(frozen=True, slots=True)
class Answered:
    """Who let a value stand, by the name that others know, and when."""

    who: str
    when: datetime


def answered(field: str, subjects: Collection[int]) -> dict[int, Mapping[str, Answered]]:
    """Who answered for which values of each of these subjects, by the values' keys, in one query."""
    changes = Change.objects.filter(kind=ANSWER, object_id__in=list(subjects), field=field)
    found: dict[int, dict[str, Answered]] = defaultdict(dict)
    for change in changes.select_related("who").order_by("pk"):
        who = change.who.display_name if change.who else ""
        found[change.object_id][change.new] = Answered(who, change.when)
    return dict(found)


def last_written(measurements: Collection[int]) -> dict[int, datetime]:
    """When each of these figures was written last, by the history; none of what has no history."""
    changes = Change.objects.filter(kind="measurement", object_id__in=list(measurements)).order_by()
    return dict(changes.values("object_id").annotate(at=Max("when")).values_list("object_id", "at"))


def times_set(kind: str, object_id: int, field: str, value: str) -> int:
    """How often a field of this row was set to `value`, by the history."""
    return Change.objects.filter(kind=kind, object_id=object_id, field=field, new=value).count()
