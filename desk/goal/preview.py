"""How does the goal stand with what is typed, and which sentence do the figures suggest? Nothing is saved."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from desk.goal.saving import entered_figure, would_stand
from desk.goal.subject import FigureSection, Subject
from desk.round.judgements import GoalJudgement, goal_judgement
from desk.round.override_form import OverrideForm
from desk.round.questions import Asked, asked_of_text, plain_words
from plans.enums import Status
from plans.status_report import GoalStatus
from plans.wording.statuses import capitalised
from plans.wording.suggestions import SuggestedFigure, suggested_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnJudgement:
    """A judgement instead of the rule's; `to_be_confirmed` says why it must be, or nothing."""

    status: Status
    word: str
    to_be_confirmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How the goal would stand: the rule's judgement, the person's own, and a sentence for the annex."""

    judgement: GoalJudgement
    own: OwnJudgement | None
    suggestion: str
    label: str  # what the rule's judgement is about: what is saved, or what is typed
    text_asked: Asked  # what to ask of the text, or who has let it stand


def preview_of(subject: Subject) -> Preview:
    """The page as it is typed; where nothing was, as it is stored."""
    goal = would_stand(subject)
    suggested = [_suggested(subject, section) for section in subject.figures]
    own = _own(subject, goal)
    return Preview(
        judgement=goal_judgement(subject.sheet.report, replace(goal, override=None)),
        own=own,
        suggestion=suggested_text(goal.reported_wording, [each for each in suggested if each is not None]),
        label=_label_of(subject, has_own=own is not None),
        text_asked=asked_of_its_text(subject),
    )


def asked_of_its_text(subject: Subject) -> Asked:
    """What to ask of the text beside the figures, as both are typed, or who has let it stand.

    Nothing is asked where nothing can be entered.
    """
    sheet, goal = subject.sheet, subject.goal
    entered = [(each, entered_figure(each, as_of=sheet.report.as_of)) for each in subject.figures]
    given = [(each.part, each.row.slot, figure) for each, figure in entered if figure is not None]
    fields = [str(subject.text.form[name].value() or "") for name in ("sub_heading", "commentary")]
    asked = asked_of_text(sheet, goal, plain_words(*fields), given)
    return asked if sheet.access.may_change(goal) else Asked(confirmed=asked.confirmed)


def _label_of(subject: Subject, *, has_own: bool) -> str:
    if _is_as_stored(subject):
        return _("Som det er gemt, uden det, du retter nu")
    if has_own:
        return _("Beregnet")
    is_typed = any(section.is_changed for section in subject.figures)
    return _("Med det, du har skrevet") if is_typed else _("Beregnet af reglen")


def _is_as_stored(subject: Subject) -> bool:
    """Whether the page tells what is stored, since a figure that was typed cannot be read."""
    as_of = subject.sheet.report.as_of
    return any(
        section.is_changed and entered_figure(section, as_of=as_of) is None for section in subject.figures
    )


def _own(subject: Subject, goal: GoalStatus) -> OwnJudgement | None:
    """The judgement that the form says; to be confirmed where the rule has come to something else since."""
    form, words = subject.judgement.form, subject.sheet.report.words
    if not isinstance(form, OverrideForm):
        raise TypeError("a judgement of one's own has its form")
    value = str(form["override"].value() or "")
    if _is_as_stored(subject):
        value = goal.override.status.value if goal.override else ""
    if value not in {choice for choice, _label in form.fields["override"].choices if choice}:  # type: ignore[attr-defined]  # a choice field
        return None
    status, stored = Status(value), goal.override
    changed = ""
    if stored is not None and stored.status is status and stored.to_be_confirmed:
        changed = _(
            "Egen vurdering blev givet, da den beregnede var »%(before)s«. Nu er den »%(now)s«."
            " Bekræft den, eller vælg igen."
        ) % {
            "before": words.word(stored.replaced, goal.measure),
            "now": words.word(goal.computed_status, goal.measure),
        }
    return OwnJudgement(
        status=status, word=capitalised(words.word(status, goal.measure)), to_be_confirmed=changed
    )


def _suggested(subject: Subject, section: FigureSection) -> SuggestedFigure | None:
    """What the sentence can be made of; None where there is no figure, or one that cannot be kept."""
    row, part = section.row, section.part
    as_of = subject.sheet.report.as_of
    given = entered_figure(section, as_of=as_of)
    if given is None:
        return None
    return SuggestedFigure(
        figure=given.figure(row.slot, as_of),
        measure=part.facts.measure,
        against=row.against,
        label=_label(subject, section),
        unit=part.unit,
        exclusions=[(each.count, each.reason) for each in given.exclusions],
        parts=[(each.value, each.label) for each in given.parts],
        ongoing=given.ongoing or 0,
        reason=given.reason,
        basis=given.basis,
    )


def _label(subject: Subject, section: FigureSection) -> str:
    """What tells the figure from the goal's other ones: its indicator, its year, or both."""
    is_one_of_several = len(subject.goal.indicators) > 1
    slots = {each.row.slot for each in subject.figures}
    names = [section.part.label if is_one_of_several else "", str(section.row.slot) if len(slots) > 1 else ""]
    return ", ".join(each for each in names if each)
