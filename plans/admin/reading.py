"""What can only be read in the administration? Figures, submissions, publications, history."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from plans import queries
from plans.actions.rights_mails import NOTIFIED
from plans.admin.large_tables import (
    KindFilter,
    LargePaginator,
    NamedChoicesFilter,
    NewestFilter,
    PlanYearFilter,
    kind_without_table,
)
from plans.admin.rows import TableAdmin, choice_column
from plans.enums import Status
from plans.models import Change, Measurement, Publication, Submission
from plans.queries.answers import ANSWER, FIGURE, SPENT, TEXT
from plans.wording import figures
from plans.wording.choices import CHOICES, labels_of
from plans.wording.statuses import capitalised

LONGEST_COLUMN = 90
_EVENTS = {  # what the history of a person tells besides what is kept of them
    "invitation": _("invitation"),
    "reset_link": _("link til ny adgangskode"),
    NOTIFIED: _("besked sendt til"),
}
_ANSWERED = {FIGURE: _("tal"), TEXT: _("tekst"), SPENT: _("forbrug")}  # what a question was of


class ReadOnlyAdmin(TableAdmin):
    """A table that is written elsewhere and can only be read here. It grows without end."""

    paginator = LargePaginator
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The row's fields; a member of a fixed set by its name, a number the Danish way."""
        return [self._field_text(name) for name in super().get_fields(request, obj)]

    def _field_text(self, name: Any) -> Any:
        if hasattr(self, name):
            return name  # told in words already
        field = self.opts.get_field(name)
        attribute = f"{name}_told"
        if isinstance(field, models.DecimalField):
            setattr(self, attribute, number_column(name, field.verbose_name))
            return attribute
        if not getattr(field, "choices", None):
            return name
        setattr(self, attribute, choice_column(name, field.verbose_name))  # type: ignore[union-attr]  # it has choices
        return attribute

    def has_add_permission(self, request: HttpRequest, *_obj: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def number_column(name: str, description: Any) -> Any:
    """A column with a number the Danish way."""

    @admin.display(description=description, ordering=name)
    def column(row: Any) -> str:
        value = getattr(row, name)
        return figures.NO_FIGURE if value is None else figures.number(value)

    return column


@admin.register(Measurement)
class MeasurementAdmin(ReadOnlyAdmin):
    list_display = ("goal", "year_or_plan", "figure_text", "as_of", "plan")
    list_filter = (("indicator__goal__plan", NewestFilter), ("year", PlanYearFilter))
    list_select_related = ("indicator__goal__plan",)
    search_fields = ("indicator__goal__wording", "indicator__label")
    ordering = ("-pk",)  # an order over joined tables would sort all figures for each page

    @admin.display(description=_("resultatmål"))
    def goal(self, measurement: Measurement) -> str:
        return Truncator(measurement.indicator.goal.wording).chars(LONGEST_COLUMN)

    @admin.display(description=_("år"), ordering="year")
    def year_or_plan(self, measurement: Measurement) -> str:
        return str(measurement.year or _("hele planen"))

    @admin.display(description=_("tal"))
    def figure_text(self, measurement: Measurement) -> str:
        typed = figures.typed(measurement.figure)
        if measurement.under_way:
            return capitalised(str(CHOICES[Status][Status.IN_PROGRESS]))
        named = choice_column("judged", "") if measurement.judged else choice_column("unmeasurable", "")
        return typed or str(named(measurement))

    @admin.display(description=_("handleplan"))
    def plan(self, measurement: Measurement) -> str:
        return str(measurement.indicator.goal.plan)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("short_goal", "round", choice_column("state", _("tilstand")))
    list_filter = (("round__plan", NewestFilter), ("state", NamedChoicesFilter))
    list_select_related = ("round__plan", "goal")
    search_fields = ("goal__wording", "commentary")
    ordering = ("-pk",)

    @admin.display(description=_("resultatmål"), ordering="goal__order")
    def short_goal(self, submission: Submission) -> str:
        return Truncator(submission.goal.wording).chars(LONGEST_COLUMN)


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ("report", "number", "published_at", "published_by", "correction_note")
    list_filter = (("report__round__plan", NewestFilter),)
    list_select_related = ("report",)
    search_fields = ("report__title", "published_by")
    ordering = ("-published_at",)
    fields = (
        "report",
        "number",
        "published_at",
        "published_by",
        "correction_note",
        "html_sha256",
        "pdf_sha256",
        "docx_sha256",
        "status_report_sha256",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the files, which are large."""
        return super().get_queryset(request).defer("html", "pdf", "docx", "status_report")


class NamedChanges(ChangeList):
    """A page of the history, with what the rows are called that it tells of."""

    def get_results(self, request: HttpRequest) -> None:
        """The page's entries, and the names in a query for each kind of row."""
        super().get_results(request)
        changes = list(self.result_list)
        named = queries.names_of_rows(changes)
        for change in changes:
            change.named = named
        self.result_list = changes  # read once, and so the names stay


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("when", "who", "row_name", "field_name", "short_old", "short_new", "why")
    list_filter = (("plan", NewestFilter), "when", ("kind", KindFilter))
    fields = ("when", "who", "plan", "row_name", "field_name", "old_text", "new_text", "why")
    list_select_related = ("plan", "who")
    search_fields = ("field", "old", "new", "why", "who__username", "who__last_name")
    ordering = ("-pk",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """One object's history is asked for by its kind and key."""
        return lookup == "object_id" or super().lookup_allowed(lookup, value, request)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that knows what its rows are called."""
        return NamedChanges

    @admin.display(description=_("hvad"), ordering="kind")
    def row_name(self, change: Change) -> str:
        """ "måltal: 10 dialoger, 2019"; a row of which nothing is known any more by its number."""
        table = change.table
        kind = table._meta.verbose_name if table else kind_without_table(change.kind)
        named: dict[tuple[str, int], str] | None = getattr(change, "named", None)
        if named is None:  # on its own page
            named = queries.names_of_rows([change])
        name = named.get((change.kind, change.object_id), "")
        return f"{kind}: {Truncator(name).chars(LONGEST_COLUMN)}" if name else f"{kind} {change.object_id}"

    @admin.display(description=_("felt"), ordering="field")
    def field_name(self, change: Change) -> str:
        if change.kind == ANSWER:
            return str(_ANSWERED.get(change.field, change.field))
        return str(getattr(change.column, "verbose_name", _EVENTS.get(change.field, change.field)))

    @admin.display(description=_("før"))
    def old_text(self, change: Change) -> str:
        return _stored_text(change, change.old)

    @admin.display(description=_("efter"))
    def new_text(self, change: Change) -> str:
        return _stored_text(change, change.new)

    @admin.display(description=_("før"))
    def short_old(self, change: Change) -> str:
        return Truncator(self.old_text(change)).chars(LONGEST_COLUMN)

    @admin.display(description=_("efter"))
    def short_new(self, change: Change) -> str:
        return Truncator(self.new_text(change)).chars(LONGEST_COLUMN)


def _stored_text(change: Change, stored: str) -> str:
    """A stored value in words; what history keeps is free of language."""
    column = change.column
    members = getattr(column, "flatchoices", [])
    name = str(labels_of(frozenset(value for value, _label in members)).get(stored, stored))
    try:
        match column:
            case models.BooleanField() if stored:
                name = str(_("ja") if stored == "true" else _("nej"))
            case models.DecimalField() if stored:
                name = figures.number(Decimal(stored))
            case models.DateField() if stored:
                name = figures.day(date.fromisoformat(stored))
    except (ArithmeticError, ValueError):
        pass  # kept by an older program in another way: shown as it is
    return name
