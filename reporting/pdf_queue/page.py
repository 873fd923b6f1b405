"""What does the page say on which one waits for a PDF file? How many come first, and about how long."""

from dataclasses import dataclass
from math import ceil

from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import queries
from plans.models import Job

SOONEST, LATEST = 2, 10  # seconds until the page asks again
# The page from which a file is asked for, by the name of the file's address.
_PAGE_OF = {"annex_pdf": "annex", "brief_pdf": "brief"}


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """The page for a file that is waited for, or is there."""

    title: str
    text: str
    is_done: bool
    again_in: int  # seconds until the page asks again
    file_url: str
    back_url: str
    back: str


def waiting_page(job: Job) -> WaitingPage:
    """What is to be said of a job."""
    back_url, back = back_to(job)
    file_url = f"{job.address}?job={job.pk}"
    if job.done_at is not None:
        title, text = _("PDF-filen er klar"), _("Den hentes nu. Sker der ikke noget, så tryk på »Hent PDF«.")
        return WaitingPage(title, text, True, 0, file_url, back_url, back)
    before, each = queries.files_before(job), queries.seconds_for_a_file()
    seconds = max(1, ceil((before + 1) * each))
    if before:
        title = _("PDF-filen er i kø")
        text = ngettext("Der er %(n)s PDF-fil foran din.", "Der er %(n)s PDF-filer foran din.", before) % {
            "n": before
        }
    else:
        title, text = _("PDF-filen bliver lavet"), _("Din PDF-fil er den næste.")
    sentences = (text, _about(seconds), _("Siden følger selv med, og filen hentes, når den er klar."))
    again_in = min(max(SOONEST, seconds // 2), LATEST)
    return WaitingPage(title, " ".join(sentences), False, again_in, file_url, back_url, back)


def back_to(job: Job) -> tuple[str, str]:
    """The address of the page from which the file was asked for, and how one calls the way there."""
    match = resolve(job.address)
    page = _PAGE_OF[match.view_name]
    labels = {"annex": _("Tilbage til bilaget"), "brief": _("Tilbage til ledelsesoverblikket")}
    return reverse(page, kwargs=match.kwargs), labels[page]


def _about(seconds: int) -> str:
    if seconds <= 90:  # noqa: PLR2004  # one and a half minutes
        tens = seconds if seconds < 10 else ceil(seconds / 10) * 10  # noqa: PLR2004
        return ngettext(
            "Den er klar om cirka %(n)s sekund.", "Den er klar om cirka %(n)s sekunder.", tens
        ) % {"n": tens}
    minutes = ceil(seconds / 60)
    return ngettext("Den er klar om cirka %(n)s minut.", "Den er klar om cirka %(n)s minutter.", minutes) % {
        "n": minutes
    }
