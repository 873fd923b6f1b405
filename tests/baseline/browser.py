"""How does a person use the site in a script? Opens pages and fills their forms in, as a browser would."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.baseline.page_text import Form, forms_of, lines_of


class Refused(Exception):
    """The site did not do what was asked; the page's text is in the message."""


class Browser:
    """One person's browser; a page that answers with an error stops the script."""

    def __init__(self, username: str = "", *, password: str = "") -> None:
        self.client = Client(headers={"host": "localhost"})
        if password:
            self.open("/login/")
            self.fill_in("/login/", {"username": username, "password": password})
        elif username:
            self.client.force_login(get_user_model().objects.get(username=username))

    def open(self, address: str) -> str:
        """The page at an address, by GET; redirects are followed."""
        return self._text(self.client.get(address, follow=True), address)

    def file(self, address: str) -> bytes:
        """The file at an address."""
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise Refused(f"{address} answers {answer.status_code}")
        return b"".join(answer) if answer.streaming else answer.content

    def fill_in(
        self,
        address: str,
        values: Mapping[str, Any],
        *,
        where: Mapping[str, str] | None = None,
        press: tuple[str, str] | None = None,
        to: str = "",
        follow: bool = True,
    ) -> str:
        """Opens a page, fills in the first form that has these fields, and sends it; gives the page after it.

        Args:
            where: values of hidden fields or buttons that the form must have
            press: name and value of the button; else the first one
            to: an address that the form must post to
            follow: go on to the page that the answer leads to
        """
        html = self.open(address)
        wanted = {**(where or {}), **dict([press] if press else [])}
        form = _form_for(forms_of(html), address, values, wanted, to)
        return self.send(form, address, values, press=press, follow=follow)

    def send(
        self,
        form: Form,
        address: str,
        values: Mapping[str, Any],
        *,
        press: tuple[str, str] | None = None,
        follow: bool = True,
    ) -> str:
        """Sends a form of a page with other values in some of its fields; None leaves a field out."""
        posted: dict[str, Any] = {}
        for name, value in form.fields:
            posted.setdefault(name, []).append(value)
        for name, value in values.items():
            if value is None:
                posted.pop(name, None)
            else:
                posted[name] = value
        pressed = press or (form.buttons[0] if form.buttons else None)
        if pressed and pressed[0]:
            posted[pressed[0]] = pressed[1]
        to = form.action or address
        return self._text(self.client.post(to, posted, follow=follow), to)

    def upload(self, address: str, name: str, content: bytes, filename: str) -> str:
        """Sends a file by the form of a page that has the field `name`."""
        return self.fill_in(address, {name: SimpleUploadedFile(filename, content)})

    def _text(self, answer: Any, address: str) -> str:
        text: str = answer.content.decode(errors="replace")
        if answer.status_code >= 400:
            raise Refused(f"{address} answers {answer.status_code}:\n" + "\n".join(lines_of(text)))
        return text


def _form_for(
    forms: list[Form], address: str, values: Mapping[str, Any], where: Mapping[str, str], to: str
) -> Form:
    for form in forms:
        if form.action == "/logout/":
            continue  # stands on every page
        names = {name for name, _value in form.offered}
        fits = set(where.items()) <= {*form.fields, *form.buttons}
        if form.method == "post" and fits and set(values) <= names and (not to or form.action == to):
            return form
    raise Refused(f"{address} has no form with {', '.join([*values, *where, to])}")
