"""How is a figure recorded? In an open round, by whom it is given to, once, and with its history."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plans import permissions, queries
from plans.actions import history
from plans.domain.agreement import FULL_SHARE, is_due_too_early, is_part_of_a_person
from plans.enums import Measure, RoundState, Status, SubmissionState, Unmeasurable
from plans.models import Exclusion, Indicator, Measurement, ReportingRound
from plans.models.fields import LARGEST_COUNT, LONGEST_TEXT, holds_figure
from plans.models.measurement import JUDGED, LONGEST_QUALIFIER


@dataclass(frozen=True, slots=True)
class ExclusionInput:
    """Cases to be left outside the denominator."""

    count: int
    reason: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class FigureInput:
    """Everything a person can say of one figure. Exactly one of the five ways to give it is filled in."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percentage: Decimal | None = None
    judged: Status | None = None
    unmeasurable: Unmeasurable | None = None
    basis: str = ""
    reason: str = ""
    pending: int = 0
    cohort_total: int | None = None
    ongoing: int | None = None
    qualifier: str = ""
    provisional: bool = False
    method_note: str = ""
    exclusions: tuple[ExclusionInput, ...] = ()

    @classmethod
    def of(cls, measurement: Measurement) -> "FigureInput":
        """What a stored measurement says."""
        said = {
            field.name: getattr(measurement, field.name)
            for field in fields(cls)
            if field.name != "exclusions"
        }
        said["judged"] = Status(measurement.judged) if measurement.judged else None
        said["unmeasurable"] = Unmeasurable(measurement.unmeasurable) if measurement.unmeasurable else None
        exclusions = [ExclusionInput(e.count, e.reason, e.due_on) for e in measurement.exclusions.all()]
        return cls(**said, exclusions=tuple(exclusions))

    @property
    def columns(self) -> dict[str, object]:
        """The figure as columns of a measurement."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "exclusions"}
        said["judged"] = self.judged or ""
        said["unmeasurable"] = self.unmeasurable or ""
        # Somebody has stated the figure: it is no longer worked out from others.
        return {**said, "derived": False}


@transaction.atomic
def record_figure(
    *,
    by: permissions.Person,
    round: ReportingRound,  # noqa: A002  # the field's own word
    indicator: Indicator,
    year: int | None,
    figure: FigureInput,
    version: int | None,
    today: date,
    why: str = "",
) -> Measurement:
    """Record the figure of `indicator` for `year`, or for the whole plan (None), as of the round's date.

    `version` is that of the measurement the person saw, None where there was none. Raises PermissionDenied,
    ValidationError by field, and `history.Conflict` when somebody else recorded another figure meanwhile.
    """
    plan = indicator.goal.plan
    _check_may_record(by, round, indicator, today)
    _check_year(round, indicator, year)
    check_figure(figure, Measure(indicator.measure), counts_people=indicator.counts_people, as_of=round.as_of)
    stored = Measurement.objects.filter(indicator=indicator, year=year, as_of=round.as_of).first()
    if stored is None:
        return _first(by, indicator, year, round.as_of, figure, why)
    if FigureInput.of(stored) == figure and not stored.derived:
        return stored
    if version != stored.version:
        raise history.Conflict(stored)
    excluded = _exclusions_text(FigureInput.of(stored).exclusions)
    # A list beside the row has no version of its own: the measurement's is raised for it.
    saved = history.change(stored, figure.columns, version=version, by=by, plan=plan, why=why)
    if excluded != _exclusions_text(figure.exclusions):
        if saved.version == stored.version:
            Measurement.objects.filter(pk=stored.pk).update(version=stored.version + 1)
            saved.version += 1
        stored.exclusions.all().delete()
        _save_exclusions(saved, figure.exclusions)
        new = _exclusions_text(figure.exclusions)
        history.note(saved, "exclusions", excluded, new, by=by, plan=plan)
    return saved


def check_figure(figure: FigureInput, measure: Measure, *, counts_people: bool, as_of: date) -> None:
    """Raises ValidationError, by field, unless the figure can be kept for an indicator of this measure.

    `counts_people` tells whether they are people that are counted, `as_of` on which day the figure was known.
    """
    errors: dict[str, str] = {}
    way = _way(figure)
    if way not in _WAYS_OF[measure]:
        errors["figure"] = (
            _("Opgiv tallet på én måde.") if way is None else _("Tallet passer ikke til målet.")
        )
    if figure.unmeasurable and not figure.reason.strip():
        errors["reason"] = _("Skriv, hvorfor tallet ikke kan opgøres.")
    if figure.judged and figure.judged not in JUDGED:
        errors["figure"] = _("Vælg nået, delvist nået eller ikke nået.")
    if is_part_of_a_person(figure.value, counts_people=counts_people):
        errors["figure"] = _("Der tælles personer. Skriv et helt tal uden decimaler, fx 15.")
    errors |= _range_errors(figure) | _text_errors(figure) | _exclusion_errors(figure.exclusions, as_of)
    if figure.denominator is not None and figure.numerator is not None:
        errors = _count_errors(figure, figure.numerator, figure.denominator) | errors
    elif figure.pending or figure.cohort_total is not None:
        errors.setdefault(
            "pending", _("Afventende og i alt i gruppen kan kun opgives sammen med antal, fx 7 af 15.")
        )
    if errors:
        raise ValidationError(errors)


def _range_errors(figure: FigureInput) -> dict[str, str]:
    """What no column can hold: screens and files refuse it earlier, a program's own call may not."""
    errors = {}
    exact = [number for number in (figure.value, figure.percentage) if number is not None]
    if any(number < 0 or not holds_figure(number) for number in exact):
        errors["figure"] = _("Tallet skal være mellem 0 og 99.999.999.999 med højst fire decimaler.")
    if figure.percentage is not None and figure.percentage > FULL_SHARE:
        errors["figure"] = _("En procent kan højst være 100.")
    if (figure.numerator is None) != (figure.denominator is None):
        errors["figure"] = _("Opgiv begge tal, fx 7 af 15.")
    counts = {
        "figure": (figure.numerator, figure.denominator),
        "pending": (figure.pending,),
        "cohort_total": (figure.cohort_total,),
        "ongoing": (figure.ongoing,),
        "exclusions": tuple(exclusion.count for exclusion in figure.exclusions),
    }
    for name, given in counts.items():
        if any(count is not None and not 0 <= count <= LARGEST_COUNT for count in given):
            errors[name] = _("Et antal skal være et helt tal mellem 0 og 1.000.000.000.000.")
    return errors


