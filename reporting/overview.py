"""How do all plans stand, each in the period that is reported now?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan
from plans.status_report import status_reports
from plans.views.plan_pages import PageLink, page_links
from plans.wording import figures
from reporting.goal_rows import StatusCount, status_counts


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan on the front page."""

    title: str
    plan_years: str
    period_years: str
    as_of: str
    goals: int
    counts: tuple[StatusCount, ...]
    pages: tuple[PageLink, ...]


def plan_cards(plans: Sequence[ActionPlan], *, today: date) -> list[PlanCard]:
    """A card for each plan, the newest first."""
    latest = queries.latest_periods(plans)
    shown = {plan.pk: _shown(plan, latest.get(plan.pk), today) for plan in plans}
    reports = status_reports(plans, set(shown.values()), today=today)
    cards = []
    for plan in plans:
        report = reports[plan.pk, shown[plan.pk]]
        cards.append(
            PlanCard(
                title=plan.title,
                plan_years=figures.years(plan.period),
                period_years=figures.years(report.period),
                as_of=figures.day(report.as_of),
                goals=len(report.goals),
                counts=tuple(status_counts(report)),
                pages=tuple(page_links(plan, report.period)),
            )
        )
    return cards


def _shown(plan: ActionPlan, reported: Period | None, today: date) -> Period:
    """What is reported, or else the plan's year that runs today, or the nearest that it has.

    A round for years that the plan does not have is a mistake that must not close the page for all.
    """
    if reported and reported.first <= plan.period.last and reported.last >= plan.period.first:
        return reported
    year = min(max(today.year, plan.period.first), plan.period.last)
    return Period(year, year)
