"""How does a form show what an action refused? Each sentence at its field, the others above the form."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.refusals import sentences_by_field
from plans.web.fields import name_in_errors

_SAME_NAMES: Mapping[str, str] = MappingProxyType({})


def show_refusal(
    form: forms.BaseForm,
    refusal: ValidationError,
    *,
    field_names: Mapping[str, str] = _SAME_NAMES,
    other_form: forms.BaseForm | None = None,
) -> None:
    """Add the sentences of `refusal` to the errors of `form`.

    Args:
        form: the form that was filled in
        refusal: what the action refused
        called: what the form calls a field that the action calls otherwise
        others: the form that shows what is about none of the fields; `form` itself if not given
    """
    for field, sentences in sentences_by_field(refusal).items():
        name = field_names.get(field, field)
        if form.is_bound and name in form.fields:
            form.add_error(name, sentences)
        else:
            (other_form or form).add_error(None, sentences)


class RefusableForm(forms.Form):
    """A form to which an action's refusal can be added; its errors name their fields."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_in_errors(self)

    def add_refusal(self, refusal: ValidationError) -> None:
        """Show why an action refused what was typed."""
        show_refusal(self, refusal)
