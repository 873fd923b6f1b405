"""How does a plan stand, and how far are its open rounds? A card each on the front page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.slots import slots
from plans.domain.values import Period
from plans.enums import Role, Status
from plans.models import ActionPlan
from plans.permissions import Person, can_approve
from plans.status_report import StatusReport
from plans.tasks.goals import Step
from plans.tasks.rounds import RoundTasks
from plans.web.plan_pages import PageLink, page_links
from plans.web.round_head import RoundHead, round_head
from plans.wording import figures
from plans.wording.statuses import capitalised


@dataclass(frozen=True, slots=True)
class LinkedCount:
    """How many goals have a status; `url` shows them."""

    status: Status
    word: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of a round is done."""

    label: str
    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """An open round: its deadline, how far it is, and what the reader can do about it."""

    head: RoundHead
    missing: int  # figures
    bars: tuple[Bar, ...]
    action: PageLink | None
    is_urgent: bool  # the action waits for the reader


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan on the front page."""

    id: str  # unique on the page
    title: str
    plan_years: str
    period_years: str
    as_of: str
    goals: int
    counts: tuple[LinkedCount, ...]
    rounds: tuple[RoundProgress, ...]
    pages: tuple[PageLink, ...]
    brief_url: str

    @property
    def bar_id(self) -> str:
        """The id of its picture."""
        return f"{self.id}-status"


@dataclass(frozen=True, slots=True)
class EndedPlan:
    """A plan that has ended, and where it stands."""

    title: str
    years: str
    pages: tuple[PageLink, ...]


def plan_card(report: StatusReport, tasks: Iterable[RoundTasks], person: Person, *, today: date) -> PlanCard:
    """The plan of `report` with its open rounds."""
    plan, period = report.plan, report.period
    return PlanCard(
        id=f"plan-{plan.pk}",
        title=plan.title,
        plan_years=figures.years(plan.period),
        period_years=figures.years(period),
        as_of=figures.day(report.as_of),
        goals=len(report.goals),
        counts=linked_counts(report),
        rounds=tuple(_progress(each, person, today) for each in tasks),
        pages=tuple(page_links(plan, period)),
        brief_url=reverse("brief_pdf", args=[plan.slug, period]),
    )


def ended_plan(plan: ActionPlan, period: Period) -> EndedPlan:
    """The plan without its figures, which nobody waits for."""
    return EndedPlan(plan.title, figures.years(plan.period), tuple(page_links(plan, period)))


def linked_counts(report: StatusReport) -> tuple[LinkedCount, ...]:
    """How many goals have each status; each leads to these goals."""
    page = reverse("status", args=[report.plan.slug, report.period])
    return tuple(
        LinkedCount(
            status,
            capitalised(report.words.word(status)),
            count,
            f"{page}?{urlencode({'status': status.value})}",
        )
        for status, count in report.counts.items()
    )


def _progress(tasks: RoundTasks, person: Person, today: date) -> RoundProgress:
    head = round_head(tasks, today=today)
    given, asked = figures_given(tasks)
    action, is_urgent = _action(tasks, person)
    return RoundProgress(
        head=head,
        missing=asked - given,
        bars=(
            _bar(_("Tal, der er indberettet"), given, asked),
            _bar(_("Mål, der er sendt ind"), head.handed_in, head.total),
            _bar(_("Mål, der er godkendt"), len(tasks.at(Step.APPROVED)), head.total),
        ),
        action=action,
        is_urgent=is_urgent,
    )


def _bar(label: str, done: int, total: int) -> Bar:
    return Bar(label, done, total, figures.counts(done, total))


def figures_given(tasks: RoundTasks) -> tuple[int, int]:
    """How many of the figures that the round asks for there are, and how many it asks for."""
    report = tasks.report
    asked = sum(
        len(slots(part.facts, report.period, plan=report.plan.span, as_of=report.as_of))
        for task in tasks.goals
        for part in task.goal.indicators
    )
    return asked - sum(len(task.missing) for task in tasks.goals), asked


def figures_progress(given: int, asked: int) -> str:
    """ "11 af 14 tal er indberettet"."""
    pattern = ngettext(
        "%(given)s af %(asked)s tal er indberettet", "%(given)s af %(asked)s tal er indberettet", asked
    )
    return pattern % {"given": given, "asked": asked}


def _action(tasks: RoundTasks, person: Person) -> tuple[PageLink | None, bool]:
    """What the person can do about the round, and whether it waits for them."""
    if can_approve(person):
        waiting = len(tasks.at(Step.WAITS))
        label = ngettext("Godkend %(n)s mål", "Godkend %(n)s mål", waiting) % {"n": waiting}
        url = reverse("approval", args=[tasks.report.plan.slug, tasks.report.period])
        return PageLink(label if waiting else _("Se godkendelse"), url, current=False), bool(waiting)
    if person.role == Role.CONTRIBUTOR:
        mine = len(tasks.of_person(person.pk).to_hand_in)
        if not mine:
            return None, False
        label = ngettext("Indberet %(n)s mål", "Indberet %(n)s mål", mine) % {"n": mine}
        return PageLink(label, reverse("tasks"), current=False), True
    if person.role == Role.ADMINISTRATOR and tasks.of_nobody:
        nobody = len(tasks.of_nobody)
        label = ngettext("%(n)s mål har ingen indberetter", "%(n)s mål har ingen indberetter", nobody)
        return PageLink(label % {"n": nobody}, reverse("tasks"), current=False), True
    return None, False


def waiting_for(tasks: Collection[RoundTasks], person: Person) -> int:
    """How many goals of these rounds wait for the person."""
    if can_approve(person):
        return sum(len(each.at(Step.WAITS)) for each in tasks)
    if person.role == Role.CONTRIBUTOR:
        return sum(len(each.of_person(person.pk).to_hand_in) for each in tasks)
    return sum(len(each.of_nobody) for each in tasks) if person.role == Role.ADMINISTRATOR else 0
