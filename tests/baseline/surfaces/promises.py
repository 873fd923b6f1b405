"""Does what people hold still work? Passwords, open sessions, shared addresses, and a workbook of before."""

import hashlib
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import openpyxl
from django.conf import settings
from django.core import mail

from tests.baseline.browser import Browser
from tests.baseline.page_text import forms_of, lines_of
from tests.baseline.surfaces.commands import run
from tests.baseline.surfaces.plans import OPEN_ROUND


def promises(keys: dict[str, str], workbook: Path) -> Iterator[tuple[str, str]]:
    """The file's name and what is in it. These write into the database, so they come last."""
    yield "promises/passwords", "\n".join(_passwords())
    yield "promises/an open session", "\n".join(_session(keys["session of indberetter"]))
    yield "promises/shared addresses", "\n".join(_shares(keys))
    yield "promises/a workbook of before", "\n".join(_upload(workbook))
    yield "promises/mails that waited", "\n".join(_mails())


def _passwords() -> Iterator[str]:
    people = {"laeser": "vink-demo", "fratraadt": "høstvind-over-broen"}
    for username, password in people.items():
        answer = Browser(username, password=password).client.get("/me/")
        yield f"{username}: {'signed in' if answer.status_code == HTTPStatus.OK else 'refused'}"


def _session(cookie: str) -> Iterator[str]:
    """The session was left right after a figure was saved: the page says so, and offers the way back."""
    person = Browser()
    person.client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    yield from lines_of(person.open(OPEN_ROUND))


def _shares(keys: dict[str, str]) -> Iterator[str]:
    stranger = Browser().client
    for name in ("shared", "revoked"):
        address = keys[f"address that is {name}"]
        for each in (address, f"{address}bilag-1.html", f"{address}bilag-1.pdf", f"{address}bilag-1.docx"):
            answer = stranger.get(each)
            content = b"".join(answer) if answer.streaming else answer.content
            is_file = answer.status_code == HTTPStatus.OK and each != address
            content_hash = hashlib.sha256(content).hexdigest() if is_file else ""
            yield f"{name} {each.removeprefix(address)} {answer.status_code} {content_hash}".rstrip()


def _upload(workbook: Path) -> Iterator[str]:
    """One figure is changed in the workbook, which is then sent, looked through, and saved."""
    person, page = Browser("indberetter"), f"{OPEN_ROUND}workbook/"
    yield "--- as it was taken away"
    text = person.upload(page, "workbook", workbook.read_bytes(), workbook.name)
    yield from lines_of(text)
    yield "--- with 10 in place of 9"
    text = person.upload(page, "workbook", _changed(workbook), workbook.name)
    yield from lines_of(text)
    [form] = [each for each in forms_of(text) if ("action", "confirm") in {*each.fields, *each.buttons}]
    yield "--- saved"
    yield from lines_of(person.send(form, page, {}))
    yield run("plan_status", "vink-2018-19", "--period", "2018")


def _changed(workbook: Path) -> bytes:
    book, changed = openpyxl.load_workbook(workbook), BytesIO()
    [cell] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 9]
    cell.value = 10
    book.save(changed)
    return changed.getvalue()


def _mails() -> Iterator[str]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    yield run("send_reminders")
    for each in mail.outbox:
        yield f"--- {', '.join(each.to)}: {each.subject}"
        yield str(each.body)
