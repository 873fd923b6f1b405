"""Which figure do a row's cells make? Read by the one strict parser; each error belongs to a cell."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plans.domain.measures import GIVEN_IN, WAY_OF, traits
from plans.domain.numbers import NumberError, parse_number, parse_share
from plans.domain.questions import percentages_meant
from plans.enums import Measure, Status
from plans.figures.checks import check_figure
from plans.figures.input import FigureInput, judgement
from plans.refusals import sentences_by_field
from plans.wording import figures, problems
from plans.workbook.cell_reading import PERCENT_ENDINGS
from plans.workbook.columns import FIGURE_COLUMNS, NUMBERS, Kind
from plans.workbook.lines import Line, Words

_BY_KEY = {column.key: column for column in FIGURE_COLUMNS}
# Which cell an error of the action is about, by its field; any other is about the figure itself.
_CELL_OF_FIELD = {"pending": "pending", "reason": "reason", "basis": "basis"}


class WrongRow(Exception):
    """What is wrong with a row, by the column of the cell."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(dict(errors))
        self.errors = errors


class UnsureRow(WrongRow):
    """A number stands alone for a share, and may be a percentage; this row alone is left unread."""


def figure_of(texts: Mapping[str, str], line: Line, words: Words, as_of: date) -> FigureInput | None:
    """The figure that the cells say, with what the workbook does not ask kept as it is stored.

    None where they say nothing: an empty cell takes nothing away. Raises WrongRow, and UnsureRow.
    """
    assert line.measure is not None  # noqa: S101  # a row without a figure has no cells for one
    values = _read(texts, words)
    ways = {WAY_OF[key] for key in GIVEN_IN if key in values}
    if not ways:
        _check_stands_alone(values)
        return None
    if len(ways) > 1:
        raise WrongRow(_given_twice(values))
    if values.get("judged") is Status.IN_PROGRESS and not line.can_be_under_way:
        raise WrongRow({"judged": problems.no_longer_under_way()})
    figure = _figure(values, line)
    try:
        check_figure(figure, line.measure, counts_people=line.counts_people, as_of=as_of)
    except ValidationError as error:
        raise WrongRow(_by_cell(error, values, line.measure)) from error
    return figure


