"""Where may a line be broken, and where not? A filter for the years of a period."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeData, SafeString, mark_safe

register = template.Library()

# The years of a period, however it is written: "2018-19", "2016–2017".
_YEARS = re.compile(r"((?:19|20)[0-9]{2}[-–‑/](?:19|20)?[0-9]{2}(?![0-9]))")


@register.filter
def unbroken_years(text: str) -> SafeString:
    """Keep the two years of "2018-19" on one line, wherever the text is broken."""
    escaped = str(text) if isinstance(text, SafeData) else escape(text)
    return mark_safe(_YEARS.sub(r'<span class="unbroken">\1</span>', escaped))  # noqa: S308  # escaped above
