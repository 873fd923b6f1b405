"""What looks like a CPR number, and what does not."""

import time

import pytest

from plans.domain.personal_data import cpr_like


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Borgeren 010190-1234 er afsluttet.", ["010190-1234"]),
        ("0101901234", ["0101901234"]),
        ("010190 1234", ["010190 1234"]),
        ("010190\u00a01234", ["010190\u00a01234"]),
        ("(311299–0003)", ["311299–0003"]),  # the dash that word processors make
        ("010190 - 1234", ["010190 - 1234"]),
        ("290200-1234 er en skuddag", ["290200-1234"]),
        ("610190-1234 har 60 lagt til dagen", ["610190-1234"]),
        ("010190-1234, 020290-1234 og igen 010190-1234.", ["010190-1234", "020290-1234"]),
        ("cpr:010190-1234.", ["010190-1234"]),
        ("٠١٠١٩٠-١٢٣٤", ["٠١٠١٩٠-١٢٣٤"]),  # digits are digits
    ],
)
def test_looks_like_a_cpr_number(text: str, found: list[str]) -> None:
    assert cpr_like(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7 af 15 = 47 pct.",
        "320190-1234",  # no 32nd
        "011390-1234",  # no 13th month
        "300290-1234",  # never a 30 February
        "010190-12345",
        "1010190-1234",
        "010190-123",
        "Sag 00.16.02-K08-16-18",
        "12.345.678,90",
        "1.010190-1234",  # part of a longer number
        "010190--1234",
        "2019-11-22 10:42",
        "telefon 89 40 20 00",
        "0101 901234",
    ],
)
def test_does_not(text: str) -> None:
    assert cpr_like(text) == []


def test_a_long_text_is_read_in_its_length() -> None:
    text = "01019 " * 20_000  # 120 kB that begins the pattern everywhere
    before = time.process_time()
    assert cpr_like(text) == []
    assert time.process_time() - before < 1
