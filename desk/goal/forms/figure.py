"""What can a person say of one figure besides the figure itself? The form of its further details."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.measures import DETAILS, traits
from plans.enums import Measure, Status, Unmeasurable
from plans.figures.input import ExclusionInput, FigureInput, PartInput, judged_as, judgement
from plans.figures.typed import read_figure
from plans.models import Measurement
from plans.models.measurement import JUDGED
from plans.web.fields import (
    EitherChoiceField,
    EitherField,
    TextField,
    WholeNumberField,
    name_in_errors,
)
from plans.web.refusals import show_refusal
from plans.web.warned import WarnedField
from plans.wording import figures, problems
from plans.wording.reasons import unmeasurable
from plans.wording.statuses import PlanWords, capitalised

LONGEST_QUALIFIER = 60
# What is recorded as the form's field of the same name says it.
_AS_TYPED = ("basis", "pending", "cohort_total", "ongoing", "qualifier", "provisional", "method_note")


class FigureForm(forms.Form):
    """Everything of one figure but its exclusions; fields that its measure has no use for are left out."""

    use_required_attribute = False
    bound_field_class = WarnedField

    figure = EitherField(widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    judged = EitherChoiceField()
    basis = TextField(label=gettext_lazy("Grundlag for vurderingen"))
    unmeasurable = EitherChoiceField(label=gettext_lazy("Kan det opgøres?"))
    reason = TextField(
        is_asked_for=True,
        label=gettext_lazy("Hvorfor det ikke kan opgøres"),
        help_text=gettext_lazy("Kun når det ikke kan opgøres."),
    )
    pending = WholeNumberField(
        label=gettext_lazy("Afventer svar"),
        help_text=gettext_lazy("De tæller med i alle, men er ikke i mål endnu."),
    )
    cohort_total = WholeNumberField(
        label=gettext_lazy("I alt i gruppen"),
        help_text=gettext_lazy("Alle, der er talt med, og frafaldet: 9 talt med og 2 frafald er 11."),
    )
    ongoing = WholeNumberField(
        label=gettext_lazy("I gang, ikke talt med"), help_text=gettext_lazy("Begyndt, men ikke afsluttet.")
    )
    qualifier = forms.CharField(
        label=gettext_lazy("Forbehold"), help_text=gettext_lazy("Kort, fx ca."), required=False
    )
    provisional = forms.BooleanField(label=gettext_lazy("Tallet er foreløbigt"), required=False)
    method_note = TextField(
        label=gettext_lazy("Metode"), help_text=gettext_lazy("Fx hvem der er spurgt, og hvornår.")
    )

    def __init__(
        self,
        *args: Any,
        measure: Measure,
        name: str,
        words: PlanWords,
        judgements: Sequence[Status] = JUDGED,
        **options: Any,
    ) -> None:
        """`judgements` are those that can be chosen where the goal is judged."""
        super().__init__(*args, **options)
        self.measure, self.name = measure, name
        kind = traits(measure)
        self.way, other = ("judged", "figure") if kind.is_judged else ("figure", "judged")
        for field in {other, *DETAILS} - kind.details:
            self.fields.pop(field, None)  # lists have forms of their own
        self.fields[self.way].label = name
        if kind.of_a_whole:
            self.fields[self.way].help_text = _("Antal eller procent: 7 af 15 eller 47 pct.")
        elif not kind.is_judged:
            self.fields["figure"].widget.attrs["inputmode"] = "decimal"  # a telephone's digits, with a comma
        kinds = [(kind.value, _("Nej: %(why)s") % {"why": unmeasurable(kind)}) for kind in Unmeasurable]
        self._offer("unmeasurable", [("", _("Ja")), *kinds])
        named = [(status.value, capitalised(words.word(status, measure))) for status in judgements]
        self._offer("judged", [("", _("Vælg")), *named])
        name_in_errors(self)

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, EitherChoiceField):
            field.choices = choices

    def clean_qualifier(self) -> str:
        """A qualifier is a word or two."""
        text = str(self.cleaned_data["qualifier"])
        if len(text) > LONGEST_QUALIFIER:
            raise ValidationError(problems.text_too_long(_("Forbehold"), LONGEST_QUALIFIER))
        return text

    def clean(self) -> dict[str, Any]:
        """Read the one way in which the figure is given."""
        cleaned = super().clean() or {}
        typed, kind, reason = (cleaned.get(field) for field in (self.way, "unmeasurable", "reason"))
        if typed and kind:
            self.add_error(self.way, problems.given_twice(self.name))
        elif reason and not kind and "unmeasurable" not in self.errors:
            self.add_error("unmeasurable", problems.reason_without_kind())
        elif not kind and self.way not in self.errors and not self.is_emptied:
            self._read(typed or "")
        return cleaned

    @property
    def is_emptied(self) -> bool:
        """Whether nothing at all is said: where a figure was stored, it is to go."""
        return not self.errors and not any(self.cleaned_data.get(name) for name in self.fields)

    def require_figure(self) -> None:
        """Tell that the figure is missing, where something else is said of it."""
        self._read("")

    def _read(self, typed: str) -> None:
        if not traits(self.measure).is_judged:
            try:
                self.cleaned_data["read"] = read_figure(typed, self.measure, self.name)
            except ValidationError as error:
                self.add_error(self.way, error.messages)
        elif not typed:
            self.add_error(self.way, problems.judgement_missing(self.name))

    def figure_input(
        self,
        before: FigureInput,
        exclusions: Sequence[ExclusionInput] | None,
        parts: Sequence[PartInput] | None,
    ) -> FigureInput:
        """What to record. What the form does not ask stays as `before`; so do lists where None."""
        answers = self.cleaned_data
        kind, chosen = answers["unmeasurable"], answers.get("judged")
        values: dict[str, Any] = {name: answers[name] for name in _AS_TYPED if name in self.fields}
        lists = {"exclusions": exclusions, "parts": parts}
        values |= {name: tuple(rows) for name, rows in lists.items() if rows is not None}
        values["pending"] = values.get("pending", before.pending) or 0
        return before.given_anew(
            **values,
            **answers.get("read", {}),
            **(judgement(Status(chosen)) if chosen else {}),
            unmeasurable=Unmeasurable(kind) if kind else None,
            reason=answers["reason"],
        )

    def add_refusal(self, refusal: ValidationError) -> None:
        """Show what the action refused at the fields that it names."""
        show_refusal(self, refusal, field_names={"figure": self.way})


def initial_values(measurement: Measurement | None) -> dict[str, Any]:
    """What the form shows of a stored figure."""
    if measurement is None:
        return {}
    counts = {
        "pending": measurement.pending or None,
        "cohort_total": measurement.cohort_total,
        "ongoing": measurement.ongoing,
    }
    same = ("basis", "unmeasurable", "reason", "qualifier", "provisional", "method_note")
    return {
        "figure": figures.typed(measurement.figure),
        **{name: figures.plain_number(count) for name, count in counts.items() if count is not None},
        "judged": judged_as(measurement),
        **{name: getattr(measurement, name) for name in same},
    }
