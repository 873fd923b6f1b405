"""Which of a round's goals does the entry page show? One's own or all, perhaps what is missing alone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.round.sheet import EntrySheet
from plans.domain.values import Period
from plans.enums import SubmissionState
from plans.models import ActionPlan
from plans.status_report import GoalStatus
from plans.web.plan_pages import PageLink

MISSING, RETURNED = "missing", "returned"


@dataclass(frozen=True, slots=True)
class GoalFilter:
    """What an address asks for."""

    everything: bool = False  # not one's own goals alone
    only: str = ""  # MISSING, RETURNED, or nothing

    @classmethod
    def of(cls, request: HttpRequest) -> "GoalFilter":
        """What this request asks for; an unknown filter is none."""
        only = request.GET.get("show", "")
        return cls(request.GET.get("goals") == "all", only if only in {MISSING, RETURNED} else "")

    def address(self, plan: ActionPlan, period: Period) -> str:
        """The entry page with these goals."""
        query = QueryDict(mutable=True)
        if self.everything:
            query["goals"] = "all"
        if self.only:
            query["show"] = self.only
        page = reverse("entry", args=[plan.slug, period])
        return f"{page}?{query.urlencode()}" if query else page

    def scope(self, sheet: EntrySheet) -> list[GoalStatus]:
        """The goals that the person enters; all of them for others, and on demand."""
        own = mine(sheet)
        return sheet.report.in_plan_order if not own or self.everything else own

    def goals(self, sheet: EntrySheet, *, besides: int | None = None) -> list[GoalStatus]:
        """The goals on the page; `besides` is the id of one that is shown in any case."""
        fits = _FILTERS[self.only]
        return [goal for goal in self.scope(sheet) if goal.id == besides or fits(sheet, goal)]


_FILTERS: dict[str, Callable[[EntrySheet, GoalStatus], bool]] = {
    "": lambda _sheet, _goal: True,
    MISSING: lambda sheet, goal: bool(sheet.missing(goal)),
    RETURNED: lambda _sheet, goal: is_returned(goal),
}


def mine(sheet: EntrySheet) -> list[GoalStatus]:
    """The goals whose figures the person enters."""
    return [goal for goal in sheet.report.in_plan_order if sheet.access.is_mine(goal)]


def is_returned(goal: GoalStatus) -> bool:
    """Whether an approver has sent the goal back."""
    return goal.submission is not None and goal.submission.state is SubmissionState.RETURNED


def scope_links(goal_filter: GoalFilter, sheet: EntrySheet) -> list[PageLink]:
    """From one's own goals to all of them and back; nothing where they are the same."""
    own, every = len(mine(sheet)), len(sheet.report.goals)
    if own in {0, every}:
        return []
    return [
        _link(
            _("Mine mål (%(n)s)") % {"n": own},
            GoalFilter(everything=False, only=goal_filter.only),
            goal_filter,
            sheet,
        ),
        _link(
            _("Alle mål (%(n)s)") % {"n": every},
            GoalFilter(everything=True, only=goal_filter.only),
            goal_filter,
            sheet,
        ),
    ]


def filter_links(goal_filter: GoalFilter, sheet: EntrySheet) -> list[PageLink]:
    """To what is missing or was sent back, and back again; nothing where neither sorts anything out."""
    scope = goal_filter.scope(sheet)
    labels = {"": _("Alt"), MISSING: _("Det, der mangler"), RETURNED: _("Det, der er sendt tilbage")}
    sorted_out = [only for only in labels if only and any(_FILTERS[only](sheet, goal) for goal in scope)]
    offered = [only for only in labels if not only or only in {*sorted_out, goal_filter.only}]
    if offered == [""]:
        return []
    return [
        _link(labels[only], GoalFilter(goal_filter.everything, only), goal_filter, sheet) for only in offered
    ]


def _link(label: str, to: GoalFilter, current: GoalFilter, sheet: EntrySheet) -> PageLink:
    return PageLink(label, to.address(sheet.report.plan, sheet.report.period), to == current)
