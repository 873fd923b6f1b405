"""What does a draft hold that no field of its page shows? Each text by its field's name, to be copied."""

from collections.abc import Mapping

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from desk.goal.drafted import elsewhere_in
from desk.goal.subject import Filling, RoundGoal, Subject, subject_of
from plans.richtext import plain_text
from plans.web.facts import Fact
from plans.web.rich_text import RichTextField, is_readable


def elsewhere_facts(round_goal: RoundGoal, draft: Mapping[str, str]) -> list[Fact]:
    """What another tab had typed in fields that the page holds otherwise."""
    elsewhere = elsewhere_in(draft)
    if not elsewhere:
        return []
    fields = _fields(subject_of(round_goal, Filling(posted={**draft, **elsewhere})))
    return [
        Fact(fields[name][0], _readable(fields[name][1], text)) if name in fields else Fact(_("Andet"), text)
        for name, text in elsewhere.items()
    ]


def unsent_facts(round_goal: RoundGoal, draft: Mapping[str, str]) -> list[Fact]:
    """What the draft says otherwise than what is stored, where nothing of it can be saved."""
    typed = subject_of(round_goal, Filling(posted=draft))
    stored = {
        name: _readable(field, field.value())
        for name, (_label, field) in _fields(subject_of(round_goal, Filling())).items()
    }
    facts = []
    for name, (label, field) in _fields(typed).items():
        text = _readable(field, field.value()) if field.form.is_bound else ""
        if text and text != stored.get(name, ""):
            facts.append(Fact(label, text))
    return [*facts, *elsewhere_facts(round_goal, draft)]


def _fields(subject: Subject) -> dict[str, tuple[str, BoundField]]:
    """The page's fields by their names, each with what it is called on the page as a whole."""
    several = len(subject.figures) > 1
    named = [
        (f"{figure.form.name}: " if several else "", form)
        for figure in subject.figures
        for form in figure.forms
    ]
    named += [("", subject.text.form), ("", subject.judgement.form)]
    return {
        field.html_name: (f"{prefix if str(field.label) not in prefix else ''}{field.label}", field)
        for prefix, form in named
        for field in form
    }


def _readable(field: BoundField, value: object) -> str:
    """What stands in the field, in words."""
    if isinstance(field.field, RichTextField):
        text = str(value or "")
        return plain_text(text) if text.startswith("<") and is_readable(text) else text
    if isinstance(field.field, forms.BooleanField):
        return _("ja") if value else ""
    choices = {str(key): str(name) for key, name in getattr(field.field, "choices", [])}
    text = "" if value is None else str(field.field.prepare_value(value))
    return (choices.get(text, text) if text else "").strip()
