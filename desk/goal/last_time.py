"""How did the goal stand last time, and what was said of it? Beside the empty fields, as a help."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from desk.goal.subject import RoundGoal
from desk.round.judgements import goal_judgement
from plans import queries
from plans.domain.measures import traits
from plans.domain.values import Period
from plans.enums import Status
from plans.models import ActionPlan, Submission
from plans.status_report import GoalStatus, status_reports
from plans.wording import figures


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The figures, the judgement and the text of the period before; the text is cleaned HTML."""

    when: str
    status: Status
    word: str
    note: str
    explanation: str
    figures: tuple[str, ...]
    sub_heading: str
    text: str
    footnote: str


def last_time(round_goal: RoundGoal) -> LastTime | None:
    """What the round before said, else how the figures known before stood; None where there is neither."""
    submission = queries.last_submission(round_goal.row, round_goal.sheet.report.as_of)
    if submission is not None:
        round_ = submission.round
        return _last_time(round_.plan, round_.period, submission.goal_id, submission)
    sheet, plan = round_goal.sheet, round_goal.sheet.report.plan
    before = [sheet.before(part.id, slot) for part, slot in sheet.figures_of(round_goal.goal)]
    years = [each.year for each in before if each is not None and each.year is not None]
    years = [year for year in years if year < sheet.report.period.first and year in plan.period]
    return _last_time(plan, Period(max(years), max(years)), round_goal.goal.id, None) if years else None


def _last_time(plan: ActionPlan, period: Period, goal: int, submission: Submission | None) -> LastTime | None:
    as_of = submission.round.as_of if submission else None
    reports = status_reports([plan], [period], today=timezone.localdate(), as_of=as_of, goals=[goal])
    report = reports[plan.pk, period]
    if not report.goals:
        return None
    judgement = goal_judgement(report, report.goals[0])
    return LastTime(
        when=figures.years(period),
        status=judgement.status,
        word=judgement.word,
        note=judgement.note,
        explanation=judgement.explanation,
        figures=tuple(_figures(report.goals[0])),
        sub_heading=submission.sub_heading if submission else "",
        text=submission.commentary if submission else "",
        footnote=submission.footnote if submission else "",
    )


def _figures(goal: GoalStatus) -> Iterator[str]:
    """What was reached and what was to be: "79 pct. (11 af 14). Måltal: 70 pct."."""
    for part in goal.indicators:
        facts, assessment = part.facts, part.assessment
        if assessment.actual is None or traits(facts.measure).is_judged:
            continue
        text = figures.actual(assessment, facts)
        if traits(facts.measure).counts_things and part.unit:
            text = f"{text} {part.unit}"
        if assessment.target is not None:
            target = figures.target_beside(assessment, facts)
            text = _("%(actual)s. Måltal: %(target)s") % {"actual": text, "target": target}
        yield f"{part.label}: {text}" if len(goal.indicators) > 1 else text
