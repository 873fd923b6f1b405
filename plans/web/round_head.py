"""Which round is it, how long is there, and how much is done? The head of its card on each page of tasks."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.tasks.rounds import RoundTasks
from plans.wording import figures
from plans.wording import tasks as wording

SOON = 7  # days before the deadline from which it is marked


@dataclass(frozen=True, slots=True)
class RoundHead:
    """Which round it is, how long there is, and how much is done."""

    id: str
    plan: str
    about: str
    deadline: str
    days: str
    urgency: str  # "", "soon" or "overdue"
    entry_url: str
    handed_in: int
    total: int
    handed_in_text: str


def round_head(tasks: RoundTasks, *, today: date) -> RoundHead:
    """The head of a round, counted over its goals in `tasks`."""
    report, deadline, days = tasks.report, tasks.round.deadline, tasks.days_left(today)
    done, total = len(tasks.goals) - len(tasks.to_hand_in), len(tasks.goals)
    return RoundHead(
        id=f"round-{tasks.round.pk}",
        plan=report.plan.title,
        about=_("Indberetning %(years)s, opgjort %(day)s")
        % {"years": figures.years(report.period), "day": figures.day(report.as_of)},
        deadline=_("Frist %(day)s") % {"day": figures.day(deadline)} if deadline else _("Ingen frist"),
        days=wording.days_left(days) if days is not None and tasks.to_hand_in else "",
        urgency=_urgency(days) if tasks.to_hand_in else "",
        entry_url=reverse("entry", args=[report.plan.slug, report.period]),
        handed_in=done,
        total=total,
        handed_in_text=wording.handed_in(done, total),
    )


def _urgency(days: int | None) -> str:
    if days is None or days > SOON:
        return ""
    return "overdue" if days < 0 else "soon"
