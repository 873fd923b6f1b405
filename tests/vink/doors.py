"""Which addresses are there, and what is behind them? Read from the URL configuration and from the pages."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from plans.models import TrailEntry, Visit
from tests.vink.door_rules import ADMINISTRATION, RULES, World

_LOOKED = {Session, Visit, TrailEntry}  # what looking changes by its nature
_BY_LOOKING = "|".join(sorted(model._meta.db_table for model in _LOOKED))
_CHANGES_NOTHING = re.compile(
    r"SELECT\b|(RELEASE |ROLLBACK TO )?SAVEPOINT\b"
    rf'|(INSERT INTO|UPDATE|DELETE FROM) "({_BY_LOOKING})"'
)
# What an address of the administration is made of; there need be no such row.
_SAMPLES = {"object_id": "1", "content_type_id": "1", "app_label": "plans", "url": "nothing-here"}


@dataclass(frozen=True)
class Address:
    """A named place of the URL configuration; `parts` are what its address is made of."""

    name: str
    parts: tuple[str, ...]

    @property
    def is_administration(self) -> bool:
        return self.name.startswith(f"{ADMINISTRATION}:")

    @property
    def url_of_administration(self) -> str:
        """The address of a page of the administration; the row that it names need not be there."""
        return reverse(self.name, kwargs={part: _SAMPLES[part] for part in self.parts})

    def __str__(self) -> str:
        return self.name

    def url(self, world: World) -> str:
        """The address in this world."""
        if self.is_administration:
            return self.url_of_administration
        return reverse(self.name, kwargs=RULES[self.name].url_kwargs(world))


def addresses() -> list[Address]:
    """Every address that the site answers."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, namespace: str, outer: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        parts = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, parts)
        else:
            address = Address(f"{namespace}{pattern.name or pattern.pattern}", parts)
            if not (address.is_administration and _is_somebody_elses(address, pattern)):
                yield address


def _is_somebody_elses(address: Address, pattern: URLPattern) -> bool:
    """Whether the site answers at this address of Django's administration before it does.

    The administration has a pattern without a name for all the rest, to which it answers 404.
    """
    return pattern.name is None or name_of(address.url_of_administration) != address.name


def name_of(url: str) -> str:
    """The name of an address.

    Raises:
        Resolver404: the site has no such address.
    """
    return resolve(urlsplit(url).path).view_name


def database() -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored, but for sessions, visits and the trail, which looking changes."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model not in _LOOKED
    }


@contextmanager
def written() -> Iterator[list[str]]:
    """Gather the statements that write, other than to these, into the list that is given."""
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not _CHANGES_NOTHING.match(sql):
            statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield statements


@dataclass
class Offers:
    """Where a page leads, and to where it lets one send something."""

    links: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.offers, self._form = url, Offers(), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = given.get("action") or self.url if given.get("method") == "post" else ""
        # A form without a button that can be pressed offers nothing, unless it sends itself.
        if tag == "form" and "hx-post" in given:
            self.offers.forms.add(urljoin(self.url, given["hx-post"]))
        if (
            tag == "button"
            and given.get("type", "submit") == "submit"
            and "disabled" not in given
            and self._form
        ):
            self.offers.forms.add(urljoin(self.url, self._form))
        for link in [given.get("href") if tag == "a" else None, given.get("hx-get")]:
            if link and not link.startswith(("#", "mailto:", "http://", "https://")):
                self.offers.links.add(urljoin(self.url, link))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""


def offers_of(html: str, url: str) -> Offers:
    """What the page at `url` offers."""
    reader = _Reader(url)
    reader.feed(html)
    return reader.offers
