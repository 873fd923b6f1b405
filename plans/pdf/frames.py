"""How do the site and its rendering process talk? In frames: a length, then so many bytes."""

import json
import struct
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Request:
    """A document to be set; `created` in ISO 8601, with a time where `is_moment`."""

    html: str
    created: str
    is_moment: bool
    most_pages: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be set: "characters", "fonts", "pages" or "other", and what belongs to it."""

    kind: str
    details: list[str]


Answer = bytes | Failure


class Ended(Exception):
    """The other side has gone."""


def write_request(stream: IO[bytes], html: str, created: date, most_pages: int | None = None) -> None:
    """Ask for a document. Raises OSError where the other side has gone."""
    is_moment = isinstance(created, datetime)
    head = {"created": created.isoformat(), "is_moment": is_moment, "most_pages": most_pages}
    _write(stream, json.dumps(head).encode(), html.encode("utf-8", "surrogatepass"))


def read_request(stream: IO[bytes]) -> Request | None:
    """The next request; None when there will be none."""
    try:
        head = json.loads(_read(stream))
        html = _read(stream).decode("utf-8", "surrogatepass")
    except Ended:
        return None
    return Request(html, head["created"], head["is_moment"], head["most_pages"])


def write_answer(stream: IO[bytes], answer: Answer, *, is_last: bool) -> None:
    """Give the file or the failure; `is_last` says that the process ends now."""
    failure = answer if isinstance(answer, Failure) else Failure("", [])
    content = answer if isinstance(answer, bytes) else b""
    head = {"is_last": is_last, "kind": failure.kind, "details": failure.details}
    _write(stream, json.dumps(head).encode(), content)


def read_answer(stream: IO[bytes]) -> tuple[Answer, bool]:
    """The file or the failure, and whether the process ends with it. Raises Ended."""
    head = json.loads(_read(stream))
    content = _read(stream)
    answer = Failure(head["kind"], head["details"]) if head["kind"] else content
    return answer, head["is_last"]


def _write(stream: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    parts = []
    while length:
        part = stream.read(length)
        if not part:
            raise Ended
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
