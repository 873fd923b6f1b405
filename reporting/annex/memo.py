"""What does Bilag 1 say? A status report set as the memo's head, tables, notes and closing, free of layout.

The same `Annex` becomes the web page, the PDF and the Word file.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note under a table."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One goal: its wording to the left, the report on it to the right."""

    heading: str  # the heading above the wording, with its footnote mark; "" where there is none
    wording: str
    sentence: str  # "Målet er delvist indfriet."
    note_number: int | None  # the note that the sentence refers to
    sub_heading: str
    commentary: SafeString  # sanitised: p, strong, em, ul, li, br
    footnote: str  # "* Dækker både …", under the commentary


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A numbered table of goals."""

    label: str  # "Tabel 1"
    title: str
    goal_heading: str  # "Resultatmål"
    report_heading: str  # "Afrapportering 2019"
    rows: tuple[AnnexRow, ...]
    notes: tuple[Note, ...]
    remarks: str  # further notes under the table, plain paragraphs


@dataclass(frozen=True, slots=True)
class Annex:
    """The whole memo."""

    kind: str  # "Notat"
    title: str
    dated_on: date
    details: tuple[tuple[str, str], ...]  # ("Sagsnummer", "2020-0007694"), …
    sender: tuple[str, ...]  # the lines of the sender block
    sender_details: tuple[tuple[str, str], ...]  # ("EAN-nummer", "5798009710581")
    website: str  # "www.kk.dk"
    author: str  # the organisation, for the file's properties
    intro: SafeString
    closing: SafeString
    tables: tuple[AnnexTable, ...]

    @property
    def document_number(self) -> str:
        """The memo's document number, for the running head; "" where it has none."""
        return next((value for label, value in self.details if label.startswith("Dokument")), "")
