"""What does a plan's board show? The goals that were asked for, in their order, counted, with ways on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.values import Period
from plans.enums import Status
from plans.status_report import StatusReport
from plans.web.plan_pages import PageLink
from plans.wording import figures
from plans.wording.statuses import capitalised
from reporting.board.chosen import Chosen
from reporting.board.filters import DENSE, FULL, PERIOD, SORT, VIEW, BoardFilter
from reporting.board.reading import BoardGoal, BoardReading
from reporting.board.rows import BoardRow, board_rows
from reporting.board.table import FIGURES, BoardTable
from reporting.board.totals import TotalLine, counts_in, total_lines
from reporting.goal_rows import goal_rows
from reporting.tables import StatusTable

_MOST_SIDE_BY_SIDE = 5
_IN_BOTH = ("goal", "area", "deviation", "status", "")  # sorts that both views have


@dataclass(frozen=True, slots=True)
class SummaryCount:
    """How many of the goals have a status in the chosen period; `url` shows only these."""

    status: Status
    word: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; `url` sorts by it, `sorted` says how it is, `day` of which day its figures are."""

    label: str
    url: str
    sorted: str
    day: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that stand together: an area's, or without a title all of them."""

    title: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class Board:
    """A plan's board as it was asked for."""

    reading: BoardReading
    chosen: Chosen
    goals: Sequence[BoardGoal]  # in the plan's order
    total: int  # of all goals of the plan

    @property
    def period(self) -> Period:
        """The chosen period."""
        return self.chosen.filter.chosen

    @property
    def report(self) -> StatusReport:
        """The status report of the chosen period."""
        return self.reading.reports[self.period]

    @property
    def is_dense(self) -> bool:
        """Whether the goals are shown a line each, with all periods."""
        return not self.reading.in_full

    @property
    def is_wide(self) -> bool:
        """Whether the periods are too many to stand side by side on a page."""
        return len(self.reading.reports) > _MOST_SIDE_BY_SIDE

    @cached_property
    def full_table(self) -> StatusTable:
        """The goals in the chosen period in full, in the order of its report where no other was chosen."""
        keys = {goal.named_by.key for goal in self.goals}
        caption = _("Status for resultatmål %(years)s") % {"years": self.years}
        order = (self.sort,) if self.sort.removeprefix("-") in StatusTable.base_columns else ()
        return StatusTable(
            [row for row in goal_rows(self.report) if row.key in keys], caption=caption, order_by=order
        )

    @cached_property
    def table(self) -> BoardTable:
        """The goals with all periods, in the order that was chosen."""
        sort = self.sort
        return BoardTable(
            board_rows(self.reading, self.goals, self.period),
            periods=list(self.reading.reports),
            chosen=self.period,
            order=f"{sort.removesuffix('status')}{self.period}" if sort.endswith("status") else sort,
        )

    @property
    def views(self) -> list[PageLink]:
        """The same goals, dense and in full."""
        plain = self.chosen if self.sort.removeprefix("-") in _IN_BOTH else self.chosen.unsorted
        return [
            PageLink(label, plain.with_choice(view=view), (view == DENSE) == self.is_dense)
            for view, label in ((DENSE, _("Tæt")), (FULL, _("Fuld")))
        ]

    @cached_property
    def rows(self) -> list[BoardRow]:
        """The goals in the order that was chosen."""
        return self.table.sorted_rows

    @property
    def groups(self) -> list[RowGroup]:
        """The rows by area where they are sorted so; else all together."""
        if not self.table.is_by_area:
            return [RowGroup("", tuple(self.rows))]
        return [RowGroup(area, tuple(rows)) for area, rows in groupby(self.rows, key=lambda row: row.area)]

    @cached_property
    def totals(self) -> list[TotalLine]:
        """The counts for the plan, its levels and its areas."""
        return total_lines(self.reading, self.goals, self.chosen.filter.given)

    @cached_property
    def counts(self) -> list[SummaryCount]:
        """How many of the goals have each status in the chosen period."""
        counted = counts_in(self.goals, self.period)
        words = self.report.words
        return [
            SummaryCount(
                status,
                capitalised(words.word(status)),
                counted[status],
                self.chosen.with_choice(status=status.value),
            )
            for status in Status
        ]

    @property
    def periods(self) -> list[PageLink]:
        """The board for each of the plan's periods, with the same filters."""
        return [
            PageLink(figures.years(each), self.chosen.with_choice(period=str(each)), each == self.period)
            for each in self.reading.periods
        ]

    @property
    def how_many(self) -> str:
        """ "Viser 5 af 14 resultatmål"."""
        if len(self.goals) == self.total:
            pattern = ngettext("Viser %(goals)s resultatmål", "Viser alle %(goals)s resultatmål", self.total)
            return pattern % {"goals": self.total}
        pattern = _("Viser %(shown)s af %(goals)s resultatmål")
        return pattern % {"shown": len(self.goals), "goals": self.total}

    @property
    def counted(self) -> str:
        """What the picture of the statuses is about."""
        return _("De viste resultatmål fordelt på status %(years)s") % {"years": figures.years(self.period)}

    @property
    def caption(self) -> str:
        """What the table is about."""
        return _("Resultatmål efter periode: %(plan)s") % {"plan": self.reading.plan.title}

    @property
    def lead(self) -> str:
        """Which period is chosen, and of which day its figures are."""
        values = {"years": figures.years(self.period), "as_of": figures.day(self.report.as_of)}
        if self.report.round is None:
            return _("Alle mål, periode for periode. %(years)s med de tal, der er kendt %(as_of)s.") % values
        return _("Alle mål, periode for periode. %(years)s er opgjort %(as_of)s.") % values

    @property
    def sort(self) -> str:
        """The column that the goals are sorted by, as the address has it; with a minus if falling."""
        return str(self.chosen.filter.given.get(SORT, ""))

    @property
    def order(self) -> str:
        """The column and direction that the goals are sorted by, in words; empty where it is by area."""
        asked = self.sort
        if asked in {"", "area"}:
            return ""
        columns = self.table.columns if self.is_dense else self.full_table.columns
        name = asked.removeprefix("-")
        if name not in columns.names():
            return ""
        column = columns[name]
        way = _("faldende") if asked.startswith("-") else _("stigende")
        return _("%(column)s, %(way)s") % {"column": column.header, "way": way}

    @property
    def years(self) -> str:
        """The chosen period."""
        return figures.years(self.period)

    @cached_property
    def headings(self) -> list[Heading]:
        """The table's columns, but for the area, which has a line of its own."""
        days = {
            str(each.period): figures.day(each.as_of) for each in self.reading.reports.values() if each.round
        }
        return [
            Heading(
                label=column.header,
                url=self.chosen.with_choice(sort=column.order_by_alias.next) if column.orderable else "",
                sorted=_sorted(column),
                day=days.get(column.name, ""),
                is_number=column.name in FIGURES,
            )
            for column in self.table.columns
            if column.name != "area"
        ]

    @property
    def by_area(self) -> str:
        """The board's address in the plan's own order."""
        return self.chosen.without(SORT)

    @property
    def total_groups(self) -> list[list[TotalLine]]:
        """The counts: the plan, its levels, its areas."""
        return [list(lines) for _kind, lines in groupby(self.totals, key=lambda line: line.kind)]

    @property
    def files(self) -> list[PageLink]:
        """What is shown as files."""
        query = self.chosen.query
        query.pop(VIEW, None)
        query[PERIOD] = str(self.period)
        return [
            PageLink(label, f"{address}?{query.urlencode()}", current=False)
            for label, extension in (("Excel", "xlsx"), ("CSV", "csv"), ("JSON", "json"))
            for address in [reverse("board_file", args=[self.reading.plan.slug, extension])]
        ]


def _sorted(column: Any) -> str:
    if not column.is_ordered:
        return ""
    return "descending" if column.order_by_alias.is_descending else "ascending"


def board_of(reading: BoardReading, asked: QueryDict) -> Board:
    """The board that `asked`, the address's query, describes."""
    filters = BoardFilter(asked, reading)
    goals = filters.kept
    chosen = Chosen(reading.plan.slug, filters, asked)
    return Board(reading, chosen, goals, len(reading.goals(filters.chosen)))