def _read(texts: Mapping[str, str], words: Words) -> dict[str, Any]:
    """The cells as values, each by its column. Raises WrongRow with every cell that cannot be read."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for key, text in texts.items():
        if key in _BY_KEY:
            try:
                values[key] = _value(key, text, words)
            except NumberError as error:
                column = _BY_KEY[key]
                errors[key] = problems.number_problem(error, column.heading, column.example)
            except ValueError as error:
                meant = _percentage_meant(key, texts)
                (unsure if meant else errors)[key] = f"{error} {meant}".strip()
    if errors:
        raise WrongRow(errors | unsure)
    if unsure:
        raise UnsureRow(unsure)
    return values


def _value(key: str, text: str, words: Words) -> Any:
    """What one cell says. Raises NumberError, or ValueError with a sentence."""
    column = _BY_KEY[key]
    if column.kind is Kind.JUDGEMENT:
        return _chosen(text, words.judged)
    if column.kind is Kind.UNMEASURABLE:
        return _chosen(text, words.unmeasurable)
    if column.kind not in NUMBERS:
        return text
    if column.kind is Kind.PERCENTAGE and text.endswith(PERCENT_ENDINGS):
        return parse_share(text).percentage
    number = parse_number(text)
    if column.kind is not Kind.COUNT:
        return number
    if number != number.to_integral_value():
        raise ValueError(problems.not_whole(column.heading))
    return int(number)


def _chosen(text: str, choices: Mapping[Any, str]) -> Any:
    """The member that is called so. Raises ValueError with the choices."""
    for member, word in choices.items():
        if text.casefold() == word.casefold():
            return member
    offered = ", ".join(f"»{word}«" for word in choices.values())
    raise ValueError(_("Vælg et af svarene på listen: %(choices)s.") % {"choices": offered})


def _check_stands_alone(values: Mapping[str, Any]) -> None:
    """What stands beside a figure cannot stand alone."""
    alone: dict[str, str] = {}
    if "basis" in values:
        alone["judged"] = problems.judgement_missing(_BY_KEY["judged"].heading)
    if "reason" in values:
        alone["unmeasurable"] = _(
            "Du har skrevet, hvorfor det ikke kan opgøres. Vælg også årsagen på listen."
        )
    if "pending" in values:
        alone["numerator"] = _("Skriv også »I mål« og »Ud af«; »Afventer« kan ikke stå alene.")
    if alone:
        raise WrongRow(alone)


def _given_twice(values: Mapping[str, Any]) -> dict[str, str]:
    """Every cell that gives the figure but the first of them."""
    filled = [key for key in GIVEN_IN if key in values]
    second = next(key for key in filled if WAY_OF[key] is not WAY_OF[filled[0]])
    first = _BY_KEY[filled[0]].heading
    message = _("»%(first)s« er også udfyldt. Opgiv kun det ene: slet det, der ikke gælder.") % {
        "first": first
    }
    return {second: message}


def _figure(values: Mapping[str, Any], line: Line) -> FigureInput:
    """The stored figure with what the cells say instead."""
    stored = line.stored or FigureInput()
    if ("numerator" in values) != ("denominator" in values):
        raise _half_a_share(values)
    changes: dict[str, Any] = {"basis": ""} | {key: values[key] for key in GIVEN_IN if key in values}
    # An empty cell says nothing: what explains the same kind of figure stays.
    if "judged" in values:
        was_judged = stored.judged or stored.under_way
        changes |= {"judged": None, **judgement(values["judged"])}
        changes["basis"] = values.get("basis", stored.basis if was_judged else "")
    if "unmeasurable" in values:
        changes["reason"] = values.get("reason", stored.reason if stored.unmeasurable else "")
    if line.measure is not None and traits(line.measure).of_a_whole:
        has_counts = "numerator" in values
        changes["pending"] = values.get("pending", stored.pending if has_counts else 0)
        changes["cohort_total"] = stored.cohort_total if has_counts else None
    if "reason" in values and "unmeasurable" not in values:
        raise WrongRow({"reason": _("Der er også et tal i rækken. Slet tallet eller begrundelsen.")})
    return stored.given_anew(**changes)


def _half_a_share(values: Mapping[str, Any]) -> WrongRow:
    """What is missing beside a number that stands alone; one of at most 100 may be a percentage."""
    empty, given = ("denominator", "numerator") if "numerator" in values else ("numerator", "denominator")
    sentence = _("Feltet er tomt. Skriv begge tal, fx 7 i »I mål« og 15 i »Ud af«.")
    meant = _in_percent(Decimal(values[given]))
    return UnsureRow({empty: f"{sentence} {meant}"}) if meant else WrongRow({empty: sentence})


def _percentage_meant(key: str, texts: Mapping[str, str]) -> str:
    """What is said to a number that is no whole one and stands alone for a share: it may be a percentage."""
    halves = {"numerator": "denominator", "denominator": "numerator"}
    if key not in halves or halves[key] in texts:
        return ""
    return _in_percent(parse_number(texts[key]))


def _in_percent(number: Decimal) -> str:
    """Which percentage a number alone may be, and where it goes: "98 pct. eller 0,98 pct." for 0,98."""
    likely = percentages_meant(number)
    if not likely or number < 0:
        return ""
    meant = _(" eller ").join(figures.given_percent(each) for each in likely)
    return _("Mener du %(meant)s, så skriv det i »%(column)s«.") % {
        "meant": meant,
        "column": _BY_KEY["percentage"].heading,
    }


def _by_cell(error: ValidationError, values: Mapping[str, Any], measure: Measure) -> dict[str, str]:
    first = next((key for key in GIVEN_IN if key in values), traits(measure).ways[0].columns[0])
    found: dict[str, str] = {}
    for field, messages in sentences_by_field(error).items():
        found.setdefault(_CELL_OF_FIELD.get(field, first), " ".join(messages))
    return found
