"""Does the one parser read every Danish figure, and refuse what it could only guess?

Tests `parse_number` and `parse_share`, which read what is typed in forms, grid and files.
"""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from plans.domain.numbers import NumberError, NumberProblem, ShareEntry, parse_number, parse_share

# Characters that look like nothing or like something else, spelled out.
NBSP = "\u00a0"
NARROW_NBSP = "\u202f"
MINUS = "\u2212"
EN_DASH = "\u2013"
RIGHT_TO_LEFT_MARK = "\u200f"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"
ZERO_WIDTH_SPACE = "\u200b"
BYTE_ORDER_MARK = "\ufeff"
ARABIC_TWELVE = "\u0661\u0662"
FULL_WIDTH_TWELVE = "\uff11\uff12"
SUPERSCRIPT_TWO = "\u00b2"
FRACTION_SLASH = "\u2044"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1234", "1234"),
        ("14,5", "14.5"),
        ("0,5", "0.5"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("12.345.678,25", "12345678.25"),
        ("007", "7"),
        ("4,15", "4.15"),
        ("2,0000", "2"),
        ("99999999999,9999", "99999999999.9999"),  # 11 digits and 4 decimals: max_digits 15
        ("99.999.999.999", "99999999999"),
        ("00000000000000012", "12"),
        ("  14,5\t", "14.5"),
        (f"{NBSP}1.883{NBSP}", "1883"),
        (f"{NARROW_NBSP}15\r\n", "15"),
    ],
)
def test_a_danish_figure_is_read_exactly(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NumberProblem.EMPTY),
        ("   ", NumberProblem.EMPTY),
        (NBSP, NumberProblem.EMPTY),
        ("1 234", NumberProblem.SPACE_FOR_DOT),
        (f"1{NBSP}234", NumberProblem.SPACE_FOR_DOT),
        (f"1{NARROW_NBSP}234", NumberProblem.SPACE_FOR_DOT),
        ("1 23", NumberProblem.NOT_A_NUMBER),
        ("1  234", NumberProblem.NOT_A_NUMBER),
        ("0 234", NumberProblem.NOT_A_NUMBER),
        ("1.2.3", NumberProblem.NOT_A_NUMBER),
        ("1.23.456", NumberProblem.NOT_A_NUMBER),
        ("1,2,3", NumberProblem.NOT_A_NUMBER),
        ("1,234.5", NumberProblem.NOT_A_NUMBER),
        ("1.234.5", NumberProblem.NOT_A_NUMBER),
        (",5", NumberProblem.NOT_A_NUMBER),
        ("5,", NumberProblem.NOT_A_NUMBER),
        (".5", NumberProblem.NOT_A_NUMBER),
        ("1e5", NumberProblem.NOT_A_NUMBER),
        ("1E5", NumberProblem.NOT_A_NUMBER),
        ("1_000", NumberProblem.NOT_A_NUMBER),
        ("0x10", NumberProblem.NOT_A_NUMBER),
        ("+5", NumberProblem.NOT_A_NUMBER),
        ("NaN", NumberProblem.NOT_A_NUMBER),
        ("inf", NumberProblem.NOT_A_NUMBER),
        ("ca. 2100", NumberProblem.NOT_A_NUMBER),
        ("to", NumberProblem.NOT_A_NUMBER),
        ("1'234", NumberProblem.NOT_A_NUMBER),
        ("15 %", NumberProblem.NOT_A_NUMBER),
        ("-", NumberProblem.NOT_A_NUMBER),
        ("-5x", NumberProblem.NOT_A_NUMBER),
        ("½", NumberProblem.NOT_A_NUMBER),
        ("1\x00", NumberProblem.NOT_A_NUMBER),
        ("\x001", NumberProblem.NOT_A_NUMBER),
        ("1\n2", NumberProblem.NOT_A_NUMBER),
        (f"{RIGHT_TO_LEFT_MARK}12", NumberProblem.NOT_A_NUMBER),
        (f"{RIGHT_TO_LEFT_OVERRIDE}12", NumberProblem.NOT_A_NUMBER),
        (f"12{ZERO_WIDTH_SPACE}", NumberProblem.NOT_A_NUMBER),
        (f"{BYTE_ORDER_MARK}12", NumberProblem.NOT_A_NUMBER),
        (ARABIC_TWELVE, NumberProblem.NOT_A_NUMBER),
        (FULL_WIDTH_TWELVE, NumberProblem.NOT_A_NUMBER),
        (f"1{SUPERSCRIPT_TWO}", NumberProblem.NOT_A_NUMBER),
        ("14.5", NumberProblem.DOT_FOR_COMMA),
        ("14.50", NumberProblem.DOT_FOR_COMMA),
        ("0.500", NumberProblem.DOT_FOR_COMMA),  # no thousand begins with a zero
        ("1234.567", NumberProblem.DOT_FOR_COMMA),
        ("1.2345", NumberProblem.DOT_FOR_COMMA),
        ("-5", NumberProblem.NEGATIVE),
        (f"{MINUS}5", NumberProblem.NEGATIVE),
        (f"{EN_DASH}5", NumberProblem.NEGATIVE),
        (f"{MINUS} 14,5", NumberProblem.NEGATIVE),
        ("-0", NumberProblem.NEGATIVE),
        ("1,23456", NumberProblem.TOO_MANY_DECIMALS),
        ("1,00000", NumberProblem.TOO_MANY_DECIMALS),
        ("100000000000", NumberProblem.TOO_MANY_DIGITS),  # 12 digits
        ("100.000.000.000", NumberProblem.TOO_MANY_DIGITS),
        ("100000000000,12345", NumberProblem.TOO_MANY_DIGITS),
    ],
)
def test_what_could_only_be_guessed_is_refused(text: str, problem: NumberProblem) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text)
    assert refused.value.code is problem


