"""Which formatting may a text carry? Paragraphs, bullets, bold, italic, line breaks; the rest goes."""

import re
from collections.abc import Iterator
from html import escape

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from plans.richtext import rule, signs, symbols
from plans.richtext.reading import lines_of

_TYPED_BULLET = re.compile(rf"[•*·{symbols.BULLETS_WITHOUT_FONT}-][ \t]+")
_IS_HTML = re.compile(r"</[a-z]|<(?:p|ul|li|br)\b", re.IGNORECASE)
_INLINE = r"(?:[^<>&]|&(?:amp|lt|gt|nbsp);|</?(?:strong|em)>|<br>)+"
_HOUSE_FORM = re.compile(rf"(?:</?ul>|<(p|li)>{_INLINE}</\1>)(?:\n|\Z)")


def clean(html: str) -> str:
    """The text of `html` as paragraphs (`p`) and lists (`ul`, `li`), one a line, with `strong`, `em`, `br`.

    Everything else goes, by the rule that `plans.richtext.rule` tells. Cleaning twice changes nothing more.
    The time grows with the length of the text, not with how deep its elements stand in one another.
    """
    lines = "\n".join(lines_of(html))
    # What was read is flat and has no attributes; whatever a mistake there let through stops here.
    return nh3.clean(lines, tags=set(rule.KEPT), attributes={}, link_rel=None)


def is_clean(html: str) -> bool:
    """Whether a stored text has nothing but the formatting that a text may carry."""
    at = 0
    while at < len(html):
        line = _HOUSE_FORM.match(html, at)
        if line is None:
            return False
        at = line.end()
    return True


def unknown_signs(html: str, stored: str = "") -> Iterator[signs.UnknownSign]:
    """The characters of a text that the annex cannot show, each once, with the words around it.

    Without those that the `stored` text has already, as a plan file may bring them: whoever changes something
    else in it is not refused, and the checks of the annex name them.
    """
    before = {sign.name for sign in signs.unknown_signs(plain_text(stored))} if stored else set()
    return (sign for sign in signs.unknown_signs(plain_text(html)) if sign.name not in before)


def plain_text(html: str) -> str:
    """The words of `html`, a paragraph or bullet a line, for search, for tables and for programs."""
    bulleted = clean(html).replace("<li>", "• ").replace("<br>", "\n")
    lines = re.sub(r"<[^>]*>", "", bulleted).split("\n")
    plain = "\n".join(line for line in lines if line)
    for entity, character in (("&nbsp;", "\N{NO-BREAK SPACE}"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, character)
    return plain


def rich(text: str) -> SafeString:
    """Sanitised HTML; plain text becomes paragraphs, even one with "<" in it ("<5 borgere")."""
    if not text.strip():
        return SafeString("")
    html = text if _IS_HTML.search(text) else linebreaks(text, autoescape=True)
    return mark_safe(clean(html))  # noqa: S308  # sanitised


def from_plain(text: str) -> str:
    """The words of `text` as `clean` has them: a line is a paragraph, or a bullet where it begins as one.

    Made for whoever writes without formatting; what `plain_text` wrote is read again.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return clean("".join(_as_block(line) for line in lines))


def _as_block(line: str) -> str:
    words = line.strip(" \t")
    bullet = _TYPED_BULLET.match(words)
    return f"<ul><li>{escape(words[bullet.end() :])}</li></ul>" if bullet else f"<p>{escape(words)}</p>"
