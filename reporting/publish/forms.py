"""What does an approver fill in when a report is published, filed and decided on?

The forms for publishing a version, for its document number in the archive, and for the committee's decision,
new or connected.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.meetings import MEETING_FIELDS
from plans.models import Decision, PublicationFiling
from plans.models.fields import LONGEST_TEXT
from plans.web.fields import DayField
from plans.web.lifetime_field import LifetimeField
from plans.web.refusals import RefusableForm


def _text(label: Any, *, missing: Any = "", rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, widget=widget, required=bool(missing), error_messages={"required": missing}, **options
    )


class PublishForm(RefusableForm):
    """Confirms that a version is published for good; a correction says what was corrected."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    correction_note = _text(
        gettext_lazy("Hvad er rettet, og hvorfor?"),
        missing=gettext_lazy("Skriv, hvad der er rettet, og hvorfor."),
        rows=4,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Står øverst i den nye version. Skriv ingen personoplysninger."),
    )
    understood = forms.BooleanField(
        label=gettext_lazy("Jeg har læst bilaget og ved, at en fastlåst version ikke kan ændres."),
        error_messages={
            "required": gettext_lazy(
                "Sæt kryds ved, at du har læst bilaget: en fastlåst version kan ikke ændres."
            )
        },
    )

    def __init__(self, *args: Any, is_correction: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_correction:
            del self.fields["correction_note"]

    def ask_again(self, *, number: int, seen: str) -> None:
        """Make the form ask about this version and this annex, with the box to be ticked again."""
        kept = {name: self.data[name] for name in self.data if name != "understood"}
        self.data = {**kept, "number": str(number), "seen": seen}


class ShareForm(RefusableForm):
    """How long a version can be read without sign-in."""

    name = "sharing"
    months = LifetimeField(
        label=gettext_lazy("Hvor længe skal adressen virke?"),
        missing=gettext_lazy("Vælg, hvor længe adressen skal virke."),
    )


class FilingForm(RefusableForm):
    """Where the archive keeps a publication."""

    name = "filing"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    document_number = _text(
        gettext_lazy("Dokumentnummer"),
        missing=gettext_lazy("Skriv dokumentnummeret fra arkivet."),
        max_length=60,
    )

    def go_over(self, stored: PublicationFiling, *, is_own: bool) -> None:
        """Show what was written meanwhile, and let the next submission of the form replace it.

        `is_own` is whether the person did it, in another tab.
        """
        text = (
            _("Du har selv i mellemtiden skrevet »%(number)s«. Gem igen for at erstatte det.")
            if is_own
            else _("En anden har i mellemtiden skrevet »%(number)s«. Gem igen for at erstatte det.")
        )
        self.add_error("document_number", text % {"number": stored.document_number})
        typed = {name: self.data[name] for name in self.data}
        self.data = {**typed, self.add_prefix("version"): str(stored.version)}


class DecisionForm(RefusableForm):
    """Which meeting treats a publication, and what it decided, if it has been."""

    name = "decision_form"
    committee = _text(
        gettext_lazy("Udvalg"),
        missing=gettext_lazy("Skriv, hvilket udvalg der behandler det."),
        max_length=200,
    )
    decided_on = DayField(
        label=gettext_lazy("Mødets dato"),
        error_messages={
            "required": gettext_lazy("Skriv mødets dato, fx 15.07.2020."),
            "invalid": gettext_lazy("Mødets dato er ingen dato. Skriv fx 15.07.2020."),
        },
    )
    case_number = _text(gettext_lazy("Sagsnummer"), max_length=60)
    item_number = _text(gettext_lazy("Punkt på dagsordenen"), max_length=30)
    title = _text(gettext_lazy("Titel"), missing=gettext_lazy("Skriv punktets titel."), max_length=300)
    outcome = _text(
        gettext_lazy("Beslutning"),
        rows=4,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Skriv den, når mødet er holdt. Indtil da står punktet på dagsordenen."),
    )

    def decision(self) -> Decision:
        """The decision as typed, not stored yet."""
        return Decision(**self.cleaned_data)


class MeetingForm(DecisionForm):
    """Corrects what is kept of a meeting."""

    name = "meeting"
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, decision: Decision) -> "MeetingForm":
        """The form as the meeting is kept."""
        return cls(initial={name: getattr(decision, name) for name in ("version", *MEETING_FIELDS)})

    def values(self) -> dict[str, Any]:
        """What the meeting is to be."""
        return {name: self.cleaned_data[name] for name in MEETING_FIELDS}

    def asked_again(self, decision: Decision) -> "MeetingForm":
        """What was typed, in a form that would replace the meeting as it is now."""
        typed = {name: self.data[name] for name in self.data}
        again = type(self)({**typed, "version": str(decision.version)})
        text = _("Mødet er ændret i mellemtiden. Nu står der: %(now)s. Gem igen for at erstatte det.")
        again.add_error(None, text % {"now": " · ".join(filter(None, [str(decision), decision.outcome]))})
        return again


class OutcomeForm(RefusableForm):
    """What the committee decided on an item of its agenda."""

    name = "outcome_form"
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = _text(
        gettext_lazy("Beslutning"),
        missing=gettext_lazy("Skriv, hvad udvalget besluttede."),
        rows=4,
        max_length=LONGEST_TEXT,
    )

    @classmethod
    def of(cls, decision: Decision) -> "OutcomeForm":
        """The empty form for an item whose outcome is not known yet."""
        return cls(initial={"version": decision.version}, prefix=f"outcome-{decision.pk}")

    def asked_again(self, decision: Decision, error: str) -> "OutcomeForm":
        """The same text in a form about the item as it is now, with why it was not kept."""
        typed = {name: self.data[name] for name in self.data}
        again = type(self)({**typed, self.add_prefix("version"): str(decision.version)}, prefix=self.prefix)
        again.add_error("outcome", error)
        return again


class ConnectForm(RefusableForm):
    """Which of the plan's decisions was about a publication."""

    name = "connection"
    decision = forms.ChoiceField(
        label=gettext_lazy("Beslutning, der allerede er i Vink"),
        error_messages={"required": gettext_lazy("Vælg en beslutning.")},
    )

    def __init__(self, *args: Any, decisions: list[Decision], **options: Any) -> None:
        super().__init__(*args, **options)
        self.decisions = {f"{each.pk}/{each.version}": each for each in decisions}
        choices = [("", _("Vælg en beslutning")), *((key, str(each)) for key, each in self.decisions.items())]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
