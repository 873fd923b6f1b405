"""Who changed what of a goal, from what to what, when and why? The stored history in readable words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans import queries
from plans.actions.restoring import RESTORED
from plans.actions.round_locks import FIGURE_CHANGED, JUDGEMENT_CHANGED, TEXT_CHANGED
from plans.actions.sent_in_again import FIGURE_UNDONE, UNDONE
from plans.domain.questions import pair_of_key
from plans.domain.slots import slot_text
from plans.figures.lists import exclusions_from, parts_from
from plans.models import Change
from plans.queries.answers import ANSWER, FIGURE
from plans.richtext import plain_text
from plans.wording import figures
from plans.wording.choices import labels_of
from plans.wording.questions import figure_was_confirmed, text_was_confirmed
from plans.wording.statuses import capitalised

PAGE = 50
FOLDED_FROM = 2
# Which row a new row belongs to goes without saying.
_LEFT_OUT = {"plan", "goal", "indicator", "round", "key", "order"}
# What a figure that was taken back was of stands at the head of the event.
_YEAR_AND_DAY = {"year", "as_of"}
_BY_DEFAULT = {"0", "false"}
_RICH = {"commentary"}  # every other text is shown as it was written, "<" and all
# Reasons that the program gave itself, kept in Danish; a person's are shown as they were written.
PROGRAM_REASONS = {FIGURE_CHANGED, TEXT_CHANGED, JUDGEMENT_CHANGED, RESTORED, FIGURE_UNDONE, UNDONE}


@dataclass(frozen=True, slots=True)
class Link:
    """Where one can go, and what it says."""

    label: str
    url: str


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
    subject: str  # "Måling, 2019"
    fields: tuple[FieldChange, ...]
    why: str
    moment: datetime
    is_by_program: bool  # no person made it: it was read in from a file
    restore: Link | None = None  # the way back, for whoever may go it
    sentence: str = ""  # all there is to tell where no field was changed


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows that a change points to are called."""

    of_rows: Mapping[tuple[str, int], str]  # by kind and id: "2019", "Møder i medborgerforum"
    of_links: Mapping[tuple[str, str], str]  # by field and stored value: ("area", "7")
    of_targets: Mapping[tuple[int, str], str] = field(default_factory=dict)  # by indicator and slot: "200"


def events(
    changes: Sequence[Change], names: Names, restorable: Mapping[int, Link] | None = None
) -> tuple[Event, ...]:
    """The changes, the newest first, as events; who made them must have been fetched.

    `restorable` holds the way back to what was before an event, by the id of its first change.
    """
    ways = restorable or {}
    found = [_event(group, names, ways.get(group[-1].pk)) for group in queries.made_together(changes)]
    return tuple(event for event in found if event.fields or event.sentence)


def _event(changes: list[Change], names: Names, restore: Link | None) -> Event:
    first = changes[0]
    if first.kind == ANSWER:
        return _answer(first, names)
    model = apps.get_model("plans", first.kind)
    subject = capitalised(str(model._meta.verbose_name))
    row_name = names.of_rows.get((first.kind, first.object_id), "")
    who = first.who.display_name if first.who else _("Vink")
    fields = [field_change(model, change, names) for change in reversed(changes) if not _is_left_out(change)]
    subject = f"{subject}, {row_name}" if row_name else subject
    is_gone = any(change.field == "indicator" and not change.new for change in changes)
    return Event(
        when=_time(first),
        who=who,
        subject=_("%(what)s, taget tilbage") % {"what": subject} if is_gone else subject,
        fields=tuple(fields),
        why=_(first.why) if first.why in PROGRAM_REASONS else first.why,
        moment=first.when,
        is_by_program=first.who is None,
        restore=restore,
    )


