"""How is a goal of a status report shown on screen? Everything written out; templates compute nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from plans.disclosure.discreet import actual_instead, discretion_note, withheld
from plans.domain.measures import traits
from plans.domain.ordering import danish_key
from plans.domain.progress import Progress, progress_of
from plans.domain.values import WORST_FIRST, Period
from plans.enums import Accumulation, Status
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.web.plan_pages import goal_url, kept_period
from plans.wording import figures
from plans.wording.progress import progress_sentence
from plans.wording.reasons import explanation, one_case_sentence, sentence
from plans.wording.statuses import capitalised, computed_note, judged_word

# What is worst comes first; what cannot be measured comes last.
SEVERITY = {status: number for number, status in enumerate((*WORST_FIRST, Status.NOT_MEASURABLE))}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator's figures in words; the label is empty where the goal has only one."""

    label: str
    unit: str
    target: str
    actual: str
    deviation: str
    off_by: Fraction | None  # the deviation as a number, for sorting
    status: Status
    word: str
    explanation: str
    target_in_words: bool = False  # a judged goal has a sentence for its target
    counts_things: bool = False
    progress: str = ""  # how far against target and time, in the middle of the period

    @property
    def target_and_unit(self) -> str:
        """ "2.000 medarbejdere": the target of a count with what is counted, any other as it is."""
        if not self.counts_things or self.target == figures.NO_FIGURE:
            return self.target
        return f"{self.target} {self.unit}".strip()

    @property
    def why(self) -> str:
        """Why it stands so, as a page tells it: in the middle of the period how far it has come."""
        return self.progress or self.explanation


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as a row of the status page."""

    key: str
    url: str  # the goal's own page
    number: int
    wording: str
    areas: tuple[str, ...]  # the lead area first
    area_number: int
    lines: tuple[IndicatorLine, ...]
    status: Status
    word: str
    note: str  # "forslag; beregnet: ikke nået" beside an overriding judgement that is not approved
    explanation: str
    one_case: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why the goal stands so, as a page tells it; an overriding judgement has its own reason."""
        only = self.lines[0] if len(self.lines) == 1 else None
        return only.why if only is not None and only.explanation == self.explanation else self.explanation

    @property
    def area(self) -> str:
        """The areas on one line."""
        return " · ".join(self.areas)

    @property
    def severity(self) -> int:
        """The place of the status in the order of severity."""
        return SEVERITY[self.status]

    @property
    def sort_deviation(self) -> Fraction:
        """The largest deviation; none comes before all."""
        return max((line.off_by for line in self.lines if line.off_by is not None), default=Fraction(-1))

    @property
    def sort_wording(self) -> str:
        """The wording's place in Danish order."""
        return danish_key(self.wording)


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many goals have a status, in the plan's own word."""

    status: Status
    word: str
    count: int


def goal_rows(report: StatusReport) -> list[GoalRow]:
    """The report's goals, in its order."""
    query = _query(report)
    return [_row(report, goal, number, query) for number, goal in enumerate(report.goals, start=1)]


def status_counts(report: StatusReport) -> list[StatusCount]:
    """How many goals have each status, from achieved to not reported; a status without goals counts zero."""
    return [
        StatusCount(status, capitalised(report.words.word(status)), count)
        for status, count in report.counts.items()
    ]


def goal_row(report: StatusReport, goal: GoalStatus, number: int) -> GoalRow:
    """A goal of the report, which is number `number` there, from 1."""
    return _row(report, goal, number, _query(report))


def _query(report: StatusReport) -> str:
    return kept_period(report.plan, report.period, report.reported)


def _row(report: StatusReport, goal: GoalStatus, number: int, query: str) -> GoalRow:
    words = report.words
    several = len(goal.indicators) > 1
    lines = tuple(_line(report, goal, indicator, labelled=several) for indicator in goal.indicators)
    lead = goal.areas[0]
    return GoalRow(
        key=goal.key,
        url=goal_url(report.plan, goal.key, query),
        number=number,
        wording=goal.reported_wording,
        areas=tuple(f"{area.number}. {area.title}" for area in goal.areas),
        area_number=lead.number,
        lines=lines,
        status=goal.status,
        word=capitalised(words.word(goal.status, goal.measure)),
        note=_note(report, goal),
        explanation=_explanation(report, goal, lines),
        one_case=tuple(
            one_case_sentence(case, words, goal.assessment, goal.indicators[0].facts)
            for case in goal.assessment.one_case
        ),
    )


