"""What does the feed tell? The status reports' own values, as objects and flat rows; nothing is computed."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from plans import queries
from plans.disclosure.treatment import all_for_outside
from plans.domain.values import Period
from plans.enums import PreventionLevel
from plans.models import ActionPlan
from plans.models import Publication as StoredPublication
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport, status_reports
from plans.wording.choices import CHOICES
from reporting.feed.shapes import (
    GoalRow,
    Goals,
    Plan,
    PlanPeriod,
    Plans,
    PlansPage,
    Publication,
    Publications,
)
from reporting.status_json import status_json


def plans_answer(plans: Sequence[ActionPlan], root: str) -> Plans:
    """The plans with their periods; `root` goes before every address, "https://vink.example"."""
    reported = queries.reported_periods_by_plan()
    return Plans(plans=[_plan(plan, reported.get(plan.pk, []), root) for plan in plans])


def plans_page(plans: Sequence[ActionPlan], following: ActionPlan | None, size: int, root: str) -> PlansPage:
    """Some of the plans, and the address of as many from `following` on."""
    reported = queries.reported_periods_by_plan([plan.pk for plan in plans])
    after = f"{root}{reverse('feed_plans')}?size={size}&from={following.slug}" if following else None
    return PlansPage(plans=[_plan(plan, reported.get(plan.pk, []), root) for plan in plans], next=after)


def _plan(plan: ActionPlan, reported: Collection[Period], root: str) -> Plan:
    return Plan(
        plan=plan.slug,
        plan_title=plan.title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        url=root + reverse("plan", args=[plan.slug]),
        goals_url=f"{root}{reverse('feed_goals')}?plan={plan.slug}",
        periods=[
            PlanPeriod(
                period=str(period),
                first_year=period.first,
                last_year=period.last,
                has_round=period in reported,
                status_url=root + reverse("feed_status", args=[plan.slug, period]),
            )
            for period in _periods(plan, reported)
        ],
    )


def _periods(plan: ActionPlan, reported: Collection[Period]) -> list[Period]:
    """The plan's years, then the whole plan and what else was reported."""
    years = plan.period
    # A round for years that the plan does not have is a mistake that must not close the feed.
    within = {each for each in reported if each.first in years and each.last in years}
    periods = {*(Period(year, year) for year in years.years), years, *within}
    return sorted(periods, key=lambda period: (period.last - period.first, period.first))


def goals_answer(plan: ActionPlan, following: ActionPlan | None, root: str, *, today: date) -> Goals:
    """The rows of a plan in all its periods; `following` is the plan of the next page."""
    periods = _periods(plan, queries.reported_periods(plan))
    found = status_reports([plan], periods, today=today)
    reports = all_for_outside([found[plan.pk, period] for period in periods])
    return Goals(
        next=f"{root}{reverse('feed_goals')}?from={following.slug}" if following else None,
        rows=[row for report in reports for row in _rows(report, root)],
    )


def _rows(report: StatusReport, root: str) -> Iterator[GoalRow]:
    goals_json: list[dict[str, Any]] = status_json(report)["goals"]
    for goal, as_json in zip(report.goals, goals_json, strict=True):
        of_goal = _of_goal(report, goal, as_json, root)
        parts = zip(goal.indicators, as_json["indicators"], strict=True)
        rows = [
            {**of_goal, **_of_indicator(report, number, *part)} for number, part in enumerate(parts, start=1)
        ]
        yield from (GoalRow(**row) for row in rows or [{**of_goal, **_NO_INDICATOR}])


def _of_goal(report: StatusReport, goal: GoalStatus, as_json: dict[str, Any], root: str) -> dict[str, Any]:
    worked_on = {level for area in goal.areas for level in area.levels}
    levels = [level for level in PreventionLevel if level in worked_on]
    return {
        "plan": report.plan.slug,
        "plan_title": report.plan.title,
        "period": str(report.period),
        "first_year": report.period.first,
        "last_year": report.period.last,
        "as_of": report.as_of,
        "has_round": report.round is not None,
        "goal": as_json["key"],
        "goal_text": as_json["text"],
        "area_number": goal.areas[0].number,
        "area": goal.areas[0].title,
        "areas": " · ".join(f"{area.number}. {area.title}" for area in goal.areas),
        "levels": ",".join(level.value for level in levels),
        "level_words": ", ".join(str(CHOICES[PreventionLevel][level]) for level in levels),
        "status_word": report.words.danish_word(goal.status, goal.measure),
        "url": root + reverse("goal", args=[report.plan.slug, goal.key]),
        **{
            name: as_json[name]
            for name in ("table", "position", "status", "computed_status", "reason", "reason_code")
        },
    }


def _of_indicator(
    report: StatusReport, number: int, indicator: IndicatorStatus, as_json: dict[str, Any]
) -> dict[str, Any]:
    facts = indicator.facts
    has_deviation = as_json["deviation"] is not None
    return {
        "indicator": number,
        "indicator_label": as_json["label"],
        "direction": facts.direction,
        "indicator_status": as_json["status"],
        "indicator_status_word": report.words.danish_word(indicator.assessment.status, facts.measure),
        "deviation_basis": facts.tolerance.for_measure(facts.measure).basis if has_deviation else None,
        **{name: as_json[name] for name in ("measure", "unit", *_FIGURES)},
    }


_FIGURES = ("target", "actual", "deviation", "numerator", "denominator", "pending")
_NO_INDICATOR: dict[str, Any] = {
    **dict.fromkeys(("indicator", "measure", "direction", "indicator_status", "deviation_basis", *_FIGURES)),
    **dict.fromkeys(("indicator_label", "unit", "indicator_status_word"), ""),
}


def publications_answer(publications: Sequence[StoredPublication], root: str) -> Publications:
    """What was published, without the files."""
    newest: dict[int, int] = {}
    for each in publications:
        newest[each.report_id] = max(each.number, newest.get(each.report_id, 0))
    return Publications(
        publications=[
            _publication(each, root, is_newest=each.number == newest[each.report_id]) for each in publications
        ]
    )


def _publication(publication: StoredPublication, root: str, *, is_newest: bool) -> Publication:
    plan, period = publication.report.round.plan, publication.report.round.period
    return Publication(
        plan=plan.slug,
        plan_title=plan.title,
        period=str(period),
        number=publication.number,
        is_newest=is_newest,
        title=publication.report.title,
        published_at=publication.published_at,
        published_by=publication.published_by,
        correction_note=publication.correction_note,
        html_sha256=publication.html_sha256,
        pdf_sha256=publication.pdf_sha256,
        docx_sha256=publication.docx_sha256,
        url=root + reverse("publication", args=[plan.slug, period, publication.number]),
    )
