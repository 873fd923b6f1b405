"""What stands behind one figure? Its date, who was left out and why, its parts, its method and its source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from plans.domain.display import yardstick, yardstick_of
from plans.domain.values import IndicatorFacts, Period
from plans.enums import PartOf
from plans.models import Measurement, MeasurementPart
from plans.prose import Prose, prose
from plans.status_report import IndicatorStatus
from plans.wording import figures
from plans.wording.measurements import figure_text, not_measured
from plans.wording.statuses import PlanWords
from reporting.plan_page.source_notes import SourceNote, source_note
from reporting.plan_page.terms import period_words


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is said of a figure, under its name."""

    label: str
    text: Prose


@dataclass(frozen=True, slots=True)
class FigureDetail:
    """A measurement, written out."""

    period: str  # "2019", "2016–2017, hele planen"
    figure: str  # "ca. 2.100"
    as_of: str
    tags: tuple[str, ...]  # "tidligere tal", "foreløbigt", "udledt"
    notes: tuple[Note, ...]
    source: SourceNote | None


def figure_details(
    measurements: Iterable[Measurement],
    plan: Period,
    words: PlanWords,
    facts: IndicatorFacts | None,
    judged: Collection[IndicatorStatus] = (),
) -> tuple[FigureDetail, ...]:
    """Every figure of an indicator, the newest period first and in each the newest figure first.

    `facts` has the targets that they are read beside, `judged` how the indicator stands in each period, where
    a figure is written as it is here. Their exclusions and parts must have been fetched.
    """
    rows = sorted(measurements, key=lambda row: (row.year or plan.last, row.as_of), reverse=True)
    newest: dict[int | None, Measurement] = {}
    for row in rows:
        newest.setdefault(row.year, row)
    targets = {target.year: target.value for target in facts.targets} if facts else {}
    details = []
    for row in rows:
        target = targets.get(row.year, targets.get(None))
        also = [
            against
            for part in judged
            if (row.numerator, row.denominator) == (part.assessment.numerator, part.assessment.denominator)
            and (against := yardstick_of(part.assessment, part.facts)) is not None
        ]
        text = figure_text(row.figure, words, yardstick(target, facts) if facts else None, also)
        details.append(_detail(row, plan, text, is_earlier=newest[row.year] is not row))
    return tuple(details)


def _detail(row: Measurement, plan: Period, text: str, *, is_earlier: bool) -> FigureDetail:
    tags = [
        (is_earlier, _("tidligere tal")),
        (row.provisional, _("foreløbigt")),
        (row.derived, _("udledt")),
    ]
    notes = [
        ("", not_measured(row) if row.figure.unmeasurable else ""),
        (_("Grundlag"), row.basis),
        (_("Afventer svar"), _pending(row)),
        (_("Frafald"), _exclusions(row)),
        (_("I gang"), _ongoing(row)),
        (_("Heraf"), _parts(row, PartOf.FIGURE)),
        (_("Nævneren"), _parts(row, PartOf.DENOMINATOR)),
        (_("Metode"), row.method_note),
    ]
    return FigureDetail(
        period=period_words(plan if row.year is None else Period(row.year, row.year), plan),
        figure=f"{row.qualifier} {text}".strip(),
        as_of=figures.day(row.as_of),
        tags=tuple(tag for applies, tag in tags if applies),
        notes=tuple(Note(label, prose(text)) for label, text in notes if text),
        source=source_note(row),
    )


def _pending(row: Measurement) -> str:
    if not row.pending:
        return ""
    return _("%(n)s, talt med i nævneren") % {"n": figures.number(row.pending)}


def _ongoing(row: Measurement) -> str:
    if not row.ongoing:
        return ""
    return _("%(n)s, ikke talt med") % {"n": figures.number(row.ongoing)}


def _exclusions(row: Measurement) -> str:
    """A bullet for each reason, and how the group divides."""
    exclusions = list(row.exclusions.all())
    lines = []
    for each in exclusions:
        line = _("• %(n)s: %(reason)s") % {"n": figures.number(each.count), "reason": each.reason}
        if each.due_on:
            line = _("%(line)s (indgår fra %(day)s)") % {"line": line, "day": figures.day(each.due_on)}
        lines.append(line)
    if row.cohort_total is not None and row.denominator is not None:
        lines.append(
            _("I alt %(total)s i gruppen: %(counted)s talt med og %(excluded)s frafald.")
            % {
                "total": figures.number(row.cohort_total),
                "counted": figures.number(row.denominator),
                "excluded": figures.number(sum(each.count for each in exclusions)),
            }
        )
    return "\n".join(lines)


def _parts(row: Measurement, part_of: PartOf) -> str:
    """A bullet for each part, and what is wrong where parts that should make the whole do not."""
    parts = [part for part in row.parts.all() if part.part_of == part_of]
    lines = [_("• %(n)s %(what)s") % {"n": figures.number(part.value), "what": part.label} for part in parts]
    return "\n".join([*lines, *_mismatch(row, part_of, parts)])


def _mismatch(row: Measurement, part_of: PartOf, parts: list[MeasurementPart]) -> list[str]:
    whole = row.denominator if part_of is PartOf.DENOMINATOR else row.value
    if whole is None:
        whole = row.numerator
    adding_up = [Fraction(part.value) for part in parts if part.adds_up]
    if not adding_up or whole is None or sum(adding_up) == Fraction(whole):
        return []
    values = {"sum": figures.number(sum(adding_up, Fraction(0))), "whole": figures.number(whole)}
    return [_("Delene giver tilsammen %(sum)s, ikke %(whole)s.") % values]
