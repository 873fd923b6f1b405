"""What does the overview say of a plan? Everything written out, always in Danish, and as much as fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone, translation

from plans.enums import RoundState, Status, SubmissionState
from plans.status_report import GoalStatus, StatusReport
from plans.tasks.rounds import RoundTasks
from plans.wording import figures
from plans.wording import tasks as wording
from plans.wording.statuses import capitalised
from reporting.brief.details import Details
from reporting.brief.money import Spending
from reporting.first_sentence import first_sentence, shortened
from reporting.front_page.cards import figures_given, figures_progress
from reporting.goal_page.chart_geometry import bar_hatching
from reporting.goal_rows import GoalRow, StatusCount, goal_row, status_counts
from reporting.publish.since import SinceAnnex, first_differences

# The goals that are told one by one, what went wrong first; the achieved ones are a compact list.
ONE_BY_ONE = (
    Status.NOT_ACHIEVED,
    Status.PARTLY_ACHIEVED,
    Status.NOT_REPORTED,
    Status.IN_PROGRESS,
    Status.NOT_MEASURABLE,
)
BAR_WIDTH, BAR_HEIGHT = 700, 24  # of the picture, in its own units
_GAP = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the picture: how many goals have a status; places in the picture's own units."""

    status: Status
    x: int
    width: int
    hatch: str


@dataclass(frozen=True, slots=True)
class BriefGoal:
    """A goal in the overview."""

    row: GoalRow
    wording: str
    comment: str


