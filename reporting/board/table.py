"""In which order does the board show its goals, and what can one sort it by? A table of django-tables2."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.values import Period
from plans.wording import figures
from reporting.board.rows import BoardRow

FIGURES = ("target", "figure", "deviation")  # of the chosen period
_BY_AREA = ("area_number", "number")


class BoardTable(tables.Table):
    """A goal a row: its status in each period, and its figures in the chosen one.

    A period is sorted by its statuses, the worst first.
    """

    goal = tables.Column(verbose_name=gettext_lazy("Resultatmål"), order_by=("sort_wording", "number"))
    area = tables.Column(verbose_name=gettext_lazy("Område"), order_by=_BY_AREA)

    row_header = "goal"

    class Meta:
        order_by = ("area",)

    def __init__(
        self, rows: Iterable[BoardRow], *, periods: Sequence[Period], chosen: Period, order: str
    ) -> None:
        years = figures.years(chosen)
        year_values = {"years": years}
        # What a column is called needs the reader's language and the chosen period.
        columns = [
            *((str(period), _statuses(period)) for period in periods),
            ("target", tables.Column(_("Måltal %(years)s") % year_values, orderable=False)),
            ("figure", _figures(_("Opnået %(years)s") % year_values, "sort_figure")),
            ("deviation", _figures(_("Afvigelse %(years)s") % year_values, "sort_deviation")),
        ]
        super().__init__(list(rows), extra_columns=columns, order_by=(order,) if order else ("area",))

    @property
    def sorted_rows(self) -> list[BoardRow]:
        """The rows in the order that was chosen."""
        return [row.record for row in self.rows]

    @property
    def is_by_area(self) -> bool:
        """Whether the rows of an area stand together."""
        return bool(self.columns["area"].is_ordered)


def _statuses(period: Period) -> Any:
    """A period's column, sorted by severity."""
    return tables.Column(figures.years(period), order_by=(f"severities__{period}", "number"))


def _figures(name: str, value: str) -> Any:
    """A column of figures; what is furthest comes first."""
    return tables.Column(name, order_by=(value, "number"), initial_sort_descending=True)
