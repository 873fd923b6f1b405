"""Can a figure be kept for an indicator of this measure? What is wrong with it, told by field."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plans.domain.agreement import FULL_SHARE, is_due_too_early, is_part_of_a_person, parts_make_the_whole
from plans.domain.measures import traits
from plans.enums import Measure, PartOf
from plans.figures.input import ExclusionInput, FigureInput, PartInput
from plans.models.fields import LARGEST_COUNT, LONGEST_TEXT, holds_figure
from plans.models.measurement import JUDGED, LONGEST_QUALIFIER
from plans.wording.figures import number


def check_figure(figure: FigureInput, measure: Measure, *, counts_people: bool, as_of: date) -> None:
    """Raises ValidationError, by field, unless the figure can be kept for an indicator of this measure.

    `counts_people` tells whether they are people that are counted, `as_of` on which day the figure was known.
    """
    errors: dict[str, str] = {}
    ways = figure.ways
    if len(ways) != 1:
        errors["figure"] = _("Opgiv tallet på én måde.")
    elif ways[0] not in traits(measure).ways:
        errors["figure"] = _("Tallet passer ikke til målet.")
    if figure.unmeasurable and not figure.reason.strip():
        errors["reason"] = _("Skriv, hvorfor tallet ikke kan opgøres.")
    if figure.judged and figure.judged not in JUDGED:
        errors["figure"] = _("Vælg nået, delvist nået eller ikke nået.")
    if is_part_of_a_person(figure.value, counts_people=counts_people):
        errors["figure"] = _("Der tælles personer. Skriv et helt tal uden decimaler, fx 15.")
    errors |= _range_errors(figure) | _text_errors(figure) | _exclusion_errors(figure.exclusions, as_of)
    errors |= _part_errors(figure)
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
    for name, values in counts.items():
        if any(count is not None and not 0 <= count <= LARGEST_COUNT for count in values):
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
        message = _("Skulle indgå fra %(due_on)s, før tallet blev opgjort (%(as_of)s).")
        return {"exclusions": message % {"due_on": early[0], "as_of": as_of}}
    return {}


LONGEST_PART = 300  # its name, in characters


def _part_errors(figure: FigureInput) -> dict[str, str]:
    if not figure.parts:
        return {}
    for part in figure.parts:
        if not part.label.strip() or "\x00" in part.label or len(part.label) > LONGEST_PART:
            message = _("Hver del (»heraf«) skal have et navn på højst %(most)s tegn.")
            return {"parts": message % {"most": LONGEST_PART}}
        if part.value < 0 or not holds_figure(part.value):
            return {"parts": _("En del skal være et tal mellem 0 og 99.999.999.999.")}
    return _sum_errors(figure.parts, PartOf.FIGURE, figure.value, figure.numerator) or _sum_errors(
        figure.parts, PartOf.DENOMINATOR, figure.denominator
    )


def _sum_errors(parts: Sequence[PartInput], part_of: PartOf, *wholes: Decimal | int | None) -> dict[str, str]:
    """Parts that are said to add up must make the whole: the first of `wholes` that is given."""
    adding = [part.value for part in parts if part.adds_up and part.part_of is part_of]
    whole = next((each for each in wholes if each is not None), None)
    if parts_make_the_whole(whole, adding):
        return {}
    if whole is None:
        return {"parts": _("Der er intet antal, som delene kan give tilsammen.")}
    message = _("Delene giver %(sum)s tilsammen, ikke %(whole)s.")
    return {"parts": message % {"sum": number(sum(adding, Decimal(0))), "whole": number(whole)}}


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
