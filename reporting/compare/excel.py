"""How does one get the comparison into Excel? A row for each part of a goal, before and now, typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.domain.comparison import Outcome
from plans.office.figure_cells import (
    PLAIN_NUMBER,
    Cell,
    NumberCell,
    actual_cell,
    count_cell,
    difference_cell,
    target_cell,
)
from plans.office.sheets import (
    BOLD,
    NUMBER,
    ONE_LINE,
    TITLE,
    describe,
    dress_headings,
    fill_list,
    fill_pairs,
    fill_row,
    fit_to_paper,
    saved,
    set_widths,
)
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording import figures
from plans.wording.statuses import capitalised, computed_note
from reporting.compare.comparison import Comparison, GoalPair, PartPair
from reporting.compare.page import OUTCOMES, compare_page, compared_periods, pair_notes
from reporting.goal_rows import goal_row

_HEADINGS = 4  # the row beneath the title, the counts and an empty one
_GOAL_COLUMN = 4  # stays in sight with what is before it
_OUTCOME_EXPLAINED = (
    "Målets status nu mod dets status før: bedre, dårligere eller uændret. Det, der er i gang, ikke er"
    " afrapporteret eller ikke kan opgøres, kan ikke sammenlignes."
)
_DIFFERENCE_EXPLAINED = (
    "Forskellen mellem de to tal, andele i procentpoint. Af antal fra perioder, der ikke er lige lange, er"
    " det forskellen om året. Hvor definitionen er ændret, står det under Bemærk."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A part of a goal, or a goal without any; `index` is the part's place."""

    comparison: Comparison
    pair: GoalPair
    part: PartPair | None
    number: int
    index: int


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, its width in characters, and what it holds."""

    heading: str
    width: int
    cell: Callable[[_Line], Cell]
    is_number: bool = False


def as_excel(comparison: Comparison) -> bytes:
    """The comparison as a workbook; the same one gives the same bytes."""
    book = Workbook()
    title = f"Sammenligning: {compared_periods(comparison).lower()}"
    describe(book, title=title, subject=comparison.now.plan.title, on=comparison.now.as_of)
    first = book.worksheets[0]
    first.title = "Sammenligning"
    _fill_goals(first, comparison, title)
    _fill_counts(book.create_sheet("Optælling"), comparison)
    _fill_explanation(book.create_sheet("Om tallene"), comparison)
    return saved(book)


def _fill_goals(sheet: Worksheet, comparison: Comparison, title: str) -> None:
    columns = _columns(comparison)
    for row, line in enumerate([title, compare_page(comparison).counted], start=1):
        fill_row(sheet, row, [line])
        sheet.cell(row, 1).alignment = ONE_LINE
    sheet.cell(1, 1).font = TITLE
    rows = ([column.cell(line) for column in columns] for line in _lines(comparison))
    fill_list(sheet, columns, rows, headings=_HEADINGS, still=_GOAL_COLUMN)


def _lines(comparison: Comparison) -> Iterator[_Line]:
    """The goals in the order of the page: by what became of them."""
    ordered = [pair for outcome in Outcome for pair in comparison.with_outcome(outcome)]
    for number, pair in enumerate(ordered, start=1):
        for index, part in enumerate(pair.parts or (None,)):
            yield _Line(comparison, pair, part, number, index)


def _columns(comparison: Comparison) -> list[_Column]:
    before, now = (_side_name(comparison, report) for report in (comparison.before, comparison.now))
    sides = [(before, comparison.before, False), (now, comparison.now, True)]
    return [
        _Column("Nr.", 6, lambda line: NumberCell(line.number, PLAIN_NUMBER), is_number=True),
        _Column("Udfald", 20, lambda line: str(OUTCOMES[line.pair.outcome])),
        _Column("Indsatsområde", 28, _area),
        _Column("Resultatmål", 46, lambda line: _goal_of(line.pair).wording),
        _Column("Tidligere ordlyd", 36, _earlier_wording),
        _Column("Del", 20, lambda line: line.part.named_by.label if line.part else None),
        _Column("Enhed", 16, lambda line: line.part.named_by.unit if line.part else None),
        *(_Column(f"Status {side_name}", 22, _status(report, is_now)) for side_name, report, is_now in sides),
        *(
            _Column(f"Måltal {side_name}", 16, _target(report, is_now), is_number=True)
            for side_name, report, is_now in sides
        ),
        *(
            _Column(f"Opnået {side_name}", 16, _actual(is_now), is_number=True)
            for side_name, _report, is_now in sides
        ),
        *(
            _Column(f"{heading} {side_name}", 14, _count(name, is_now), is_number=True)
            for side_name, _report, is_now in sides
            for heading, name in (("Tæller", "numerator"), ("Nævner", "denominator"))
        ),
        _Column("Ændring", 18, _difference, is_number=True),
        _Column("Bemærk", 60, _notes),
    ]


def _side_name(comparison: Comparison, report: StatusReport) -> str:
    """A standing in a heading; two plans may have the same years."""
    years = figures.years(report.period)
    same_years = comparison.before.period == comparison.now.period
    return f"{years} ({report.plan.slug})" if same_years else years


def _goal_of(pair: GoalPair) -> GoalStatus:
    goal = pair.now or pair.before
    assert goal is not None  # noqa: S101  # a pair has a goal on at least one side
    return goal


def _area(line: _Line) -> Cell:
    return " · ".join(f"{area.number}. {area.title}" for area in _goal_of(line.pair).areas)


def _earlier_wording(line: _Line) -> Cell:
    before, now = line.pair.before, line.pair.now
    return before.wording if before and now and before.wording != now.wording else None


def _goal(line: _Line, *, is_now: bool) -> GoalStatus | None:
    return line.pair.now if is_now else line.pair.before


def _indicator(line: _Line, *, is_now: bool) -> IndicatorStatus | None:
    if line.part is None:
        return None
    return line.part.now if is_now else line.part.before


def _status(report: StatusReport, is_now: bool) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        goal = _goal(line, is_now=is_now)
        if goal is None:
            return None
        word = capitalised(report.words.danish_word(goal.status, goal.measure))
        if goal.override is None:
            return word
        computed = report.words.danish_word(goal.computed_status, goal.measure)
        return f"{word} ({computed_note(computed, is_proposal=goal.is_proposal)})"

    return cell


def _target(report: StatusReport, is_now: bool) -> Callable[[_Line], Cell]:
    """The target as a number; what is judged, or could not be, has it as the page writes it."""

    def cell(line: _Line) -> Cell:
        goal, indicator = _goal(line, is_now=is_now), _indicator(line, is_now=is_now)
        if goal is None or indicator is None:
            return None
        cell = target_cell(indicator.assessment, indicator.facts)
        if cell is not None:
            return cell
        written = goal_row(report, goal, 1).lines[line.index].target
        return written if written != figures.NO_FIGURE else None

    return cell


def _actual(is_now: bool) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        indicator = _indicator(line, is_now=is_now)
        return None if indicator is None else actual_cell(indicator.assessment, indicator.facts)

    return cell


def _count(name: str, is_now: bool) -> Callable[[_Line], Cell]:
    def cell(line: _Line) -> Cell:
        indicator = _indicator(line, is_now=is_now)
        counted = None if indicator is None else getattr(indicator.assessment, name)
        return None if counted is None else count_cell(counted)

    return cell


def _difference(line: _Line) -> Cell:
    """More or less, with its sign; a share's in percentage points."""
    if line.part is None or line.part.difference is None:
        return None
    measure = line.part.named_by.facts.measure
    return difference_cell(line.part.difference, measure, is_a_year=line.part.is_a_year)


