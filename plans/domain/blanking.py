"""Where does a passage stand in a text, and what is left of the text without it?

A passage is what a person reads. It may lie across bold and plain words, across paragraphs and lines, with
`&nbsp;` or `&amp;` in it, or with characters that nobody sees. Capital and small letters are not the same.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from typing import Any

MARK = "[personoplysning slettet]"  # plain letters, so that every typeface and file has them
SHORTEST_PASSAGE = 3  # shorter ones stand in half of all words

_UNSEEN = "\N{SOFT HYPHEN}\u200b\u200c\u200d\N{WORD JOINER}\ufeff"
# A line's end is also kept as the two characters \n, by the history of lists.
_GAP = rf"(?:[\s{_UNSEEN}]|\\n)+"
_TOKEN = re.compile(
    r"""(?P<kept><(?:style|script)\b[^>]*>.*?</(?:style|script)>|<![^>]*>|<\?.*?\?>)
    |(?P<tag></?(?P<name>[a-z][\w:.-]*)(?:\s+[\w:.-]+="[^"]*")*\s*/?>)
    |(?P<entity>&(?:\#\d+|\#x[0-9a-f]+|\w+);)
    |(?P<text>[^<&]+|[<&])""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"</?(?:p|strong|em|ul|ol|li|br|html|body|div|table|span|a|h[1-6])(?:\s[^<>]*)?/?>")
_ATTRIBUTE = re.compile(r'(?P<name>[\w:.-]+)="(?P<value>[^"]*)"')
# Attributes whose value is read by somebody, or leads somewhere.
_READ = {"content", "title", "alt", "aria-label", "aria-description"}
_ADDRESSES = {"href", "Target"}
_NOWHERE = "about:blank"  # an address with the mark in it is none; programs take the file for damaged
# These stand within a word; every other element begins a new one.
_WITHIN_WORDS = {"strong", "em", "b", "i", "u", "a", "span", "sup", "sub", "small", "font", "code"}
_APART_IN_WORD = {"w:p", "w:br", "w:cr", "w:tab", "w:tc", "w:tr", "w:tbl"}


@dataclass(frozen=True, slots=True)
class Seen:
    """The passage as it stands in a text, and what is read before and after it."""

    before: str
    words: str
    after: str


def as_passage(typed: str) -> str:
    """The passage that a person typed or pasted: on one line, without what nobody sees."""
    seen = "".join(" " if letter.isspace() else letter for letter in typed if letter not in _UNSEEN)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def blanked(text: str, passage: str) -> str:
    """The text with `MARK` in place of the passage, wherever it is read; the same text where it is not.

    `text` is plain, or HTML as the program keeps it. `passage` is as `as_passage` gives it.
    """
    if is_markup(text):
        return blanked_markup(text, passage)
    return _pattern(passage).sub(MARK, text)


def blanked_markup(text: str, passage: str) -> str:
    """The HTML, or part of a Word file, with the passage blanked in its texts; every element stays."""
    pieces = list(_pieces(text))
    visible_text = "".join(piece.visible_text for piece in pieces)
    edits = list(_attributes(text, passage))
    for match in _pattern(passage).finditer(visible_text):
        left = [span for piece in pieces if (span := piece.source_of(*match.span())) is not None]
        edits += [(start, end, "" if index else MARK) for index, (start, end) in enumerate(left)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def blanked_values(value: Any, passage: str, *, but: Callable[[str], bool] = lambda _name: False) -> Any:
    """Lists and mappings with the passage blanked in their texts, but not where `but` accepts the name."""
    match value:
        case str():
            return blanked(value, passage)
        case list():
            return [blanked_values(each, passage, but=but) for each in value]
        case dict():
            return {
                name: each if but(name) else blanked_values(each, passage, but=but)
                for name, each in value.items()
            }
    return value


def texts_of(value: Any, *, but: Callable[[str], bool] = lambda _name: False) -> Iterator[str]:
    """The texts in lists and mappings, one by one, without the values whose name is `but`."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from texts_of(each, but=but)
        case dict():
            for name, each in value.items():
                if not but(name):
                    yield from texts_of(each, but=but)


def visible(text: str) -> str:
    """What is read of a text that may be HTML."""
    return "".join(piece.visible_text for piece in _pieces(text)) if is_markup(text) else text


def holds(text: str, passage: str) -> bool:
    """Whether the passage is read in the text."""
    return blanked(text, passage) != text


def seen_in(text: str, passage: str, *, around: int = 50) -> list[Seen]:
    """Each place in the text where the passage is read, with some characters before and after it."""
    read = visible(text)
    return [
        Seen(
            before=_cut(read[: match.start()], around, at_start=True),
            words=match[0],
            after=_cut(read[match.end() :], around, at_start=False),
        )
        for match in _pattern(passage).finditer(read)
    ]


def taken_out(original: str, left: str) -> list[str]:
    """The words that `blanked` took out of the original, as passages, one for each place."""
    before, after = as_passage(visible(original)), as_passage(visible(left)).replace(MARK, " ")
    words = list(_WORD.finditer(before))
    pairs = SequenceMatcher(None, [word[0] for word in words], _WORD.findall(after), autojunk=False)
    gone = [
        before[words[start].start() : words[end - 1].end()]
        for change, start, end, *_after in pairs.get_opcodes()
        if change in {"delete", "replace"}
    ]
    return [words for words in gone if len(words) >= SHORTEST_PASSAGE]


def blocks_of(text: str, passage: str) -> list[str]:
    """The paragraphs, headings and cells of HTML or of a Word file in which the passage is read."""
    pieces = list(_pieces(text))
    visible_text = "".join(piece.visible_text for piece in pieces)
    edges = [0, *(piece.visible_at for piece in pieces if not piece.source_length), len(visible_text)]
    read = []
    for match in _pattern(passage).finditer(visible_text):
        first, last = bisect_right(edges, match.start()) - 1, bisect_left(edges, match.end())
        read += [visible_text[start:end].strip() for start, end in pairwise(edges[first : last + 1])]
    return [block for block in read if block]


def is_markup(text: str) -> bool:
    """Whether the text is HTML; a plain text may well hold a `<`."""
    return _MARKUP.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the source and what is read of it: of a tag a gap or nothing, of an entity one letter."""

    visible_text: str
    visible_at: int
    source_at: int
    source_length: int

    def source_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the source the piece's part of what is read from `start` to `end` stands."""
        first, last = max(start - self.visible_at, 0), min(end - self.visible_at, len(self.visible_text))
        if first >= last or not self.source_length:
            return None
        if self.source_length != len(self.visible_text):
            return self.source_at, self.source_at + self.source_length
        return self.source_at + first, self.source_at + last


def _pieces(text: str) -> Iterator[_Piece]:
    visible_at = 0
    for token in _TOKEN.finditer(text):
        visible_text, length = "", len(token[0])
        if token["text"]:
            visible_text = token["text"]
        elif token["entity"]:
            visible_text = unescape(token["entity"])
        elif token["tag"] and _is_apart(token["name"]):
            visible_text, length = "\n", 0
        if visible_text:
            yield _Piece(visible_text, visible_at, token.start(), length)
        visible_at += len(visible_text)


def _is_apart(name: str) -> bool:
    return name in _APART_IN_WORD if name.startswith("w:") else name.lower() not in _WITHIN_WORDS


def _attributes(text: str, passage: str) -> Iterator[tuple[int, int, str]]:
    """Where in the source the values of attributes stand that hold the passage, and what is left of them."""
    for token in _TOKEN.finditer(text):
        if not token["tag"]:
            continue
        for attribute in _ATTRIBUTE.finditer(token[0]):
            name, value = attribute["name"], unescape(attribute["value"])
            is_address = name in _ADDRESSES
            if not is_address and name not in _READ and not name.startswith("data-"):
                continue
            left = _pattern(passage).sub(MARK, value)
            if left != value:
                start, end = attribute.span("value")
                yield token.start() + start, token.start() + end, _NOWHERE if is_address else escape(left)


@lru_cache(maxsize=64)
def _pattern(passage: str) -> re.Pattern[str]:
    words = (f"[{_UNSEEN}]*".join(_letter(letter) for letter in word) for word in passage.split(" "))
    # Half of a number is another number.
    begins = r"(?<!\d)(?<!\d[.,])" if passage[:1].isdigit() else ""
    ends = r"(?![.,]?\d)" if passage[-1:].isdigit() else ""
    return re.compile(f"{begins}{_GAP.join(words)}{ends}")


def _letter(letter: str) -> str:
    """A letter as one character, or as a letter and its ring or accent."""
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def _cut(text: str, most: int, *, at_start: bool) -> str:
    plain = " ".join(text.split())
    # A space beside the passage belongs to the context.
    plain = f"{plain} " if at_start and text[-1:].isspace() else plain
    plain = f" {plain}" if not at_start and text[:1].isspace() else plain
    if len(plain) <= most:
        return plain
    return f"…{plain[-most:]}" if at_start else f"{plain[:most]}…"
