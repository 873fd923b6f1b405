"""How does a sanitised text become Word's paragraphs? Bold and italic stay, bullets become real lists."""

from collections.abc import Iterable
from html.parser import HTMLParser

from plans.office.text import single_spaced
from plans.office.word_xml import Xml, line_break, paragraph, run

DEEPEST_LIST = 3  # as many levels as Word has styles for here
_LISTS = {"ul", "ol"}
_BOLD = {"strong", "b"}
_ITALIC = {"em", "i"}
# The sanitiser lets none of these through; should one arrive all the same, what is in it is no text.
_NO_TEXT = {"script", "style"}

_Piece = tuple[str, str] | None  # words and their marks: "", "b", "i", "bi"
_BREAK = None


def rich_paragraphs(html: str, *, opening: str = "") -> list[Xml]:
    """The paragraphs of a text of p, strong, em, ul, li and br; any other markup is passed over.

    `opening` is the style of the first paragraph, should it be none of a list.
    """
    reader = _Reader(opening)
    reader.feed(html)
    reader.close()
    return reader.finished()


def plain_paragraphs(text: str, style: str = "") -> list[Xml]:
    """The paragraphs of a plain text: blank lines part them, and each line stays one, as on the page."""
    made: list[Xml] = []
    for part in "\n".join(text.splitlines()).split("\n\n"):
        pieces: list[_Piece] = []
        for line in part.strip("\n").split("\n"):
            pieces += [(line, "")] if not pieces else [_BREAK, (line, "")]
        if content := _runs(pieces):
            made.append(paragraph(style, *content))
    return made


class _Reader(HTMLParser):
    """Gathers the pieces of a paragraph, and sets it when it ends."""

    def __init__(self, opening: str) -> None:
        super().__init__(convert_charrefs=True)
        self._opening = opening
        self._made: list[Xml] = []
        self._pieces: list[_Piece] = []
        self._bold = self._italic = self._unread = 0
        self._bulleted: list[bool] = []  # for each list that is open: has its item had its bullet?

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # HTMLParser's
        self._turn(tag, 1)
        if tag == "br":
            self._pieces.append(_BREAK)
        elif tag in _LISTS:
            self._end_paragraph()
            self._bulleted.append(True)
        elif tag in {"p", "li"}:
            self._end_paragraph()
            if tag == "li" and self._bulleted:
                self._bulleted[-1] = False

    def handle_endtag(self, tag: str) -> None:
        self._turn(tag, -1)
        if tag in {"p", "li"} | _LISTS:
            self._end_paragraph()
        if tag in _LISTS and self._bulleted:
            self._bulleted.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._pieces.append((data, "b" * (self._bold > 0) + "i" * (self._italic > 0)))

    def finished(self) -> list[Xml]:
        """All paragraphs of the text."""
        self._end_paragraph()
        return self._made

    def _turn(self, tag: str, step: int) -> None:
        """Note that bold, italic or what is no text begins or ends."""
        self._bold = max(0, self._bold + step * (tag in _BOLD))
        self._italic = max(0, self._italic + step * (tag in _ITALIC))
        self._unread = max(0, self._unread + step * (tag in _NO_TEXT))

    def _end_paragraph(self) -> None:
        content = _runs(self._pieces)
        self._pieces = []
        if content:
            self._made.append(paragraph(self._style(), *content))

    def _style(self) -> str:
        if not self._bulleted:
            return "" if self._made else self._opening
        level = min(len(self._bulleted), DEEPEST_LIST)
        kind = "ListContinue" if self._bulleted[-1] else "ListBullet"
        self._bulleted[-1] = True
        return kind if level == 1 else f"{kind}{level}"


def _runs(pieces: Iterable[_Piece]) -> list[Xml]:
    """The pieces as runs; none where there are no words."""
    lines: list[list[tuple[str, str]]] = [[]]
    for piece in pieces:
        if piece is _BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    spaced = [_spaced(line) for line in lines]
    made: list[Xml] = []
    for line in spaced if any(spaced) else []:
        made += [line_break()] if line is not spaced[0] else []
        made += [run(words, bold="b" in marks, italic="i" in marks) for words, marks in line]
    return made


def _spaced(line: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A line with one space for several and none at its ends, as a browser shows it."""
    spaced: list[tuple[str, str]] = []
    for words, marks in line:
        text = single_spaced(words)
        if not spaced or spaced[-1][0].endswith(" "):
            text = text.lstrip(" ")
        if text:
            spaced.append((text, marks))
    if spaced and spaced[-1][0].endswith(" "):
        words, marks = spaced.pop()
        spaced += [(words.rstrip(" "), marks)] if words.strip(" ") else []
    return spaced
