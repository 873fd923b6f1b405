"""How are plans, their areas, and the people who enter figures for them set up?

The administration's pages for action plans, effort areas and responsibilities (which person enters figures
for which area, from when to when).
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.actions.rights_mails import who_is_notified
from plans.admin.confirming import person
from plans.admin.copying import copy_page
from plans.admin.large_tables import NewestFilter
from plans.admin.row_forms import VersionedRowForm
from plans.admin.rows import RowAdmin, RowInline, new_row_of, page, rows_of
from plans.models import ActionPlan, Effort, EffortArea, GoalHeading, Responsibility, StatusWord
from plans.web.row_ids import row_id
from plans.wording import figures


class WordInline(RowInline):
    model = StatusWord
    fields = (("status", "measure", "word"),)


class PlanForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "slug": _("Bruges i planens adresser og ændres ikke, når planen er gemt, fx vink-2020-21."),
            "tolerance_percent": _("Så meget kan et tal afvige og stadig være delvist nået, fx 15."),
            "predecessor": _("Den tidligere plan, som denne viderefører."),
        }


@admin.register(ActionPlan)
class ActionPlanAdmin(RowAdmin):
    form = PlanForm
    percentages = ("tolerance_percent",)
    inlines = (WordInline,)
    list_display = ("title", "years", "slug", "predecessor")
    list_select_related = ("predecessor",)
    search_fields = ("title", "slug")
    ordering = ("-starts_on", "slug")
    fixed_once_saved = ("slug",)
    autocomplete_fields = ("predecessor",)
    tasks = (
        (_("Åbn en runde"), new_row_of("plans_reportinground", "plan")),
        (_("Kopiér til en ny plan"), page("plans_actionplan_copy")),
        (_("Indsatsområder"), rows_of("plans_effortarea", "plan")),
        (pgettext_lazy("plural", "Resultatmål"), rows_of("plans_resultgoal", "plan")),
    )
    fieldsets = (
        (None, {"fields": ("title", "slug", "starts_on", "ends_on", "predecessor")}),
        (
            _("Reglen for, hvornår et mål er delvist nået"),
            {"fields": ("tolerance_percent", "tolerance_basis", "tolerance_boundary")},
        ),
        (_("Tekst"), {"fields": ("aims", "introduction")}),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        copy = self.admin_site.admin_view(self.copy_view)
        return [path("<int:object_id>/copy/", copy, name="plans_actionplan_copy"), *super().get_urls()]

    def copy_view(self, request: HttpRequest, object_id: int) -> Any:
        """The page on which the plan is copied to its successor."""
        return copy_page(self, request, object_id)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=pgettext_lazy("plural", "år"), ordering="starts_on")
    def years(self, plan: ActionPlan) -> str:
        return figures.years(plan.period)


class EffortInline(RowInline):
    model = Effort
    fields = (("order", "title"), "description")


class HeadingInline(RowInline):
    model = GoalHeading
    fields = (("order", "text"), "footnote")


class AreaForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "lead": _("Hvem der leder arbejdet. Hvem der indberetter, vælges under Ansvar."),
        }


@admin.register(EffortArea)
class EffortAreaAdmin(RowAdmin):
    form = AreaForm
    inlines = (EffortInline, HeadingInline)
    list_display = ("number", "title", "plan", "lead")
    list_display_links = ("number", "title")
    list_filter = (("plan", NewestFilter),)
    list_select_related = ("plan",)
    search_fields = ("title", "plan__title")
    ordering = ("-plan__starts_on", "plan", "number")
    fixed_once_saved = ("plan",)
    tasks = (
        (_("Giv området til en person"), new_row_of("plans_responsibility", "area")),
        (_("Områdets mål"), rows_of("plans_resultgoal", "area")),
    )
    fieldsets = (
        (None, {"fields": ("plan", "number", "title", "lead", "started_year")}),
        (_("Niveau"), {"fields": ("preventive", "anticipatory", "interventive")}),
        (_("Tekst"), {"fields": ("introduction", "purpose", "content", "target_group", "effect")}),
        (_("Kilde"), {"fields": ("source_ref", "remark"), "classes": ("collapse",)}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def choice_label(self, row: EffortArea) -> str:
        """The area with its plan, because every plan has an area 1."""
        return with_plan(row)


def with_plan(area: EffortArea) -> str:
    """The area with its plan, because every plan has an area 1."""
    return f"{area} ({area.plan})"


class ResponsibilityForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "user": _("En person med rollen indberetter."),
            "ends_on": _("Lad feltet stå tomt, så længe personen har ansvaret."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields:
            self.fields["area"].label_from_instance = with_plan  # type: ignore[attr-defined]  # a choice of rows


@admin.register(Responsibility)
class ResponsibilityAdmin(RowAdmin):
    form = ResponsibilityForm
    list_display = ("user", "area", "plan", "starts_on", "ends_on")
    list_filter = (("area__plan", NewestFilter), ("user", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "area__plan")
    search_fields = ("user__first_name", "user__last_name", "user__username", "area__title")
    ordering = ("-area__plan__starts_on", "area__number", "starts_on")
    fixed_once_saved = ("user", "area")
    autocomplete_fields = ("user", "area")
    fields = ("user", "area", "starts_on", "ends_on")

    def notice(self, request: HttpRequest, object_id: str | None) -> str:
        """Who is told of what is changed here."""
        key = row_id(object_id)
        given = Responsibility.objects.filter(pk=key).first() if key is not None else None
        return who_is_notified(by=person(request), person_id=given.user_id if given else None)

    @admin.display(description=_("handleplan"), ordering="area__plan")
    def plan(self, responsibility: Responsibility) -> str:
        return str(responsibility.area.plan)
