"""Does a text keep its paragraphs, bullets, bold and italic, and nothing else?

Tests `clean` and `plain_text` of `plans.richtext`.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.richtext import clean, plain_text

CLEANED = {
    "what is allowed": (
        "<p>a <strong>b</strong> <em>c</em><br>d</p><ul><li>e</li></ul>",
        "<p>a <strong>b</strong> <em>c</em><br>d</p>\n<ul>\n<li>e</li>\n</ul>",
    ),
    "bold and italic by other names": ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
    "a numbered list": ("<ol><li>a</li></ol>", "<p>1. a</p>"),
    "headings and boxes": ("<h2>a</h2><div>b</div>", "<p>a</p>\n<p>b</p>"),
    "loose text": ("a", "<p>a</p>"),
    "a loose bullet": ("<li>a</li>", "<p>a</p>"),
    "paragraphs in a bullet": ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul>\n<li>a b</li>\n</ul>"),
    "a list in a list": ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul>\n<li>a</li>\n<li>– b</li>\n</ul>"),
    "a list in bold": (
        "<strong>a<ul><li>b</li></ul></strong>",
        "<p><strong>a</strong></p>\n<ul>\n<li><strong>b</strong></li>\n</ul>",
    ),
    "bold in bold": ("<b>a <strong>b</strong> c</b>", "<p><strong>a b c</strong></p>"),
    "attributes": ('<p style="color: red" onclick="x()">a</p>', "<p>a</p>"),
    "scripts": ("<p>a<script>alert(1)</script></p><style>p {}</style>", "<p>a</p>"),
    "links and pictures": ('<a href="javascript:x()">a</a><img src=x onerror=x()>', "<p>a</p>"),
    "nothing in much": ("<p> <br></p><ul><li></li></ul><strong> </strong>", ""),
    "signs": ("<p>a &lt; b &amp; c > d</p>", "<p>a &lt; b &amp; c &gt; d</p>"),
    "a no-break space": ("<p>5\N{NO-BREAK SPACE}mio.&nbsp;kr.</p>", "<p>5&nbsp;mio.&nbsp;kr.</p>"),
    "line ends of every kind": ("<p>a\r\nb\rc\nd</p>", "<p>a b c d</p>"),
}


@pytest.mark.parametrize(("html", "expected"), CLEANED.values(), ids=CLEANED.keys())
def test_a_text_is_cleaned(html: str, expected: str) -> None:
    assert clean(html) == expected


TAGS = ("p", "b", "em", "ul", "li", "div", "script", "table")
PIECES = [f"<{end}{tag}>" for tag in TAGS for end in ("", "/")] + ["<br>", "a", " ", "&nbsp;", "&lt;", "\0"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_cleaning_twice_changes_nothing_more(html: str) -> None:
    assert clean(clean(html)) == clean(html)


def test_plain_text_has_a_paragraph_or_bullet_a_line() -> None:
    html = "<p>7 af 15<br>borgere &lt; 20</p><ul><li>5&nbsp;i arbejde</li><li>2 &amp; 3</li></ul>"

    assert plain_text(html) == "7 af 15\nborgere < 20\n• 5\N{NO-BREAK SPACE}i arbejde\n• 2 & 3"
