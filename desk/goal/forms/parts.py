"""Which numbers lie within a figure ("heraf 12 i udsatte boligområder")? Rows; an emptied one goes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.measures import traits
from plans.enums import Measure, PartOf
from plans.figures.input import PartInput
from plans.models import Measurement
from plans.web.danish_numbers import DanishNumberField
from plans.web.fields import name_in_errors
from plans.web.warned import WarnedField
from plans.wording import figures, problems

SPARE_ROWS = 1
MOST_ROWS = 100
LONGEST_LABEL = 300


class PartForm(forms.Form):
    """A number within the figure."""

    bound_field_class = WarnedField

    value = DanishNumberField(label=gettext_lazy("Heraf"), required=False)
    label = forms.CharField(label=gettext_lazy("Hvad eller hvem"), required=False)
    part_of = forms.ChoiceField(label=gettext_lazy("Del af"), required=False, initial=PartOf.FIGURE.value)
    adds_up = forms.BooleanField(label=gettext_lazy("Giver hele tallet sammen med de andre"), required=False)

    def __init__(self, *args: Any, measure: Measure, **options: Any) -> None:
        super().__init__(*args, **options)
        part_of = self.fields["part_of"]
        if isinstance(part_of, forms.ChoiceField):
            part_of.choices = [
                (PartOf.FIGURE.value, _("dem, der nåede målet")),
                (PartOf.DENOMINATOR.value, _("alle")),
            ]
        if not traits(measure).of_a_whole:
            del self.fields["part_of"]  # there is but one number
        name_in_errors(self)

    def has_changed(self) -> bool:
        """An empty row is no row, whatever its list says."""
        return any(name in {"value", "label"} for name in self.changed_data)

    def clean_label(self) -> str:
        """A part's name is a line."""
        text = str(self.cleaned_data["label"])
        if len(text) > LONGEST_LABEL:
            raise ValidationError(problems.text_too_long(_("Hvad eller hvem"), LONGEST_LABEL))
        return text

    def clean(self) -> dict[str, Any]:
        """A row is empty, or says how many and which."""
        cleaned = super().clean() or {}
        value, label = cleaned.get("value"), cleaned.get("label")
        if label and value is None and "value" not in self.errors:
            self.add_error("value", problems.part_value_missing())
        if value is not None and not label and "label" not in self.errors:
            self.add_error("label", problems.part_label_missing())
        return cleaned


_FormSet = forms.formset_factory(PartForm, extra=SPARE_ROWS, max_num=MOST_ROWS)


def initial_parts(measurement: Measurement | None) -> list[dict[str, Any]]:
    """What the rows show of a stored figure."""
    return [
        {
            "value": figures.plain_number(part.value),
            "label": part.label,
            "part_of": part.part_of,
            "adds_up": part.adds_up,
        }
        for part in (measurement.parts.all() if measurement else ())
    ]


class PartRows:
    """The rows together: as posted, else as said with some to spare."""

    def __init__(
        self,
        posted: Mapping[str, Any] | None,
        rows: Iterable[Mapping[str, Any]],
        *,
        measure: Measure,
        prefix: str,
    ) -> None:
        self.formset = _FormSet(
            posted, initial=list(rows), prefix=f"{prefix}-parts", form_kwargs={"measure": measure}
        )

    @property
    def forms(self) -> Sequence[PartForm]:
        """The forms, one for each row."""
        return self.formset.forms

    @property
    def invalid_rows(self) -> list[PartForm]:
        """The rows that have errors."""
        return [form for form in self.forms if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        """Whether each row is empty or whole."""
        return self.formset.is_valid()

    def inputs(self) -> tuple[PartInput, ...]:
        """What the rows say, in their order, without the empty ones."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("value") is not None]
        return tuple(
            PartInput(
                row["label"],
                row["value"],
                PartOf(row.get("part_of") or PartOf.FIGURE),
                adds_up=row["adds_up"],
            )
            for row in rows
        )
