"""Who is left outside a share, why, and when are they due? Rows, some of them spare; an emptied one goes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from plans.domain.agreement import is_due_too_early
from plans.figures.input import ExclusionInput
from plans.models import Measurement
from plans.web.fields import DayField, WholeNumberField, name_in_errors
from plans.web.warned import WarnedField
from plans.wording import problems

SPARE_ROWS = 2
MOST_ROWS = 100


class ExclusionForm(forms.Form):
    """Some cases that are not counted."""

    bound_field_class = WarnedField

    count = WholeNumberField(label=gettext_lazy("Antal"))
    reason = forms.CharField(label=gettext_lazy("Årsag"), required=False)
    due_on = DayField(
        label=gettext_lazy("Indgår fra"),
        required=False,
        error_messages={"invalid": gettext_lazy("Indgår fra er ingen dato. Skriv fx 15.07.2020.")},
    )

    def __init__(self, *args: Any, as_of: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.as_of = as_of
        name_in_errors(self)

    def clean(self) -> dict[str, Any]:
        """A row is empty, or says how many and why."""
        cleaned = super().clean() or {}
        count, reason, due_on = (cleaned.get(field) for field in ("count", "reason", "due_on"))
        if count == 0 or (count is None and "count" not in self.errors and (reason or due_on)):
            self.add_error("count", problems.exclusion_count_missing())
        if count and not reason:
            self.add_error("reason", problems.exclusion_reason_missing())
        if is_due_too_early(due_on, self.as_of):
            self.add_error("due_on", problems.exclusion_due_too_early(self.as_of))
        return cleaned


_FormSet = forms.formset_factory(ExclusionForm, extra=SPARE_ROWS, max_num=MOST_ROWS)


def initial_exclusions(measurement: Measurement | None) -> list[dict[str, Any]]:
    """What the rows show of a stored figure."""
    stored = measurement.exclusions.all() if measurement else ()
    return [{"count": each.count, "reason": each.reason, "due_on": each.due_on} for each in stored]


class ExclusionRows:
    """The rows together, of a figure known on `as_of`: as posted, else as said with some to spare."""

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        rows: Iterable[Mapping[str, Any]],
        *,
        as_of: date,
        prefix: str,
    ) -> None:
        self.formset = _FormSet(
            posted, initial=list(rows), prefix=f"{prefix}-exclusions", form_kwargs={"as_of": as_of}
        )

    @property
    def forms(self) -> list[ExclusionForm]:
        """The forms, one for each row."""
        return self.formset.forms

    @property
    def invalid_rows(self) -> list[ExclusionForm]:
        """The rows that have errors."""
        return [form for form in self.forms if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        """Whether each row is empty or whole."""
        return self.formset.is_valid()

    def inputs(self) -> list[ExclusionInput]:
        """What the rows say, in their order, without the empty ones."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("count")]
        return [ExclusionInput(row["count"], row["reason"], row["due_on"]) for row in rows]
