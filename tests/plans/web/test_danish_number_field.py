"""Does a form read and show numbers the Danish way, and keep to what the column holds?

Tests the form field `DanishNumberField`.
"""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.web.danish_numbers import DanishNumberField


@pytest.mark.parametrize(
    ("typed", "number"), [("14,5", "14.5"), ("1.234,5", "1234.5"), (" 7 ", "7"), ("0", "0"), ("0,25", "0.25")]
)
def test_a_number_is_read_exactly(typed: str, number: str) -> None:
    assert DanishNumberField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.2.3", "1e5", "12.5", "-1", "1,23456", "123456789012", "ni"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DanishNumberField(label="måltal").clean(typed)


@pytest.mark.parametrize("typed", ["-1,5", "−1,5", "–1,5", "- 1,5"])
def test_an_amount_may_be_below_nothing(typed: str) -> None:
    assert DanishNumberField(signed=True).clean(typed) == Decimal("-1.5")


@pytest.mark.parametrize("typed", ["79,5", "79,5 pct.", "79,5 %", "79,5%", "79,5 procent", " 79,5 "])
def test_a_percentage_may_have_its_sign(typed: str) -> None:
    assert DanishNumberField(in_percent=True).clean(typed) == Decimal("79.5")


@pytest.mark.parametrize(
    ("typed", "in_percent"), [("79,5 pct.", False), ("pct.", True), ("79 kr.", True), ("79,5 % %", True)]
)
def test_a_sign_is_of_a_percentage_alone(typed: str, in_percent: bool) -> None:
    with pytest.raises(ValidationError, match=r"kan ikke læses|mangler"):
        DanishNumberField(label="tallet", in_percent=in_percent).clean(typed)


def test_what_the_column_cannot_hold_is_refused() -> None:
    field = DanishNumberField(label="tolerance", max_digits=5, decimal_places=2)

    assert field.clean("999,99") == Decimal("999.99")
    with pytest.raises(ValidationError, match="Tolerance er for stort: højst 3 cifre før kommaet"):
        field.clean("1000")
    with pytest.raises(ValidationError, match="Tolerance har for mange decimaler: højst 2"):
        field.clean("1,125")


@pytest.mark.parametrize(
    ("stored", "expected"), [("1234.5000", "1234,5"), ("15.0000", "15"), ("-0.4000", "-0,4"), ("0.0000", "0")]
)
def test_a_stored_number_is_shown_as_it_is_typed(stored: str, expected: str) -> None:
    assert DanishNumberField().prepare_value(Decimal(stored)) == expected


def test_another_way_to_write_a_number_is_no_change() -> None:
    field = DanishNumberField()

    assert not field.has_changed(Decimal("1234.5000"), "1.234,50")
    assert field.has_changed(Decimal("1234.5000"), "1.234,6")
    assert field.has_changed(Decimal(1), "ni")
    assert not DanishNumberField(required=False).has_changed(None, "")


def test_nothing_is_no_zero() -> None:
    assert DanishNumberField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Skriv et tal"):
        DanishNumberField().clean("")
