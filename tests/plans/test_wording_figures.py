"""Are figures and dates written the Danish way, exactly, and never so that they mislead?"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from plans.domain.rounding import rounded, rounded_apart
from plans.domain.values import Assessment, Figure, Number, Period, Reason
from plans.enums import Basis, Direction, Measure, ReasonCode, Status, Unmeasurable
from plans.wording import figures
from tests.marked_english import marked_english

SHARE, COUNT = Measure.SHARE, Measure.COUNT
DAY = date(2019, 12, 31)


def assessed(
    actual: Number | None,
    target: Number | None = None,
    *,
    numerator: int | None = None,
    denominator: int | None = None,
) -> Assessment:
    return Assessment(
        Status.ACHIEVED,
        Reason(ReasonCode.TARGET_MET),
        actual=None if actual is None else Fraction(actual),
        target=None if target is None else Fraction(target),
        numerator=numerator,
        denominator=denominator,
    )


# --- Rounding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(1, 2), 0, "1"),
        (Decimal("52.63"), 0, "53"),
        (Decimal("46.5"), 0, "47"),
        (Decimal("-0.5"), 0, "-1"),
        (Decimal("-0.4"), 0, "0"),
        (Fraction(2, 3), 4, "0.6667"),
        (Decimal("0.00005"), 4, "0.0001"),
        (0, 2, "0.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Number, decimals: int, expected: str) -> None:
    assert f"{rounded(value, decimals):f}" == expected


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (Fraction(4667, 100), None, "47"),
        (Decimal("69.6"), 70, "69.6"),
        (70, Decimal("69.6"), "70.0"),
        (Decimal("14.96"), 15, "14.96"),
        (Decimal("15.004"), 15, "15.004"),
        (70, 70, "70"),
        (60, 70, "60"),
        # 9.999.999 of 10.000.000: (9999999/10000000) = 99.99999 %
        (Fraction(100 * 9_999_999, 10_000_000), 100, "99.99999"),
    ],
)
def test_decimals_are_added_until_two_numbers_differ(
    value: Number, other: Number | None, expected: str
) -> None:
    assert f"{rounded_apart(value, other):f}" == expected


# --- Numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (10, "10"),
        (1362, "1.362"),
        (1000, "1.000"),
        (1_000_000, "1.000.000"),
        (10**12, "1.000.000.000.000"),
        (Decimal("10.5000"), "10,5"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("0.0001"), "0,0001"),
        (Decimal("99999999999.9999"), "99.999.999.999,9999"),
        (Fraction(2, 3), "0,6667"),
        (-5, "−5"),
        (Decimal("-1234.5"), "−1.234,5"),
        (Decimal("-0.00001"), "0"),
    ],
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_number_has_danish_separators_in_both_languages(value: Number, written: str, language: str) -> None:
    with translation.override(language):
        assert figures.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(Decimal("1234.50"), "1234,5"), (1362, "1362"), (Decimal("0.0001"), "0,0001")]
)
def test_a_number_in_a_field_has_no_thousands_mark(value: Number, written: str) -> None:
    assert figures.plain_number(value) == written


@pytest.mark.parametrize("value", [0.5, 70.0])
def test_floats_are_refused(value: float) -> None:
    with pytest.raises(TypeError, match="never float"):
        figures.number(value)  # type: ignore[arg-type]


# --- Shares -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "apart_from", "written"),
    [
        (Fraction(700, 15), None, "47 pct."),
        (Fraction(700, 15), 70, "47 pct."),
        (Decimal("69.6"), 70, "69,6 pct."),
        (Decimal("69.9996"), 70, "69,9996 pct."),
        (100, 100, "100 pct."),
        # 999.999 of 1.000.000 and 9.999.999 of 10.000.000 are not all
        (Fraction(100 * 999_999, 1_000_000), 100, "99,9999 pct."),
        (Fraction(100 * 9_999_999, 10_000_000), 100, "99,99999 pct."),
        (Fraction(100 * (10**12 - 1), 10**12), 100, "99,9999999999 pct."),
        (1250, None, "1.250 pct."),
    ],
)
def test_a_percentage_is_whole_unless_it_would_look_equal(
    value: Number, apart_from: Number | None, written: str
) -> None:
    assert figures.percent(value, apart_from=apart_from) == written


@pytest.mark.parametrize(
    ("assessment", "measure", "written"),
    [
        # 7/15 = 46.67 %
        (assessed(Fraction(700, 15), 70, numerator=7, denominator=15), SHARE, "47 pct. (7 af 15)"),
        (assessed(75, 70, numerator=3, denominator=4), SHARE, "75 pct. (3 af 4)"),
        (assessed(Decimal(53), 60), SHARE, "53 pct."),
        # 87/125 = 69.6 %, less than 70
        (assessed(Decimal("69.6"), 70, numerator=87, denominator=125), SHARE, "69,6 pct. (87 af 125)"),
        # 1.393/2.000 = 69.65 %, which is no less clear next to 69
        (assessed(Decimal("69.65"), 69, numerator=1393, denominator=2000), SHARE, "70 pct. (1.393 af 2.000)"),
        (assessed(1362, 200), COUNT, "1.362"),
        (assessed(Decimal("14.5"), 15), COUNT, "14,5"),
        (assessed(0, 10), COUNT, "0"),
        (assessed(None, 10), COUNT, "–"),
        (assessed(None, 70), SHARE, "–"),
        (assessed(None, 70, numerator=0, denominator=0), SHARE, "0 af 0"),
    ],
)
def test_what_was_reached(assessment: Assessment, measure: Measure, written: str) -> None:
    assert figures.actual(assessment, measure) == written


@pytest.mark.parametrize(
    ("value", "measure", "direction", "written"),
    [
        (70, SHARE, Direction.AT_LEAST, "70 pct."),
        (Decimal("12.5000"), SHARE, Direction.AT_LEAST, "12,5 pct."),
        (Decimal("69.6"), SHARE, Direction.AT_LEAST, "69,6 pct."),
        (1000, COUNT, Direction.AT_LEAST, "1.000"),
        (Decimal("2.5"), COUNT, Direction.AT_LEAST, "2,5"),
        (5, COUNT, Direction.AT_MOST, "højst 5"),
        (20, SHARE, Direction.AT_MOST, "højst 20 pct."),
        (0, COUNT, Direction.AT_MOST, "højst 0"),
        (None, COUNT, Direction.AT_MOST, "–"),
    ],
)
def test_a_target_is_written_as_adopted(
    value: Number | None, measure: Measure, direction: Direction, written: str
) -> None:
    assert figures.target(value, measure, direction) == written


def test_a_weighted_target_is_rounded_but_never_to_look_like_the_actual() -> None:
    # 60 % of 10 and 70 % of 20: (60·10 + 70·20)/30 = 66.67 %
    weighted = Fraction(60 * 10 + 70 * 20, 30)

    assert figures.target(weighted, SHARE, Direction.AT_LEAST, apart_from=40) == "67 pct."
    assert figures.target(weighted, SHARE, Direction.AT_LEAST, apart_from=67) == "66,7 pct."


# --- Deviations -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "basis", "limit", "written"),
    [
        (Fraction(100 * 13, 60), Basis.RELATIVE, 15, "22 pct."),  # 47 of 60: 13/60 = 21.67 %
        (Fraction(70 * 15 - 700, 15), Basis.POINTS, 15, "23 procentpoint"),  # 70 − 46.67 = 23.33
        (Decimal("14.96"), Basis.RELATIVE, 15, "14,96 pct."),
        (Decimal("14.6"), Basis.RELATIVE, 15, "14,6 pct."),
        (Decimal("14.4"), Basis.RELATIVE, 15, "14 pct."),
        (15, Basis.RELATIVE, 15, "15 pct."),
        (Decimal("15.04"), Basis.POINTS, 15, "15,04 procentpoint"),
        # 8.500.001 of 10.000.000: 1499999/10000000 = 14.99999 %
        (Fraction(100 * 1_499_999, 10_000_000), Basis.RELATIVE, 15, "14,99999 pct."),
        (Decimal("12.7"), Basis.RELATIVE, Decimal("12.5"), "12,7 pct."),
        (None, Basis.RELATIVE, 15, "–"),
    ],
)
def test_a_deviation_never_looks_like_the_tolerance_unless_it_is(
    value: Number | None, basis: Basis, limit: Number, written: str
) -> None:
    deviation = None if value is None else Fraction(value)

    assert figures.deviation(deviation, basis, apart_from=limit) == written


@pytest.mark.parametrize(
    ("limit", "basis", "written"),
    [
        (15, Basis.RELATIVE, "15 pct."),
        (Decimal("15.00"), Basis.POINTS, "15 procentpoint"),
        (Decimal("12.50"), Basis.RELATIVE, "12,5 pct."),
        (Decimal("12.25"), Basis.POINTS, "12,25 procentpoint"),
        (0, Basis.RELATIVE, "0 pct."),
    ],
)
def test_a_tolerance_is_written_as_adopted(limit: Number, basis: Basis, written: str) -> None:
    assert figures.tolerance(limit, basis) == written


# --- Figures as typed, days, years, lists -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (Figure(2019, DAY, value=Decimal("1362.5000")), "1362,5"),
        (Figure(2019, DAY, numerator=7, denominator=15), "7 af 15"),
        (Figure(2019, DAY, numerator=1362, denominator=2000), "1362 af 2000"),
        (Figure(2019, DAY, numerator=0, denominator=0), "0 af 0"),
        (Figure(2019, DAY, percentage=Decimal("53.4000")), "53,4 pct."),
        (Figure(2019, DAY, judged=Status.ACHIEVED), ""),
        (Figure(2019, DAY, unmeasurable=Unmeasurable.NO_DATA), ""),
    ],
)
def test_a_figure_is_typed_as_it_is_stored(figure: Figure, written: str) -> None:
    assert figures.typed(figure) == written


def test_days_and_years() -> None:
    assert figures.day(date(2020, 1, 15)) == "15. januar 2020"
    assert figures.day(date(2018, 3, 7)) == "7. marts 2018"
    assert figures.years(Period(2019, 2019)) == "2019"
    assert figures.years(Period(2016, 2017)) == "2016–2017"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["2016"], "2016"),
        (["2016", "2017"], "2016 og 2017"),
        (["2016", "2017", "2018"], "2016, 2017 og 2018"),
    ],
)
def test_a_list_in_a_sentence(words: list[str], written: str) -> None:
    assert figures.listed(words) == written


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (None, None),
        (70, "70"),
        (Fraction(700, 15), "46.6667"),
        (Decimal("0.00005"), "0.0001"),
        (Decimal("1000.5000"), "1000.5"),
        (10**12, "1000000000000"),
    ],
)
def test_a_number_for_machines_has_four_decimals_at_most(value: Number | None, number: str | None) -> None:
    machine_number = figures.machine_number(value)

    assert (None if machine_number is None else str(machine_number)) == number


def test_in_english_only_the_words_change() -> None:
    share = assessed(Fraction(700, 15), 70, numerator=7, denominator=15)
    with marked_english():
        assert figures.actual(share, SHARE) == "«47 pct.» («7 af 15»)"
        assert figures.actual(assessed(Decimal("1234.5")), COUNT) == "1.234,5"
        assert figures.target(5, COUNT, Direction.AT_MOST) == "«højst 5»"
        assert figures.tolerance(Decimal("12.5"), Basis.POINTS) == "«12,5 procentpoint»"
        assert figures.day(date(2020, 1, 15)) == "15 «January» 2020"
