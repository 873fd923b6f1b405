"""How are budgets, key figures and decisions set up?

The administration's pages for budget tables with their lines, key figures with their parts, and decisions
with votes and remarks.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from plans.admin.large_tables import NewestFilter
from plans.admin.row_forms import VersionedRowForm
from plans.admin.rows import RowAdmin, RowInline
from plans.models import (
    BudgetLine,
    BudgetTable,
    Decision,
    DecisionRemark,
    DecisionVote,
    KeyFigure,
    KeyFigurePart,
)
from plans.wording import figures


class BudgetLineForm(VersionedRowForm):
    of_the_plan = {"area": "plan"}

    class Meta:
        help_texts = {"amount": _("Et tomt felt vises som en streg.")}


class BudgetLineInline(RowInline):
    model = BudgetLine
    form = BudgetLineForm
    signed_numbers = ("amount",)
    fields = (
        ("order", "area", "category"),
        ("first_year", "last_year", "kind"),
        ("amount", "qualifier", "stated_total"),
        ("funding", "full_time_equivalents"),
        "footnote",
        "version",
    )


@admin.register(BudgetTable)
class BudgetTableAdmin(RowAdmin):
    inlines = (BudgetLineInline,)
    list_display = ("title", "plan", "order", "unit", "within_frame")
    list_filter = (("plan", NewestFilter),)
    list_select_related = ("plan",)
    search_fields = ("title",)
    ordering = ("-plan__starts_on", "plan", "order")
    fixed_once_saved = ("plan",)
    fields = ("plan", "order", "title", "unit", "within_frame", "notes", "source_ref", "remark")


class KeyFigurePartInline(RowInline):
    model = KeyFigurePart
    signed_numbers = ("value",)
    fields = (("order", "label"), ("value", "adds_up"))


class KeyFigureForm(VersionedRowForm):
    of_the_plan = {"area": "plan"}


@admin.register(KeyFigure)
class KeyFigureAdmin(RowAdmin):
    form = KeyFigureForm
    inlines = (KeyFigurePartInline,)
    signed_numbers = ("value",)
    list_display = ("label", "number", "unit", "plan", "order")
    list_filter = (("plan", NewestFilter),)
    list_select_related = ("plan",)
    search_fields = ("label",)
    ordering = ("-plan__starts_on", "plan", "order")
    fixed_once_saved = ("plan",)
    autocomplete_fields = ("indicator",)
    fields = (
        "plan",
        "order",
        "label",
        "value",
        "unit",
        "qualifier",
        "starts_on",
        "ends_on",
        "area",
        "indicator",
        "source_ref",
        "remark",
    )

    @admin.display(description=_("tal"), ordering="value")
    def number(self, figure: KeyFigure) -> str:
        return figures.number(figure.value)


class VoteInline(RowInline):
    model = DecisionVote
    fields = (("side", "count", "parties"),)


class RemarkInline(RowInline):
    model = DecisionRemark
    fields = (("order", "party"), "text")


class DecisionForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "plans": _("Den eller de planer, beslutningen handler om."),
            "publication": _(
                "Den fastlåste version, beslutningen handler om, hvis den gjaldt en afrapportering."
            ),
        }


@admin.register(Decision)
class DecisionAdmin(RowAdmin):
    form = DecisionForm
    inlines = (VoteInline, RemarkInline)
    list_display = ("decided_on", "committee", "title", "case_number")
    list_display_links = ("decided_on", "title")
    list_filter = (("plans", NewestFilter), "committee")
    search_fields = ("title", "case_number", "committee")
    ordering = ("-decided_on",)
    fieldsets = (
        (None, {"fields": ("committee", "decided_on", "case_number", "item_number", "title")}),
        (_("Om"), {"fields": ("plans", "publication")}),
        (_("Tekst"), {"fields": ("recommendation", "outcome")}),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )
