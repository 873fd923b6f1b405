"""Which formatting may a text carry? Paragraphs, bullets, bold, italic, line breaks; the rest goes."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

# What writing programs use for the few things that we keep.
_SAME_AS = {"b": "strong", "i": "em", "ol": "ul", "div": "p"} | {f"h{level}": "p" for level in range(1, 7)}
_KEPT = {"p", "strong", "em", "ul", "li", "br"}
_INLINE = {"strong", "em"}
# A no-break space is not among them: "5 mio." stays together.
_SPACES = re.compile(r"[ \t\n\f\r]+")
_EMPTY_INLINE = re.compile(r"<(strong|em)>( ?)</\1>")
_TYPED_BULLET = re.compile(r"[•*·-][ \t]+")
_IS_HTML = re.compile(r"</[a-z]|<(?:p|ul|li|br)\b", re.IGNORECASE)
_EDGE = re.compile(r"^(?: |<br>)+|(?: |<br>)+$")


def clean(html: str) -> str:
    """The text of `html` as paragraphs (`p`) and lists (`ul`, `li`), one a line, with `strong`, `em`, `br`.

    Everything else goes, scripts with what they hold. Bold and italic by other names are kept, loose text
    becomes a paragraph, a paragraph in a bullet is only its text. Cleaning twice changes nothing more.
    """
    lines = html.replace("\r\n", "\n").replace("\r", "\n")
    blocks = _Blocks()
    blocks.feed(nh3.clean(lines, tags=_KEPT | set(_SAME_AS), attributes={}, link_rel=None))
    blocks.close()
    return "\n".join(blocks.finished())


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


class _Blocks(HTMLParser):
    """Sorts a sanitised text into paragraphs and lists, so that no list item stands outside a list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._text = ""
        self._depth: dict[str, int] = {}  # bold and italic, the outer one first
        self._lists = 0
        self._in_list = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        tag = _SAME_AS.get(tag, tag)
        if tag in _INLINE:
            self._text += "" if tag in self._depth else f"<{tag}>"
            self._depth[tag] = self._depth.get(tag, 0) + 1
        elif tag == "br":
            self._text += "<br>"
        elif tag == "p" and self._lists:
            self._text += " "  # a bullet's second paragraph goes on in the bullet
        else:
            self._end_block()
            self._lists += tag == "ul"

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME_AS.get(tag, tag)
        if tag in _INLINE:
            self._depth[tag] -= 1  # sanitised, so that whatever ends has begun
            if not self._depth[tag]:
                del self._depth[tag]
                self._text += f"</{tag}>"
        elif tag == "p" and self._lists:
            self._text += " "
        elif tag != "br":
            self._end_block()
            self._lists -= tag == "ul"

    def handle_data(self, data: str) -> None:
        text = escape(_SPACES.sub(" ", data), quote=False)
        self._text += text.replace("\N{NO-BREAK SPACE}", "&nbsp;")

    def finished(self) -> list[str]:
        """The lines of the whole text."""
        self._end_block()
        self._put_list(is_item=False)
        return self._lines

    def _end_block(self) -> None:
        closing = "".join(f"</{tag}>" for tag in reversed(self._depth))
        text, before = self._text + closing, None
        while text != before:
            before = text
            text = _EDGE.sub("", _EMPTY_INLINE.sub(r"\2", _SPACES.sub(" ", text)))
        self._text = "".join(f"<{tag}>" for tag in self._depth)
        if text:
            self._put_list(is_item=self._lists > 0)
            tag = "li" if self._lists else "p"
            self._lines.append(f"<{tag}>{text}</{tag}>")

    def _put_list(self, *, is_item: bool) -> None:
        if is_item != self._in_list:
            self._lines.append("<ul>" if is_item else "</ul>")
            self._in_list = is_item
