"""Are figures and dates written the Danish way, exactly, and never so that they mislead?

Tests `plans.wording.figures`: numbers, percentages, targets, deviations, tolerances, dates and lists as text.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from plans.domain.rounding import rounded, rounded_apart
from plans.domain.values import Assessment, Figure, IndicatorFacts, Number, Period, Reason, Tolerance
from plans.enums import Accumulation, Basis, Direction, Measure, ReasonCode, Status, Unmeasurable
from plans.wording import figures
from tests.marked_english import marked_english

SHARE, COUNT = Measure.SHARE, Measure.COUNT
DAY = date(2019, 12, 31)


def facts(
    measure: Measure, *, limit: Number = 15, direction: Direction = Direction.AT_LEAST
) -> IndicatorFacts:
    accumulation = Accumulation.POOLED if measure is SHARE else Accumulation.SUM
    return IndicatorFacts(measure, direction, accumulation, Tolerance(limit), (), ())


def assessed(
    actual: Number | None,
    target: Number | None = None,
    *,
    numerator: int | None = None,
    denominator: int | None = None,
    weighted: bool = False,
) -> Assessment:
    return Assessment(
        Status.ACHIEVED,
        Reason(ReasonCode.TARGET_MET),
        actual=None if actual is None else Fraction(actual),
        target=None if target is None else Fraction(target),
        numerator=numerator,
        denominator=denominator,
        target_is_weighted=weighted,
    )


def of_counts(numerator: int, denominator: int, target: Number | None = None) -> Assessment:
    share = Fraction(100 * numerator, denominator)
    return assessed(share, target, numerator=numerator, denominator=denominator)


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
        (Decimal("69.6"), 70, "69.6"),
        (70, Decimal("69.6"), "70.0"),
        (Decimal("14.96"), 15, "14.96"),
        (Decimal("15.004"), 15, "15.004"),
        (70, 70, "70"),
        (60, 70, "60"),
        # 9.999.999 of 10.000.000: (9999999/10000000) = 99.99999 %, which four decimals would round to 100
        (Fraction(100 * 9_999_999, 10_000_000), 100, "99.9999"),
    ],
)
def test_decimals_are_added_until_two_numbers_differ(value: Number, other: Number, expected: str) -> None:
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
    ("value", "others", "written"),
    [
        (Fraction(700, 15), (), "47 pct."),
        (Fraction(700, 15), (70,), "47 pct."),
        (Decimal("69.6"), (70,), "69,6 pct."),
        (Decimal("69.9996"), (70,), "69,9996 pct."),
        (100, (), "100 pct."),
        (0, (), "0 pct."),
        # almost all is not all, almost nothing not nothing, whatever else the percentage stands beside
        (Decimal("99.9"), (), "99,9 pct."),
        (Decimal("99.5"), (70,), "99,5 pct."),
        (Decimal("99.4"), (), "99 pct."),
        (Decimal("100.3"), (), "100,3 pct."),
        (Fraction(1, 4), (), "0,3 pct."),
        (Fraction(100 * 999_999, 1_000_000), (), "99,9999 pct."),
        (Fraction(100 * 9_999_999, 10_000_000), (), "99,9999 pct."),
        (Fraction(100 * (10**12 - 1), 10**12), (), "99,9999 pct."),
        (Fraction(1, 10**9), (), "0,0001 pct."),
        (1250, (), "1.250 pct."),
    ],
)
def test_a_percentage_is_whole_unless_it_would_mislead(
    value: Number, others: tuple[Number, ...], written: str
) -> None:
    assert figures.percent(value, *others) == written


@pytest.mark.parametrize(
    ("assessment", "measure", "written"),
    [
        # 7/15 = 46.67 %
        (of_counts(7, 15, 70), SHARE, "47 pct. (7 af 15)"),
        (of_counts(3, 4, 70), SHARE, "75 pct. (3 af 4)"),
        (assessed(Decimal(53), 60), SHARE, "53 pct."),
        # what was given keeps its decimals
        (assessed(Decimal("59.5"), 70), SHARE, "59,5 pct."),
        (assessed(Decimal("94.5"), Decimal("94.5")), SHARE, "94,5 pct."),
        (assessed(Decimal("77.6"), Decimal("72.4")), SHARE, "77,6 pct."),
        (assessed(Decimal("99.9"), 80), SHARE, "99,9 pct."),
        # 87/125 = 69.6 %, less than 70
        (of_counts(87, 125, 70), SHARE, "69,6 pct. (87 af 125)"),
        # 1.393/2.000 = 69.65 %, which is no less clear next to 69
        (of_counts(1393, 2000, 69), SHARE, "70 pct. (1.393 af 2.000)"),
        # 119/200 = 59.5 % of 70 %: exactly 15 % off and not achieved; 60 of 70 would be partly achieved
        (of_counts(119, 200, 70), SHARE, "59,5 pct. (119 af 200)"),
        # 189/200 = 94.5 %, exactly the target
        (of_counts(189, 200, Decimal("94.5")), SHARE, "94,5 pct. (189 af 200)"),
        # 199/200 = 99.5 %, which is not all
        (of_counts(199, 200, 80), SHARE, "99,5 pct. (199 af 200)"),
        (of_counts(1, 250, 80), SHARE, "0,4 pct. (1 af 250)"),
        (of_counts(9_999_999, 10_000_000, 80), SHARE, "99,9999 pct. (9.999.999 af 10.000.000)"),
        (assessed(1362, 200), COUNT, "1.362"),
        (assessed(Decimal("14.5"), 15), COUNT, "14,5"),
        (assessed(0, 10), COUNT, "0"),
        (assessed(None, 10), COUNT, "–"),
        (assessed(None, 70), SHARE, "–"),
        (assessed(None, 70, numerator=0, denominator=0), SHARE, "0 af 0"),
    ],
)
def test_what_was_reached(assessment: Assessment, measure: Measure, written: str) -> None:
    assert figures.actual(assessment, facts(measure)) == written


def test_a_share_comes_to_its_status_where_less_is_better() -> None:
    # 11/200 = 5.5 % of at most 5.2 %: 5.8 % over and partly achieved; 6 would be 15.4 % over
    at_most = facts(SHARE, direction=Direction.AT_MOST)
    assert figures.actual(of_counts(11, 200, Decimal("5.2")), at_most) == "5,5 pct. (11 af 200)"
    assert figures.actual(assessed(Decimal("5.5"), Decimal("5.2")), at_most) == "5,5 pct."


def test_counts_stand_beside_a_share_where_four_decimals_do_not_tell() -> None:
    almost = of_counts(9_999_999, 10_000_000, 100)

    assert figures.qualified(of_counts(199, 200, 100), facts(SHARE)) == "99,5 pct."
    assert figures.qualified(almost, facts(SHARE)) == "99,9999 pct. (9.999.999 af 10.000.000)"


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

    def share_and_target(actual: Number) -> tuple[str, str]:
        share = assessed(actual, weighted, numerator=1, denominator=2, weighted=True)
        return figures.actual(share, facts(SHARE)), figures.target_beside(share, facts(SHARE))

    assert share_and_target(40) == ("40 pct. (1 af 2)", "67 pct.")
    assert share_and_target(67) == ("67 pct. (1 af 2)", "66,7 pct.")
    # 66.6 and 66.67: both rounded until they differ
    assert share_and_target(Decimal("66.6")) == ("66,6 pct. (1 af 2)", "66,7 pct.")


def test_a_weighted_target_is_rounded_like_the_share_beside_it() -> None:
    # 70 % of 65 and 75 % of 60: (70·65 + 75·60)/125 = 72.4 %; 97/125 = 77.6 %
    short = assessed(Decimal("77.6"), Decimal("72.4"), numerator=97, denominator=125, weighted=True)

    assert figures.actual(short, facts(SHARE)) == "78 pct. (97 af 125)"
    assert figures.target_beside(short, facts(SHARE)) == "72 pct."


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
        (Fraction(100 * 1_499_999, 10_000_000), Basis.RELATIVE, 15, "14,9999 pct."),
        (Decimal("12.7"), Basis.RELATIVE, Decimal("12.5"), "12,7 pct."),
        (Decimal("12.5"), Basis.RELATIVE, Decimal("12.5"), "12,5 pct."),
        (Fraction(1, 4), Basis.RELATIVE, 15, "0,3 pct."),  # 1.995 of 2.000: 5/2000 = 0.25 %
        (Fraction(1, 400), Basis.POINTS, 15, "0,003 procentpoint"),
        (Fraction(398, 4), Basis.RELATIVE, 15, "99,5 pct."),  # 1 of 200: not everything is missing
        (None, Basis.RELATIVE, 15, "–"),
    ],
)
def test_a_deviation_never_looks_like_the_tolerance_unless_it_is(
    value: Number | None, basis: Basis, limit: Number, written: str
) -> None:
    deviation = None if value is None else Fraction(value)

    assert figures.deviation(deviation, Tolerance(limit, basis)) == written


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
    with marked_english():
        assert figures.actual(of_counts(7, 15, 70), facts(SHARE)) == "«47 pct.» («7 af 15»)"
        assert figures.actual(assessed(Decimal("1234.5")), facts(COUNT)) == "1.234,5"
        assert figures.target(5, COUNT, Direction.AT_MOST) == "«højst 5»"
        assert figures.tolerance(Decimal("12.5"), Basis.POINTS) == "«12,5 procentpoint»"
        assert figures.day(date(2020, 1, 15)) == "15 «January» 2020"
