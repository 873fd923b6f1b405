"""What if somebody else has changed what a person is writing? Both versions, and who the other is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans import queries
from plans.models import Report
from plans.richtext import plain_text
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

    who: str
    fields: tuple[ClashingField, ...]


def clash_of(report: Report, form: PartForm, stored: Mapping[str, Any]) -> Clash:
    """The fields in which what was typed is not what is stored."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    fields = (
        ClashingField(labels[name], _told(typed), _told(stored[name]))
        for name, typed in form.cleaned_data.items()
        if typed != stored[name]
    )
    return Clash(changed_by(report), tuple(fields))


def changed_by(report: Report) -> str:
    """Who changed the report last, and when: "Karin Holm, 15. januar 2020 kl. 10.42"; "" where nobody did."""
    change = queries.latest_report_change(report)
    if change is None or change.who is None:
        return ""
    when = timezone.localtime(change.when)
    return _("%(who)s, %(day)s kl. %(time)s") % {
        "who": change.who.display_name,
        "day": figures.day(when.date()),
        "time": date_format(when, "TIME_FORMAT"),
    }


def _told(value: Any) -> str:
    """A value as it is read: a text without its tags, a day in words, a dash for nothing."""
    if isinstance(value, date):
        return figures.day(value)
    return plain_text(str(value)) or "–" if "</" in str(value) else str(value) or "–"
