"""How does an administrator say who stands in for whom? On the administration's page of deputies."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.rights_mails import who_is_notified
from plans.admin.confirming import person
from plans.admin.rows import TableAdmin, page
from plans.admin.task_pages import Task, page_of, task_page
from plans.enums import Role
from vink.accounts import deputies
from vink.accounts.models import Deputy, User


class NewDeputyForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """Who stands in for whom, from when to when."""

    class Meta:
        model = Deputy
        fields = ("person", "deputy", "starts_on", "ends_on")
        help_texts = {
            "person": gettext_lazy("En godkender."),
            "deputy": gettext_lazy(
                "En læser, fx fra en anden enhed. Den, der indberetter, skal ikke også godkende."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
        for name, role in (("person", Role.APPROVER), ("deputy", Role.READER)):
            field = cast("Any", self.fields[name])
            field.queryset = people.filter(role=role)
            field.label_from_instance = lambda user: user.display_name


class DeputyAdmin(TableAdmin):
    """Deputies are appointed and ended, never changed or deleted."""

    list_display = ("deputy_name", "person_name", "starts_on", "ends_on", "ended_at")
    list_filter = (("person", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("person", "deputy")
    search_fields = ("deputy__first_name", "deputy__last_name", "person__first_name", "person__last_name")
    ordering = ("-starts_on", "-pk")
    tasks = ((gettext_lazy("Afslut nu"), page("accounts_deputy_end")),)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(
            request, obj, change, **(kwargs if obj else {"form": NewDeputyForm, **kwargs})
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002  # Django's
        names = ("person", "deputy", "starts_on", "ends_on")
        return (*names, "ended_at") if obj else names

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj) if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  # Django's
        return False

    def notice(self, request: HttpRequest, object_id: str | None) -> str:
        """Who is told of it."""
        return "" if object_id else who_is_notified(by=person(request))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002  # Django's
        row = deputies.appoint(
            by=cast("User", request.user),
            person=obj.person,
            deputy=obj.deputy,
            starts_on=obj.starts_on,
            ends_on=obj.ends_on,
            today=timezone.localdate(),
        )
        obj.pk = row.pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Does nothing: the page has no rows besides the deputy."""

    def get_urls(self) -> list[URLPattern]:
        end = self.admin_site.admin_view(self.end_view)
        return [path("<int:object_id>/end/", end, name="accounts_deputy_end"), *super().get_urls()]

    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The page on which a deputyship is ended before its time."""
        row = get_object_or_404(Deputy.objects.select_related("person", "deputy"), pk=object_id)
        names = {"deputy": row.deputy.display_name, "name": row.person.display_name}

        def do(_form: forms.Form) -> str:
            deputies.end(
                by=cast("User", request.user), deputy=row, now=timezone.now(), today=timezone.localdate()
            )
            return _("%(deputy)s er ikke længere stedfortræder for %(name)s.") % names

        task = Task(
            title=_("Afslut stedfortræderen"),
            sentences=[
                _("%(deputy)s er så ikke længere stedfortræder for %(name)s. Begge får en mail.") % names
            ],
            button=_("Afslut nu"),
            form=forms.Form(request.POST if request.method == "POST" else None),
            do=do,
            lead_to=lambda: page_of(row),
        )
        return task_page(self, request, row, task)

    @admin.display(description=gettext_lazy("stedfortræder"), ordering="deputy__first_name")
    def deputy_name(self, row: Deputy) -> str:
        return row.deputy.display_name

    @admin.display(description=gettext_lazy("for"), ordering="person__first_name")
    def person_name(self, row: Deputy) -> str:
        return row.person.display_name
