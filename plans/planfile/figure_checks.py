"""Do an indicator's targets and figures agree with one another, its measure and the plan's years?

`indicator_problems` yields every problem within one indicator of a plan file; a figure must pass the same
rule as one that is typed on the screen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from plans.domain.agreement import (
    TargetProblem,
    mixes_years_and_whole_plan,
    parts_make_the_whole,
    target_problem,
)
from plans.domain.measures import Way, traits
from plans.domain.values import Period
from plans.enums import Measure, PartOf
from plans.figures.checks import check_figure
from plans.figures.input import ExclusionInput, FigureInput
from plans.planfile.problems import Location, Problem
from plans.planfile.schema_goals import WHOLE_PLAN, IndicatorEntry, MeasurementEntry, TargetEntry
from plans.refusals import sentences_by_field


def indicator_problems(indicator: IndicatorEntry, years: Period) -> Iterator[Problem]:
    """The problems within an indicator of a plan of `years`; their locations start at the indicator."""
    fitting = traits(indicator.measure).accumulations
    if indicator.accumulation not in fitting:
        yield Problem(
            ("accumulation",),
            gettext("Her skal stå en af disse, når measure er %(measure)s: %(fitting)s.")
            % {"measure": indicator.measure.value, "fitting": ", ".join(sorted(fitting))},
        )
    yield from _target_problems(indicator, years)
    seen: dict[tuple[object, object], int] = {}
    for position, measurement in enumerate(indicator.measurements):
        location = ("measurements", position)
        if measurement.year is not None and measurement.year not in years:
            yield Problem((*location, "year"), _within(years))
        first = seen.setdefault((measurement.year, measurement.as_of), position)
        if first != position:
            yield Problem(
                location,
                gettext("Samme år og samme dato står allerede i measurements[%(first)d]; behold den ene.")
                % {"first": first},
            )
        for problem in measurement_problems(
            measurement, indicator.measure, counts_people=indicator.counts_people
        ):
            yield problem.under(location)


def _target_problems(indicator: IndicatorEntry, years: Period) -> Iterator[Problem]:
    years_given = [None if key == WHOLE_PLAN else int(key) for key in indicator.targets]
    if mixes_years_and_whole_plan(years_given):
        yield Problem(
            ("targets",),
            gettext("Her skal stå måltal for årene eller ét for hele planen (plan), ikke begge dele."),
        )
    for key, target in indicator.targets.items():
        location = ("targets", key)
        if key != WHOLE_PLAN and int(key) not in years:
            yield Problem(location, _within(years))
        expected = _wrong_with_target(target, indicator.measure)
        if expected:
            yield Problem(location, expected)


def _wrong_with_target(target: TargetEntry, measure: Measure) -> str | None:
    match target_problem(measure, target.value, target.text):
        case TargetProblem.NOTHING:
            return gettext("Her skal stå et måltal (value) eller, for en vurdering, en tekst (text).")
        case TargetProblem.VALUE_MISSING:
            return gettext("Her skal stå et måltal (value); kun en vurdering kan nøjes med en tekst.")
        case TargetProblem.NEGATIVE:
            return gettext("Et måltal er mindst 0.")
        case TargetProblem.ABOVE_FULL_SHARE:
            return gettext("En andel er højst 100 procent.")
        case None:
            return None


def _within(years: Period) -> str:
    return gettext("Året skal ligge i planens år, %(years)s.") % {"years": years}


def measurement_problems(
    measurement: MeasurementEntry, measure: Measure, *, counts_people: bool
) -> Iterator[Problem]:
    """The problems within one figure, by the same rule as for a figure that is typed on the screen."""
    exclusions = tuple(ExclusionInput(e.count, e.reason, e.due_on) for e in measurement.exclusions)
    # without its parts, which have sentences of their own, in the words of a file
    typed = FigureInput.beside_lists(measurement)
    if exclusions:
        typed = replace(typed, exclusions=exclusions)
    try:
        check_figure(typed, measure, counts_people=counts_people, as_of=measurement.as_of)
    except ValidationError as error:
        for field, messages in sentences_by_field(error).items():
            location = (
                (field,) if field in FigureInput.__dataclass_fields__ else _figure_location(measurement)
            )
            yield from (Problem(location, message) for message in messages)
    wholes = {
        PartOf.FIGURE: measurement.numerator if traits(measure).of_a_whole else measurement.value,
        PartOf.DENOMINATOR: measurement.denominator,
    }
    for part_of, whole in wholes.items():
        adding = [part.value for part in measurement.parts if part.adds_up and part.part_of is part_of]
        yield from parts_problems(whole, adding)


def _figure_location(measurement: MeasurementEntry) -> Location:
    """The location of a problem with the figure itself: the one field that is given, else the measurement."""
    first = [way.columns[0] for way in Way if way is not Way.UNMEASURABLE]
    values = {name: getattr(measurement, name) for name in first}
    filled = [name for name, value in values.items() if value is not None and value is not False]
    return (filled[0],) if len(filled) == 1 else ()


def parts_problems(whole: Decimal | int | None, adding: Sequence[Decimal]) -> Iterator[Problem]:
    """The problem when parts that should add up do not make the whole; `whole` is None if it is no number."""
    if adding and whole is None:
        yield Problem(("parts",), gettext("Delene kan ikke give helheden, når den ikke er et antal."))
    elif not parts_make_the_whole(whole, adding):
        yield Problem(
            ("parts",),
            gettext("Delene giver %(sum)s, men helheden er %(whole)s.")
            % {"sum": plain(sum(adding, Decimal(0))), "whole": plain(Decimal(whole or 0))},
        )


def plain(value: Decimal) -> str:
    """A number as a plan file has it: no exponent, no needless zeros."""
    return format(value.normalize(), "f")


def repeated(values: Iterable[object]) -> Iterator[tuple[int, int]]:
    """The positions of values that have occurred before, each with the position of the first."""
    first: dict[object, int] = {}
    for position, value in enumerate(values):
        if first.setdefault(value, position) != position:
            yield position, first[value]
