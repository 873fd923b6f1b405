"""Which earlier figures and texts of a goal may a person put back?

`ways_back` gives the links in the history, and `proposal` what putting one back would change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from plans import queries
from plans.actions.restoring import (
    JUDGEMENT,
    TEXTS,
    PastFigure,
    columns_before,
    columns_before_event,
    columns_of,
    past_figure,
    walked_back,
)
from plans.enums import Role, SubmissionState
from plans.figures.input import LISTS, FigureInput
from plans.models import Change, Measurement, ReportingRound, Submission
from plans.permissions import Person, can_enter
from plans.wording.measurements import figure_text
from plans.wording.statuses import PlanWords, capitalised
from reporting.goal_page.history import FieldChange, Link, Names, field_change
from reporting.goal_page.names import names_of
from reporting.goal_page.reading import GoalReading, open_rounds_of, words_of

_UNTOUCHED = {"id", "version", "indicator", "year", "as_of", "derived", "source_ref", "remark"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What putting something back would change; `round` is None where it can no longer be changed."""

    change: Change
    round: ReportingRound | None
    subject: str  # "Måling, 2019"
    fields: tuple[FieldChange, ...]
    version: int | None


def ways_back(
    reading: GoalReading, changes: Sequence[Change], person: Person, *, today: date
) -> dict[int, Link]:
    """The links to what can be put back, by the id of the first change of each event.

    Only for whoever reports the goal, as long as its round is open and it is not approved.
    """
    if not may_put_back(reading, person, today):
        return {}
    rounds = _open_rounds(reading)
    if not rounds:
        return {}
    words = PlanWords.of(words_of(reading.goal.plan))
    labels = {**_figures_back(reading, changes, rounds, words), **_texts_back(reading, changes, rounds)}
    args = [reading.goal.plan.slug, reading.goal.key]
    return {first: Link(label, reverse("restore", args=[*args, first])) for first, label in labels.items()}


def may_put_back(reading: GoalReading, person: Person, today: date) -> bool:
    """Whether the person reports the goal."""
    if person.role != Role.CONTRIBUTOR:
        return False
    areas = [reading.goal.area_id, *(area.pk for area in reading.goal.further_areas.all())]
    return can_enter(person, areas, queries.areas_given_to(person.pk, today))


def proposal(reading: GoalReading, change: Change, person: Person, *, today: date) -> Proposal | None:
    """What putting back what was before `change` would do; None where there is nothing to put back.

    Raises PermissionDenied unless the person reports the goal.
    """
    if not may_put_back(reading, person, today):
        raise PermissionDenied(_("Det er kun dem, der indberetter målet, der kan sætte noget tilbage."))
    if change.kind == "measurement":
        return _figure_proposal(reading, change)
    if change.kind == "submission":
        return _text_proposal(reading, change)
    return None


def _open_rounds(reading: GoalReading) -> list[ReportingRound]:
    """The rounds in which the goal can be written on."""
    approved = {row.round_id for row in reading.submissions if row.state == SubmissionState.APPROVED}
    return [each for each in open_rounds_of(reading.goal.plan) if each.pk not in approved]


def _round_of(past: PastFigure, rounds: Iterable[ReportingRound]) -> ReportingRound | None:
    fitting = (each for each in rounds if each.as_of == past.as_of)
    return next((each for each in fitting if past.year is None or past.year in each.period), None)


def _stored(reading: GoalReading, past: PastFigure) -> Measurement | None:
    rows = reading.measurements.get(past.indicator, [])
    return next((row for row in rows if (row.year, row.as_of) == (past.year, past.as_of)), None)


