"""How does a test read a Word file? Its XML, its paragraphs in reading order, its styles and links."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn


class WordFile:
    """A .docx, read back."""

    def __init__(self, content: bytes) -> None:
        self.document = Document(BytesIO(content))
        self.body: Any = self.document.element.body
        with ZipFile(BytesIO(content)) as archive:
            self.entries = archive.infolist()
            self.parts = {name: archive.read(name).decode() for name in archive.namelist()}

    def all(self, name: str) -> list[Any]:
        """Every element of the body with this name, in order."""
        return list(self.body.iter(qn(f"w:{name}")))

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """The name of the style ("" for none) and the text of every paragraph, in cells too."""
        for paragraph in self.all("p"):
            yield style_of(paragraph), text_of(paragraph)

    def in_style(self, *styles: str) -> list[tuple[str, str]]:
        return [(style, text) for style, text in self.paragraphs() if style in styles]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.paragraphs())


def text_of(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def attribute(element: Any, name: str) -> str:
    return str(element.get(qn(f"w:{name}")))