def _note(report: StatusReport, goal: GoalStatus) -> str:
    if goal.override is None:
        return ""
    computed = report.words.word(goal.computed_status, goal.measure)
    return computed_note(computed, is_proposal=goal.is_proposal)


def _explanation(report: StatusReport, goal: GoalStatus, lines: Sequence[IndicatorLine]) -> str:
    """Why the goal stands as it does; with one indicator it stands as that does."""
    if goal.override is not None:
        return goal.override.reason
    if len(lines) == 1:
        return lines[0].explanation
    return explanation(goal.assessment, measure=goal.measure, direction=None, words=report.words)


def _line(
    report: StatusReport, goal: GoalStatus, indicator: IndicatorStatus, *, labelled: bool
) -> IndicatorLine:
    facts, assessment = indicator.facts, indicator.assessment
    return IndicatorLine(
        label=indicator.label if labelled else "",
        unit=indicator.unit,
        target=_target(indicator, report.period),
        actual=actual_instead(indicator)
        or judged_word(assessment, report.words)
        or of_its_years(report, indicator, figures.actual(assessment, facts)),
        deviation=figures.deviation(assessment.deviation, facts.tolerance.for_measure(facts.measure)),
        off_by=assessment.deviation,
        status=assessment.status,
        word=capitalised(report.words.word(assessment.status, facts.measure)),
        explanation=discretion_note(indicator)
        or explanation(assessment, measure=facts.measure, direction=facts.direction, words=report.words),
        target_in_words=traits(facts.measure).is_judged,
        counts_things=traits(facts.measure).counts_things,
        progress="" if withheld(indicator) else _progress(report, goal, indicator),
    )


def of_its_years(report: StatusReport, part: IndicatorStatus, written: str) -> str:
    """The part's figure as `written`, with its years where the period lacks others: "2018: 3 af 7"."""
    facts, assessment = part.facts, part.assessment
    if assessment.status is not Status.NOT_REPORTED or assessment.actual is None:
        return written
    years = sorted(
        {
            each.year
            for each in facts.figures
            if each.year is not None and each.year in report.period and each.as_of <= report.as_of
        }
    )
    if facts.accumulation is Accumulation.LATEST:
        years = years[-1:]
    if not years:
        return written
    return _("%(years)s: %(figure)s") % {
        "years": figures.listed([str(year) for year in years]),
        "figure": written,
    }


def goal_progress(report: StatusReport, goal: GoalStatus) -> list[Progress]:
    """How far each part of the goal has come that is in progress."""
    found = (_part_progress(report, goal, part) for part in goal.indicators)
    return [each for each in found if each is not None]


def _part_progress(report: StatusReport, goal: GoalStatus, part: IndicatorStatus) -> Progress | None:
    return progress_of(part.facts, part.assessment, goal.period, plan=report.plan.span, as_of=report.as_of)


def _progress(report: StatusReport, goal: GoalStatus, part: IndicatorStatus) -> str:
    """How far the part has come, and what a reader must know of its figures besides."""
    progress = _part_progress(report, goal, part)
    progress_text = progress_sentence(progress) if progress else ""
    if not progress_text:
        return ""
    facts = part.facts
    notes = [
        sentence(note, measure=facts.measure, direction=facts.direction, words=report.words)
        for note in part.assessment.notes
    ]
    return " ".join([progress_text, *notes])


def _target(indicator: IndicatorStatus, period: Period) -> str:
    """The target's figure; for what is judged or could not be measured, the target as adopted."""
    facts = indicator.facts
    if indicator.assessment.target is not None:
        return figures.target_beside(indicator.assessment, facts)
    adopted = [each for each in facts.targets if each.year is None or each.year in period]
    texts = {each.text or figures.target(each.value, facts.measure, facts.direction) for each in adopted}
    return texts.pop() if len(texts) == 1 else figures.NO_FIGURE
