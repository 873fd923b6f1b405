"""What does the comparison show? What became better, worse or new, in words, and every goal beside itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plans.domain.comparison import Outcome
from plans.domain.measures import traits
from plans.domain.values import Tolerance
from plans.enums import Status
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording import figures
from plans.wording.tolerance import limit_words
from reporting.compare.comparison import Comparison, GoalPair, PartPair
from reporting.goal_rows import IndicatorLine, goal_row

OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.WORSE: gettext_lazy("Dårligere"),
    Outcome.BETTER: gettext_lazy("Bedre"),
    Outcome.UNCHANGED: gettext_lazy("Uændret"),
    Outcome.NOT_COMPARABLE: gettext_lazy("Kan ikke sammenlignes"),
    Outcome.NEW: gettext_lazy("Nye"),
    Outcome.DROPPED: gettext_lazy("Udgået"),
}
_ICONS = {
    Outcome.WORSE: "arrow-downward",
    Outcome.BETTER: "arrow-upward",
    Outcome.UNCHANGED: "arrow-forward",
    Outcome.NOT_COMPARABLE: "help",
    Outcome.NEW: "plus",
    Outcome.DROPPED: "close",
}
_EXPLAINED: dict[Outcome, str | Promise] = {
    Outcome.NOT_COMPARABLE: gettext_lazy(
        "Det, der er i gang, ikke er afrapporteret eller ikke kan opgøres, er hverken bedre eller dårligere."
    ),
}


@dataclass(frozen=True, slots=True)
class Head:
    """One of the two standings, at the head of its column."""

    plan: str
    period: str
    as_of: str
    url: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A part's figure and target; the label is empty where the goal has one part."""

    label: str
    actual: str
    target: str


@dataclass(frozen=True, slots=True)
class CompareCell:
    """How a goal stood; without a status it did not exist, or nothing was expected of it."""

    status: Status | None
    word: str
    note: str
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A goal before and now."""

    wording: str
    url: str
    area: str
    earlier_wording: str  # where it was worded otherwise
    earlier_url: str
    before: CompareCell
    now: CompareCell
    differences: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """The goals that came out alike; `count` is of goals."""

    outcome: Outcome
    word: str
    icon: str
    explained: str
    count: int
    url: str
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The whole comparison."""

    title: str
    before: Head
    now: Head
    groups: tuple[OutcomeGroup, ...]  # every outcome; those without goals count zero
    counted: str
    remarks: tuple[str, ...]

    @property
    def groups_with_goals(self) -> list[OutcomeGroup]:
        """The groups that have goals."""
        return [group for group in self.groups if group.rows]


def compare_page(comparison: Comparison) -> ComparePage:
    """The comparison, written out."""
    before, now = comparison.before, comparison.now
    groups = tuple(_group(comparison, each) for each in Outcome)
    return ComparePage(
        title=compared_periods(comparison),
        before=_head(before),
        now=_head(now),
        groups=groups,
        counted=_counted(comparison),
        remarks=tuple(_remarks(comparison)),
    )


def compared_periods(comparison: Comparison) -> str:
    """ "Fra 2018 til 2019"."""
    values = {"before": figures.years(comparison.before.period), "now": figures.years(comparison.now.period)}
    return _("Fra %(before)s til %(now)s") % values


def pair_notes(pair: GoalPair) -> list[str]:
    """What a reader must know besides: a new definition, another tolerance, a goal that was split."""
    notes = []
    if pair.split_into > 1:
        pattern = _(
            "Målet er delt: det tidligere mål er afløst af %(goals)s mål, som hvert står her for sig."
        )
        notes.append(pattern % {"goals": pair.split_into})
    several = len(pair.parts) > 1
    for part in pair.parts:
        label = f"{part.named_by.label}: " if several and part.named_by.label else ""
        notes += [label + note for note in _part_notes(pair, part)]
    return notes


def difference_text(part: PartPair) -> str:
    """ "+12 (+6 pct.)", "−32 procentpoint", "+150 om året", "samme tal"; empty without two figures."""
    if part.difference is None:
        return ""
    if not part.is_a_year:
        since = part.before.assessment.actual if part.before else None
        return figures.change_since(part.difference, part.named_by.facts.measure, since=since)
    if part.difference == 0:
        return _("samme tal om året")
    sign = "+" if part.difference > 0 else ""
    return _("%(number)s om året") % {"number": sign + figures.about(part.difference)}


def _counted(comparison: Comparison) -> str:
    """ "2 dårligere, 1 bedre, …": every outcome that occurs."""
    counts = [f"{count} {str(OUTCOMES[each]).lower()}" for each, count in comparison.counts.items() if count]
    goals = len(comparison.pairs)
    if not counts:
        return _("Der er ingen resultatmål at sammenligne.")
    sentence = ngettext("%(goals)s resultatmål: %(told)s.", "%(goals)s resultatmål: %(told)s.", goals)
    return sentence % {"goals": goals, "told": figures.listed(counts)}


