"""Which kinds of column do the tables share? Enums, exact figures, counts, and what a source says."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import DataError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plans.domain.lifetimes import USUAL, months_later

LARGEST_COUNT = 10**12
LONGEST_TEXT = 20_000
FIGURE_DIGITS, FIGURE_DECIMALS = 15, 4


def in_a_year() -> date:
    """The last day of what opens something from today on, unless its maker chooses another."""
    return months_later(timezone.localdate(), USUAL)


def enum_field(enum: type[StrEnum], label: Any, **options: Any) -> "models.CharField[str, str]":
    """A column for one member of `enum`; pair it with `one_of` so that the database agrees."""
    return models.CharField(
        label, max_length=30, choices=[(member.value, member.value) for member in enum], **options
    )


def one_of(field: str, enum: Iterable[StrEnum], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """The column `field` holds a member of `enum` (or nothing, when `blank`)."""
    members = [member.value for member in enum] + ([""] if blank else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": members}), name=name)


class ExactDecimalField(models.DecimalField):  # type: ignore[type-arg]  # not generic when the program runs
    """A decimal column that refuses what it cannot hold: databases round, and each in its own way."""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The value for the database. Raises DataError for too many digits or decimals."""
        is_plain = value is not None and not hasattr(value, "resolve_expression")
        if is_plain and not self._holds(self.to_python(value)):
            raise DataError(
                f"{self.name} holds {self.max_digits} digits, {self.decimal_places} of them decimals: {value}"
            )
        return super().get_db_prep_save(value, connection)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The same column as Django's, so migrations know of that one alone."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.DecimalField", args, options

    def _holds(self, value: Decimal) -> bool:
        return fits(value, self.max_digits, self.decimal_places)


def fits(value: Decimal, max_digits: int, decimal_places: int) -> bool:
    """Whether a decimal column of this size holds `value` without rounding it."""
    return abs(value) < 10 ** (max_digits - decimal_places) and value == round(value, decimal_places)


def holds_figure(value: Decimal) -> bool:
    """Whether the columns of figures hold `value` as it is."""
    return fits(value, FIGURE_DIGITS, FIGURE_DECIMALS)


def plain(value: Decimal | int | None) -> str:
    """A number in a row's own words, "1234,5"; a dash for none. Pages write theirs with `plans.wording`."""
    if value is None:
        return "–"
    integer, _dot, decimals = format(value, "f").partition(".")
    return f"{integer},{decimals.rstrip('0')}".rstrip(",")


def day_text(value: date | None) -> str:
    """A day in a row's own words, "15. januar 2020"."""
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else ""


def figure_field(label: Any, **options: Any) -> ExactDecimalField:
    """A figure of up to eleven digits and four decimals."""
    return ExactDecimalField(label, max_digits=FIGURE_DIGITS, decimal_places=FIGURE_DECIMALS, **options)


def optional_figure_field(label: Any) -> ExactDecimalField:
    """A figure that may be missing; nothing is not zero."""
    return figure_field(label, null=True, blank=True)


def count_field(label: Any) -> "models.BigIntegerField[Any, Any]":
    """A count of cases that may be missing; nothing is not zero."""
    return models.BigIntegerField(label, null=True, blank=True)


def within(field: str, low: int, high: int, name: str) -> models.CheckConstraint:
    """The column `field`, where it has a value, lies between `low` and `high`, both included."""
    in_range = Q(**{f"{field}__gte": low, f"{field}__lte": high})
    return models.CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | in_range, name=name)


def unique_for_year(parent: str, name: str, *also: str) -> list[models.UniqueConstraint]:
    """One row a `parent` and year, and one for the whole plan; two constraints, SQLite tells NULLs apart."""
    return [
        models.UniqueConstraint(
            fields=[parent, "year", *also], condition=Q(year__isnull=False), name=f"{name}_year"
        ),
        models.UniqueConstraint(
            fields=[parent, *also], condition=Q(year__isnull=True), name=f"{name}_whole_plan"
        ),
    ]


class Sourced(models.Model):
    """Something that comes from a document; where documents contradict one another, the remark says so."""

    source_ref = models.CharField(_("kilde"), max_length=200, blank=True)
    remark = models.TextField(_("bemærkning"), blank=True)

    class Meta:
        abstract = True


class Part(models.Model):
    """A number within another ("heraf 12 i udsatte boligområder"); those that add up make the whole."""

    order = models.PositiveSmallIntegerField(_("rækkefølge"), default=1)
    label = models.CharField(_("navn"), max_length=300)
    value = figure_field(_("tal"))
    adds_up = models.BooleanField(_("giver tilsammen helheden"), default=False)

    class Meta:
        abstract = True
        verbose_name = _("heraf")
        verbose_name_plural = _("heraf")

    def __str__(self) -> str:
        return f"{self.label}: {plain(self.value)}"


class Versioned(models.Model):
    """A row that people edit: an action updates it only if nobody else has meanwhile."""

    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        abstract = True
