"""How are numbers and dates written? Danish separators in both languages, rounded so as not to mislead."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans.domain.display import (
    NOTHING,
    shown_deviation,
    shown_figures,
    shown_percent,
    shown_share,
)
from plans.domain.measures import traits
from plans.domain.rounding import MOST_DECIMALS, rounded, rounded_apart
from plans.domain.values import (
    Assessment,
    Figure,
    IndicatorFacts,
    Number,
    Period,
    Tolerance,
    Yardstick,
)
from plans.enums import Basis, Direction, Measure

NO_FIGURE = "–"


def number(value: Number, *, at_least: int = 0) -> str:
    """An exact number with thousands and decimals the Danish way: 1234.50 → "1.234,5".

    With `at_least` so many decimals, so that the numbers of a column have the same.
    """
    return _written(rounded(value, MOST_DECIMALS), at_least=at_least)


def decimals_of_columns(rows: Iterable[Iterable[Number | None]]) -> list[int]:
    """How many decimals each column of these rows of numbers needs, so that none is rounded."""
    return [max(_decimals(value) for value in column) for column in zip(*rows, strict=True)]


def plain_number(value: Number) -> str:
    """A number as it is typed into a field: "1234,5"."""
    return number(value).replace(".", "")


def percent(value: Number, *others: Number) -> str:
    """A computed percentage: whole, with decimals where it would else look like nothing, like all or like
    one of `others` without being it."""
    return _percent(_written(shown_percent(value, *others)))


def about(value: Number) -> str:
    """A computed number of things, whole unless it would look like none: 287,33 → "287"."""
    return _written(rounded_apart(value, NOTHING))


def percentage_points(value: Number) -> str:
    """A difference between two percentages, apart from none."""
    return _points(_written(rounded_apart(value, NOTHING)))


def change_since(value: Number, measure: Measure, *, since: Number | None = None) -> str:
    """How much a figure has changed since an earlier one: "+3", "−32 procentpoint", "samme tal".

    With the earlier figure a count says besides how much that is of it: "+12 (+6 pct.)".
    """
    if value == 0:
        return _("samme tal")
    sign, size = "+" if value > 0 else "−", abs(Fraction(value))
    if traits(measure).in_percent:
        return sign + percentage_points(size)
    if not since:
        return sign + number(size)
    return f"{sign}{number(size)} ({sign}{percent(size / Fraction(since) * 100)})"


def share_of_counts(value: Number, against: Yardstick | None, also: Sequence[Yardstick] = ()) -> str:
    """A share that was computed from its counts, beside the target that it is read against, if any.

    `also` is what the same share stands against elsewhere; there it is written alike.
    """
    return given_percent(shown_share(value, against, is_given=False, also=also).actual or 0)


def amount(
    value: Number, measure: Measure, *, is_given: bool = True, against: Yardstick | None = None
) -> str:
    """A figure of an indicator: a count as it is, a share in percent.

    A share that was not given but computed is read beside the target of `against`.
    """
    if not traits(measure).in_percent:
        return number(value)
    return given_percent(value) if is_given else share_of_counts(value, against)


def given_percent(value: Number) -> str:
    """A percentage with the decimals that it has: "12,5 pct."."""
    return _percent(number(value))


def counts(numerator: int, denominator: int) -> str:
    """ "7 af 15"."""
    return _("%(numerator)s af %(denominator)s") % {
        "numerator": number(numerator),
        "denominator": number(denominator),
    }


def qualified(assessment: Assessment, facts: IndicatorFacts) -> str:
    """What was reached in short, with the source's own reservation: "ca. 2.100", "47 pct.".

    Its counts are left out unless the percentage alone does not tell how it stands.
    """
    if assessment.actual is None:
        return NO_FIGURE
    displayed = shown_figures(assessment, facts)
    text = f"{assessment.qualifier} {amount(displayed.actual or 0, facts.measure)}".strip()
    return _with_counts(text, assessment) if displayed.needs_counts else text


def actual(assessment: Assessment, facts: IndicatorFacts, *, beside: Number | None = None) -> str:
    """What was reached: "47 pct. (7 af 15)", "ca. 2.100", or a dash.

    `beside` is another share that it is told apart from, such as that of the year before.
    """
    if assessment.actual is None:
        if assessment.denominator == 0:
            return counts(0, 0)
        return NO_FIGURE
    displayed = shown_figures(assessment, facts, beside=beside).actual
    text = f"{assessment.qualifier} {amount(displayed or 0, facts.measure)}"
    return _with_counts(text.strip(), assessment)


def target(value: Number | None, measure: Measure, direction: Direction) -> str:
    """What was to be reached, as adopted: "70 pct.", "12,5 pct.", "højst 5", or a dash."""
    if value is None:
        return NO_FIGURE
    text = amount(value, measure)
    return text if direction is Direction.AT_LEAST else _("højst %(figure)s") % {"figure": text}


def target_beside(assessment: Assessment, facts: IndicatorFacts) -> str:
    """The target as it stands beside what was reached; one that was weighted over years is rounded."""
    return target(shown_figures(assessment, facts).target, facts.measure, facts.direction)


def deviation(value: Fraction | None, tolerance: Tolerance) -> str:
    """How far off: "33 pct.", "23 procentpoint", or a dash where there is nothing to compare."""
    if value is None:
        return NO_FIGURE
    write = _points if tolerance.basis is Basis.POINTS else _percent
    return write(_written(shown_deviation(value, tolerance)))


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


def days(first: date, last: date) -> str:
    """ "1. januar 2020 – 31. marts 2020", where something lasts from one day to another."""
    return f"{day(first)} – {day(last)}"


def short_day(value: date) -> str:
    """ "15.01.2020", where a day stands among others in a list."""
    return date_format(value, "SHORT_DATE_FORMAT")


def day_and_time(value: datetime) -> str:
    """ "15. januar 2020 kl. 12.00", by the clock of the place."""
    local = timezone.localtime(value)
    return _("%(day)s kl. %(time)s") % {"day": day(local), "time": date_format(local, "H.i")}


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
    short = rounded(value, MOST_DECIMALS).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def _with_counts(text: str, assessment: Assessment) -> str:
    if assessment.numerator is None or assessment.denominator is None:
        return text
    return f"{text} ({counts(assessment.numerator, assessment.denominator)})"


def _decimals(value: Number | None) -> int:
    short = machine_number(value)
    return 0 if short is None else -int(short.as_tuple().exponent)


def _written(value: Decimal, *, at_least: int = 0) -> str:
    """All decimals that the number has, but for zeros at the end beyond `at_least`."""
    integer, _dot, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(at_least, "0")
    text = integer.replace(",", ".").replace("-", "−")
    return f"{text},{decimals}" if decimals else text


def _percent(written: str) -> str:
    return _("%(number)s pct.") % {"number": written}


def _points(written: str) -> str:
    return _("%(number)s procentpoint") % {"number": written}
