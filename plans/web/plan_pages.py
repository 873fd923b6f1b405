"""Where can one go from a page of a plan? To its other pages for the period, and to its other periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan, ReportingRound
from plans.permissions import Person, can_approve
from plans.status_report import StatusReport, status_report
from plans.tasks.approvals import waiting_for
from plans.web.person import person_of
from plans.wording import figures
from plans.wording.plan_names import short_title

# The tab under which a page stands that has none of its own.
_TAB_OF = {
    "goal": "status",
    "spending": "entry",
    "redactions": "annex",
    "report_checks": "annex",
    "report_editor": "annex",
    "publications": "annex",
}
# Pages of the whole plan: their query keeps the chosen period.
_WHOLE = ("plan", "money", "redactions")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place to go; `current` where the reader is, `count` what waits there."""

    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands at the top of every page of a plan, at the same place on each."""

    title: str
    short_title: str
    url: str
    tabs: tuple[PageLink, ...]
    periods: tuple[PageLink, ...]

    @property
    def tab(self) -> PageLink:
        """The tab under which the page stands."""
        return next(tab for tab in self.tabs if tab.current)

    @property
    def is_plan(self) -> bool:
        """Whether the page is the plan itself."""
        return self.tabs[0].current


class PlanFrame(TypedDict):
    """What every page of a plan needs: whose it is, for which period, and where one can go from it."""

    plan: ActionPlan
    period: Period
    years: str
    reported: frozenset[Period]
    head: PlanHead


def plan_or_404(slug: str) -> ActionPlan:
    """The plan at this address."""
    plan = queries.plan_by_slug(slug)
    if plan is None:
        raise Http404
    return plan


def report_or_404(slug: str, period: Period) -> StatusReport:
    """The status report at this address; not found without such a plan, or outside its years."""
    plan = plan_or_404(slug)
    try:
        return status_report(plan, period, today=timezone.localdate())
    except ValueError as error:
        raise Http404(str(error)) from error


def usual_period(plan: ActionPlan, reported: Iterable[Period], today: date) -> Period:
    """The period reported last, or being reported; without a round the running year, or the nearest to it.

    `reported` are the periods of the plan's rounds.
    """
    # A round for years that the plan does not have is a mistake that must not close the page.
    within = [each for each in reported if each.first in plan.period and each.last in plan.period]
    if within:
        return max(within, key=lambda each: (each.last, -each.first))
    year = min(max(today.year, plan.period.first), plan.period.last)
    return Period(year, year)


def page_url(plan: ActionPlan, page: str, period: Period, reported: Iterable[Period]) -> str:
    """The address of a plan's page for a period; a page of the whole plan keeps it in its query.

    There the usual period goes without saying. `reported` are the periods of the plan's rounds.
    """
    if page not in _WHOLE:
        return reverse(page, args=[plan.slug, period])
    return reverse(page, args=[plan.slug]) + kept_period(plan, period, reported)


def goal_url(plan: ActionPlan, key: str, query: str) -> str:
    """The address of a goal's page, which shows how the goal stands in the period that `query` keeps."""
    return reverse("goal", args=[plan.slug, key]) + query


def kept_period(plan: ActionPlan, period: Period, reported: Iterable[Period]) -> str:
    """The query by which the address of a page of the whole plan keeps `period`: empty for the usual one.

    `reported` are the periods of the plan's rounds.
    """
    is_usual = period == usual_period(plan, reported, timezone.localdate())
    return "" if is_usual else with_period("", period)


def with_period(address: str, period: Period) -> str:
    """The address of a page that is for no period, keeping the chosen one for the next page."""
    return f"{address}?period={period}"


def page_links(plan: ActionPlan, period: Period) -> list[PageLink]:
    """The plan itself and its pages for `period`, from outside of them."""
    return list(_tabs(plan, period, [period]))


class ReportFrame(PlanFrame):
    """The same where the page shows a status report: its round, and the periods that have one."""

    round: ReportingRound | None
    rounds: list[PageLink]


def plan_frame(report: StatusReport, current_page: str, person: Person) -> ReportFrame:
    """The frame of a page for a period; `current_page` names its address, which other periods have too."""
    plan, reported = report.plan, report.reported
    return {
        **_frame(plan, report.period, reported, current_page, person),
        "round": report.round,
        "rounds": [
            PageLink(figures.years(each), page_url(plan, current_page, each, reported), current=False)
            for each in _in_order(reported)
        ],
    }


def whole_plan_frame(
    request: HttpRequest, plan: ActionPlan, current_page: str, *, address: str = ""
) -> PlanFrame:
    """The frame of a page of the whole plan; its period is the one that its query chose, or the usual one.

    `address` is the page's, where the plan alone does not give it.
    """
    reported = frozenset(queries.reported_periods(plan))
    period = asked_period(request, plan) or usual_period(plan, reported, timezone.localdate())
    return _frame(plan, period, reported, current_page, person_of(request), address=address)


def asked_period(request: HttpRequest, plan: ActionPlan) -> Period | None:
    """The period that the address's query chose; None without one, or where the plan does not have it."""
    try:
        period = Period.parse(request.GET.get("period", ""))
    except ValueError:
        return None
    return period if period.first in plan.period and period.last in plan.period else None


def _frame(  # what differs between the pages of a plan
    plan: ActionPlan,
    period: Period,
    reported: frozenset[Period],
    current_page: str,
    person: Person,
    *,
    address: str = "",
) -> PlanFrame:
    years = [Period(year, year) for year in plan.period.years]
    within = {each for each in reported if each.first in plan.period and each.last in plan.period}
    periods = _in_order({*years, plan.period, *within, period})
    head = PlanHead(
        title=plan.title,
        short_title=short_title(plan.title),
        url=page_url(plan, "plan", period, reported),
        tabs=tuple(
            _tabs(plan, period, reported, current_page=_TAB_OF.get(current_page, current_page), person=person)
        ),
        periods=tuple(
            PageLink(
                figures.years(each),
                with_period(address, each) if address else page_url(plan, current_page, each, reported),
                each == period,
            )
            for each in periods
        ),
    )
    years_text = figures.years(period)
    return {"plan": plan, "period": period, "years": years_text, "reported": reported, "head": head}


def _tabs(
    plan: ActionPlan,
    period: Period,
    reported: Iterable[Period],
    *,
    current_page: str = "",
    person: Person | None = None,
) -> Iterable[PageLink]:
    """The plan's pages; those who approve are led to what waits for it, and nobody else is let in there."""
    pages = {"plan": _("Planen"), "status": _("Status"), "entry": _("Indberetning")}
    waiting = 0
    if person is not None and can_approve(person):
        pages["approval"] = _("Godkendelse")
        waiting = waiting_for(person, today=timezone.localdate(), plan=plan, period=period).for_person
    pages |= {"annex": _("Bilag 1"), "money": _("Økonomi"), "brief": _("Ledelsesoverblik")}
    for page, label in pages.items():
        count = waiting if page == "approval" else 0
        yield PageLink(label, page_url(plan, page, period, reported), page == current_page, count)


def _in_order(periods: Iterable[Period]) -> list[Period]:
    """The years, then what is longer."""
    return sorted(periods, key=lambda period: (period.last - period.first, period.first))
