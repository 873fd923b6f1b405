"""How does somebody judge a goal otherwise than the rule? A form of the judgement and the reason for it.

On the goal's page it is for those who report; on the page of approval an approver proposes with it.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.enums import Measure, Status
from plans.web.fields import EitherChoiceField, TextField, name_in_errors
from plans.web.warned import WarnedField
from plans.wording import problems
from plans.wording.statuses import PlanWords, capitalised

# Nobody judges that nothing was reported.
JUDGEMENTS = tuple(status for status in Status if status is not Status.NOT_REPORTED)


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
