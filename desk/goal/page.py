"""What is shown of a goal's figures on its entry page? All written out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from desk.goal.choices import figure_choice
from desk.goal.forms.figure import FigureForm
from desk.goal.saving import entered_figure, problems_of
from desk.goal.subject import FigureSection, Subject
from desk.round.questions import NOTHING_ASKED, Asked, QuestionView, asked_of_figure, number_alone
from desk.round.sheet import EntrySheet
from plans import queries
from plans.actions.history import Conflict
from plans.domain.values import Yardstick
from plans.figures.input import FigureInput
from plans.models import Measurement
from plans.web.facts import Fact
from plans.web.who_changed import Choice
from plans.wording import figures
from plans.wording.measurements import side_notes

# The rarer fields, which are opened where one of them says something.
_MORE = ("pending", "cohort_total", "ongoing", "qualifier", "provisional", "method_note")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure with its forms, what helps to fill them in, and what they come to."""

    section: FigureSection
    facts: tuple[Fact, ...]
    remarks: "FigureRemarks"
    choice: Choice | None
    meanwhile: str  # what was saved since the draft was typed that fills it in
    opens_more: bool
    opens_unmeasurable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRemarks:
    """What is said of a figure while it is typed."""

    id: str
    lines: tuple[str, ...]
    problems: tuple[str, ...]
    section_id: str
    field: str  # the id of the field of the figure
    name: str
    question: QuestionView | None
    confirmed: str  # who has let an odd figure stand


def figure_views(
    subject: Subject, typed: Subject, conflicts: Mapping[str, Conflict], meanwhile: Mapping[str, str]
) -> list[FigureView]:
    """The goal's figures in their order; `typed` is the same page as read from what its fields hold.

    The fields of a draft have no errors of their own, so that what is wrong is told beside them.
    """
    as_of = subject.sheet.report.as_of
    earlier = queries.earlier_measurements(subject.row, as_of)
    sheet, is_quiet = subject.sheet, typed is subject
    remarks_of_figures = [remarks_of(each, sheet=sheet, quietly=is_quiet) for each in typed.figures]
    return [
        _figure(subject, section, remarks, earlier, conflicts, meanwhile)
        for section, remarks in zip(subject.figures, remarks_of_figures, strict=True)
    ]


def remarks_of(section: FigureSection, *, sheet: EntrySheet, quietly: bool = False) -> FigureRemarks:
    """What the typed figure comes to, what looks odd, and what is wrong with it; `quietly` without the last.

    A number alone for a share is not told as wrong: what may be meant is offered.
    """
    row, as_of = section.row, sheet.report.as_of
    figure = entered_figure(section, as_of=as_of)
    asked = section_asked(section, figure, sheet)
    question = asked.question
    is_offered = question is not None and not question.confirm
    problems = [] if quietly or is_offered else problems_of(section, as_of=as_of)
    return FigureRemarks(
        id=f"{row.id}-remarks",
        lines=tuple(_sums(figure, row.against) if figure else []),
        problems=tuple(dict.fromkeys(problems)),
        section_id=row.id,
        field=section.form[section.form.way].auto_id,
        name=row.name,
        question=question,
        confirmed=asked.confirmed,
    )


def section_asked(section: FigureSection, figure: FigureInput | None, sheet: EntrySheet) -> Asked:
    """What to ask of the figure that the section shows, or who has let it stand.

    Nothing is asked where nothing can be entered.
    """
    row = section.row
    if figure is not None:
        typed = figure.figure(row.slot, sheet.report.as_of)
        asked = asked_of_figure(sheet, section.part, row.slot, typed, row.against)
        return asked if row.is_editable else Asked(confirmed=asked.confirmed)
    if not row.is_editable:
        return NOTHING_ASKED
    return Asked(number_alone(row.id, str(section.form[section.form.way].value() or ""), row.measure))


def _sums(figure: FigureInput, against: Yardstick | None) -> list[str]:
    """ "7 af 15 = 47 pct.", "9 talt med + 2 frafald = 11 i alt"."""
    if figure.numerator is None or figure.denominator is None:
        return []
    counts = {"counts": figures.counts(figure.numerator, figure.denominator)}
    actual = figure.figure(None, date.min).actual
    lines = []
    if actual is not None:
        share = figures.share_of_counts(actual, against)
        lines.append(_("%(counts)s = %(share)s") % {**counts, "share": share})
    excluded = sum(each.count for each in figure.exclusions)
    if excluded or figure.cohort_total is not None:
        lines.append(
            _("%(counted)s talt med + %(excluded)s frafald = %(sum)s i alt")
            % {
                "counted": figures.number(figure.denominator),
                "excluded": figures.number(excluded),
                "sum": figures.number(figure.denominator + excluded),
            }
        )
    return lines


def _figure(
    subject: Subject,
    section: FigureSection,
    remarks: "FigureRemarks",
    earlier: Mapping[tuple[int, int | None, date], Measurement],
    conflicts: Mapping[str, Conflict],
    meanwhile: Mapping[str, str],
) -> FigureView:
    row, form, report = section.row, section.form, subject.sheet.report
    has_lists = any(
        rows is not None and (rows.formset.initial or rows.invalid_rows)
        for rows in (section.exclusions, section.parts)
    )
    conflict = conflicts.get(row.id)
    return FigureView(
        section=section,
        facts=tuple(_facts(subject, section, earlier)),
        remarks=remarks,
        choice=figure_choice(section, conflict, report, subject.sheet.access.person) if conflict else None,
        meanwhile=meanwhile.get(row.id, ""),
        opens_more=has_lists or _is_filled(form, _MORE),
        opens_unmeasurable=_is_filled(form, ("unmeasurable", "reason")),
    )


def _is_filled(form: FigureForm, names: tuple[str, ...]) -> bool:
    """Whether one of these fields holds something, or has an error."""
    fields = [form[name] for name in names if name in form.fields]
    return any(field.value() or (form.is_bound and field.errors) for field in fields)


def _facts(
    subject: Subject,
    section: FigureSection,
    earlier: Mapping[tuple[int, int | None, date], Measurement],
) -> list[Fact]:
    """The target, the figure before, and what is counted how; what there is of it."""
    row, indicator = section.row, section.indicator
    known = subject.sheet.before(indicator.pk, row.slot)
    before = earlier.get((indicator.pk, known.year, known.as_of)) if known else None
    facts = [Fact(_("Måltal"), f"{row.target} {row.target_note}".strip())]
    if row.before is not None and before is not None:
        excluded = sum(exclusion.count for exclusion in before.exclusions.all())
        texts = [row.before.figure, *side_notes(before, excluded=excluded), before.basis, before.method_note]
        name = _("Senest, %(when)s") % {"when": row.before.when}
        facts.append(Fact(name, ". ".join(each.rstrip(".") for each in texts if each)))
    defined = [
        (_("Tælles med"), indicator.numerator),
        (_("Ud af"), indicator.denominator),
        (_("Datakilde"), indicator.data_source),
    ]
    return [*facts, *(Fact(label, value) for label, value in defined if value)]
