"""What can be typed of a report? A form for each part, whose errors say what is expected."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from plans.models import Report, ReportRow, ReportTable
from plans.web.fields import DayField, TextField, name_in_errors
from plans.web.refusals import show_refusal
from plans.web.rich_text import RichTextField, kept_formatting, sends_html
from plans.wording import problems


class LineField(forms.CharField):
    """A line of text, at most as long as its column; whether it may be empty is for the action to say."""

    def __init__(self, model: Any, name: str, *, needed: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.longest = model._meta.get_field(name).max_length
        self.needed = needed

    def validate(self, value: Any) -> None:
        """Leave it to the action, which knows what is missing."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if len(text) > self.longest:
            raise ValidationError(problems.text_too_long(str(self.label), self.longest))
        return text


class ReasonField(TextField):
    """A text that may be needed: whether it is, the action knows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.required = True

    def validate(self, value: Any) -> None:
        """Leave it to the action."""


class PartForm(forms.Form):
    """What the forms of all parts have in common."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_in_errors(self)
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.required = field.needed
        first = next(iter(self.fields.values()))
        if not self.is_bound and not isinstance(first, RichTextField):
            first.widget.attrs["data-focus"] = True

    def clean(self) -> dict[str, Any]:
        """Keep the formatting that was there where only the words were sent."""
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, RichTextField) and name in cleaned and not sends_html(self):
                cleaned[name] = kept_formatting(cleaned[name], self.initial.get(name, ""))
        return cleaned

    def changed(self) -> dict[str, Any]:
        """The typed values that differ from the stored ones, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value != self.initial.get(name)}

    def refuse(self, refusal: ValidationError) -> None:
        """Show what an action refused, at its field where it names one."""
        show_refusal(self, refusal)


class HeadForm(PartForm):
    """The memo's head."""

    title = LineField(Report, "title", needed=True, label=gettext_lazy("Titel"))
    kind = LineField(Report, "kind", label=gettext_lazy("Dokumenttype"), help_text=gettext_lazy("Fx Notat."))
    dated_on = DayField(
        label=gettext_lazy("Dato"),
        required=True,
        error_messages={
            "invalid": gettext_lazy("Datoen er ingen dato. Skriv fx 15.01.2020."),
            "required": gettext_lazy("Vælg bilagets dato."),
        },
    )
    case_number = LineField(Report, "case_number", label=gettext_lazy("Sagsnummer"))
    document_number = LineField(Report, "document_number", label=gettext_lazy("Dokumentnummer"))
    case_officer = LineField(
        Report,
        "case_officer",
        label=gettext_lazy("Sagsbehandler"),
        help_text=gettext_lazy("Skriv rollen, ikke et navn: bilaget er offentligt."),
    )
    sender = TextField(
        label=gettext_lazy("Afsender"), help_text=gettext_lazy("Enhed og adresse, en linje for hver.")
    )
    ean = LineField(Report, "ean", label=gettext_lazy("EAN-nummer"), help_text=gettext_lazy("13 cifre."))
    website = LineField(
        Report, "website", label=gettext_lazy("Hjemmeside"), help_text=gettext_lazy("Fx www.kk.dk.")
    )


class IntroForm(PartForm):
    """The text over the tables."""

    intro = RichTextField(label=gettext_lazy("Indledning"))


class ClosingForm(PartForm):
    """The text under the tables."""

    closing = RichTextField(label=gettext_lazy("Afslutning"))


class TableForm(PartForm):
    """A table's titles and notes."""

    label = LineField(
        ReportTable,
        "label",
        needed=True,
        label=gettext_lazy("Nummer"),
        help_text=gettext_lazy("»Tabel 1«, »Tabel 2« og så videre følger selv med, når tabeller flyttes."),
    )
    title = LineField(ReportTable, "title", needed=True, label=gettext_lazy("Titel"))
    column_heading = LineField(
        ReportTable, "column_heading", needed=True, label=gettext_lazy("Overskrift over afrapporteringen")
    )
    notes = TextField(
        label=gettext_lazy("Noter under tabellen"),
        help_text=gettext_lazy(
            "Noter om tolerance og egne vurderinger kommer af sig selv og skal ikke skrives her."
        ),
    )


class RowForm(PartForm):
    """How a goal is worded in the report."""

    wording = TextField(
        label=gettext_lazy("Ordlyd i bilaget"),
        help_text=gettext_lazy("Tøm feltet for at bruge den vedtagne ordlyd."),
    )
    wording_reason = ReasonField(
        label=gettext_lazy("Hvorfor ordlyden er ændret"),
        help_text=gettext_lazy("Kræves kun, når ordlyden er en anden end den vedtagne. Står ikke i bilaget."),
    )
    heading = LineField(
        ReportRow,
        "heading",
        label=gettext_lazy("Overskrift over målet"),
        help_text=gettext_lazy("Står én gang over mål i rækkefølge, der har den samme."),
    )
