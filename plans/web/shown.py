"""Has a person changed a part of a page? Told by what the page showed, not by what is stored by now.

Two people may work on the same goal: what only the other one changed must not go back to what it was.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from plans.richtext import clean, from_plain, plain_text
from plans.web.rich_text import RichTextField, is_readable


def marks_of(shown: Iterable[forms.BaseForm]) -> str:
    """The marks that these forms would have if they were posted as they are: with scripts, and without.

    Without scripts a formatted text is posted as plain lines.
    """
    form_list = list(shown)
    marks = [_mark(form_list, clean), _mark(form_list, lambda html: from_plain(plain_text(html)))]
    return " ".join(dict.fromkeys(marks))


def is_unchanged(posted: Iterable[forms.BaseForm], marks: str) -> bool:
    """Whether the forms were posted as the page showed them; False where no marks came along."""
    return _mark(posted, clean) in marks.split()


def _mark(form_list: Iterable[forms.BaseForm], formatted: Callable[[str], str]) -> str:
    said = {field.html_name: _said(field, formatted) for form in form_list for field in form}
    # A spare row that nobody filled in says nothing.
    told = {name: value for name, value in said.items() if value}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:20]


def _said(field: BoundField, formatted: Callable[[str], str]) -> str:
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
