"""Which formatting does a plain text from a cell get? Each line a paragraph, or a bullet."""

from html import escape

from plans import richtext
from plans.richtext import symbols

_BULLETS = tuple(
    f"{sign}{space}" for sign in f"•{symbols.BULLETS_WITHOUT_FONT}" for space in " \t\N{NO-BREAK SPACE}"
)


def html_of(plain: str) -> str:
    """The text with paragraphs and lists, as `richtext.clean` leaves it."""
    blocks = []
    for line in plain.split("\n"):
        text = line.strip()
        bullet = text.startswith(_BULLETS)
        words = escape(text[1:].strip() if bullet else text, quote=False)
        if words:
            blocks.append(f"<ul><li>{words}</li></ul>" if bullet else f"<p>{words}</p>")
    return richtext.clean("".join(blocks).replace("</ul><ul>", ""))


def has_formatting(html: str) -> bool:
    """Whether a text has what a cell cannot hold: bold or italic."""
    return "<strong>" in html or "<em>" in html
