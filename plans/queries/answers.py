"""Which values that looked odd did somebody let stand? Their answers are kept in the history, for good."""

from collections import defaultdict
from collections.abc import Collection

from plans.models import Change

ANSWER = "answer"  # the history's kind; a figure's answers are kept by its indicator, a text's by its goal
FIGURE, TEXT, SPENT = "figure", "text", "spent"  # the field that was asked about


def answered(field: str, subjects: Collection[int]) -> dict[int, frozenset[str]]:
    """The keys of the values that were answered of each of these subjects, in one query."""
    changes = Change.objects.filter(kind=ANSWER, object_id__in=list(subjects), field=field)
    found = defaultdict(set)
    for subject, key in changes.order_by().values_list("object_id", "new"):
        found[subject].add(key)
    return {subject: frozenset(keys) for subject, keys in found.items()}


def times_set(kind: str, object_id: int, field: str, value: str) -> int:
    """How often a field of this row was set to `value`, by the history."""
    return Change.objects.filter(kind=kind, object_id=object_id, field=field, new=value).count()
