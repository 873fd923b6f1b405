"""How does the program log? A refusal in one line, and what happens for a SIEM as JSON, one line an event."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

# The address that the request in hand comes from; empty for commands.
ADDRESS: ContextVar[str] = ContextVar("address", default="")


class RefusalsInOneLine(logging.Filter):
    """Takes the traceback off what Django logs of answers below 500; faults of the server keep theirs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, shortened where it tells of a refusal."""
        status = getattr(record, "status_code", None)
        if status is not None and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
        return True


class AsLine(logging.Formatter):
    """What is no event as a line of text, with the moment in the server's time and its distance from UTC."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatTime(self, record: logging.LogRecord, _datefmt: str | None = None) -> str:  # noqa: N802  # logging's
        """The moment as ISO 8601 has it."""
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


class AsJson(logging.Formatter):
    """An event as one line of JSON: when, what, from where, and what its writer says of it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a line break in a value is written as such, so that nobody can forge another line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "event": record.getMessage(),
        }
        if address := ADDRESS.get():
            line["address"] = address
        line.update(getattr(record, "trail", {}))
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
