"""What if somebody else has changed what a person is writing? Both versions, and who the other is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans import queries
from plans.models import Report
from plans.permissions import Person
from plans.richtext import plain_text
from plans.web.who_changed import LastChange, change_text
from plans.wording import figures
from reporting.report_editor.forms import PartForm


@dataclass(frozen=True, slots=True)
class ClashingField:
    """A field of which there are two versions."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What a person has written, what is stored meanwhile, and by whom."""

    who: str  # empty where nobody is known to have changed it
    is_own: bool
    fields: tuple[ClashingField, ...]


def clash_of(report: Report, form: PartForm, stored: Mapping[str, Any], person: Person) -> Clash:
    """The fields in which what was typed is not what is stored."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    fields = (
        ClashingField(labels[name], _readable(typed), _readable(stored[name]))
        for name, typed in form.cleaned_data.items()
        if typed != stored[name]
    )
    last = changed_by(report, person)
    return Clash(last.who if last else "", last is not None and last.is_own, tuple(fields))


def changed_by(report: Report, person: Person) -> LastChange | None:
    """Who changed the report last, and when; None where nobody did."""
    change = queries.latest_report_change(report)
    return change_text(change, person) if change is not None and change.who else None


def _readable(value: Any) -> str:
    """A value as it is read: a text without its tags, a day in words, a dash for nothing."""
    if isinstance(value, date):
        return figures.day(value)
    return plain_text(str(value)) or "–" if "</" in str(value) else str(value) or "–"