def test_a_point_for_a_comma_is_answered_with_the_comma() -> None:
    with pytest.raises(NumberError) as refused:
        parse_number("14.5")
    assert refused.value.values == {"instead": "14,5"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 234", {"dotted": "1.234", "plain": "1234"}),
        (f"12{NBSP}345{NBSP}678,5", {"dotted": "12.345.678,5", "plain": "12345678,5"}),
    ],
)
def test_a_space_for_a_point_is_answered_with_what_to_write(text: str, values: dict[str, object]) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text)
    assert refused.value.values == values
    assert parse_number(str(values["dotted"])) == parse_number(str(values["plain"]))


def test_a_refusal_is_a_value_error_that_says_how_much_there_is_room_for() -> None:
    with pytest.raises(ValueError, match="too_many_decimals") as decimals:
        parse_number("1,23456")
    with pytest.raises(ValueError, match="too_many_digits") as digits:
        parse_number("123456789012")
    assert isinstance(decimals.value, NumberError)
    assert isinstance(digits.value, NumberError)
    assert (decimals.value.values, digits.value.values) == ({"most": 4}, {"most": 11})


@pytest.mark.parametrize(
    "text",
    [
        "7 af 15",
        "7 ud af 15",
        "7/15",
        "7 / 15",
        "7 of 15",
        "7 out of 15",
        " 7 AF 15 ",
        "7af15",
        "7 af15",
        "7af 15",
    ],
)
def test_counts_are_read_as_numerator_and_denominator(text: str) -> None:
    assert parse_share(text) == ShareEntry(numerator=7, denominator=15)


