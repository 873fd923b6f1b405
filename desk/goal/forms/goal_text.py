"""What does a person write of a goal for the annex? A form of its sub-heading, its text and its footnote."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.web.fields import TextField, name_in_errors
from plans.web.rich_text import RichTextField, kept_formatting, sends_html
from plans.web.warned import WarnedField
from plans.wording import problems

LONGEST_SUB_HEADING = 200


class GoalTextForm(forms.Form):
    """The text of a goal for the annex; `initial` is what is stored."""

    use_required_attribute = False
    bound_field_class = WarnedField

    sub_heading = forms.CharField(
        label=gettext_lazy("Underoverskrift"),
        help_text=gettext_lazy("Kort, fx »Dialogaktiviteter«."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    commentary = RichTextField(
        label=gettext_lazy("Afrapportering"),
        help_text=gettext_lazy(
            "Er målet ikke helt nået, skal du forklare hvorfor. Du kan sende ind uden, men når et mål mangler"
            " forklaring, stopper det fastlåsningen. Fed, kursiv og punkter bliver; andet fra fx Word bliver"
            " fjernet."
        ),
        is_asked_for=True,
    )
    footnote = TextField(label=gettext_lazy("Fodnote"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_in_errors(self)

    def clean_sub_heading(self) -> str:
        """A sub-heading is a line."""
        text = str(self.cleaned_data["sub_heading"])
        if len(text) > LONGEST_SUB_HEADING:
            raise ValidationError(problems.text_too_long(_("Underoverskrift"), LONGEST_SUB_HEADING))
        return text

    def clean_commentary(self) -> str:
        """The text; one that came without scripts and only lacks its formatting is as stored."""
        typed = str(self.cleaned_data["commentary"])
        return typed if sends_html(self) else kept_formatting(typed, str(self.initial.get("commentary", "")))
