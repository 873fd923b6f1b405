"""How is a text with bold, italic and bullets typed? In an editor, or without scripts as plain lines."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.models.fields import LONGEST_TEXT
from plans.richtext import clean, from_plain, plain_text, rule, unknown_signs
from plans.richtext.signs import UnknownSign, known_for_editor
from plans.wording import problems

# Beside the text stands how it is written; `static/js/rich-text.js` says that it sends HTML.
FORMAT = "-format"
HTML = "html"
MOST_SIGNS = 3  # that are named at once


class RichTextWidget(forms.Textarea):
    """A text area of plain lines, which the script turns into an editor of the same text."""

    template_name = "components/rich_text.html"

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Add the text as plain lines and as HTML, where its format is told, and what the editor reads by."""
        context = super().get_context(name, value, dict(attrs or {}))
        html = str(value or "")
        fields = {
            "format_name": f"{name}{FORMAT}",
            "rule": rule.for_editor(known_for_editor()),
            "longest": LONGEST_TEXT,
            "too_long": problems.paste_too_long(LONGEST_TEXT),
            "unknown_sign": problems.unknown_sign(UnknownSign("{sign}", "{place}")),
        }
        return {**context, "plain": in_plain_lines(html), "html": html, **fields}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was posted, as HTML. NUL goes through, for the field to refuse it."""
        posted = super().value_from_datadict(data, files, name)
        if posted is None or data.get(f"{name}{FORMAT}") == HTML or "\x00" in posted:
            return posted
        return from_plain(posted)


class RichTextField(forms.CharField):
    """A cleaned text (see `plans.richtext`), which may be empty."""

    widget = RichTextWidget

    def __init__(self, *, longest: int = LONGEST_TEXT, is_asked_for: bool = False, **options: Any) -> None:
        # One that is asked for is not called voluntary; something else says when it is missing.
        super().__init__(required=is_asked_for, **options)
        self.longest = longest
        self.stored = ""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Note what stood in the form: its signs may stay, also those that nothing can show."""
        self.stored = str(form.get_initial_for_field(self, field_name) or "")
        return super().get_bound_field(form, field_name)

    def validate(self, value: Any) -> None:
        """Let it be empty."""

    def clean(self, value: Any) -> str:
        """The text cleaned. Raises ValidationError for one too long, or a new sign that nothing can show."""
        name, posted = str(self.label), super().clean(value)
        # what is far too long is not even read
        text = clean(posted) if is_readable(posted) else posted
        if len(text) > self.longest:
            raise ValidationError(problems.text_too_long(name, self.longest))
        new = islice(unknown_signs(text, self.stored), MOST_SIGNS)
        if unknown := [problems.unknown_sign(sign, name) for sign in new]:
            raise ValidationError(unknown)
        return text


def is_readable(html: str) -> bool:
    """Whether a posted text has no more tags than a text may have letters; it takes no time to tell."""
    return html.count("<") <= LONGEST_TEXT


def in_plain_lines(html: str) -> str:
    """A text as plain lines; one that is far too long stays as it was posted."""
    return plain_text(html) if is_readable(html) else html


def sends_html(form: forms.BaseForm) -> bool:
    """Whether the form's texts came with their formatting, as they do from an editor."""
    return any(
        form.data.get(f"{form.add_prefix(name)}{FORMAT}") == HTML
        for name, field in form.fields.items()
        if isinstance(field, RichTextField)
    )


def kept_formatting(typed: str, stored: str) -> str:
    """`typed`, but `stored` where only its formatting is missing: saving without scripts loses nothing."""
    return stored if typed == from_plain(plain_text(stored)) else typed
