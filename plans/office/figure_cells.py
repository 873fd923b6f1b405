"""How does a figure become a typed cell of Excel? A number with its format, shown as it is on the page.

The cell holds the exact number; its format has the decimals that the display rule gives it.
"""

from dataclasses import dataclass
from fractions import Fraction

from plans.domain.display import NOTHING, shown_deviation, shown_figures
from plans.domain.measures import traits
from plans.domain.rounding import rounded_apart
from plans.domain.values import Assessment, IndicatorFacts, Number
from plans.enums import Basis, Measure
from plans.wording import figures

# Formats as Excel stores them; a Danish Excel shows them with its own separators: 1.362 and 47 %.
COUNT = "#,##0"
PLAIN_NUMBER = "0"
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


def actual_cell(assessment: Assessment, facts: IndicatorFacts) -> Cell:
    """What was reached, with the decimals that the page shows; None where nothing was."""
    value, displayed = assessment.actual, shown_figures(assessment, facts).actual
    return None if value is None or displayed is None else _cell(value, displayed, facts.measure)


def target_cell(assessment: Assessment, facts: IndicatorFacts) -> Cell:
    """What was to be reached, with the decimals that the page shows; None without a target."""
    value, displayed = assessment.target, shown_figures(assessment, facts).target
    return None if value is None or displayed is None else _cell(value, displayed, facts.measure)


def adopted_cell(target: Number, measure: Measure) -> NumberCell:
    """A target with the decimals that it was adopted with."""
    return _cell(target, target, measure)


def deviation_cell(deviation: Number, facts: IndicatorFacts) -> NumberCell:
    """How far a figure is from its target, in percent of it or in percentage points."""
    tolerance = facts.tolerance.for_measure(facts.measure)
    displayed = shown_deviation(deviation, tolerance)
    if tolerance.basis is Basis.POINTS:
        return NumberCell(_number(deviation), _POINTS.format(decimals=_decimals(displayed)))
    return _share(deviation, displayed)


def difference_cell(difference: Number, measure: Measure, *, is_a_year: bool) -> NumberCell:
    """More or less, with its sign: shares in percentage points, sums of unequal periods a year."""
    in_percent = traits(measure).in_percent
    is_computed = in_percent or is_a_year
    displayed = rounded_apart(difference, NOTHING) if is_computed else difference
    suffix = '" procentpoint"' if in_percent else '" om året"' if is_a_year else ""
    number = f"{COUNT}{_decimals(displayed)}{suffix}"
    return NumberCell(_number(difference), f"+{number};-{number};0{suffix}")


def _cell(value: Number, displayed: Number, measure: Measure) -> NumberCell:
    """A share as Excel's own percentage, a count as it is."""
    if traits(measure).in_percent:
        return _share(value, displayed)
    return NumberCell(_number(value), COUNT + _decimals(displayed))


def _share(percent: Number, displayed: Number) -> NumberCell:
    return NumberCell(_number(Fraction(percent) / 100), _SHARE.format(decimals=_decimals(displayed)))


def _decimals(displayed: Number) -> str:
    """The decimals of a format: those that are shown, but for zeros at the end."""
    short = figures.machine_number(displayed)
    decimals = -int(short.as_tuple().exponent) if short is not None else 0
    return "." + "0" * decimals if decimals > 0 else ""


def _number(value: Number) -> int | float:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)
