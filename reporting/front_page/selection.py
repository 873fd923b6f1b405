"""Which plans are shown in full on the front page, in which periods, and which have ended?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan, ReportingRound

# More would be no overview, and take longer than anybody waits.
PLANS_ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan that is shown in full: the period in which it is judged, and its open rounds."""

    plan: ActionPlan
    period: Period
    rounds: tuple[ReportingRound, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The plans of one page, how many there are of their kind, and the ended ones below.

    `are_running` is false where no plan runs: then the ended ones are shown in full.
    """

    shown: tuple[Shown, ...]
    are_running: bool
    total: int
    page: int
    pages: int
    ended: tuple[tuple[ActionPlan, Period], ...]

    @property
    def first(self) -> int:
        """The place of the first plan that is shown, from 1."""
        return (self.page - 1) * PLANS_ON_A_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last plan that is shown."""
        return self.first + len(self.shown) - 1


def select(page: int, *, today: date) -> Selection:
    """The plans of page `page`, from 1; the nearest page where there is none such. Three queries.

    A plan runs while its period does, and while a round of it is open. First come those whose deadline does.
    """
    plans = queries.all_plans()
    rounds: dict[int, list[ReportingRound]] = defaultdict(list)
    for round_ in queries.open_rounds():
        rounds[round_.plan_id].append(round_)
    places = {plan: place for place, plan in enumerate(rounds)}
    running = [plan for plan in plans if plan.pk in rounds or plan.starts_on <= today <= plan.ends_on]
    running.sort(key=lambda plan: places.get(plan.pk, len(places)))
    ended = [plan for plan in plans if plan not in running]
    in_full = running or ended
    pages = max(1, -(-len(in_full) // PLANS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    chosen = in_full[(page - 1) * PLANS_ON_A_PAGE : page * PLANS_ON_A_PAGE]
    below = [plan for plan in ended if plan not in chosen] if running else []
    latest = queries.latest_periods([*chosen, *below])
    return Selection(
        shown=tuple(
            Shown(plan, _period(plan, latest.get(plan.pk), today), _possible(plan, rounds[plan.pk]))
            for plan in chosen
        ),
        are_running=bool(running),
        total=len(in_full),
        page=page,
        pages=pages,
        ended=tuple((plan, _period(plan, latest.get(plan.pk), today)) for plan in below),
    )


def _possible(plan: ActionPlan, rounds: Sequence[ReportingRound]) -> tuple[ReportingRound, ...]:
    return tuple(round_ for round_ in rounds if _overlaps(plan, round_.period))


def _period(plan: ActionPlan, reported: Period | None, today: date) -> Period:
    """What is reported, or else the plan's year that runs today, or the nearest that it has.

    A round for years that the plan does not have is a mistake that must not close the page for all.
    """
    if reported and _overlaps(plan, reported):
        return reported
    year = min(max(today.year, plan.period.first), plan.period.last)
    return Period(year, year)


def _overlaps(plan: ActionPlan, period: Period) -> bool:
    return period.first <= plan.period.last and period.last >= plan.period.first
