"""Who changed what of a goal, from what to what, when and why? The stored history in readable words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.models import Change
from plans.richtext import plain_text
from plans.wording import figures
from plans.wording.choices import labels_of
from plans.wording.statuses import capitalised

PAGE = 50
# What one action writes comes within this time; it is told as one event.
ONE_EVENT = timedelta(seconds=2)
# Which row a new row belongs to goes without saying.
_UNSAID = {"plan", "goal", "indicator", "round", "key", "order"}
_BY_DEFAULT = {"0", "false"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: "tal", "1.883", "2.100"; `old` is empty for something new."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """What one person did to one thing at one time."""

    when: str
    who: str
    what: str  # "Måling, 2019"
    fields: tuple[FieldChange, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows that a change points to are called."""

    of_rows: Mapping[tuple[str, int], str]  # by kind and id: "2019", "Møder i medborgerforum"
    of_links: Mapping[tuple[str, str], str]  # by field and stored value: ("area", "7")


def events(changes: Sequence[Change], names: Names) -> tuple[Event, ...]:
    """The changes, the newest first, as events; who made them must have been fetched."""
    told = [_event(group, names) for group in _together(changes)]
    return tuple(event for event in told if event.fields)


def _together(changes: Iterable[Change]) -> list[list[Change]]:
    groups: list[list[Change]] = []
    for change in changes:
        if groups and _same_event(groups[-1][-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _same_event(later: Change, earlier: Change) -> bool:
    return (
        (later.kind, later.object_id, later.who_id, later.why)
        == (earlier.kind, earlier.object_id, earlier.who_id, earlier.why)
        and later.field != earlier.field
        and later.when - earlier.when < ONE_EVENT
    )


def _event(changes: list[Change], names: Names) -> Event:
    first = changes[0]
    model = apps.get_model("plans", first.kind)
    what = capitalised(str(model._meta.verbose_name))
    which = names.of_rows.get((first.kind, first.object_id), "")
    who = first.who.get_full_name() or first.who.get_username() if first.who else _("Vink")
    fields = [_field(model, change, names) for change in reversed(changes) if not _goes_unsaid(change)]
    return Event(
        when=_time(first),
        who=who,
        what=f"{what}, {which}" if which else what,
        fields=tuple(fields),
        why=first.why,
    )


def _goes_unsaid(change: Change) -> bool:
    """Whether a reader learns nothing by it: what a new row belongs to, and what it has by default."""
    return change.field in _UNSAID or (not change.old and change.new in _BY_DEFAULT)


def _time(change: Change) -> str:
    """ "15. januar 2020 kl. 10.42"."""
    return date_format(timezone.localtime(change.when), "DATETIME_FORMAT")


def _field(model: type[models.Model], change: Change, names: Names) -> FieldChange:
    field: models.Field[object, object] | None
    try:
        found = model._meta.get_field(change.field)
    except FieldDoesNotExist:
        found = None
    field = found if isinstance(found, models.Field) else None
    label = str(field.verbose_name) if field is not None else _related_label(change.field)
    return FieldChange(
        capitalised(label),
        _value(field, change.field, change.old, names),
        _value(field, change.field, change.new, names),
    )


def _related_label(name: str) -> str:
    """What lies beside the row: its exclusions, its parts."""
    return {
        "exclusions": pgettext("plural", "frafald"),
        "parts": _("heraf"),
        "further_areas": _("øvrige indsatsområder"),
    }.get(name, name)


def _value(field: "models.Field[object, object] | None", name: str, stored: str, names: Names) -> str:
    """A stored value as a reader writes it; nothing stays nothing."""
    if not stored or (name, stored) in names.of_links:
        return names.of_links.get((name, stored), "")
    match field:
        case models.BooleanField():
            told = _("ja") if stored == "true" else _("nej")
        case models.DateField():
            told = _day(stored)
        case models.DecimalField() | models.BigIntegerField():
            told = _number(stored)
        case models.CharField() if field.choices:
            members = frozenset(str(member) for member, _label in field.flatchoices)
            told = str(labels_of(members).get(stored, stored))
        case _:
            told = plain_text(stored) if "<" in stored else stored
    return told


def _day(stored: str) -> str:
    try:
        return figures.day(date.fromisoformat(stored[:10]))
    except ValueError:
        return stored


def _number(stored: str) -> str:
    try:
        return figures.number(Decimal(stored))
    except InvalidOperation:
        return stored
