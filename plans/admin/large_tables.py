"""What the lists of tables are made of, also of those that grow without end: filters, counts by estimate."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Max, Min, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plans import queries
from plans.models import ActionPlan, Change
from plans.queries.answers import ANSWER
from plans.web.row_ids import row_id
from plans.wording.choices import labels_of

MOST_CHOICES = 50
# From so many rows on, PostgreSQL's own estimate does instead of a count.
ESTIMATED_FROM = 100_000


class NamedChoicesFilter(admin.ChoicesFieldListFilter):
    """A filter by a fixed set whose members have names."""

    def choices(self, changelist: Any) -> Any:
        labels = labels_of(frozenset(value for value, _label in self.field.flatchoices))
        for choice in super().choices(changelist):
            yield {**choice, "display": labels.get(str(choice["display"]), choice["display"])}


class NewestFilter(admin.RelatedFieldListFilter):
    """A filter by the newest of many rows and by the one that is chosen; the others are found by a search."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = field.remote_field.model._default_manager.order_by(*ordering)
        offered = list(rows[:MOST_CHOICES])
        chosen = [key for value in self.lookup_val or () if (key := row_id(value)) is not None]
        known = {row.pk for row in offered}
        offered += rows.filter(Q(pk__in=[key for key in chosen if key not in known])) if chosen else []
        return [(row.pk, str(row)) for row in offered]


class PlanYearFilter(admin.AllValuesFieldListFilter):
    """A filter by the years of all plans: the rows themselves are not read for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = ActionPlan.objects.aggregate(first=Min("starts_on"), last=Max("ends_on"))
        first, last = found["first"], found["last"]
        years = range(first.year, last.year + 1) if first and last else ()
        choices: Any = [*years, None]  # without a year: of the whole plan
        self.lookup_choices = choices


class KindFilter(admin.AllValuesFieldListFilter):
    """A filter by tables, with the names they have elsewhere; of the history only the index is read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = queries.kinds_of_changes()
        self.lookup_choices = kinds

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            kind = str(choice["display"])
            table = Change(kind=kind).table
            yield {**choice, "display": table._meta.verbose_name if table else kind_without_table(kind)}


def kind_without_table(kind: str) -> str:
    """What the history calls what is no row of a table: that a value was let stand; another as it is."""
    return _("svar på et spørgsmål") if kind == ANSWER else kind


class LargePaginator(Paginator):  # type: ignore[type-arg]  # Django's own takes none while it runs
    """Pages of a list of all rows, whose number is estimated where there are very many of them."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, or about how many."""
        estimate = self._estimate()
        return estimate if estimate >= ESTIMATED_FROM else super().count

    def _estimate(self) -> int:
        rows = getattr(self.object_list, "query", None)
        if connection.vendor != "postgresql" or rows is None or rows.where:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [rows.model._meta.db_table]
            )
            (found,) = cursor.fetchone()
        return int(found)
