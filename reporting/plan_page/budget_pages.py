"""How is a budget shown? Tables with every figure written out, and each difference between sums in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import BudgetLine, BudgetTable
from plans.prose import Prose, prose
from plans.wording import figures, money
from plans.wording.statuses import capitalised
from reporting.plan_page.budget import Cell, Row, Sheet, Sum, added, sheet
from reporting.plan_page.budget_frame import FrameCheck, frame_checks
from reporting.plan_page.source_notes import SourceNote, joined_notes, source_note
from reporting.plan_page.terms import amount_kind_word

# With more columns of figures than this a telephone shows each row as a card.
MOST_NARROW_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class AmountCell:
    """One amount with what stands at it."""

    column: str  # "2016", "I alt"
    text: str  # "4,15", "ca. 2", "–"
    marks: tuple[int, ...] = ()  # the footnotes
    staff: str = ""  # "3 årsværk"
    stated: str = ""  # "dokumentet: 4,1", only where it is another sum


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A row of amounts."""

    label: str
    detail: str  # where the money comes from, and what the amounts say
    cells: tuple[AmountCell, ...]
    is_sum: bool


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """One budget table as a reader sees it."""

    anchor: str
    title: str
    unit: str
    outside_frame: bool
    columns: tuple[str, ...]
    rows: tuple[AmountRow, ...]
    footnotes: tuple[tuple[int, str], ...]
    checks: tuple[str, ...]  # how its sums compare, in words
    differs: bool
    notes: Prose
    source: SourceNote | None

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than fit beside one another on a telephone."""
        return len(self.columns) > MOST_NARROW_COLUMNS


@dataclass(frozen=True, slots=True)
class BudgetChapter:
    """All that the plan says of money."""

    tables: tuple[BudgetPart, ...]
    frame_checks: tuple[str, ...]
    frame_differs: bool


def budget_chapter(tables: Iterable[tuple[BudgetTable, Sequence[BudgetLine]]]) -> BudgetChapter | None:
    """The plan's budget tables in order, and whether its parts fill its frame; None without tables."""
    sheets = [sheet(table, lines) for table, lines in tables]
    if not sheets:
        return None
    checks = frame_checks(sheets)
    return BudgetChapter(
        tables=tuple(_part(budget_sheet, number) for number, budget_sheet in enumerate(sheets, start=1)),
        frame_checks=tuple(_frame_sentence(check) for check in checks),
        frame_differs=any(check.differs for check in checks),
    )


@dataclass
class _Footnotes:
    """The footnotes of one table: each text once."""

    texts: list[str] = field(default_factory=list)

    def marks(self, lines: Iterable[BudgetLine]) -> tuple[int, ...]:
        wanted = dict.fromkeys(line.footnote for line in lines if line.footnote)
        self.texts += [text for text in wanted if text not in self.texts]
        return tuple(self.texts.index(text) + 1 for text in wanted)


def _part(budget_sheet: Sheet, number: int) -> BudgetPart:
    footnotes = _Footnotes()
    kinds = {AmountKind(line.kind) for line in budget_sheet.details}
    name_kinds = kinds != {AmountKind.BUDGET}
    decimals = figures.decimals_of_columns(
        [cell.computed for cell in _cells(budget_sheet, row)] for row in budget_sheet.rows
    )
    rows = tuple(
        _row(budget_sheet, row, footnotes, decimals, name_kinds=name_kinds) for row in budget_sheet.rows
    )
    differences = tuple(_differences(budget_sheet))
    remarks = [(_about(line), line.remark) for line in _all_lines(budget_sheet) if line.remark]
    return BudgetPart(
        anchor=f"budget-{number}",
        title=budget_sheet.table.title,
        unit=money.unit(budget_sheet.table.unit),
        outside_frame=not budget_sheet.table.within_frame,
        columns=_columns(budget_sheet),
        rows=rows,
        footnotes=tuple(enumerate(footnotes.texts, start=1)),
        checks=(*_agreement(budget_sheet, differences), *_spending(budget_sheet)),
        differs=bool(differences),
        notes=prose(budget_sheet.table.notes),
        source=joined_notes(source_note(budget_sheet.table), remarks),
    )


def _columns(budget_sheet: Sheet) -> tuple[str, ...]:
    years = tuple(figures.years(period) for period in budget_sheet.periods)
    return (*years, _("I alt")) if len(years) > 1 else years


def _cells(budget_sheet: Sheet, row: Row) -> list[Cell]:
    """What the row has of each period, and in all where there are several."""
    cells = [row.cells[period] for period in budget_sheet.periods]
    return [*cells, row.total] if len(cells) > 1 else cells


def _row(
    budget_sheet: Sheet, row: Row, footnotes: _Footnotes, decimals: Sequence[int], *, name_kinds: bool
) -> AmountRow:
    label, detail = _row_words(budget_sheet, row)
    kind = amount_kind_word(row.kind) if name_kinds else ""
    return AmountRow(
        label=label,
        detail=" · ".join(word for word in (detail, kind) if word),
        cells=tuple(
            _amount(cell, name, footnotes, places, is_sum=row.is_sum or column == len(budget_sheet.periods))
            for column, (cell, name, places) in enumerate(
                zip(_cells(budget_sheet, row), _columns(budget_sheet), decimals, strict=True)
            )
        ),
        is_sum=row.is_sum,
    )


