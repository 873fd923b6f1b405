"""Has a person changed a part of a page? Told by what the page showed, and by what is stored by now.

Two people may work on the same goal: what only the other one changed must not go back to what it was. Yet
what a person has typed is theirs, also where it is what the page showed at first.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField

from plans.richtext import clean, from_plain, plain_text
from plans.versions import version_of
from plans.web.rich_text import RichTextField, is_readable, sends_html

TYPED = "1"  # what a page posts for a part in which something was typed


class Change(Enum):
    """Whether a part of a page was changed: by nobody, by the person, or by others meanwhile."""

    NONE = auto()
    OWN = auto()
    BY_OTHERS = auto()  # the person left it as the page showed it


def marks_of(page_forms: Iterable[forms.BaseForm]) -> str:
    """The marks that these forms would have if they were posted as they are: with scripts, and without.

    Without scripts a formatted text is posted as plain lines.
    """
    form_list = list(page_forms)
    marks = [_mark(form_list, clean), _mark(form_list, lambda html: from_plain(plain_text(html)))]
    return " ".join(dict.fromkeys(marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a part of a page showed a person: its marks, the version of it, and whether they typed in it."""

    marks: str
    version: int | None
    is_typed: bool

    @classmethod
    def of(cls, fields: Mapping[str, Any], part: str) -> Self:
        """What the page showed, as its fields of `part` say; without marks nothing is as it showed it."""
        return cls(
            marks=str(fields.get(f"{part}-shown", "")),
            version=version_of(str(fields.get(f"{part}-version", ""))),
            is_typed=fields.get(f"{part}-typed") == TYPED,
        )

    def change(self, page_forms: Iterable[forms.BaseForm], *, now: "Seen") -> Change:
        """What the forms `page_forms` say against what is stored `now`."""
        form_list = list(page_forms)
        if _posts(form_list, now.marks):
            return Change.NONE
        if not self.is_typed and _posts(form_list, self.marks):
            return Change.BY_OTHERS
        return Change.OWN

    def brought_up_to(self, now: "Seen") -> "Seen":
        """The same in the person's hands, over the version of now where nobody has changed the part since."""
        is_still = self.marks.split()[:1] == now.marks.split()[:1]
        return replace(self, version=now.version if is_still else self.version, is_typed=True)


def _posts(form_list: Sequence[forms.BaseForm], marks: str) -> bool:
    """Whether the forms say what the marks stand for; without formatting only where none could be sent."""
    formatted, *plain = marks.split() or [""]
    mark = _mark(form_list, clean)
    return mark == formatted or (mark in plain and not any(map(sends_html, form_list)))


def _mark(form_list: Iterable[forms.BaseForm], formatted: Callable[[str], str]) -> str:
    values = {field.html_name: _value(field, formatted) for form in form_list for field in form}
    # A spare row that nobody filled in says nothing.
    filled = {name: value for name, value in values.items() if value}
    return hashlib.sha256(json.dumps(filled, sort_keys=True).encode()).hexdigest()[:20]


def _value(field: BoundField, formatted: Callable[[str], str]) -> str:
    value: Any = field.data if field.form.is_bound else field.initial
    if isinstance(field.field, RichTextField):
        html = str(value or "")
        return formatted(html) if is_readable(html) else html
    if isinstance(field.field, forms.BooleanField):
        return "on" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    prepared = field.field.prepare_value(value)
    return "" if prepared is None else str(prepared).replace("\r\n", "\n").strip()
