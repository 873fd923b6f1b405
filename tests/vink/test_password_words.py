"""Is a password refused that is only words of the place, and one of other words taken?

Tests what people make up where they have to, and what they should.
"""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pytest_django.fixtures import Settings


@pytest.mark.parametrize(
    "password",
    [
        "vinkvinkvink",
        "Sommer2026!!",
        "kobenhavn2026",
        "København2026",
        "K0benhavn2026!",
        "VINK-handleplan-2019",
        "Efterår2026efterår",
        "Velkommen2026!",
        "P@ssw0rd2026!!",
        "abcdabcdabcd",
        "!!!!!!!!!!!!a",
        "rådhuset 2026",
    ],
)
def test_it_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)

    assert "password_of_the_place" in [error.code for error in refusal.value.error_list]


@pytest.mark.parametrize(
    "password",
    [
        "korrekt hest batteri",
        "sommerhus ved havet",
        "x7kQ9!mZ2#pLw",
        "aB3vinkZ9#kQ2!x",
        "en-helt-ny-adgangskode",
        "tre grønne pærer",
    ],
)
def test_it_is_taken(password: str) -> None:
    validate_password(password)


def test_the_organisations_own_name_is_of_the_place(settings: Settings) -> None:
    settings.ORGANISATION = "Ærøskøbing By"

    with pytest.raises(ValidationError):
        validate_password("Ærøskøbing2026")
