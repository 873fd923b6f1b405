"""Which listings are there? The goals of a status report, as a sortable table."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reporting.goal_rows import GoalRow

_FIGURES = {"th": {"class": "number"}, "td": {"class": "number"}}


class StatusTable(tables.Table):
    """Each goal with its target, what was reached, how far off it is, and how it stands and why."""

    goal = tables.Column(
        verbose_name=_("Resultatmål"),
        accessor="wording",
        order_by="sort_wording",
        attrs={"th": {"class": "column-wide"}},
    )
    area = tables.Column(
        verbose_name=_("Område"),
        accessor="areas",
        order_by=("area_number", "number"),
        attrs={"th": {"class": "column-middle"}},
    )
    target = tables.Column(verbose_name=_("Måltal"), accessor="lines", orderable=False, attrs=_FIGURES)
    actual = tables.Column(verbose_name=_("Opnået"), accessor="lines", orderable=False, attrs=_FIGURES)
    deviation = tables.Column(
        verbose_name=_("Afvigelse"),
        accessor="lines",
        order_by=("sort_deviation", "number"),
        initial_sort_descending=True,  # what is furthest off comes first
        attrs=_FIGURES,
    )
    status = tables.Column(
        verbose_name=_("Status"),
        accessor="status",
        order_by=("severity", "number"),
        attrs={"th": {"class": "column-wide"}},
    )

    row_header = "goal"

    class Meta:
        order_by = ()
        empty_text = _("Planen har ingen resultatmål i perioden.")

    def __init__(self, rows: Iterable[GoalRow], *, caption: str, **options: Any) -> None:
        super().__init__(list(rows), **options)
        self.caption = caption

    def render_goal(self, record: GoalRow) -> SafeString:
        # Not from a template, which takes three times as long: some plans have hundreds of goals.
        return format_html('<a href="{}" lang="da">{}</a>', record.url, record.wording)

    def render_area(self, record: GoalRow) -> str:
        return _cell([("", area) for area in record.areas])

    def render_target(self, record: GoalRow) -> str:
        in_words = any(line.target_in_words for line in record.lines)
        has_unit = any(line.target_and_unit != line.target for line in record.lines)
        return _lines(record, "target_and_unit", in_words=in_words, has_unit=has_unit)

    def render_actual(self, record: GoalRow) -> str:
        return _lines(record, "actual")

    def render_deviation(self, record: GoalRow) -> str:
        return _lines(record, "deviation")

    def render_status(self, record: GoalRow) -> SafeString:
        return render_to_string("reporting/cells/status.html", {"row": record})


def _lines(row: GoalRow, name: str, *, in_words: bool = False, has_unit: bool = False) -> str:
    lines = [(line.label, getattr(line, name)) for line in row.lines]
    return _cell(lines, in_words=in_words, has_unit=has_unit)


def _cell(lines: list[tuple[str, str]], *, in_words: bool = False, has_unit: bool = False) -> str:
    """A line each, with its label; most goals have one without: no template is needed for it."""
    if len(lines) == 1 and not lines[0][0] and not in_words and not has_unit:
        return format_html('<span class="figure-line">{}</span>', lines[0][1])
    context = {"lines": lines, "in_words": in_words, "has_unit": has_unit}
    return render_to_string("reporting/cells/lines.html", context)