def _notes(line: _Line) -> Cell:
    """What there is to know of the goal, once: in the row of its first part."""
    return " ".join(pair_notes(line.pair)) if line.index == 0 else None


def _fill_counts(sheet: Worksheet, comparison: Comparison) -> None:
    fill_row(sheet, 1, ["Udfald", "Mål"])
    dress_headings(sheet)
    for row, (outcome, count) in enumerate(comparison.counts.items(), start=2):
        fill_row(sheet, row, [str(OUTCOMES[outcome]), count_cell(count)])
    fill_row(sheet, len(Outcome) + 2, ["I alt", count_cell(len(comparison.pairs))])
    sheet.cell(len(Outcome) + 2, 1).font = BOLD
    sheet.cell(1, 2).alignment = NUMBER
    set_widths(sheet, [26, 10])
    fit_to_paper(sheet)


def _fill_explanation(sheet: Worksheet, comparison: Comparison) -> None:
    about = []
    for label, report in (("Før", comparison.before), ("Nu", comparison.now)):
        years, day = figures.years(report.period), figures.day(report.as_of)
        about.append((label, f"{report.plan.title}, {years}, opgjort {day}"))
    about += [
        ("Udfald", _OUTCOME_EXPLAINED),
        ("Ændring", _DIFFERENCE_EXPLAINED),
        *(("Bemærk", remark) for remark in compare_page(comparison).remarks),
        ("Små tal", "Tallene er til internt brug: små tal er ikke skjult her, som de kan være i bilaget."),
    ]
    fill_pairs(sheet, ["Hvad", "Hvordan"], about, widths=(22, 90))
