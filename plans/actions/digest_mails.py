"""What does a reminder say? A digest as subject, text and HTML, in its reader's language, with links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.tasks.digests import DigestPart, Matter
from plans.tasks.places import approval_of, goal_page
from plans.wording import figures

MOST_GOALS = 20  # of one kind in one round; the page of tasks has all


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Goal:
    wording: str
    url: str


@dataclass(frozen=True, slots=True)
class _Section:
    """Goals of one round, and what about them; `more` tells how many there are besides."""

    heading: str
    plan: str
    about: str
    goals: tuple[_Goal, ...]
    more: str


def digest_mail(name: str, language: str, parts: Sequence[DigestPart], *, today: date) -> Mail:
    """The digest for a person called `name`. It tells wordings of goals, and nobody's name or figures."""
    with translation.override(language):
        count = sum(len(part.goals) for part in parts)
        sections = [_section(part) for part in parts]
        context = {
            "name": name,
            "today": figures.day(today),
            "sections": sections,
            "tasks_url": address(reverse("tasks")),
            "organisation": settings.ORGANISATION,
        }
        subject = ngettext("Vink: %(n)s mål venter på dig", "Vink: %(n)s mål venter på dig", count)
        return Mail(
            subject % {"n": count},
            render_to_string("plans/mail/digest.txt", context),
            render_to_string("plans/mail/digest.html", context),
        )


def address(path: str) -> str:
    """A page's address for somebody who is not on the site; signing in leads on to it."""
    return f"{settings.SITE_URL}{path}"


def _section(part: DigestPart) -> _Section:
    report, hidden = part.tasks.report, len(part.goals) - MOST_GOALS
    url_of = approval_of if part.matter is Matter.WAITS else goal_page
    more = ngettext("og %(n)s mål mere", "og %(n)s mål mere", hidden) % {"n": hidden} if hidden > 0 else ""
    return _Section(
        heading=_heading(part),
        plan=report.plan.title,
        about=_("Indberetning %(years)s, opgjort %(day)s")
        % {"years": figures.years(report.period), "day": figures.day(report.as_of)},
        goals=tuple(
            _Goal(task.goal.reported_wording, address(url_of(report, task.goal)))
            for task in part.goals[:MOST_GOALS]
        ),
        more=more,
    )


def _heading(part: DigestPart) -> str:
    deadline = part.tasks.round.deadline
    day = {"day": figures.day(deadline) if deadline else ""}
    headings = {
        Matter.RETURNED: _("Sendt tilbage til dig: se hvorfor, ret det, og send det ind igen"),
        Matter.OVERDUE: _("Fristen var %(day)s, og dette er ikke sendt ind") % day,
        Matter.DUE_SOON: _("Frist %(day)s: dette er ikke sendt ind endnu") % day,
        Matter.WAITS: _("Venter på din godkendelse"),
    }
    return headings[part.matter]
