"""What are the rows called that a history tells of? By what a person knows them by: a target by its goal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from plans.models import Change

# From a row to the words by which it is known, and to the year or the round that it is of.
_GOAL = "goal__wording"
_WAYS: Mapping[str, tuple[str, ...]] = {
    "actionplan": ("title",),
    "statusword": ("plan__title", "word"),
    "effortarea": ("title",),
    "effort": ("area__title", "title"),
    "responsibility": ("area__title",),
    "goalheading": ("text",),
    "resultgoal": ("wording",),
    "goalwording": (_GOAL, "place"),
    "indicator": (_GOAL, "label"),
    "target": (f"indicator__{_GOAL}", "indicator__label", "year"),
    "measurement": (f"indicator__{_GOAL}", "indicator__label", "year"),
    "reportinground": ("plan__title", "first_year", "last_year"),
    "submission": (_GOAL, "round__first_year", "round__last_year"),
    "report": ("title",),
    "reporttable": ("label", "title"),
    "reportrow": (_GOAL,),
    "acknowledgement": ("report__title",),
    "publication": ("report__title", "number"),
    "publicationfiling": ("publication__report__title", "publication__number"),
    "publicationshare": ("publication__report__title", "publication__number"),
    "keyfigure": ("label",),
    "keyfigurepart": ("key_figure__label", "label"),
    "budgettable": ("title",),
    "budgetline": ("table__title", "category"),
    "decision": ("title",),
    "decisionvote": ("decision__title",),
    "decisionremark": ("decision__title",),
    "redaction": ("plan__title",),
}
# What a row that is gone belonged to, by the field in which its history keeps that.
_PARENTS = {"indicator": "indicator", "goal": "resultgoal", "area": "effortarea", "plan": "actionplan"}


def names_of_rows(changes: Iterable[Change]) -> dict[tuple[str, int], str]:
    """What the rows of these changes are called, by kind and id; a row that is gone by what it belonged to.

    A query for each kind of row, however many there are.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        wanted[change.kind].add(change.object_id)
    return _names(wanted)


def _names(wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    named = _named(wanted)
    gone = [(kind, key) for kind, keys in wanted.items() for key in keys if (kind, key) not in named]
    return named | _gone(gone) if gone else named


def _named(wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for kind, keys in wanted.items():
        table, way = Change(kind=kind).table, _WAYS.get(kind)
        if table is None or way is None:
            continue
        rows = table._default_manager.filter(pk__in=list(keys)).order_by().values_list("pk", *way)
        found |= {(kind, key): _joined(values) for key, *values in rows}
    return found


def _joined(values: Iterable[Any]) -> str:
    """The words and the years, "10 dialoger, 2019"; a round's one year is said once."""
    texts = [str(each) for each in values if each not in {None, ""}]
    return ", ".join(dict.fromkeys(texts))


def _gone(rows: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What the rows that are gone belonged to, as the history last said it."""
    of_rows = Q()
    for kind, key in rows:
        of_rows |= Q(kind=kind, object_id=key)
    last_values: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    last = Change.objects.filter(of_rows, field__in=[*_PARENTS, "year"]).order_by("pk")
    for kind, key, field, old, new in last.values_list("kind", "object_id", "field", "old", "new"):
        last_values[kind, key][field] = new or old
    parents: dict[str, set[int]] = defaultdict(set)
    for values in last_values.values():
        for field, kind in _PARENTS.items():
            if values.get(field, "").isdigit():
                parents[kind].add(int(values[field]))
    names = _names(parents)  # they may be gone as well
    found = {}
    for row, values in last_values.items():
        belongs = next(
            (
                names[kind, int(values[field])]
                for field, kind in _PARENTS.items()
                if values.get(field, "").isdigit() and (kind, int(values[field])) in names
            ),
            "",
        )
        if belongs:
            found[row] = _joined([belongs, values.get("year")])
    return found
