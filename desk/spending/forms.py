"""What was spent of one budget line, and why? An amount in the table's unit, or a dash, and a note."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.spending import SpentInput
from plans.models import BudgetLine
from plans.web.danish_numbers import DanishNumberField
from plans.web.fields import TextField, name_in_errors
from plans.web.warned import WarnedField
from plans.wording import figures, problems

DASHES = ("-", "\u2013", "\u2014", "\u2212")  # hyphen, two dashes, minus


class SpentField(DanishNumberField):
    """An amount of money, below 0 for a refund, or a dash, which is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(signed=True, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits on a telephone: a refund is rare."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def to_python(self, value: Any) -> Decimal | None:
        """The amount; None for a dash and for nothing, which the form tells apart."""
        return None if str(value or "").strip() in DASHES else super().to_python(value)


class SpendingForm(forms.Form):
    """One budget line's amount and note; the labels name the line, so that an error does."""

    use_required_attribute = False
    bound_field_class = WarnedField

    amount = SpentField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    note = TextField(label=gettext_lazy("Note"))

    def __init__(
        self, data: Mapping[str, Any] | None, *, prefix: str, name: str, stored: BudgetLine | None
    ) -> None:
        super().__init__(data, prefix=prefix, initial=_initial(stored))
        self.stored = stored
        self.fields["amount"].label = _("Forbrugt af %(line)s") % {"line": name}
        self.fields["note"].label = _("Note til %(line)s") % {"line": name}
        self.fields["note"].widget.attrs["rows"] = 1
        name_in_errors(self)

    @property
    def is_empty(self) -> bool:
        """Whether no amount was typed at all."""
        return not str(self["amount"].value() or "").strip()

    def clean(self) -> dict[str, Any]:
        """Refuse to empty what is saved, and a note without its amount."""
        cleaned = self.cleaned_data
        if self.is_empty and not self.errors:
            name = str(self.fields["amount"].label)
            if self.stored is not None:
                self.add_error("amount", problems.spent_stays(name, _amount_text(self.stored)))
            elif cleaned.get("note"):
                self.add_error("amount", problems.spent_amount_missing(name))
        return cleaned

    @property
    def spent(self) -> SpentInput | None:
        """What the valid form says; None where it says nothing."""
        if self.is_empty:
            return None
        return SpentInput(self.cleaned_data["amount"], self.cleaned_data["note"])


def _initial(stored: BudgetLine | None) -> dict[str, Any]:
    if stored is None:
        return {}
    amount = figures.NO_FIGURE if stored.amount is None else stored.amount
    return {"amount": amount, "note": stored.footnote}


def _amount_text(stored: BudgetLine) -> str:
    return figures.NO_FIGURE if stored.amount is None else figures.number(stored.amount)
