"""Which plans are shown in full on the front page, in which periods, and which have ended?

`select` picks the plans of one page of the front page: those that run come first by deadline, the latest
ended ones stand below.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan, ReportingRound

# More would be no overview, and take longer than anybody waits.
PLANS_ON_A_PAGE = 10
ENDED_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PlanInFull:
    """A plan that is shown in full: the period in which it is judged, and its open rounds."""

    plan: ActionPlan
    period: Period
    rounds: tuple[ReportingRound, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The plans of one page of the front page, and the latest of the ended ones below.

    `are_running` is false where no plan runs: then the ended ones are shown in full, and none below.
    """

    in_full: tuple[PlanInFull, ...]
    are_running: bool
    page: Page[ActionPlan]
    ended: tuple[tuple[ActionPlan, Period], ...]
    ended_total: int


def select(page: int, *, today: date) -> Selection:
    """Returns the plans of page `page`, from 1; the nearest page where there is none such. Six queries.

    A plan runs while its period does, and while a round of it is open. First come those whose deadline does.
    """
    running = Paginator(queries.running_plans(today), PLANS_ON_A_PAGE)
    ended = Paginator(queries.ended_plans(today), PLANS_ON_A_PAGE)
    main = running if running.count else ended
    plan_page = main.get_page(max(page, 1))
    chosen = list(plan_page)
    below = list(ended.get_page(1)) if running.count else []
    rounds: dict[int, list[ReportingRound]] = defaultdict(list)
    for round_ in queries.open_rounds([plan.pk for plan in chosen]):
        rounds[round_.plan_id].append(round_)
    latest = queries.latest_periods([*chosen, *below])
    return Selection(
        in_full=tuple(
            PlanInFull(plan, _period(plan, latest.get(plan.pk), today), _possible(plan, rounds[plan.pk]))
            for plan in chosen
        ),
        are_running=bool(running.count),
        page=plan_page,
        ended=tuple((plan, _period(plan, latest.get(plan.pk), today)) for plan in below),
        ended_total=ended.count if running.count else 0,
    )


def select_ended(page: int, *, today: date) -> tuple[Page[ActionPlan], list[tuple[ActionPlan, Period]]]:
    """Returns page `page`, from 1, of the ended plans, each with the period to open it in."""
    plan_page = Paginator(queries.ended_plans(today), ENDED_ON_A_PAGE).get_page(max(page, 1))
    plans = list(plan_page)
    latest = queries.latest_periods(plans)
    return plan_page, [(plan, _period(plan, latest.get(plan.pk), today)) for plan in plans]


def _possible(plan: ActionPlan, rounds: Sequence[ReportingRound]) -> tuple[ReportingRound, ...]:
    return tuple(round_ for round_ in rounds if _overlaps(plan, round_.period))


def _period(plan: ActionPlan, reported: Period | None, today: date) -> Period:
    """The period that is reported, or else the plan's year that runs today, or the nearest that it has.

    A round for years that the plan does not have is a mistake that must not close the page for all.
    """
    if reported and _overlaps(plan, reported):
        return reported
    year = min(max(today.year, plan.period.first), plan.period.last)
    return Period(year, year)


def _overlaps(plan: ActionPlan, period: Period) -> bool:
    return period.first <= plan.period.last and period.last >= plan.period.first
