"""How does the annex become a PDF? WeasyPrint sets the HTML document as a file that is PDF/A-2a and PDF/UA-1.

PDF/A-2a (ISO 19005-2) is what an archive keeps, PDF/UA-1 (ISO 14289-1) what a screen reader can follow. The
same text and date give the same bytes on every machine: nothing comes from the clock, from chance or from the
machine's fonts.
"""

from datetime import date, datetime
from html import unescape

from django.utils.translation import gettext as _

from plans.typeface import FAMILY, FONTS, FontsMissing, font_files, missing_characters, normalise

__all__ = [
    "MEDIUM",
    "CharactersMissing",
    "FontsMissing",
    "TooManyPages",
    "font_face_rules",
    "missing_characters",
    "render_pdf",
]


# The stylesheet's name for the PDF, whose pages are laid out as no browser can.
MEDIUM = "memo"
# A row that moves may tear a later one apart; a memo of 200 long goals takes two layouts.
MOST_LAYOUTS = 4


class CharactersMissing(Exception):
    """The text holds characters that the PDF's font cannot show; `characters` names them."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        names = ", ".join(characters)
        super().__init__(_("Bilagets skrifttype mangler disse tegn: %(characters)s.") % {"characters": names})


class TooManyPages(Exception):
    """The document goes over more pages than it may; `pages` is how many."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        super().__init__(_("Dokumentet fylder %(pages)s sider.") % {"pages": pages})


def render_pdf(html: str, *, created: date, most_pages: int | None = None) -> bytes:
    """Set an HTML document, such as an annex's, as PDF.

    `html` is what `rendering.render_document` gave. `created` is written into the file as the date of its
    making: the memo's date, or the moment of publication (a datetime with a time zone).

    Raises CharactersMissing for text that the font cannot show, FontsMissing where the font is not there,
    TooManyPages for more than `most_pages`, and ValueError for a moment without a time zone.
    """
    faces = font_face_rules()
    moment = _w3c_date(created)
    text = normalise(html)
    if missing := missing_characters(unescape(text)):
        raise CharactersMissing(missing)

    # Here, because it takes 0.6 s that no other page should wait for.
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from plans.pdf.fetching import ClosedFetcher  # noqa: PLC0415
    from plans.pdf.tagging import finish  # noqa: PLC0415
    from plans.pdf.torn_rows import move_torn_rows  # noqa: PLC0415

    fetcher = ClosedFetcher(file.as_uri() for file in font_files())
    configuration = FontConfiguration()
    fonts = CSS(string=faces, media_type=MEDIUM, font_config=configuration, url_fetcher=fetcher)
    source = HTML(string=text, media_type=MEDIUM, url_fetcher=fetcher)
    document = source.render(stylesheets=[fonts], font_config=configuration)
    layouts = 1
    while move_torn_rows(document) and layouts < MOST_LAYOUTS:
        document = source.render(stylesheets=[fonts], font_config=configuration)
        layouts += 1
    if most_pages is not None and len(document.pages) > most_pages:
        raise TooManyPages(len(document.pages))
    document.metadata.created = document.metadata.modified = moment
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a", finisher=finish)
    return pdf


def font_face_rules() -> str:
    """Give the CSS by which the PDF finds its fonts, under a name that no font of the machine bears.

    Raises FontsMissing.
    """
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{file.as_uri()}"); }}'
        for (_name, weight, style), file in zip(FONTS, font_files(), strict=True)
    )


def _w3c_date(created: date) -> str:
    """Write the date as the W3C's profile of ISO 8601 wants it (https://www.w3.org/TR/NOTE-datetime)."""
    if not isinstance(created, datetime):
        return created.isoformat()
    if created.tzinfo is None:
        raise ValueError("The moment of a PDF's making needs a time zone.")
    return created.isoformat(timespec="seconds")