@pytest.mark.parametrize(
    "text", ["47 pct.", "47 pct", "47pct.", "47 %", "47%", "47 procent", "47 Pct.", "47 percent"]
)
def test_a_percentage_is_read_without_counts(text: str) -> None:
    assert parse_share(text) == ShareEntry(percentage=Decimal(47))


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("47,5 procent", ShareEntry(percentage=Decimal("47.5"))),
        ("100 %", ShareEntry(percentage=Decimal(100))),
        ("0 %", ShareEntry(percentage=Decimal(0))),
        (f"47{NBSP}%", ShareEntry(percentage=Decimal(47))),
        (f"7{NBSP}af{NBSP}15", ShareEntry(numerator=7, denominator=15)),
        ("1.362 af 1.830", ShareEntry(numerator=1362, denominator=1830)),
        ("0 af 0", ShareEntry(numerator=0, denominator=0)),  # nobody in the target group, not an error
        ("15 af 15", ShareEntry(numerator=15, denominator=15)),
        ("1 af 1000000000000", ShareEntry(numerator=1, denominator=10**12)),
        ("0007 af 15", ShareEntry(numerator=7, denominator=15)),
    ],
)
def test_a_share_is_read_exactly(text: str, entry: ShareEntry) -> None:
    assert parse_share(text) == entry


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NumberProblem.EMPTY),
        ("%", NumberProblem.EMPTY),
        ("7/", NumberProblem.EMPTY),
        ("/15", NumberProblem.EMPTY),
        ("7", NumberProblem.NEITHER_COUNTS_NOR_PERCENTAGE),
        ("0,47", NumberProblem.NEITHER_COUNTS_NOR_PERCENTAGE),
        ("syv af femten", NumberProblem.NOT_A_NUMBER),
        ("7 af", NumberProblem.NOT_A_NUMBER),
        ("7 15", NumberProblem.NOT_A_NUMBER),
        ("7 fra 15", NumberProblem.NOT_A_NUMBER),
        ("7 150", NumberProblem.NOT_A_NUMBER),  # 7 of 150, or 7150
        ("7xaf15", NumberProblem.NOT_A_NUMBER),
        ("af 15", NumberProblem.NOT_A_NUMBER),
        ("1 362 af 1 830", NumberProblem.SPACE_FOR_DOT),
        ("7 af 15 af 30", NumberProblem.NOT_A_NUMBER),
        ("7/15/30", NumberProblem.NOT_A_NUMBER),
        ("7 af 15 %", NumberProblem.NOT_A_NUMBER),
        (f"7{FRACTION_SLASH}15", NumberProblem.NOT_A_NUMBER),
        ("7 % %", NumberProblem.NOT_A_NUMBER),
        ("14.5 %", NumberProblem.DOT_FOR_COMMA),
        ("-7 af 15", NumberProblem.NEGATIVE),
        (f"{MINUS}47 %", NumberProblem.NEGATIVE),
        ("7,5 af 15", NumberProblem.COUNT_WITH_DECIMALS),
        ("7 af 15,0", NumberProblem.COUNT_WITH_DECIMALS),
        ("16 af 15", NumberProblem.NUMERATOR_ABOVE_DENOMINATOR),
        ("1/0", NumberProblem.NUMERATOR_ABOVE_DENOMINATOR),
        ("1 af 1000000000001", NumberProblem.COUNT_TOO_LARGE),
        ("99999999999999999999/7", NumberProblem.COUNT_TOO_LARGE),
        ("100,1 %", NumberProblem.PERCENTAGE_ABOVE_HUNDRED),
        ("101 pct.", NumberProblem.PERCENTAGE_ABOVE_HUNDRED),
        ("47,12345 %", NumberProblem.TOO_MANY_DECIMALS),
    ],
)
def test_a_share_that_cannot_be_is_refused(text: str, problem: NumberProblem) -> None:
    with pytest.raises(NumberError) as refused:
        parse_share(text)
    assert refused.value.code is problem


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("7", {"number": Decimal(7)}),
        ("16 af 15", {"numerator": 16, "denominator": 15}),
        ("101 %", {"percentage": Decimal(101)}),
        ("1/1000000000001", {"most": 10**12}),
    ],
)
def test_a_refused_share_carries_what_its_sentence_needs(text: str, values: dict[str, object]) -> None:
    with pytest.raises(NumberError) as refused:
        parse_share(text)
    assert refused.value.values == values


@pytest.mark.parametrize("parse", [parse_number, parse_share])
@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "1" * 100_000 + "x",
        "1.234" * 25_000,
        "1" + ".234" * 25_000 + ",",
        "1," + "0" * 100_000,
        "7" + " " * 100_000 + "x",
        "-" + "1" * 100_000 + "x",
        "7" + "/" * 100_000,
        "7" + "af" * 50_000,
        "7" + "ud " * 30_000,
        "7 ud" + " " * 100_000 + "15",
        "1" + " 234" * 25_000,
        "1" * 50_000 + "/" + "1" * 50_000,
        "0" * 100_000 + "x",
        "1" * 100_000 + " %",
    ],
    ids=lambda text: text[:6],
)
def test_a_hundred_kilobytes_are_refused_at_once(parse: Callable[[str], object], text: str) -> None:
    started = time.process_time()
    with pytest.raises(NumberError):
        parse(text)
    assert time.process_time() - started < 0.5


def test_every_problem_is_raised_for_some_text() -> None:
    texts = [
        "",
        "x",
        "14.5",
        "1 234",
        "-1",
        "123456789012",
        "1,23456",
        "7",
        "1,5/2",
        "1/1000000000001",
        "2/1",
        "101 %",
    ]
    raised = set()
    for text in texts:
        try:
            parse_share(
                text + " %" if text in {"x", "14.5", "1 234", "-1", "123456789012", "1,23456"} else text
            )
        except NumberError as error:
            raised.add(error.code)
    assert raised == set(NumberProblem)