def _text_errors(figure: FigureInput) -> dict[str, str]:
    errors = {}
    texts = {"basis": figure.basis, "reason": figure.reason, "method_note": figure.method_note}
    longest = dict.fromkeys(texts, LONGEST_TEXT) | {"qualifier": LONGEST_QUALIFIER}
    for name, text in {**texts, "qualifier": figure.qualifier}.items():
        if len(text) > longest[name]:
            errors[name] = _("Teksten er for lang; højst %(most)s tegn.") % {"most": longest[name]}
        if "\x00" in text:
            errors[name] = _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
    return errors


def _exclusion_errors(exclusions: Sequence[ExclusionInput], as_of: date) -> dict[str, str]:
    if any(each.count < 1 or not each.reason.strip() for each in exclusions):
        return {"exclusions": _("Hvert frafald skal have et antal på mindst 1 og en årsag.")}
    early = [each.due_on for each in exclusions if is_due_too_early(each.due_on, as_of)]
    if early:
        told = _("Skulle indgå fra %(due_on)s, før tallet blev opgjort (%(as_of)s).")
        return {"exclusions": told % {"due_on": early[0], "as_of": as_of}}
    return {}


_WAYS_OF = {
    Measure.COUNT: ("value", "unmeasurable"),
    Measure.SHARE: ("counts", "percentage", "unmeasurable"),
    Measure.JUDGEMENT: ("judged", "unmeasurable"),
}


