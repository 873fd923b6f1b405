"""How is a figure recorded, or taken back? In an open round, by whom it is given to, with its history."""

from copy import copy
from datetime import date

from django.core.exceptions import ValidationError

from plans import permissions, queries
from plans.actions import history
from plans.actions.held_goals import HeldGoals, held_or_holding
from plans.actions.round_locks import FIGURE_CHANGED, back_to_draft, check_figure_open
from plans.domain.judgement import can_be_under_way
from plans.enums import Measure
from plans.figures.checks import check_figure
from plans.figures.input import FigureInput
from plans.figures.lists import exclusions_text, parts_text
from plans.models import (
    ActionPlan,
    Change,
    Exclusion,
    Indicator,
    Measurement,
    MeasurementPart,
    ReportingRound,
)
from plans.wording import problems


def record_figure(
    *,
    by: permissions.Person,
    round: ReportingRound,
    indicator: Indicator,
    year: int | None,
    figure: FigureInput,
    version: int | None,
    today: date,
    why: str = "",
    held: HeldGoals | None = None,
) -> Measurement:
    """Record the figure of `indicator` for `year`, or for the whole plan (None), as of the round's date.

    `version` is that of the measurement the person saw, None where there was none. `held` are goals, this one
    among them, in whose transaction it is done; without it, it is done in one of its own. Raises
    PermissionDenied, ValidationError by field, and `history.Conflict` when somebody else recorded another
    figure meanwhile, `history.Removed` when they took it away.
    """
    plan = indicator.goal.plan
    with held_or_holding(held, indicator.goal, by=by, today=today) as goals:
        goals.check_contributor(indicator.goal)
        submissions = check_figure_open(goals, round, indicator, year)
        measure = Measure(indicator.measure)
        check_figure(figure, measure, counts_people=indicator.counts_people, as_of=round.as_of)
        if figure.under_way:
            _check_under_way(goals, round, indicator, year)
        stored = goals.measurements.get((indicator.pk, year, round.as_of))
        if stored is None and version is not None:
            raise history.Removed(_removal(indicator, year, round.as_of))
        if stored is None:
            saved = _first(by, indicator, year, round.as_of, figure, why)
        else:
            before = FigureInput.of(stored)
            if before == figure and not stored.derived:
                return stored
            if version != stored.version:
                raise history.Conflict(stored)
            saved = history.change(
                stored, figure.columns, version=version, by=by, plan=plan, why=why, is_held=True
            )
            if _lists_of(before) != _lists_of(figure):
                saved = _change_lists(stored, saved, figure, before, by=by, plan=plan, why=why)
        goals.put(saved, left_out=sum(each.count for each in figure.exclusions))
        back_to_draft(goals, submissions, by=by, plan=plan, why=FIGURE_CHANGED)
        return saved


def retract_figure(
    *,
    by: permissions.Person,
    round: ReportingRound,
    indicator: Indicator,
    year: int | None,
    version: int | None,
    today: date,
    why: str = "",
    held: HeldGoals | None = None,
) -> None:
    """Take the figure that the round itself was given back to "missing". An earlier figure stays.

    The row goes; the history keeps all that it said, and `restoring.restore` puts it back. Where there is no
    such figure, nothing is done. `held` is as for `record_figure`. Raises PermissionDenied, ValidationError
    by field, and `history.Conflict`.
    """
    plan = indicator.goal.plan
    with held_or_holding(held, indicator.goal, by=by, today=today) as goals:
        goals.check_contributor(indicator.goal)
        submissions = check_figure_open(goals, round, indicator, year)
        stored = goals.measurements.get((indicator.pk, year, round.as_of))
        if stored is None:
            return
        if version != stored.version:
            raise history.Conflict(stored)
        goals.forget(stored)
        for name, text in _lists_of(FigureInput.of(stored)).items():
            history.note(stored, name, text, "", by=by, plan=plan, why=why)
        gone = copy(stored)  # what is deleted loses its key, and the page still shows it
        gone.exclusions.all().delete()
        gone.parts.all().delete()
        history.remove(gone, by=by, plan=plan, why=why)
        back_to_draft(goals, submissions, by=by, plan=plan, why=FIGURE_CHANGED)


def _check_under_way(held: HeldGoals, round_: ReportingRound, indicator: Indicator, year: int | None) -> None:
    """Raises ValidationError where the time of the target is over: then the goal is judged."""
    if not can_be_under_way(
        year,
        is_for_whole_plan=held.is_for_whole_plan(indicator),
        plan=indicator.goal.plan.span,
        period=round_.period,
        as_of=round_.as_of,
    ):
        raise ValidationError({"figure": problems.no_longer_under_way()})


def _first(
    by: permissions.Person, indicator: Indicator, year: int | None, as_of: date, figure: FigureInput, why: str
) -> Measurement:
    """Store the first figure for its place. Whoever else gives it has locked the same plan, and waits."""
    measurement = Measurement(indicator=indicator, year=year, as_of=as_of, **figure.columns)
    history.add(measurement, by=by, plan=indicator.goal.plan, why=why)
    _save_lists(measurement, figure, FigureInput(), by=by, plan=indicator.goal.plan, why=why)
    return measurement


def _removal(indicator: Indicator, year: int | None, as_of: date) -> Change | None:
    """The latest change that took the figure back, or None."""
    held = {"indicator": indicator.pk, "as_of": as_of, **({} if year is None else {"year": year})}
    return queries.latest_removal("measurement", indicator.goal.plan_id, held)


def _change_lists(
    stored: Measurement,
    saved: Measurement,
    figure: FigureInput,
    before: FigureInput,
    *,
    by: permissions.Person,
    plan: ActionPlan,
    why: str,
) -> Measurement:
    """Store other lists beside the figure. Returns its row as it is then."""
    # A list beside the row has no version of its own: the measurement's is raised for it.
    if saved.version == stored.version:
        Measurement.objects.filter(pk=stored.pk).update(version=stored.version + 1)
    fresh = Measurement.objects.get(pk=stored.pk)  # without the lists that were read with it
    fresh.exclusions.all().delete()
    fresh.parts.all().delete()
    _save_lists(fresh, figure, before, by=by, plan=plan, why=why)
    return fresh


def _lists_of(figure: FigureInput) -> dict[str, str]:
    """The lists beside the row as the history keeps them."""
    return {"exclusions": exclusions_text(figure.exclusions), "parts": parts_text(figure.parts)}


def _save_lists(
    measurement: Measurement,
    figure: FigureInput,
    before: FigureInput,
    *,
    by: permissions.Person,
    plan: ActionPlan,
    why: str,
) -> None:
    """Store the figure's lists, and their history against what they said `before`."""
    Exclusion.objects.bulk_create(
        Exclusion(
            measurement=measurement,
            order=order,
            count=exclusion.count,
            reason=exclusion.reason,
            due_on=exclusion.due_on,
        )
        for order, exclusion in enumerate(figure.exclusions, start=1)
    )
    MeasurementPart.objects.bulk_create(
        MeasurementPart(
            measurement=measurement,
            order=order,
            label=part.label,
            value=part.value,
            part_of=part.part_of,
            adds_up=part.adds_up,
        )
        for order, part in enumerate(figure.parts, start=1)
    )
    old = _lists_of(before)
    for name, new in _lists_of(figure).items():
        history.note(measurement, name, old[name], new, by=by, plan=plan, why=why)
