"""Who may sign in, in which role, and in which language do they read?

The tables of users, of sign-in attempts, and of access tokens to the feed.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.base import ModelBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from plans.enums import Role
from plans.models.fields import in_a_year
from plans.permissions import can_administer
from vink.accounts.addresses import check_address

# What was begun before one of these changed works no more: sessions and access tokens (see `session_epoch`).
_ENDING = frozenset({"password", "role", "is_active"})


def _losing(role: object) -> list[str]:
    """The roles that lose something when they become this one: beyond reading, each may what no other may."""
    return [each.value for each in Role if each not in {Role.READER, role}]


class PeopleQuerySet(models.QuerySet["User"]):
    """Users, whose sessions and tokens end also where many are changed at once."""

    def update(self, **values: Any) -> int:
        """Set the values; who loses something by them is signed out everywhere, in the same statement."""
        ends = Q()
        for name in _ENDING & values.keys():
            value = values[name]
            if hasattr(value, "resolve_expression"):  # it differs from row to row, as in `bulk_update`
                ends |= Q(pk__isnull=False)
            elif name == "role":
                ends |= Q(role__in=_losing(value))
            else:
                ends |= ~Q(**{name: value})
        if ends:
            values["session_epoch"] = Case(
                When(ends, then=F("session_epoch") + Value(1)),
                default=F("session_epoch"),
                output_field=models.PositiveIntegerField(),
            )
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]


class People(UserManager["User"]):
    """Users, of whom `createsuperuser` makes an administrator."""

    def get_queryset(self) -> PeopleQuerySet:
        """Rows whose sessions end with what many lose at once."""
        return PeopleQuerySet(self.model, using=self._db)

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
    # Until when they may stand in for somebody (see `Deputy`): after that nobody looks for whom.
    stands_in_until = models.DateField(_("stedfortræder til"), null=True, blank=True, editable=False)
    # One up ends every session and every access token that was begun before.
    session_epoch = models.PositiveIntegerField(_("nummer på login"), default=0, editable=False)

    # For whom they act as a deputy, in this request, with that person's role instead of their own.
    acts_for: "User | None" = None
    _own_role = ""

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
        """Raises ValidationError for a new name or mail address that is another's but for case."""
        super().clean()
        # The very same name is the account's own, or refused as not unique.
        is_new = not User.objects.filter(username=self.username).exists()
        if is_new and User.objects.alike(self.username, but=self.pk):
            message = _("Navnet er optaget, måske skrevet med andre store og små bogstaver. Vælg et andet.")
            raise ValidationError({"username": message})
        check_address(self)

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Store the person, never with a role that they have as a deputy alone."""
        how: dict[str, Any] = {"force_insert": force_insert, "force_update": force_update, "using": using}
        if self.acts_for is None:
            self._store(how, update_fields)
            return
        acting, self.role = self.role, self._own_role
        try:
            self._store(how, update_fields)
        finally:
            self.role = acting

    def _store(self, how: dict[str, Any], update_fields: Iterable[str] | None) -> None:
        """Store the person; who gets another password, goes, comes back or loses a role is signed out."""
        written = None if update_fields is None else set(update_fields)
        watched = _ENDING if written is None else _ENDING & written
        if self._state.adding or not watched:
            super().save(**how, update_fields=written)
            return
        with transaction.atomic():
            self.session_epoch = self._epoch_after(watched)
            super().save(**how, update_fields=written and {*written, "session_epoch"})

    def _epoch_after(self, written: Collection[str]) -> int:
        """The number of what is stored, which no older copy of the person puts back; one up where it ends."""
        rows = User.objects.select_for_update().filter(pk=self.pk)
        stored = rows.values("session_epoch", *_ENDING).first()
        if stored is None:
            return self.session_epoch
        ends = any(
            stored[name] in _losing(self.role) if name == "role" else stored[name] != getattr(self, name)
            for name in written
        )
        return int(stored["session_epoch"]) + ends

    def act_for(self, person: "User") -> None:
        """Let this copy of the person have another's role, as their deputy; nothing is stored."""
        self.acts_for, self._own_role, self.role = person, self.role, person.role

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password. Kept in an older way, it is kept anew: no other password, no end."""

        def keep_anew(raw: str) -> None:
            self.password = make_password(raw)
            models.QuerySet(User).filter(pk=self.pk).update(password=self.password)

        return check_password(raw_password, self.password, keep_anew)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must show: made of the password, as by Django, and of the number that ends it."""
        if not self.session_epoch:
            return super()._get_session_auth_hash(secret)  # type: ignore[misc, no-any-return]
        parts = f"{self.password}|{self.session_epoch}"
        return salted_hmac("vink.accounts.session", parts, secret=secret, algorithm="sha256").hexdigest()

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


class Deputy(models.Model):
    """Who stands in for somebody who approves, from one day to another. Ended, never deleted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputies", verbose_name=_("stedfortræder for")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships", verbose_name=_("stedfortræder")
    )
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til"))  # the last day
    ended_at = models.DateTimeField(_("afsluttet"), null=True, blank=True)  # before its time

    class Meta:
        verbose_name = _("stedfortræder")
        verbose_name_plural = _("stedfortrædere")
        ordering = ("-starts_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="deputy_ends_after_it_starts",
                violation_error_message=_("Den sidste dag ligger før den første."),
            ),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy.display_name} – {self.person.display_name}"


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
    expires_on = models.DateField(_("udløber"), default=in_a_year)  # the last day on which it works
    # its owner's `session_epoch` at the time
    epoch = models.PositiveIntegerField(_("nummer på login"), default=0, editable=False)
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
