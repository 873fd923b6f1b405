"""What is filled in to ask for words to be blanked, and to decide it?

The forms for asking, granting, refusing and undoing a redaction.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models.fields import LONGEST_TEXT
from plans.web.refusals import RefusableForm


def _text(label: object, *, rows: int, missing: object, help_text: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"}),
        max_length=LONGEST_TEXT,
        error_messages={"required": missing},  # type: ignore[dict-item]
    )


class AskForm(RefusableForm):
    """The words and the reason; `seen` is a digest of the words and the places that the person was shown."""

    passage = _text(
        gettext_lazy("Teksten, der skal slettes"),
        rows=2,
        missing=gettext_lazy("Skriv den tekst, der skal slettes."),
        help_text=gettext_lazy(
            "Nøjagtigt som den står, med store og små bogstaver. Skriv ikke mere end det, der skal væk."
        ),
    )
    reason = _text(
        gettext_lazy("Begrundelse"),
        rows=3,
        missing=gettext_lazy("Skriv, hvorfor det skal slettes."),
        help_text=gettext_lazy("Bliver stående for altid. Skriv ingen personoplysninger her."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def remember(self, seen: str) -> None:
        """Keep in the form which places the person has been shown; `seen` is empty for none."""
        kept = {name: self.data[name] for name in self.data}
        self.data = {**kept, "seen": seen}


class GrantForm(RefusableForm):
    """Confirms that the words are deleted in every place."""

    prefix = "grant"
    version = forms.IntegerField(widget=forms.HiddenInput)
    understood = forms.BooleanField(
        label=gettext_lazy("Jeg har set alle stederne og ved, at sletningen ikke kan fortrydes."),
        error_messages={
            "required": gettext_lazy("Sæt kryds ved, at du har set stederne: sletningen kan ikke fortrydes.")
        },
    )

    def __init__(self, *args: Any, is_undoable: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_undoable:
            field = self.fields["understood"]
            field.label = _("Jeg har set alle stederne og ved, at sletningen kun kan fortrydes i 30 dage.")
            field.error_messages["required"] = _(
                "Sæt kryds ved, at du har set stederne: sletningen kan kun fortrydes i 30 dage."
            )


class RefuseForm(RefusableForm):
    """Refuses a redaction, with the reason."""

    prefix = "refuse"
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _text(
        gettext_lazy("Hvorfor slettes det ikke?"),
        rows=3,
        missing=gettext_lazy("Skriv, hvorfor der ikke slettes."),
        help_text=gettext_lazy("Bliver stående for altid. Skriv ingen personoplysninger her."),
    )


class UndoForm(RefusableForm):
    """Undoes a redaction, with the reason."""

    prefix = "undo"
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _text(
        gettext_lazy("Hvorfor fortrydes sletningen?"),
        rows=3,
        missing=gettext_lazy("Skriv, hvorfor sletningen fortrydes."),
        help_text=gettext_lazy("Bliver stående for altid. Skriv ingen personoplysninger her."),
    )
