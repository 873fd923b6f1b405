"""How is a goal told on the board? A row with a cell for each period, everything written out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from plans.domain.ordering import danish_key
from plans.domain.values import Assessment, Period
from plans.enums import ReasonCode, Status
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.web.plan_pages import goal_url, kept_period
from plans.wording import figures
from plans.wording.areas import shared_with
from plans.wording.progress import progress_in_short
from plans.wording.statuses import PlanWords, capitalised, computed_note, judged_word
from reporting.board.reading import BoardGoal, BoardReading
from reporting.goal_rows import SEVERITY, GoalRow, IndicatorLine, goal_progress, goal_rows, of_its_years

_NOTHING_EXPECTED = len(SEVERITY)  # after every status
_NO_NUMBER = Fraction(-1)  # before every figure and deviation: none of them is negative
_FIGURES = "#indicator-1-figures"  # where the goal's page has its periods


@dataclass(frozen=True, slots=True)
class BoardCell:
    """How a goal stands in a period; without a status nothing is expected of it there."""

    period: str
    status: Status | None
    word: str
    figures: tuple[str, ...]
    note: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A goal as a row of the board; `lines` are its figures in the chosen period."""

    goal: BoardGoal
    url: str
    wording: str
    heading: str
    area: str
    shared: str
    area_number: int
    number: int
    cells: tuple[BoardCell, ...]
    lines: tuple[IndicatorLine, ...]
    severities: Mapping[str, int]  # by period
    sort_figure: Fraction
    sort_deviation: Fraction

    @property
    def sort_wording(self) -> str:
        """The wording's place in Danish order."""
        return danish_key(self.wording)


def board_rows(reading: BoardReading, goals: Sequence[BoardGoal], chosen: Period) -> list[BoardRow]:
    """The goals as rows, in their order."""
    written = {row.key: row for row in goal_rows(reading.reports[chosen])}
    queries = {period: kept_period(reading.plan, period, reading.reported) for period in reading.reports}
    return [_row(reading, goal, chosen, written.get(goal.named_by.key), queries) for goal in goals]


def area_name(number: int, title: str) -> str:
    """ "2. Foregribende indsats": an area as every page writes it."""
    return f"{number}. {title}"


def _row(
    reading: BoardReading,
    goal: BoardGoal,
    chosen: Period,
    written: GoalRow | None,
    queries: Mapping[Period, str],
) -> BoardRow:
    named_by = goal.named_by
    lead, *further = goal.areas
    page = goal_url(reading.plan, named_by.key, "")
    standing = goal.standings.get(chosen)
    return BoardRow(
        goal=goal,
        url=page + queries[chosen],
        wording=named_by.wording,
        heading=named_by.heading,
        area=area_name(lead.number, lead.title),
        shared=shared_with([area.number for area in further]),
        area_number=lead.number,
        number=goal.number,
        cells=tuple(
            _cell(report, goal, period, page + queries[period] + _FIGURES, is_chosen=period == chosen)
            for period, report in reading.reports.items()
        ),
        lines=written.lines if written else (),
        severities={
            str(period): SEVERITY[goal.standings[period].status]
            if period in goal.standings
            else _NOTHING_EXPECTED
            for period in reading.reports
        },
        sort_figure=_figure_of(standing),
        sort_deviation=written.sort_deviation if written else _NO_NUMBER,
    )


def _figure_of(standing: GoalStatus | None) -> Fraction:
    """The goal's figure; a goal of several parts has none."""
    if standing is None or standing.assessment.actual is None:
        return _NO_NUMBER
    return standing.assessment.actual


def _cell(report: StatusReport, goal: BoardGoal, at: Period, url: str, *, is_chosen: bool) -> BoardCell:
    period, standing = figures.years(at), goal.standings.get(at)
    if standing is None:
        return BoardCell(period, None, _("Udgået"), (), "", "", is_chosen)
    notes = (
        override_note(report.words, standing) or progress_in_short(goal_progress(report, standing)),
        basis_note(goal, standing),
    )
    return BoardCell(
        period=period,
        status=standing.status,
        word=status_word(report.words, standing),
        figures=_figures(report, standing),
        note=", ".join(note for note in notes if note),
        url=url,
        is_chosen=is_chosen,
    )


def status_word(words: PlanWords, standing: GoalStatus) -> str:
    """The word of a goal's status, as it opens a line."""
    return capitalised(words.word(standing.status, standing.measure))


def override_note(words: PlanWords, standing: GoalStatus) -> str:
    """ "beregnet: ikke nået" beside a judgement that overrides the rule; else nothing."""
    if standing.override is None:
        return ""
    computed = words.word(standing.computed_status, standing.measure)
    return computed_note(computed, is_proposal=standing.is_proposal)


def basis_note(goal: BoardGoal, standing: GoalStatus) -> str:
    """That a status rests on the plan as it is now, where another period's stands on what was approved."""
    return _("efter planen nu") if standing.is_judged_otherwise(goal.standings.values()) else ""


def _judged(assessment: Assessment, words: PlanWords) -> tuple[str, ...]:
    word = judged_word(assessment, words)
    return (word,) if word else ()


def _figures(report: StatusReport, standing: GoalStatus) -> tuple[str, ...]:
    """What was reached, in short: a line for each part that has a figure, or was judged."""
    if len(standing.indicators) == 1:
        return _short(report, standing.indicators[0])
    parts = [
        (part.label, text)
        for part in standing.indicators
        for text in _short(report, part) or _judged(part.assessment, report.words)
    ]
    return tuple(f"{label}: {text}" if label else text for label, text in parts)


def _short(report: StatusReport, part: IndicatorStatus) -> tuple[str, ...]:
    assessment = part.assessment
    if assessment.actual is not None:
        return (of_its_years(report, part, figures.qualified(assessment, part.facts)),)
    if assessment.denominator == 0:
        return (figures.counts(0, 0),)
    if assessment.reason.code is ReasonCode.NO_TARGET:
        return (_("intet måltal"),)
    return ()
