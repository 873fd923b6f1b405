"""What does the environment say? A value that makes no sense is an error that names the variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

_ON = {"1", "true", "yes", "on"}
_OFF = {"0", "false", "no", "off"}


def read_file(path: Path) -> None:
    """Take over the variables of a `.env` file, if there is one; the environment itself goes first."""
    if path.is_file():
        Env.read_env(path, encoding="utf-8")


def text(name: str, *, default: str = "") -> str:
    """Give a variable as it stands; one that is empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def words(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """Give the parts of a variable that are separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or list(default)


def switch(name: str, *, default: bool) -> bool:
    """Say whether a variable is on; a value that says neither on nor off is an error, never silently off."""
    value = text(name, default="1" if default else "0").lower()
    if value not in _ON | _OFF:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be 1 or 0.")
    return value in _ON


def number(name: str, *, default: int) -> int:
    """Give a variable as a whole number of zero or more."""
    value = text(name, default=str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number of zero or more.")
    return int(value)


def numbers(name: str, *, default: tuple[int, ...]) -> list[int]:
    """Give whole numbers of zero or more that are separated by commas."""
    parts = words(name, default=tuple(str(each) for each in default))
    if not all(part.isdecimal() for part in parts):
        raise ImproperlyConfigured(f"{name} is {text(name)!r}; it must be whole numbers separated by commas.")
    return [int(part) for part in parts]


def site(hosts: list[str], *, debug: bool) -> str:
    """Give the address of a site of which only the host names are known; empty where none says it."""
    if debug:
        return f"http://127.0.0.1:{text('PORT', default='8000')}"
    named = [host for host in hosts if not host.startswith((".", "*"))]
    return f"https://{named[0]}" if named else ""


def required(name: str, *, meaning: str) -> str:
    """Give a variable that a server cannot do without; `meaning` completes the sentence of the error."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: with DEBUG off it must be {meaning}.")
    return value


def database(name: str, *, default: str) -> dict[str, object]:
    """Turn a database's address into Django's settings for it.

    `postgres://user:password@host:5432/name`, `postgres://user@/name?host=/folder` (a socket in a folder) or
    `sqlite:////absolute/path`.
    """
    address = text(name, default=default)
    scheme = urlsplit(address).scheme
    if scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ImproperlyConfigured(
            f"{name} begins with {scheme!r}; it must begin with postgres:// or sqlite://."
        )
    settings: dict[str, object] = dict(Env.db_url_config(address))
    if not settings["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database: nothing follows its last slash.")
    return settings


def email(name: str, *, default: str) -> dict[str, object]:
    """Turn a mail server's address, `smtp+tls://user:password@host:587`, into Django's EMAIL_… settings."""
    address = text(name, default=default)
    scheme = urlsplit(address).scheme
    if scheme not in Env.EMAIL_SCHEMES:
        known = ", ".join(sorted(Env.EMAIL_SCHEMES))
        raise ImproperlyConfigured(f"{name} begins with {scheme!r}; it must begin with one of {known}.")
    settings = Env.email_url_config(address)
    return {key: value for key, value in settings.items() if key.startswith("EMAIL_") and value is not None}
