"""Which tags and words does HTML consist of? Read as browsers read it, in one pass, however broken it is."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from plans.richtext import rule

SPACE = " \t\n\f\r"
_MARKUP = re.compile(r"<(?:(/?)([A-Za-z][^ \t\n\f\r/>]*)|!--|[!?/])")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*(?:(>)|([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"
    r"(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:\"([^\"]*)\"|'([^']*)'|([^ \t\n\f\r>\"'][^ \t\n\f\r>]*)|([\"']))?)?)"
)
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in rule.RAW}
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# All others, handlers among them, are never looked at.
_READ_ATTRIBUTES = frozenset(
    (
        "class",
        "style",
        "face",
        "hidden",
        "href",
        "name",
        "type",
        "start",
        "reversed",
        "value",
        "alt",
        "rowspan",
        "colspan",
        "aria-level",
        "data-aria-level",
    )
)
_REFERENCE = re.compile(r"&(?:#[xX]0*([0-9a-fA-F]+)|#0*([0-9]+)|[A-Za-z][A-Za-z0-9]*);?")
_MOST_DIGITS = 7  # of a character's number
# Control characters and what is no character. Vertical tab and next line are spaces.
_NO_CHARACTER = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_SPACE = re.compile("[\x0b\x85]")


class Tag(NamedTuple):
    """A start tag with those of its attributes that are read, or an end tag."""

    name: str
    is_end: bool
    attributes: Mapping[str, str]


class StyleSheet(NamedTuple):
    """What stands in a `style` element."""

    text: str


def tokens(html: str) -> Iterator[Tag | StyleSheet | str]:
    """The tags, style sheets and words of `html`, in order; comments and scripts are left out.

    The time grows with the length of the text alone: what is not closed goes to the end of the text.
    """
    at, last_cdata = 0, html.rfind(_CDATA_END)
    while (found := _MARKUP.search(html, at)) is not None:
        if found.start() > at:
            yield decoded(html[at : found.start()])
        if not found[2]:
            at = _behind_comment(html, found.start(), last_cdata)
            continue
        attributes, at = _attributes(html, found.end())
        if attributes is None:
            continue
        tag = Tag(found[2].lower(), bool(found[1]), {} if found[1] else attributes)
        yield tag
        if tag.name in rule.RAW and not tag.is_end:
            end = _RAW_ENDS[tag.name].search(html, at)
            raw, at = html[at : end.start() if end else None], end.start() if end else len(html)
            if tag.name == "style":
                yield StyleSheet(raw)
    if at < len(html):
        yield decoded(html[at:])


def _behind_comment(html: str, at: int, last_cdata: int) -> int:
    """Where what begins with "<!", "<?" or "</" and is no tag ends."""
    if html.startswith("<!--", at):
        found = _COMMENT_END.search(html, at + 2)  # "<!-->" is a whole comment
        end = found.end() if found else 0
    elif html.startswith(_CDATA, at) and at < last_cdata:
        end = html.index(_CDATA_END, at) + len(_CDATA_END)
    else:
        end = html.find(">", at) + 1
    return end or len(html)


def decoded(text: str) -> str:
    """The text with its references to characters as the characters, without what is no character."""
    plain = _REFERENCE.sub(_character, text) if "&" in text else text
    return _NO_CHARACTER.sub("", _LINE_SPACE.sub(" ", plain))


def _character(reference: re.Match[str]) -> str:
    if max(len(reference[1] or ""), len(reference[2] or "")) > _MOST_DIGITS:
        return "\N{REPLACEMENT CHARACTER}"
    return unescape(reference[0])


def _attributes(html: str, at: int) -> tuple[dict[str, str] | None, int]:
    """The attributes that are read, None where the tag has no end; and what it goes to."""
    attributes: dict[str, str] = {}
    while (found := _ATTRIBUTE.match(html, at)) is not None and not found[6]:
        at = found.end()
        if found[1]:
            return attributes, at
        name = found[2].lower()
        if name in _READ_ATTRIBUTES and name not in attributes:
            value = next((value for value in found.group(3, 4, 5) if value is not None), "")
            attributes[name] = decoded(value)
    return None, len(html)
