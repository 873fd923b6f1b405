"""What do the forms of the accounts ask, and what do they say when that is missing or wrong?

The forms for signing in, choosing or resetting a password, naming an access token and choosing the language,
with Danish errors that name the field.
"""

from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
    UsernameField,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.enums import TrailKind
from plans.web.fields import DayField
from plans.web.lifetime_field import LifetimeField
from plans.web.refusals import RefusableForm
from vink.accounts import wording
from vink.accounts.deputies import who_can_stand_in
from vink.accounts.models import User
from vink.accounts.proof import is_own_password
from vink.accounts.sign_in import SignInAttempt
from vink.accounts.throttling import TooSoonError
from vink.trail.noted import note, person_called

_NO_MATCH = _(
    "Brugernavn og adgangskode passer ikke sammen. Prøv igen. I adgangskoden er der forskel på store og små"
    " bogstaver."
)
_NEW_PASSWORD_HINT = _(
    "Mindst 12 tegn, for eksempel fire ord, der ikke hører sammen. Ikke dit navn, ikke kun tal."
)
_NOT_ALIKE = _("De to adgangskoder er ikke ens. Skriv den samme begge steder.")


class LoginForm(AuthenticationForm):
    """Django's form with errors that name the field; an unknown name and a wrong password are told alike."""

    username = UsernameField(
        label=_("Brugernavn"),
        widget=forms.TextInput(attrs={"autofocus": True, "autocapitalize": "none"}),
        error_messages={"required": _("Skriv dit brugernavn.")},
    )
    password = forms.CharField(
        label=_("Adgangskode"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv din adgangskode.")},
    )
    error_messages = {"invalid_login": _NO_MATCH, "inactive": _NO_MATCH}

    too_soon: TooSoonError | None = None

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless somebody guessed too often and must wait."""
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        try:
            attempt = SignInAttempt.begin(self.request, username, now=timezone.now())
        except TooSoonError as error:
            self.too_soon = error
            # No password is looked at, so Django sends no signal.
            note(TrailKind.SIGN_IN_FAILED, person_called(username))
            raise ValidationError(wording.wait(error.wait), code="too_soon") from error
        cleaned = super().clean()
        attempt.succeeded(now=timezone.now())
        return cleaned


class _NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic only in the stubs
    """A new password, typed twice; what is wrong with it is said where it was typed first."""

    new_password1 = forms.CharField(
        label=_("Ny adgangskode"),
        help_text=_NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Skriv en ny adgangskode.")},
    )
    new_password2 = forms.CharField(
        label=_("Ny adgangskode igen"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Skriv den nye adgangskode én gang til.")},
    )
    error_messages = {"password_mismatch": _NOT_ALIKE}

    def validate_password_for_user(self, user: User, *_field: str) -> None:
        super().validate_password_for_user(user, "new_password1")


class ForgottenPasswordForm(_NewPasswordForm):
    """A new password for somebody who came by the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].widget.attrs["autofocus"] = True


class OwnPasswordForm(_NewPasswordForm, PasswordChangeForm):
    """A new password for somebody who knows the present one."""

    old_password = forms.CharField(
        label=_("Nuværende adgangskode"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": _("Skriv den adgangskode, du har nu.")},
    )
    error_messages = {
        "password_mismatch": _NOT_ALIKE,
        "password_incorrect": _("Det er ikke din nuværende adgangskode. Prøv igen."),
    }

    def clean_old_password(self) -> str:
        """Look at the present password; guessing it from an open screen is slowed as it is at sign-in."""
        password: str = self.cleaned_data["old_password"]
        try:
            is_right = is_own_password(self.user, password, now=timezone.now())
        except TooSoonError as error:
            raise ValidationError(wording.wait(error.wait), code="too_soon") from error
        if not is_right:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


class AskForResetForm(PasswordResetForm):
    """The address for the reset mail; the form does not check whether anybody has it."""

    email = forms.EmailField(
        label=_("Mailadresse"),
        help_text=_("Den adresse, som kommunens administrator har skrevet på dig."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={
            "required": _("Skriv din mailadresse."),
            "invalid": _("Skriv en hel mailadresse, for eksempel navn@kommune.dk."),
        },
    )


class TokenForm(forms.Form):
    """The name of a new access token, which says what it is for."""

    name = forms.CharField(
        label=_("Hvad skal nøglen bruges til?"),
        help_text=_("Et navn, du kan kende den på, for eksempel Power BI på kontoret."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Skriv, hvad nøglen skal bruges til."),
            "max_length": _("Navnet må højst være 60 tegn. Gør det kortere."),
        },
    )
    months = LifetimeField(
        label=_("Hvor længe skal den virke?"),
        help_text=_("Du kan forlænge den, før eller efter den udløber."),
        missing=_("Vælg, hvor længe nøglen skal virke."),
    )


class DeputyForm(RefusableForm):
    """Who stands in for an approver, from when to when."""

    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Hvem skal være din stedfortræder?"),
        help_text=_("En læser, fx fra en anden enhed. Den, der indberetter, skal ikke også godkende."),
        empty_label=_("Vælg"),
        error_messages={"required": _("Vælg, hvem der skal være din stedfortræder.")},
    )
    starts_on = DayField(
        label=_("Fra og med"),
        error_messages={
            "required": _("Skriv den første dag, fx 15.07.2020."),
            "invalid": _("Den første dag er ingen dato. Skriv fx 15.07.2020."),
        },
    )
    ends_on = DayField(
        label=_("Til og med"),
        error_messages={
            "required": _("Skriv den sidste dag, fx 31.07.2020."),
            "invalid": _("Den sidste dag er ingen dato. Skriv fx 31.07.2020."),
        },
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["deputy"]
        choice.queryset = who_can_stand_in(user)  # type: ignore[attr-defined]  # a choice of rows
        choice.label_from_instance = lambda person: person.display_name  # type: ignore[attr-defined]


class LanguageForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """The language in which the person reads Vink."""

    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}