def _way(figure: FigureInput) -> str | None:
    """The one way in which the figure is given; None for none or several."""
    given = {
        "value": figure.value is not None,
        "counts": figure.numerator is not None or figure.denominator is not None,
        "percentage": figure.percentage is not None,
        "judged": figure.judged is not None,
        "unmeasurable": figure.unmeasurable is not None,
    }
    ways = [way for way, is_given in given.items() if is_given]
    return ways[0] if len(ways) == 1 else None


def _count_errors(figure: FigureInput, numerator: int, denominator: int) -> dict[str, str]:
    errors = {}
    if numerator > denominator:
        errors["figure"] = _("%(numerator)s af %(denominator)s: det første tal må ikke være større.") % {
            "numerator": numerator,
            "denominator": denominator,
        }
    elif numerator + figure.pending > denominator:
        errors["pending"] = _(
            "%(numerator)s i mål og %(pending)s afventende er flere end de %(denominator)s i alt."
        ) % {"numerator": numerator, "pending": figure.pending, "denominator": denominator}
    excluded = sum(exclusion.count for exclusion in figure.exclusions)
    if figure.cohort_total is not None and figure.cohort_total != denominator + excluded:
        errors["cohort_total"] = _(
            "%(denominator)s talt med og %(excluded)s frafald giver %(sum)s, ikke %(total)s."
        ) % {
            "denominator": denominator,
            "excluded": excluded,
            "sum": denominator + excluded,
            "total": figure.cohort_total,
        }
    return errors


def _check_may_record(
    by: permissions.Person, round_: ReportingRound, indicator: Indicator, today: date
) -> None:
    goal = indicator.goal
    areas = [goal.area_id, *goal.further_areas.values_list("pk", flat=True)]
    permissions.check_enter(by, areas, queries.areas_given_to(by.pk, today))
    # Locked, so that the round is not closed, nor the goal approved, between this look and the writing.
    current = ReportingRound.objects.select_for_update().get(pk=round_.pk)
    if current.plan_id != goal.plan_id:
        raise ValidationError({"figure": _("Målet hører ikke til rundens handleplan.")})
    if current.state != RoundState.OPEN:
        raise ValidationError({"figure": _("Runden er lukket; tallet kan ikke ændres.")})
    if current.submissions.filter(goal=goal, state=SubmissionState.APPROVED).exists():
        raise ValidationError({"figure": _("Målet er godkendt; tallet er låst, til det bliver genåbnet.")})


def _check_year(round_: ReportingRound, indicator: Indicator, year: int | None) -> None:
    if year is not None and (year not in round_.period or year not in indicator.goal.plan.period):
        raise ValidationError({"figure": _("Runden omfatter ikke %(year)s.") % {"year": year}})


def _first(
    by: permissions.Person, indicator: Indicator, year: int | None, as_of: date, figure: FigureInput, why: str
) -> Measurement:
    measurement = Measurement(indicator=indicator, year=year, as_of=as_of, **figure.columns)
    try:
        with transaction.atomic():
            history.add(measurement, by=by, plan=indicator.goal.plan, why=why)
    except IntegrityError:
        # Somebody else was first; without such a row the error is another one.
        other = Measurement.objects.filter(indicator=indicator, year=year, as_of=as_of).first()
        if other is None:
            raise
        raise history.Conflict(other) from None
    if figure.exclusions:
        _save_exclusions(measurement, figure.exclusions)
        new = _exclusions_text(figure.exclusions)
        history.note(measurement, "exclusions", "", new, by=by, plan=indicator.goal.plan)
    return measurement


def _save_exclusions(measurement: Measurement, exclusions: Sequence[ExclusionInput]) -> None:
    Exclusion.objects.bulk_create(
        Exclusion(
            measurement=measurement,
            order=order,
            count=exclusion.count,
            reason=exclusion.reason,
            due_on=exclusion.due_on,
        )
        for order, exclusion in enumerate(exclusions, start=1)
    )


def _exclusions_text(exclusions: Sequence[ExclusionInput]) -> str:
    """The list as history keeps it, a line each."""
    return "\n".join(f"{each.count}; {each.reason}; {each.due_on or ''}" for each in exclusions)
