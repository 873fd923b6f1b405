"""Which addresses are there, by which name and method? A line each: what is old must stay, more may come."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import URLResolver, get_resolver, resolve

from tests.baseline.browser import Browser

_SAMPLES = {
    "deputy_id": "1",
    "mark": "made-up",
    "slug": "vink-2018-19",
    "key": "faggrupper",
    "change": "1",
    "decision": "1",
    "number": "1",
    "name": "indberetning-vink-2018-19-2018",
    "token_id": "1",
    "token": "none",
    "uidb64": "MQ",
    "extension": "html",
}
_PERIODS = ("2019", "2018")


def addresses() -> Iterator[str]:
    """Each address's pattern, its name, and what it answers to; the administration's without that."""
    person = Browser("administrator")
    for pattern, name, parts in sorted(_walk(get_resolver(), "", "", ())):
        methods = "" if name.startswith("admin:") else _methods(person, pattern, parts)
        yield f"/{pattern} {name} {methods}".strip()


def _walk(
    resolver: URLResolver, before: str, namespace: str, outer: tuple[str, ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        parts = (*outer, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, pattern, inner, parts)
        elif each.name:
            yield pattern, namespace + each.name, parts


def _methods(person: Browser, pattern: str, parts: tuple[str, ...]) -> str:
    """What a view says it answers to, when it is asked by a method that nobody has."""
    address = "/" + pattern
    for part in parts:
        sample = _PERIODS[0] if part == "period" else _SAMPLES[part]
        start = address.index(next(mark for mark in (f":{part}>", f"<{part}>") if mark in address))
        start, end = address.rindex("<", 0, start + 1), address.index(">", start)
        address = address[:start] + sample + address[end + 1 :]
    resolve(urlsplit(address).path)
    answer = person.client.generic("NONE", address)
    return ",".join(sorted(answer.headers.get("Allow", "any").replace(" ", "").split(",")))
