"""What does a person say of a goal besides its figures? The annex's text, and a judgement of their own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.enums import Measure, Status
from plans.web.fields import EitherChoiceField, TextField, name_in_errors
from plans.web.rich_text import RichTextField, kept_formatting, sends_html
from plans.web.warned import WarnedField
from plans.wording import problems
from plans.wording.statuses import PlanWords, capitalised

LONGEST_SUB_HEADING = 200
# Nobody judges that nothing was reported.
JUDGEMENTS = tuple(status for status in Status if status is not Status.NOT_REPORTED)


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
            "Skal forklare, hvorfor målet ikke er helt nået; ellers er den frivillig. Fed, kursiv og punkter"
            " bliver; andet fra fx Word bliver fjernet."
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


class OverrideForm(forms.Form):
    """A judgement that stands instead of the rule's, with its reason."""

    use_required_attribute = False
    bound_field_class = WarnedField

    override = EitherChoiceField(label=gettext_lazy("Egen vurdering"))
    override_reason = TextField(
        is_asked_for=True,
        label=gettext_lazy("Begrundelse for egen vurdering"),
        help_text=gettext_lazy("Skal stå der, når du selv vurderer målet."),
    )

    def __init__(self, *args: Any, measure: Measure | None, words: PlanWords, **options: Any) -> None:
        super().__init__(*args, **options)
        judgements = [(status.value, capitalised(words.word(status, measure))) for status in JUDGEMENTS]
        choices = [("", _("Ingen: den beregnede gælder")), *judgements]
        field = self.fields["override"]
        if isinstance(field, EitherChoiceField):
            field.choices = choices
        name_in_errors(self)

    def clean(self) -> dict[str, Any]:
        """A judgement of one's own has a reason, and a reason a judgement."""
        cleaned = super().clean() or {}
        status, reason = cleaned.get("override"), cleaned.get("override_reason")
        if status and not reason and "override_reason" not in self.errors:
            self.add_error("override_reason", problems.override_reason_missing())
        elif reason and not status and "override" not in self.errors:
            self.add_error("override", problems.override_missing())
        return cleaned

    @property
    def chosen(self) -> Status | None:
        """The judgement that was chosen; None for the rule's."""
        value = self.cleaned_data.get("override")
        return Status(value) if value else None
