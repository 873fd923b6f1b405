"""How does the annex become one HTML file? With its stylesheet inside, so that its looks never change."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reporting.annex.memo import Annex

STYLESHEET = "css/annex.css"
DOCUMENT = "reporting/annex/document.html"

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def render_document(annex: Annex) -> str:
    """Set the memo as a complete HTML document, in Danish whatever language is active.

    The stylesheet is embedded, not linked: a stored publication has to look in ten years as it does today,
    when the site's stylesheet has long been another. The PDF is made from this same text. The typeface is not
    embedded: the PDF brings its own, and a browser that lacks it takes the next in the list.

    Raises FileNotFoundError where the static files lack the annex's stylesheet.
    """
    found = finders.find(STYLESHEET)
    if found is None:
        raise FileNotFoundError(f"The stylesheet {STYLESHEET} is not among the static files.")
    stylesheet = mark_safe(Path(found).read_text(encoding="utf-8"))  # noqa: S308  # a file of the program itself
    return render_to_string(DOCUMENT, {"annex": annex, "stylesheet": stylesheet}).lstrip()


def style_source(document: str) -> str:
    """Give the source expression that lets a content security policy apply the document's own stylesheet.

    `document` is what `render_document` gave, today or years ago; only its first style element is allowed.
    Source: Content Security Policy Level 3, section 2.3.1 (hash-source).
    """
    style = _STYLE.search(document)
    if style is None:
        raise ValueError("The document holds no style element.")
    digest = hashlib.sha256(style[1].encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
