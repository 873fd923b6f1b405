"""How are numbers and dates written? Danish separators in both languages, rounded so as not to mislead."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.rounding import rounded, rounded_apart
from plans.domain.values import Assessment, Figure, Number, Period
from plans.enums import Basis, Direction, Measure

NO_FIGURE = "–"
FIGURE_DECIMALS = 4  # what the database keeps of a figure


def number(value: Number) -> str:
    """An exact number with thousands and decimals the Danish way: 1234.50 → "1.234,5"."""
    return _written(rounded(value, FIGURE_DECIMALS))


def plain_number(value: Number) -> str:
    """A number as it is typed into a field: "1234,5"."""
    return number(value).replace(".", "")


def percent(value: Number, *, apart_from: Number | None = None) -> str:
    """A percentage in whole numbers, with decimals only where it would else look equal to `apart_from`."""
    return _percent(_written(rounded_apart(value, apart_from)))


def percentage_points(value: Number, *, apart_from: Number | None = None) -> str:
    """A difference between two percentages."""
    return _points(_written(rounded_apart(value, apart_from)))


def amount(value: Number, measure: Measure, *, apart_from: Number | None = None) -> str:
    """A figure of an indicator: a share in percent, a count as it is."""
    return percent(value, apart_from=apart_from) if traits(measure).in_percent else number(value)


def counts(numerator: int, denominator: int) -> str:
    """ "7 af 15"."""
    return _("%(numerator)s af %(denominator)s") % {
        "numerator": number(numerator),
        "denominator": number(denominator),
    }


def qualified(assessment: Assessment, measure: Measure) -> str:
    """What was reached without its counts, with the source's own reservation: "ca. 2.100"."""
    if assessment.actual is None:
        return NO_FIGURE
    text = amount(assessment.actual, measure, apart_from=assessment.target)
    return f"{assessment.qualifier} {text}".strip()


def actual(assessment: Assessment, measure: Measure) -> str:
    """What was reached: "47 pct. (7 af 15)", "ca. 2.100", or a dash."""
    if assessment.actual is None:
        if assessment.denominator == 0:
            return counts(0, 0)
        return NO_FIGURE
    text = qualified(assessment, measure)
    if assessment.numerator is None or assessment.denominator is None:
        return text
    return f"{text} ({counts(assessment.numerator, assessment.denominator)})"


def target(
    value: Number | None, measure: Measure, direction: Direction, *, apart_from: Number | None = None
) -> str:
    """What was to be reached: "70 pct.", "12,5 pct.", "højst 5", or a dash.

    A target is written as adopted. Only one that was weighted over years is rounded, apart from the actual.
    """
    if value is None:
        return NO_FIGURE
    if not traits(measure).in_percent:
        text = number(value)
    elif rounded(value, FIGURE_DECIMALS) != value:
        text = percent(value, apart_from=apart_from)
    else:
        text = _percent(number(value))
    return text if direction is Direction.AT_LEAST else _("højst %(figure)s") % {"figure": text}


def deviation(value: Fraction | None, basis: Basis, *, apart_from: Number | None = None) -> str:
    """How far off: "33 pct.", "23 procentpoint", or a dash where there is nothing to compare."""
    if value is None:
        return NO_FIGURE
    write = percentage_points if basis is Basis.POINTS else percent
    return write(value, apart_from=apart_from)


def tolerance(limit: Number, basis: Basis) -> str:
    """How far off a figure may be: "15 pct.", "12,5 procentpoint"; as adopted, to its last decimal."""
    write = _points if basis is Basis.POINTS else _percent
    return write(number(limit))


def typed(figure: Figure) -> str:
    """A figure as a person would type it: "15", "7 af 15", "47 pct."; empty for what is no number."""
    if figure.value is not None:
        return plain_number(figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        return _("%(numerator)s af %(denominator)s") % {
            "numerator": figure.numerator,
            "denominator": figure.denominator,
        }
    if figure.percentage is not None:
        return _percent(plain_number(figure.percentage))
    return ""


def day(value: date) -> str:
    """ "15. januar 2020"; in English "15 January 2020"."""
    return date_format(value, "DATE_FORMAT")


def years(period: Period) -> str:
    """ "2019", or "2016–2017"."""
    return str(period).replace("-", "–")


def listed(words: list[str]) -> str:
    """ "2016", "2016 og 2017", "2016, 2017 og 2018"."""
    *most, last = words
    return _("%(most)s og %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def machine_number(value: Number | None) -> Decimal | None:
    """A number for machines: half up to four decimals, without trailing zeros; None where there is none."""
    if value is None:
        return None
    short = rounded(value, FIGURE_DECIMALS).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _written(value: Decimal) -> str:
    """All decimals that the number has, but for zeros at the end."""
    whole, _dot, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    text = whole.replace(",", ".").replace("-", "−")
    return f"{text},{decimals}" if decimals else text


def _percent(written: str) -> str:
    return _("%(number)s pct.") % {"number": written}


def _points(written: str) -> str:
    return _("%(number)s procentpoint") % {"number": written}
