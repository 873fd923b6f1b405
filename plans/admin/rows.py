"""How does the administration show and save a row? Through the actions, for administrators only."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import Field
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions import administration, history
from plans.actions.belonging import version_of
from plans.actions.judgements_kept import JudgementsRestOnIt
from plans.admin.confirming import confirmation, goes_back, person, reason_typed, watch_of
from plans.admin.row_forms import Refused, RowForm, RowFormSet, VersionedRowForm
from plans.models.fields import Versioned
from plans.permissions import can_administer
from plans.web.danish_numbers import DanishNumberField
from plans.wording.choices import labels_of


class ForAdministrators(BaseModelAdmin):  # type: ignore[type-arg]  # of any table
    """What the role of administrator opens, and nothing else does."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_administer(person(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_administer(person(request))

    def has_add_permission(self, request: HttpRequest, *_obj: Any) -> bool:
        return can_administer(person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_administer(person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_administer(person(request))


class DanishFields(BaseModelAdmin):  # type: ignore[type-arg]  # of any table
    """Numbers the Danish way, and members of fixed sets by their names."""

    signed_numbers: ClassVar[Sequence[str]] = ()  # may be below 0
    percentages: ClassVar[Sequence[str]] = ()  # may be written with their sign: "79,5 pct."

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        if isinstance(db_field, models.PositiveSmallIntegerField):
            kwargs["min_value"] = None  # the row's check tells it better
        if not isinstance(db_field, models.DecimalField):
            field = super().formfield_for_dbfield(db_field, request, **kwargs)
            if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
                # Windows that open for another row take one away from what one was doing.
                field.widget = field.widget.widget
            if isinstance(db_field, models.TextField) and field is not None:
                field.widget.attrs["rows"] = 4
            return field
        default = db_field.get_default() if db_field.has_default() else None
        return DanishNumberField(
            max_digits=db_field.max_digits,
            decimal_places=db_field.decimal_places,
            signed=db_field.name in self.signed_numbers,
            in_percent=db_field.name in self.percentages,
            required=not db_field.blank,
            label=str(db_field.verbose_name)[:1].upper() + str(db_field.verbose_name)[1:],
            help_text=db_field.help_text,
            initial=default,
        )

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        labels = labels_of(frozenset(value for value, _label in db_field.choices))
        if labels:
            empty = (
                [("", "–" if db_field.blank else _("Vælg"))]
                if not db_field.has_default() or db_field.blank
                else []
            )
            kwargs["choices"] = [*empty, *labels.items()]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class RowInline(DanishFields, ForAdministrators, admin.StackedInline):  # type: ignore[type-arg]  # of any table
    """Rows of one table on the page of the row that they are part of."""

    formset = RowFormSet
    form = RowForm
    extra = 0
    template = "admin/vink/rows.html"
    own_page = gettext_lazy("Åbn")  # what leads to the row's own page is called

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Without Django's word on what cannot be deleted: the rows' own check tells it better."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.hand_clean_DELETE = lambda _form: None  # type: ignore[attr-defined]  # Django's hook
        return formset


class TableAdmin(DanishFields, ForAdministrators, admin.ModelAdmin):  # type: ignore[type-arg]  # of any table
    """A table of the program, whose history is the program's own."""

    actions = None
    list_per_page = 50
    # Links on a row's page to what is done to it elsewhere: the label, and the address for the row's key.
    tasks: ClassVar[Sequence[tuple[Any, Callable[[str], str]]]] = ()
    change_form_template = "admin/vink/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows with what tells them apart; also where they are chosen."""
        rows = super().get_queryset(request)
        joined = self.list_select_related
        return rows.select_related(*joined) if isinstance(joined, tuple | list) and joined else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether a list may be narrowed by this in its address: never by a password, letter after letter."""
        return "password" not in lookup and super().lookup_allowed(lookup, value, request)

    def notice(self, request: HttpRequest, object_id: str | None) -> str:
        """What is to be known before the form is filled in, in a sentence; empty where nothing is."""
        return ""

    def choice_label(self, row: Any) -> str:
        """The row as it stands in a list of choices."""
        return str(row)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The row's history is the program's own."""
        query = urlencode({"kind": str(self.opts.model_name), "object_id": object_id})
        return HttpResponseRedirect(f"{reverse('admin:plans_change_changelist')}?{query}")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the action has written the history, and one history is enough."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing, for the same reason."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing, for the same reason."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Nothing, for the same reason."""
        return []

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; what only the action could find is told in it with what was typed, nothing is saved."""
        context = {
            **(extra_context or {}),
            "tasks": self._tasks(object_id) if object_id else [],
            "reason": reason_typed(request),
            "notice": self.notice(request, object_id),
        }
        try:
            if goes_back(request):
                nothing_yet = _("Intet er gemt endnu. Ret det, du har skrevet, og gem igen.")
                request.refusal = nothing_yet  # type: ignore[attr-defined]  # for `get_form`
            return super().changeform_view(request, object_id, form_url, context)
        except JudgementsRestOnIt as error:
            return confirmation(self, request, error)
        except history.Conflict:
            refusal = _(
                "Der er gemt noget andet samtidig, så dit er ikke gemt."
                " Gem igen, hvis det, du har skrevet, skal gælde."
            )
        except ValidationError as error:
            refusal = error_text(error)
        request.refusal = refusal  # type: ignore[attr-defined]  # for `get_form`, which Django calls
        return super().changeform_view(request, object_id, form_url, context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form's class; one that refuses, when the action just did."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", "")
        return type(form)("RefusedForm", (Refused, form), {"refusal": refusal}) if refusal else form

    def _tasks(self, object_id: str) -> list[dict[str, str]]:
        return [{"label": str(label), "url": address(object_id)} for label, address in self.tasks]


class RowAdmin(TableAdmin):
    """A table whose rows are added, changed and deleted by the actions."""

    form = VersionedRowForm
    fixed_once_saved: ClassVar[Sequence[str]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *self.fixed_once_saved) if obj is not None else fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Adds the hidden version of the row, which no list of fields names."""
        (name, options), *others = super().get_fieldsets(request, obj)
        fields: list[Any] = [field for field in options["fields"] if field != "version"]
        return [(name, {**options, "fields": [*fields, "version"]}), *others]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the action, lists beside the row included; `save_related` ends the watch over it."""
        by, watch = person(request), watch_of(request)
        if not change:
            administration.add_row(by=by, row=obj, lists=form.lists, why=watch.why, watch=watch)
            return
        # Read again: the form has already put what is new on this one.
        stored = type(obj)._default_manager.get(pk=obj.pk)
        saved = administration.change_row(
            by=by,
            row=stored,
            change=administration.RowChange(stored, form.changes.values, form.changes.version),
            lists=form.lists,
            why=watch.why,
            watch=watch,
        )
        if isinstance(obj, Versioned):
            obj.version = saved.version

    def save_related(self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool) -> None:
        """The rows of the page; its lists are saved with the row itself."""
        owner = type(form.instance)._default_manager.get(pk=form.instance.pk)
        version, watch = version_of(owner), watch_of(request)
        for formset in formsets:
            version = administration.save_page(
                by=person(request), owner=owner, page=formset.page_rows(), version=version, watch=watch
            )
        watch.end()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        watch = watch_of(request)
        administration.delete_row(by=person(request), row=obj, watch=watch)
        watch.end()

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The question whether to delete it; what rests on it is shown before anything goes."""
        if goes_back(request):
            return HttpResponseRedirect(request.path)
        try:
            return super().delete_view(request, object_id, extra_context)
        except JudgementsRestOnIt as error:
            return confirmation(self, request, error)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is deleted with the row, and why it may have to stay."""
        deleted, kept = [], []
        for row in objs:
            refusal = administration.why_not_deleted(row)
            kept += [refusal] if refusal else []
            deleted += [str(row), [str(part) for part in administration.parts_of(row)]]
        count = {str(row._meta.verbose_name): 1 for row in objs}
        return deleted, count, set(), kept


def error_text(error: Exception) -> str:
    """What an action refused, in sentences."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("En anden har gemt det samme samtidig, så dit er ikke gemt. Her står det, som det nu er.")


def page(name: str) -> Callable[[str], str]:
    """The address of a row's own page `name`."""
    return lambda key: reverse(f"admin:{name}", args=[key])


def rows_of(table: str, column: str) -> Callable[[str], str]:
    """The address of the list of those rows of `table` whose `column` is the row."""
    return lambda key: f"{reverse(f'admin:{table}_changelist')}?{urlencode({f'{column}__id__exact': key})}"


def new_row_of(table: str, column: str) -> Callable[[str], str]:
    """The address of the form for a new row of `table` whose `column` is the row."""
    return lambda key: f"{reverse(f'admin:{table}_add')}?{urlencode({column: key})}"


def choice_column(name: str, description: Any, *, ordering: str = "") -> Any:
    """A column with the name of a member of a fixed set instead of its code."""

    @admin.display(description=description, ordering=ordering or name)
    def column(row: Any) -> str:
        field = row._meta.get_field(name)
        labels = labels_of(frozenset(value for value, _label in field.choices))
        return str(labels.get(getattr(row, name), "–"))

    return column
