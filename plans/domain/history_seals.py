"""How is it seen that nobody changed the history afterwards? Each entry is sealed over the one before it.

A text goes into the seal by its digest, so that a redaction may blank the text and the seal still holds. Both
need the key: without it nobody can seal another history, and nobody can try out what a blanked text said.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

TEXTS = ("old", "new", "why")
_as_json = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry of the history says besides its texts; `when` is written in UTC as ISO 8601."""

    plan: int | None
    kind: str
    object_id: int
    field: str
    who: int | None
    when: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The digests of an entry's texts, by column, and the seal over the entry and all before it."""

    digests: Mapping[str, str]
    seal: str


def text_digest(key: bytes, entry: Entry, column: str, text: str) -> str:
    """HMAC-SHA256 of a text in its place, so that equal texts differ; an empty text has an empty digest."""
    if not text:
        return ""
    about = [entry.when, entry.kind, entry.object_id, entry.field, column, text]
    return _hmac(key, about)


def seal(key: bytes, entry: Entry, digests: Mapping[str, str], previous: str) -> str:
    """HMAC-SHA256 over the entry, the digests of its texts and the seal of the entry before it."""
    head = [entry.plan, entry.kind, entry.object_id, entry.field, entry.who, entry.when]
    return _hmac(key, [previous, *head, *(digests[column] for column in TEXTS)])


def sealed(key: bytes, entry: Entry, texts: Mapping[str, str], previous: str) -> Sealed:
    """Seal an entry with these texts; `previous` is the seal before it, empty for the first."""
    digests = {column: text_digest(key, entry, column, texts[column]) for column in TEXTS}
    return Sealed(digests, seal(key, entry, digests, previous))


def _hmac(key: bytes, values: list[object]) -> str:
    return hmac.digest(key, _as_json(values).encode("ascii"), "sha256").hex()
