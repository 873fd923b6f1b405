"""How does a figure become a typed cell of Excel? A number with its format, shown as it is on the page."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.domain.measures import traits
from plans.domain.rounding import rounded_apart
from plans.domain.values import IndicatorFacts, Number
from plans.enums import Basis, Measure
from plans.wording import figures

# Formats as Excel stores them; a Danish Excel shows them with its own separators: 1.362 and 46,7 %.
COUNT = "#,##0"
PLACE = "0"
_POINTS = '0{decimals}" procentpoint"'
_SHARE = "0{decimals}%"


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number and the format in which it is shown."""

    value: int | float
    number_format: str


Cell = str | NumberCell | None


def count_cell(value: int) -> NumberCell:
    """A whole number."""
    return NumberCell(value, COUNT)


def amount_cell(value: Number, measure: Measure, *, apart_from: Number | None) -> NumberCell:
    """A share as Excel's own percentage, a count with the decimals that it has."""
    if traits(measure).in_percent:
        return _share(value, apart_from)
    return NumberCell(_number(value), COUNT + _decimals(value, apart_from))


def deviation_cell(deviation: Number, facts: IndicatorFacts) -> NumberCell:
    """How far a figure is from its target, in percent of it or in percentage points."""
    tolerance = facts.tolerance.for_measure(facts.measure)
    limit = Fraction(tolerance.percent)
    if Basis(tolerance.basis) is Basis.POINTS:
        return NumberCell(_number(deviation), _POINTS.format(decimals=_decimals(deviation, limit)))
    return _share(deviation, limit)


def _share(percent: Number, apart_from: Number | None) -> NumberCell:
    decimals = _decimals(percent, apart_from)
    return NumberCell(_number(Fraction(percent) / 100), _SHARE.format(decimals=decimals))


def _decimals(value: Number, apart_from: Number | None) -> str:
    """The decimals of a format: an exact figure's own; else one, or as many as tell it from the other."""
    short = figures.machine_number(value)
    if short is not None and short == value:
        return _zeros(short)
    return _zeros(rounded_apart(value, apart_from), at_least=1)


def _zeros(shown: Decimal, *, at_least: int = 0) -> str:
    places = max(at_least, -int(shown.as_tuple().exponent))
    return "." + "0" * places if places else ""


def _number(value: Number) -> int | float:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)
