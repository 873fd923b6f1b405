"""How does an administrator let people in, give them a role, and let them go?

The administration's pages for people: inviting them, changing their role, sending a link to a new password,
and deactivating them (nobody is deleted).
"""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.rights_mails import who_is_notified
from plans.admin.confirming import person
from plans.admin.rows import TableAdmin, page, rows_of
from plans.admin.task_pages import Task, add_errors, page_of, task_page
from plans.permissions import NamedPerson, can_administer
from plans.web.row_ids import row_id
from vink.accounts import invitations, people
from vink.accounts.deputy_admin import DeputyAdmin
from vink.accounts.models import Deputy, User


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
            "email": gettext_lazy("Links til en ny adgangskode sendes hertil."),
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
    """The same, with an address to which the invitation is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = self.fields["email"]
        address.required = True
        address.help_text = gettext_lazy(
            "En invitation med et link sendes hertil. Personen vælger selv sin adgangskode."
        )
        address.error_messages["required"] = gettext_lazy(
            "Skriv personens mailadresse. Invitationen sendes til den."
        )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where no invitation can be sent to anybody."""
        cleaned = super().clean()
        if problem := invitations.why_no_mail():
            raise ValidationError(problem)
        return cleaned


def _sender(request: HttpRequest) -> NamedPerson:
    return cast("NamedPerson", request.user)


# What somebody may do is their role; Django's groups say nothing here.
admin.site.unregister(Group)
admin.site.register(Deputy, DeputyAdmin)


@admin.register(User)
class UserAdmin(TableAdmin):
    """People are let in and deactivated, never deleted."""

    form = PersonForm
    list_display = ("username", "first_name", "last_name", "role", "is_active", "invited", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("first_name", "last_name", "username")
    tasks = (
        (gettext_lazy("Send link til ny adgangskode"), page("accounts_user_password")),
        (gettext_lazy("Ansvar"), rows_of("plans_responsibility", "user")),
        (gettext_lazy("Stedfortrædere"), rows_of("accounts_deputy", "person")),
    )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(
            request, obj, change, **{"form": PersonForm if obj else NewPersonForm, **kwargs}
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = [name for name in people.FIELDS if obj or name != "is_active"]
        return [*names, "access", "version"] if obj else names

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("access",) if obj else ()

    def get_urls(self) -> list[URLPattern]:
        password = self.admin_site.admin_view(self.password_view)
        own = path("<int:object_id>/password/", password, name="accounts_user_password")
        return [own, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by = person(request)
        if not change:
            people.add_person(by=by, person=obj)
            request.is_to_be_invited = obj  # type: ignore[attr-defined]  # for `changeform_view`
            return
        values = {name: form.cleaned_data[name] for name in people.FIELDS}
        people.change_person(
            by=by,
            person=obj,
            values=values,
            version=form.cleaned_data["version"],
            today=timezone.localdate(),
        )

    def response_change(self, request: HttpRequest, obj: User) -> HttpResponse:
        """The list; one who has just given up administering is signed out, and told so."""
        if obj.pk != request.user.pk or can_administer(obj):
            return super().response_change(request, obj)
        logout(request)
        if obj.is_active:
            role = {"role": obj.get_role_display()}
            messages.success(request, _("Det er gemt. Du er nu %(role)s. Log på igen.") % role)
        else:
            messages.success(request, _("Det er gemt. Du har ikke længere adgang til Vink."))
        return redirect("login")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Does nothing: the page has no rows besides the person."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a person who was let in by it is invited once they are stored."""
        response = super().changeform_view(request, *args, **kwargs)
        invited: User | None = getattr(request, "is_to_be_invited", None)
        if invited is not None:
            self._invite(request, invited)
        return response

    def _invite(self, request: HttpRequest, user: User) -> None:
        try:
            result = invitations.send_link(by=_sender(request), person=user, now=timezone.now())
        except ValidationError as error:
            saved = _("%(name)s er gemt, men er ikke inviteret endnu.") % {"name": user.display_name}
            hint = _("Åbn personen, og vælg »Send invitationen igen«.")
            messages.error(request, " ".join([saved, *error.messages, hint]))
        else:
            messages.success(request, result)

    def password_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The page on which a person is sent a link to a password of their own choice."""
        user = get_object_or_404(User, pk=object_id)
        to = {"name": user.display_name, "address": user.email}
        problem = invitations.why_no_link(user)
        if invitations.is_invited(user):
            title, sentences = (
                _("Send invitationen igen til %(name)s") % to,
                [
                    f"{invitations.access_of(user)}.",
                    _("En ny invitation sendes til %(address)s. Linket i den gamle virker så ikke længere.")
                    % to,
                ],
            )
        else:
            title, sentences = (
                _("Send link til ny adgangskode til %(name)s") % to,
                [
                    _(
                        "Et link sendes til %(address)s. Personen vælger selv adgangskoden, og ingen andre"
                        " ser den."
                    )
                    % to,
                    _("Indtil linket er brugt, gælder den adgangskode, personen har nu."),
                ],
            )
        task = Task(
            title=title,
            sentences=[problem] if problem else sentences,
            button="" if problem else _("Send mailen"),
            form=forms.Form(request.POST if request.method == "POST" else None),
            do=lambda _form: invitations.send_link(by=_sender(request), person=user, now=timezone.now()),
            lead_to=lambda: page_of(user),
            is_one_transaction=False,
        )
        return task_page(self, request, user, task)

    def _tasks(self, object_id: str) -> list[dict[str, str]]:
        tasks = super()._tasks(object_id)
        key = row_id(object_id)
        user = User.objects.filter(pk=key).first() if key is not None else None
        if user is not None and invitations.is_invited(user):
            tasks[0]["label"] = _("Send invitationen igen")
        return tasks

    @admin.display(description=gettext_lazy("adgang"))
    def access(self, user: User) -> str:
        """How far the person is on the way in."""
        return invitations.access_of(user)

    @admin.display(description=gettext_lazy("adgang"))
    def invited(self, user: User) -> str:
        """Whether the person has still to choose a password."""
        return _("inviteret, har endnu ikke valgt adgangskode") if invitations.is_invited(user) else "–"

    def notice(self, request: HttpRequest, object_id: str | None) -> str:
        """Who is told of what is changed here."""
        return who_is_notified(by=person(request), person_id=row_id(object_id))

    def choice_label(self, row: User) -> str:
        """The person's name and role."""
        return f"{row.display_name} ({row.get_role_display()})"
