"""How does the overview become a PDF of exactly one page? With fewer details, until it fits."""

from collections.abc import Sequence
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from plans.pdf import worker
from plans.pdf.document import TooManyPages
from reporting.brief.contents import BAR_HEIGHT, BAR_WIDTH, Brief, BriefFacts, brief_of
from reporting.brief.details import Details, worth_trying

STYLESHEET = "css/brief.css"
DOCUMENT = "reporting/brief/document.html"


def render_document(brief: Brief, facts: BriefFacts) -> str:
    """Set the overview as a complete HTML document with its stylesheet.

    Raises FileNotFoundError where the static files lack the stylesheet.
    """
    found = finders.find(STYLESHEET)
    if found is None:
        raise FileNotFoundError(f"The stylesheet {STYLESHEET} is not among the static files.")
    stylesheet = mark_safe(Path(found).read_text(encoding="utf-8"))  # noqa: S308  # a file of the program itself
    context = {
        "brief": brief,
        "stylesheet": stylesheet,
        "day": facts.report.as_of.isoformat(),
        "width": BAR_WIDTH,
        "height": BAR_HEIGHT,
    }
    return render_to_string(DOCUMENT, context).lstrip()


def brief_pdf_of(facts: BriefFacts) -> bytes:
    """The overview as PDF, one page with as many details as fit on it.

    Raises CharactersMissing, FontsMissing and RenderingFailed as `worker.render` does.
    """
    first, *steps = worth_trying(facts.report)
    pdf = _set(facts, first) or _first_that_fits(facts, steps)
    if pdf is None:
        raise worker.RenderingFailed(_("Overblikket kan ikke stå på én side."))
    return pdf


def _first_that_fits(facts: BriefFacts, steps: Sequence[Details]) -> bytes | None:
    """Halve the steps until the first is found that fits; each tells less than the one before."""
    fitting = None
    first, last = 0, len(steps) - 1
    while first <= last:
        middle = (first + last) // 2
        pdf = _set(facts, steps[middle])
        if pdf is None:
            first = middle + 1
        else:
            fitting, last = pdf, middle - 1
    return fitting


def _set(facts: BriefFacts, details: Details) -> bytes | None:
    """The page; None where there is more than one."""
    document = render_document(brief_of(facts, details), facts)
    try:
        return worker.render(document, created=facts.report.as_of, most_pages=1)
    except TooManyPages:
        return None
