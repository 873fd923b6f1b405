"""How do tests read the entry page? Its rows and judgements as plain words, by the indicator."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from plans.models import Indicator
from tests.plans.entry_plan import EntryPlan

HTMX = {"HX-Request": "true"}


@dataclass
class Node:
    """An element: its attributes, the words in it, and the elements in it."""

    tag: str
    attributes: dict[str, str]
    words: list[str]
    within: list["Node"]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> list["Node"]:
        """Every element of this tag whose attributes are these, in the page's order."""
        return [
            node for node in self.within if node.tag == tag and attributes.items() <= node.attributes.items()
        ]

    def one(self, tag: str, **attributes: str) -> "Node":
        (node,) = self.all(tag, **attributes)
        return node

    def with_class(self, name: str) -> list["Node"]:
        return [node for node in self.within if name in node.attributes.get("class", "").split()]

    def fields(self) -> dict[str, str]:
        """What a form's fields hold, by name; a list's chosen value."""
        held = {node.attributes["name"]: node.attributes.get("value", "") for node in self.all("input")}
        for node in self.all("select"):
            chosen = [option for option in node.all("option") if "selected" in option.attributes]
            held[node.attributes["name"]] = chosen[0].attributes["value"] if chosen else ""
        held |= {
            node.attributes["name"]: "".join(node.words).removeprefix("\n") for node in self.all("textarea")
        }
        return held


VOID = {"col", "input", "meta", "link", "use", "img", "br", "path", "rect"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {}, [], [])
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, [], [])
        for around in self.open:
            around.within.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for around in self.open:
            around.words.append(data)


def read(html: str) -> Node:
    """The page, whose elements must close as they open."""
    reader = _Reader()
    reader.feed(html)
    assert reader.open == [reader.root]
    return reader.root


@dataclass
class Answer:
    """What a server answered to a row."""

    status: int
    page: Node
    announcement: str

    @property
    def row(self) -> Node:
        return self.page.with_class("entry-figure")[0]

    @property
    def badge(self) -> str:
        return self.page.with_class("status")[0].text

    @property
    def judgement(self) -> str:
        return self.page.with_class("entry-judgement")[0].text

    @property
    def progress(self) -> str:
        return self.page.with_class("progress__text")[0].text

    @property
    def errors(self) -> list[str]:
        return [node.text for node in self.page.with_class("figure-error")]


def row_of(page: Node, indicator: Indicator, slot: str = "2019") -> Node:
    """The row of a figure on a page."""
    return page.one("div", id=f"figure-{indicator.pk}-{slot}")


def get(client: Client, address: str) -> Node:
    response = client.get(address)
    assert response.status_code == 200
    return read(response.content.decode())


def send(
    client: Client, there: EntryPlan, indicator: Indicator, *, slot: str = "2019", **fields: Any
) -> Answer:
    """Post a row as htmx does."""
    posted = {"indicator": indicator.pk, "slot": slot, "version": "", **fields}
    response = client.post(there.address, posted, headers=HTMX)
    announcement = (
        json.loads(response.headers["HX-Trigger"])["announce"]["text"]
        if "HX-Trigger" in response.headers
        else ""
    )
    return Answer(response.status_code, read(response.content.decode()), announcement)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
