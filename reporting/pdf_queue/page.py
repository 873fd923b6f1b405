"""What does the page say on which one waits for a PDF file? How many come first, and about how long."""

from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import quote

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import queries
from plans.models import Job
from plans.wording import figures
from plans.wording.plan_names import short_title

SOONEST, LATEST = 2, 10  # seconds until the page asks again
_PATIENT = 90  # seconds; a longer wait is told in minutes
# The page from which a file is asked for, by the name of the file's address.
_PAGE_OF = {"annex_pdf": "annex", "brief_pdf": "brief"}


@dataclass(frozen=True, slots=True)
class Source:
    """The page from which a file was asked for."""

    url: str
    name: str
    way_back: str


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """The page for a file that is waited for, or is there; it asks again in so many seconds."""

    title: str
    text: str
    url: str
    file_url: str
    source: Source
    is_done: bool = False
    again_in: int = 0


def waiting_page(job: Job) -> WaitingPage:
    """What is to be said of a job."""
    addresses: dict[str, Any] = {
        "url": waiting_url(job),
        "file_url": f"{job.address}?job={job.pk}",
        "source": source_of(job.address),
    }
    if job.done_at is not None:
        text = _("Den hentes nu. Sker der ikke noget, så tryk på »Hent PDF«.")
        return WaitingPage(_("PDF-filen er klar"), text, is_done=True, **addresses)
    before, each = queries.files_before(job), queries.seconds_for_a_file()
    seconds = max(1, ceil((before + 1) * each))
    if before:
        title = _("PDF-filen er i kø")
        text = ngettext("Der er %(n)s PDF-fil foran din.", "Der er %(n)s PDF-filer foran din.", before)
        text %= {"n": before}
    else:
        title, text = _("PDF-filen bliver lavet"), _("Din PDF-fil er den næste.")
    sentences = (text, _about(seconds), _("Siden følger selv med, og filen hentes, når den er klar."))
    again_in = min(max(SOONEST, seconds // 2), LATEST)
    return WaitingPage(title, " ".join(sentences), again_in=again_in, **addresses)


def waiting_url(job: Job) -> str:
    """The address of the page; it names the file's own, so that one asks anew where the job is gone."""
    return f"{reverse('pdf_job', args=[job.pk])}?of={quote(job.address)}"


def file_address(asked: str) -> str | None:
    """The address of the file that a waiting page's address names; None where it names no such file."""
    try:
        match = resolve(asked)
    except Resolver404:
        return None
    return reverse(match.view_name, kwargs=match.kwargs) if match.view_name in _PAGE_OF else None


def source_of(address: str) -> Source:
    """The page from which the file at this address was asked for."""
    match = resolve(address)
    page = _PAGE_OF[match.view_name]
    plan = queries.plan_by_slug(match.kwargs["slug"])
    named = {
        "years": figures.years(match.kwargs["period"]),
        "plan": short_title(plan.title) if plan else match.kwargs["slug"],
    }
    if page == "annex":
        name, way_back = _("Bilag 1 %(years)s – %(plan)s"), _("Tilbage til bilaget")
    else:
        name, way_back = _("Ledelsesoverblik %(years)s – %(plan)s"), _("Tilbage til ledelsesoverblikket")
    return Source(reverse(page, kwargs=match.kwargs), name % named, way_back)


def _about(seconds: int) -> str:
    if seconds <= _PATIENT:
        count = seconds if seconds < 10 else ceil(seconds / 10) * 10  # noqa: PLR2004  # in tens
        text = ngettext("Den er klar om cirka %(n)s sekund.", "Den er klar om cirka %(n)s sekunder.", count)
    else:
        count = ceil(seconds / 60)
        text = ngettext("Den er klar om cirka %(n)s minut.", "Den er klar om cirka %(n)s minutter.", count)
    return text % {"n": count}
