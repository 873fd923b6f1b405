"""How did the goal stand last time, and what was said of it? Beside the empty fields, as a help."""

from dataclasses import dataclass

from django.utils import timezone

from plans import queries
from plans.domain.values import Period
from plans.enums import Status
from plans.models import ActionPlan, Submission
from plans.status_report import status_reports
from plans.views.goal_entry.subject import Place
from plans.views.goal_judgements import goal_judgement
from plans.wording import figures


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The judgement and the text of the period before; the text is cleaned HTML."""

    when: str
    status: Status
    word: str
    note: str
    explanation: str
    sub_heading: str
    text: str
    footnote: str


def last_time(place: Place) -> LastTime | None:
    """What the round before said, else how the figures known before stood; None where there is neither."""
    submission = queries.last_submission(place.row, place.sheet.report.as_of)
    if submission is not None:
        round_ = submission.round
        return _told(round_.plan, round_.period, submission.goal_id, submission)
    sheet, plan = place.sheet, place.sheet.report.plan
    before = [sheet.before(part.id, slot) for part, slot in sheet.figures_of(place.goal)]
    years = [each.year for each in before if each is not None and each.year is not None]
    years = [year for year in years if year < sheet.report.period.first and year in plan.period]
    return _told(plan, Period(max(years), max(years)), place.goal.id, None) if years else None


def _told(plan: ActionPlan, period: Period, goal: int, submission: Submission | None) -> LastTime | None:
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
        sub_heading=submission.sub_heading if submission else "",
        text=submission.commentary if submission else "",
        footnote=submission.footnote if submission else "",
    )
