"""Is a refusal one line in the log, and a fault told in full?

Tests what the site's own handler writes for each.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from logging.config import dictConfig
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the site's own handler writes."""
    before: list[Any] = logging.getLogger().handlers[:]
    dictConfig(settings.LOGGING)
    (handler,) = (each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    written = handler.stream = StringIO()
    yield written
    logging.getLogger().handlers[:] = before


@pytest.fixture
def reader() -> Client:
    reader = Client(raise_request_exception=False)
    reader.force_login(UserFactory.create())
    return reader


@pytest.mark.parametrize("address", ["/admin/plans/actionplan/1/change/", "/ingenting/", "/a%00b/"])
def test_a_refusal_is_one_line(reader: Client, log: StringIO, address: str) -> None:
    assert reader.get(address, follow=True).status_code in {400, 403, 404}

    [line] = log.getvalue().splitlines()
    assert "WARNING" in line or "ERROR" in line
    assert datetime.fromisoformat(line.split(" ")[0]).utcoffset() is not None  # when, wherever it is read


def test_a_fault_is_told_in_full(reader: Client, log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_asked: object, **_by: object) -> None:
        raise RuntimeError("in zwei")

    monkeypatch.setattr("reporting.front_page.views.front_page", break_down)

    assert reader.get("/").status_code == 500
    assert "Traceback" in log.getvalue()
    assert "RuntimeError: in zwei" in log.getvalue()
