"""Does who finds a hole learn whom to tell?

Tests the file at /.well-known/security.txt, with a contact and without.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ADDRESS = "/.well-known/security.txt"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("sikkerhed@kommune.dk", "Contact: mailto:sikkerhed@kommune.dk"),
        ("https://kommune.dk/sikkerhed", "Contact: https://kommune.dk/sikkerhed"),
    ],
)
def test_it_names_the_contact_and_ends_in_time(settings: Settings, contact: str, line: str) -> None:
    settings.SECURITY_CONTACT, settings.SITE_URL = contact, "https://vink.kommune.dk"

    answer = Client().get(ADDRESS)
    lines = answer.content.decode().splitlines()

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert line in lines
    assert f"Canonical: https://vink.kommune.dk{ADDRESS}" in lines
    [expires] = (each.removeprefix("Expires: ") for each in lines if each.startswith("Expires: "))
    left = datetime.fromisoformat(expires) - datetime.now(UTC)
    assert timedelta(days=178) < left < timedelta(days=366)


@pytest.mark.django_db
def test_nobody_named_is_no_file(settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""

    assert Client().get(ADDRESS).status_code == 404
