"""What does the front page say to one person? Four answers, the plans behind them, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import queries
from plans.enums import Role, Status, SubmissionState
from plans.models import Change
from plans.permissions import Person, has_tasks
from plans.status_report import StatusReport, status_reports
from plans.tasks.rounds import RoundTasks, tasks_of
from plans.web.paging import page_numbers
from plans.web.plan_pages import PageLink
from reporting.front_page.attention import (
    LINES,
    MATTERS,
    AttentionLine,
    Found,
    Matter,
    attention_line,
    counted,
    found_in,
)
from reporting.front_page.cards import (
    EndedPlan,
    PlanCard,
    ended_plan,
    plan_card,
    waiting_for,
)
from reporting.front_page.news import GOALS, News, read_news
from reporting.front_page.selection import Selection, select
from reporting.publish.since import since_annex

ALL = "all"  # as the address says that everything is to be shown


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four questions with its answer in a few words, and where the reasons are."""

    question: str
    number: str
    text: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class MatterLink:
    """How many goals have a matter; `url` shows these alone."""

    matter: Matter
    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything on the page, written out."""

    answers: tuple[Answer, ...]
    cards: tuple[PlanCard, ...]
    matters: tuple[MatterLink, ...]
    attention: tuple[AttentionLine, ...]
    more_attention: int
    all_url: str
    news: News
    more_news: int
    all_news_url: str
    ended: tuple[EndedPlan, ...]
    selection: Selection
    page_range: str  # "Plan 1–10 af 100", empty where all are shown
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class FrontPageQuery:
    """What the address asks for: a page, a matter or all of them, all the news."""

    page: int = 1
    needs: str = ""
    news: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "FrontPageQuery":
        """What the address says; what means nothing is passed over."""
        page, needs = values.get("page", ""), values.get("needs", "")
        return cls(
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,  # noqa: PLR2004  # no plans has so many
            needs=needs if needs in {ALL, *Matter} else "",
            news=ALL if values.get("news") == ALL else "",
        )

    def url(self, part: str, **other: str | int) -> str:
        """The front page with another choice, at one of its parts."""
        now: dict[str, str | int] = {"page": self.page, "needs": self.needs, "news": self.news}
        parameters = {name: value for name, value in (now | other).items() if value not in {"", 1}}
        query = f"?{urlencode(parameters)}" if parameters else ""
        return f"{reverse('overview')}{query}{part}"


def front_page(query: FrontPageQuery, *, by: Person, since: datetime | None, today: date) -> FrontPage:
    """The page for `by`, who was here last at `since`."""
    selection = select(query.page, today=today)
    plans = [each.plan for each in selection.in_full]
    periods = {
        each.plan.pk: {each.period, *(round_.period for round_ in each.rounds)} for each in selection.in_full
    }
    reports = status_reports(plans, periods, today=today)
    shown_reports = [reports[each.plan.pk, each.period] for each in selection.in_full]
    rounds = [round_ for each in selection.in_full for round_ in each.rounds]
    tasks = tasks_of(rounds, reports, today=today) if rounds else []
    found = found_in(shown_reports, tasks, since_annex(shown_reports), _states(shown_reports), today=today)
    chosen = [each for each in found if query.needs in {"", ALL, *each.matters}]
    news = read_news(by=by, since=since)
    cards = tuple(
        plan_card(report, [each for each in tasks if each.report.plan == report.plan], by, today=today)
        for report in shown_reports
    )
    return FrontPage(
        answers=tuple(_answers(shown_reports, cards, tasks, found, news, by)),
        cards=cards,
        matters=tuple(_matters(query, found)),
        attention=tuple(attention_line(each) for each in (chosen if query.needs else chosen[:LINES])),
        more_attention=0 if query.needs else max(len(chosen) - LINES, 0),
        all_url=query.url("#attention", needs=ALL),
        news=News(news.since, news.goals if query.news else news.goals[:GOALS], news.is_cut),
        more_news=0 if query.news else max(len(news.goals) - GOALS, 0),
        all_news_url=query.url("#news", news=ALL),
        ended=tuple(ended_plan(plan, period) for plan, period in selection.ended),
        selection=selection,
        page_range=_page_range(selection.page),
        pages=page_numbers(selection.page, lambda number: query.url("#plans", page=number, needs="")),
    )


def _states(reports: Sequence[StatusReport]) -> dict[int, Change]:
    """How what was sent back came to be so, by submission."""
    returned = [
        goal.submission.id
        for report in reports
        for goal in report.goals
        if goal.submission is not None and goal.submission.state is SubmissionState.RETURNED
    ]
    return queries.latest_states(returned) if returned else {}


def _matters(query: FrontPageQuery, found: Sequence[Found]) -> list[MatterLink]:
    return [
        MatterLink(
            matter,
            str(MATTERS[matter]),
            count,
            query.url("#attention", needs="" if query.needs == matter else matter.value),
            query.needs == matter,
        )
        for matter, count in counted(found).items()
    ]


def _answers(
    reports: Sequence[StatusReport],
    cards: Sequence[PlanCard],
    tasks: Sequence[RoundTasks],
    found: Sequence[Found],
    news: News,
    person: Person,
) -> list[Answer]:
    """Where do we stand, what is missing, what needs me or attention, what changed."""
    goals = sum(len(report.goals) for report in reports)
    achieved = sum(report.counts[Status.ACHIEVED] for report in reports)
    missing = sum(round_.missing for card in cards for round_ in card.rounds)
    unreported = sum(report.counts[Status.NOT_REPORTED] for report in reports)
    text = ngettext("af %(n)s mål er nået", "af %(n)s mål er nået", goals) % {"n": goals}
    answers = [Answer(_("Hvor står vi?"), str(achieved), text, "#plans", "standing")]
    if tasks:
        lacking = [round_.head.entry_url for card in cards for round_ in card.rounds if round_.missing]
        # One round has them all on its page; several are told plan by plan.
        url = lacking[0] if len(lacking) == 1 else "#plans"
        text = ngettext("tal mangler i åbne indberetninger", "tal mangler i åbne indberetninger", missing)
        answers.append(Answer(_("Hvad mangler?"), str(missing), text, url, "missing"))
    else:
        text = ngettext("mål er ikke afrapporteret", "mål er ikke afrapporteret", unreported)
        answers.append(Answer(_("Hvad mangler?"), str(unreported), text, "#plans", "missing"))
    answers.append(_what_needs(tasks, found, person))
    count = f"{news.count}+" if news.is_cut else str(news.count)
    text = ngettext("ændring siden dit sidste besøg", "ændringer siden dit sidste besøg", news.count)
    if not news.since:
        count, text = "–", _("dit første besøg på siden")
    answers.append(Answer(_("Hvad er ændret?"), count, text, "#news", "news"))
    return answers


def _what_needs(tasks: Sequence[RoundTasks], found: Sequence[Found], person: Person) -> Answer:
    """What waits for the person, if anything can; for a reader, what needs attention."""
    if not has_tasks(person):
        text = ngettext("mål kræver opmærksomhed", "mål kræver opmærksomhed", len(found))
        return Answer(_("Hvad kræver opmærksomhed?"), str(len(found)), text, "#attention", "attention")
    waiting = waiting_for(tasks, person)
    text = {
        Role.APPROVER.value: ngettext(
            "mål venter på din godkendelse", "mål venter på din godkendelse", waiting
        ),
        Role.CONTRIBUTOR.value: ngettext("mål skal du sende ind", "mål skal du sende ind", waiting),
        Role.ADMINISTRATOR.value: ngettext(
            "mål har ingen, der indberetter", "mål har ingen, der indberetter", waiting
        ),
    }[person.role]
    return Answer(_("Hvad venter på mig?"), str(waiting), text, reverse("tasks"), "mine")


def _page_range(page: Page[Any]) -> str:
    """Returns "Plan 1–10 af 100", or nothing where all are on one page."""
    if page.paginator.num_pages == 1:
        return ""
    places = {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count}
    return _("Plan %(first)s–%(last)s af %(total)s") % places
