"""Which figures does the Excel file hold? A row for each part of a goal, every figure a typed value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plans.disclosure.discreet import withheld
from plans.domain.measures import traits
from plans.domain.values import Number, Period
from plans.enums import Direction
from plans.office.figure_cells import (
    PLAIN_NUMBER,
    Cell,
    NumberCell,
    actual_cell,
    adopted_cell,
    count_cell,
    deviation_cell,
    target_cell,
)
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording import figures
from plans.wording.statuses import capitalised
from reporting.goal_rows import GoalRow, IndicatorLine, goal_rows

_HIDDEN = "skjult"


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a goal, or a goal without any."""

    report: StatusReport
    goal: GoalStatus
    row: GoalRow
    indicator: IndicatorStatus | None
    line: IndicatorLine | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, what it holds, and what that means."""

    heading: str
    width: int
    meaning: str
    cell: Callable[[_Part], Cell]
    is_number: bool = False


def figure_rows(report: StatusReport) -> Iterator[tuple[Cell, ...]]:
    """The cells of every part of every goal of the annex, in its order and the order of `COLUMNS`."""
    for goal, row in zip(report.goals, goal_rows(report), strict=True):
        if goal.is_left_out:
            continue
        parts = [
            _Part(report, goal, row, indicator, line)
            for indicator, line in zip(goal.indicators, row.lines, strict=True)
        ]
        for part in parts or [_Part(report, goal, row, None, None)]:
            yield tuple(column.cell(part) for column in COLUMNS)


def _target(part: _Part) -> Cell:
    """The target as a number; for what is judged, the text by which it is."""
    if part.indicator is None or part.line is None:
        return None
    cell = target_cell(part.indicator.assessment, part.indicator.facts)
    adopted = _adopted(part.indicator, part.report.period)
    if cell is None and adopted is not None:
        return adopted_cell(adopted, part.indicator.facts.measure)
    if cell is not None:
        return cell
    return part.line.target if part.line.target != figures.NO_FIGURE else None


def _adopted(indicator: IndicatorStatus, period: Period) -> Number | None:
    """The one target of the period, for what could not be judged."""
    targets = [each for each in indicator.facts.targets if each.year is None or each.year in period]
    values = {each.value for each in targets}
    return values.pop() if len(values) == 1 else None


def _actual(part: _Part) -> Cell:
    if (hidden := _withheld(part, "actual")) is not None:
        return hidden
    return None if part.indicator is None else actual_cell(part.indicator.assessment, part.indicator.facts)


def _withheld(part: _Part, name: str) -> str | None:
    """What stands instead of a figure that is not told outside the house; None for one that is."""
    instead = None if part.indicator is None else withheld(part.indicator).get(name)
    return None if instead is None else instead or _HIDDEN


def _deviation(part: _Part) -> Cell:
    if (hidden := _withheld(part, "deviation")) is not None:
        return hidden
    if part.indicator is None or part.indicator.assessment.deviation is None:
        return None
    return deviation_cell(part.indicator.assessment.deviation, part.indicator.facts)


def _direction(part: _Part) -> Cell:
    if part.indicator is None or traits(part.indicator.facts.measure).is_judged:
        return None
    return {Direction.AT_LEAST: "mindst", Direction.AT_MOST: "højst"}[part.indicator.facts.direction]


def _count(name: str) -> Callable[[_Part], Cell]:
    """A count by its name in `Assessment`; that nobody is awaited goes without saying."""

    def cell(part: _Part) -> Cell:
        if (hidden := _withheld(part, name)) is not None:
            return hidden
        counted = None if part.indicator is None else getattr(part.indicator.assessment, name)
        if name == "pending":
            counted = counted or None
        return None if counted is None else count_cell(counted)

    return cell


def _computed(part: _Part) -> Cell:
    return capitalised(part.report.words.danish_word(part.goal.computed_status, part.goal.measure))


def _of_line(text_of: Callable[[IndicatorLine], str]) -> Callable[[_Part], Cell]:
    return lambda part: text_of(part.line) if part.line else None


COLUMNS = (
    Column(
        "Nr.",
        6,
        "Målets plads i bilaget.",
        lambda part: NumberCell(part.row.number, PLAIN_NUMBER),
        is_number=True,
    ),
    Column(
        "Indsatsområde",
        28,
        "Målets område; har det flere, står det ledende først.",
        lambda part: part.row.area,
    ),
    Column("Resultatmål", 46, "Målet, som bilaget skriver det.", lambda part: part.row.wording),
    Column("Del", 22, "Delmålet, hvor målet har flere.", _of_line(lambda line: line.label)),
    Column("Enhed", 22, "Hvad der tælles.", _of_line(lambda line: line.unit)),
    Column("Retning", 10, "Om måltallet skal nås mindst eller højst.", _direction),
    Column("Måltal", 12, "Det, der skal nås; andele i procent.", _target, is_number=True),
    Column("Opnået", 12, "Det, der er nået; andele i procent.", _actual, is_number=True),
    Column(
        "Tæller",
        10,
        "Hvor mange af nævneren der er i mål.",
        _count("numerator"),
        is_number=True,
    ),
    Column(
        "Nævner",
        10,
        "Hvor mange andelen regnes af.",
        _count("denominator"),
        is_number=True,
    ),
    Column(
        "Afventer",
        10,
        "Hvor mange af nævneren der endnu ikke er svar fra.",
        _count("pending"),
        is_number=True,
    ),
    Column("Afvigelse", 18, "Hvor langt der er til måltallet.", _deviation, is_number=True),
    Column("Delens status", 26, "Delens status efter reglen.", _of_line(lambda line: line.word)),
    Column("Status", 26, "Målets status i bilaget.", lambda part: part.row.word),
    Column("Beregnet status", 26, "Målets status efter reglen alene.", _computed),
    Column("Begrundelse", 50, "Hvorfor målet har sin status.", lambda part: part.row.explanation),
)