def _head(report: StatusReport) -> Head:
    day = figures.day(report.as_of)
    pattern = _("opgjort %(day)s") if report.round else _("tal, der er kendt %(day)s")
    return Head(
        plan=report.plan.title,
        period=figures.years(report.period),
        as_of=pattern % {"day": day},
        url=reverse("status", args=[report.plan.slug, report.period]),
    )


def _remarks(comparison: Comparison) -> Iterator[str]:
    """What the two standings as wholes do not have in common."""
    before, now = comparison.before, comparison.now
    if not comparison.is_of_one_plan:
        if any(pair.before and pair.now for pair in comparison.pairs):
            yield _("Mål i forskellige planer hører sammen, hvor det ene er angivet som det andets afløser.")
        else:
            yield _("Intet mål i den ene plan er angivet som afløser for et mål i den anden.")
    if len(before.period.years) != len(now.period.years):
        yield _("Perioderne er ikke lige lange: antal, der lægges sammen, er sammenlignet pr. år.")
    if set(before.period.years) & set(now.period.years):
        yield _("Perioderne overlapper: noget tæller med i dem begge.")


def _group(comparison: Comparison, outcome: Outcome) -> OutcomeGroup:
    pairs = comparison.with_outcome(outcome)
    return OutcomeGroup(
        outcome=outcome,
        word=str(OUTCOMES[outcome]),
        icon=_ICONS[outcome],
        explained=str(_EXPLAINED.get(outcome, "")),
        count=len(pairs),
        url=f"#{outcome.value}",
        rows=tuple(_row(comparison, pair) for pair in pairs),
    )


def _row(comparison: Comparison, pair: GoalPair) -> CompareRow:
    before, now = comparison.before, comparison.now
    goal, report = (pair.now, now) if pair.now else (pair.before, before)
    assert goal is not None  # noqa: S101  # a pair has a goal on at least one side
    lead = goal.areas[0]
    differs = not comparison.is_of_one_plan and pair.before is not None and pair.now is not None
    several = len(pair.parts) > 1
    differences = [(part.named_by.label if several else "", difference_text(part)) for part in pair.parts]
    return CompareRow(
        wording=goal.wording,
        url=reverse("goal", args=[report.plan.slug, goal.key]),
        area=f"{lead.number}. {lead.title}",
        earlier_wording=pair.before.wording if differs and pair.before else "",
        earlier_url=reverse("goal", args=[before.plan.slug, pair.before.key]) if pair.before else "",
        before=_cell(before, pair.before, pair.now, several=several),
        now=_cell(now, pair.now, pair.before, several=several),
        differences=tuple(f"{label}: {text}" if label else text for label, text in differences if text),
        notes=tuple(pair_notes(pair)),
    )


def _cell(
    report: StatusReport, goal: GoalStatus | None, beside: GoalStatus | None, *, several: bool
) -> CompareCell:
    """The goal as it stood; its shares are told apart from those of `beside`."""
    if goal is None:
        return CompareCell(None, _("Intet mål"), "", ())
    row = goal_row(report, goal, 1)
    others = beside.indicators if beside else ()
    parts = zip_longest(row.lines, goal.indicators, others[: len(row.lines)])
    lines = tuple(
        FigureLine(line.label or (part.label if several else ""), _actual(line, part, other), line.target)
        for line, part, other in parts
    )
    return CompareCell(row.status, row.word, row.note, lines)


def _actual(line: IndicatorLine, part: IndicatorStatus, other: IndicatorStatus | None) -> str:
    if other is None or part.assessment.actual is None or other.assessment.actual is None:
        return line.actual
    return figures.actual(part.assessment, part.facts, beside=other.assessment.actual)


def _part_notes(pair: GoalPair, part: PartPair) -> Iterator[str]:
    if pair.before is not None and pair.now is not None:
        if part.before is None:
            yield _("Ny del.")
        if part.now is None:
            yield _("Delen er udgået.")
    if part.changes:
        pattern = _("Ny definition: %(changes)s Tallene kan ikke uden videre sammenlignes.")
        yield pattern % {"changes": " ".join(part.changes)}
    if part.before is not None and part.now is not None:
        then, since = _tolerance(part.before), _tolerance(part.now)
        if then != since and not traits(part.now.facts.measure).is_judged:
            limits = {"before": limit_words(then), "now": limit_words(since)}
            if not since.percent:
                yield _("Tolerancen var %(before)s; planen har nu ingen tolerance.") % limits
            elif not then.percent:
                yield _("Planen havde ingen tolerance; den er nu %(now)s.") % limits
            else:
                yield _("Tolerancen var %(before)s og er nu %(now)s.") % limits


def _tolerance(part: IndicatorStatus) -> Tolerance:
    return part.facts.tolerance.for_measure(part.facts.measure)
