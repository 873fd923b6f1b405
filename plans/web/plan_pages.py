"""Where can one go from a page of a plan? To its other pages for the period, and to its other periods."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.domain.values import Period
from plans.models import ActionPlan
from plans.status_report import StatusReport, status_report
from plans.wording import figures


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place to go; `current` where the reader is."""

    label: str
    url: str
    current: bool


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


def page_links(plan: ActionPlan, period: Period, current_page: str = "") -> list[PageLink]:
    """The plan itself and its pages for `period`; `here` is the one that the reader sees."""
    pages = {"status": _("Status"), "entry": _("Indberetning")}
    if current_page == "approval":
        # Others are not let in, and the page of figures leads there.
        pages["approval"] = _("Godkendelse")
    pages["annex"] = _("Bilag 1")
    return [
        PageLink(_("Planen"), reverse("plan", args=[plan.slug]), current_page == "plan"),
        PageLink(_("Tavle"), reverse("board", args=[plan.slug]), current_page == "board"),
        *(
            PageLink(label, reverse(page, args=[plan.slug, period]), page == current_page)
            for page, label in pages.items()
        ),
        PageLink(_("Økonomi"), reverse("money", args=[plan.slug]), current_page == "money"),
        PageLink(_("Ledelsesoverblik"), reverse("brief", args=[plan.slug, period]), current_page == "brief"),
    ]


def period_links(
    plan: ActionPlan, reported: Iterable[Period], current: Period, current_page: str
) -> list[PageLink]:
    """The same page for each of the plan's years, for the whole plan, and for what is reported or shown."""
    years = [Period(year, year) for year in plan.period.years]
    periods = _in_order({*years, plan.period, *reported, current})
    return [
        PageLink(figures.years(period), reverse(current_page, args=[plan.slug, period]), period == current)
        for period in periods
    ]


def plan_frame(report: StatusReport, current_page: str) -> dict[str, object]:
    """What every page of a plan needs: whose it is, and where one can go from it."""
    return {
        "plan": report.plan,
        "round": report.round,
        "years": figures.years(report.period),
        "period": report.period,
        "pages": page_links(report.plan, report.period, current_page),
        "periods": period_links(report.plan, report.reported, report.period, current_page),
        "rounds": [
            PageLink(
                figures.years(period), reverse(current_page, args=[report.plan.slug, period]), current=False
            )
            for period in _in_order(report.reported)
        ],
    }


def _in_order(periods: Iterable[Period]) -> list[Period]:
    """The years, then what is longer."""
    return sorted(periods, key=lambda period: (period.last - period.first, period.first))
