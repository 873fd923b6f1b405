"""How are goals, what is measured for them, and their targets set up?

The administration's pages for result goals with their other wordings and indicators, and for indicators with
their targets.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from plans.admin.large_tables import NamedChoicesFilter, NewestFilter
from plans.admin.row_forms import VersionedRowForm
from plans.admin.rows import (
    RowAdmin,
    RowInline,
    choice_column,
    page,
    rows_of,
)
from plans.admin.withdrawing import withdraw_page
from plans.domain.measures import traits
from plans.domain.numbers import without_percent_sign
from plans.enums import Measure
from plans.models import GoalWording, Indicator, ResultGoal, Target
from plans.web.row_ids import row_id

LONGEST_COLUMN = 90


class WordingInline(RowInline):
    model = GoalWording
    fields = ("place", "text")
    classes = ("collapse",)


class GoalIndicatorInline(RowInline):
    """The fields that most indicators need; the others are on the indicator's own page."""

    model = Indicator
    form = VersionedRowForm
    fields = (("order", "label"), ("measure", "unit"), ("direction", "accumulation"), "version")
    show_change_link = True
    own_page = _("Åbn med måltal")


class GoalForm(VersionedRowForm):
    of_the_plan = {"area": "plan", "further_areas": "plan", "heading": "area__plan"}

    class Meta:
        help_texts = {
            "key": _(
                "Kort navn, som filer henviser til, fx dialogaktiviteter. Ændres ikke, når målet er gemt."
            ),
            "order": _("Målets plads i planen."),
            "area": _("Det område, som målet afrapporteres under."),
            "further_areas": _("Andre områder, som deler målet. De ansvarlige dér kan også indberette."),
            "predecessor": _("Målet i den forrige plan, som dette viderefører."),
        }


@admin.register(ResultGoal)
class ResultGoalAdmin(RowAdmin):
    form = GoalForm
    inlines = (GoalIndicatorInline, WordingInline)
    list_display = ("order", "short_wording", "plan", "area", "withdrawn_from")
    list_display_links = ("order", "short_wording")
    list_filter = (("plan", NewestFilter), ("withdrawn_from", admin.EmptyFieldListFilter))
    list_select_related = ("plan", "area")
    search_fields = ("wording", "key", "plan__title")
    ordering = ("-plan__starts_on", "plan", "order")
    fixed_once_saved = ("plan", "key")
    readonly_fields = ("withdrawn_from",)
    autocomplete_fields = ("predecessor",)
    tasks = (
        (_("Måltal for indikatorerne"), rows_of("plans_indicator", "goal")),
        (_("Lad målet udgå"), page("plans_resultgoal_withdraw")),
    )
    fieldsets = (
        (None, {"fields": ("plan", "order", "key", "wording", "area", "further_areas", "heading")}),
        (_("Mere"), {"fields": ("footnote", "predecessor", "withdrawn_from")}),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        withdraw = self.admin_site.admin_view(self.withdraw_view)
        own = path("<int:object_id>/withdraw/", withdraw, name="plans_resultgoal_withdraw")
        return [own, *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, object_id: int) -> Any:
        """The page on which the goal goes out of its plan, or comes back."""
        return withdraw_page(self, request, object_id)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The new goal comes last in its plan, where the plan is known."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        plan = row_id(initial.get("plan"))
        if plan is not None:
            last = ResultGoal.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
            initial.setdefault("order", (last or 0) + 1)
        return initial

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("ordlyd"), ordering="wording")
    def short_wording(self, goal: ResultGoal) -> str:
        return Truncator(goal.wording).chars(LONGEST_COLUMN)

    def choice_label(self, row: ResultGoal) -> str:
        """The wording with the plan, because a goal's successor may have the same wording."""
        return f"{Truncator(row.wording).chars(LONGEST_COLUMN)} ({row.plan})"


class TargetForm(VersionedRowForm):
    """A target, which may be written with the sign of a percentage where shares are measured."""

    def clean_value(self) -> Any:
        """Raises ValidationError for a sign of percent at a number of things."""
        typed = str(self.data.get(self.add_prefix("value"), ""))
        measure = self.instance.indicator.measure
        if without_percent_sign(typed) != typed and not (measure and traits(Measure(measure)).in_percent):
            raise ValidationError(_("Målet opgøres ikke i procent. Skriv tallet alene, fx 15."))
        return self.cleaned_data["value"]


class TargetInline(RowInline):
    model = Target
    form = TargetForm
    percentages = ("value",)
    fields = (("year", "value"), "text", "version")
    verbose_name_plural = _("måltal: ét for hvert år, eller ét uden år for hele planen")


class IndicatorForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "label": _("Kun nødvendigt, når målet har flere indikatorer."),
            "carries_over": _(
                "De samme borgere kan være talt med i flere år; hele perioden kræver sit eget tal."
            ),
            "tolerance_percent": _("Er feltet tomt, gælder planens tolerance."),
        }


@admin.register(Indicator)
class IndicatorAdmin(RowAdmin):
    form = IndicatorForm
    percentages = ("tolerance_percent",)
    inlines = (TargetInline,)
    list_display = ("short_goal", "order", "label", choice_column("measure", _("opgøres som")), "plan")
    list_filter = (("goal__plan", NewestFilter), ("measure", NamedChoicesFilter))
    list_select_related = ("goal__plan",)
    search_fields = ("label", "goal__wording", "goal__plan__title")
    ordering = ("-goal__plan__starts_on", "goal__plan", "goal__order", "order")
    fixed_once_saved = ("goal",)
    autocomplete_fields = ("goal",)
    fieldsets = (
        (None, {"fields": ("goal", "order", "label", "measure", "unit", "direction", "accumulation")}),
        (
            _("Definition"),
            {"fields": ("numerator", "denominator", "data_source", "counts_people", "carries_over")},
        ),
        (
            _("Egen tolerance"),
            {
                "fields": ("tolerance_percent", "tolerance_basis", "tolerance_boundary"),
                "classes": ("collapse",),
            },
        ),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("resultatmål"), ordering="goal__order")
    def short_goal(self, indicator: Indicator) -> str:
        return Truncator(indicator.goal.wording).chars(LONGEST_COLUMN)

    @admin.display(description=_("handleplan"), ordering="goal__plan")
    def plan(self, indicator: Indicator) -> str:
        return str(indicator.goal.plan)

    def choice_label(self, row: Indicator) -> str:
        """The name with the plan, because an indicator's successor may have the same name."""
        return f"{Truncator(str(row)).chars(LONGEST_COLUMN)} ({row.goal.plan})"
