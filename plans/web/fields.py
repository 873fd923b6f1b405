"""How are counts and texts of a figure's details read? Fields whose errors name them and give an example."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.domain.numbers import NumberError, parse_number
from plans.models.fields import LONGEST_TEXT
from plans.wording import problems


class EitherField(forms.CharField):
    """One of several ways to answer: empty where another was used, and its form says when none was."""

    def validate(self, value: Any) -> None:
        """Leave it to the form."""


class EitherChoiceField(forms.ChoiceField):
    """The same as a list, whose first choice is an empty value."""

    def validate(self, value: Any) -> None:
        """Refuse only what is not on the list."""
        if not self.valid_value(value):
            name = problems.not_on_the_list(str(self.label))
            raise ValidationError(name, code="invalid_choice")


class WholeNumberField(forms.CharField):
    """A count of cases, as the one parser of figures reads it; empty is None."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, required=required, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except NumberError as error:
            raise ValidationError(problems.number_problem(error, str(self.label), "2")) from error
        if number != number.to_integral_value():
            raise ValidationError(problems.not_whole(str(self.label)))
        return int(number)


class DayField(forms.DateField):
    """A day, which browsers let one pick."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class TextField(forms.CharField):
    """A text of some lines, which may be empty.

    One that something else on the page asks for is not called voluntary; its form says when it is missing.
    """

    def __init__(self, *, is_asked_for: bool = False, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=is_asked_for, **options)

    def validate(self, value: Any) -> None:
        """Leave it to the form."""

    def clean(self, value: Any) -> str:
        # browsers send a line's end as two characters
        text = str(super().clean(value)).replace("\r\n", "\n")
        if len(text) > LONGEST_TEXT:
            raise ValidationError(problems.text_too_long(str(self.label), LONGEST_TEXT))
        return text


def name_in_errors(form: forms.BaseForm) -> None:
    """Let Django's own sentence on the character NUL name the field that holds it."""
    for field in form.fields.values():
        field.error_messages["null_characters_not_allowed"] = problems.not_a_text(str(field.label))
