"""Who changed what, from what to what, when and why? Rows are added, never altered.

Each row is sealed over the one before it (`history_chain`), and triggers keep the table (`history_guard`).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans import history_guard
from plans.models.history_chain import seal_entries
from plans.models.plan import ActionPlan


class HistoryIsKept(TypeError):
    """Somebody tried to alter or delete what has happened."""


class ChangeQuerySet(models.QuerySet["Change"]):
    """Rows of the history, which can only be read."""

    def update(self, **values: Any) -> NoReturn:  # noqa: ARG002  # the signature is Django's
        raise HistoryIsKept("history is added to, never altered")

    def bulk_create(self, objs: Iterable["Change"], **options: Any) -> list["Change"]:  # type: ignore[override]  # by keyword
        if options.get("update_conflicts"):
            raise HistoryIsKept("history is added to, never altered")
        entries = list(objs)
        with transaction.atomic(savepoint=False):
            seal_entries(entries)
            return super().bulk_create(entries, **options)

    def delete(self) -> NoReturn:
        raise HistoryIsKept("history is added to, never deleted")


def blank_words(change_id: int, *, old: str, new: str, why: str) -> None:
    """Put `old`, `new` and `why` of an entry in place of those that held personal data.

    The one way past the history's refusal to be altered; `plans.actions.redaction` alone goes it, for what
    two people have granted.
    """
    history_guard.GUARD.rewrite(connection, change_id, {"old": old, "new": new, "why": why})


class Change(models.Model):
    """One field of one object, changed by the action that wrote this row."""

    plan = models.ForeignKey(
        ActionPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("handleplan"),
    )
    kind = models.CharField(_("slags"), max_length=60)
    object_id = models.BigIntegerField(_("objekt"))
    field = models.CharField(_("felt"), max_length=60)
    old = models.TextField(_("før"), blank=True)
    new = models.TextField(_("efter"), blank=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("hvem"),
    )
    when = models.DateTimeField(_("hvornår"), default=timezone.now, editable=False)
    why = models.TextField(_("hvorfor"), blank=True)
    # The digests of the texts stay when a redaction blanks them; the seal is over them and the row before.
    old_digest = models.CharField(_("aftryk af før"), max_length=64, blank=True, editable=False)
    new_digest = models.CharField(_("aftryk af efter"), max_length=64, blank=True, editable=False)
    why_digest = models.CharField(_("aftryk af hvorfor"), max_length=64, blank=True, editable=False)
    seal = models.CharField(_("segl"), max_length=64, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ændring")
        verbose_name_plural = _("ændringer")
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["kind", "object_id", "id"], name="change_of_object"),
            models.Index(fields=["plan", "id"], name="change_of_plan"),
        ]

    def __str__(self) -> str:
        table, column = self.table, self.column
        name = table._meta.verbose_name if table else self.kind
        return f"{name} {self.object_id}: {getattr(column, 'verbose_name', self.field)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsKept("history is added to, never altered")
        # Without it Django would overwrite the row that has the key of a new object.
        kwargs["force_insert"] = True
        with transaction.atomic(savepoint=False):
            seal_entries([self])
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002  # the signature is Django's
        raise HistoryIsKept("history is added to, never deleted")

    @property
    def table(self) -> type[models.Model] | None:
        """The table of what was changed, unless the program has it no more."""
        tables = {table._meta.model_name: table for table in apps.get_models()}
        return tables.get(self.kind)

    @property
    def column(self) -> Any:
        """The field that was changed, unless it is no field of its table."""
        fields = self.table._meta.get_fields() if self.table else []
        return {field.name: field for field in fields}.get(self.field)


def as_text(value: object) -> str:
    """A value as history keeps it: exact, free of language, nothing as an empty text."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case Decimal():
            text = format(value.normalize(), "f")
        case models.Model():
            text = str(value.pk)
        case date():
            text = value.isoformat()
        case _:
            text = str(value)
    return text
