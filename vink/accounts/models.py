"""Who may sign in, in which role, and in which language do they read?"""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.enums import Role


class User(AbstractUser):
    """A member of staff. People are deactivated, never deleted: what they did stays theirs."""

    class Language(models.TextChoices):
        DANISH = "da", "Dansk"
        ENGLISH = "en", "English"

    ROLE_NAMES = {
        Role.READER: _("læser"),
        Role.CONTRIBUTOR: _("indberetter"),
        Role.APPROVER: _("godkender"),
        Role.ADMINISTRATOR: _("administrator"),
    }

    role = models.CharField(
        _("rolle"),
        max_length=20,
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        default=Role.READER.value,
    )
    language = models.CharField(_("sprog"), max_length=2, choices=Language, default=Language.DANISH)

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="user_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["da", "en"]), name="user_language_is_known"
            ),
        ]
