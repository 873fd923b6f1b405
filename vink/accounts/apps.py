"""Which part of the program knows the people who sign in?

The app `accounts` holds users, access tokens and the count of sign-in attempts.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "vink.accounts"
    label = "accounts"
    verbose_name = _("brugere")
