"""Do periods, spans and figures mean what they say?

Tests the values `Period`, `Span` and `Figure` of the rule.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from plans.domain.values import Figure, Period, Span
from plans.enums import Measure, Status, Unmeasurable

DAY = date(2017, 12, 31)
PILOT = Span(date(2009, 9, 17), date(2011, 9, 16))


@pytest.mark.parametrize(
    ("text", "period"), [("2019", Period(2019, 2019)), ("2016-2017", Period(2016, 2017))]
)
def test_a_period_is_written_and_read_alike(text: str, period: Period) -> None:
    assert Period.parse(text) == period
    assert str(period) == text


def test_a_period_of_one_year_is_written_short() -> None:
    assert str(Period.parse("2019-2019")) == "2019"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-",
        "-2019",
        "2016–2017",
        "2016-17",
        "2019 ",
        "2019\n",
        "20190",
        "٢٠١٩",
        "2016-2017-2018",
    ],
)
def test_no_other_text_is_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="a period is written 2019 or 2016-2017"):
        Period.parse(text)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end in 2016 before it begins in 2017"):
        Period.parse("2017-2016")


def test_the_years_and_days_of_a_period() -> None:
    period = Period(2016, 2018)
    assert list(period.years) == [2016, 2017, 2018]
    assert (period.starts_on, period.ends_on) == (date(2016, 1, 1), date(2018, 12, 31))
    assert [year in period for year in (2015, 2016, 2018, 2019, None)] == [False, True, True, False, False]


def test_a_plan_touches_the_years_it_begins_and_ends_in() -> None:
    assert PILOT.period == Period(2009, 2011)


@pytest.mark.parametrize(
    ("period", "span"),
    [
        (Period(2009, 2009), Span(date(2009, 9, 17), date(2009, 12, 31))),
        (Period(2010, 2010), Span(date(2010, 1, 1), date(2010, 12, 31))),
        (Period(2010, 2011), Span(date(2010, 1, 1), date(2011, 9, 16))),
    ],
)
def test_the_part_of_a_plan_that_lies_in_a_period(period: Period, span: Span) -> None:
    assert PILOT.within(period) == span


@pytest.mark.parametrize(
    ("figure", "actual"),
    [
        pytest.param(Figure(2017, DAY, value=Decimal("14.5")), Fraction(29, 2), id="a count as it is"),
        pytest.param(Figure(2017, DAY, value=Decimal(0)), Fraction(0), id="zero is a figure"),
        pytest.param(Figure(2017, DAY, percentage=Decimal(0)), Fraction(0), id="and so is 0 %"),
        pytest.param(
            Figure(2017, DAY, numerator=7, denominator=15), Fraction(140, 3), id="7 of 15 in percent"
        ),
        pytest.param(Figure(2017, DAY, numerator=0, denominator=15), Fraction(0), id="0 of 15"),
        pytest.param(Figure(2017, DAY, numerator=0, denominator=0), None, id="0 of 0 is nothing"),
        pytest.param(Figure(2017, DAY, judged=Status.ACHIEVED), None, id="a judgement is no number"),
        pytest.param(Figure(2017, DAY, unmeasurable=Unmeasurable.NO_DATA), None, id="nor is no data"),
    ],
)
def test_a_figure_as_one_exact_number(figure: Figure, actual: Fraction | None) -> None:
    assert figure.actual == actual


@pytest.mark.parametrize(
    ("figure", "measures"),
    [
        (Figure(2017, DAY, value=Decimal(1)), {Measure.COUNT, Measure.SHARE}),
        (Figure(2017, DAY, numerator=0, denominator=0), {Measure.COUNT, Measure.SHARE}),
        (Figure(2017, DAY, judged=Status.ACHIEVED), {Measure.JUDGEMENT}),
        (Figure(2017, DAY, unmeasurable=Unmeasurable.NO_DATA), set(Measure)),
    ],
)
def test_what_a_figure_answers(figure: Figure, measures: set[Measure]) -> None:
    assert {measure for measure in Measure if figure.answers(measure)} == measures
