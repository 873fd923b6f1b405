"""How is an earlier figure, text or judgement put back? As it was before a change, by the usual action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import InvalidOperation
from itertools import chain

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from plans import queries
from plans.actions import history
from plans.actions.measurements import record_figure
from plans.actions.submissions import save_text, set_override
from plans.enums import Status
from plans.figures.input import FigureInput
from plans.figures.lists import exclusions_text, parts_text
from plans.figures.past import figure_from
from plans.models import Change, Indicator, Measurement, ReportingRound, Submission
from plans.models.change import as_text
from plans.permissions import Person

RESTORED = gettext_noop("Sat tilbage fra historikken.")
TEXTS = ("sub_heading", "commentary", "footnote")
JUDGEMENT = ("override", "override_reason", "override_replaced")
Columns = dict[str, str]


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure as it once was, and what it is the figure of."""

    indicator: int
    year: int | None
    as_of: date
    figure: FigureInput
    source: dict[str, str]  # where the figure was from, by column


@transaction.atomic
def restore(
    *,
    by: Person,
    round: ReportingRound,
    change: Change,
    version: int | None,
    today: date,
) -> Measurement | Submission:
    """Put back what a figure, a text or a judgement was before `change` and all that came after it.

    Of a figure everything is put back, its exclusions too, and also one that was taken back. Of a submission
    only what changed together with `change`: later changes of the other texts stay. `version` is that of the
    row as the person saw it, None where the figure is missing now. Raises PermissionDenied, ValidationError
    by field, and `history.Conflict`.
    """
    if change.kind == "measurement":
        past = figure_before(change)
        if past is None or past.as_of != round.as_of:
            raise ValidationError({"figure": _("Der er intet tal fra denne runde at sætte tilbage.")})
        return _restore_figure(by, round, past, version, today)
    return _restore_submission(by, round, change, version, today)


def _restore_figure(
    by: Person, round_: ReportingRound, past: PastFigure, version: int | None, today: date
) -> Measurement:
    indicator = Indicator.objects.select_related("goal__plan").get(pk=past.indicator)
    stored = Measurement.objects.filter(indicator=indicator, year=past.year, as_of=past.as_of)
    was_missing = not stored.exists()
    saved = record_figure(
        by=by,
        round=round_,
        indicator=indicator,
        year=past.year,
        figure=past.figure,
        version=version,
        today=today,
        why=RESTORED,
    )
    if not was_missing:
        return saved
    plan = indicator.goal.plan
    return history.change(saved, past.source, version=saved.version, by=by, plan=plan, why=RESTORED)


def _restore_submission(
    by: Person, round_: ReportingRound, change: Change, version: int | None, today: date
) -> Submission:
    stored = Submission.objects.select_related("goal__plan").filter(pk=change.object_id, round=round_).first()
    before = columns_before(change)
    if change.kind != "submission" or stored is None or not {*TEXTS, *JUDGEMENT}.intersection(before):
        raise ValidationError({NON_FIELD_ERRORS: _("Der er ingen tekst fra denne runde at sætte tilbage.")})
    saved = stored
    if set(TEXTS).intersection(before):
        texts = {name: before.get(name, getattr(stored, name)) for name in TEXTS}
        saved = save_text(
            by=by, round=round_, goal=stored.goal, version=version, today=today, why=RESTORED, **texts
        )
        version = saved.version
    if set(JUDGEMENT).intersection(before):
        values = {name: before.get(name, getattr(stored, name)) for name in JUDGEMENT}
        saved = set_override(
            by=by,
            round=round_,
            goal=stored.goal,
            status=Status(values["override"]) if values["override"] else None,
            reason=values["override_reason"],
            # the rule's status of then: where it is another now, the judgement asks to be confirmed
            computed=Status(values["override_replaced"] or Status.NOT_REPORTED),
            version=version,
            today=today,
            why=RESTORED,
        )
    return saved


def columns_before(change: Change) -> Columns:
    """What the fields that were changed together with `change` said before."""
    return {each.field: each.old for each in queries.events_since(change)[-1]}


def figure_before(change: Change) -> PastFigure | None:
    """The figure as it was before `change`; None where there was none."""
    row = Measurement.objects.prefetch_related("exclusions", "parts").filter(pk=change.object_id).first()
    return past_figure(columns_before_event(row, change))


def columns_of(row: Measurement | None) -> Columns:
    """What a stored figure says, as the history writes it; nothing for one that is gone."""
    if row is None:
        return {}
    columns = {field.name: as_text(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    figure = FigureInput.of(row)
    lists = {"exclusions": exclusions_text(figure.exclusions), "parts": parts_text(figure.parts)}
    return {**columns, **lists}


def columns_before_event(row: Measurement | None, change: Change) -> Columns:
    """What a figure, which is `row` now if there still is one, said before the event of `change`."""
    return walked_back(columns_of(row), chain.from_iterable(queries.events_since(change)))


def walked_back(columns: Mapping[str, str], changes: Iterable[Change]) -> Columns:
    """The columns of one object as they were before these changes, which come the newest first."""
    return {**columns, **{change.field: change.old for change in changes}}


def past_figure(columns: Mapping[str, str]) -> PastFigure | None:
    """The figure that a row said; None where it said none, or what no figure can."""
    try:
        figure = figure_from(columns)
        if figure is None:
            return None
        year = int(columns["year"]) if columns.get("year") else None
        source = {name: columns.get(name, "") for name in ("source_ref", "remark")}
        return PastFigure(
            int(columns["indicator"]), year, date.fromisoformat(columns["as_of"]), figure, source
        )
    except (KeyError, ValueError, InvalidOperation):
        return None
