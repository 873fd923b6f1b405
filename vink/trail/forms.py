"""Which part of the trail is asked for? The form behind the address; what is empty leaves nothing out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models import ActionPlan
from plans.web.fields import DayField
from vink.accounts.models import User
from vink.trail.rows import Filters, kind_names


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when the program runs
    """A person by name and user name."""

    def label_from_instance(self, obj: User) -> str:
        """The person as the list has them."""
        return f"{obj.display_name} ({obj.get_username()})"


def _day(label: Any) -> DayField:
    return DayField(
        label=label,
        required=False,
        error_messages={"invalid": gettext_lazy("Det er ingen dato. Skriv fx 15.07.2020.")},
    )


class TrailForm(forms.Form):
    """Who, what, in which plan, and when."""

    who = _PersonField(
        User.objects.order_by("first_name", "last_name", "username"),
        label=gettext_lazy("Person"),
        required=False,
        empty_label=gettext_lazy("Alle"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hændelse"), required=False)
    plan = forms.ModelChoiceField(
        ActionPlan.objects.order_by("-starts_on", "title"),
        label=gettext_lazy("Handleplan"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("Alle"),
    )
    since = _day(gettext_lazy("Fra og med"))
    until = _day(gettext_lazy("Til og med"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Alle")), *kind_names().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where the last day comes before the first."""
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("»Til og med« ligger før »Fra og med«. Vælg en senere dag."))
        return given

    @property
    def filters(self) -> Filters:
        """What was asked for, once the form is valid."""
        given = self.cleaned_data
        plan = given["plan"].slug if given["plan"] else ""
        return Filters(given["who"], given["kind"], plan, given["since"], given["until"])
