"""What do people paste and import? HTML of Word, Excel, Google Docs, with what is to become of it."""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Self

FOLDER = Path(__file__).parent / "data/pasted"


@dataclass(frozen=True)
class Pasted:
    """A text as another program gives it, and as it is kept."""

    name: str
    html: str
    expected: str

    @classmethod
    def read(cls, name: str) -> Self:
        """The case of this name in tests/data/pasted."""
        expected = (FOLDER / f"{name}.expected.html").read_text(encoding="utf-8").rstrip("\n")
        return cls(name, (FOLDER / f"{name}.html").read_text(encoding="utf-8"), expected)


CASES = [
    Pasted.read(path.name.removesuffix(".expected.html")) for path in sorted(FOLDER.glob("*.expected.html"))
]
# What takes long where the work for an element grows with all that came before, or with how deep it stands.
DEEP = {
    "lists in lists": "<ul><li>a",
    "tables in tables": "<table><tr><td>a",
    "boxes that bold crosses": "<b>a<div>",
    "bold that never ends": "<p><b>a",
    "paragraphs that never end": "<p>a",
    "deleted in deleted": "<del>a<p>",
    "comments that never end": "a<!--",
    "tags that never end": "<p a=",
    "quotes that never end": "<p a='",
    "sections that never end": "<![CDATA[a",
    "lines": "a<br>",
    "styles": "<i style='color:red'>a</i>",
    "comments in styles": "<p style='/*",
    "style sheets": "<style>.a{}</style>",
    "rows that never end": "<tr>a<td>b",
    "spaces": "a          ",
    "references": "&amp&#38;",
    "less than": "<",
    "lists that count down": "<ol reversed><li>a",
    "merged cells": "<tr><td rowspan=99 colspan=99>a",
    "rules within others": "<style>p .a{}</style><b class=a>",
    "raised letters": "a<sup>n</sup>",
    "raised letters that never end": "<sup>n",
    "lines of their own": "<i style='display:block'>a",
    "kept lines": "<pre>a\n",
    "statements that never end": "<style>@import ",
}
# What markup is made of, for texts of any order of it.
PIECES = [
    *(
        f"<{end}{tag}>"
        for tag in ("p", "b", "i", "s", "del", "ul", "ol", "li", "td", "tr", "table")
        for end in ("", "/")
    ),
    "<p style='mso-list:l0 level2 lfo1'>",
    "<span style='mso-list:Ignore'>",
    "<span style='font-weight:normal;vertical-align:super'>",
    "</span>",
    "<br>",
    "<td style='text-decoration:line-through'>",
    "<style>.a{display:none}</style>",
    "<p class='MsoListParagraph a'>",
    "<ol reversed>",
    "<ol start=3 type=a>",
    "<ol reversed start=0 style='list-style-type:decimal-leading-zero'>",
    "<ul style='list-style:none'>",
    "<li value=7 style='list-style-type:disc'>",
    "<td rowspan=2>",
    "<td colspan=3>",
    "<tbody>",
    "<pre>",
    "</pre>",
    "\r\n",
    "\n",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "n",
    "(",
    "ste)",
    "TM",
    "<span style='display:block'>",
    "<span style='white-space:pre-wrap'>",
    "<style>p .b, td > .a {font-weight:bold} *.b.a {display:block}</style>",
    "<i class='b a'>",
    "<img alt=😀>",
    "<img alt='et ✓'>",
    "<!--",
    "-->",
    "a",
    "·&nbsp;",
    "12",
    " ",
    "|",
    "&lt;",
    "&#0;&#150;&#x1F600;&#99999999;&eacute&notit;",
    "\N{NO-BREAK SPACE}\v\x85\x1b\ufffe",
    "\uf0b7",
    "\0",
]


def random_html(seed: int) -> str:
    """A short text of these pieces in any order; the journeys read the same with the editor's reader."""
    chance = random.Random(seed)  # noqa: S311  # a test's
    return "".join(chance.choices(PIECES, k=chance.randrange(1, 25)))


def calls_of(work: Callable[[], Any]) -> int:
    """How many functions are called, those written in C too: work told without a clock."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