def _figures_back(
    reading: GoalReading, changes: Sequence[Change], rounds: list[ReportingRound], words: PlanWords
) -> dict[int, str]:
    own = reading.indicators.get(reading.goal.pk, [])
    columns = {row.pk: columns_of(row) for each in own for row in reading.measurements.get(each.pk, [])}
    labels = {}
    for group in queries.made_together(each for each in changes if each.kind == "measurement"):
        row = group[0].object_id
        columns[row] = walked_back(columns.get(row, {}), group)
        past = past_figure(columns[row])
        if past is None or _round_of(past, rounds) is None:
            continue
        stored = _stored(reading, past)
        if stored is None or FigureInput.of(stored) != past.figure:
            labels[group[-1].pk] = _("Sæt %(figure)s tilbage") % {"figure": _past_text(past, words)}
    return labels


def _past_text(past: PastFigure, words: PlanWords) -> str:
    return f"»{figure_text(past.figure.figure(past.year, past.as_of), words)}«"


def _texts_back(
    reading: GoalReading, changes: Sequence[Change], rounds: list[ReportingRound]
) -> dict[int, str]:
    is_open = {each.pk for each in rounds}
    stored = {row.pk: row for row in reading.submissions if row.round_id in is_open}
    labels = {}
    for group in queries.made_together(each for each in changes if each.kind == "submission"):
        row = stored.get(group[0].object_id)
        old = {each.field: each.old for each in group if each.field in {*TEXTS, *JUDGEMENT}}
        if row is None or not any(old.values()) or not _differs(row, old):
            continue
        is_text = any(field in TEXTS for field in old)
        labels[group[-1].pk] = _("Sæt teksten tilbage") if is_text else _("Sæt vurderingen tilbage")
    return labels


def _differs(row: Submission, columns: Mapping[str, str]) -> bool:
    return any(getattr(row, name) != text for name, text in columns.items())


def _figure_proposal(reading: GoalReading, change: Change) -> Proposal | None:
    own = {each.pk for each in reading.indicators.get(reading.goal.pk, [])}
    rows = {row.pk: row for pk in own for row in reading.measurements.get(pk, [])}
    then = columns_before_event(rows.get(change.object_id), change)
    past = past_figure(then)
    if past is None or past.indicator not in own:
        return None
    stored = _stored(reading, past)
    now = columns_of(stored)
    columns = [field.name for field in Measurement._meta.concrete_fields]
    fields = [name for name in (*columns, *LISTS) if name not in _UNTOUCHED]
    names = names_of(reading)
    return Proposal(
        change=change,
        round=_round_of(past, _open_rounds(reading)),
        subject=_subject(change, names),
        fields=_fields(reading, change, {name: (now.get(name, ""), then.get(name, "")) for name in fields}),
        version=stored.version if stored else None,
    )


def _text_proposal(reading: GoalReading, change: Change) -> Proposal | None:
    row = next((each for each in reading.submissions if each.pk == change.object_id), None)
    columns = {name: old for name, old in columns_before(change).items() if name in {*TEXTS, *JUDGEMENT}}
    if row is None or not columns:
        return None
    open_rounds = {each.pk: each for each in _open_rounds(reading)}
    return Proposal(
        change=change,
        round=open_rounds.get(row.round_id),
        subject=_subject(change, names_of(reading)),
        fields=_fields(reading, change, {name: (getattr(row, name), old) for name, old in columns.items()}),
        version=row.version,
    )


def _subject(change: Change, names: Names) -> str:
    """What is put back: "Måling, 2019"."""
    model = Measurement if change.kind == "measurement" else Submission
    row_name = names.of_rows.get((change.kind, change.object_id), "")
    subject = capitalised(str(model._meta.verbose_name))
    return f"{subject}, {row_name}" if row_name else subject


def _fields(
    reading: GoalReading, change: Change, columns: Mapping[str, tuple[str, str]]
) -> tuple[FieldChange, ...]:
    """What would be different, in the history's own words."""
    model = Measurement if change.kind == "measurement" else Submission
    names = names_of(reading)
    left_out = {"", "0", "false"}
    return tuple(
        field_change(model, Change(kind=change.kind, field=name, old=now, new=then), names)
        for name, (now, then) in columns.items()
        if now != then and not {now, then} <= left_out
    )
