"""How is a number typed into a form? As on every other screen, through the one strict parser."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.numbers import NumberError, parse_number, without_percent_sign
from plans.wording import figures
from plans.wording.problems import example, number_problem

MINUS_SIGNS = ("-", "\u2212", "\u2013")  # hyphen, minus, and the dash that word processors make of it


class DanishNumberField(forms.Field):
    """A number such as "14,5" or "1.234,5"; below 0 only where `signed`, "79,5 pct." where `in_percent`."""

    widget = forms.TextInput
    default_error_messages = {"required": gettext_lazy("Skriv et tal, fx 15 eller 1.234,5.")}

    def __init__(
        self,
        *,
        max_digits: int = 15,
        decimal_places: int = 4,
        signed: bool = False,
        in_percent: bool = False,
        **options: Any,
    ) -> None:
        self.max_digits = max_digits
        self.decimal_places = decimal_places
        self.signed = signed
        self.in_percent = in_percent
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it is typed; what was typed stays as it was."""
        if not isinstance(value, Decimal | int):
            return value
        return f"-{figures.plain_number(-value)}" if value < 0 else figures.plain_number(value)

    def to_python(self, value: Any) -> Decimal | None:
        """The number, exactly as written. Raises ValidationError with a sentence that says what to write."""
        written = str(value).strip() if value is not None else ""
        if not written:
            return None
        if isinstance(value, Decimal):
            return value
        if self.in_percent:
            written = without_percent_sign(written).strip()
        unsigned = written
        if self.signed and written.startswith(MINUS_SIGNS):
            unsigned = written[1:].strip()
        try:
            number = parse_number(unsigned)
        except NumberError as error:
            raise ValidationError(number_problem(error, self._name, example())) from error
        self._check_room(number)
        return number if unsigned == written else -number

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another number is typed, not merely another way to write it."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits on a telephone, with the comma."""
        return {**super().widget_attrs(widget), "inputmode": "text" if self.signed else "decimal"}

    @property
    def _name(self) -> str:
        label = str(self.label or _("Tallet"))
        return label[:1].upper() + label[1:]

    def _check_room(self, number: Decimal) -> None:
        most = self.max_digits - self.decimal_places
        if number >= 10**most:
            raise ValidationError(
                _("%(name)s er for stort: højst %(most)s cifre før kommaet."),
                params={"name": self._name, "most": most},
            )
        if number != round(number, self.decimal_places):
            raise ValidationError(
                _("%(name)s har for mange decimaler: højst %(most)s, og intet afrundes for dig."),
                params={"name": self._name, "most": self.decimal_places},
            )
