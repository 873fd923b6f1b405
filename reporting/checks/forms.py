"""What does an approver answer to a check? A reason, and for small numbers what is to be done about them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from plans.enums import Treatment
from plans.models.fields import LONGEST_TEXT
from plans.web.refusals import RefusableForm
from plans.wording.choices import CHOICES
from plans.wording.statuses import capitalised


class AcknowledgementForm(RefusableForm):
    """An answer to the finding of the check `code` at `place`; `seen` is the mark of what was found there."""

    use_required_attribute = False

    code = forms.CharField(widget=forms.HiddenInput)
    place = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)
    treatment = forms.ChoiceField(
        label=gettext_lazy("Hvad skal der ske med tallene?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der skal ske med tallene.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Gemmes i historikken. Skriv ingen personoplysninger."),
        error_messages={"required": gettext_lazy("Begrundelsen mangler. Skriv, hvorfor det kan bringes.")},
    )

    def __init__(self, *args: Any, of_figures: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if of_figures:
            treatment = self.fields["treatment"]
            assert isinstance(treatment, forms.ChoiceField)  # noqa: S101  # declared above
            treatment.choices = [
                (each.value, capitalised(str(CHOICES[Treatment][each]))) for each in Treatment
            ]
        else:
            del self.fields["treatment"]

    @property
    def chosen(self) -> Treatment:
        """The chosen treatment; a text, for which there is no choice, is kept."""
        return Treatment(self.cleaned_data.get("treatment", Treatment.KEEP))