def _row_words(budget_sheet: Sheet, row: Row) -> tuple[str, str]:
    """The row's name and what stands below it; where all rows are about one thing, the money's source."""
    if row.is_sum:
        return (_("%(what)s i alt") % {"what": row.label} if row.label else _("I alt")), ""
    subjects = {other.label for other in budget_sheet.rows if not other.is_sum}
    if row.funding and (len(subjects) == 1 or row.funding == row.label):
        return row.funding, ""
    return row.label, row.funding


def _amount(cell: Cell, column: str, footnotes: _Footnotes, decimals: int, *, is_sum: bool) -> AmountCell:
    """A sum bears the footnotes of the document's sum; the parts bear their own."""
    stated = [cell.stated] if cell.stated is not None else []
    lines = stated if is_sum else [*cell.lines, *stated]
    staff = added(line.full_time_equivalents for line in lines)
    return AmountCell(
        column=column,
        text=_qualified(cell.lines, cell.computed, decimals=decimals),
        marks=footnotes.marks(lines),
        staff=_("%(n)s årsværk") % {"n": figures.number(staff)} if staff is not None else "",
        stated=_("dokumentet: %(sum)s") % {"sum": money.amount(stated[0].amount)} if cell.differs else "",
    )


def _qualified(lines: Iterable[BudgetLine], amount: Sum, *, decimals: int = 0) -> str:
    """ "ca. 2": a sum is no more certain than its parts."""
    qualifier = next((line.qualifier for line in lines if line.qualifier), "")
    return f"{qualifier} {money.amount(amount, decimals=decimals)}".strip()


def _sum_cells(budget_sheet: Sheet) -> Iterator[tuple[Row, Period, Cell]]:
    for row in budget_sheet.rows:
        yield from ((row, period, cell) for period, cell in row.cells.items())
        if len(row.cells) > 1:
            yield row, budget_sheet.whole, row.total


def _differences(budget_sheet: Sheet) -> Iterator[str]:
    """A sentence for each sum that the document states otherwise."""
    unit = budget_sheet.table.unit
    for row, period, cell in _sum_cells(budget_sheet):
        if cell.differs and cell.stated is not None:
            sentence = _("%(what)s: posterne giver tilsammen %(parts)s mod %(stated)s i dokumentet.")
            yield sentence % {
                "what": _named(row.label, period),
                "parts": money.amount(cell.computed),
                "stated": money.in_unit(money.amount(cell.stated.amount), unit),
            }
    for line in budget_sheet.unplaced:
        sentence = _("%(what)s: dokumentet oplyser summen %(stated)s, som ingen poster svarer til.")
        yield sentence % {
            "what": _about(line),
            "stated": money.in_unit(money.amount(line.amount), unit),
        }


def _agreement(budget_sheet: Sheet, differences: tuple[str, ...]) -> tuple[str, ...]:
    if differences:
        return differences
    if any(cell.stated is not None for _row, _period, cell in _sum_cells(budget_sheet)):
        return (_("Summerne er regnet ud af posterne og stemmer med dokumentets."),)
    return ()


def _spending(budget_sheet: Sheet) -> Iterator[str]:
    """What was spent, or is expected to be, of each period's budget."""
    for period in budget_sheet.periods:
        budget = added(line.amount for line in _lines_of(budget_sheet, AmountKind.BUDGET, period))
        for kind in (AmountKind.SPENT, AmountKind.EXPECTED):
            lines = _lines_of(budget_sheet, kind, period)
            used = added(line.amount for line in lines)
            if used is not None and budget:
                yield _("%(years)s: %(kind)s %(used)s af %(budget)s (%(share)s).") % {
                    "years": figures.years(period),
                    "kind": amount_kind_word(kind).lower(),
                    "used": _qualified(lines, used),
                    "budget": money.in_unit(money.amount(budget), budget_sheet.table.unit),
                    "share": figures.percent(100 * used / budget),
                }


def _lines_of(budget_sheet: Sheet, kind: AmountKind, period: Period) -> list[BudgetLine]:
    return [
        line
        for line in budget_sheet.details
        if line.kind == kind and (line.first_year, line.last_year) == (period.first, period.last)
    ]


def _frame_sentence(check: FrameCheck) -> str:
    values = {
        "years": figures.years(check.period),
        "areas": money.amount(check.areas),
        "staff": money.amount(check.staff),
        "parts": money.amount(check.parts),
        "sum": money.in_unit(money.amount(check.parts), check.unit),
        "frame": money.in_unit(money.amount(check.frame), check.unit),
    }
    if check.staff is None:
        if check.differs:
            return _("%(years)s: områderne giver tilsammen %(areas)s mod rammens %(frame)s") % values
        return _("%(years)s: områderne giver tilsammen rammens %(frame)s") % values
    if check.differs:
        return (
            _(
                "%(years)s: områderne og årsværkene giver tilsammen %(areas)s + %(staff)s = %(parts)s "
                "mod rammens %(frame)s"
            )
            % values
        )
    return (
        _("%(years)s: områderne og årsværkene giver tilsammen %(areas)s + %(staff)s = %(sum)s, som er rammen")
        % values
    )


def _all_lines(budget_sheet: Sheet) -> list[BudgetLine]:
    stated = [cell.stated for _row, _period, cell in _sum_cells(budget_sheet) if cell.stated is not None]
    return [*budget_sheet.details, *stated, *budget_sheet.unplaced]


def _about(line: BudgetLine) -> str:
    label = line.category or (line.area.title if line.area else "")
    return _named(label, Period(line.first_year, line.last_year))


def _named(label: str, period: Period) -> str:
    """ "Budget 2015, 2018", or only the years for the table's own sum."""
    years = figures.years(period)
    return f"{capitalised(label)}, {years}" if label else years