def _answer(change: Change, names: Names) -> Event:
    """That a value which looks odd was let stand: "at 18.700 er rigtigt (måltallet er 200)"."""
    of_what, _colon, key = change.new.partition(": ")
    if change.field == FIGURE:
        several = sum(kind == "indicator" for kind, _row in names.of_rows) > 1
        label = names.of_rows.get(("indicator", change.object_id), "") if several else ""
        target = names.of_targets.get((change.object_id, of_what), "")
        subject, sentence = _("Tal bekræftet"), figure_was_confirmed(key, target)
    else:
        label, subject, sentence = "", _("Tekst bekræftet"), text_was_confirmed(*pair_of_key(key))
    when = _("hele planen") if of_what == slot_text(None) else of_what
    return Event(
        when=_time(change),
        who=change.who.display_name if change.who else _("Vink"),
        subject=", ".join(filter(None, [subject, label, when])),
        fields=(),
        why=change.why,
        moment=change.when,
        is_by_program=change.who is None,
        sentence=sentence,
    )


def _is_left_out(change: Change) -> bool:
    """Whether a reader learns nothing by it: what a new row belongs to, and what it has by default."""
    values = {change.old, change.new} - {""}
    if change.field in _YEAR_AND_DAY and not change.new:
        return True
    return change.field in _LEFT_OUT or (not (change.old and change.new) and values <= _BY_DEFAULT)


def _time(change: Change) -> str:
    """ "15. januar 2020 kl. 10.42"."""
    return date_format(timezone.localtime(change.when), "DATETIME_FORMAT")


def field_change(model: type[models.Model], change: Change, names: Names) -> FieldChange:
    """One changed field of a row of `model`, in a reader's words."""
    field: models.Field[object, object] | None
    try:
        found = model._meta.get_field(change.field)
    except FieldDoesNotExist:
        found = None
    field = found if isinstance(found, models.Field) else None
    if change.field == "stands_since":
        return _standing(change)
    label = _label(field, change.field)
    return FieldChange(
        capitalised(label),
        _value(field, change.field, change.old, names),
        _value(field, change.field, change.new, names),
    )


def _standing(change: Change) -> FieldChange:
    """That a published judgement stands although the plan has changed, or that it does no longer."""
    words = [
        _("ja, fra %(day)s") % {"day": _day(day)} if day else _("nej") for day in (change.old, change.new)
    ]
    return FieldChange(_("Står, som det blev godkendt, selv om planen er ændret"), *words)


def _label(field: "models.Field[object, object] | None", name: str) -> str:
    """What a field is called; what lies beside the row too: its exclusions, its parts."""
    named = {
        "override_replaced": _("beregnet status, da målet blev vurderet"),
        "exclusions": pgettext("plural", "frafald"),
        "parts": _("heraf"),
        "further_areas": _("øvrige indsatsområder"),
    }
    return named.get(name) or (str(field.verbose_name) if field is not None else name)


def _value(field: "models.Field[object, object] | None", name: str, stored: str, names: Names) -> str:
    """A stored value as a reader writes it; nothing stays nothing."""
    if not stored or (name, stored) in names.of_links:
        return names.of_links.get((name, stored), "")
    if name in _LISTS:
        return _LISTS[name](stored)
    match field:
        case models.BooleanField():
            text = _("ja") if stored == "true" else _("nej")
        case models.DateField():
            text = _day(stored)
        case models.DecimalField() | models.BigIntegerField():
            text = _number(stored)
        case models.CharField() if field.choices:
            members = frozenset(str(member) for member, _label in field.flatchoices)
            text = str(labels_of(members).get(stored, stored))
        case _:
            text = plain_text(stored) if name in _RICH else stored
    return text


def _exclusions(stored: str) -> str:
    """ "2 fraflyttet, indgår fra 1. juli 2020", a line each."""
    lines = []
    for each in exclusions_from(stored):
        due = _(", indgår fra %(day)s") % {"day": figures.day(each.due_on)} if each.due_on else ""
        lines.append(f"{figures.number(each.count)} {each.reason}{due}")
    return "\n".join(lines) or stored


def _parts(stored: str) -> str:
    """ "12 heraf i udsatte boligområder", a line each."""
    lines = [f"{figures.number(each.value)} {each.label}" for each in parts_from(stored)]
    return "\n".join(lines) or stored


_LISTS = {"exclusions": _exclusions, "parts": _parts}


def _day(stored: str) -> str:
    """The day of a stored date, or of a moment, which is stored in UTC, where the reader is."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return stored
    return figures.day((timezone.localtime(moment) if timezone.is_aware(moment) else moment).date())


def _number(stored: str) -> str:
    try:
        return figures.number(Decimal(stored))
    except InvalidOperation:
        return stored
