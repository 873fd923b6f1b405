"""Which field holds what looks like a CPR number? Each can tell, while it is typed and when it is shown."""

from collections.abc import Iterable, Iterator

from django import forms
from django.forms.boundfield import BoundField

from plans.domain.personal_data import cpr_like
from plans.web.fields import EitherField, WholeNumberField
from plans.web.rich_text import RichTextField, in_plain_lines
from plans.wording.personal_data import cpr_warning


class WarnedField(BoundField):
    """A field that warns of what looks like a CPR number in its text; it refuses nothing."""

    @property
    def may_warn(self) -> bool:
        """Whether words are typed into it."""
        return isinstance(self.field, forms.CharField) and not isinstance(
            self.field, WholeNumberField | EitherField
        )

    @property
    def warning(self) -> str:
        """The warning; empty where there is none."""
        if not self.may_warn:
            return ""
        text = str(self.value() or "")
        return cpr_warning(cpr_like(in_plain_lines(text) if isinstance(self.field, RichTextField) else text))


def warned_fields(form_list: Iterable[forms.BaseForm]) -> Iterator[WarnedField]:
    """Every field of these forms that may warn."""
    for form in form_list:
        for field in form:
            if isinstance(field, WarnedField) and field.may_warn:
                yield field
