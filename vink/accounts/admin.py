"""How does an administrator let people in, give them a role, and let them go?

The administration's pages for people: adding them, changing their role, giving a new password, and
deactivating them (nobody is deleted).
"""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.admin.confirming import person
from plans.admin.rows import TableAdmin, page, rows_of
from plans.admin.task_pages import Task, add_errors, page_of, task_page
from vink.accounts import people
from vink.accounts.models import User


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A person's fields, and the version of them that the administrator saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = User
        fields = people.FIELDS
        help_texts = {
            "username": gettext_lazy("Navnet, personen logger på med."),
            "role": gettext_lazy(
                "Læseren ser alt. Indberetteren skriver tal i sine områder. Godkenderen godkender og "
                "fastlåser bilag. Administratoren sætter Vink op."
            ),
            "email": gettext_lazy("Linket til en ny adgangskode sendes hertil."),
            "is_active": gettext_lazy(
                "Fjern fluebenet, når personen fratræder. Ingen slettes, og historikken bevares."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = people.version_of(self.instance)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when somebody else saved meanwhile, or the rules for people forbid it."""
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk:
            return cleaned
        if cleaned.get("version") != people.version_of(self.instance):
            raise ValidationError(
                _("En anden har ændret personen, efter at du åbnede siden. Genindlæs siden, og ret igen.")
            )
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's hook, which the stubs leave out
        if self.instance.pk and not self.errors:
            try:
                people.check_person(self.instance, today=timezone.localdate())
            except ValidationError as error:
                add_errors(self, error)


class NewPersonForm(PersonForm):
    """The same, with the first password."""

    password1 = forms.CharField(
        label=gettext_lazy("Adgangskode"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Mindst 12 tegn. Personen kan selv vælge en ny bagefter."),
    )
    password2 = forms.CharField(
        label=gettext_lazy("Adgangskoden igen"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def _post_clean(self) -> None:
        super()._post_clean()
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("De to adgangskoder er ikke ens."))
        elif first:
            try:
                validate_password(first, self.instance)
            except ValidationError as error:
                self.add_error("password1", error)


# What somebody may do is their role; Django's groups say nothing here.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(TableAdmin):
    """People are let in and deactivated, never deleted."""

    form = PersonForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("first_name", "last_name", "username")
    tasks = (
        (gettext_lazy("Ny adgangskode"), page("accounts_user_password")),
        (gettext_lazy("Ansvar"), rows_of("plans_responsibility", "user")),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(
            request, obj, change, **{"form": PersonForm if obj else NewPersonForm, **kwargs}
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = [name for name in people.FIELDS if obj or name != "is_active"]
        return [*names, "version"] if obj else [*names, "password1", "password2"]

    def get_urls(self) -> list[URLPattern]:
        password = self.admin_site.admin_view(self.password_view)
        own = path("<int:object_id>/password/", password, name="accounts_user_password")
        return [own, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by = person(request)
        if not change:
            people.add_person(by=by, person=obj, password=form.cleaned_data["password1"])
            return
        values = {name: form.cleaned_data[name] for name in people.FIELDS}
        people.change_person(
            by=by,
            person=obj,
            values=values,
            version=form.cleaned_data["version"],
            today=timezone.localdate(),
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Does nothing: the page has no rows besides the person."""

    def password_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The page on which a person gets a new password."""
        user = get_object_or_404(User, pk=object_id)

        def do(form: forms.Form) -> str:
            people.set_password(by=person(request), person=user, password=form.cleaned_data["new_password1"])
            if user == request.user:
                # Their own session goes on.
                user.refresh_from_db()
                update_session_auth_hash(request, user)
            return _("%(name)s har fået en ny adgangskode og er logget af overalt.") % {
                "name": user.display_name
            }

        task = Task(
            title=_("Ny adgangskode til %(name)s") % {"name": user.display_name},
            sentences=[
                _("Giv adgangskoden videre på en sikker måde. Personen kan selv vælge en ny bagefter.")
            ],
            button=_("Gem adgangskoden"),
            form=cast("forms.Form", SetPasswordForm(user, request.POST or None)),
            do=do,
            lead_to=lambda: page_of(user),
        )
        return task_page(self, request, user, task)

    def choice_label(self, row: User) -> str:
        """The person's name and role."""
        return f"{row.display_name} ({row.get_role_display()})"
