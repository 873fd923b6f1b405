"""How is the memo of a round set up: its head, its tables, and which goals stand in them?

The administration's pages for reports and their tables; the rows of a table are the goals that it reports.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from plans.admin.large_tables import NewestFilter
from plans.admin.row_forms import RowForm, VersionedRowForm
from plans.admin.rows import RowAdmin, RowInline, rows_of
from plans.models import Report, ReportRow, ReportTable


class TableInline(RowInline):
    model = ReportTable
    fields = (("order", "label"), "title", "column_heading")
    show_change_link = True
    own_page = _("Åbn med mål")


@admin.register(Report)
class ReportAdmin(RowAdmin):
    inlines = (TableInline,)
    list_display = ("title", "dated_on", "round")
    list_filter = (("round__plan", NewestFilter),)
    list_select_related = ("round__plan",)
    search_fields = ("title", "case_number")
    ordering = ("-dated_on",)
    fixed_once_saved = ("round",)
    autocomplete_fields = ("round",)
    tasks = ((_("Målene i tabellerne"), rows_of("plans_reporttable", "report")),)
    fieldsets = (
        (None, {"fields": ("round", "title", "kind", "dated_on")}),
        (
            _("Hoved"),
            {"fields": ("case_number", "document_number", "case_officer", "sender", "ean", "website")},
        ),
        (_("Tekst"), {"fields": ("intro", "closing")}),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )

    def choice_label(self, row: Report) -> str:
        """The report's title with the period of its round."""
        return f"{row} ({row.round.period})"


class ReportRowForm(RowForm):
    of_the_plan = {"goal": "plan"}


class GoalRowInline(RowInline):
    model = ReportRow
    form = ReportRowForm
    fields = (("order", "goal"), "heading", "wording")


@admin.register(ReportTable)
class ReportTableAdmin(RowAdmin):
    form = VersionedRowForm
    inlines = (GoalRowInline,)
    list_display = ("label", "title", "report", "order")
    list_display_links = ("label", "title")
    list_filter = (("report", NewestFilter),)
    list_select_related = ("report__round__plan",)
    search_fields = ("title",)
    ordering = ("-report__dated_on", "order")
    fixed_once_saved = ("report",)
    fields = ("report", "order", "label", "title", "column_heading", "notes", "source_ref", "remark")
