"""What does the sign-in form ask, and what does it say when that is missing or wrong?"""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _

_NO_MATCH = _(
    "Brugernavn og adgangskode passer ikke sammen. Prøv igen; store og små bogstaver er forskellige."
)


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
