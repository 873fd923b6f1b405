"""How is a text with bold, italic and bullets typed? In an editor, or without scripts as plain lines."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.models.fields import LONGEST_TEXT
from plans.richtext import clean, from_plain, plain_text
from plans.wording import problems

# Beside the text stands how it is written; `static/js/rich-text.js` says that it sends HTML.
FORMAT = "-format"
HTML = "html"


class RichTextWidget(forms.Textarea):
    """A text area of plain lines, which the script turns into an editor of the same text."""

    template_name = "components/rich_text.html"

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Add the text as plain lines and as HTML, and where its format is told."""
        context = super().get_context(name, value, dict(attrs or {}))
        html = str(value or "")
        return {**context, "plain": plain_text(html), "html": html, "format_name": f"{name}{FORMAT}"}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was posted, as HTML. NUL goes through, for the field to refuse it."""
        posted = super().value_from_datadict(data, files, name)
        if posted is None or data.get(f"{name}{FORMAT}") == HTML or "\x00" in posted:
            return posted
        return from_plain(posted)


class RichTextField(forms.CharField):
    """A cleaned text (see `plans.richtext`), which may be empty."""

    widget = RichTextWidget

    def __init__(self, *, longest: int = LONGEST_TEXT, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.longest = longest

    def clean(self, value: Any) -> str:
        """The text cleaned. Raises ValidationError when it is too long for its column."""
        text = clean(super().clean(value))
        if len(text) > self.longest:
            raise ValidationError(problems.text_too_long(str(self.label), self.longest))
        return text


def kept_formatting(typed: str, stored: str) -> str:
    """`typed`, but `stored` where only its formatting is missing: saving without scripts loses nothing."""
    return stored if typed == from_plain(plain_text(stored)) else typed
