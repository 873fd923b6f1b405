"""What does a page say, to eye and ear, and in which language? Reads pages, and the templates of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

_READ_ALOUD = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
_SILENT = {"script", "style"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BUTTONS = {"button", "reset", "submit"}
_SENTENCE = re.compile(r"\s|^[A-ZÆØÅ]|[æøå]")
_LITERAL = re.compile(r"(_\()?(\"[^\"]*\"|'[^']*')")
# Tags whose literals are addresses, names of files and of blocks, or marked.
_NO_TEXT = {
    *("block", "blocktrans", "blocktranslate", "csrf_token", "cycle", "extends", "icon", "include", "load"),
    *("static", "trans", "translate", "url"),
}


@dataclass(frozen=True, slots=True)
class PageText:
    """A text of a page in one piece, and the language that the page says it is in."""

    text: str
    language: str


class _Reader(HTMLParser):
    """Gathers what is said; inline elements do not break a text."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", language)]
        self.texts: list[PageText] = []

    @property
    def language(self) -> str:
        return self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or self.language
        if tag not in _VOID:
            self.open.append((tag, language))
        for name, value in given.items():
            if _is_read_aloud(tag, name, given):
                self._say(value, language)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in [name for name, _language in self.open[1:]]:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.open[-1][0] not in _SILENT:
            self._say(data, self.language)

    def _say(self, text: str, language: str) -> None:
        text = " ".join(text.split())
        if any(character.isalpha() for character in text):
            self.texts.append(PageText(text, language))


def _is_read_aloud(tag: str, name: str, attributes: dict[str, str]) -> bool:
    """Whether an attribute is read or heard by people. What scripts and stylesheets show lies in data-…."""
    if name == "value":
        return tag == "input" and attributes.get("type") in _BUTTONS
    if name == "content":
        return attributes.get("name") == "description"
    if attributes[name].startswith("{"):
        return False  # a table for a script
    return name in _READ_ALOUD or (name.startswith("data-") and bool(_SENTENCE.search(attributes[name])))


def page_texts(page: str, *, language: str = "") -> list[PageText]:
    """All that a page says; the language is the page's own (<html lang>) or that of a passage."""
    reader = _Reader(language)
    reader.feed(page)
    reader.close()
    return reader.texts


def unmarked_in(template: str) -> list[str]:
    """What a template says without a tag that translates it: between its tags, or as a literal in one."""
    tokens = list(_outside_of_translations(Lexer(template).tokenize()))
    html = "".join(token.contents for token in tokens if token.token_type is TokenType.TEXT)
    literals = [
        literal for token in tokens if token.token_type is not TokenType.TEXT for literal in _literals(token)
    ]
    return [found.text for found in page_texts(html)] + literals


def _outside_of_translations(tokens: list[Token]) -> Iterator[Token]:
    """Leave out what is translated in one piece, and comments."""
    until: set[str] = set()
    for token in tokens:
        word = token.contents.partition(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if until:
            until = set() if word in until else until
        elif word in {"blocktranslate", "blocktrans"}:
            until = {"endblocktranslate", "endblocktrans"}
        elif word == "comment":
            until = {"endcomment"}
        elif token.token_type is not TokenType.COMMENT:
            yield token


def _literals(token: Token) -> Iterator[str]:
    """The texts that a tag or a variable's filter is handed."""
    if token.token_type is TokenType.BLOCK and token.contents.partition(" ")[0] in _NO_TEXT:
        return
    for marked, literal in _LITERAL.findall(token.contents):
        text = literal[1:-1]
        if not marked and any(character.isalpha() for character in text) and _SENTENCE.search(text):
            yield text
