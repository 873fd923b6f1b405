"""How does the overview become a PDF of exactly one page? With fewer details, until it fits."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from plans.pdf.order import Order
from reporting.brief.contents import BAR_HEIGHT, BAR_WIDTH, Brief, BriefFacts, brief_of
from reporting.brief.details import worth_trying

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


def brief_order(facts: BriefFacts) -> Order:
    """The overview as it is to be set: one page, with as many details as fit on it."""
    documents = (render_document(brief_of(facts, details), facts) for details in worth_trying(facts.report))
    return Order(tuple(documents), facts.report.as_of, most_pages=1)
