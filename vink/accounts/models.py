"""Who may sign in, in which role, and in which language do they read?

The tables of users, of sign-in attempts, and of access tokens to the feed.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.enums import Role
from plans.permissions import can_administer


class People(UserManager["User"]):
    """Users, of whom `createsuperuser` makes an administrator."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> "User":
        """Make somebody who may set everything up."""
        extra.setdefault("role", Role.ADMINISTRATOR)
        return super().create_superuser(username, email, password, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Who signs in by this name, in whatever case they write it. Raises DoesNotExist.

        Where older accounts are alike but for case, each signs in by its own spelling alone.
        """
        named = self.filter(username=username).first()
        if named is not None:
            return named
        alike = self.alike(username or "")
        if len(alike) == 1:
            return self.get(pk=alike[0])
        raise self.model.DoesNotExist

    def alike(self, username: str, *, but: int | None = None) -> list[int]:
        """The accounts whose names differ from this one in case alone, or not at all; without the one `but`.

        Compared in Python, because SQLite does not know the upper case of æ, ø and å.
        """
        wanted = username.casefold()
        names = self.values_list("pk", "username")
        return [key for key, name in names if key != but and name.casefold() == wanted]


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

    objects = People()  # type: ignore[misc]  # the stubs want a manager of any AbstractUser

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

    def clean(self) -> None:
        """Raises ValidationError for a new name that differs from another's in case alone."""
        super().clean()
        # The very same name is the account's own, or refused as not unique.
        is_new = not User.objects.filter(username=self.username).exists()
        if is_new and User.objects.alike(self.username, but=self.pk):
            message = _("Navnet er optaget, måske skrevet med andre store og små bogstaver. Vælg et andet.")
            raise ValidationError({"username": message})

    @property
    def display_name(self) -> str:
        """The name by which others know the person: their own, or what they sign in with."""
        return self.get_full_name() or self.get_username()

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002  # Django's signature
        """Whether the person may set things up: the role says so, never a mark such as `is_superuser`."""
        return can_administer(self)

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        """Whether the person may set a part of the program up."""
        return can_administer(self)


class Attempts(models.Model):
    """How often something was tried, such as a password for an account; see `throttling`."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} · {self.key[:8]}"


class AccessToken(models.Model):
    """What a program shows to read the feed with the rights of a person; only its digest is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_tokens", verbose_name=_("bruger")
    )
    name = models.CharField(_("navn"), max_length=60)
    digest = models.CharField(_("aftryk"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("oprettet"), auto_now_add=True)
    last_used_on = models.DateField(_("senest brugt"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("tilbagekaldt"), null=True, blank=True)

    class Meta:
        verbose_name = _("adgangsnøgle")
        verbose_name_plural = _("adgangsnøgler")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=models.Q(revoked_at=None),
                name="access_token_name_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name