@dataclass(frozen=True, slots=True)
class BriefGroup:
    """The goals of one status; `rest` says how many are left out."""

    status: Status
    title: str
    goals: tuple[BriefGoal, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole overview."""

    plan: str
    period: str
    as_of: str
    summary: str
    segments: tuple[Segment, ...]
    counts: tuple[StatusCount, ...]
    groups: tuple[BriefGroup, ...]
    achieved: BriefGroup | None
    progress: tuple[str, ...]
    money: tuple[str, ...]
    changes: tuple[str, ...]
    is_large: bool


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """What the overview is made of; `tasks` where the round is open, `annex` where one was published."""

    report: StatusReport
    tasks: RoundTasks | None
    annex: SinceAnnex | None
    spending: tuple[Spending, ...]


def brief_of(facts: BriefFacts, details: Details) -> Brief:
    """The overview with these details."""
    with translation.override("da"):
        report = facts.report
        groups = {status: _group(report, status, details) for status in Status}
        counts = tuple(count for count in status_counts(report) if count.count)
        return Brief(
            plan=shortened(report.plan.title, details.title),
            period=figures.years(report.period),
            as_of=figures.day(report.as_of),
            summary=_summary(counts, len(report.goals)),
            segments=tuple(_segments(report)),
            counts=counts,
            groups=tuple(group for status in ONE_BY_ONE if (group := groups[status]) is not None),
            achieved=groups[Status.ACHIEVED],
            progress=tuple(_progress(facts)),
            money=tuple(_spent(each) for each in facts.spending),
            changes=tuple(_changes(facts.annex, details)),
            is_large=details.is_large,
        )


def _summary(counts: Sequence[StatusCount], total: int) -> str:
    """ "14 resultatmål: 9 nået, 3 delvist nået, 2 ikke nået": what the picture tells."""
    if not total:
        return "Planen har ingen resultatmål i perioden."
    counted = ", ".join(f"{each.count} {each.word.lower()}" for each in counts)
    return f"{total} resultatmål: {counted}"


def _segments(report: StatusReport) -> Iterator[Segment]:
    total, before = len(report.goals), 0
    for status, count in report.counts.items():
        if count:
            start, end = BAR_WIDTH * before // total, BAR_WIDTH * (before + count) // total
            width = max(end - start - (_GAP if end < BAR_WIDTH else 0), 1)
            hatch = bar_hatching(status, Fraction(start), Fraction(0), Fraction(width), Fraction(BAR_HEIGHT))
            yield Segment(status, start, width, hatch)
            before += count


def _group(report: StatusReport, status: Status, details: Details) -> BriefGroup | None:
    found = [(number, goal) for number, goal in enumerate(report.goals, start=1) if goal.status is status]
    if not found:
        return None
    most = details.most(status)
    listed = found[:most]
    return BriefGroup(
        status=status,
        title=f"{capitalised(report.words.word(status))} ({len(found)})",
        goals=tuple(_goal(report, goal, number, details) for number, goal in listed),
        rest=_rest(status, len(found) - len(listed), others=bool(listed)),
    )


def _goal(report: StatusReport, goal: GoalStatus, number: int, details: Details) -> BriefGoal:
    row = goal_row(report, goal, number)
    # How far it is, against the target and the time, comes before what was written of a goal under way.
    is_under_way = goal.status is Status.IN_PROGRESS
    commentary = goal.submission.commentary if goal.submission and not is_under_way else ""
    return BriefGoal(
        row=row,
        wording=shortened(" ".join(row.wording.split()), details.wording),
        comment=first_sentence(commentary, details.comment) or shortened(row.explanation, details.comment)
        if details.comment
        else "",
    )


_REST: Mapping[Status, str] = {
    Status.ACHIEVED: "nåede mål",
    Status.PARTLY_ACHIEVED: "delvist nåede mål",
    Status.NOT_ACHIEVED: "mål, der ikke er nået",
    Status.NOT_REPORTED: "mål, der ikke er afrapporteret",
    Status.IN_PROGRESS: "mål i gang",
    Status.NOT_MEASURABLE: "mål, der ikke kan opgøres",
}
_ONE: Mapping[Status, str] = {
    **_REST,
    Status.ACHIEVED: "nået mål",
    Status.PARTLY_ACHIEVED: "delvist nået mål",
}


def _rest(status: Status, left_out: int, *, others: bool) -> str:
    """ "og 12 andre nåede mål", "12 nåede mål" where none is told; empty where all are."""
    if not left_out:
        return ""
    phrase = (_ONE if left_out == 1 else _REST)[status]
    number = figures.number(left_out)
    if not others:
        return f"{number} {phrase}"
    return f"og {number} {'andet' if left_out == 1 else 'andre'} {phrase}"


def _progress(facts: BriefFacts) -> Iterator[str]:
    round_ = facts.report.round
    if round_ is None:
        yield "Der er ingen indberetning for perioden: tallene er dem, der er kendt."
        return
    goals, total = facts.report.goals, len(facts.report.goals)
    states = [goal.submission.state if goal.submission else SubmissionState.DRAFT for goal in goals]
    approved = states.count(SubmissionState.APPROVED)
    if round_.state == RoundState.CLOSED:
        yield f"Indberetningen er lukket. {wording.approved(approved, total)}."
        return
    if facts.tasks is not None:
        yield f"{figures_progress(*figures_given(facts.tasks))}."
    yield f"{wording.handed_in(states.count(SubmissionState.SUBMITTED) + approved, total)}."
    yield f"{wording.approved(approved, total)}."
    returned = states.count(SubmissionState.RETURNED)
    if returned:
        yield f"{returned} mål er sendt tilbage."
    yield f"Frist {figures.day(round_.deadline)}." if round_.deadline else "Indberetningen har ingen frist."


def _spent(spending: Spending) -> str:
    """ "Indsatser 2009–2010: 3,2 af 5,4 mio. kr. brugt (59 pct.)"."""
    spent, unit = figures.number(spending.spent), spending.unit
    # What was spent of some posts must not be read as what was spent of all.
    is_partial = spending.reported < spending.posts
    end = f"; kun oplyst for {spending.reported} af {spending.posts} poster." if is_partial else "."
    if not spending.budget:
        return f"{spending.title}, {figures.years(spending.period)}: {spent} {unit} brugt{end}"
    share = figures.percent(100 * Fraction(spending.spent) / Fraction(spending.budget))
    budget = figures.number(spending.budget)
    return (
        f"{spending.title}, {figures.years(spending.period)}: {spent} af {budget} {unit} brugt ({share}){end}"
    )


def _changes(annex: SinceAnnex | None, details: Details) -> Iterator[str]:
    if annex is None:
        yield "Bilaget for perioden er ikke fastlåst."
        return
    day = figures.day(timezone.localdate(annex.published_at))
    version = f"version {annex.number} af bilaget, fastlåst {day}"
    if not annex.changed:
        yield f"Ingen mål er ændret siden {version}."
        return
    yield f"{len(annex.changed)} mål er ændret siden {version}."
    for changed in annex.changed[: details.changes]:
        name = shortened(" ".join(changed.goal.reported_wording.split()), min(details.wording, 90))
        changes = "; ".join(
            f"{each.label.lower()}: {_short(each.before)} → {_short(each.now)}"
            for each in first_differences(changed)
        )
        yield f"{name}: {changes or 'nyt mål'}"
    left_out = len(annex.changed) - details.changes
    if details.changes and left_out > 0:
        yield f"og {left_out} {'andet' if left_out == 1 else 'andre'} mål"


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), 50)
